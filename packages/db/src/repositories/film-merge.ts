/** Two rows that turn out to be one film become one, and no rating is lost. */
import type { Transaction } from '../database.ts';

/** Moves everything from `gone` to `keep` and deletes `gone`; of two rows for the same thing the newer stays. */
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
    `WITH gone AS (DELETE FROM films WHERE film_id = $2 RETURNING *)
     UPDATE films f SET
       lid = coalesce(f.lid, g.lid), letterboxd_id = coalesce(f.letterboxd_id, g.letterboxd_id),
       slug = coalesce(f.slug, g.slug), release_year = coalesce(f.release_year, g.release_year),
       tmdb_type = coalesce(f.tmdb_type, g.tmdb_type), tmdb_id = CASE WHEN f.tmdb_id IS NULL THEN g.tmdb_id ELSE f.tmdb_id END,
       imdb_id = coalesce(f.imdb_id, g.imdb_id), runtime_minutes = coalesce(f.runtime_minutes, g.runtime_minutes),
       poster_path = coalesce(f.poster_path, g.poster_path)
     FROM gone g WHERE f.film_id = $1`,
    both,
  );
}
