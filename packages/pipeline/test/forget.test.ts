import { findRun, forgetMember, listCohortMembers, startRun } from '@cohort-almanac/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MODES, type Setup, setUp } from './support/bench.ts';

let s: Setup;
beforeEach(async () => {
  s = await setUp(MODES[0]!);
});
afterEach(() => s.close());

const SEED = { seeds: [{ username: 'odile_keeps', relation: 'following' as const, depth: 1, include_seed: true }] };

/** Waits for a row, a few seconds at most. */
async function row<T>(sql: string, values: unknown[] = []): Promise<T> {
  for (const end = Date.now() + 10_000; ; ) {
    const { rows } = await s.db.query<T & Record<string, unknown>>(sql, values);
    if (rows[0]) return rows[0];
    if (Date.now() > end) throw new Error(`There was never a row of ${sql}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const names = async () => (await s.db.query<{ username: string }>('SELECT username FROM members')).rows;

test('a member who is forgotten while their pages are read is gone, and a later sync leaves them out', async () => {
  const site = await s.site({ enrichLimit: 0, rate: 40 });
  const cohort = await s.cohort(SEED);
  const { run, taskIds } = await startRun(s.db, { cohortId: cohort.id, kind: 'sync', options: {}, asOf: '2026-11-01' });
  await s.coordination.queue.wake(taskIds);
  const { username } = await row<{ username: string }>(
    `SELECT username FROM run_tasks JOIN members m USING (member_id) JOIN ratings USING (member_id)
     WHERE kind = 'collect' AND state = 'running' AND username <> 'odile_keeps' LIMIT 1`,
  );

  const forgotten = await forgetMember(s.db, username);
  expect(forgotten).toMatchObject({ known: true, cohorts: [{ stopped_run_id: run.id }] });
  // What its worker was reading at that moment arrives now.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await names()).not.toContainEqual({ username });
  expect(await findRun(s.db, run.id)).toMatchObject({ state: 'stopped' });
  await site.close();

  await s.site({ enrichLimit: 0 });
  const again = await s.sync(cohort.id);
  expect(again).toMatchObject({ state: 'succeeded', errors: [] });
  const members = (await listCohortMembers(s.db, cohort.id)).map((member) => member.username);
  expect(members).not.toContain(username);
  expect(members).toContain('odile_keeps');
  expect(members.length).toBeGreaterThan(5);
});

test('a member who is forgotten while a refresh has found them is not stored', async () => {
  const site = await s.site({ enrichLimit: 0, rate: 2 });
  const cohort = await s.cohort({ seeds: [...SEED.seeds, { ...SEED.seeds[0]!, relation: 'followers' }] });
  const { taskIds } = await startRun(s.db, { cohortId: cohort.id, kind: 'refresh', options: {}, asOf: '2026-11-01' });
  await s.coordination.queue.wake(taskIds);
  const { username } = await row<{ username: string }>(
    `SELECT person ->> 'username' AS username FROM run_tasks, jsonb_array_elements(checkpoint -> 'found') AS person
     WHERE kind = 'refresh' AND state = 'running' AND person ->> 'username' <> 'odile_keeps' LIMIT 1`,
  );

  await forgetMember(s.db, username);
  const held = await s.db.query('SELECT 1 FROM run_tasks WHERE checkpoint::text LIKE $1', [`%${username}%`]);
  expect(held.rows).toEqual([]);
  await s.coordination.queue.wake(taskIds);
  await row(`SELECT 1 FROM runs WHERE state = 'succeeded'`);
  const members = (await listCohortMembers(s.db, cohort.id)).map((member) => member.username);
  expect(members.length).toBeGreaterThan(5);
  expect(members).not.toContain(username);
  await site.close();
});
