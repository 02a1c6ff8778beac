import { type Database, findFeed, findMember, upsertRatings } from '@cohort-almanac/db';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { createSources, importFeedFrom, importFeedText } from '../../src/index.ts';
import { ENTRIES, type FixtureEntry, feed } from '../parse/fixtures/log-pages.ts';
import { type Setup, setUp } from '../support/bench.ts';

let made: MigratedDatabase;
let db: Database;
let name: string;
let count = 0;

beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(() => {
  count += 1;
  name = `quill-${count}`;
});

const take = (entries: readonly FixtureEntry[], member = name) => importFeedText(db, feed(entries, name), member);

async function rows() {
  const { rows } = await db.query(
    `SELECT slug, rating, liked, watched, rated_at, source, observed_at FROM ratings JOIN films USING (film_id)
     JOIN members USING (member_id) WHERE username = $1 ORDER BY slug COLLATE "C"`,
    [name],
  );
  return rows;
}

describe('a saved feed', () => {
  test('is taken in: ratings, likes without one, their dates', async () => {
    const { summary, warnings } = await take(ENTRIES);
    expect(warnings).toEqual([]);
    expect(summary).toEqual({
      member: name,
      source: 'rss',
      complete: false,
      ratings: { total: 3, new: 3, changed: 0, removed: 0 },
      likes: { total: 2, new: 2, changed: 0, removed: 0 },
      likes_only: { total: 1, new: 1, changed: 0, removed: 0 },
      watched: { total: 4, new: 4, changed: 0, removed: 0 },
      watchlist: { total: 0, new: 0, changed: 0, removed: 0 },
      lists: { total: 1, new: 0, changed: 0, removed: 0 },
      favorites: 0,
      unmatched: [{ file: 'rss', row: null, reason: expect.stringContaining('"Best of Tati"') }],
    });
    const at = (text: string) => new Date(Math.min(Date.parse(text), Date.now()));
    const row = { liked: false, watched: true, source: 'rss' };
    expect(await rows()).toEqual([
      { ...row, slug: 'a-series', rating: null, liked: true, rated_at: null, observed_at: at(ENTRIES[3]!.published) },
      { ...row, slug: 'mon-oncle', rating: 8, rated_at: '2026-11-01', observed_at: at(ENTRIES[1]!.published) },
      {
        ...row,
        slug: 'playtime',
        rating: 9,
        liked: true,
        rated_at: '2026-11-20',
        observed_at: at(ENTRIES[0]!.published),
      },
      { ...row, slug: 'trafic-1', rating: 1, rated_at: null, observed_at: at(ENTRIES[4]!.published) },
    ]);
  });

  test('changes nothing the second time, and only what changed the third', async () => {
    await take(ENTRIES);
    const stored = await rows();
    const nothing = { new: 0, changed: 0, removed: 0 };
    const again = await take(ENTRIES);
    expect(again.summary).toMatchObject({ ratings: nothing, likes_only: nothing, watched: nothing });
    expect(await rows()).toEqual(stored);

    const later = {
      ...ENTRIES[1]!,
      guid: 'letterboxd-watch-990',
      rated: 3,
      published: 'Sun, 22 Nov 2026 20:00:00 +0000',
    };
    const third = await take([later, ...ENTRIES]);
    expect(third.summary.ratings).toEqual({ total: 3, new: 0, changed: 1, removed: 0 });
    expect((await rows())[1]).toMatchObject({ slug: 'mon-oncle', rating: 3 });
  });

  test('of several entries of a film believes the newest, and keeps the rating that it does not name', async () => {
    const [first] = ENTRIES as [FixtureEntry];
    const entry = (n: number, changes: Partial<FixtureEntry>): FixtureEntry => ({
      ...first,
      guid: `letterboxd-watch-${n}`,
      published: `${['Thu', 'Fri', 'Sat'][n - 1]}, ${n} Jan 2026 20:00:00 +0000`,
      watched: `2026-01-0${n}`,
      ...changes,
    });
    await take([
      entry(3, { rated: undefined, liked: false, rewatch: true }),
      entry(2, { rated: 5, liked: true }),
      entry(1, { rated: 9 }),
    ]);
    expect(await rows()).toMatchObject([{ rating: 5, liked: false, rated_at: '2026-01-02' }]);
  });

  test('removes nothing, and yields to what was seen later', async () => {
    await take(ENTRIES);
    const { member_id } = (await findMember(db, name))!;
    const { rows: films } = await db.query(`SELECT film_id FROM films WHERE slug = 'playtime'`);
    const row = { film_id: films[0]!.film_id, rating: 2, liked: false, watched: true, rated_at: null };
    await upsertRatings(db, member_id, [row], { source: 'export', observed_at: new Date(Date.now() + 1000) });
    const { summary } = await take(ENTRIES.slice(0, 1));
    expect(summary.ratings).toEqual({ total: 1, new: 0, changed: 0, removed: 0 });
    const stored = await rows();
    expect(stored).toHaveLength(4);
    expect(stored[2]).toMatchObject({ slug: 'playtime', rating: 2, source: 'export' });
  });

  test.each([
    ['somebody else’s', () => take(ENTRIES, 'somebody'), /feed of quill-\d+, not of somebody/],
    ['HTML', () => importFeedText(db, '<!DOCTYPE html><html><body>x</body></html>', name), /not an RSS feed/],
    ['empty', () => importFeedText(db, '', name), /not an RSS feed/],
  ])('that is %s is refused, and nothing is stored', async (_, act, message) => {
    await expect(act()).rejects.toThrow(message);
    expect(await rows()).toEqual([]);
  });

  test('finds its member in any letter case', async () => {
    expect((await take(ENTRIES, name.toUpperCase())).summary.member).toBe(name);
  });

  test('without entries is taken in', async () => {
    expect((await take([])).summary.ratings.total).toBe(0);
  });

  test('that no longer reaches back to the last one is said, once', async () => {
    const page = (newest: number) =>
      Array.from({ length: 50 }, (_, i): FixtureEntry => {
        const at = new Date(Date.UTC(2026, 0, newest - i));
        return {
          guid: `letterboxd-watch-${newest - i}`,
          title: `F ${newest - i}`,
          rated: 6,
          watched: at.toISOString().slice(0, 10),
          path: `film/f-${newest - i}/`,
          published: at.toUTCString(),
        };
      });
    expect((await take(page(50))).warnings).toEqual([]);
    expect((await take(page(90))).warnings).toEqual([]);
    expect((await take(page(150))).warnings).toEqual([expect.stringContaining('no longer reaches back')]);
    expect((await take(page(150))).warnings).toEqual([]);
    const { member_id } = (await findMember(db, name))!;
    expect(await findFeed(db, member_id)).toMatchObject({ last_guid: 'letterboxd-watch-150', etag: null });
  });

  test('may come twice at once', async () => {
    const both = await Promise.all([take(ENTRIES), take(ENTRIES)]);
    expect(both.map(({ summary }) => summary.ratings.new).sort()).toEqual([0, 3]);
    expect(await rows()).toHaveLength(4);
  });
});

