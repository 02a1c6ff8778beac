/**
 * How a whole almanac does as its store grows: cohorts of the same size, one after the other, on one machine, every role a
 * process of its own with the environment and the limits of docker-compose.yml. At each step: what it takes on disk and in
 * memory, how long ranking takes and how fast readers are answered, and how much of each limit that has used up.
 */
import { availableParallelism } from 'node:os';
import { createCoordination, type Services } from '@cohort-almanac/db';
import { pino } from 'pino';
import { type Computing, measureComputing, type Stores } from './scale/computing.ts';
import { type Disk, type Growth, grow, measureDisk, type Store } from './scale/grow.ts';
import { byShare, type Limits, limitsOf } from './scale/limits.ts';
import { type PostgresPeak, watchPostgres } from './scale/memory.ts';
import { measureReading, type Reading, waited } from './scale/reading.ts';
import { peakOf, Roles } from './scale/roles.ts';
import { measureSyncing, type Syncing } from './scale/syncing.ts';
import { generateCohort, MOVIELENS_SHAPE, movielensCohort } from './support/cohort.ts';
import { type BenchStores, withStores } from './support/database.ts';
import { atMost, type Budget, progress, rounded } from './support/figures.ts';

/** What a small server comes with. */
const DISK_MB = 40_000;
/** What the private alpha asks for (docs/alpha.md), and of a first ranking the budget of `sync`. */
const CACHED_P95_MS = 1_000;
const COLD_P95_MS = 3_000;
const RANKED_SECONDS = 60;

export interface ScaleOptions {
  movielens?: string;
  /** Numbers of cohorts, ascending. */
  steps?: readonly number[];
  seed?: number;
}

interface Step {
  cohorts: number;
  members: number;
  films: number;
  ratings: number;
  growth: Growth;
  disk: Disk;
  computing: Computing;
  reading: { one_api: Reading; two_apis: Reading };
  postgres: { computing: PostgresPeak; reading: PostgresPeak };
  limits: Limits;
  /** The names of the limits, the most used up first. */
  limits_by_share: string[];
}

export interface ScaleBench {
  bench: 'scale';
  data: 'movielens' | 'generated';
  seed: number;
  coordination: 'redis' | 'embedded';
  cores: number;
  node: string;
  postgres: string;
  steps: Step[];
  /** Figures of each step to those of the first. */
  ratios: Record<string, number>[];
  /** With the store of the last step. */
  syncing: Syncing;
  scheduler_peak_mb: number | null;
  budget: Budget;
}

/** @throws when something was counted, ranked or read that contradicts what was stored; figures are no reason to */
export function run({ movielens, steps = [1, 10, 30], seed = 1 }: ScaleOptions = {}): Promise<ScaleBench> {
  return withStores(async (stores) => {
    const template = movielens === undefined ? generateCohort(MOVIELENS_SHAPE, seed) : movielensCohort(movielens);
    const store: Store = { template, seed, cohortIds: [], films: 0 };
    const roles = new Roles(stores.home, stores.services);
    const coordination = await coordinate(stores.services);
    try {
      const scheduler = await roles.start('scheduler', 1);
      const measured: Step[] = [];
      for (const cohorts of steps) {
        measured.push(await measure({ ...stores, coordination }, roles, store, cohorts));
        progress(`scale: ${JSON.stringify(measured.at(-1))}`);
      }
      const { rows } = await stores.db.query<{ server_version: string }>('SHOW server_version');
      return {
        bench: 'scale',
        data: movielens === undefined ? 'generated' : 'movielens',
        seed,
        coordination: coordination.mode,
        cores: availableParallelism(),
        node: process.version,
        postgres: rows[0]!.server_version,
        steps: measured,
        ratios: measured.map((step) => ratios(step, measured[0]!)),
        syncing: await measureSyncing({ db: stores.db, coordination }, roles, template, stores.home),
        scheduler_peak_mb: await peakOf(scheduler),
        budget: budget(measured),
      };
    } finally {
      await roles.close();
      await coordination.close();
    }
  });
}

function coordinate({ coordination: mode, databaseUrl, redisUrl }: Services) {
  return createCoordination({ mode, databaseUrl, redisUrl, log: pino({ level: 'silent' }) });
}

