/** A store that grows, cohort by cohort, and what it takes on disk. */
import type { Database } from '@cohort-almanac/db';
import type { BenchCohort } from '../support/cohort.ts';
import { progress, rounded } from '../support/figures.ts';
import { storeFilmDetails } from '../support/film-details.ts';
import { storeFavorites, storeFilms, storeMembers, storeRatings } from '../support/store-cohort.ts';
import { catalogueSize, furtherFilms, ratingsOf } from './cohorts.ts';

/** What stands in the store. */
export interface Store {
  template: BenchCohort;
  seed: number;
  /** By their number; labels are `labelOf` it. */
  cohortIds: number[];
  films: number;
}

export const labelOf = (n: number): string => `scale-${n + 1}`;

export interface Growth {
  /** Writing all that was added, in statements of many rows. */
  seconds: number;
  /** Of the ratings alone. */
  ratings_per_second: number;
}

/** Adds cohorts until there are so many. */
export async function grow(db: Database, store: Store, cohorts: number): Promise<Growth> {
  const { template, seed } = store;
  const added = cohorts - store.cohortIds.length;
  let ratingMs = 0;
  const begin = performance.now();
  const films = Math.max(store.films, catalogueSize(template.films.length, cohorts));
  if (store.films === 0) await storeFilms(db, template.films);
  const known = Math.max(store.films, template.films.length);
  if (films > known) await storeFilms(db, furtherFilms(known, films, seed), known);
  await storeFilmDetails(db, store.films);
  store.films = films;
  while (store.cohortIds.length < cohorts) {
    const n = store.cohortIds.length;
    const id = await storeMembers(db, labelOf(n), template.members, n * template.members);
    const ratings = ratingsOf(template, n, films, seed);
    const before = performance.now();
    await storeRatings(db, ratings);
    ratingMs += performance.now() - before;
    await storeFavorites(db, id);
    store.cohortIds.push(id);
    if ((n + 1) % 10 === 0) progress(`scale: ${n + 1} cohorts are stored`);
  }
  const seconds = rounded((performance.now() - begin) / 1000);
  await db.query('VACUUM ANALYZE');
  return { seconds, ratings_per_second: Math.round((added * template.ratings.length * 1000) / ratingMs) };
}

/** Table, rows as the statistics count them, bytes with indexes. */
const SIZES = `
  SELECT c.relname AS table, c.reltuples::bigint AS rows, pg_total_relation_size(c.oid) AS bytes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.reltuples > 0 ORDER BY bytes DESC, c.relname`;

export interface Disk {
  tables: { table: string; rows: number; mb: number }[];
  database_mb: number;
  /** The table of ratings with its indexes. */
  bytes_per_rating: number;
  /** Everything that ranking versions hold, for one rating that went into one version. */
  bytes_per_ranked_rating: number;
}

/** Counts rows and bytes. @throws when the ratings are not those that were stored */
export async function measureDisk(db: Database, { template, cohortIds }: Store): Promise<Disk> {
  await db.query('VACUUM ANALYZE');
  const { rows: counted } = await db.query<{ ratings: number; versions: number; bytes: number }>(
    `SELECT (SELECT count(*) FROM ratings) AS ratings, (SELECT count(*) FROM ranking_versions) AS versions,
            pg_database_size(current_database()) AS bytes`,
  );
  const { ratings, versions, bytes } = counted[0]!;
  const stored = cohortIds.length * template.ratings.length;
  if (ratings !== stored) throw new Error(`${stored} ratings were stored, and there are ${ratings}`);
  const { rows: tables } = await db.query<{ table: string; rows: number; bytes: number }>(SIZES);
  const bytesOf = (...names: string[]) =>
    tables.filter(({ table }) => names.includes(table)).reduce((sum, table) => sum + table.bytes, 0);
  const ofVersions = bytesOf('ranking_versions', 'cohort_film_stats', 'film_rankings', 'ranking_insights');
  return {
    tables: tables.slice(0, 8).map((each) => ({ table: each.table, rows: each.rows, mb: megabytes(each.bytes) })),
    database_mb: megabytes(bytes),
    bytes_per_rating: Math.round(bytesOf('ratings') / ratings),
    bytes_per_ranked_rating: Math.round(ofVersions / (versions * template.ratings.length)),
  };
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
