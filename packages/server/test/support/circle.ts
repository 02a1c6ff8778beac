/** A circle of nine with sixty films, ranked and published: what the services are tried on. */
import { defaultParameters, filmStatistics, rankAndLabel, STRATEGIES } from '@cohort-almanac/core';
import {
  type CohortCard,
  type Coordination,
  createCohort,
  createCoordination,
  type Database,
  ensureMembers,
  ensureOperator,
  findCohort,
  publishVersion,
  readAggregates,
  replaceCohortMembers,
  resolveFilms,
  startRun,
  upsertRatings,
  writeVersion,
} from '@cohort-almanac/db';
import pino from 'pino';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { type AllServices, createServices } from '../../src/services/index.ts';

export const AS_OF = '2024-07-31';
export const MEMBERS = 9;
const FILMS = 60;
export const PARAMETERS = defaultParameters(MEMBERS);

export interface Circle {
  db: Database;
  /** Of its database. */
  url: string;
  cohort: CohortCard;
  coordination: Coordination;
  /** As another process has them: with nothing in memory. */
  freshServices(): AllServices;
  drop(): Promise<void>;
}

/** Numbers that look drawn and are always the same. */
const draw = (...seeds: number[]) => seeds.reduce((hash, seed) => (Math.imul(hash ^ seed, 0x5bd1e995) >>> 0) % 9973, 7);

/**
 * Makes the circle in a database of its own. Some films have no year, some no average of the world, some ratings no day.
 * @param made an open database with the schema and nothing else in it; without one, one of the test server's
 * @param redisUrl coordinates by this Redis; without one, embedded
 */
export async function circle(made?: MigratedDatabase, redisUrl: string | null = null): Promise<Circle> {
  made ??= await migratedDatabase();
  const { db, url, drop } = made;
  const coordination = await createCoordination({
    mode: redisUrl === null ? 'embedded' : 'redis',
    databaseUrl: url,
    redisUrl,
    log: pino({ level: 'silent' }),
  });

  const films = await resolveFilms(
    db,
    Array.from({ length: FILMS }, (_, n) => ({
      lid: `l${n}`,
      letterboxd_id: n + 1,
      slug: `film-${n}`,
      title: `Film ${n}`,
      year: n % 10 === 0 ? null : 1960 + n,
    })),
  );
  await db.query(
    `INSERT INTO film_histograms (film_id, weighted_average, observed_at)
     SELECT id, 2 + id % 13 * 0.17, now() FROM unnest($1::int[]) AS id WHERE id % 4 <> 0`,
    [films],
  );
  const members = await ensureMembers(
    db,
    Array.from({ length: MEMBERS }, (_, n) => ({ username: `member-${n}` })),
  );
  for (const [m, member] of members.entries()) {
    const seen = films.filter((_, n) => draw(m, n, 1) % FILMS > n / 2);
    await upsertRatings(
      db,
      member,
      seen.map((film_id) => ({
        film_id,
        rating: draw(m, film_id, 2) % 7 === 0 ? null : 1 + (draw(m, film_id, 3) % 10),
        liked: draw(m, film_id, 4) % 3 === 0,
        watched: true,
        rated_at:
          draw(m, film_id, 5) % 4 === 0
            ? null
            : new Date(Date.UTC(2021, 0, 1 + (draw(m, film_id, 6) % 1300))).toISOString().slice(0, 10),
      })),
      { source: 'export', observed_at: new Date() },
    );
    await db.query('INSERT INTO member_favorites (member_id, film_id, position) VALUES ($1, $2, 1), ($1, $3, 2)', [
      member,
      seen[0],
      seen[m + 1],
    ]);
  }
  const operator = await ensureOperator(db);
  const { id } = await createCohort(db, operator.id, {
    label: 'circle',
    definition: { seeds: [], lists: [], members: [] },
  });
  await replaceCohortMembers(db, id, members);
  await publish(db, id);
  return {
    db,
    url,
    cohort: (await findCohort(db, 'circle'))!,
    coordination,
    freshServices: () => createServices(db, coordination),
    async drop() {
      await coordination.close();
      await drop();
    },
  };
}

/** Computes and publishes a version of what is stored now, as a run of its own. */
export async function publish(db: Database, id: number): Promise<void> {
  const { run } = await startRun(db, { cohortId: id, kind: 'compute', options: {}, asOf: AS_OF });
  const aggregates = await readAggregates(db, id);
  const stats = filmStatistics(aggregates.films);
  await db.transaction(async (tx) => {
    const version = await writeVersion(
      tx,
      {
        cohort_id: id,
        run_id: run.id,
        stage: 1,
        as_of: AS_OF,
        parameters: PARAMETERS,
        coverage: aggregates.coverage,
        summary: { films: 0, ratings: 0, likes: 0, likes_only: 0, mean: null, histogram: new Array(10).fill(0) },
      },
      { stats, rankings: STRATEGIES.map((strategy) => rankAndLabel(strategy, stats, PARAMETERS, AS_OF)) },
    );
    await publishVersion(tx, version);
  });
  await db.query("UPDATE runs SET state = 'succeeded', finished_at = now() WHERE id = $1", [run.id]);
}
