import {
  type Database,
  dateRatings,
  ensureMembers,
  feedQueries,
  findFeed,
  findNewestViewings,
  resolveFeedFilms,
  resolveFilms,
  saveFeed,
  saveNewestViewings,
  upsertFeedRatings,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { rate, sighting } from './factories.ts';

let made: MigratedDatabase;
let db: Database;
let member: number;
let film: number;
let count = 0;

beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(async () => {
  count += 1;
  [member] = (await ensureMembers(db, [{ username: `feed-${count}` }])) as [number];
  [film] = (await resolveFilms(db, [sighting(count)])) as [number];
});

async function row(filmId = film) {
  const { rows } = await db.query(
    'SELECT rating, liked, watched, rated_at, source, observed_at FROM ratings WHERE member_id = $1 AND film_id = $2',
    [member, filmId],
  );
  return rows[0];
}

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const entry = (changes: object = {}) => ({
  film_id: film,
  rating: 8,
  liked: false,
  rated_at: '2026-01-02' as string | null,
  observed_at: at(2),
  ...changes,
});

describe('an entry of a feed', () => {
  const store = async (changes: object = {}) => [...(await upsertFeedRatings(db, member, [entry(changes)])).values()];

  test('is stored, and found again the second time', async () => {
    expect(await store()).toEqual(['new']);
    expect(await row()).toEqual({
      rating: 8,
      liked: false,
      watched: true,
      rated_at: '2026-01-02',
      source: 'rss',
      observed_at: at(2),
    });
    expect(await store()).toEqual(['same']);
    expect(await store({ rating: 9, observed_at: at(3) })).toEqual(['changed']);
  });

  test('without a rating takes none away, and leaves its date', async () => {
    await store();
    const unrated = { rating: null, rated_at: null, liked: true, observed_at: at(9) };
    expect(await store(unrated)).toEqual(['changed']);
    expect(await row()).toMatchObject({ rating: 8, liked: true, rated_at: '2026-01-02', observed_at: at(9) });
  });

  test('of a like without a rating is one', async () => {
    expect(await store({ rating: null, rated_at: null, liked: true })).toEqual(['new']);
    expect(await row()).toMatchObject({ rating: null, liked: true, watched: true, rated_at: null });
  });

  test('yields to what was observed later', async () => {
    await rate(db, member, { [count]: 3 }, at(5));
    expect(await store()).toEqual(['same']);
    expect(await row()).toMatchObject({ rating: 3, source: 'crawl', observed_at: at(5) });
  });

  test('that was logged late moves the date of the same rating not back, and that of another one is its own', async () => {
    await store({ rated_at: '2026-01-05', observed_at: at(5) });
    await store({ rated_at: '2025-12-24', observed_at: at(6) });
    expect(await row()).toMatchObject({ rated_at: '2026-01-05', observed_at: at(6) });
    await store({ rating: 2, rated_at: '2025-12-24', observed_at: at(7) });
    expect(await row()).toMatchObject({ rating: 2, rated_at: '2025-12-24' });
  });
});

describe('the date of a rating', () => {
  test('is the newest of its viewings; nothing else of the row changes', async () => {
    await rate(db, member, { [count]: 7 }, at(5));
    const before = await row();
    const viewing = (rating: number, watched_on: string) => ({ film_id: film, rating, watched_on });
    expect(
      await dateRatings(db, member, [viewing(7, '2020-01-01'), viewing(7, '2021-01-01'), viewing(9, '2024-01-01')]),
    ).toBe(1);
    expect(await row()).toEqual({ ...before, rated_at: '2021-01-01' });
    expect(await dateRatings(db, member, [viewing(7, '2020-06-06'), viewing(7, '2021-01-01')])).toBe(0);
    expect(await dateRatings(db, member, [viewing(7, '2022-01-01')])).toBe(1);
    expect(await row()).toEqual({ ...before, rated_at: '2022-01-01' });
  });

  test('makes no row', async () => {
    expect(await dateRatings(db, member, [{ film_id: film, rating: 7, watched_on: '2020-01-01' }])).toBe(0);
    expect(await row()).toBeUndefined();
  });
});

describe('a film in a feed', () => {
  const named = (slug: string | null, tmdb_id: number | null = null, tmdb_type: 'movie' | 'tv' = 'movie') => ({
    slug,
    title: `Film ${slug ?? tmdb_id}`,
    year: null,
    tmdb_type: tmdb_id === null ? null : tmdb_type,
    tmdb_id,
  });
  const resolve = (...films: ReturnType<typeof named>[]) => resolveFeedFilms(db, films);
  const key = () => 100_000 + count;

  test('is the one with its slug', async () => {
    expect(await resolve(named(`film-${count}`, key()))).toEqual([film]);
  });

  test('without a slug is one film, by TMDB, and gets its slug later', async () => {
    const [first, again, series] = await resolve(named(null, key()), named(null, key()), named(null, key(), 'tv'));
    expect(again).toBe(first);
    expect(series).not.toBe(first);
    expect(await resolve(named(null, key()))).toEqual([first]);
    const slug = `late-${count}`;
    expect(await resolve(named(slug, key()), named(slug, key()))).toEqual([first, first]);
    const { rows } = await db.query('SELECT slug, tmdb_type, tmdb_id FROM films WHERE film_id = $1', [first]);
    expect(rows).toEqual([{ slug, tmdb_type: 'movie', tmdb_id: key() }]);
  });

  test('without a slug is the one film that has its key; of two with one key it is neither', async () => {
    const [a, b] = await resolve(named(`a-${count}`), named(`b-${count}`));
    const give = (id: number | undefined) =>
      db.query(`UPDATE films SET tmdb_type = 'movie', tmdb_id = $2 WHERE film_id = $1`, [id, key()]);
    await give(a);
    expect(await resolve(named(null, key()))).toEqual([a]);
    await give(b);
    const [neither] = await resolve(named(null, key()));
    expect([a, b]).not.toContain(neither);
    expect(await resolve(named(`c-${count}`, key()))).toEqual([neither]);
    // Two slugs stay two films whatever TMDB says.
    expect(await resolve(named(`a-${count}`, key()), named(`b-${count}`, key()))).toEqual([a, b]);
  });

  test('that was merged into another keeps its slug, whatever has its key', async () => {
    const [kept, nameless] = await resolve(named(`kept-${count}`), named(null, key()));
    await db.query(`INSERT INTO film_aliases (kind, value, film_id) VALUES ('slug', $1, $2)`, [`gone-${count}`, kept]);
    expect(await resolve(named(`gone-${count}`, key()), named(null, key()))).toEqual([kept, nameless]);
  });

  test('is made once by two who meet it at the same time', async () => {
    const [[x], [y]] = await Promise.all([resolve(named(null, key())), resolve(named(null, key()))]);
    expect(x).toBe(y);
  });
});

test('how far a feed and a diary were read is kept', async () => {
  expect(await findFeed(db, member)).toBeNull();
  expect(await findNewestViewings(db, member)).toEqual([]);
  const state = { etag: '"x"', last_modified: null, last_guid: 'g', last_published_at: at(1), polled_at: at(2) };
  await saveFeed(db, member, { ...state, etag: null });
  await saveFeed(db, member, state);
  expect(await findFeed(db, member)).toEqual(state);
  await saveNewestViewings(db, member, ['2', '1'], at(1));
  await saveNewestViewings(db, member, ['3', '2'], at(2));
  expect(await findNewestViewings(db, member)).toEqual(['3', '2']);
});

test('the text of the queries of feeds, so that a change is seen in review', () => {
  expect(feedQueries).toMatchSnapshot();
});
