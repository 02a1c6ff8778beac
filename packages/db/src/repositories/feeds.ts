/** Feeds and diaries: how far they were read, the films that a feed names, and what its entries change. */
import type { TmdbType } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';
import { resolveFilms } from './films.ts';

/** How far a member's feed was read. */
export interface FeedState {
  etag: string | null;
  last_modified: string | null;
  /** The newest entry seen, and when it was made. */
  last_guid: string | null;
  last_published_at: Date | null;
  polled_at: Date;
}

/** Null when the feed was never read. */
export async function findFeed(db: Sql, memberId: number): Promise<FeedState | null> {
  const { rows } = await db.query<FeedState>(
    'SELECT etag, last_modified, last_guid, last_published_at, polled_at FROM member_feeds WHERE member_id = $1',
    [memberId],
  );
  return rows[0] ?? null;
}

export async function saveFeed(tx: Sql, memberId: number, state: FeedState): Promise<void> {
  await tx.query(
    `INSERT INTO member_feeds (member_id, etag, last_modified, last_guid, last_published_at, polled_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (member_id) DO UPDATE
       SET etag = excluded.etag, last_modified = excluded.last_modified, last_guid = excluded.last_guid,
           last_published_at = excluded.last_published_at, polled_at = excluded.polled_at`,
    [memberId, state.etag, state.last_modified, state.last_guid, state.last_published_at, state.polled_at],
  );
}

/** The entries on the first page of the diary when it was last read; empty when it never was. */
export async function findNewestViewings(db: Sql, memberId: number): Promise<string[]> {
  const { rows } = await db.query<{ newest_viewing_ids: string[] }>(
    'SELECT newest_viewing_ids FROM member_diaries WHERE member_id = $1',
    [memberId],
  );
  return rows[0]?.newest_viewing_ids ?? [];
}

