/**
 * The main job from end to end, in processes of their own as they are in use: a sandbox site without a limit of pace, and
 * one worker that collects from it, ranks, publishes, enriches, ranks and publishes again. Measures the built command line.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { STAGES } from '@cohort-almanac/core';
import { type Database, findCohort, findRun, type RunReport } from '@cohort-almanac/db';
import { bundledWorldDir, loadWorld, type SandboxStats } from '@cohort-almanac/pipeline';
import { Almanac, peakMemoryMb } from './support/almanac.ts';
import { freePort } from './support/children.ts';
import { withStores } from './support/database.ts';
import { atMost, type Budget, progress, rounded } from './support/figures.ts';

const COHORT = 'bench';
const LOOK_EVERY_MS = 200;
/** A sync that takes longer than this has gone wrong. */
const PATIENCE_MS = 20 * 60_000;

interface Sync {
  state: RunReport['state'];
  /** From the run's beginning to its end. */
  seconds: number;
  requests: number;
  requests_per_second: number;
  /** From the run's beginning to each ranking that readers saw: with the ratings, and with the films known. */
  published_seconds: number[];
  /** How long each stage took, from its first task's start to that of the next stage's, or to the run's end. */
  stages: { kind: string; seconds: number }[];
  /** The most memory that the worker had until then; null where the system doesn't tell. */
  worker_peak_mb: number | null;
}

export interface SyncBench {
  bench: 'sync';
  data: 'movielens' | 'bundled world';
  coordination: 'redis' | 'embedded';
  members: number;
  ratings: number;
  films: number;
  first: Sync;
  second: Sync;
  budget: Budget;
}

/** Measures on MovieLens if its folder is given, else on the bundled world. Throws when the command line isn't built. */
export function run({ movielens }: { movielens?: string } = {}): Promise<SyncBench> {
  return withStores(async ({ home, db, services }) => {
    const port = await freePort();
    const almanac = new Almanac(home, {
      ALMANAC_SOURCE: 'sandbox',
      ALMANAC_COORDINATION: services.coordination,
      SANDBOX_PORT: String(port),
    });
    try {
      const data = movielens === undefined ? [] : ['--movielens', movielens];
      await almanac.start(['sandbox', '--port', String(port), ...data], /Sandbox at/);
      const worker = await almanac.start(['worker'], /ready: /);
      await almanac.run('cohort', 'create', '--label', COHORT, ...membersOf(movielens));
      const requests = () => countRequests(`http://127.0.0.1:${port}`);
      const sync = async (): Promise<Sync> => {
        const before = await requests();
        await almanac.run('sync', COHORT);
        const run = await waitForRun(db);
        return measured(db, run, (await requests()) - before, await peakMemoryMb(worker));
      };
      progress('sync: the first one');
      const first = await sync();
      progress('sync: the second one');
      const second = await sync();
      return {
        bench: 'sync',
        data: movielens === undefined ? 'bundled world' : 'movielens',
        coordination: services.coordination,
        ...(await countRows(db)),
        first,
        second,
        budget: budget(first, second),
      };
    } finally {
      await almanac.close();
    }
  });
}

function membersOf(movielens: string | undefined): string[] {
  if (movielens !== undefined) return ['--seed', 'ml-1', '--relation', 'following', '--include-seed'];
  const { members } = loadWorld(bundledWorldDir());
  return ['--members', members.map(({ username }) => username).join(',')];
}

async function countRequests(url: string): Promise<number> {
  const { kinds } = (await (await fetch(`${url}/__stats`)).json()) as SandboxStats;
  return Object.values(kinds)
    .flatMap((byStatus) => Object.values(byStatus))
    .reduce((sum, count) => sum + count, 0);
}

/** The cohort's newest run, when it is over. */
async function waitForRun(db: Database): Promise<RunReport> {
  const cohort = await findCohort(db, COHORT);
  const { rows } = await db.query<{ id: number }>('SELECT max(id) AS id FROM runs WHERE cohort_id = $1', [cohort?.id]);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_EVERY_MS)) {
    const { rows: over } = await db.query('SELECT 1 FROM runs WHERE id = $1 AND finished_at IS NOT NULL', [
      rows[0]!.id,
    ]);
    if (over.length > 0) break;
  }
  const run = await findRun(db, rows[0]!.id);
  if (run?.state !== 'succeeded') throw new Error(`The sync did not succeed: ${JSON.stringify(run)}`);
  return run;
}

async function measured(db: Database, run: RunReport, requests: number, peak: number | null): Promise<Sync> {
  const seconds = (from: Date | null, to: Date | null) => rounded((to!.getTime() - from!.getTime()) / 1000);
  const { rows: versions } = await db.query<{ published_at: Date }>(
    'SELECT published_at FROM ranking_versions WHERE run_id = $1 AND published_at IS NOT NULL ORDER BY stage',
    [run.id],
  );
  const { rows: stages } = await db.query<{ stage: number; began: Date }>(
    'SELECT stage, min(started_at) AS began FROM run_tasks WHERE run_id = $1 GROUP BY stage ORDER BY stage',
    [run.id],
  );
  const total = seconds(run.created_at, run.finished_at);
  return {
    state: run.state,
    seconds: total,
    requests,
    requests_per_second: Math.round(requests / total),
    published_seconds: versions.map(({ published_at }) => seconds(run.created_at, published_at)),
    stages: stages.map(({ stage, began }, index) => ({
      kind: STAGES.sync[stage]!,
      seconds: seconds(began, stages[index + 1]?.began ?? run.finished_at),
    })),
    worker_peak_mb: peak,
  };
}

async function countRows(db: Database): Promise<{ members: number; ratings: number; films: number }> {
  const { rows } = await db.query<{ members: number; ratings: number; films: number }>(
    `SELECT (SELECT count(*) FROM cohort_members) AS members, count(rating) AS ratings,
            count(DISTINCT film_id) FILTER (WHERE rating IS NOT NULL) AS films FROM ratings`,
  );
  return rows[0]!;
}

function budget(first: Sync, second: Sync): Budget {
  const [ranked, enriched] = first.published_seconds;
  if (ranked === undefined || enriched === undefined)
    throw new Error('The first sync published fewer than two rankings.');
  const peak = Math.max(first.worker_peak_mb ?? 0, second.worker_peak_mb ?? 0);
  return {
    first_ranking_seconds: atMost(60, ranked),
    enriched_seconds: atMost(180, enriched),
    ...(peak > 0 && { worker_peak_mb: atMost(300, peak) }),
  };
}
