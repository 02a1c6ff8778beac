/** What members rated, liked and want to see. Every write is an upsert in which the newer observation wins. */
import type { Source } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';

/** One film of one member as a source shows it. */
export interface RatingInput {
  film_id: number;
  /** Half stars 1–10, or null when seen or liked without a rating. */
  rating: number | null;
  liked: boolean;
  watched: boolean;
  /** `YYYY-MM-DD`, when the source knows. */
  rated_at: string | null;
}

/** How many rows a write found new, changed, or as they were. */
export interface WriteCounts {
  new: number;
  changed: number;
  same: number;
}

// The old row is read before the write so that "changed" can be told from "seen again". A source without dates keeps the
// known one, and one that doesn't say "watched" keeps that too.
const UPSERT = `
  WITH input AS (
    SELECT * FROM unnest($2::int[], $3::smallint[], $4::boolean[], $5::boolean[], $6::date[])
      AS i (film_id, rating, liked, watched, rated_at)
  ), old AS (
    SELECT r.film_id, r.rating, r.liked, r.watched, r.rated_at FROM ratings r JOIN input USING (film_id)
    WHERE r.member_id = $1
  ), written AS (
    INSERT INTO ratings AS r (member_id, film_id, rating, liked, watched, rated_at, source, observed_at)
    SELECT $1, film_id, rating, liked, watched, rated_at, $7, $8 FROM input
    ON CONFLICT (member_id, film_id) DO UPDATE
      SET rating = excluded.rating, liked = excluded.liked, watched = excluded.watched OR r.watched,
          rated_at = coalesce(excluded.rated_at, r.rated_at), source = excluded.source, observed_at = excluded.observed_at
      WHERE r.observed_at <= excluded.observed_at
    RETURNING film_id, rating, liked, watched, rated_at
  )
  SELECT count(*) FILTER (WHERE o.film_id IS NULL) AS new,
         count(*) FILTER (WHERE o.film_id IS NOT NULL AND (w.rating, w.liked, w.watched, w.rated_at)
                          IS DISTINCT FROM (o.rating, o.liked, o.watched, o.rated_at)) AS changed,
         count(*) AS written
  FROM written w LEFT JOIN old o USING (film_id)`;

export const ratingQueries = { upsert: UPSERT };

/** Stores rows of one member; a film given twice counts once, its last row. */
export async function upsertRatings(
  tx: Sql,
  memberId: number,
  inputs: readonly RatingInput[],
  observation: { source: Source; observed_at: Date },
): Promise<WriteCounts> {
  const rows = [...new Map(inputs.map((row) => [row.film_id, row])).values()];
  const { rows: counted } = await tx.query<{ new: number; changed: number }>(UPSERT, [
    memberId,
    rows.map((r) => r.film_id),
    rows.map((r) => r.rating),
    rows.map((r) => r.liked),
    rows.map((r) => r.watched),
    rows.map((r) => r.rated_at),
    observation.source,
    observation.observed_at,
  ]);
  const { new: added, changed } = counted[0]!;
  return { new: added, changed, same: rows.length - added - changed };
}

/** After a complete pass: removes what it did not see, unless something newer has seen it since. */
export async function removeRatingsNotSeenSince(tx: Sql, memberId: number, passBegan: Date): Promise<number> {
  const { rowCount } = await tx.query('DELETE FROM ratings WHERE member_id = $1 AND observed_at < $2', [
    memberId,
    passBegan,
  ]);
  return rowCount ?? 0;
}

/** Stores watchlist entries; tells how many were not known. */
export async function upsertWatchlist(
  tx: Sql,
  memberId: number,
  filmIds: readonly number[],
  observation: { source: Source; observed_at: Date },
): Promise<{ new: number }> {
  const { rows } = await tx.query<{ added: boolean }>(
    `INSERT INTO watchlist_entries AS w (member_id, film_id, source, observed_at)
     SELECT DISTINCT $1::int, film_id, $3, $4::timestamptz FROM unnest($2::int[]) AS f (film_id)
     ON CONFLICT (member_id, film_id) DO UPDATE SET source = excluded.source, observed_at = excluded.observed_at
       WHERE w.observed_at <= excluded.observed_at
     RETURNING xmax = 0 AS added`,
    [memberId, filmIds, observation.source, observation.observed_at],
  );
  return { new: rows.filter((row) => row.added).length };
}

export async function removeWatchlistNotSeenSince(tx: Sql, memberId: number, passBegan: Date): Promise<number> {
  const { rowCount } = await tx.query('DELETE FROM watchlist_entries WHERE member_id = $1 AND observed_at < $2', [
    memberId,
    passBegan,
  ]);
  return rowCount ?? 0;
}

export async function countWatchlist(db: Sql, memberId: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM watchlist_entries WHERE member_id = $1',
    [memberId],
  );
  return rows[0]!.count;
}
