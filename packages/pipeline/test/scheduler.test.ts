/** Schedules under several schedulers: each due run comes once, whoever looks first. */
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Cadence,
  type Database,
  findSchedule,
  type NextTimes,
  openDatabase,
  type Run,
  saveSchedule,
  startRun,
  stopRun,
  switchScheduleOff,
} from '@cohort-almanac/db';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSources, startDue, startScheduler, startWorker, takeOnIdleRuns } from '../src/index.ts';
import { type Setup, setUp } from './support/bench.ts';

const HOUR = 3_600_000;
const TODAY = '2026-11-01';
const LIMITS = { enrichLimit: 0, batchSize: 20 };
const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });

let s: Setup;
let others: Database[] = [];
beforeAll(async () => {
  s = await setUp('embedded');
});
beforeEach(() => s.db.query('TRUNCATE cohorts CASCADE'));
afterEach(async () => {
  await Promise.all(others.map((db) => db.close()));
  others = [];
});
afterAll(() => s.close());

/** What one scheduler stands on; each has its own connections, as on another machine. */
function stores(): Parameters<typeof startScheduler>[0] {
  const db = openDatabase({ url: s.url, poolSize: 8 });
  others.push(db);
  return { db, coordination: s.coordination, log };
}

const ago = (ms: number) => new Date(Date.now() - ms);
const SIX_HOURS: Cadence = {
  cron: null,
  every_minutes: 360,
  full_cron: null,
  full_every_days: null,
  time_zone: 'UTC',
  jitter_seconds: 0,
};

async function scheduled(
  times: Partial<NextTimes>,
  cadence: Partial<Cadence> = {},
  members = ['odile_keeps'],
): Promise<number> {
  const { id } = await s.cohort({ members });
  await saveSchedule(s.db, id, { ...SIX_HOURS, ...cadence }, { next_at: null, next_full_at: null, ...times });
  return id;
}

async function runsOf(cohortId: number): Promise<Pick<Run, 'id' | 'kind' | 'options' | 'state'>[]> {
  const { rows } = await s.db.query<Run>('SELECT id, kind, options, state FROM runs WHERE cohort_id = $1 ORDER BY id', [
    cohortId,
  ]);
  return rows;
}

const due = () => startDue({ db: s.db, coordination: s.coordination, log }, TODAY);

test('many that look at once start each due run once', async () => {
  const cohorts: number[] = [];
  for (let n = 0; n < 12; n++) cohorts.push(await scheduled({ next_at: ago(n * HOUR) }));
  const later = await scheduled({ next_at: new Date(Date.now() + HOUR) });
  const started = await Promise.all(Array.from({ length: 4 }, stores).map((own) => startDue(own, TODAY)));
  expect(started.reduce((a, b) => a + b)).toBe(12);
  for (const id of cohorts) expect(await runsOf(id)).toHaveLength(1);
  expect(await runsOf(later)).toEqual([]);
});

test('times that were missed are caught up by one run, and the next is reckoned from now', async () => {
  const id = await scheduled({ next_at: ago(72 * HOUR) });
  const begin = Date.now();
  expect(await due()).toBe(1);
  const { next_at, last_started_at } = (await findSchedule(s.db, id))!;
  expect(next_at!.getTime() - begin).toBeGreaterThanOrEqual(6 * HOUR - 1_000);
  expect(next_at!.getTime() - Date.now()).toBeLessThanOrEqual(6 * HOUR);
  expect(last_started_at!.getTime()).toBeGreaterThan(begin - 1_000);
  const [run] = await runsOf(id);
  await stopRun(s.db, run!.id);
  expect(await due()).toBe(0);
});

