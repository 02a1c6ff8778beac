/** What the members of a cohort rated, saw and want to see: for taste, predictions and tonight. */
import type { Sql } from '../database.ts';
import { POSTER_BASE } from './rankings.ts';

/** One member's ratings as two arrays of the same length. */
export interface MemberShelf {
  member_id: number;
  username: string;
  display_name: string | null;
  film_ids: number[];
  /** 1 to 10, beside `film_ids`. */
  half_stars: number[];
}

/** All members of a cohort, those without ratings too, by member_id. */
export async function readShelves(db: Sql, cohortId: number): Promise<MemberShelf[]> {
  const { rows } = await db.query<MemberShelf>(
    `SELECT m.member_id, m.username, m.display_name,
            coalesce(array_agg(r.film_id) FILTER (WHERE r.rating IS NOT NULL), '{}') AS film_ids,
            coalesce(array_agg(r.rating::int) FILTER (WHERE r.rating IS NOT NULL), '{}') AS half_stars
     FROM cohort_members c JOIN members m USING (member_id) LEFT JOIN ratings r USING (member_id)
     WHERE c.cohort_id = $1 GROUP BY m.member_id ORDER BY m.member_id`,
    [cohortId],
  );
  return rows;
}

export interface Watching {
  member_id: number;
  /** film_ids of the watchlist. */
  watchlist: number[];
  /** film_ids of everything that they have seen or rated. */
  seen: number[];
}

/** What these members want to see, and have seen. */
export async function readWatching(db: Sql, memberIds: readonly number[]): Promise<Watching[]> {
  const { rows } = await db.query<Watching>(
    `SELECT m.member_id,
            ARRAY(SELECT film_id FROM watchlist_entries w WHERE w.member_id = m.member_id) AS watchlist,
            ARRAY(SELECT film_id FROM ratings r WHERE r.member_id = m.member_id AND (r.watched OR r.rating IS NOT NULL)) AS seen
     FROM members m WHERE m.member_id = ANY ($1::int[]) ORDER BY m.member_id`,
    [memberIds],
  );
  return rows;
}

/** The ids of those of a cohort's members who are named, by name; names in lower case. Who is no member is left out. */
export async function memberIdsOf(
  db: Sql,
  cohortId: number,
  usernames: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ username: string; member_id: number }>(
    `SELECT m.username, m.member_id FROM members m JOIN cohort_members c USING (member_id)
     WHERE c.cohort_id = $1 AND m.username = ANY ($2::text[])`,
    [cohortId, usernames],
  );
  return new Map(rows.map(({ username, member_id }) => [username, member_id]));
}

/** A film in a few words, ranked or not. */
export interface FilmBrief {
  film_id: number;
  title: string;
  slug: string | null;
  lid: string | null;
  release_year: number | null;
  poster_url: string | null;
  runtime_minutes: number | null;
  genres: { id: string; name: string }[];
}

/** These films, in no order; who is not known is left out. */
export async function readFilmBriefs(db: Sql, filmIds: readonly number[]): Promise<FilmBrief[]> {
  const { rows } = await db.query<Omit<FilmBrief, 'poster_url'> & { poster_path: string | null }>(
    `SELECT f.film_id, f.title, f.slug, f.lid, f.release_year, f.poster_path, f.runtime_minutes,
            coalesce((SELECT json_agg(json_build_object('id', n.genre_id, 'name', n.name) ORDER BY g.position)
                      FROM film_genres g JOIN genres n USING (genre_id) WHERE g.film_id = f.film_id), '[]') AS genres
     FROM films f WHERE f.film_id = ANY ($1::int[])`,
    [filmIds],
  );
  return rows.map(({ poster_path, ...film }) => ({
    ...film,
    poster_url: poster_path === null ? null : POSTER_BASE + poster_path,
  }));
}

/** The whole list of a strategy in a version, ranks only, in rank order. */
export async function readRanks(
  db: Sql,
  versionId: number,
  strategy: string,
): Promise<{ film_id: number; rank: number }[]> {
  const { rows } = await db.query<{ film_id: number; rank: number }>(
    `SELECT film_id, rank FROM film_rankings WHERE version_id = $1 AND strategy = $2 AND timeframe = 'all' ORDER BY rank`,
    [versionId, strategy],
  );
  return rows;
}
