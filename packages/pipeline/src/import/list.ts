/** Fetches one list of films, or a person's filmography, page by page from the site that is set as the source. */
import { isFilmography } from '@cohort-almanac/core';
import { type Database, ensureMembers, forgottenAmong, storeLists } from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import type { FilmItem, ParsedPage } from '../parse/index.ts';
import type { Ask, Letterboxd } from '../sources/letterboxd.ts';
import { filmIds } from '../store/sightings.ts';

/** A hundred films each: lists beyond that are taken in up to here. */
const MAX_PAGES = 100;

export interface FetchedList {
  path: string;
  title: string;
  films: number;
  pages: number;
  /** Whether these are all its films; if not, films that were known beyond them stay. */
  whole: boolean;
}

/**
 * Fetches a list and stores it in place of what was known of it. `path` is `owner/list/slug` or a filmography's
 * `director/agnes-varda`, in lower case. Robots.txt and the site's pace are kept. Throws a TaskError.
 */
export async function fetchList(
  { db, letterboxd }: { db: Database; letterboxd: Letterboxd | null },
  path: string,
  ask: Ask,
): Promise<FetchedList> {
  if (letterboxd === null) {
    throw new TaskError(
      'forbidden',
      'ALMANAC_SOURCE is "none", so nothing is fetched. Import the export that holds the list.',
    );
  }
  const owner = isFilmography(path) ? null : path.slice(0, path.indexOf('/'));
  if (owner !== null && (await forgottenAmong(db, [owner])).size > 0) {
    throw new TaskError('forbidden', 'The owner of this list asked to be forgotten; nothing of them is fetched.');
  }
  const observed_at = new Date();
  const read = await readPages(letterboxd, path, owner === null ? 'person' : 'list', ask);
  const ids = await filmIds(db, read.items);
  const items = ids.map((film_id, index) => ({ film_id, position: index + 1 }));
  const title = read.title ?? path;
  await db.transaction(async (tx) => {
    const ownerId = owner === null ? null : (await ensureMembers(tx, [{ username: owner }]))[0]!;
    await storeLists(tx, ownerId, [{ path, lid: null, title, items, whole: read.whole }], {
      source: 'crawl',
      observed_at,
      complete: false,
    });
  });
  return { path, title, films: new Set(ids).size, pages: read.pages, whole: read.whole };
}

async function readPages(letterboxd: Letterboxd, path: string, kind: 'list' | 'person', ask: Ask) {
  const items: FilmItem[] = [];
  let title: string | null = null;
  let whole = true;
  let pages = 0;
  for (let next: string | null = `/${path}/`; next !== null; ) {
    if (pages === MAX_PAGES) return { items, title, pages, whole: false };
    const page: ParsedPage<'list'> | ParsedPage<'person'> =
      kind === 'list' ? await letterboxd.page('list', next, ask) : await letterboxd.page('person', next, ask);
    pages += 1;
    items.push(...page.items);
    if ('item' in page) title ??= page.item.title;
    whole &&= page.complete;
    next = page.next;
  }
  return { items, title, pages, whole };
}