describe('the address of a feed', () => {
  let s: Setup;
  beforeAll(async () => {
    s = await setUp('embedded');
  });
  afterAll(() => s.close());

  const ask = () => ({ counters: {}, signal: AbortSignal.timeout(10_000) });

  test('is asked when it is the member’s on the source', async () => {
    const site = await s.site();
    const settings = {
      source: 'sandbox' as const,
      letterboxdBaseUrl: site.url,
      contact: null,
      rate: null,
      tmdbBaseUrl: `${site.url}/tmdb`,
      tmdbToken: null,
      home: s.home,
      version: 'test',
    };
    const sources = createSources(s.db, settings, pino({ level: 'silent' }));
    const from = { db: s.db, letterboxd: sources.letterboxd };
    const { summary } = await importFeedFrom(from, `${site.url}/giallo_gus/rss`, 'Giallo_Gus', ask());
    expect(summary).toMatchObject({
      member: 'giallo_gus',
      ratings: { new: expect.any(Number) },
      watched: { total: 50 },
    });
    await expect(importFeedFrom(from, 'https://example.org/giallo_gus/rss/', 'giallo_gus', ask())).rejects.toThrow(
      /is not fetched: the feed of giallo_gus is http:\/\/127/,
    );
    await expect(importFeedFrom(from, `${site.url}/odile_keeps/rss/`, 'giallo_gus', ask())).rejects.toThrow(
      /not fetched/,
    );
    await expect(importFeedFrom(from, `${site.url}/nobody/rss/`, 'nobody', ask())).rejects.toThrow(/no such page/);
    expect(await site.requests('rss')).toBe(2);
    await sources.close();
  });

  test('is nobody’s without a source', async () => {
    const from = { db: s.db, letterboxd: null };
    await expect(importFeedFrom(from, 'https://example.org/a/rss/', 'a', ask())).rejects.toThrow(/ALMANAC_SOURCE/);
  });
});
