/** Known pages of the sandbox site are read; what the site changes is noticed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ensureMembers,
  isCanaryDue,
  markPass,
  readCanary,
  resolveFilms,
  storeFilmDetails,
  storeLists,
  upsertRatings,
} from '@cohort-almanac/db';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../tests/support/migrated.ts';
import { CANARY_KINDS, checkCanary } from '../src/canary.ts';
import { bundledWorldDir, createSources, type Fault, loadWorld, startSandbox } from '../src/index.ts';

const WHO = 'odile_keeps';
const LIST = `${WHO}/list/forty-for-the-lighthouse`;
const ask = () => ({ counters: {}, signal: new AbortController().signal });

let made: MigratedDatabase;
let home: string;
let world: Awaited<ReturnType<typeof loadWorld>>;
beforeAll(async () => {
  made = await migratedDatabase();
  home = await mkdtemp(join(tmpdir(), 'almanac-canary-'));
  world = await loadWorld(bundledWorldDir());
});
afterAll(async () => {
  await made.drop();
  await rm(home, { recursive: true, force: true });
});
beforeEach(() => made.db.query('TRUNCATE films, members, people, canary_results, source_hosts CASCADE'));

/** One check against a site with these faults. */
async function check(faults: Fault[] = [], robots: 'open' | 'letterboxd' = 'open') {
  const site = await startSandbox({ world, port: 0, robots, faults });
  const settings = { source: 'sandbox' as const, contact: null, rate: null, tmdbToken: null, home, version: 'test' };
  const urls = { letterboxdBaseUrl: site.url, tmdbBaseUrl: `${site.url}/tmdb` };
  const sources = createSources(made.db, { ...settings, ...urls }, pino({ level: 'silent' }));
  try {
    return await checkCanary({ db: made.db, letterboxd: sources.letterboxd! }, ask());
  } finally {
    await sources.close();
    await site.close();
  }
}

/** What a sync leaves behind. */
async function know(): Promise<void> {
  const [member] = await ensureMembers(made.db, [{ username: WHO }]);
  const slug = world.ratings.find((r) => r.member.username === WHO)!.film.slug;
  const film = world.films.find((f) => f.slug === slug)!;
  const names = { lid: film.lid, letterboxd_id: film.letterboxd_id, slug };
  const ids = await resolveFilms(made.db, [{ ...names, title: film.title, year: film.year }]);
  const observation = { source: 'crawl' as const, observed_at: new Date() };
  const row = { film_id: ids[0]!, rating: 8, liked: true, watched: true, rated_at: null };
  await upsertRatings(made.db, member!, [row], observation);
  await markPass(made.db, member!, { full: true, at: new Date() });
  const items = [{ film_id: ids[0]!, position: 1 }];
  const list = { path: LIST, lid: null, title: 'Forty', items, whole: true };
  await storeLists(made.db, member!, [list], { ...observation, complete: false });
  const name = film.directors[0]!;
  const person = { tmdb_id: null, slug: name.toLowerCase().replaceAll(/[^a-z]+/g, '-'), name };
  const details = { film_id: ids[0]!, credits: [{ role: 'director' as const, person }], checked: [] };
  await made.db.transaction((tx) => storeFilmDetails(tx, [details], new Date()));
}

const states = (results: Awaited<ReturnType<typeof check>>) =>
  Object.fromEntries(results.map((r) => [r.kind, r.state]));

describe('the canary', () => {
  it('finds every kind of page in order, and keeps the outcome', async () => {
    await know();
    expect(await isCanaryDue(made.db, 24)).toBe(true);
    const results = await check();
    expect(results.map(({ kind, state, detail, missing }) => ({ kind, state, detail, missing }))).toEqual(
      CANARY_KINDS.map((kind) => ({ kind, state: 'ok', detail: null, missing: [] })),
    );
    expect(await readCanary(made.db)).toEqual([...results].sort((a, b) => a.kind.localeCompare(b.kind)));
    expect(await isCanaryDue(made.db, 24)).toBe(false);
    expect(await isCanaryDue(made.db, 0)).toBe(true);
  });

  it('says which kind of page has changed, and goes on with the others', async () => {
    await know();
    const results = await check([{ match: `^/${WHO}/films/$`, status: 200, body: 'drift' }]);
    expect(results.find(({ kind }) => kind === 'films')).toMatchObject({
      state: 'failed',
      error_kind: 'markup_changed',
    });
    const others = results.filter(({ kind }) => kind !== 'films').map(({ state }) => state);
    expect(new Set(others)).toEqual(new Set(['ok']));
    expect((await readCanary(made.db)).find(({ kind }) => kind === 'films')!.state).toBe('failed');
    expect(states(await check()).films).toBe('ok');
  });

  it('asks only for what robots.txt allows, and for nothing while that can not be read', async () => {
    await know();
    expect(new Set((await check([], 'letterboxd')).map(({ state }) => state))).toEqual(new Set(['ok']));
    const results = await check([{ match: '^/robots.txt$', status: 500 }]);
    expect(new Set(results.map(({ error_kind }) => error_kind))).toEqual(new Set(['network']));
    expect(new Set(results.map(({ state }) => state))).toEqual(new Set(['failed']));
  });

  it('asks nothing while nothing is known', async () => {
    expect(await isCanaryDue(made.db, 24)).toBe(false);
    expect(new Set((await check()).map(({ state }) => state))).toEqual(new Set(['skipped']));
  });
});
