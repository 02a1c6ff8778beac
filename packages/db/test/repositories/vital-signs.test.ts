import {
  claimTask,
  type Database,
  readVitalSigns,
  recordOutage,
  recordRefusal,
  saveCanary,
  saveSchedule,
  seeWorker,
  startRun,
  stopRun,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { makeCohort } from './factories.ts';

let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

test('an almanac that has done nothing has nothing to tell', async () => {
  expect(await readVitalSigns(db)).toEqual({
    tasks: { ready: 0, delayed: 0, running: 0, oldest_ready_seconds: 0 },
    runs: { active: 0 },
    workers: 0,
    failures: { tasks: 0, failed: 0, rate: null },
    stale_cohorts: 0,
    enrichment_backlog: 0,
    canary: [],
    sites: [],
    traffic: { requests: 0, refused_429: 0, refused_403: 0, failed_5xx: 0 },
  });
});

test('tasks, workers and what was asked of sites, of runs under way and of those that ended within a day', async () => {
  const cohorts = [await makeCohort(db, ['ada']), await makeCohort(db, ['ben'])];
  const runs = [];
  for (const { id } of cohorts) {
    runs.push((await startRun(db, { cohortId: id, kind: 'sync', options: {}, asOf: '2026-01-01' })).run);
  }
  const task = (await claimTask(db, 'w', { leaseSeconds: 60 }))!;
  await db.query(`UPDATE run_tasks SET counters = '{"requests": 7, "status_429": 2, "status_403": 1}' WHERE id = $1`, [
    task.id,
  ]);
  await db.query(`UPDATE run_tasks SET run_after = now() - interval '10 minutes' WHERE id <> $1`, [task.id]);
  await seeWorker(db, 'w', 'worker');
  const busy = await readVitalSigns(db);
  expect(busy).toMatchObject({
    tasks: { ready: 1, delayed: 0, running: 1 },
    runs: { active: 2 },
    workers: 1,
    traffic: { requests: 7, refused_429: 2, refused_403: 1, failed_5xx: 0 },
  });
  expect(busy.tasks.oldest_ready_seconds).toBeGreaterThanOrEqual(600);

  await db.query(`UPDATE run_tasks SET run_after = now() + interval '1 hour' WHERE id <> $1`, [task.id]);
  expect((await readVitalSigns(db)).tasks).toEqual({ ready: 0, delayed: 1, running: 1, oldest_ready_seconds: 0 });
  for (const { id } of runs) await stopRun(db, id);
  expect(await readVitalSigns(db)).toMatchObject({ runs: { active: 0 }, traffic: { requests: 7 } });
  await db.query(`UPDATE runs SET finished_at = now() - interval '25 hours'`);
  expect((await readVitalSigns(db)).traffic.requests).toBe(0);
});

test('a cohort is stale when its schedule brought nothing for an hour, and not while a run is at it', async () => {
  const cadence = {
    cron: null,
    every_minutes: 60,
    full_cron: null,
    full_every_days: null,
    time_zone: 'UTC',
    jitter_seconds: 0,
  };
  const stale = async () => (await readVitalSigns(db)).stale_cohorts;
  const { id } = await makeCohort(db, ['cleo']);
  await saveSchedule(db, id, cadence, { next_at: ago(0.5), next_full_at: null });
  expect(await stale()).toBe(0);
  await saveSchedule(db, id, cadence, { next_at: ago(2), next_full_at: null });
  expect(await stale()).toBe(1);

  await saveSchedule(db, id, cadence, { next_at: ago(-1), next_full_at: null });
  await db.query(`UPDATE cohort_schedules SET last_started_at = now() - interval '2 hours' WHERE cohort_id = $1`, [id]);
  expect(await stale()).toBe(1);
  const { run } = await startRun(db, { cohortId: id, kind: 'sync', options: {}, asOf: '2026-01-01' });
  expect(await stale()).toBe(0);
  await stopRun(db, run.id);
  expect(await stale()).toBe(1);
  await db.query(`UPDATE runs SET state = 'partial' WHERE id = $1`, [run.id]);
  expect(await stale()).toBe(0);
});

test('the newest check of each kind of page, and the state of each site', async () => {
  const result = { path: '/ada/films/', error_kind: null, detail: null, checked_at: ago(1) };
  await saveCanary(db, [
    { ...result, kind: 'films', state: 'failed', missing: ['rating'] },
    { ...result, kind: 'rss', state: 'ok', missing: [] },
  ]);
  await recordRefusal(db, 'http://strict', {
    sentAt: new Date(),
    backOffMs: 60_000,
    limit: 9,
    closeMs: 1,
    reason: 'status 429',
  });
  await recordOutage(db, 'http://away', {
    sentAt: new Date(),
    backOffMs: 60_000,
    longestMs: 60_000,
    giveUpMs: 60_000,
    closeMs: 60_000,
    reason: 'no connection',
  });
  const { canary, sites } = await readVitalSigns(db);
  expect(canary).toEqual([
    { kind: 'films', state: 'failed', missing: ['rating'], checked_at: result.checked_at },
    { kind: 'rss', state: 'ok', missing: [], checked_at: result.checked_at },
  ]);
  expect(sites).toEqual([
    { host: 'http://away', state: 'away', strikes: 0 },
    { host: 'http://strict', state: 'waiting', strikes: 1 },
  ]);
});

test('the backlog counts films of published rankings once, and only those that somebody can be asked about', async () => {
  const cohort = await makeCohort(db, ['dora']);
  await db.query(
    `INSERT INTO films (slug, title, tmdb_id, tmdb_type) VALUES ('a', 'A', 1, 'movie'), ('b', 'B', NULL, NULL)`,
  );
  await db.query(
    `WITH run AS (INSERT INTO runs (cohort_id, kind, state, as_of) VALUES ($1, 'compute', 'succeeded', '2026-01-01') RETURNING id),
     version AS (INSERT INTO ranking_versions (cohort_id, run_id, stage, as_of, parameters, coverage, summary)
                 SELECT $1, id, 0, '2026-01-01', '{}', '{}', '{}' FROM run RETURNING id),
     stats AS (INSERT INTO cohort_film_stats (version_id, film_id, watchers, histogram, likes_count, favorites_count, likes_only_count)
               SELECT version.id, film_id, 2, '{0,0,0,0,0,0,0,0,0,2}', 0, 0, 0 FROM version, films)
     UPDATE cohorts SET current_version_id = version.id FROM version WHERE cohorts.id = $1`,
    [cohort.id],
  );
  const backlog = async (asks?: { letterboxd: boolean; tmdb: boolean }) =>
    (await readVitalSigns(db, { asks })).enrichment_backlog;
  expect(await backlog()).toBe(2);
  expect(await backlog({ letterboxd: false, tmdb: true })).toBe(1);
  expect(await backlog({ letterboxd: false, tmdb: false })).toBe(0);
});
