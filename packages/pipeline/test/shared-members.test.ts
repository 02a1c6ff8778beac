/** Members who belong to several cohorts are read once for all of them. */
import { findCohort, listCohortMembers } from '@cohort-almanac/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Setup, setUp } from './support/bench.ts';

const FIRST = { members: ['odile_keeps', 'reel_tomasz', 'half_star_hal'] };
const SECOND = { members: ['reel_tomasz', 'half_star_hal'] };
const SHARED = ['reel_tomasz', 'half_star_hal'];

let s: Setup;
beforeEach(async () => {
  s = await setUp('embedded');
});
afterEach(() => s.close());

type Site = Awaited<ReturnType<Setup['site']>>;

/** How often the first page of a member's films was asked for, in whatever order. */
async function reads(site: Site, username: string): Promise<number> {
  const paths = (await site.stats()).paths ?? {};
  const films = (path: string) => path === `/${username}/films/` || path.startsWith(`/${username}/films/by/`);
  return Object.entries(paths).reduce((sum, [path, n]) => sum + (films(path) && !path.includes('/page/') ? n : 0), 0);
}

const rated = async (cohortId: number) =>
  (
    await s.db.query<{ films: number }>(
      `SELECT count(*) FILTER (WHERE watchers > 0) AS films FROM cohort_film_stats
       JOIN cohorts ON current_version_id = version_id WHERE cohorts.id = $1`,
      [cohortId],
    )
  ).rows[0]!.films;

test('a second cohort uses what the first has just read, says so, and is ranked as if it had read it itself', async () => {
  const site = await s.site({ enrichLimit: 0 });
  const [first, second] = [await s.cohort(FIRST), await s.cohort(SECOND)];
  await s.sync(first.id);
  const run = await s.sync(second.id);
  expect(run).toMatchObject({ state: 'succeeded', counters: { members_shared: 2 } });
  for (const name of SHARED) expect(await reads(site, name)).toBe(1);
  expect(await listCohortMembers(s.db, second.id)).toHaveLength(2);
  const films = await rated(second.id);
  expect(films).toBeGreaterThan(0);

  // What a person asks for is done.
  const full = await s.sync(second.id, { full: true });
  expect(full.counters.members_shared ?? 0).toBe(0);
  for (const name of SHARED) expect(await reads(site, name)).toBe(2);
  expect(await rated(second.id)).toBe(films);
  await site.close();
});

test('a cohort never counts its own passes, nor others that are older than an hour or than its own', async () => {
  const site = await s.site({ enrichLimit: 0 });
  const [first, second] = [await s.cohort(FIRST), await s.cohort(SECOND)];
  await s.sync(first.id);
  expect((await s.sync(first.id)).counters.members_shared ?? 0).toBe(0);
  await s.db.query("UPDATE run_tasks SET started_at = started_at - interval '61 minutes'");
  expect((await s.sync(second.id)).counters.members_shared ?? 0).toBe(0);
  expect((await s.sync(second.id)).counters.members_shared ?? 0).toBe(0);
  // The second cohort has read its members since: now the first is spared.
  expect((await s.sync(first.id)).counters.members_shared).toBe(2);
  await site.close();
});

test('two runs at once read each member once', async () => {
  const site = await s.site({ enrichLimit: 0, workers: 2 });
  const [first, second] = [await s.cohort(FIRST), await s.cohort(SECOND)];
  const runs = await Promise.all([s.sync(first.id), s.sync(second.id)]);
  expect(runs.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  for (const name of SHARED) expect(await reads(site, name)).toBe(1);
  expect(await rated(second.id)).toBeGreaterThan(0);
  await site.close();
});

test('a cohort is told when a run of another one finds its members changed, and only then', async () => {
  const site = await s.site({ enrichLimit: 0 });
  const [first, second] = [await s.cohort(FIRST), await s.cohort(SECOND)];
  await s.sync(second.id);
  const revision = async () => (await findCohort(s.db, String(second.id)))!.revision;
  const before = await revision();
  await s.sync(first.id);
  // What they have was read a moment ago, for this very cohort.
  expect(await revision()).toBe(before);
  await s.db.query(
    `DELETE FROM watchlist_entries WHERE member_id IN (SELECT member_id FROM members WHERE username = 'reel_tomasz')`,
  );
  await s.sync(first.id, { full: true });
  expect(await revision()).toBe(before + 1);
  await s.sync(first.id, { full: true });
  expect(await revision()).toBe(before + 1);
  await site.close();
});
