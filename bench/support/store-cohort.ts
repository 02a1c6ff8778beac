/** Puts a bench's cohort into the tables, a few thousand rows a statement. */
import { createCohort, type Database, ensureOperator, startRun } from '@cohort-almanac/db';
import type { BenchCohort, CohortRating } from './cohort.ts';

const CHUNK = 50_000;

/** Ids of what was made; members and films have the numbers that they have in the cohort. */
export interface StoredCohort {
  cohortId: number;
  runId: number;
}

/** Stores members, films with Letterboxd's averages, ratings and favourites, and begins a run to which versions can belong. */
export async function storeCohort(db: Database, cohort: BenchCohort): Promise<StoredCohort> {
  await storeFilms(db, cohort.films);
  const cohortId = await storeMembers(db, 'bench', cohort.members);
  await storeRatings(db, cohort.ratings);
  await storeFavorites(db, cohortId);
  const { run } = await startRun(db, { cohortId, kind: 'compute', options: {}, asOf: '2026-11-01' });
  await db.query('VACUUM ANALYZE');
  return { cohortId, runId: run.id };
}

/** Stores films with Letterboxd's averages; they get the numbers after `before`. */
export async function storeFilms(db: Database, films: BenchCohort['films'], before = 0): Promise<void> {
  await db.query(
    `INSERT INTO films (film_id, lid, slug, title, release_year) OVERRIDING SYSTEM VALUE
     SELECT $4 + n, 'L' || $4 + n, slug, title, year
     FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS f (slug, title, year, n)`,
    [films.map((f) => f.slug), films.map((f) => f.title), films.map((f) => f.year), before],
  );
  await db.query(
    `INSERT INTO film_histograms (film_id, weighted_average, observed_at)
     SELECT $2 + n, average, now() FROM unnest($1::float8[]) WITH ORDINALITY AS h (average, n) WHERE average IS NOT NULL`,
    [films.map((f) => f.weighted_average), before],
  );
  await numberOn(db, 'films', 'film_id');
}

/** Makes a public cohort of so many members, who get the numbers after `before`; resolves to its id. */
export async function storeMembers(db: Database, label: string, members: number, before = 0): Promise<number> {
  const { id: operator } = await ensureOperator(db);
  const { id: cohortId } = await createCohort(db, operator, {
    label,
    visibility: 'public',
    definition: { seeds: [], lists: [], members: [] },
  });
  await db.query(
    `INSERT INTO members (member_id, username) OVERRIDING SYSTEM VALUE
     SELECT n, 'member-' || n FROM generate_series($1::int, $2) AS n`,
    [before + 1, before + members],
  );
  await db.query(
    'INSERT INTO cohort_members (cohort_id, member_id) SELECT $1, n FROM generate_series($2::int, $3) AS n',
    [cohortId, before + 1, before + members],
  );
  await numberOn(db, 'members', 'member_id');
  return cohortId;
}

/** What is stored otherwise gets the numbers after those that were given here. */
async function numberOn(db: Database, table: 'films' | 'members', key: string): Promise<void> {
  await db.query(`SELECT setval(pg_get_serial_sequence('${table}', '${key}'), max(${key})) FROM ${table}`);
}

export async function storeRatings(db: Database, ratings: readonly CohortRating[]): Promise<void> {
  for (let at = 0; at < ratings.length; at += CHUNK) {
    const rows = ratings.slice(at, at + CHUNK);
    await db.query(
      `INSERT INTO ratings (member_id, film_id, rating, liked, rated_at, source, observed_at)
       SELECT member, film, half_stars, liked, rated_at, 'crawl', now()
       FROM unnest($1::int[], $2::int[], $3::smallint[], $4::boolean[], $5::date[])
         AS r (member, film, half_stars, liked, rated_at)`,
      [
        rows.map((r) => r.member),
        rows.map((r) => r.film),
        rows.map((r) => r.half_stars),
        rows.map((r) => r.liked),
        rows.map((r) => r.rated_at),
      ],
    );
  }
}

/** The four films that each member of a cohort rated best. */
export async function storeFavorites(db: Database, cohortId: number): Promise<void> {
  await db.query(
    `INSERT INTO member_favorites (member_id, film_id, position)
     SELECT member_id, film_id, position FROM (
       SELECT member_id, film_id, row_number() OVER (PARTITION BY member_id ORDER BY rating DESC, film_id) AS position
       FROM ratings JOIN cohort_members USING (member_id) WHERE cohort_id = $1) AS best WHERE position <= 4`,
    [cohortId],
  );
}
