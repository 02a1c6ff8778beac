/** What enrichment would have brought, invented, so that rows of a ranking weigh and filter like real ones. */
import type { Database } from '@cohort-almanac/db';

export const GENRES = [
  'action',
  'adventure',
  'animation',
  'comedy',
  'crime',
  'documentary',
  'drama',
  'family',
  'fantasy',
  'history',
  'horror',
  'music',
  'mystery',
  'romance',
  'science-fiction',
  'thriller',
  'war',
  'western',
];
const COUNTRIES = ['US', 'GB', 'FR', 'DE', 'IT', 'JP', 'KR', 'IN', 'SE', 'DK', 'PL', 'BR'];
/** Credits of a film; people recur, as they do. */
const CREDITS = { director: 1, writer: 2, actor: 15 } as const;

/** Gives every film after number `before` TMDB's data: three genres, two countries, credits, a poster, a running time. */
export async function storeFilmDetails(db: Database, before = 0): Promise<void> {
  await db.query(
    `UPDATE films SET tmdb_type = 'movie', tmdb_id = film_id + 1000, imdb_id = 'tt' || lpad(film_id::text, 7, '0'),
       letterboxd_id = film_id + 500000, runtime_minutes = 70 + film_id % 110, poster_path = '/' || md5(slug) || '.jpg'
     WHERE film_id > $1`,
    [before],
  );
  for (const [table, join, key, ids, each] of [
    ['genres', 'film_genres', 'genre_id', GENRES, 3],
    ['countries', 'film_countries', 'country_id', COUNTRIES, 2],
  ] as const) {
    await db.query(
      `INSERT INTO ${table} (${key}, name) SELECT id, initcap(id) FROM unnest($1::text[]) AS i (id)
       ON CONFLICT DO NOTHING`,
      [ids],
    );
    await db.query(
      `INSERT INTO ${join} (film_id, ${key}, position)
       SELECT film_id, ($1::text[])[1 + (film_id * 7 + n * 5) % cardinality($1::text[])], n
       FROM films, generate_series(0, $2 - 1) AS n WHERE film_id > $3`,
      [ids, each, before],
    );
  }
  await db.query(
    `INSERT INTO people (person_id, tmdb_id, name) OVERRIDING SYSTEM VALUE
     SELECT n, n, 'Person Number ' || n FROM generate_series(1, 20000) AS n ON CONFLICT DO NOTHING`,
  );
  for (const [role, each] of Object.entries(CREDITS)) {
    await db.query(
      `INSERT INTO film_people (film_id, role, person_id, position)
       SELECT film_id, $1, 1 + (film_id * 31 + n * 977) % 20000, n FROM films, generate_series(0, $2 - 1) AS n
       WHERE film_id > $3`,
      [role, each, before],
    );
  }
  await db.query('VACUUM ANALYZE');
}