test('a full pass is asked for when it is due, and counts as a pass of the other sort', async () => {
  const both = { full_every_days: 7 };
  const full = await scheduled({ next_at: ago(HOUR), next_full_at: ago(1) }, both);
  const full_at = new Date(Date.now() + 24 * HOUR);
  const delta = await scheduled({ next_at: ago(HOUR), next_full_at: full_at }, both);
  expect(await due()).toBe(2);
  expect(await runsOf(full)).toMatchObject([{ kind: 'sync', options: { full: true } }]);
  const after = (await findSchedule(s.db, full))!;
  expect(after.next_at!.getTime()).toBeGreaterThan(Date.now());
  expect(after.next_full_at!.getTime()).toBeGreaterThan(Date.now() + 6.9 * 24 * HOUR);
  expect((await runsOf(delta))[0]!.options).toEqual({});
  expect((await findSchedule(s.db, delta))!.next_full_at).toEqual(full_at);
});

describe('a cohort with an active run', () => {
  test('is answered with it when it does what is due: nothing is started, now or when it ends', async () => {
    const id = await scheduled({ next_at: ago(1) });
    const { run } = await startRun(s.db, { cohortId: id, kind: 'sync', options: {}, asOf: TODAY });
    expect(await due()).toBe(0);
    expect((await findSchedule(s.db, id))!.next_at!.getTime()).toBeGreaterThan(Date.now());
    await stopRun(s.db, run.id);
    expect(await due()).toBe(0);
    expect(await runsOf(id)).toHaveLength(1);
  });

  test.for([
    ['a full pass waits for another sync', { next_full_at: ago(1) }, 'sync', {}],
    ['a sync waits for a computation', { next_at: ago(1) }, 'compute', {}],
    ['a sync waits for one of chosen members', { next_at: ago(1) }, 'sync', { member_ids: [] }],
  ] as const)('%s, and is not lost', async ([, times, kind, options]) => {
    const id = await scheduled(times, 'next_full_at' in times ? { every_minutes: null, full_every_days: 7 } : {});
    const { run } = await startRun(s.db, { cohortId: id, kind, options, asOf: TODAY });
    expect(await due()).toBe(0);
    expect(await runsOf(id)).toHaveLength(1);
    await stopRun(s.db, run.id);
    expect(await due()).toBe(1);
    expect((await runsOf(id))[1]).toMatchObject({
      kind: 'sync',
      options: 'next_full_at' in times ? { full: true } : {},
    });
  });
});

test('a schedule that is switched off is never due', async () => {
  const id = await scheduled({ next_at: ago(1) });
  expect(await switchScheduleOff(s.db, id)).toBe(true);
  expect(await switchScheduleOff(s.db, id)).toBe(false);
  expect(await due()).toBe(0);
});

test('a schedule that can’t be read is switched off and says why; the others go on', async () => {
  const bad = await scheduled({ next_at: ago(2 * HOUR) }, { every_minutes: null, cron: '99 * * * *' });
  const good = await scheduled({ next_at: ago(HOUR) });
  expect(await due()).toBe(1);
  expect(await runsOf(bad)).toEqual([]);
  expect(await runsOf(good)).toHaveLength(1);
  expect(await findSchedule(s.db, bad)).toMatchObject({
    enabled: false,
    problem: expect.stringContaining('"99 * * * *" is no cron expression'),
  });
});

test('the scheduler clears away failed pages that nobody looked at for a month', async () => {
  const folder = join(s.home, 'failed-pages');
  await mkdir(folder);
  for (const name of ['markup_changed-films.html', 'blocked-film.html']) await writeFile(join(folder, name), 'page');
  const old = ago(31 * 24 * HOUR);
  await utimes(join(folder, 'blocked-film.html'), old, old);
  const scheduler = startScheduler(stores(), {
    home: s.home,
    today: () => TODAY,
    keepRuns: 5,
    limits: LIMITS,
    canary: null,
    pruneEveryMs: 20,
  });
  await expect.poll(() => readdir(folder)).toEqual(['markup_changed-films.html']);
  await scheduler.close();
});