export async function saveNewestViewings(
  tx: Sql,
  memberId: number,
  viewingIds: readonly string[],
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO member_diaries (member_id, newest_viewing_ids, read_at) VALUES ($1, $2, $3)
     ON CONFLICT (member_id) DO UPDATE SET newest_viewing_ids = excluded.newest_viewing_ids, read_at = excluded.read_at`,
    [memberId, viewingIds, at],
  );
}

/** A logged viewing that came with a rating, and so dates it. */
export interface DatedViewing {
  film_id: number;
  /** Half stars. */
  rating: number;
  /** `YYYY-MM-DD` */
  watched_on: string;
}

// The date of a rating is that of the newest entry that gave it. What was observed, and when, stays as it was: a date is
// no sighting, so it neither keeps a row from being removed nor lets an older source win.
const DATE = `
  WITH entries AS (
    SELECT film_id, rating, max(watched_on) AS watched_on
    FROM unnest($2::int[], $3::smallint[], $4::date[]) AS e (film_id, rating, watched_on) GROUP BY film_id, rating)
  UPDATE ratings r SET rated_at = e.watched_on FROM entries e
  WHERE r.member_id = $1 AND r.film_id = e.film_id AND r.rating = e.rating
    AND (r.rated_at IS NULL OR r.rated_at < e.watched_on)`;

// One entry of a feed. It may have no rating although the film has one, and an older viewing may be logged late, so it
// never takes a rating away and never moves the date of an unchanged one back.
const UPSERT = `
  WITH input AS (
    SELECT * FROM unnest($2::int[], $3::smallint[], $4::boolean[], $5::date[], $6::timestamptz[])
      AS i (film_id, rating, liked, rated_at, observed_at)
  ), old AS (
    SELECT r.film_id, r.rating, r.liked, r.watched, r.rated_at FROM ratings r JOIN input USING (film_id)
    WHERE r.member_id = $1
  ), written AS (
    INSERT INTO ratings AS r (member_id, film_id, rating, liked, watched, rated_at, source, observed_at)
    SELECT $1, film_id, rating, liked, true, rated_at, 'rss', observed_at FROM input
    ON CONFLICT (member_id, film_id) DO UPDATE
      SET rating = coalesce(excluded.rating, r.rating), liked = excluded.liked, watched = true,
          rated_at = CASE
            WHEN excluded.rating IS NULL AND r.rating IS NOT NULL THEN r.rated_at
            WHEN excluded.rating IS DISTINCT FROM r.rating THEN coalesce(excluded.rated_at, r.rated_at)
            ELSE greatest(excluded.rated_at, r.rated_at) END,
          source = excluded.source, observed_at = excluded.observed_at
      WHERE r.observed_at <= excluded.observed_at
    RETURNING film_id, rating, liked, watched, rated_at
  )
  SELECT film_id, CASE WHEN o.film_id IS NULL THEN 'new'
                       WHEN w.film_id IS NOT NULL AND (w.rating, w.liked, w.watched, w.rated_at)
                            IS DISTINCT FROM (o.rating, o.liked, o.watched, o.rated_at) THEN 'changed'
                       ELSE 'same' END AS outcome
  FROM input LEFT JOIN written w USING (film_id) LEFT JOIN old o USING (film_id)`;

export const feedQueries = { date: DATE, upsert: UPSERT };

/**
 * Dates the ratings that these viewings gave: a row gets the newest day of a viewing with its own rating, unless a newer
 * one is known. Only rows that exist are touched, and of them nothing but the date. Tells how many were.
 */
export async function dateRatings(tx: Sql, memberId: number, viewings: readonly DatedViewing[]): Promise<number> {
  const { rowCount } = await tx.query(DATE, [
    memberId,
    viewings.map((v) => v.film_id),
    viewings.map((v) => v.rating),
    viewings.map((v) => v.watched_on),
  ]);
  return rowCount ?? 0;
}

/** One entry of a feed, as a row. */
export interface FeedRating {
  film_id: number;
  /** Half stars, or null when the entry has none: a known rating stays then. */
  rating: number | null;
  liked: boolean;
  /** The day of the viewing, when the entry has a rating. */
  rated_at: string | null;
  /** When the entry was made. */
  observed_at: Date;
}

export type Outcome = 'new' | 'changed' | 'same';

/** Stores entries of one member's feed, each film at most once, unless something newer is known. Tells what became of each. */
export async function upsertFeedRatings(
  tx: Sql,
  memberId: number,
  entries: readonly FeedRating[],
): Promise<Map<number, Outcome>> {
  const { rows } = await tx.query<{ film_id: number; outcome: Outcome }>(UPSERT, [
    memberId,
    entries.map((e) => e.film_id),
    entries.map((e) => e.rating),
    entries.map((e) => e.liked),
    entries.map((e) => e.rated_at),
    entries.map((e) => e.observed_at),
  ]);
  return new Map(rows.map((row) => [row.film_id, row.outcome]));
}

/** A film as a feed names it: by slug, nearly always, or by TMDB's key. At least one is known. */
export interface FeedFilm {
  slug: string | null;
  title: string;
  year: number | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
}

interface Candidate {
  film_id: number;
  slug: string | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
  nameless: boolean;
}

// A slug can also be that of a film merged into another; that row has names then, whatever its own slug is.
const CANDIDATES = `
  SELECT film_id, slug, tmdb_type, tmdb_id, lid IS NULL AND letterboxd_id IS NULL AND slug IS NULL AS nameless FROM films
  WHERE slug = ANY ($1::text[])
     OR (tmdb_type, tmdb_id) IN (SELECT * FROM unnest($2::text[], $3::int[]))
  UNION ALL
  SELECT film_id, value, NULL, NULL, false FROM film_aliases WHERE kind = 'slug' AND value = ANY ($1::text[])
  ORDER BY film_id`;

/**
 * The film ids of a feed's entries, in their order. TMDB's key is not a film's name, because two films can share one. It joins
 * only where a side has no name: an entry without a slug means the nameless row with its key, else the one film that has
 * that key, else a new row; and an entry with a slug that nobody has yet gives it to a nameless row.
 */
export async function resolveFeedFilms(db: Database, films: readonly FeedFilm[]): Promise<number[]> {
  const named = films.filter((film) => film.slug !== null);
  const nameless = films.filter((film) => film.slug === null);
  const known = await candidates(db, films);
  const adoptable = named.some((film) => adoption(known, film) !== undefined);
  const missing = nameless.some((film) => meant(known, film) === undefined);
  const settled = adoptable || missing ? await db.transaction((tx) => settle(tx, films, { named, nameless })) : known;
  const ids = await resolveFilms(
    db,
    named.map(({ slug, title, year }) => ({ lid: null, letterboxd_id: null, slug, title, year })),
  );
  const byFilm = new Map(named.map((film, i) => [film, ids[i]!]));
  return films.map((film) => byFilm.get(film) ?? meant(settled, film)!.film_id);
}

async function candidates(sql: Sql, films: readonly FeedFilm[]): Promise<Candidate[]> {
  const keyed = films.filter((film) => film.tmdb_id !== null);
  const { rows } = await sql.query<Candidate>(CANDIDATES, [
    films.map((film) => film.slug).filter((slug) => slug !== null),
    keyed.map((film) => film.tmdb_type),
    keyed.map((film) => film.tmdb_id),
  ]);
  return rows;
}

/** The nameless row that should get an entry's slug, if there is one and nobody has the slug. */
function adoption(known: readonly Candidate[], film: FeedFilm): Candidate | undefined {
  if (film.tmdb_id === null || known.some((row) => row.slug === film.slug)) return undefined;
  return known.find((row) => row.nameless && sameKey(row, film));
}

/** The row that an entry without a slug means. */
function meant(known: readonly Candidate[], film: FeedFilm): Candidate | undefined {
  const rows = known.filter((row) => sameKey(row, film));
  return rows.find((row) => row.nameless) ?? (rows.length === 1 ? rows[0] : undefined);
}

function sameKey(row: Candidate, film: FeedFilm): boolean {
  return row.tmdb_type === film.tmdb_type && row.tmdb_id === film.tmdb_id;
}

async function settle(
  tx: Transaction,
  films: readonly FeedFilm[],
  { named, nameless }: { named: readonly FeedFilm[]; nameless: readonly FeedFilm[] },
): Promise<Candidate[]> {
  // The lock of everything that changes what films there are.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('almanac:films', 0))`);
  let known = await candidates(tx, films);
  for (const film of named) {
    const row = adoption(known, film);
    if (!row) continue;
    await tx.query('UPDATE films SET slug = $2 WHERE film_id = $1', [row.film_id, film.slug]);
    known = await candidates(tx, films);
  }
  for (const film of nameless) {
    if (meant(known, film)) continue;
    await tx.query('INSERT INTO films (title, release_year, tmdb_type, tmdb_id) VALUES ($1, $2, $3, $4)', [
      film.title,
      film.year,
      film.tmdb_type,
      film.tmdb_id,
    ]);
    known = await candidates(tx, films);
  }
  return known;
}
