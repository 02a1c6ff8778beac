import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Database,
  decideTmdb,
  ensureMembers,
  type FilmCard,
  filmsToEnrich,
  listUnresolvedFilms,
  nextFilmsToEnrich,
  planFacts,
  readFilmCard,
  readProviders,
  resolveFilms,
  storeFilmDetails,
} from '@cohort-almanac/db';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { bundledWorldDir, createSources, enrichFilms, loadWorld, startSandbox } from '../../src/index.ts';
import { setUp } from '../support/bench.ts';

let made: MigratedDatabase;
let db: Database;
let home: string;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
  home = mkdtempSync(join(tmpdir(), 'almanac-enrich-'));
});
afterAll(async () => {
  await made.drop();
  rmSync(home, { recursive: true });
});
beforeEach(() => db.query('TRUNCATE films CASCADE'));
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** The bundled world's site and TMDB, asked for real. */
async function site({ source = 'sandbox' as 'sandbox' | 'none' | 'letterboxd', faults = [] as Faults } = {}) {
  const sandbox = await startSandbox({ world: await loadWorld(bundledWorldDir()), port: 0, robots: 'open', faults });
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const sources = createSources(
    db,
    {
      source,
      letterboxdBaseUrl: sandbox.url,
      contact: null,
      rate: null,
      tmdbBaseUrl: `${sandbox.url}/tmdb`,
      tmdbToken: null,
      home,
      version: 'test',
    },
    log,
  );
  closers.push(
    () => sources.close(),
    () => sandbox.close(),
  );
  const enrich = async (id: number, options: { force?: boolean } = {}) => {
    const counters: Record<string, number> = {};
    const films = await filmsToEnrich(db, [id], options);
    const result = await enrichFilms(sources, films, { counters, signal: AbortSignal.timeout(20_000) }, options);
    await db.transaction((tx) => storeFilmDetails(tx, result.details, new Date()));
    return {
      counters,
      failures: result.failures.map(({ error }) => error.kind),
      card: (await readFilmCard(db, id)) as FilmCard,
    };
  };
  return { enrich, lines };
}
type Faults = NonNullable<Parameters<typeof startSandbox>[0]['faults']>;

let last = 0;
/** A film as an export names it. */
async function exported(title: string, year: number | null): Promise<number> {
  const [id] = await resolveFilms(db, [{ lid: `x${++last}`, letterboxd_id: null, slug: null, title, year }]);
  return id!;
}

/** Somebody has seen it. */
async function rate(id: number): Promise<void> {
  const [member] = await ensureMembers(db, [{ username: 'ada' }]);
  await db.query(
    "INSERT INTO ratings (member_id, film_id, rating, source, observed_at) VALUES ($1, $2, 8, 'crawl', now())",
    [member, id],
  );
}

const stored = async (id: number) =>
  (
    await db.query(
      `SELECT f.poster_path, f.tmdb_etag, f.tmdb_checked_at, f.histogram_checked_at, f.page_checked_at, f.imdb_id,
              (SELECT count(*) FROM film_people WHERE film_id = $1)::int AS people FROM films f WHERE film_id = $1`,
      [id],
    )
  ).rows[0]!;

