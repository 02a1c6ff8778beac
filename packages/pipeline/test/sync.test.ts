import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findCohort, listCohortMembers, type RunReport, readRanking } from '@cohort-almanac/db';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundledWorldDir, loadWorld } from '../src/index.ts';
import { MODES, type Setup, setUp } from './support/bench.ts';

const SEED = { seeds: [{ username: 'odile_keeps', relation: 'following' as const, depth: 1, include_seed: true }] };

let s: Setup;
afterEach(() => s.close());

/** What members rated, as the database has it. */
async function ratings() {
  const { rows } = await s.db.query<{ username: string; slug: string; rating: number | null; liked: boolean }>(
    `SELECT username, slug, rating, liked FROM ratings JOIN members USING (member_id) JOIN films USING (film_id)
     ORDER BY username COLLATE "C", slug COLLATE "C"`,
  );
  return rows;
}

async function ranking(cohortId: number) {
  const cohort = (await findCohort(s.db, cohortId))!;
  const rows = await readRanking(s.db, cohort.current_version_id!, 'bayesian');
  return rows.map(({ rank, score, slug, watchers }) => ({ rank, score, slug, watchers }));
}

describe.each(MODES)('a sync over real HTTP (%s)', (mode) => {
  beforeEach(async () => {
    s = await setUp(mode);
  });

  test('collects what the site shows, ranks it, enriches it, and asks little the second time', async () => {
    const site = await s.site({ workers: 2 });
    const cohort = await s.cohort(SEED);
    const run = await s.sync(cohort.id);
    expect(run).toMatchObject({ state: 'succeeded', errors: [], warnings: [] });
    const world = await loadWorld(bundledWorldDir());
    expect(await listCohortMembers(s.db, cohort.id)).toHaveLength(world.members.length);

    const stored = await ratings();
    const rated = stored.filter((row) => row.rating !== null);
    const { rows } = await s.db.query(
      'SELECT count(*) AS n, count(poster_path) AS posters, count(tmdb_checked_at) AS tmdb FROM films',
    );
    expect(rated).toHaveLength(1853);
    expect(rows[0]!.tmdb).toBeGreaterThan(250);
    expect(await ranking(cohort.id)).toMatchObject([
      { rank: 1, slug: 'spirited-away', watchers: 12 },
      ...Array(288).fill({}),
    ]);

    const before = await ranking(cohort.id);
    const first = await site.requests();
    const again = await s.sync(cohort.id);
    expect(again.state).toBe('succeeded');
    expect(await ratings()).toEqual(stored);
    expect(await ranking(cohort.id)).toEqual(before);
    expect((await site.requests()) - first).toBeLessThan(first / 5);
    expect(again.counters.ratings_new ?? 0).toBe(0);
    expect(again.counters.ratings_changed ?? 0).toBe(0);
  });
});

