/** Laying a member's account export over what is stored. Call these in one transaction, the lock first. */
import type { Source } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';
import type { RatingInput } from './ratings.ts';

/** A stored row of a member's films, with the time that decides whether an observation may change it. */
export interface StoredRating extends RatingInput {
  observed_at: Date;
}

export interface Observation {
  source: Source;
  observed_at: Date;
}

/** Lets imports of one member, in any letter case, go one after the other. Held until the transaction ends. */
export async function lockImportOf(tx: Sql, username: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`almanac:import:${username.toLowerCase()}`]);
}

/** All rows of a member, locked against other writers until the transaction ends. */
export async function readRatingsForUpdate(tx: Sql, memberId: number): Promise<StoredRating[]> {
  const { rows } = await tx.query<StoredRating>(
    `SELECT film_id, rating, liked, watched, rated_at, observed_at FROM ratings
     WHERE member_id = $1 ORDER BY film_id FOR UPDATE`,
    [memberId],
  );
  return rows;
}

const REPLACE = `
  INSERT INTO ratings AS r (member_id, film_id, rating, liked, watched, rated_at, source, observed_at)
  SELECT $1, film_id, rating, liked, watched, rated_at, $7, $8
  FROM unnest($2::int[], $3::smallint[], $4::boolean[], $5::boolean[], $6::date[])
    AS i (film_id, rating, liked, watched, rated_at)
  ON CONFLICT (member_id, film_id) DO UPDATE
    SET rating = excluded.rating, liked = excluded.liked, watched = excluded.watched, rated_at = excluded.rated_at,
        source = excluded.source, observed_at = excluded.observed_at
    WHERE r.observed_at <= excluded.observed_at`;

/**
 * Stores rows exactly as they are given: an export also knows what is not liked or no longer rated. Each film at most
 * once. A row that somebody observed later stays.
 */
export async function replaceRatings(
  tx: Sql,
  memberId: number,
  rows: readonly RatingInput[],
  { source, observed_at }: Observation,
): Promise<void> {
  await tx.query(REPLACE, [
    memberId,
    rows.map((r) => r.film_id),
    rows.map((r) => r.rating),
    rows.map((r) => r.liked),
    rows.map((r) => r.watched),
    rows.map((r) => r.rated_at),
    source,
    observed_at,
  ]);
}

/** Gives ratings that have no date theirs, and changes nothing else about them. */
export async function fillRatingDates(
  tx: Sql,
  memberId: number,
  rows: readonly Pick<RatingInput, 'film_id' | 'rated_at'>[],
): Promise<void> {
  await tx.query(
    `UPDATE ratings r SET rated_at = i.rated_at FROM unnest($2::int[], $3::date[]) AS i (film_id, rated_at)
     WHERE r.member_id = $1 AND r.film_id = i.film_id AND r.rated_at IS NULL`,
    [memberId, rows.map((r) => r.film_id), rows.map((r) => r.rated_at)],
  );
}

/** Removes rows of these films unless they were observed after `observedAt`. */
export async function removeRatings(
  tx: Sql,
  memberId: number,
  filmIds: readonly number[],
  observedAt: Date,
): Promise<void> {
  await tx.query('DELETE FROM ratings WHERE member_id = $1 AND film_id = ANY ($2::int[]) AND observed_at <= $3', [
    memberId,
    filmIds,
    observedAt,
  ]);
}

const REMOVE_WATCHLIST = `
  DELETE FROM watchlist_entries w WHERE member_id = $1 AND observed_at <= $3
    AND NOT EXISTS (SELECT 1 FROM unnest($2::int[]) AS kept (film_id) WHERE kept.film_id = w.film_id)`;

/** Removes what a complete view of the watchlist, taken at `observedAt`, did not hold; resolves to how many. */
export async function removeWatchlistExcept(
  tx: Sql,
  memberId: number,
  filmIds: readonly number[],
  observedAt: Date,
): Promise<number> {
  const { rowCount } = await tx.query(REMOVE_WATCHLIST, [memberId, filmIds, observedAt]);
  return rowCount ?? 0;
}

/** The ids of the films that are known under these short codes. */
export async function filmIdsByLid(db: Sql, lids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ lid: string; film_id: number }>(
    `SELECT lid, film_id FROM films WHERE lid = ANY ($1::text[])
     UNION ALL SELECT value, film_id FROM film_aliases WHERE kind = 'lid' AND value = ANY ($1::text[])`,
    [lids],
  );
  return new Map(rows.map((row) => [row.lid, row.film_id]));
}

/** The latest looks at a member: any, a full crawl of films and likes, a whole export. Null = never. */
export interface Looks {
  last_pass_at: Date | null;
  full_pass_at: Date | null;
  export_at: Date | null;
}

export async function readLooks(tx: Sql, memberId: number): Promise<Looks> {
  const { rows } = await tx.query<Looks>(
    'SELECT last_pass_at, full_pass_at, export_at FROM members WHERE member_id = $1',
    [memberId],
  );
  return rows[0]!;
}

/** Notes an export made at `at`, `whole` when it had everything that exports have. Later times stay. */
export async function noteExport(
  tx: Sql,
  memberId: number,
  { at, whole }: { at: Date; whole: boolean },
): Promise<void> {
  await tx.query(
    `UPDATE members SET last_pass_at = greatest(last_pass_at, $2),
                        export_at = CASE WHEN $3 THEN greatest(export_at, $2) ELSE export_at END
     WHERE member_id = $1`,
    [memberId, at, whole],
  );
}

/** The cohorts that a member belongs to, by label. */
export async function cohortsOfMember(db: Sql, memberId: number): Promise<{ id: number; label: string }[]> {
  const { rows } = await db.query<{ id: number; label: string }>(
    `SELECT c.id, c.label FROM cohorts c JOIN cohort_members m ON m.cohort_id = c.id
     WHERE m.member_id = $1 ORDER BY c.label`,
    [memberId],
  );
  return rows;
}