test('a run whose last tasks went with their member is taken on, once, and ends', async () => {
  const { id } = await s.cohort({ members: ['odile_keeps'] });
  const { run } = await startRun(s.db, { cohortId: id, kind: 'sync', options: {}, asOf: TODAY });
  const state = async () => (await runsOf(id))[0]!.state;
  expect(await takeOnIdleRuns(stores(), LIMITS)).toBe(0);
  expect(await state()).toBe('queued');

  await s.db.query('DELETE FROM run_tasks WHERE run_id = $1', [run.id]);
  await s.db.query('DELETE FROM cohort_members WHERE cohort_id = $1', [id]);
  const taken = await Promise.all(Array.from({ length: 4 }, stores).map((own) => takeOnIdleRuns(own, LIMITS)));
  expect(taken.reduce((a, b) => a + b)).toBe(1);
  expect(await state()).toBe('failed');
  expect(await takeOnIdleRuns(stores(), LIMITS)).toBe(0);
});

test('a run that stands still between two stages goes on, and workers hear of it', async () => {
  const site = await s.site({ enrichLimit: 0 });
  const { id } = await s.cohort({ members: ['popcorn_prue'] });
  await s.sync(id);
  // No worker hears of this one: its first task is ended by hand, without what a worker does after it.
  const { run, taskIds } = await startRun(s.db, { cohortId: id, kind: 'sync', options: {}, asOf: TODAY });
  await s.db.query(`UPDATE run_tasks SET state = 'succeeded', finished_at = now() WHERE id = ANY ($1::int[])`, [
    taskIds,
  ]);
  const scheduler = startScheduler(stores(), {
    home: s.home,
    today: () => TODAY,
    keepRuns: 5,
    limits: LIMITS,
    canary: null,
    sweepEveryMs: 20,
  });
  const stateOf = async () => (await runsOf(id)).find((one) => one.id === run.id)!.state;
  await expect.poll(stateOf, { timeout: 20_000 }).toBe('succeeded');
  await scheduler.close();
  await site.close();
});

test('two schedulers and three workers: each due run happens once, at one pace', async () => {
  const RATE = 8;
  const site = await s.site({ workers: 0 });
  const workers = await Promise.all(
    [1, 2, 3].map(async () => {
      const own = stores();
      const sources = createSources(
        own.db,
        {
          source: 'sandbox',
          letterboxdBaseUrl: site.url,
          contact: null,
          rate: RATE,
          tmdbBaseUrl: `${site.url}/tmdb`,
          tmdbToken: null,
          home: s.home,
          version: 'test',
        },
        log,
      );
      const worker = await startWorker({ ...own, sources, limits: LIMITS }, { concurrency: 4, retryBaseMs: 20 });
      return {
        async close() {
          await worker.close();
          await sources.close();
        },
      };
    }),
  );
  const [first, second] = ['odile_keeps', 'reel_tomasz'];
  const cohorts = [
    await scheduled({ next_at: ago(HOUR) }, {}, [first]),
    await scheduled({ next_at: ago(HOUR) }, {}, [second]),
    await scheduled({ next_full_at: ago(HOUR) }, { every_minutes: null, full_every_days: 7 }, [first, second]),
  ];
  const schedulers = [1, 2].map(() =>
    startScheduler(stores(), {
      home: s.home,
      today: () => TODAY,
      keepRuns: 5,
      limits: LIMITS,
      canary: null,
      dueEveryMs: 10,
      sweepEveryMs: 50,
    }),
  );
  try {
    const ended = async () =>
      (await Promise.all(cohorts.map(runsOf))).flat().filter(({ state }) => state === 'succeeded').length;
    await expect.poll(ended, { timeout: 25_000, interval: 100 }).toBe(3);
    // Time enough for one that doubles to do so.
    await new Promise((resolve) => setTimeout(resolve, 200));
  } finally {
    await Promise.all([...schedulers, ...workers].map((one) => one.close()));
  }

  for (const id of cohorts) expect(await runsOf(id)).toHaveLength(1);
  expect((await runsOf(cohorts[2]!))[0]!.options).toEqual({ full: true });
  const { seconds } = await site.stats();
  const requests = Object.values(seconds).reduce((a, b) => a + b);
  const clock = Object.keys(seconds).map(Number);
  const took = Math.max(...clock) - Math.min(...clock) + 1;
  expect(requests).toBeGreaterThan(3 * RATE);
  expect(requests).toBeLessThanOrEqual(RATE * took + 1);
});
