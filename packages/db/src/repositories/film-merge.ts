/** Two rows that turn out to be one film become one, and no rating is lost. */
import type { Transaction } from '../database.ts';
import { touchCohortsWithFilms } from './cohorts.ts';

/**
 * Moves everything from `gone` to `keep` and deletes `gone`; of two rows for the same thing the newer stays. The names that
 * `keep` can't take, because it has others, become its aliases, so that the two stay one when `gone` is seen again.
 */
export async function mergeFilms(tx: Transaction, { keep, gone }: { keep: number; gone: number }): Promise<void> {
  const both = [keep, gone];
  await tx.query(
    `INSERT INTO ratings (member_id, film_id, rating, liked, watched, rated_at, source, observed_at)
     SELECT member_id, $1, rating, liked, watched, rated_at, source, observed_at FROM ratings WHERE film_id = $2
     ON CONFLICT (member_id, film_id) DO UPDATE
       SET rating = excluded.rating, liked = excluded.liked, watched = excluded.watched,
           rated_at = coalesce(excluded.rated_at, ratings.rated_at), source = excluded.source,
           observed_at = excluded.observed_at
       WHERE excluded.observed_at > ratings.observed_at`,
    both,
  );
  await tx.query(
    `INSERT INTO watchlist_entries (member_id, film_id, source, observed_at)
     SELECT member_id, $1, source, observed_at FROM watchlist_entries WHERE film_id = $2 ON CONFLICT DO NOTHING`,
    both,
  );
  await tx.query(
    `INSERT INTO member_favorites (member_id, film_id, position)
     SELECT member_id, $1, position FROM member_favorites WHERE film_id = $2 ON CONFLICT DO NOTHING`,
    both,
  );
  await tx.query('UPDATE list_items SET film_id = $1 WHERE film_id = $2', both);
  // What was published stays whole: its rows go on under the film that is kept, unless it stands there itself.
  await touchCohortsWithFilms(tx, both);
  for (const [table, same] of [
    ['cohort_film_stats', ''],
    ['film_rankings', 'AND k.strategy = t.strategy AND k.timeframe = t.timeframe'],
    ['ranking_insights', 'AND k.strategy = t.strategy AND k.timeframe = t.timeframe'],
  ] as const) {
    await tx.query(
      `UPDATE ${table} t SET film_id = $1 WHERE film_id = $2 AND NOT EXISTS (
         SELECT 1 FROM ${table} k WHERE k.version_id = t.version_id AND k.film_id = $1 ${same})`,
      both,
    );
  }
  for (const [table, key] of [
    ['film_people', 'role, person_id, position'],
    ['film_genres', 'genre_id, position'],
    ['film_countries', 'country_id, position'],
    ['film_histograms', 'weighted_average, rating_count, fans, counts, flagged, observed_at'],
  ] as const) {
    await tx.query(
      `INSERT INTO ${table} (film_id, ${key}) SELECT $1, ${key} FROM ${table} WHERE film_id = $2 ON CONFLICT DO NOTHING`,
      both,
    );
  }
  await tx.query(
    `INSERT INTO film_aliases (kind, value, film_id)
     SELECT n.kind, n.value, $1::int FROM films g,
       LATERAL (VALUES ('lid', g.lid), ('letterboxd_id', g.letterboxd_id::text), ('slug', g.slug)) AS n (kind, value)
     WHERE g.film_id = $2 AND n.value IS NOT NULL
     UNION SELECT kind, value, $1::int FROM film_aliases WHERE film_id = $2
     ON CONFLICT (kind, value) DO UPDATE SET film_id = excluded.film_id`,
    both,
  );
  // TMDB's key comes with how it was found and what it was last answered; never one without the other.
  await tx.query(
    `WITH gone AS (DELETE FROM films WHERE film_id = $2 RETURNING *)
     UPDATE films f SET
       lid = coalesce(f.lid, g.lid), letterboxd_id = coalesce(f.letterboxd_id, g.letterboxd_id),
       slug = coalesce(f.slug, g.slug), release_year = coalesce(f.release_year, g.release_year),
       tmdb_type = k.tmdb_type, tmdb_id = k.tmdb_id, tmdb_confidence = k.tmdb_confidence,
       tmdb_candidates = k.tmdb_candidates, tmdb_searched_at = k.tmdb_searched_at, tmdb_etag = k.tmdb_etag,
       tmdb_checked_at = k.tmdb_checked_at,
       imdb_id = coalesce(f.imdb_id, g.imdb_id), runtime_minutes = coalesce(f.runtime_minutes, g.runtime_minutes),
       poster_path = coalesce(f.poster_path, g.poster_path)
     FROM gone g, films o, LATERAL (
       SELECT * FROM (VALUES
         (o.tmdb_type, o.tmdb_id, o.tmdb_confidence, o.tmdb_candidates, o.tmdb_searched_at, o.tmdb_etag, o.tmdb_checked_at, 1),
         (g.tmdb_type, g.tmdb_id, g.tmdb_confidence, g.tmdb_candidates, g.tmdb_searched_at, g.tmdb_etag, g.tmdb_checked_at, 2)
       ) AS c (tmdb_type, tmdb_id, tmdb_confidence, tmdb_candidates, tmdb_searched_at, tmdb_etag, tmdb_checked_at, n)
       ORDER BY (c.tmdb_id IS NULL), n LIMIT 1) AS k
     WHERE f.film_id = $1 AND o.film_id = $1`,
    both,
  );
  await tx.query(
    `DELETE FROM film_aliases a USING films f
     WHERE f.film_id = $1 AND a.film_id = $1 AND a.value = CASE a.kind
       WHEN 'lid' THEN f.lid WHEN 'slug' THEN f.slug ELSE f.letterboxd_id::text END`,
    [keep],
  );
}