async function measure(stores: BenchStores & Stores, roles: Roles, store: Store, cohorts: number): Promise<Step> {
  const { db } = stores;
  progress(`scale: the store grows to ${cohorts} cohorts`);
  const growth = await grow(db, store, cohorts);
  const computing = await watchPostgres(db, () => measureComputing(stores, roles, store));
  const disk = await measureDisk(db, store);
  const reading = await watchPostgres(db, async () => ({
    one_api: await measureReading(db, roles, store, 1),
    two_apis: await measureReading(db, roles, store, 2),
  }));
  const step = {
    cohorts,
    members: cohorts * store.template.members,
    films: store.films,
    ratings: cohorts * store.template.ratings.length,
    growth,
    disk,
    computing: computing.result,
    reading: reading.result,
    postgres: { computing: computing.peak, reading: reading.peak },
  };
  const limits = usedUp(step, roles);
  return { ...step, limits, limits_by_share: byShare(limits) };
}

type Figures = Omit<Step, 'limits' | 'limits_by_share'>;

function usedUp({ computing, reading, postgres, disk }: Figures, roles: Roles): Limits {
  const most = (...values: (number | null)[]) => (values.includes(null) ? null : Math.max(...values.map(Number)));
  const worker = most(computing.one_worker.worker_peak_mb, computing.three_workers.worker_peak_mb);
  const api = most(reading.one_api.api_peak_mb, reading.two_apis.api_peak_mb);
  const connections = Math.max(postgres.computing.connections, postgres.reading.connections);
  return limitsOf({
    worker_mb: [worker, roles.memoryLimitMb('worker')],
    api_mb: [api, roles.memoryLimitMb('api')],
    postgres_mb: [most(postgres.computing.postgres_mb, postgres.reading.postgres_mb), roles.memoryLimitMb('db')],
    connections: [connections, roles.connectionLimit()],
    disk_mb: [disk.database_mb, DISK_MB],
    ranked_seconds: [computing.alone_seconds, RANKED_SECONDS],
    cached_p95_ms: [waited(reading.one_api.cached), CACHED_P95_MS],
    cold_p95_ms: [waited(reading.one_api.cold_of_all), COLD_P95_MS],
  });
}

/** Memory, disk and times that grow show above 1; throughput that falls, below. */
function ratios(step: Step, first: Step): Record<string, number> {
  const of = (figure: (of: Step) => number | null): number => rounded(Number(figure(step)) / Number(figure(first)));
  return {
    ratings: of((s) => s.ratings),
    bytes_per_rating: of((s) => s.disk.bytes_per_rating),
    load_per_second: of((s) => s.growth.ratings_per_second),
    alone_seconds: of((s) => s.computing.alone_seconds),
    cohorts_per_minute_one_worker: of((s) => s.computing.one_worker.cohorts_per_minute),
    cohorts_per_minute_three_workers: of((s) => s.computing.three_workers.cohorts_per_minute),
    worker_peak: of((s) => s.computing.one_worker.worker_peak_mb),
    api_peak: of((s) => s.reading.one_api.api_peak_mb),
    cached_per_second: of((s) => s.reading.one_api.cached.requests_per_second),
    cold_per_second: of((s) => s.reading.one_api.cold.requests_per_second),
    cold_of_all_per_second: of((s) => s.reading.one_api.cold_of_all.requests_per_second),
    two_apis_cold_of_all_per_second: of((s) => s.reading.two_apis.cold_of_all.requests_per_second),
    postgres_peak: of((s) => s.postgres.computing.postgres_mb),
  };
}

/** No limit of the compose file, of a small disk and of the alpha is broken, and no request fails. */
function budget(steps: readonly Step[]): Budget {
  const last = steps.at(-1)!;
  const limits = Object.entries(last.limits).map(([name, { limit, value }]) => [name, atMost(limit, value)]);
  const loads = steps.flatMap(({ reading }) =>
    Object.values(reading).flatMap(({ cached, cold, cold_of_all }) => [cached, cold, cold_of_all]),
  );
  const failures = loads.reduce((sum, one) => sum + one.failures, 0);
  return { ...Object.fromEntries(limits), failed_requests: atMost(0, failures) };
}