describe('what a site can do to a sync', () => {
  beforeEach(async () => {
    s = await setUp('embedded');
  });

  async function undisturbed(): Promise<{ cohortId: number; stored: unknown[] }> {
    const site = await s.site({ enrichLimit: 0 });
    const cohort = await s.cohort(SEED);
    await s.sync(cohort.id);
    await site.close();
    return { cohortId: cohort.id, stored: await ratings() };
  }

  const kinds = (run: RunReport) => Object.fromEntries(run.errors.map((e) => [e.kind, e.count]));

  test('429 with Retry-After and 500s pass: every row is there in the end', async () => {
    const site = await s.site({
      workers: 2,
      faults: [
        { match: '/films/page/2/', status: 429, retry_after: 1, times: 2 },
        { match: '/watchlist/', status: 500, times: 3 },
        { match: '^/tmdb/', status: 503, times: 2 },
      ],
    });
    const cohort = await s.cohort(SEED);
    const run = await s.sync(cohort.id);
    expect(run).toMatchObject({ state: 'succeeded', errors: [] });
    expect(run.counters.throttled).toBeGreaterThan(0);
    expect(run.counters.retries).toBeGreaterThan(0);
    expect((await ratings()).filter((row) => row.rating !== null)).toHaveLength(1853);
    await site.close();
  });

  test('a drifted page fails its task alone: nothing stored is lost, the page is kept, coverage says so', async () => {
    const { cohortId, stored } = await undisturbed();
    const site = await s.site({ enrichLimit: 0, faults: [{ match: '^/reel_tomasz/films/', body: 'drift' }] });
    const run = await s.sync(cohortId, { full: true });
    expect(run.state).toBe('partial');
    expect(kinds(run)).toEqual({ markup_changed: 1 });
    expect(run.errors[0]!.example).toContain('selector');
    expect(await ratings()).toEqual(stored);
    expect(await readdir(join(s.home, 'failed-pages'))).toContain('markup_changed-films.html');
    await site.close();
  });

  test('a challenge is not tried again, and the others’ data is used', async () => {
    const site = await s.site({ faults: [{ match: '^/half_star_hal/', body: 'challenge', status: 403 }] });
    const cohort = await s.cohort(SEED);
    const run = await s.sync(cohort.id);
    expect(run.state).toBe('partial');
    expect(kinds(run)).toEqual({ blocked: 1 });
    expect((await site.stats()).paths?.['/half_star_hal/']).toBe(1);
    const version = (await s.db.query('SELECT coverage FROM ranking_versions WHERE final')).rows[0]!;
    expect(version.coverage).toMatchObject({ members: 12, members_with_data: 11 });
    await site.close();
  });

  test.each(['truncated', 'empty'] as const)('a %s page is not taken for the truth', async (body) => {
    const { cohortId, stored } = await undisturbed();
    const site = await s.site({ enrichLimit: 0, faults: [{ match: '^/popcorn_prue/films/$', body }] });
    const run = await s.sync(cohortId, { full: true });
    expect(await ratings()).toEqual(stored);
    expect(run.state === 'partial' || run.warnings.length > 0).toBe(true);
    await site.close();
  });

  test('a site that only refuses is left alone', async () => {
    const site = await s.site({ faults: [{ match: '^/[a-z_0-9]+/$', body: 'challenge', status: 403 }] });
    const cohort = await s.cohort(SEED);
    const run = await s.sync(cohort.id);
    expect(run).toMatchObject({ state: 'failed', error: expect.stringContaining('No member') });
    expect(await site.requests('profile')).toBeLessThanOrEqual(12);
    await site.close();
  });

  test('removed films go with a complete pass, and only with one', async () => {
    const { cohortId, stored } = await undisturbed();
    const { member_id } = (await listCohortMembers(s.db, cohortId))[0]!;
    const { rows } = await s.db.query(
      `INSERT INTO films (slug, title) VALUES ('a-film-since-taken-back', 'Gone') RETURNING film_id`,
    );
    await s.db.query(
      `INSERT INTO ratings (member_id, film_id, rating, source, observed_at) VALUES ($1, $2, 9, 'crawl', '2026-01-01')`,
      [member_id, rows[0]!.film_id],
    );
    const site = await s.site({ enrichLimit: 0 });
    await s.sync(cohortId);
    expect(await ratings()).toHaveLength(stored.length + 1);
    const full = await s.sync(cohortId, { full: true });
    expect(await ratings()).toEqual(stored);
    expect(full.counters.ratings_removed).toBe(1);
    await site.close();
  });

  test('robots.txt is obeyed, also by the second pass', async () => {
    const site = await s.site({ robots: 'letterboxd' });
    const cohort = await s.cohort(SEED);
    expect((await s.sync(cohort.id)).state).toBe('succeeded');
    expect((await s.sync(cohort.id)).state).toBe('succeeded');
    const paths = Object.keys((await site.stats()).paths ?? {});
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => /\/by\/|\/genre\/|\/decade\/|\/on\/|\/tag\//.test(path))).toEqual([]);
    await site.close();
  });

  test('a robots.txt that can’t be read forbids everything', async () => {
    const site = await s.site({ faults: [{ match: '^/robots.txt$', status: 500 }] });
    const cohort = await s.cohort({ members: ['odile_keeps'] });
    const run = await s.sync(cohort.id);
    expect(run.state).toBe('failed');
    expect(Object.keys((await site.stats()).paths ?? {})).toEqual(['/robots.txt']);
    await site.close();
  });

  test('an unknown member is named not found; the run is partial', async () => {
    const site = await s.site();
    const cohort = await s.cohort({ members: ['odile_keeps', 'nobody-of-that-name'] });
    const run = await s.sync(cohort.id);
    expect(run.state).toBe('partial');
    expect(kinds(run)).toEqual({ not_found: 1 });
    await site.close();
  });

  test('two workers keep one rate', async () => {
    const site = await s.site({ workers: 2, rate: 20, enrichLimit: 20 });
    const cohort = await s.cohort({ members: ['odile_keeps', 'giallo_gus'] });
    await s.sync(cohort.id);
    const { seconds } = await site.stats();
    const counts = Object.values(seconds).slice(1, -1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(21 + 20);
    await site.close();
  });
});
