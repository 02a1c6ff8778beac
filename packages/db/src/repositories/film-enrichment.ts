/** Which films are asked about next, and what about them is due. */
import type { FilmIdentity, TmdbType } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';
import type { TmdbConfidence } from './film-details.ts';

/** Which sources may be asked; a film that only another one could tell about is not due. */
export interface Asks {
  letterboxd: boolean;
  tmdb: boolean;
}

const ALL: Asks = { letterboxd: true, tmdb: true };

/** What enrichment needs to know of a film before it asks anybody. */
export interface FilmToEnrich extends FilmIdentity {
  film_id: number;
  title: string;
  release_year: number | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
  tmdb_confidence: TmdbConfidence | null;
  tmdb_etag: string | null;
  page_checked_at: Date | null;
  histogram_checked_at: Date | null;
  tmdb_checked_at: Date | null;
  /** Whether somebody here rated or liked it. */
  seen: boolean;
  /** Which questions are due: never asked, or asked too long ago. */
  page_due: boolean;
  histogram_due: boolean;
  search_due: boolean;
  tmdb_due: boolean;
}

/** Half a year is the longest that TMDB's terms allow its data to be kept unasked; a month is left to get there. */
const TMDB_STALE = "interval '150 days'";
/** Of films that somebody means to see, where they can be watched is asked more often. */
const WANTED_STALE = `CASE WHEN EXISTS (SELECT 1 FROM watchlist_entries w WHERE w.film_id = f.film_id)
  THEN interval '30 days' ELSE ${TMDB_STALE} END`;
const HISTOGRAM_STALE = "interval '30 days'";

/** Rated or liked: what was merely watched is in no list. `f` is the films row. */
export const SEEN =
  'EXISTS (SELECT 1 FROM ratings h WHERE h.film_id = f.film_id AND (h.rating IS NOT NULL OR h.liked))';

/** A question about a film: to whom, of which films it can be asked at all, when it was last, and when it is to be asked again. */
interface Question {
  to: keyof Asks;
  askable: string;
  at: string;
  stale: string;
}

// A key that a search found is checked against the film's page as soon as the page's address is known.
const QUESTIONS = {
  page: {
    to: 'letterboxd',
    askable: `(f.slug IS NOT NULL OR f.letterboxd_id IS NOT NULL) AND (f.tmdb_id IS NULL OR f.tmdb_confidence = 'high')`,
    at: 'f.page_checked_at',
    stale: TMDB_STALE,
  },
  histogram: {
    to: 'letterboxd',
    // What the world thinks is compared with what somebody here thinks.
    askable: `f.slug IS NOT NULL AND ${SEEN}`,
    at: 'f.histogram_checked_at',
    stale: HISTOGRAM_STALE,
  },
  // A person's decision is not searched again.
  search: {
    to: 'tmdb',
    askable: `f.tmdb_id IS NULL AND f.slug IS NULL AND f.letterboxd_id IS NULL AND f.tmdb_confidence IS DISTINCT FROM 'rejected'`,
    at: 'f.tmdb_searched_at',
    stale: TMDB_STALE,
  },
  tmdb: { to: 'tmdb', askable: 'f.tmdb_id IS NOT NULL', at: 'f.tmdb_checked_at', stale: WANTED_STALE },
} satisfies Record<string, Question>;

const isNew = ({ askable, at }: Question) => `(${at} IS NULL AND ${askable})`;
const isStale = ({ askable, at, stale }: Question) => `(${at} < now() - ${stale} AND ${askable})`;
const asked = (asks: Asks): Question[] => Object.values(QUESTIONS).filter(({ to }) => asks[to]);
const anyOf = (conditions: string[]) =>
  conditions.length === 0 ? '(f.film_id IS NULL)' : `(${conditions.join('\n  OR ')})`;

/**
 * A film needs enrichment while a source that could still add something was never asked: its page when its TMDB key is
 * unknown, its histogram, TMDB's search when an export is all that names it, TMDB when the key is known. `f` is the films row.
 */
export const needsEnrichment = (asks: Asks = ALL): string => anyOf(asked(asks).map(isNew));
export const NEEDS_ENRICHMENT = needsEnrichment();

