/** Taste, tonight, top people, movers and comparing, over a circle in Postgres. */
import { createCohort, ensureOperator, findCohort, replaceCohortMembers } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presentTonight } from '../src/presenters/people.ts';
import type { AllServices } from '../src/services/index.ts';
import { type Circle, circle, MEMBERS, PARAMETERS, publish } from './support/circle.ts';

let made: Circle;
let services: AllServices;
const all = { limit: 200 };
beforeAll(async () => {
  made = await circle();
  services = made.freshServices();
});
afterAll(() => made.drop());

const number = async (sql: string, values: unknown[] = []) =>
  (await made.db.query<{ n: number | null }>(sql, values)).rows[0]!.n;
const idOf = async (username: string) => number('SELECT member_id AS n FROM members WHERE username = $1', [username]);

describe('taste', () => {
  it('is the correlation over the films both rated, drawn towards 0', async () => {
    const page = await services.people.taste(made.cohort, { members: [], ...all });
    expect(page.members).toHaveLength(MEMBERS);
    const [a, b] = [await idOf('member-2'), await idOf('member-5')];
    const both = 'FROM ratings x JOIN ratings y USING (film_id) WHERE x.member_id = $1 AND y.member_id = $2';
    const n = (await number(`SELECT count(*)::int AS n ${both} AND x.rating IS NOT NULL AND y.rating IS NOT NULL`, [
      a,
      b,
    ]))!;
    const correlation = (await number(`SELECT corr(x.rating, y.rating) AS n ${both}`, [a, b]))!;
    const at = (name: string) => page.members.findIndex(({ username }) => username === name);
    expect(page.matches[at('member-2')]![at('member-5')]).toBeCloseTo((correlation * n) / (n + 20), 10);
    expect(page.shared_films[at('member-5')]![at('member-2')]).toBe(n);
    expect(page.matches.every((row, i) => row[i] === null)).toBe(true);
  });

  it('shows those who are named, in any letter case, and says who is no member', async () => {
    const page = await services.people.taste(made.cohort, { members: ['Member-3', 'member-1'], ...all });
    expect(page.members.map(({ username }) => username).sort()).toEqual(['member-1', 'member-3']);
    expect(page.total).toBe(MEMBERS);
    const refused = services.people.taste(made.cohort, { members: ['member-3', 'nobody'], ...all });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('tonight', () => {
  const ask = (more: Partial<Parameters<AllServices['people']['tonight']>[1]> = {}) =>
    services.people.tonight(made.cohort, {
      members: ['member-0', 'member-1'],
      by: 'mean',
      veto_films: [],
      veto_genres: [],
      ...all,
      ...more,
    });

  beforeAll(async () => {
    // Every film is on one watchlist or both; which of them somebody saw is known.
    for (const [name, every] of [
      ['member-0', 1],
      ['member-1', 2],
    ] as const) {
      await made.db.query(
        `INSERT INTO watchlist_entries (member_id, film_id, source, observed_at)
         SELECT $1, film_id, 'export', now() FROM films WHERE film_id % $2 = 0`,
        [await idOf(name), every],
      );
    }
    await made.db.query('UPDATE films SET runtime_minutes = 60 + film_id');
  });

  it('offers what none of them has seen, what both want to see first, then the higher prediction', async () => {
    const unseen = await number(
      `SELECT count(*)::int AS n FROM films f WHERE NOT EXISTS (
         SELECT 1 FROM ratings r WHERE r.film_id = f.film_id AND r.member_id = ANY ($1))`,
      [[await idOf('member-0'), await idOf('member-1')]],
    );
    const page = await ask();
    expect(page.total).toBe(unseen);
    expect(unseen).toBeGreaterThan(2);
    const order = page.items.map(({ watchlists, score }) => [-watchlists, -score] as const);
    expect(order).toEqual(order.slice().sort(([a, x], [b, y]) => a - b || x - y));
    expect(new Set(page.items.map(({ watchlists }) => watchlists))).toEqual(new Set([1, 2]));
    for (const { score, predictions } of page.items) {
      expect(predictions.map(({ username }) => username)).toEqual(['member-0', 'member-1']);
      expect(score).toBeCloseTo((predictions[0]!.rating + predictions[1]!.rating) / 2, 12);
    }
  });

  it('goes by the lowest prediction when asked, and leaves out what is vetoed or too long', async () => {
    const [first, second] = (await ask()).items;
    for (const { score, predictions } of (await ask({ by: 'least_misery' })).items) {
      expect(score).toBe(Math.min(...predictions.map(({ rating }) => rating)));
    }
    const ids = (await ask({ veto_films: [first!.film.film_id] })).items.map(({ film }) => film.film_id);
    expect(ids).not.toContain(first!.film.film_id);
    expect(ids).toContain(second!.film.film_id);
    const most = first!.film.runtime_minutes! - 1;
    for (const { film } of (await ask({ runtime_max: most })).items)
      expect(film.runtime_minutes!).toBeLessThanOrEqual(most);
  });
});

describe('where to watch', () => {
  const ask = (region?: string) =>
    services.people.tonight(made.cohort, {
      members: ['member-0', 'member-1'],
      by: 'mean',
      veto_films: [],
      veto_genres: [],
      region,
      ...all,
    });

  it('is told for a country, while it is fresh, and with what is not known', async () => {
    expect((await ask()).items.every(({ watch }) => watch === null)).toBe(true);
    const silent = presentTonight(await ask('DE'));
    expect(silent.watch_note).toContain('these films can be watched in DE is not known');
    expect(silent.watch_attribution).toContain('JustWatch');

    const [first, second, third] = silent.items.map(({ film }) => film.film_id);
    const offers = { link: 'https://www.themoviedb.org/movie/1/watch', flatrate: [{ id: 8, name: 'Lantern' }] };
    const store = 'INSERT INTO film_providers (film_id, regions, observed_at) VALUES ($1, $2, now() - $3::interval)';
    await made.db.query(store, [first, { DE: offers }, '1 day']);
    await made.db.query(store, [second, { FR: offers }, '1 day']);
    await made.db.query(store, [third, { DE: offers }, '46 days']);
    const told = presentTonight(await ask('DE'));
    const nothing = { free: [], ads: [], rent: [], buy: [] };
    expect(told.items[0]!.watch).toMatchObject({ ...nothing, ...offers });
    expect(told.items[1]!.watch).toMatchObject({ ...nothing, flatrate: [], link: null });
    expect(told.items[2]!.watch).toBeNull();
    expect(told.watch_note).toContain(`${told.items.length - 2} of these films`);
    expect(presentTonight(await ask()).watch_attribution).toBeNull();
  });
});

describe('top people', () => {
  it('are those with three ranked films, by their bases weighted by watchers', async () => {
    const { items } = await services.rankings.list(made.cohort, {
      strategy: 'bayesian',
      timeframe: 'all',
      sort: 'score',
      order: 'desc',
      limit: 200,
    });
    const [a, b] = [items.slice(0, 3), items.slice(3, 5)];
    for (const [name, films] of [
      ['Ada', a],
      ['Bo', b],
    ] as const) {
      const person = await number('INSERT INTO people (name) VALUES ($1) RETURNING person_id AS n', [name]);
      for (const { film_id } of films) {
        await made.db.query(
          "INSERT INTO film_people (film_id, person_id, role, position) VALUES ($1, $2, 'director', 1)",
          [film_id, person],
        );
      }
    }
    await made.db.query('UPDATE cohorts SET revision = revision + 1');
    const cohort = (await findCohort(made.db, 'circle'))!;
    const page = await services.people.people(cohort, { role: 'director', limit: 10 });
    const watchers = a.reduce((sum, film) => sum + film.watchers, 0);
    const score = await number(
      `WITH s AS (SELECT * FROM cohort_film_stats WHERE version_id = $1 AND watchers > 0),
            c AS (SELECT avg(avg_rating) AS mean FROM s)
       SELECT sum(watchers * (watchers * avg_rating + $2 * mean) / (watchers + $2)) / sum(watchers) AS n
       FROM s, c WHERE film_id = ANY ($3)`,
      [cohort.current_version_id, PARAMETERS.m, a.map(({ film_id }) => film_id)],
    );
    expect(page.items).toHaveLength(1);
    expect(page.items[0]).toMatchObject({ name: 'Ada', films: 3, watchers });
    expect(page.items[0]!.score).toBeCloseTo(score!, 10);
    expect(page.items[0]!.best.map(({ film_id }) => film_id)).toEqual(a.map(({ film_id }) => film_id));
    expect((await services.people.people(cohort, { role: 'writer', limit: 10 })).items).toEqual([]);
  });
});

describe('movers and comparing', () => {
  it('has nothing to say before a second run, then what rose, fell and left', async () => {
    const before = await services.people.movers(made.cohort, { strategy: 'bayesian', ...all });
    expect(before).toMatchObject({ previous_version: null, risers: [], fallers: [], entered: [], left: [] });
    const first = made.cohort.current_version_id;
    const ranked = (
      await services.rankings.list(made.cohort, {
        strategy: 'bayesian',
        timeframe: 'all',
        sort: 'score',
        order: 'desc',
        limit: 200,
      })
    ).items;
    const [best, worst] = [ranked[0]!, ranked.at(-1)!];
    await made.db.query('UPDATE ratings SET rating = 1 WHERE film_id = $1', [best.film_id]);
    await made.db.query('DELETE FROM ratings WHERE film_id = $1', [worst.film_id]);
    await publish(made.db, made.cohort.id);
    const page = await services.people.movers((await findCohort(made.db, 'circle'))!, { strategy: 'bayesian', ...all });
    expect(page.previous_version).toBe(first);
    expect(page.fallers[0]).toMatchObject({ film: { film_id: best.film_id }, previous_rank: 1 });
    expect(page.fallers[0]!.change).toBe(1 - page.fallers[0]!.rank);
    expect(page.left).toEqual([
      { film: expect.objectContaining({ film_id: worst.film_id }), previous_rank: worst.rank },
    ]);
    expect(page.risers.length).toBeGreaterThan(0);
  });

  it('finds no difference between a cohort and itself, and the right one to a part of it', async () => {
    const cohort = (await findCohort(made.db, 'circle'))!;
    const same = await services.people.compare(cohort, cohort, { strategy: 'bayesian', ...all });
    expect(same).toMatchObject({ higher: [], lower: [], top: { jaccard: 1 } });
    expect(same.total).toBeGreaterThan(0);

    const operator = await ensureOperator(made.db);
    const { id } = await createCohort(made.db, operator.id, {
      label: 'half',
      definition: { seeds: [], lists: [], members: [] },
    });
    const half = await Promise.all([1, 2, 3, 4, 5].map((n) => idOf(`member-${n}`)));
    await replaceCohortMembers(
      made.db,
      id,
      half.map((one) => one!),
    );
    await publish(made.db, id);
    const other = (await findCohort(made.db, 'half'))!;
    const there = await services.people.compare(cohort, other, { strategy: 'bayesian', ...all });
    const back = await services.people.compare(other, cohort, { strategy: 'bayesian', ...all });
    expect(there.higher.length).toBeGreaterThan(0);
    expect(back.lower.map(({ film }) => film.film_id)).toEqual(there.higher.map(({ film }) => film.film_id));
    for (const row of there.higher) {
      expect(row.difference).toBe(row.first_base - row.second_base);
      expect(row.difference).toBeGreaterThan(0);
      expect(Math.min(row.first_watchers, row.second_watchers)).toBeGreaterThanOrEqual(3);
    }
  });
});
