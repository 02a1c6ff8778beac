/** Of members who joined by their own export nothing is fetched that they did not agree to. */
import { addCohortMembers, ensureMembers, resolveFilms, upsertRatings } from '@cohort-almanac/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Setup, setUp } from './support/bench.ts';

let s: Setup;
beforeEach(async () => {
  s = await setUp('embedded');
});
afterEach(() => s.close());

/** A cohort that a member has joined with an export of one film. */
async function joined(username: string, { feed }: { feed: boolean }) {
  const cohort = await s.cohort({});
  const [member] = (await ensureMembers(s.db, [{ username }])) as [number];
  await addCohortMembers(s.db, cohort.id, [member]);
  await s.db.query(
    `INSERT INTO cohort_joins (cohort_id, member_id, hash, named, feed) VALUES ($1, $2, sha256('x'), false, $3)`,
    [cohort.id, member, feed],
  );
  const film = { lid: 'xyz1', letterboxd_id: null, slug: null, title: 'Of the export', year: 1990 };
  const [film_id] = (await resolveFilms(s.db, [film])) as [number];
  const rating = { film_id, rating: 8, liked: false, watched: true, rated_at: null };
  await upsertRatings(s.db, member, [rating], { source: 'export', observed_at: new Date() });
  await s.db.query('INSERT INTO watchlist_entries SELECT $1, $2, $3, now()', [member, film_id, 'export']);
  return { cohort, member };
}

const kept = async (member: number) =>
  (
    await s.db.query<{ ratings: number; watchlist: number }>(
      `SELECT (SELECT count(*) FROM ratings WHERE member_id = $1 AND source = 'export') AS ratings,
              (SELECT count(*) FROM watchlist_entries WHERE member_id = $1) AS watchlist`,
      [member],
    )
  ).rows[0]!;

test('without a yes to the feed nothing is asked, and the cohort is ranked all the same', async () => {
  const site = await s.site({ enrichLimit: 0 });
  const { cohort, member } = await joined('odile_keeps', { feed: false });
  for (const full of [false, true]) {
    expect(await s.sync(cohort.id, { full })).toMatchObject({ state: 'succeeded', error: null });
  }
  expect(await site.requests()).toBe(0);
  expect(await kept(member)).toEqual({ ratings: 1, watchlist: 1 });
  const { rows } = await s.db.query<{ v: number | null }>('SELECT current_version_id AS v FROM cohorts WHERE id = $1', [
    cohort.id,
  ]);
  expect(rows[0]!.v).not.toBeNull();
});

test('with it the feed is read, and nothing else, however large the gap is', async () => {
  const site = await s.site({ enrichLimit: 0 });
  const { cohort, member } = await joined('odile_keeps', { feed: true });
  expect(await s.sync(cohort.id)).toMatchObject({ state: 'succeeded' });
  const { kinds } = await site.stats();
  expect(Object.keys(kinds).sort()).toEqual(['robots', 'rss']);
  expect(await kept(member)).toEqual({ ratings: 1, watchlist: 1 });
  const { rows } = await s.db.query<{ n: number }>(
    "SELECT count(*) AS n FROM ratings WHERE member_id = $1 AND source = 'rss'",
    [member],
  );
  expect(rows[0]!.n).toBeGreaterThan(0);
  expect(await s.sync(cohort.id, { full: true })).toMatchObject({ state: 'succeeded' });
  expect(Object.keys((await site.stats()).kinds).sort()).toEqual(['robots', 'rss']);
});
