/** What stays of runs: their telemetry, and a week's outcomes. */
import {
  advanceRun,
  claimTask,
  type Database,
  deleteCohort,
  endTask,
  errorRate,
  findRun,
  holdLease,
  pruneTasks,
  retryRun,
  startRun,
  stopRun,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { makeCohort } from './factories.ts';

let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(() => db.query('TRUNCATE films, members, cohorts, daily_outcomes CASCADE'));

const WEEK = { days: 7 };

async function workNext(state: 'succeeded' | 'failed' = 'succeeded', counters: Record<string, number> = {}) {
  const task = (await claimTask(db, 'w', { leaseSeconds: 60 }))!;
  await db.transaction(async (tx) => {
    await holdLease(tx, task);
    const failure = { errorKind: 'not_found' as const, error: 'ada is gone' };
    await endTask(tx, task, { state, counters, warnings: ['ada was slow'], ...(state === 'failed' && failure) });
    await advanceRun(tx, task, { enrichLimit: 0, batchSize: 1 });
  });
}

/** A run that is over: of its three members one failed. */
async function partialRun() {
  const cohort = await makeCohort(db, ['ada', 'ben', 'cy']);
  const { run } = await startRun(db, { cohortId: cohort.id, kind: 'sync', options: {}, asOf: '2026-01-01' });
  await workNext('succeeded', { requests: 1 });
  await workNext('failed', { requests: 2, retries: 3 });
  await workNext('succeeded', { requests: 4, ratings_new: 70 });
  await workNext('succeeded', { requests: 8, throttled: 1 });
  for (let n = 0; n < 2; n++) await workNext();
  expect((await findRun(db, run.id))!.state).toBe('partial');
  return { cohort, run };
}

const endedDaysAgo = (runId: number, days: number) =>
  db.query(`UPDATE runs SET finished_at = now() - $2 * interval '1 day' WHERE id = $1`, [runId, days]);

test('a run tells what each stage took and counted, also while it goes on', async () => {
  const cohort = await makeCohort(db, ['ada', 'ben']);
  const { run } = await startRun(db, { cohortId: cohort.id, kind: 'sync', options: {}, asOf: '2026-01-01' });
  expect((await findRun(db, run.id))!.stages[0]).toMatchObject({ seconds: null, counters: {} });
  // Another began its transaction after the reader did, and committed before.
  await db.query(`UPDATE run_tasks SET started_at = now() + interval '1 minute' WHERE run_id = $1`, [run.id]);
  expect((await findRun(db, run.id))!.stages[0]!.seconds).toBe(0);
  await db.query(`UPDATE run_tasks SET started_at = now() - interval '90 seconds' WHERE run_id = $1`, [run.id]);
  await workNext('succeeded', { requests: 2 });
  await workNext('succeeded', { requests: 5, status_304: 1 });
  const { stages, counters } = (await findRun(db, run.id))!;
  expect(stages[0]!.seconds).toBeCloseTo(90, 0);
  expect(stages[1]).toMatchObject({
    tasks: { queued: 1, running: 0, succeeded: 1, failed: 0, stopped: 0 },
    counters: { requests: 5, status_304: 1 },
  });
  expect(stages[1]!.seconds).toBeGreaterThanOrEqual(0);
  expect(counters).toEqual({ requests: 7, status_304: 1 });
});

test('tasks go after their time; what their run took and counted stays, and names nobody', async () => {
  const { run } = await partialRun();
  const before = (await findRun(db, run.id))!;
  expect(before.counters).toEqual({ ratings_new: 70, requests: 15, retries: 3, throttled: 1 });
  await endedDaysAgo(run.id, 29);
  expect(await pruneTasks(db, 30)).toBe(0);
  await endedDaysAgo(run.id, 31);
  expect(await pruneTasks(db, 30)).toBe(6);
  expect(await pruneTasks(db, 30)).toBe(0);
  expect(await findRun(db, run.id)).toEqual({
    ...before,
    finished_at: expect.any(Date),
    errors: [{ kind: 'not_found', count: 1, example: null }],
    warnings: [],
  });
  expect(await retryRun(db, run.id, '2026-03-01')).toBeNull();
  const { rows } = await db.query<{ text: string }>('SELECT t::text AS text FROM run_telemetry t');
  expect(rows.map(({ text }) => text).join()).not.toContain('ada');
});

test('tasks of a run that goes on stay, and telemetry that was never stored is stored before they go', async () => {
  const active = await makeCohort(db, ['dee']);
  const { run: open } = await startRun(db, { cohortId: active.id, kind: 'sync', options: {}, asOf: '2026-01-01' });
  await db.query(`UPDATE runs SET created_at = now() - interval '1 year' WHERE id = $1`, [open.id]);
  expect(await pruneTasks(db, 30)).toBe(0);
  await stopRun(db, open.id);
  await db.query('DELETE FROM run_telemetry');
  await endedDaysAgo(open.id, 31);
  expect(await pruneTasks(db, 30)).toBe(1);
  expect((await findRun(db, open.id))!.stages[0]!.tasks.stopped).toBe(1);
});

test('the error rate counts the tasks of a rolling week, once each, and outlives the cohort', async () => {
  expect(await errorRate(db, WEEK)).toEqual({ tasks: 0, failed: 0, rate: null });
  const { cohort, run } = await partialRun();
  expect(await errorRate(db, WEEK)).toEqual({ tasks: 6, failed: 1, rate: 1 / 6 });
  await endedDaysAgo(run.id, 31);
  await pruneTasks(db, 30);
  await deleteCohort(db, cohort.id);
  expect(await errorRate(db, WEEK)).toEqual({ tasks: 6, failed: 1, rate: 1 / 6 });

  await db.query(`UPDATE daily_outcomes SET day = day - 6`);
  expect((await errorRate(db, WEEK)).tasks).toBe(6);
  await partialRun();
  expect(await errorRate(db, WEEK)).toEqual({ tasks: 12, failed: 2, rate: 1 / 6 });
  await db.query(`UPDATE daily_outcomes SET day = day - 1`);
  expect((await errorRate(db, WEEK)).tasks).toBe(6);
});

test('a run that was stopped counts what had ended', async () => {
  const cohort = await makeCohort(db, ['ada', 'ben']);
  const { run } = await startRun(db, { cohortId: cohort.id, kind: 'sync', options: {}, asOf: '2026-01-01' });
  await workNext();
  await workNext('failed');
  await stopRun(db, run.id);
  expect(await errorRate(db, WEEK)).toEqual({ tasks: 2, failed: 1, rate: 0.5 });
  expect(await stopRun(db, run.id)).toBe(false);
  expect((await errorRate(db, WEEK)).tasks).toBe(2);
});
