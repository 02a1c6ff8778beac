import {
  type Database,
  ensureMembers,
  listCohortMembers,
  type RatingInput,
  readAggregates,
  removeRatingsNotSeenSince,
  resolveFilms,
  upsertRatings,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { makeCohort, rate, sighting } from './factories.ts';

let made: MigratedDatabase;
let db: Database;
let member: number;
let film: number[];
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(async () => {
  await db.query('TRUNCATE films, members CASCADE');
  [member] = (await ensureMembers(db, [{ username: 'Ada' }])) as [number];
  film = await resolveFilms(db, [sighting(1), sighting(2), sighting(3)]);
});

const row = (n: number, rating: number | null, changes: Partial<RatingInput> = {}): RatingInput => ({
  film_id: film[n - 1]!,
  rating,
  liked: false,
  watched: true,
  rated_at: null,
  ...changes,
});
const at = (day: string) => ({ source: 'crawl' as const, observed_at: new Date(day) });
const stored = async () =>
  (await db.query('SELECT film_id, rating, liked, watched, rated_at FROM ratings ORDER BY film_id')).rows;

test('a write tells what was new, changed and the same', async () => {
  expect(await upsertRatings(db, member, [row(1, 8), row(2, null)], at('2026-01-01'))).toEqual({
    new: 2,
    changed: 0,
    same: 0,
  });
  expect(await upsertRatings(db, member, [row(1, 8), row(2, 5), row(3, 1, { liked: true })], at('2026-01-02'))).toEqual(
    { new: 1, changed: 1, same: 1 },
  );
});

test('a film given twice in a batch counts once', async () => {
  expect(await upsertRatings(db, member, [row(1, 8), row(1, 9)], at('2026-01-01'))).toEqual({
    new: 1,
    changed: 0,
    same: 0,
  });
  expect(await stored()).toMatchObject([{ rating: 9 }]);
});

test('the newer observation wins, whichever comes first', async () => {
  await upsertRatings(db, member, [row(1, 8)], at('2026-02-01'));
  expect(await upsertRatings(db, member, [row(1, 2)], at('2026-01-01'))).toEqual({ new: 0, changed: 0, same: 1 });
  expect(await stored()).toMatchObject([{ rating: 8 }]);
});

test('a source without dates keeps the known one; one that does not say "watched" keeps that', async () => {
  await upsertRatings(db, member, [row(1, 8, { rated_at: '2025-05-05' })], at('2026-01-01'));
  await upsertRatings(db, member, [row(1, 9, { watched: false })], at('2026-01-02'));
  expect(await stored()).toEqual([
    { film_id: film[0], rating: 9, liked: false, watched: true, rated_at: '2025-05-05' },
  ]);
});

test('a complete pass removes what it did not see, but nothing that was seen since it began', async () => {
  await upsertRatings(db, member, [row(1, 8), row(2, 8)], at('2026-01-01'));
  await upsertRatings(db, member, [row(3, 8)], at('2026-03-01'));
  await upsertRatings(db, member, [row(1, 8)], at('2026-02-02'));
  expect(await removeRatingsNotSeenSince(db, member, new Date('2026-02-01'))).toBe(1);
  expect((await stored()).map((r) => r.film_id)).toEqual([film[0], film[2]]);
});

test('names in another letter case are the same member', async () => {
  const [a, b] = await ensureMembers(db, [{ username: 'ADA' }, { username: 'ada', display_name: 'Ada' }]);
  expect([a, b]).toEqual([member, member]);
  const cohort = await makeCohort(db, ['Ada', 'aDa']);
  expect(await listCohortMembers(db, cohort.id)).toHaveLength(1);
});

test('aggregates are what the rows say: likes of raters, likes only, favourites, dates, coverage', async () => {
  const cohort = await makeCohort(db, ['ada', 'ben', 'cy']);
  const [ada, ben] = cohort.members as [number, number, number];
  await rate(db, ada, { 1: 10, 2: 1 });
  await rate(db, ben, { 1: 7 });
  await upsertRatings(
    db,
    ben,
    [row(1, 7, { liked: true, rated_at: '2025-01-02' }), row(2, null, { liked: true }), row(3, null)],
    at('2030-01-01'),
  );
  await db.query('INSERT INTO member_favorites (member_id, film_id, position) VALUES ($1, $2, 0)', [ada, film[0]]);
  const { films, coverage, ratings } = await readAggregates(db, cohort.id);
  const byId = new Map(films.map((f) => [f.film_id, f]));
  expect(byId.get(film[0]!)).toMatchObject({
    histogram: [0, 0, 0, 0, 0, 0, 1, 0, 0, 1],
    likes_count: 1,
    favorites_count: 1,
    likes_only_count: 0,
    first_rating_at: '2025-01-02',
    last_rating_at: '2025-01-02',
    dated: [{ day: '2025-01-02', count: 1, half_stars: 7 }],
    world_average: null,
  });
  expect(byId.get(film[1]!)).toMatchObject({
    likes_only_count: 1,
    likes_count: 0,
    histogram: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  });
  // Watched without rating or like: no row.
  expect(byId.has(film[2]!)).toBe(false);
  expect(ratings).toBe(3);
  expect(coverage).toMatchObject({
    members: 3,
    members_with_data: 2,
    sources: { crawl: 2, export: 0, rss: 0, pages: 0 },
  });
});
