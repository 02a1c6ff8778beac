import { type Database, findFilms, resolveFilms } from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { makeCohort, rate, sighting } from './factories.ts';

let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(() => db.query('TRUNCATE films, members CASCADE'));

const films = async () =>
  (await db.query('SELECT film_id, lid, letterboxd_id, slug, title, release_year FROM films ORDER BY film_id')).rows;

describe('resolving sightings', () => {
  test('the same film under each of its names is one row', async () => {
    const [id] = await resolveFilms(db, [sighting(1)]);
    const again = await resolveFilms(db, [
      sighting(1, { letterboxd_id: null, slug: null }),
      sighting(1, { lid: null, slug: null }),
      sighting(1, { lid: null, letterboxd_id: null }),
    ]);
    expect(again).toEqual([id, id, id]);
  });

  test('a page that names a film twice gives its id twice', async () => {
    const [a, b, c] = await resolveFilms(db, [sighting(1), sighting(2), sighting(1)]);
    expect(a).toBe(c);
    expect(b).not.toBe(a);
  });

  test('lids that differ only in letter case are two films', async () => {
    const [a, b] = await resolveFilms(db, [sighting(1, { lid: 'aBcD' }), sighting(2, { lid: 'abcd' })]);
    expect(a).not.toBe(b);
  });

  test('what a later sighting knows is noted, and what it does not know is kept', async () => {
    const [id] = await resolveFilms(db, [sighting(1, { letterboxd_id: null, slug: null, year: null })]);
    await resolveFilms(db, [sighting(1, { title: 'Film One', slug: 'film-one' })]);
    await resolveFilms(db, [sighting(1, { title: 'Film One', slug: null, year: null, letterboxd_id: null })]);
    expect(await films()).toEqual([
      { film_id: id, lid: 'l1', letterboxd_id: 1, slug: 'film-one', title: 'Film One', release_year: 1951 },
    ]);
  });

  test('a slug that passed to another film leaves the first one', async () => {
    const [first] = await resolveFilms(db, [sighting(1, { slug: 'crash' })]);
    const [second] = await resolveFilms(db, [sighting(2, { slug: 'crash' })]);
    expect(second).not.toBe(first);
    expect(await findFilms(db, 'crash')).toMatchObject([{ film_id: second }]);
    expect((await films())[0]).toMatchObject({ film_id: first, slug: null });
  });

  test('a film that gets another slug is found by the one before, until another film is seen under it', async () => {
    const bySlug = (slug: string) => resolveFilms(db, [sighting(1, { lid: null, letterboxd_id: null, slug })]);
    const [id] = await resolveFilms(db, [sighting(1, { slug: 'alien-5' })]);
    expect(await resolveFilms(db, [sighting(1, { slug: 'alien-romulus' })])).toEqual([id]);
    expect(await bySlug('alien-5')).toEqual([id]);
    expect(await films()).toMatchObject([{ film_id: id, slug: 'alien-romulus' }]);

    // Back again: the page says what it is called today.
    expect(await resolveFilms(db, [sighting(1, { slug: 'alien-5' })])).toEqual([id]);
    expect(await films()).toMatchObject([{ film_id: id, slug: 'alien-5' }]);
    expect(await bySlug('alien-romulus')).toEqual([id]);

    const [other] = await resolveFilms(db, [sighting(2, { slug: 'alien-romulus' })]);
    expect(other).not.toBe(id);
    expect(await bySlug('alien-romulus')).toEqual([other]);
    expect(await films()).toMatchObject([{ film_id: id, slug: 'alien-5' }, { film_id: other }]);
  });

  test('two rows that a page shows to be one film are merged, and no rating is lost', async () => {
    const { members } = await makeCohort(db, ['ada', 'ben', 'cy']);
    const [byLid] = await resolveFilms(db, [sighting(1, { letterboxd_id: null, slug: null })]);
    const [bySlug] = await resolveFilms(db, [sighting(1, { lid: null, letterboxd_id: null })]);
    expect(byLid).not.toBe(bySlug);
    const put = (member: number, film: number, rating: number, day: string) =>
      db.query(
        `INSERT INTO ratings (member_id, film_id, rating, source, observed_at) VALUES ($1, $2, $3, 'crawl', $4)`,
        [member, film, rating, day],
      );
    await put(members[0]!, byLid!, 6, '2026-01-01');
    await put(members[1]!, bySlug!, 8, '2026-01-01');
    await put(members[2]!, byLid!, 2, '2026-01-01');
    await put(members[2]!, bySlug!, 9, '2026-02-01');
    expect(await resolveFilms(db, [sighting(1)])).toEqual([byLid]);
    expect(await films()).toHaveLength(1);
    const { rows } = await db.query('SELECT film_id, rating FROM ratings ORDER BY member_id');
    expect(rows).toEqual([6, 8, 9].map((rating) => ({ film_id: byLid, rating })));
  });

  test('workers that meet the same new films at once do not double them', async () => {
    const page = Array.from({ length: 72 }, (_, n) => sighting(n + 1));
    const results = await Promise.all(
      [page, [...page].reverse(), page.slice(30), page].map((p) => resolveFilms(db, p)),
    );
    expect(await films()).toHaveLength(72);
    expect(new Set(results.flat()).size).toBe(72);
  });

  test('quotes, emoji, other scripts and a missing year survive', async () => {
    const title = `"Sr.", 君の名は。 🎬 \\ '; DROP TABLE films; --`;
    const [id] = await resolveFilms(db, [sighting(1, { title, year: null })]);
    expect(await films()).toMatchObject([{ film_id: id, title, release_year: null }]);
    await rate(db, (await makeCohort(db, ['ada'])).members[0]!, { 2: 10 });
    expect(await films()).toHaveLength(2);
  });
});