describe('a film that only an export names', () => {
  test('is found by title and year, whether a film or a series, and asked about at once', async () => {
    const { enrich } = await site();
    const film = await enrich(await exported('CRASH', 2004));
    expect(film.card).toMatchObject({ tmdb_type: 'movie', tmdb_confidence: 'high' });
    expect(film.counters.requests).toBe(3);
    expect(await stored(film.card.film_id)).toMatchObject({ people: 1, imdb_id: expect.stringMatching(/^tt/) });
    const series = await enrich(await exported('Twin Peaks – The Return', 2017));
    expect(series.card).toMatchObject({ tmdb_type: 'tv', tmdb_id: 90753587, tmdb_confidence: 'high' });
  });

  test.each([
    ['Twin Peaks: The Return', 2018, 'medium', 1],
    ['Crash', null, 'ambiguous', 2],
    ['Twin Peaks', 2017, 'low', 1],
    ['There Is No Such Film', 1999, 'none', 0],
  ])('%s (%s) is left to a person: %s, and not searched again', async (title, year, confidence, candidates) => {
    const { enrich } = await site();
    const id = await exported(title, year);
    expect((await enrich(id)).card).toMatchObject({ tmdb_id: null, tmdb_confidence: confidence });
    const [listed, ...others] = await listUnresolvedFilms(db);
    expect(others).toEqual([]);
    expect(listed!.tmdb_candidates).toHaveLength(candidates);
    expect((await enrich(id)).counters.requests).toBeUndefined();
  });

  test('takes what a person chose, and keeps it against what its page says', async () => {
    const { enrich } = await site();
    const id = await exported('Crash', null);
    const { card } = await enrich(id);
    await decideTmdb(db, id, card.tmdb_candidates![1]!);
    const chosen = await enrich(id);
    expect(chosen.card).toMatchObject({ tmdb_id: card.tmdb_candidates![1]!.tmdb_id, tmdb_confidence: 'chosen' });
    expect(chosen.counters.requests).toBe(1);
    await db.query(`UPDATE films SET slug = 'spirited-away' WHERE film_id = $1`, [id]);
    expect((await enrich(id, { force: true })).card).toMatchObject({
      tmdb_id: chosen.card.tmdb_id,
      tmdb_confidence: 'chosen',
    });
  });

  test('gives a found key up for the one that its page states, once the page is known', async () => {
    const { enrich } = await site();
    const id = await exported('Crash', 2004);
    const found = (await enrich(id)).card;
    await db.query(`UPDATE films SET slug = 'spirited-away' WHERE film_id = $1`, [id]);
    const { card } = await enrich(id);
    expect(card.tmdb_confidence).toBeNull();
    expect(card.tmdb_id).not.toBe(found.tmdb_id);
    expect((await enrich(id)).counters.requests).toBeUndefined();
  });

  test('is searched again after a failure, which is no answer', async () => {
    const { enrich } = await site({ faults: [{ match: '/search/tv', status: 500, times: 1 }] });
    const id = await exported('Crash', 2004);
    expect(await enrich(id)).toMatchObject({
      failures: ['network'],
      card: { tmdb_confidence: null, tmdb_searched_at: null },
    });
    expect(await enrich(id)).toMatchObject({ failures: [], card: { tmdb_confidence: 'high' } });
  });
});

