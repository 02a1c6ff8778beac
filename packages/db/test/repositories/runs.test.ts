import {
  advanceRun,
  claimMember,
  claimTask,
  type Database,
  endTask,
  findRun,
  holdLease,
  LeaseLostError,
  overdueTasks,
  postponeTask,
  renewLease,
  retryRun,
  startRun,
  stopRun,
  type Task,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { makeCohort } from './factories.ts';

const LIMITS = { enrichLimit: 100, batchSize: 10 };
const LEASE = { leaseSeconds: 60 };

let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase({ poolSize: 20 });
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(() => db.query('TRUNCATE films, members, cohorts CASCADE'));

const start = (cohortId: number) => startRun(db, { cohortId, kind: 'sync', options: {}, asOf: '2026-01-01' });

const finish = (task: Task, state: 'succeeded' | 'failed' = 'succeeded') =>
  db.transaction(async (tx) => {
    await holdLease(tx, task);
    await endTask(tx, task, {
      state,
      counters: { requests: 2 },
      ...(state === 'failed' && { errorKind: 'not_found' as const, error: 'gone' }),
    });
    return advanceRun(tx, task, LIMITS);
  });

async function openCollect(usernames: string[]) {
  const cohort = await makeCohort(db, usernames);
  const { run, taskIds: begun } = await start(cohort.id);
  const refresh = (await claimTask(db, 'w', { ...LEASE, taskId: begun[0]! }))!;
  const { taskIds } = await finish(refresh);
  return { cohort, run, taskIds };
}

test('two syncs at once are one run', async () => {
  const cohort = await makeCohort(db, ['ada']);
  const started = await Promise.all([1, 2, 3, 4].map(() => start(cohort.id)));
  expect(started.filter((s) => s.created)).toHaveLength(1);
  expect(new Set(started.map((s) => s.run.id)).size).toBe(1);
});

test('the tasks of a stage, ended all at once, open the next stage once', async () => {
  const { run } = await openCollect(Array.from({ length: 24 }, (_, n) => `m${n}`));
  const tasks = await Promise.all(Array.from({ length: 24 }, (_, n) => claimTask(db, `w${n}`, LEASE)));
  expect(new Set(tasks.map((t) => t?.id)).size).toBe(24);
  const advances = await Promise.all(tasks.map((t) => finish(t!)));
  expect(advances.filter((a) => a.taskIds.length > 0)).toHaveLength(1);
  const report = (await findRun(db, run.id))!;
  expect(report.stages[2]).toMatchObject({
    kind: 'compute',
    tasks: { queued: 1, running: 0, succeeded: 0, failed: 0, stopped: 0 },
  });
  expect(report.counters).toEqual({ requests: 50 });
});

test('a run with some failed tasks is partial; one in which no member could be read has failed', async () => {
  const some = await openCollect(['ada', 'ben']);
  await finish((await claimTask(db, 'w', LEASE))!, 'failed');
  await finish((await claimTask(db, 'w', LEASE))!);
  for (const kind of ['compute', 'publish']) {
    const task = (await claimTask(db, 'w', LEASE))!;
    expect(task.kind).toBe(kind);
    await finish(task);
  }
  const partial = (await findRun(db, some.run.id))!;
  expect(partial).toMatchObject({
    state: 'partial',
    errors: [{ kind: 'not_found', count: 1, example: 'gone' }],
    position: null,
  });

  const none = await openCollect(['cy']);
  await finish((await claimTask(db, 'w', LEASE))!, 'failed');
  expect(await findRun(db, none.run.id)).toMatchObject({ state: 'failed', error_kind: 'not_found' });
});

test('a cohort without members fails with what to do', async () => {
  const { run } = await openCollect([]);
  expect(await findRun(db, run.id)).toMatchObject({ state: 'failed', error: expect.stringContaining('no members') });
});

describe('doing again what failed', () => {
  test('only the members whose tasks failed are collected, and the run says whose work it does again', async () => {
    const { run, cohort } = await openCollect(['ada', 'ben', 'cy']);
    const failed = (await claimTask(db, 'w', LEASE))!;
    await finish(failed, 'failed');
    await finish((await claimTask(db, 'w', LEASE))!);
    await finish((await claimTask(db, 'w', LEASE))!);
    expect(await retryRun(db, run.id, '2026-01-02')).toBeNull();
    for (let n = 0; n < 2; n++) await finish((await claimTask(db, 'w', LEASE))!);

    const again = (await retryRun(db, run.id, '2026-01-02'))!;
    expect(again.run).toMatchObject({
      cohort_id: cohort.id,
      options: { retry_of: run.id, member_ids: [failed.member_id] },
    });
    const task = (await claimTask(db, 'w', LEASE))!;
    expect(task).toMatchObject({ kind: 'collect', member_id: failed.member_id });
    await finish(task);
    expect((await claimTask(db, 'w', LEASE))!.kind).toBe('compute');
  });

  test('where only films failed nobody is collected; where nothing failed there is nothing to do', async () => {
    const { run } = await openCollect(['ada']);
    for (let n = 0; n < 3; n++) await finish((await claimTask(db, 'w', LEASE))!);
    expect((await findRun(db, run.id))!.state).toBe('succeeded');
    expect(await retryRun(db, run.id, '2026-01-02')).toBeNull();
    await db.query(
      `INSERT INTO run_tasks (run_id, stage, kind, state, error_kind) VALUES ($1, 4, 'enrich', 'failed', 'network')`,
      [run.id],
    );
    await db.query(`UPDATE runs SET state = 'partial' WHERE id = $1`, [run.id]);
    const again = (await retryRun(db, run.id, '2026-01-02'))!;
    expect(again.run.stage).toBe(2);
    expect((await claimTask(db, 'w', LEASE))!.kind).toBe('compute');
  });
});

describe('a member whom several runs want', () => {
  const ASK = { minutes: 60, insist: false };
  const ask = (task: Task, insist = false) => claimMember(db, task, { ...ASK, insist });
  const claimOf = async (taskIds: readonly number[], owner: string) =>
    (await claimTask(db, owner, { ...LEASE, taskId: taskIds[0]! }))!;

  test('is read by the one that asks first, however old its task is', async () => {
    const [older, younger] = [await openCollect(['ada']), await openCollect(['ada'])];
    const first = await claimOf(younger.taskIds, 'young');
    expect(await ask(first)).toBe('mine');
    // Nothing of it is stored yet.
    const second = await claimOf(older.taskIds, 'old');
    expect(await ask(second)).toBe('under_way');
    await finish(first);
    expect(await ask(second)).toBe('shared');
  });

  test('is given to one of many that ask at once', async () => {
    const tasks: Task[] = [];
    for (let n = 0; n < 8; n++) tasks.push(await claimOf((await openCollect(['ben'])).taskIds, `w${n}`));
    const answers = await Promise.all(tasks.map((task) => ask(task)));
    expect(answers.sort()).toEqual(['mine', ...new Array(7).fill('under_way')]);
  });

  test('is free again when a lease ends, and is whoever insists', async () => {
    const [one, two] = [await openCollect(['cy']), await openCollect(['cy'])];
    const [first, second] = [await claimOf(one.taskIds, 'a'), await claimOf(two.taskIds, 'b')];
    expect(await ask(first)).toBe('mine');
    expect(await ask(second, true)).toBe('mine');
    await db.query("UPDATE run_tasks SET lease_until = now() - interval '1 second' WHERE id = $1", [second.id]);
    const again = await claimOf(two.taskIds, 'c');
    expect(await ask(again)).toBe('under_way');
    await db.query("UPDATE run_tasks SET lease_until = now() - interval '1 second' WHERE id = $1", [first.id]);
    expect(await ask(again)).toBe('mine');
    // Who lost the task learns it here.
    await expect(ask(second)).rejects.toThrow(LeaseLostError);
  });
});

describe('leases', () => {
  test('a task is one worker’s until the lease runs out; then another goes on, and the first is told', async () => {
    const { taskIds } = await openCollect(['ada']);
    const first = (await claimTask(db, 'first', { leaseSeconds: 0.05, taskId: taskIds[0] }))!;
    expect(await claimTask(db, 'second', LEASE)).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await overdueTasks(db, { seconds: 5, limit: 10 })).toEqual([first.id]);
    const second = (await claimTask(db, 'second', LEASE))!;
    expect(second).toMatchObject({ id: first.id, crashes: 1 });
    expect(await renewLease(db, first, 60)).toBe(false);
    await expect(finish(first)).rejects.toBeInstanceOf(LeaseLostError);
    expect(await renewLease(db, second, 60)).toBe(true);
    await finish(second);
  });

  test('a task that is put back waits its time, and only a failure costs an attempt', async () => {
    const { taskIds } = await openCollect(['ada']);
    const back = (task: Task, costsAttempt: boolean) =>
      postponeTask(db, task, {
        delayMs: 60,
        costsAttempt,
        errorKind: 'throttled',
        error: 'wait',
        counters: { requests: 1 },
      });
    await back((await claimTask(db, 'w', LEASE))!, false);
    expect(await claimTask(db, 'w', { ...LEASE, taskId: taskIds[0] })).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 80));
    const again = (await claimTask(db, 'w', LEASE))!;
    expect(again).toMatchObject({ attempts: 0, counters: { requests: 1 } });
    await back(again, true);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await claimTask(db, 'w', LEASE)).toMatchObject({ attempts: 1 });
  });

  test('stopping a run ends its tasks, and what is under way loses its lease', async () => {
    const { run } = await openCollect(['ada', 'ben']);
    const task = (await claimTask(db, 'w', LEASE))!;
    expect(await stopRun(db, run.id)).toBe(true);
    expect(await stopRun(db, run.id)).toBe(false);
    expect(await renewLease(db, task, 60)).toBe(false);
    await expect(finish(task)).rejects.toBeInstanceOf(LeaseLostError);
    expect(await claimTask(db, 'w', LEASE)).toBeNull();
    expect(await findRun(db, run.id)).toMatchObject({ state: 'stopped' });
  });
});
