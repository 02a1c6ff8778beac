/**
 * The canary: one known page of each kind is fetched and read, so that a change of the site's markup is noticed before it
 * costs anybody their data. It asks as politely as a sync does: robots.txt, one pace, the same back-off.
 */
import { type CanaryResult, type Database, findKnownPages, type KnownPages, saveCanary } from '@cohort-almanac/db';
import { TaskError } from './errors.ts';
import type { ParsedPage, ParseKind } from './parse/index.ts';
import type { Ask, Letterboxd } from './sources/letterboxd.ts';
import { SOURCE_PATHS } from './sources/paths.ts';

/** Where a page of each kind stands; null when no such page is known yet. */
const PATHS: { readonly [K in ParseKind]: (known: KnownPages) => string | null } = {
  films: ({ member }) => member && SOURCE_PATHS.films(member),
  likes: ({ member }) => member && SOURCE_PATHS.likes(member),
  watchlist: ({ member }) => member && SOURCE_PATHS.watchlist(member),
  members: ({ member }) => member && SOURCE_PATHS.following(member),
  list: ({ list }) => list && `/${list}/`,
  profile: ({ member }) => member && SOURCE_PATHS.profile(member),
  diary: ({ member }) => member && SOURCE_PATHS.diary(member),
  person: ({ director }) => director && `/director/${director}/`,
  film: ({ film }) => film && SOURCE_PATHS.film(film),
  histogram: ({ film }) => film && SOURCE_PATHS.histogram(film),
  rss: ({ member }) => member && SOURCE_PATHS.feed(member),
};

const POSTER = ['slug', 'title', 'year', 'lid', 'letterboxd_id'] as const;

/** What at least one item of a page of each kind has to say; where the site lacks a field for a single film, others have it. */
const FIELDS: { readonly [K in ParseKind]: readonly string[] } = {
  films: [...POSTER, 'rating'],
  likes: POSTER,
  watchlist: POSTER,
  members: ['username', 'display_name'],
  list: POSTER,
  profile: ['username', 'display_name'],
  diary: ['slug', 'title', 'watched_on', 'viewing_id'],
  person: POSTER,
  film: ['slug', 'title', 'year', 'tmdb_id', 'directors', 'genres', 'average', 'rating_count'],
  histogram: ['average', 'rating_count', 'histogram'],
  rss: ['guid', 'title', 'published_at', 'tmdb_id'],
};

/** The kinds of which pages are checked: all. */
export const CANARY_KINDS = Object.keys(PATHS) as readonly ParseKind[];

/** Checks all kinds, one after the other, and keeps how it went. Throws nothing but an abort. */
export async function checkCanary(
  { db, letterboxd }: { db: Database; letterboxd: Letterboxd },
  ask: Ask,
): Promise<CanaryResult[]> {
  const known = await findKnownPages(db);
  const results: CanaryResult[] = [];
  for (const kind of CANARY_KINDS) {
    ask.signal.throwIfAborted();
    results.push(await checkKind(letterboxd, kind, known, ask));
  }
  await saveCanary(db, results);
  return results;
}

async function checkKind(letterboxd: Letterboxd, kind: ParseKind, known: KnownPages, ask: Ask): Promise<CanaryResult> {
  const path = PATHS[kind](known);
  const result = { kind, path, error_kind: null, detail: null, missing: [], checked_at: new Date() };
  if (path === null) return { ...result, state: 'skipped', detail: 'no such page is known yet' };
  try {
    const page = await letterboxd.page(kind, path, ask);
    const missing = missingFields(kind, page, known);
    if (missing === null) return { ...result, state: 'skipped', detail: 'the page is empty' };
    if (missing.length === 0) return { ...result, state: 'ok' };
    return { ...result, state: 'failed', error_kind: 'markup_changed', missing, detail: 'fields are missing' };
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    const { kind: error_kind, message: detail, retry } = error;
    // Not to be allowed is no fault of the site's markup, and a private watchlist none of its owner's.
    const forbidden = error_kind === 'robots' && retry === 'never';
    const state = forbidden || error_kind === 'private' ? 'skipped' : 'failed';
    return { ...result, state, error_kind, detail };
  }
}

/** Fields that no item has; null when there are no items to tell by. */
export function missingFields(
  kind: ParseKind,
  page: ParsedPage<ParseKind>,
  { director }: Pick<KnownPages, 'director'>,
): string[] | null {
  const items: readonly object[] = 'items' in page ? page.items : [page.item];
  if (items.length === 0) return null;
  // Where no film has a director, as in a world that was made of ratings alone, this one need not have any.
  const fields = FIELDS[kind].filter((field) => field !== 'directors' || director !== null);
  return fields.filter((field) => !items.some((item) => has(item, field)));
}

function has(item: object, field: string): boolean {
  const value: unknown = new Map<string, unknown>(Object.entries(item)).get(field);
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}
