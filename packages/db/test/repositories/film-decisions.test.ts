import {
  type Database,
  decideTmdb,
  expireTmdbData,
  findFilms,
  listUnresolvedFilms,
  mergeFilmsForGood,
  readFilmCard,
  resolveFilms,
  storeFilmDetails,
  type TmdbCandidate,
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
beforeEach(() => db.query('TRUNCATE films, members, cohorts CASCADE'));

const titles = async () => (await db.query('SELECT title FROM films ORDER BY film_id')).rows.map((row) => row.title);
const pair = async () => (await resolveFilms(db, [sighting(1), sighting(2)])) as [number, number];

describe('two films made one', () => {
  test('stay one under every name of the one that is gone, and keep their own title', async () => {
    const [keep, gone] = await pair();
    expect(await mergeFilmsForGood(db, { keep, gone })).toBe(true);
    const seen = [
      sighting(2),
      sighting(2, { lid: null, letterboxd_id: null }),
      sighting(2, { slug: null, letterboxd_id: null, title: 'Another cut' }),
      sighting(2, { slug: null, lid: null }),
      sighting(1),
    ];
    expect(await resolveFilms(db, seen)).toEqual(seen.map(() => keep));
    expect(await titles()).toEqual(['Film 1']);
    expect(await readFilmCard(db, keep)).toMatchObject({
      lid: 'l1',
      slug: 'film-1',
      aliases: [
        { kind: 'letterboxd_id', value: '2' },
        { kind: 'lid', value: 'l2' },
        { kind: 'slug', value: 'film-2' },
      ],
    });
  });

  test('are found by the names of both, and a new name of the one that is gone is one more', async () => {
    const [keep, gone] = await pair();
    await mergeFilmsForGood(db, { keep, gone });
    await resolveFilms(db, [sighting(2, { slug: 'film-two' })]);
    for (const name of ['film-1', 'l1', 'film-2', 'l2', 'film-two', String(keep)]) {
      expect(await findFilms(db, name)).toMatchObject([{ film_id: keep, slug: 'film-1' }]);
    }
    expect(await findFilms(db, 'L2')).toEqual([]);
  });

  test('pass on what they were merged from', async () => {
    const [first, second, third] = await resolveFilms(db, [sighting(1), sighting(2), sighting(3)]);
    await mergeFilmsForGood(db, { keep: second!, gone: first! });
    await mergeFilmsForGood(db, { keep: third!, gone: second! });
    expect(await resolveFilms(db, [sighting(1), sighting(2), sighting(3)])).toEqual([third, third, third]);
  });

  test('give a name that the one lacks to it, not to its aliases', async () => {
    const [keep, gone] = await resolveFilms(db, [
      sighting(1, { slug: null, letterboxd_id: null }),
      sighting(2, { lid: null }),
    ]);
    await mergeFilmsForGood(db, { keep: keep!, gone: gone! });
    expect(await readFilmCard(db, keep!)).toMatchObject({ lid: 'l1', slug: 'film-2', letterboxd_id: 2, aliases: [] });
  });

  test('let go of a slug that passed to a third film', async () => {
    const [keep, gone] = await pair();
    await mergeFilmsForGood(db, { keep, gone });
    const [third] = await resolveFilms(db, [sighting(3, { slug: 'film-2' })]);
    expect(third).not.toBe(keep);
    expect(await resolveFilms(db, [sighting(9, { lid: null, letterboxd_id: null, slug: 'film-2' })])).toEqual([third]);
    expect(await resolveFilms(db, [sighting(2, { slug: null })])).toEqual([keep]);
  });

  test('keep every rating, the newer where a member has both', async () => {
    const { members } = await makeCohort(db, ['ada', 'ben']);
    const [keep, gone] = await pair();
    await db.query(
      `INSERT INTO ratings (member_id, film_id, rating, source, observed_at) VALUES
         ($1, $3, 4, 'crawl', '2026-01-01'), ($1, $4, 9, 'crawl', '2026-02-01'), ($2, $4, 6, 'export', '2026-01-01')`,
      [...members, keep, gone],
    );
    await mergeFilmsForGood(db, { keep, gone });
    const { rows } = await db.query('SELECT film_id, rating FROM ratings ORDER BY member_id');
    expect(rows).toEqual([9, 6].map((rating) => ({ film_id: keep, rating })));
    expect(await readFilmCard(db, keep)).toMatchObject({ members: 2 });
  });

  test('know what the surer of them was called by TMDB, with its certainty', async () => {
    const [keep, gone] = await pair();
    await search(keep, 'ambiguous');
    await decideTmdb(db, gone, { tmdb_type: 'tv', tmdb_id: 5 });
    await mergeFilmsForGood(db, { keep, gone });
    expect(await readFilmCard(db, keep)).toMatchObject({ tmdb_type: 'tv', tmdb_id: 5, tmdb_confidence: 'chosen' });
  });

  test('are not merged when one of them is not there', async () => {
    const [keep] = await pair();
    expect(await mergeFilmsForGood(db, { keep, gone: 9_999 })).toBe(false);
    await expect(mergeFilmsForGood(db, { keep, gone: keep })).rejects.toThrow(/with itself/);
    expect(await titles()).toHaveLength(2);
  });

  test('tell the readers of cohorts that hold one of them', async () => {
    const [keep, gone] = await pair();
    const holding = await makeCohort(db, ['ada']);
    const other = await makeCohort(db, ['ben']);
    await publish(holding.id, gone);
    const before = await revisions();
    await mergeFilmsForGood(db, { keep, gone });
    const after = await revisions();
    expect(after.get(holding.id)).toBeGreaterThan(before.get(holding.id)!);
    expect(after.get(other.id)).toBe(before.get(other.id));
  });
});

async function publish(cohortId: number, filmId: number): Promise<void> {
  await db.query(
    `WITH run AS (INSERT INTO runs (cohort_id, kind, state, as_of) VALUES ($1, 'sync', 'succeeded', '2026-01-01') RETURNING id),
     version AS (INSERT INTO ranking_versions (cohort_id, run_id, stage, as_of, parameters, coverage, summary)
       SELECT $1, id, 2, '2026-01-01', '{}', '{}', '{}' FROM run RETURNING id),
     stats AS (INSERT INTO cohort_film_stats
         (version_id, film_id, watchers, histogram, likes_count, favorites_count, likes_only_count)
       SELECT id, $2, 2, '{0,0,0,0,0,0,0,0,0,2}', 0, 0, 0 FROM version)
     UPDATE cohorts SET current_version_id = version.id FROM version WHERE cohorts.id = $1`,
    [cohortId, filmId],
  );
}

const revisions = async () =>
  new Map((await db.query('SELECT id, revision FROM cohorts')).rows.map((row) => [row.id, Number(row.revision)]));

const CANDIDATE: TmdbCandidate = { tmdb_type: 'movie', tmdb_id: 7, title: 'Film 1', original_title: null, year: 1951 };

const search = (film_id: number, tmdb_confidence: 'ambiguous' | 'none') =>
  db.transaction((tx) =>
    storeFilmDetails(
      tx,
      [
        {
          film_id,
          tmdb_confidence,
          tmdb_candidates: tmdb_confidence === 'none' ? [] : [CANDIDATE],
          checked: ['search'],
        },
      ],
      new Date(),
    ),
  );

describe('what TMDB calls a film', () => {
  test('films that the search did not settle are listed with its candidates until a person decides', async () => {
    const [first, second] = await pair();
    expect(await listUnresolvedFilms(db)).toEqual([]);
    await search(first, 'ambiguous');
    await search(second, 'none');
    expect(await listUnresolvedFilms(db)).toMatchObject([
      { film_id: first, tmdb_confidence: 'ambiguous', tmdb_candidates: [CANDIDATE] },
      { film_id: second, tmdb_confidence: 'none', tmdb_candidates: [] },
    ]);
    await decideTmdb(db, first, CANDIDATE);
    await decideTmdb(db, second, null);
    expect(await listUnresolvedFilms(db)).toEqual([]);
    expect(await readFilmCard(db, first)).toMatchObject({ tmdb_type: 'movie', tmdb_id: 7, tmdb_confidence: 'chosen' });
    expect(await readFilmCard(db, second)).toMatchObject({ tmdb_id: null, tmdb_confidence: 'rejected' });
  });

  test('another key drops what was known through the first', async () => {
    const [film] = await pair();
    const person = { tmdb_id: 3, slug: null, name: 'Who Made It' };
    await decideTmdb(db, film, { tmdb_type: 'movie', tmdb_id: 1 });
    await db.transaction((tx) =>
      storeFilmDetails(
        tx,
        [
          {
            film_id: film,
            poster_path: '/a.jpg',
            tmdb_etag: 'W/"a"',
            credits: [{ role: 'director', person }],
            genres: [{ id: 'drama', name: 'Drama' }],
            checked: ['tmdb'],
          },
        ],
        new Date(),
      ),
    );
    const known = async () =>
      (
        await db.query(
          `SELECT poster_path, tmdb_etag, tmdb_checked_at IS NOT NULL AS asked,
                  (SELECT count(*) FROM film_people WHERE film_id = $1)::int AS people,
                  (SELECT count(*) FROM film_genres WHERE film_id = $1)::int AS genres FROM films WHERE film_id = $1`,
          [film],
        )
      ).rows[0];
    const before = { poster_path: '/a.jpg', tmdb_etag: 'W/"a"', asked: true, people: 1, genres: 1 };
    expect(await known()).toEqual(before);
    await decideTmdb(db, film, { tmdb_type: 'movie', tmdb_id: 1 });
    expect(await known()).toEqual(before);
    await decideTmdb(db, film, { tmdb_type: 'tv', tmdb_id: 1 });
    expect(await known()).toEqual({ poster_path: null, tmdb_etag: null, asked: false, people: 0, genres: 0 });
  });

  test('what TMDB said is dropped after 180 days, its key and what a person decided are not', async () => {
    const [old, recent] = await pair();
    const store = (film_id: number, days: number) =>
      db.transaction((tx) =>
        storeFilmDetails(
          tx,
          [
            {
              film_id,
              tmdb_type: 'movie',
              tmdb_id: 8,
              poster_path: '/a.jpg',
              credits: [
                { role: 'director', person: { tmdb_id: null, slug: 'of-the-page', name: 'Of The Page' } },
                { role: 'actor', person: { tmdb_id: 4, slug: null, name: 'Of TMDB' } },
              ],
              checked: ['tmdb'],
            },
          ],
          new Date(Date.now() - days * 86_400_000),
        ),
      );
    await store(old, 181);
    await store(recent, 179);
    const [unsettled, refused] = await resolveFilms(db, [sighting(3), sighting(4)]);
    await search(unsettled!, 'ambiguous');
    await search(refused!, 'ambiguous');
    await decideTmdb(db, refused!, null);
    await db.query(
      `UPDATE films SET tmdb_searched_at = now() - interval '181 days' WHERE tmdb_searched_at IS NOT NULL`,
    );

    expect(await expireTmdbData(db)).toBe(3);
    const { rows } = await db.query(
      `SELECT f.film_id, poster_path, tmdb_id, tmdb_checked_at IS NOT NULL AS asked, tmdb_confidence, tmdb_candidates,
              (SELECT count(*) FROM film_people c WHERE c.film_id = f.film_id)::int AS people FROM films f ORDER BY film_id`,
    );
    const none = { poster_path: null, tmdb_id: null, asked: false, tmdb_candidates: null, people: 0 };
    expect(rows).toEqual([
      { ...none, film_id: old, tmdb_id: 8, tmdb_confidence: null, people: 1 },
      { ...none, film_id: recent, tmdb_id: 8, tmdb_confidence: null, people: 2, poster_path: '/a.jpg', asked: true },
      { ...none, film_id: unsettled, tmdb_confidence: null },
      { ...none, film_id: refused, tmdb_confidence: 'rejected' },
    ]);
    expect(await expireTmdbData(db)).toBe(0);
  });
});