describe('a film that was asked about long ago', () => {
  async function known() {
    const running = await site();
    const [id] = await resolveFilms(db, [
      { lid: null, letterboxd_id: null, slug: 'spirited-away', title: 'Spirited Away', year: 2001 },
    ]);
    await rate(id!);
    await running.enrich(id!);
    return { ...running, id: id! };
  }
  const age = (column: string, days: number) =>
    db.query(`UPDATE films SET ${column} = now() - $1 * interval '1 day'`, [days]);

  test('says where it can be watched, which is asked again after a month when somebody means to see it', async () => {
    const { enrich, id } = await known();
    const { tmdb_id } = (await db.query<{ tmdb_id: number }>('SELECT tmdb_id FROM films')).rows[0]!;
    const region = ['DE', 'FR', 'GB', 'US'].find((_, n) => (tmdb_id + n) % 4 !== 3)!;
    const offers = async () => (await readProviders(db, [id], region))[0];
    expect((await offers())!.offers).toMatchObject({ rent: [{ name: expect.any(String) }], buy: [] });
    await age('tmdb_checked_at', 40);
    await db.query("UPDATE film_providers SET observed_at = now() - interval '40 days'");
    expect(await filmsToEnrich(db, [id])).toEqual([]);
    const member = "INSERT INTO members (username) VALUES ('wants-to') RETURNING member_id";
    const { member_id } = (await db.query<{ member_id: number }>(member)).rows[0]!;
    await db.query("INSERT INTO watchlist_entries VALUES ($1, $2, 'export', now())", [member_id, id]);
    expect(await filmsToEnrich(db, [id])).toMatchObject([{ tmdb_due: true }]);
    expect((await enrich(id)).counters).toMatchObject({ status_304: 1 });
    expect(Date.now() - (await offers())!.observed_at.getTime()).toBeLessThan(60_000);
  });

  test('is asked at TMDB whether it has changed; when not, only the time moves', async () => {
    const { enrich, id } = await known();
    const before = await stored(id);
    expect(before).toMatchObject({ tmdb_etag: expect.stringMatching(/^W\//), people: 1 });
    await age('tmdb_checked_at', 160);
    expect((await enrich(id)).counters).toMatchObject({ requests: 1, status_304: 1 });
    const after = await stored(id);
    expect(after).toEqual({ ...before, tmdb_checked_at: expect.any(Date) });
    expect(after.tmdb_checked_at.getTime()).toBeGreaterThanOrEqual(before.tmdb_checked_at.getTime());
  });

  test('is read anew when it has changed', async () => {
    const { enrich, id } = await known();
    const before = await stored(id);
    await db.query(`DELETE FROM film_people; UPDATE films SET tmdb_etag = 'W/"old"'`);
    await age('tmdb_checked_at', 160);
    expect((await enrich(id)).counters).toMatchObject({ requests: 1, status_200: 1 });
    expect(await stored(id)).toEqual({ ...before, tmdb_checked_at: expect.any(Date) });
  });

  test('has its histogram read anew after a month, and nothing else', async () => {
    const { enrich, id } = await known();
    const before = await stored(id);
    await age('histogram_checked_at', 31);
    expect((await enrich(id)).counters.requests).toBe(1);
    const after = await stored(id);
    expect(after).toEqual({ ...before, histogram_checked_at: expect.any(Date) });
    expect(after.histogram_checked_at.getTime()).toBeGreaterThanOrEqual(before.histogram_checked_at.getTime());
  });

  test('is asked everything anew by force, without the shortcut', async () => {
    const { enrich, id } = await known();
    const { counters } = await enrich(id, { force: true });
    expect(counters).toMatchObject({ status_200: counters.requests });
    expect(await stored(id)).toMatchObject({ people: 1 });
  });
});

test('a run asks about stale films, the oldest first, with what new ones leave of its limit', async () => {
  const s = await setUp('embedded');
  try {
    const site = await s.site();
    const cohort = await s.cohort({ members: ['odile_keeps'] });
    await s.sync(cohort.id);
    await site.close();
    await s.db.query(
      `UPDATE films SET histogram_checked_at = now() - interval '1 day' * (
         CASE slug WHEN 'spirited-away' THEN 60 WHEN 'ran' THEN 40 WHEN '12-angry-men' THEN 10 END)
       WHERE slug IN ('spirited-away', 'ran', '12-angry-men')`,
    );
    const next = await s.site({ enrichLimit: 1 });
    const before = await next.requests('histogram');
    expect((await s.sync(cohort.id)).state).toBe('succeeded');
    expect((await next.requests('histogram')) - before).toBe(1);
    const { rows } = await s.db.query(
      `SELECT slug FROM films WHERE histogram_checked_at < now() - interval '1 hour' ORDER BY slug`,
    );
    expect(rows.map((row) => row.slug)).toEqual(['12-angry-men', 'ran']);
  } finally {
    await s.close();
  }
});

test('a run asks about films that stand on watchlists alone when it has asked about all others, and not what the world thinks', async () => {
  const s = await setUp('embedded');
  try {
    const site = await s.site({ enrichLimit: 0 });
    const cohort = await s.cohort({ members: ['odile_keeps', 'reel_tomasz'] });
    await s.sync(cohort.id);
    await site.close();
    const count = async (where: string) =>
      (await s.db.query<{ n: number }>(`SELECT count(*) AS n FROM films f WHERE ${where}`)).rows[0]!.n;
    const SEEN = 'EXISTS (SELECT 1 FROM ratings r WHERE r.film_id = f.film_id AND (r.rating IS NOT NULL OR r.liked))';
    const WANTED = `NOT ${SEEN} AND EXISTS (SELECT 1 FROM watchlist_entries w WHERE w.film_id = f.film_id)`;
    const seen = await count(SEEN);
    const planned = await count(WANTED);
    expect(planned).toBeGreaterThan(1);
    expect((await planFacts(s.db, cohort.id)).films_to_enrich).toBe(seen + planned);

    const next = await s.site({ enrichLimit: seen + planned - 1 });
    await s.sync(cohort.id);
    expect(await count(`${SEEN} AND page_checked_at IS NULL`)).toBe(0);
    expect(await count(`${WANTED} AND page_checked_at IS NULL`)).toBe(1);
    expect(await count(`${WANTED} AND runtime_minutes IS NOT NULL`)).toBeGreaterThan(planned / 2);
    expect(await count('histogram_checked_at IS NOT NULL')).toBe(seen);
    expect((await planFacts(s.db, cohort.id)).films_to_enrich).toBe(1);
    await s.sync(cohort.id);
    expect(await nextFilmsToEnrich(s.db, null)).toEqual([]);
    await next.close();
  } finally {
    await s.close();
  }
});

test('without a TMDB token nothing is asked of TMDB, nothing fails, and the log says so', async () => {
  const { enrich, lines } = await site({ source: 'letterboxd' });
  expect(lines.join('')).toMatch(/no TMDB token/);
  const id = await exported('Crash', 2004);
  expect(await enrich(id)).toMatchObject({ failures: [], counters: {}, card: { tmdb_confidence: null } });
  const [slug] = await resolveFilms(db, [{ lid: null, letterboxd_id: null, slug: 'ran', title: 'Ran', year: 1985 }]);
  await rate(slug!);
  const { failures, card } = await enrich(slug!);
  expect(failures).toEqual([]);
  expect(card).toMatchObject({ tmdb_checked_at: null, histogram_checked_at: expect.any(Date) });
});
