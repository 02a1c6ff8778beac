import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Cohort,
  type CohortDefinition,
  type Coordination,
  createCohort,
  createCoordination,
  ensureOperator,
  findRun,
  type RunReport,
  startRun,
} from '@cohort-almanac/db';
import pino from 'pino';
import { inject } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import {
  bundledWorldDir,
  createSources,
  type Fault,
  loadWorld,
  type RobotsMode,
  startSandbox,
  startWorker,
} from '../../src/index.ts';

export type Mode = 'redis' | 'embedded';

/** Both modes, or the embedded one alone where there is no Redis. */
export const MODES: readonly Mode[] = inject('ALMANAC_TEST_REDIS_URL') ? ['redis', 'embedded'] : ['embedded'];

export interface Setup extends MigratedDatabase {
  coordination: Coordination;
  home: string;
  /** A sandbox site with workers on it, until `close`. */
  site(options?: {
    robots?: RobotsMode;
    faults?: Fault[];
    rate?: number | null;
    workers?: number;
    world?: string;
    retryBaseMs?: number;
    /** Films that a run enriches at most. */
    enrichLimit?: number;
  }): Promise<Site>;
  cohort(definition: Partial<CohortDefinition>): Promise<Cohort>;
  /** Starts a sync and waits for its end. */
  sync(cohortId: number, options?: { full?: boolean }): Promise<RunReport>;
  close(): Promise<void>;
}

export interface Site {
  url: string;
  stats(): Promise<{
    kinds: Record<string, Record<string, number>>;
    seconds: Record<string, number>;
    paths?: Record<string, number>;
  }>;
  /** Requests so far, of one kind or all. */
  requests(kind?: string): Promise<number>;
  /** Takes the site away, until the function that it gives is called: it comes back on its port, as another world if need be. */
  away(): Promise<(changes?: { world?: string; faults?: Fault[] }) => Promise<void>>;
  close(): Promise<void>;
}

let last = 0;

/** Everything that the pipeline stands on, real, and empty. */
export async function setUp(mode: Mode): Promise<Setup> {
  const made = await migratedDatabase({ poolSize: 20 });
  const home = await mkdtemp(join(tmpdir(), 'almanac-pipeline-'));
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const coordination = await createCoordination({
    mode,
    databaseUrl: made.url,
    redisUrl: mode === 'redis' ? inject('ALMANAC_TEST_REDIS_URL') : null,
    log,
    prefix: `t${process.pid}_${++last}`,
  });
  const { db } = made;
  const sites: Site[] = [];

  return {
    ...made,
    coordination,
    home,
    async site({
      robots = 'open',
      faults = [],
      rate = null,
      workers = 1,
      world,
      retryBaseMs = 20,
      enrichLimit = 1_000,
    } = {}) {
      const shown = await loadWorld(world ?? bundledWorldDir());
      let sandbox = await startSandbox({ world: shown, port: 0, robots, faults });
      const sources = createSources(
        db,
        {
          source: 'sandbox',
          letterboxdBaseUrl: sandbox.url,
          contact: null,
          rate,
          tmdbBaseUrl: `${sandbox.url}/tmdb`,
          tmdbToken: null,
          home,
          version: 'test',
        },
        log,
      );
      const context = { db, coordination, sources, limits: { enrichLimit, batchSize: 20 }, log };
      const started = await Promise.all(
        Array.from({ length: workers }, () => startWorker(context, { concurrency: 6, retryBaseMs })),
      );
      const stats = async () => (await fetch(`${sandbox.url}/__stats?paths=1`)).json() as ReturnType<Site['stats']>;
      const site: Site = {
        url: sandbox.url,
        stats,
        async requests(kind) {
          const { kinds } = await stats();
          const sum = (counts: Record<string, number> = {}) => Object.values(counts).reduce((a, b) => a + b, 0);
          return kind ? sum(kinds[kind]) : Object.values(kinds).reduce((all, counts) => all + sum(counts), 0);
        },
        async away() {
          const port = Number(new URL(sandbox.url).port);
          await sandbox.close();
          return async (changes = {}) => {
            const later = changes.world === undefined ? shown : await loadWorld(changes.world);
            sandbox = await startSandbox({ world: later, port, robots, faults: changes.faults ?? faults });
          };
        },
        async close() {
          sites.splice(sites.indexOf(site), 1);
          await Promise.all(started.map((worker) => worker.close(2_000)));
          await sources.close();
          await sandbox.close();
        },
      };
      sites.push(site);
      return site;
    },
    async cohort(definition) {
      const owner = await ensureOperator(db);
      return createCohort(db, owner.id, {
        label: `c${++last}`,
        definition: { seeds: [], lists: [], members: [], ...definition },
      });
    },
    async sync(cohortId, options = {}) {
      const { run, taskIds } = await startRun(db, { cohortId, kind: 'sync', options, asOf: '2026-11-01' });
      await coordination.queue.wake(taskIds);
      for (const end = Date.now() + 60_000; ; ) {
        const report = (await findRun(db, run.id))!;
        if (report.finished_at) return report;
        if (Date.now() > end) throw new Error(`The run did not end: ${JSON.stringify(report, null, 1)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async close() {
      for (const site of [...sites]) await site.close();
      await coordination.close();
      await made.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
