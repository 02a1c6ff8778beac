/** Syncs of a site whose robots.txt forbids to list films newest first, as the real one's does. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunReport } from '@cohort-almanac/db';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundledWorldDir } from '../../src/index.ts';
import { type Setup, type Site, setUp } from '../support/bench.ts';

const MEMBERS = ['half_star_hal', 'reel_tomasz', 'popcorn_prue'];
let s: Setup;
let worlds: string[];

beforeEach(async () => {
  s = await setUp('embedded');
  worlds = [];
});
afterEach(async () => {
  await s.close();
  for (const dir of worlds) rmSync(dir, { recursive: true });
});

interface Row {
  username: string;
  slug: string;
  rating: string;
  liked: 0 | 1;
  rated_at: string;
}

/** The bundled world after these members went on: rows of theirs come in place of earlier ones about the same film. */
function laterWorld(rows: readonly Row[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'almanac-later-'));
  worlds.push(dir);
  cpSync(bundledWorldDir(), dir, { recursive: true });
  const file = join(dir, 'ratings.csv');
  const gone = new Set(rows.map((row) => `${row.username},${row.slug}`));
  const kept = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => !gone.has(line.split(',').slice(0, 2).join(',')));
  const added = rows.map((row) => [row.username, row.slug, row.rating, row.liked, row.rated_at].join(','));
  writeFileSync(file, `${[...kept, ...added].join('\n')}\n`);
  return dir;
}

/** The films of the bundled world, rated by this member or not. */
function films(username: string, rated: boolean): string[] {
  const read = (name: string) => readFileSync(join(bundledWorldDir(), name), 'utf8').trimEnd().split('\n').slice(1);
  const theirs = new Set(
    [...read('ratings.csv'), ...read('likes.csv')]
      .filter((line) => line.startsWith(`${username},`))
      .map((line) => line.split(',')[1]!),
  );
  return read('films.csv')
    .map((line) => line.split(',')[0]!)
    .filter((slug) => theirs.has(slug) === rated);
}

/** Later than everything that was read so far. */
const soon = (seconds = 2) => new Date(Date.now() + seconds * 1000).toISOString();

async function ratings() {
  const { rows } = await s.db.query(
    `SELECT username, slug, rating, liked, rated_at::text FROM ratings JOIN members USING (member_id)
     JOIN films USING (film_id) ORDER BY username COLLATE "C", slug COLLATE "C"`,
  );
  return rows;
}

async function rowOf(username: string, slug: string) {
  const { rows } = await s.db.query(
    `SELECT rating, liked, rated_at, source FROM ratings JOIN members USING (member_id) JOIN films USING (film_id)
     WHERE username = $1 AND slug = $2`,
    [username, slug],
  );
  return rows[0];
}

/** A site as the real one: run by run, with what each asked of it. */
async function visit(cohortId: number, options: Parameters<Setup['site']>[0] = {}, sync: { full?: boolean } = {}) {
  const site = await s.site({ robots: 'letterboxd', enrichLimit: 0, ...options });
  const run = await s.sync(cohortId, sync);
  const { kinds, paths = {} } = await site.stats();
  await site.close();
  return { run, kinds, paths: Object.keys(paths) };
}

