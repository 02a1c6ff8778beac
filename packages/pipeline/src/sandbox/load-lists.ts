/** lists.csv and list_likes.csv: one row an entry, so the list's own fields stand in each of its rows and must agree. */
import { type Problems, readTable, type TableFormat } from './csv.ts';
import type { References } from './references.ts';
import type { WorldFilm, WorldList, WorldListLike } from './world.ts';

const LISTS: TableFormat = {
  file: 'lists.csv',
  key: ['username', 'list_slug', 'slug'],
  optional: ['list_title', 'ranked', 'position'],
};
const LIST_LIKES: TableFormat = { file: 'list_likes.csv', key: ['username', 'list_owner', 'list_slug'], optional: [] };
const LIST_SLUG = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

interface Draft {
  list: WorldList;
  entries: { film: WorldFilm; position: number | null }[];
  films: Set<WorldFilm>;
  positions: Set<number>;
}

/** Reads the lists, each in the order of its positions (entries without one keep the file's order, at the end). */
export function loadLists(
  dir: string,
  problems: Problems,
  find: References,
): { lists: WorldList[]; list_likes: WorldListLike[] } {
  const drafts = new Map<string, Draft>();
  for (const row of readTable(dir, LISTS, problems) ?? []) {
    const owner = find.member(row, 'username');
    const slug = row.needed('list_slug');
    const film = find.film(row);
    const title = row.text('list_title') || (slug ?? '');
    const ranked = row.flag('ranked');
    const position = row.integer('position', 1);
    if (!owner || slug === null || !film) continue;
    if (!LIST_SLUG.test(slug)) row.fail('list_slug', `"${slug}" may have only letters, digits, - and _`);
    const key = listKey(owner.username, slug);
    let draft = drafts.get(key);
    if (!draft) {
      const list: WorldList = { owner, slug, title, ranked, films: [] };
      draft = { list, entries: [], films: new Set(), positions: new Set() };
      drafts.set(key, draft);
    }
    if (draft.list.title !== title) row.fail('list_title', `"${title}" was "${draft.list.title}" in an earlier row`);
    if (draft.list.ranked !== ranked) row.fail('ranked', 'differs from an earlier row of the list');
    if (ranked && position === null) row.fail('position', 'must be given, because the list is ranked');
    if (draft.films.has(film)) row.fail('slug', `${film.slug} is in the list already`);
    if (position !== null && draft.positions.has(position)) row.fail('position', `${position} is taken already`);
    draft.films.add(film);
    if (position !== null) draft.positions.add(position);
    draft.entries.push({ film, position });
  }
  for (const { list, entries } of drafts.values()) {
    entries.sort((a, b) => (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER));
    list.films = entries.map((entry) => entry.film);
  }

  const list_likes: WorldListLike[] = [];
  const seen = new Set<string>();
  for (const row of readTable(dir, LIST_LIKES, problems) ?? []) {
    const member = find.member(row, 'username');
    const owner = find.member(row, 'list_owner');
    const slug = row.needed('list_slug');
    if (!member || !owner || slug === null) continue;
    const key = listKey(owner.username, slug);
    const list = drafts.get(key)?.list;
    if (!list) {
      row.fail('list_slug', `${owner.username} has no list "${slug}" in lists.csv`);
      continue;
    }
    const like = `${member.username}\n${key}`;
    if (seen.has(like)) row.fail('list_slug', `${member.username} likes this list already in an earlier row`);
    seen.add(like);
    list_likes.push({ member, list });
  }
  return { lists: [...drafts.values()].map((draft) => draft.list), list_likes };
}

function listKey(username: string, slug: string): string {
  return `${username.toLowerCase()}/${slug}`;
}