/** A film needs a refresh when an answer is older than it may be. `f` is the films row. */
export const needsRefresh = (asks: Asks = ALL): string => anyOf(asked(asks).map(isStale));
export const NEEDS_REFRESH = needsRefresh();

/** The time of a film's oldest stale answer; null when none is stale. */
const staleSince = (asks: Asks) =>
  `least(${['NULL::timestamptz', ...asked(asks).map((q) => `CASE WHEN ${isStale(q)} THEN ${q.at} END`)].join(', ')})`;

/**
 * The order of asking, as a list for ORDER BY: new films, the most watched first, then stale ones, the oldest answer first.
 * Films that stand on watchlists alone come after all others, in the same order: tonight needs their length, genres and
 * offers, but what is ranked goes first, and what is to be asked again in time.
 * @param watchers an expression for how many have seen the film, null where nobody has anything but plans to
 * @param wanted an expression for how many mean to see it
 */
export const enrichmentOrder = (asks: Asks = ALL, watchers: string, wanted: string): string =>
  `${watchers} IS NULL, ${needsEnrichment(asks)} DESC,
  CASE WHEN ${needsEnrichment(asks)} THEN coalesce(${watchers}, ${wanted}) END DESC, ${staleSince(asks)}, f.slug, f.lid`;

const due = (question: Question) => `(${isNew(question)} OR ${isStale(question)})`;
const TO_ENRICH = `f.film_id, f.lid, f.letterboxd_id, f.slug, f.title, f.release_year, f.tmdb_type, f.tmdb_id,
  f.tmdb_confidence, f.tmdb_etag, f.page_checked_at, f.histogram_checked_at, f.tmdb_checked_at,
  ${SEEN} AS seen, ${Object.entries(QUESTIONS)
    .map(([name, question]) => `coalesce(${due(question)}, false) AS ${name}_due`)
    .join(',\n  ')}`;

/** The films among these ids of which something is due (all of them when `force`), in the order given. */
export async function filmsToEnrich(
  db: Sql,
  filmIds: readonly number[],
  { force = false }: { force?: boolean } = {},
): Promise<FilmToEnrich[]> {
  const { rows } = await db.query<FilmToEnrich>(
    `SELECT ${TO_ENRICH} FROM films f JOIN unnest($1::int[]) WITH ORDINALITY AS wanted (film_id, position)
       ON wanted.film_id = f.film_id
     WHERE $2 OR ${NEEDS_ENRICHMENT} OR ${NEEDS_REFRESH} ORDER BY wanted.position`,
    [filmIds, force],
  );
  return rows;
}

/** Every film that somebody here rated, liked or means to see: `film_id`, `watchers` (null: it is on watchlists alone), `wanted`. */
export const FILMS_OF_MEMBERS = `
  SELECT film_id, r.watchers, coalesce(w.wanted, 0) AS wanted
  FROM (SELECT film_id, count(rating) AS watchers FROM ratings WHERE rating IS NOT NULL OR liked GROUP BY film_id) r
  FULL JOIN (SELECT film_id, count(*) AS wanted FROM watchlist_entries GROUP BY film_id) w USING (film_id)`;

/**
 * The films of all members that need enrichment, most watched first, then the stale ones; with `force` all of them.
 * @param limit null = no limit
 */
export async function nextFilmsToEnrich(
  db: Sql,
  limit: number | null,
  { force = false, asks = ALL }: { force?: boolean; asks?: Asks } = {},
): Promise<number[]> {
  const wanted = force ? 'true' : `${needsEnrichment(asks)} OR ${needsRefresh(asks)}`;
  const order = force
    ? 'k.watchers DESC NULLS LAST, k.wanted DESC, f.slug, f.lid'
    : enrichmentOrder(asks, 'k.watchers', 'k.wanted');
  const { rows } = await db.query<{ film_id: number }>(
    `SELECT f.film_id FROM films f JOIN (${FILMS_OF_MEMBERS}) k USING (film_id) WHERE ${wanted} ORDER BY ${order} LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.film_id);
}
