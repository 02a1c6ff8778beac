/** What a worker does when the database, or the site, goes away under it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { findRun, reserveSlot, startRun } from '@cohort-almanac/db';
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

test('a site that is away for longer than any retry costs no attempt; what it says when it is back is read', async () => {
  // Slow pages, so that it goes away in the midst; more members than a worker takes at once.
  const site = await s.site({ faults: [{ match: '/films/', delay_ms: 100 }], enrichLimit: 0, retryBaseMs: 1 });
  const cohort = await s.cohort({ members: ['odile_keeps', 'reel_tomasz', 'popcorn_prue', 'giallo_gus'] });
  const { run, taskIds } = await startRun(s.db, { cohortId: cohort.id, kind: 'sync', options: {}, asOf: '2026-11-01' });
  await s.coordination.queue.wake(taskIds);
  const report = async () => (await findRun(s.db, run.id))!;
  while ((await report()).stage < 1) await sleep(20);

  const back = await site.away();
  const outages = async () =>
    (await s.db.query<{ outages: number }>('SELECT outages FROM source_hosts')).rows[0]?.outages;
  // By now a millisecond of back-off would have used up three retries many times over.
  while (((await outages()) ?? 0) < 4) await sleep(20);
  expect(await reserveSlot(s.db, site.url, 0)).toMatchObject({
    away_since: expect.any(Date),
    closed_until: null,
    reason: 'no connection: ECONNREFUSED',
  });
  expect(await report()).toMatchObject({ state: 'running', errors: [] });
  const { rows } = await s.db.query<{ most: number }>('SELECT max(attempts) AS most FROM run_tasks WHERE run_id = $1', [
    run.id,
  ]);
  // One for a connection that broke in the midst of a page, at the most.
  expect(rows[0]!.most).toBeLessThanOrEqual(1);

  await back();
  while (!(await report()).finished_at) await sleep(50);
  expect(await report()).toMatchObject({ state: 'succeeded', errors: [] });
  expect(await reserveSlot(s.db, site.url, 0)).toMatchObject({ away_since: null });
}, 60_000);

test('a site that stays away is given up in the end, and the run says since when', async () => {
  const site = await s.site({ enrichLimit: 0 });
  const back = await site.away();
  await s.db.query(
    `INSERT INTO source_hosts (host, outages, away_since, struck_at) VALUES ($1, 9, now() - interval '1 day', now() - interval '1 minute')`,
    [site.url],
  );
  const cohort = await s.cohort({ members: ['odile_keeps'] });
  const run = await s.sync(cohort.id);
  expect(run.state).toBe('failed');
  expect(run.errors).toMatchObject([{ kind: 'network', example: expect.stringContaining('has not answered since') }]);
  await back();
  // The site is left alone for a while even then; after that it is asked again.
  await s.db.query('UPDATE source_hosts SET closed_until = now(), blocked_until = now()');
  expect((await s.sync(cohort.id)).state).toBe('succeeded');
}, 60_000);
