/** Writes an export that was read, and counts what that changes. */
import {
  ensureMembers,
  fillRatingDates,
  type ListInput,
  lockImportOf,
  noteExport,
  type RatingInput,
  readLooks,
  readRatingsForUpdate,
  removeRatings,
  removeWatchlistExcept,
  replaceFavorites,
  replaceRatings,
  storeLists,
  type Transaction,
  upsertWatchlist,
} from '@cohort-almanac/db';
import type { ExportContents, Unmatched } from '../sources/export/contents.ts';
import { type Changes, reconcile, type ShelfSection } from './reconcile.ts';

export interface Stored extends Record<ShelfSection | 'watchlist' | 'lists', Changes> {
  favorites: number;
  unmatched: Unmatched[];
}

type FilmIds = ReadonlyMap<string, number>;

/** One transaction's work, after which the store holds what the export says. `ids` has every film that it names. */
export async function storeExport(
  tx: Transaction,
  username: string,
  contents: ExportContents,
  ids: FilmIds,
): Promise<Stored & { memberId: number }> {
  await lockImportOf(tx, username);
  const [memberId] = (await ensureMembers(tx, [{ username }])) as [number];
  const looks = await readLooks(tx, memberId);
  // A name can claim any time; nothing that is read now can have been observed later than now.
  const at = new Date(Math.min(contents.madeAt?.getTime() ?? Number.POSITIVE_INFINITY, Date.now()));
  const outdated = looks.export_at !== null && looks.export_at > at;

  const shelf = await storeShelf(tx, memberId, contents, ids, at, later(looks.full_pass_at, looks.export_at));
  const watchlist = [...(contents.watchlist ?? [])].map((lid) => ids.get(lid)!);
  const lists = listInputs(username, contents, ids);
  const stored = {
    ...shelf,
    watchlist: { ...NONE, total: watchlist.length },
    lists: { ...NONE, total: lists.length },
    favorites: 0,
    unmatched: [] as Unmatched[],
  };
  if (outdated) {
    const time = looks.export_at!.toISOString();
    stored.unmatched.push({
      file: 'export',
      row: null,
      reason: `a later export, of ${time}, is stored: it counts, not this one`,
    });
  } else {
    const observation = { source: 'export' as const, observed_at: at };
    const { new: added } = await upsertWatchlist(tx, memberId, watchlist, observation);
    const whole = contents.complete && contents.watchlist !== null;
    const removed = whole ? await removeWatchlistExcept(tx, memberId, watchlist, at) : 0;
    Object.assign(stored.watchlist, { new: added, removed });
    const all = { ...observation, complete: contents.complete && contents.lists !== null };
    Object.assign(stored.lists, await storeLists(tx, memberId, lists, all));
  }

  const favorites = (contents.favorites ?? []).map((lid) => ids.get(lid)).filter((id) => id !== undefined);
  stored.favorites = favorites.length;
  // Favourites carry no time of their own: a later look at the member saw later ones.
  const newest = looks.last_pass_at === null || looks.last_pass_at <= at;
  if (contents.favorites !== null && newest) await replaceFavorites(tx, memberId, favorites);
  await noteExport(tx, memberId, { at, whole: isWhole(contents) });
  return { ...stored, memberId };
}

const NONE: Changes = { total: 0, new: 0, changed: 0, removed: 0 };

async function storeShelf(
  tx: Transaction,
  memberId: number,
  contents: ExportContents,
  ids: FilmIds,
  at: Date,
  allSeenAt: Date | null,
): Promise<Record<ShelfSection, Changes>> {
  const { complete, liked, watched } = contents;
  const stored = await readRatingsForUpdate(tx, memberId);
  const { write, date, remove, changes } = reconcile(stored, shelfOf(contents, ids), {
    observedAt: at,
    allSeenAt,
    whole: { ratings: complete, likes: complete && liked !== null, watched: complete && watched !== null },
  });
  await replaceRatings(tx, memberId, write, { source: 'export', observed_at: at });
  await fillRatingDates(tx, memberId, date);
  await removeRatings(tx, memberId, remove, at);
  return changes;
}

/** A row a film that was rated, liked or watched. */
function shelfOf({ ratings, liked, watched }: ExportContents, ids: FilmIds): Map<number, RatingInput> {
  const lids = new Set([...ratings.keys(), ...(liked ?? []), ...(watched ?? [])]);
  const shelf = new Map<number, RatingInput>();
  for (const lid of lids) {
    const film_id = ids.get(lid)!;
    const rated = ratings.get(lid);
    shelf.set(film_id, {
      film_id,
      rating: rated?.rating ?? null,
      liked: liked?.has(lid) ?? false,
      // Who rates a film has watched it.
      watched: rated !== undefined || (watched?.has(lid) ?? false),
      rated_at: rated?.rated_at ?? null,
    });
  }
  return shelf;
}

function listInputs(username: string, { lists }: ExportContents, ids: FilmIds): ListInput[] {
  const byPath = new Map<string, ListInput>();
  for (const { slug, lid, title, items, whole } of lists ?? []) {
    const path = `${username}/list/${slug}`;
    const films = items.map(({ position, lid: film }) => ({ position, film_id: ids.get(film)! }));
    byPath.set(path, { path, lid, title, whole, items: films });
  }
  return [...byPath.values()];
}

/** Whether it has everything that exports have: then an older one knows nothing that this one doesn't. */
function isWhole({ complete, watched, liked, watchlist, lists }: ExportContents): boolean {
  return complete && watched !== null && liked !== null && watchlist !== null && lists !== null;
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
