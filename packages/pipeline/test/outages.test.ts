/** What a worker does when the database goes away under it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { findRun, startRun } from '@cohort-almanac/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asAdmin } from '../../../tests/support/database.ts';
import { type Setup, setUp } from './support/bench.ts';

const LEASE_MS = 20_000;

let s: Setup;
beforeEach(async () => {
  s = await setUp('embedded');
});
afterEach(() => s.close());

/** Cuts every connection and lets nobody in for `ms`, as a restart of the server does. */
async function closeDatabase(ms: number): Promise<void> {
  const name = new URL(s.url).pathname.slice(1);
  await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  await sleep(ms);
  await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
}

test('a run goes on when the database is back, not when the leases of its tasks run out', async () => {
  // Slow pages, so that tasks are under way when it happens; nothing to enrich, so that little is left to do afterwards.
  await s.site({ faults: [{ match: '/films/', delay_ms: 300 }], enrichLimit: 0 });
  const cohort = await s.cohort({ members: ['odile_keeps', 'reel_tomasz', 'popcorn_prue'] });
  const { run, taskIds } = await startRun(s.db, { cohortId: cohort.id, kind: 'sync', options: {}, asOf: '2026-11-01' });
  await s.coordination.queue.wake(taskIds);
  const stageOf = async () => (await findRun(s.db, run.id))!.stage;
  while ((await stageOf()) < 1) await sleep(20);
  await sleep(100);

  await closeDatabase(1_000);
  const back = Date.now();
  let report = (await findRun(s.db, run.id))!;
  while (!report.finished_at && Date.now() - back < LEASE_MS + 5_000) {
    await sleep(100);
    report = (await findRun(s.db, run.id))!;
  }
  expect(report).toMatchObject({ state: 'succeeded', errors: [] });
  expect(report.counters.retries).toBeGreaterThan(0);
  expect(report.finished_at!.getTime() - back).toBeLessThan(LEASE_MS * 0.8);
}, 60_000);
