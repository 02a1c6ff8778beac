/** Cohorts ranked anew by worker processes: one alone, many at once, by one worker and by three. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunKind } from '@cohort-almanac/core';
import { type Coordination, type Database, findRun, startRun } from '@cohort-almanac/db';
import { checkAlive } from '../support/almanac.ts';
import { stop } from '../support/children.ts';
import { median, progress, rounded } from '../support/figures.ts';
import type { Store } from './grow.ts';
import { peakOf, type Roles } from './roles.ts';

const AS_OF = '2026-11-01';
const MANY_WORKERS = 3;
const AT_ONCE = 6;
const ALONE_ROUNDS = 3;
const LOOK_EVERY_MS = 50;
/** Work that takes longer than this has gone wrong. */
const PATIENCE_MS = 15 * 60_000;

export interface Stores {
  db: Database;
  coordination: Coordination;
}

export interface Throughput {
  cohorts: number;
  workers: number;
  /** From the first run's beginning to the last one's end. */
  seconds: number;
  cohorts_per_minute: number;
  /** The most that one of the workers ever took until then; null where the system doesn't tell. */
  worker_peak_mb: number | null;
}

export interface Computing {
  /** One cohort, nothing beside it, by one worker: from the run's beginning until readers see the ranking. */
  alone_seconds: number;
  one_worker: Throughput;
  three_workers: Throughput;
}

/** Ranks all cohorts that never were, then some of them again. @throws when three workers rank otherwise than one */
export async function measureComputing(stores: Stores, roles: Roles, store: Store): Promise<Computing> {
  const { db } = stores;
  const all = store.cohortIds;
  const chosen = all.slice(-AT_ONCE);
  const { rows: unranked } = await db.query<{ id: number }>(
    'SELECT id FROM cohorts WHERE current_version_id IS NULL AND id = ANY ($1) ORDER BY id',
    [all],
  );
  progress(`scale: ${MANY_WORKERS} workers rank ${unranked.length} new cohorts`);
  const many = await roles.start('worker', MANY_WORKERS);
  await finishRuns(stores, many, ids(unranked), 'compute');
  const three_workers = await measure(stores, many, chosen);
  const byThree = await fingerprints(db, chosen);
  for (const worker of many) await stop(worker);

  progress('scale: one worker ranks');
  const one = await roles.start('worker', 1);
  const one_worker = await measure(stores, one, chosen);
  same('Three workers and one', byThree, await fingerprints(db, chosen));
  const alone: number[] = [];
  for (let n = 0; n < ALONE_ROUNDS; n += 1) alone.push((await measure(stores, one, [all[0]!])).seconds);
  for (const worker of one) await stop(worker);
  await checkSums(db, store);
  return { alone_seconds: median(alone), one_worker, three_workers };
}

async function measure(stores: Stores, workers: ChildProcess[], cohorts: readonly number[]): Promise<Throughput> {
  const seconds = await finishRuns(stores, workers, cohorts, 'compute');
  return throughput(cohorts.length, workers, seconds);
}

export async function throughput(cohorts: number, workers: ChildProcess[], seconds: number): Promise<Throughput> {
  return {
    cohorts,
    workers: workers.length,
    seconds: rounded(seconds),
    cohorts_per_minute: rounded((cohorts * 60) / seconds),
    worker_peak_mb: await peakOf(workers),
  };
}

/** Starts a run of each cohort at once, as the api does, and waits for all. Seconds until the last one's end. */
export async function finishRuns(
  { db, coordination }: Stores,
  workers: readonly ChildProcess[],
  cohorts: readonly number[],
  kind: RunKind,
): Promise<number> {
  const runs: number[] = [];
  for (const cohortId of cohorts) {
    const { run, taskIds } = await startRun(db, { cohortId, kind, options: {}, asOf: AS_OF });
    runs.push(run.id);
    await coordination.queue.wake(taskIds);
  }
  for (const late = Date.now() + PATIENCE_MS; ; await sleep(LOOK_EVERY_MS)) {
    const { rows } = await db.query<{ open: number }>(
      'SELECT count(*) AS open FROM runs WHERE id = ANY ($1) AND finished_at IS NULL',
      [runs],
    );
    if (rows[0]!.open === 0) break;
    await checkAlive(workers);
    if (Date.now() > late) throw new Error(`${rows[0]!.open} runs did not end`);
  }
  for (const id of runs) {
    const run = await findRun(db, id);
    if (run?.state !== 'succeeded') throw new Error(`A run did not succeed: ${JSON.stringify(run)}`);
  }
  const { rows } = await db.query<{ seconds: number }>(
    `SELECT coalesce(extract(epoch FROM max(finished_at) - min(created_at)), 0)::float8 AS seconds
     FROM runs WHERE id = ANY ($1)`,
    [runs],
  );
  return rows[0]!.seconds;
}

/** What readers see of each cohort: every strategy's list, with its scores. */
async function fingerprints(db: Database, cohorts: readonly number[]): Promise<string[]> {
  const { rows } = await db.query<{ print: string }>(
    `SELECT md5(string_agg(r.strategy || r.timeframe || r.rank || ' ' || r.film_id || ' ' || r.score, ','
                           ORDER BY r.strategy, r.timeframe, r.rank)) AS print
     FROM cohorts c JOIN film_rankings r ON r.version_id = c.current_version_id
     WHERE c.id = ANY ($1) GROUP BY c.id ORDER BY c.id`,
    [cohorts],
  );
  if (rows.length !== cohorts.length) throw new Error('A cohort has no ranking.');
  return rows.map(({ print }) => print);
}

/** Every cohort's version counts as many ratings and members as were stored. */
async function checkSums(db: Database, { template, cohortIds }: Store): Promise<void> {
  const { rows } = await db.query<{ id: number; ratings: number; members: number }>(
    `SELECT c.id, (v.summary->>'ratings')::int AS ratings, (v.coverage->>'members')::int AS members
     FROM cohorts c JOIN ranking_versions v ON v.id = c.current_version_id WHERE c.id = ANY ($1) ORDER BY c.id`,
    [cohortIds],
  );
  const { members } = template;
  const ratings = template.ratings.length;
  const expected = cohortIds.map((id) => ({ id, ratings, members }));
  same('What was stored and what was counted', expected, rows);
}

export function same(what: string, one: unknown, other: unknown): void {
  const [a, b] = [one, other].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what} differ:\n${a}\n${b}`);
}

const ids = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);