describe('where robots.txt forbids newest first', () => {
  test('the second sync asks for feeds instead of films, and the third is told that nothing is new', async () => {
    const site: Site = await s.site({ robots: 'letterboxd', enrichLimit: 0, workers: 2 });
    const cohort = await s.cohort({
      seeds: [{ username: 'odile_keeps', relation: 'following', depth: 1, include_seed: true }],
    });
    expect(await s.sync(cohort.id)).toMatchObject({ state: 'succeeded', warnings: [] });
    const stored = await ratings();
    const first = await site.stats();
    expect(first.kinds.rss).toBeUndefined();
    expect(first.kinds.films!['200']).toBeGreaterThan(30);

    const second: RunReport = await s.sync(cohort.id);
    expect(second).toMatchObject({ state: 'succeeded', warnings: [] });
    const { kinds } = await site.stats();
    expect(kinds.rss).toEqual({ 200: 12 });
    expect(kinds.films).toEqual(first.kinds.films);
    expect(kinds.diary).toEqual(first.kinds.diary);
    expect(await ratings()).toEqual(stored);
    expect(second.counters.requests).toBeLessThan(60);

    const third = await s.sync(cohort.id);
    expect((await site.stats()).kinds.rss).toEqual({ 200: 12, 304: 12 });
    expect(third.counters.status_304).toBe(12);
    expect(third.state).toBe('succeeded');
    expect(await ratings()).toEqual(stored);
  });

  test('the dates of ratings are known from the diary, and those of statistics with them', async () => {
    const cohort = await s.cohort({ members: MEMBERS });
    await visit(cohort.id);
    const world = readFileSync(join(bundledWorldDir(), 'ratings.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const dated = world
      .map((line) => line.split(',') as [string, string, string, string, string])
      .filter(([username, , rating, , at]) => MEMBERS.includes(username) && rating !== '' && at !== '')
      .map(([username, slug, , , at]) => `${username} ${slug} ${at.slice(0, 10)}`);
    const stored = (await ratings()).filter((row) => row.rated_at !== null);
    expect(stored.map((row) => `${row.username} ${row.slug} ${row.rated_at}`).sort()).toEqual(dated.sort());
    expect(dated.length).toBeGreaterThan(250);
    const { rows } = await s.db.query(
      `SELECT count(last_rating_at) AS dated, count(*) AS films FROM cohort_film_stats
       WHERE version_id = (SELECT current_version_id FROM cohorts WHERE id = $1) AND watchers > 0`,
      [cohort.id],
    );
    expect(rows[0]!.dated / rows[0]!.films).toBeGreaterThan(0.9);
  });

  test('what is logged, rated anew or only liked comes by the feed', async () => {
    const cohort = await s.cohort({ members: MEMBERS });
    await visit(cohort.id);
    const before = await ratings();
    const [hal] = MEMBERS as [string];
    const [fresh, liked] = films(hal, false) as [string, string];
    const [known] = films(hal, true) as [string];
    const world = laterWorld([
      { username: hal, slug: fresh, rating: '4.5', liked: 1, rated_at: soon() },
      { username: hal, slug: liked, rating: '', liked: 1, rated_at: soon() },
      { username: hal, slug: known, rating: '0.5', liked: 0, rated_at: soon() },
    ]);
    const { run, kinds, paths } = await visit(cohort.id, { world });
    expect(run).toMatchObject({ state: 'succeeded', warnings: [] });
    expect(kinds.films).toBeUndefined();
    expect(paths.filter((path) => path.includes('/by/'))).toEqual([]);
    const rated_at = soon().slice(0, 10);
    // What is liked was seen once more, on the page of likes.
    expect(await rowOf(hal, fresh)).toEqual({ rating: 9, liked: true, rated_at, source: 'crawl' });
    expect(await rowOf(hal, known)).toEqual({ rating: 1, liked: false, rated_at, source: 'rss' });
    expect(await rowOf(hal, liked)).toMatchObject({ rating: null, liked: true, rated_at: null });
    expect(await ratings()).toHaveLength(before.length + 2);
    expect(run.counters).toMatchObject({ ratings_new: 2 });

    // A later full pass agrees, and keeps the dates.
    const after = await ratings();
    const full = await visit(cohort.id, { world }, { full: true });
    expect(full.kinds.films!['200']).toBeGreaterThan(0);
    expect(await ratings()).toEqual(after);
  });

  test('a gap is said, and closed by reading that member’s films', async () => {
    const cohort = await s.cohort({ members: MEMBERS });
    await visit(cohort.id);
    await s.db.query(`UPDATE members SET full_pass_at = now() - interval '1 hour'`);
    const [hal] = MEMBERS as [string];
    const more = films(hal, false).slice(0, 60);
    expect(more).toHaveLength(60);
    const world = laterWorld(
      more.map((slug, i) => ({ username: hal, slug, rating: '3', liked: 0, rated_at: soon(60 * (i - 59) - 1) })),
    );
    const { run, paths } = await visit(cohort.id, { world });
    expect(run.state).toBe('succeeded');
    expect(run.warnings).toEqual([expect.stringMatching(/feed of half_star_hal no longer reaches back/)]);
    expect(paths).toContain(`/${hal}/films/`);
    expect(paths.filter((path) => /^\/(reel_tomasz|popcorn_prue)\/films/.test(path))).toEqual([]);
    for (const slug of more) expect(await rowOf(hal, slug)).toMatchObject({ rating: 6 });

    // The films were all read: the next feed joins on to them.
    const next = await visit(cohort.id, { world });
    expect(next.run.warnings).toEqual([]);
    expect(next.kinds.films).toBeUndefined();
  });

  test('a gap that could not be closed is still there for the next sync', async () => {
    const cohort = await s.cohort({ members: MEMBERS.slice(0, 1) });
    await visit(cohort.id);
    const [hal] = MEMBERS as [string];
    const more = films(hal, false).slice(0, 60);
    const world = laterWorld(
      more.map((slug, i) => ({ username: hal, slug, rating: '3', liked: 0, rated_at: soon(2 + i) })),
    );
    const broken = await visit(cohort.id, { world, faults: [{ match: `^/${hal}/films/`, body: 'drift' }] });
    expect(broken.run.state).toBe('failed');
    const { run } = await visit(cohort.id, { world });
    expect(run.warnings).toEqual([expect.stringContaining('no longer reaches back')]);
    for (const slug of more) expect(await rowOf(hal, slug)).toMatchObject({ rating: 6 });
  });

  test.each([
    ['is refused', { status: 403 }],
    ['is gone', { status: 404 }],
    ['is HTML', { body: 'empty' as const }],
    ['has changed', { body: 'drift' as const }],
    ['keeps failing', { status: 500 }],
  ])('a feed that %s is said, and the films are read instead', async (_, fault) => {
    const cohort = await s.cohort({ members: MEMBERS.slice(0, 1) });
    await visit(cohort.id);
    const stored = await ratings();
    const { run, kinds } = await visit(cohort.id, { faults: [{ match: '/rss/$', ...fault }], retryBaseMs: 1 });
    expect(run.state).toBe('succeeded');
    expect(run.warnings).toEqual([expect.stringContaining('All films of half_star_hal are read instead')]);
    expect(kinds.films!['200']).toBeGreaterThan(0);
    expect(await ratings()).toEqual(stored);
  });

  test('a feed that fails once is asked again', async () => {
    const cohort = await s.cohort({ members: MEMBERS.slice(0, 1) });
    await visit(cohort.id);
    const { run, kinds } = await visit(cohort.id, { faults: [{ match: '/rss/$', status: 500, times: 2 }] });
    expect(run).toMatchObject({ state: 'succeeded', warnings: [] });
    expect(kinds.rss).toEqual({ 200: 1, 500: 2 });
    expect(kinds.films).toBeUndefined();
  });

  test('after a week the films are all read again, so that removals are seen', async () => {
    const cohort = await s.cohort({ members: MEMBERS.slice(0, 1) });
    await visit(cohort.id);
    const age = (days: number) => s.db.query(`UPDATE members SET full_pass_at = now() - $1 * interval '1 day'`, [days]);
    await age(6);
    expect((await visit(cohort.id)).kinds.films).toBeUndefined();
    await age(8);
    const { kinds } = await visit(cohort.id);
    expect(kinds.films!['200']).toBeGreaterThan(0);
    expect(kinds.rss).toBeUndefined();
  });
});

describe('a diary', () => {
  /** A member with 620 viewings, one a day. */
  function longWorld(more = 0): string {
    const dir = mkdtempSync(join(tmpdir(), 'almanac-long-'));
    worlds.push(dir);
    const days = Array.from({ length: 620 + more }, (_, i) => i);
    writeFileSync(join(dir, 'members.csv'), 'username,display_name\nvera,Vera\n');
    const film = 'lid,letterboxd_id,tmdb_type,tmdb_id,imdb_id,runtime,directors,genres,countries';
    writeFileSync(
      join(dir, 'films.csv'),
      `slug,title,year,${film},weighted_average,histogram\n${days.map((i) => `f-${i},F ${i},1990,l${i},${i + 1}${','.repeat(9)}`).join('\n')}\n`,
    );
    const at = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString();
    writeFileSync(
      join(dir, 'ratings.csv'),
      `username,slug,rating,liked,rated_at\n${days.map((i) => `vera,f-${i},3,0,${at(i)}`).join('\n')}\n`,
    );
    return dir;
  }
  const dated = async () => (await ratings()).filter((row) => row.rated_at !== null).length;

  test('is read ten pages deep at first, to where it is known later, and to its end by a full sync', async () => {
    const cohort = await s.cohort({ members: ['vera'] });
    const world = longWorld();
    const open = { world, robots: 'open' } as const;
    const first = await visit(cohort.id, open);
    expect(first.kinds.diary).toEqual({ 200: 10 });
    expect(await dated()).toBe(500);
    expect(await ratings()).toHaveLength(620);

    expect((await visit(cohort.id, open)).kinds.diary).toEqual({ 200: 1 });

    const later = await visit(cohort.id, { ...open, world: longWorld(70) });
    expect(later.kinds.diary).toEqual({ 200: 2 });
    expect(await dated()).toBe(570);

    const full = await visit(cohort.id, { ...open, world: longWorld(70) }, { full: true });
    expect(full.kinds.diary).toEqual({ 200: 14 });
    expect(await dated()).toBe(690);
  });

  test('that changed fails its task by name; the ratings that were read stay', async () => {
    const cohort = await s.cohort({ members: MEMBERS });
    const { run } = await visit(cohort.id, { faults: [{ match: '^/reel_tomasz/diary/', body: 'drift' }] });
    expect(run.state).toBe('partial');
    expect(run.errors).toMatchObject([{ kind: 'markup_changed', count: 1 }]);
    expect(run.errors[0]!.example).toContain('tr.diary-entry-row');
    expect((await ratings()).some((row) => row.username === 'reel_tomasz')).toBe(true);
  });
});
