import {
  type Asks,
  type Database,
  type FilmToEnrich,
  filmsToEnrich,
  nextFilmsToEnrich,
  resolveFilms,
  storeFilmDetails,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { makeCohort, sighting } from './factories.ts';

let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(() => db.query('TRUNCATE films, members CASCADE'));

const exportOnly = (n: number) => sighting(n, { slug: null, letterboxd_id: null });

/** Films with what is known of each, in columns of the table; times as days ago. */
async function films(...rows: [ReturnType<typeof sighting>, Record<string, unknown>][]): Promise<number[]> {
  const ids = await resolveFilms(
    db,
    rows.map(([film]) => film),
  );
  const { members } = await makeCohort(db, ['ada']);
  for (const [i, [, columns]] of rows.entries()) {
    await db.query(
      'INSERT INTO ratings (member_id, film_id, rating, source, observed_at) VALUES ($1, $2, 5, $3, now())',
      [members[0], ids[i], 'crawl'],
    );
    for (const [column, value] of Object.entries(columns)) {
      const at = column.endsWith('_at') ? `now() - $2 * interval '1 day'` : '$2';
      await db.query(`UPDATE films SET ${column} = ${at} WHERE film_id = $1`, [ids[i], value]);
    }
  }
  return ids;
}

const TMDB = { tmdb_type: 'movie', tmdb_id: 1 };
/** Sets both halves of the key at once, as the table wants it. */
async function withKey(id: number, confidence: string | null = null): Promise<void> {
  await db.query('UPDATE films SET tmdb_type = $2, tmdb_id = $3, tmdb_confidence = $4 WHERE film_id = $1', [
    id,
    TMDB.tmdb_type,
    TMDB.tmdb_id,
    confidence,
  ]);
}

const due = (film: FilmToEnrich | undefined) =>
  film && (['page', 'histogram', 'search', 'tmdb'] as const).filter((question) => film[`${question}_due`]).join(' ');
const dueOf = async (id: number) => due((await filmsToEnrich(db, [id]))[0]);

describe('what is due', () => {
  test('of a new film with an address: its page and histogram', async () => {
    const [id] = await films([sighting(1), {}]);
    expect(await dueOf(id!)).toBe('page histogram');
  });

  test('of a film that only an export names: the search, once', async () => {
    const [id] = await films([exportOnly(1), {}]);
    expect(await dueOf(id!)).toBe('search');
    await db.transaction((tx) =>
      storeFilmDetails(
        tx,
        [{ film_id: id!, tmdb_confidence: 'none', tmdb_candidates: [], checked: ['search'] }],
        new Date(),
      ),
    );
    expect(await filmsToEnrich(db, [id!])).toEqual([]);
    expect(await nextFilmsToEnrich(db, 10)).toEqual([]);
    await db.query(`UPDATE films SET tmdb_searched_at = now() - interval '151 days'`);
    expect(await dueOf(id!)).toBe('search');
    await db.query(`UPDATE films SET tmdb_confidence = 'rejected'`);
    expect(await filmsToEnrich(db, [id!])).toEqual([]);
  });

  test('of a film with a key: TMDB; its page too when a search found the key, not when a person chose it', async () => {
    const [id] = await films([sighting(1), { histogram_checked_at: 1 }]);
    await withKey(id!);
    expect(await dueOf(id!)).toBe('tmdb');
    await withKey(id!, 'high');
    expect(await dueOf(id!)).toBe('page tmdb');
    await withKey(id!, 'chosen');
    expect(await dueOf(id!)).toBe('tmdb');
  });

  test.each([
    [{ histogram_checked_at: 29, tmdb_checked_at: 149 }, undefined],
    [{ histogram_checked_at: 31, tmdb_checked_at: 149 }, 'histogram'],
    [{ histogram_checked_at: 29, tmdb_checked_at: 151 }, 'tmdb'],
    [{ histogram_checked_at: 31, tmdb_checked_at: 151 }, 'histogram tmdb'],
  ])('of a film that was asked about so many days ago: %o → %s', async (columns, expected) => {
    const [id] = await films([sighting(1), columns]);
    await withKey(id!);
    expect(await dueOf(id!)).toBe(expected);
  });

  test('of a film whose key is found to be another: TMDB', async () => {
    const [id] = await films([sighting(1), { histogram_checked_at: 1, tmdb_checked_at: 1, tmdb_etag: 'W/"a"' }]);
    await withKey(id!, 'high');
    await db.transaction((tx) =>
      storeFilmDetails(
        tx,
        [{ film_id: id!, tmdb_type: 'movie', tmdb_id: 2, tmdb_confidence: null, checked: ['page'] }],
        new Date(),
      ),
    );
    const [film] = await filmsToEnrich(db, [id!]);
    expect(due(film)).toBe('tmdb');
    expect(film).toMatchObject({ tmdb_id: 2, tmdb_confidence: null, tmdb_etag: null });
  });
});

describe('the order of asking', () => {
  test('new films come before stale ones, and of those the oldest answer first', async () => {
    const old = (days: number) => ({ page_checked_at: 1, histogram_checked_at: days });
    const [a, b, c, d, e] = await films(
      [sighting(1), old(40)],
      [sighting(2), old(90)],
      [sighting(3), {}],
      [sighting(4), old(1)],
      [exportOnly(5), {}],
    );
    const order = await nextFilmsToEnrich(db, 10);
    expect(new Set(order.slice(0, 2))).toEqual(new Set([c, e]));
    expect(order.slice(2)).toEqual([b, a]);
    expect(await nextFilmsToEnrich(db, 3)).toEqual(order.slice(0, 3));
    expect(new Set(await nextFilmsToEnrich(db, null, { force: true }))).toEqual(new Set([a, b, c, d, e]));
  });

  test('films that stand on watchlists alone come last, the most wanted first, and their histogram is not asked for', async () => {
    const [a, b, c, d] = await films(
      [sighting(1), { page_checked_at: 1, histogram_checked_at: 40 }],
      [sighting(2), {}],
      [sighting(3), {}],
      [sighting(4), {}],
    );
    const { members } = await makeCohort(db, ['ada', 'ben']);
    await db.query('DELETE FROM ratings WHERE film_id = ANY ($1::int[])', [[c, d]]);
    await db.query(
      `INSERT INTO watchlist_entries (member_id, film_id, source, observed_at)
       SELECT m, f, 'crawl', now() FROM unnest($1::int[], $2::int[]) AS w (m, f)`,
      [
        [members[0], members[0], members[1], members[0]],
        [c, d, d, b],
      ],
    );
    expect(await nextFilmsToEnrich(db, 10)).toEqual([b, a, d, c]);
    expect(await nextFilmsToEnrich(db, null, { force: true })).toEqual([b, a, d, c]);
    expect(await dueOf(d!)).toBe('page');
  });

  test.each<[Asks, number[]]>([
    [{ letterboxd: true, tmdb: false }, [0]],
    [{ letterboxd: false, tmdb: true }, [1, 2]],
    [{ letterboxd: false, tmdb: false }, []],
  ])('a source that can not be asked makes nothing due: %o', async (asks, expected) => {
    const ids = await films([sighting(1), {}], [exportOnly(2), {}], [sighting(3), { histogram_checked_at: 1 }]);
    await withKey(ids[2]!);
    expect((await nextFilmsToEnrich(db, 10, { asks })).sort((x, y) => x - y)).toEqual(expected.map((i) => ids[i]));
  });
});
