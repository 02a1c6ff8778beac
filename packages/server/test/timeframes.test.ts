/** Timeframes as the services read them, beside core's functions on the films that the timeframe leaves. */
import {
  baseScores,
  divergences,
  type FilmFilter,
  favorites,
  filmStatistics,
  hiddenGems,
  insights as insightsOf,
  inTimeframe,
  parseFilter,
  parseTimeframe,
  type RatedFilm,
  rankFilms,
  STRATEGIES,
  type Strategy,
} from '@cohort-almanac/core';
import { type CohortCard, readAggregates } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AS_OF, type Circle, circle, MEMBERS, PARAMETERS } from './support/circle.ts';

const TIMEFRAMES = [
  'release:1990-1999',
  'release:-1985',
  'watched-year:2023',
  'watched:2023-08-01-2024-07-31',
  'release:1980-|watched-year:2024',
];

let made: Circle;
let cohort: CohortCard;
beforeAll(async () => {
  made = await circle();
  ({ cohort } = made);
});
afterAll(() => made.drop());

const freshServices = () => made.freshServices();

function filterOf(input: Record<string, unknown>): FilmFilter {
  const parsed = parseFilter({ limit: 200, ...input });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.filter;
}

/** Every film's statistics in the timeframe, from the ratings themselves. */
async function statsIn(timeframe: string) {
  const { rows } = await made.db.query<{ film_id: number; release_year: number | null }>(
    'SELECT film_id, release_year FROM films',
  );
  const years = new Map(rows.map((row) => [row.film_id, row.release_year]));
  const { films } = await readAggregates(made.db, cohort.id);
  return filmStatistics(films).filter((film) =>
    inTimeframe({ ...film, release_year: years.get(film.film_id)! }, parseTimeframe(timeframe)),
  );
}

async function expected(strategy: Strategy, timeframe: string) {
  const stats = await statsIn(timeframe);
  const ranked = rankFilms(strategy, stats, PARAMETERS, AS_OF);
  const inside = new Set(ranked.map((film) => film.film_id));
  const labels = insightsOf(stats.filter((film): film is RatedFilm => inside.has(film.film_id)));
  return ranked.map(({ film_id, rank, score }) => ({
    rank,
    score,
    ...labels.find((label) => label.film_id === film_id)!,
    previous_rank: null,
  }));
}

const kept = async (strategy: Strategy, timeframe: string): Promise<number> => {
  const { rows } = await made.db.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM film_rankings WHERE strategy = $1 AND timeframe = $2)
          + (SELECT count(*) FROM ranking_insights WHERE strategy = $1 AND timeframe = $2) AS n`,
    [strategy, timeframe],
  );
  return rows[0]!.n;
};

describe.each(STRATEGIES)('a timeframe of %s', (strategy) => {
  it.each(TIMEFRAMES)('%s is what core makes of the films in it, computed or kept', async (timeframe) => {
    const due = await expected(strategy, timeframe);
    expect(due.length).toBeGreaterThan(3);
    for (const services of [freshServices(), freshServices()]) {
      const page = await services.rankings.list(cohort, filterOf({ strategy, timeframe }));
      expect(page.timeframe).toBe(timeframe);
      expect(page.total).toBe(due.length);
      // Every number that comes from the timeframe, to the last bit.
      for (const [n, film] of page.items.entries()) expect(film).toMatchObject(due[n]!);
      expect(await kept(strategy, timeframe)).toBe(2 * due.length);
    }
  });

  it('leaves the list of all films as it is', async () => {
    const page = await freshServices().rankings.list(cohort, filterOf({ strategy }));
    const due = await expected(strategy, 'all');
    expect(page.items.map(({ film_id, rank, score }) => ({ film_id, rank, score }))).toEqual(
      due.map(({ film_id, rank, score }) => ({ film_id, rank, score })),
    );
  });
});

describe('rankings', () => {
  it('reads recent years up to the day of the version', async () => {
    const { rankings } = freshServices();
    const page = await rankings.list(cohort, filterOf({ recent_years: 1 }));
    expect(page.timeframe).toBe('watched:2023-08-01-2024-07-31');
    const same = await rankings.list(cohort, filterOf({ timeframe: page.timeframe }));
    expect(page.items).toEqual(same.items);
    expect(page.filter_hash).not.toBe(same.filter_hash);
  });

  it('pages through a timeframe and filters it by its own numbers', async () => {
    const { rankings } = freshServices();
    const timeframe = 'release:1990-1999';
    const whole = await rankings.list(cohort, filterOf({ timeframe }));
    const first = await rankings.list(cohort, filterOf({ timeframe, limit: 2 }));
    const second = await rankings.list(cohort, filterOf({ timeframe, limit: 2, cursor: first.next_cursor }));
    expect([...first.items, ...second.items]).toEqual(whole.items.slice(0, 4));
    const best = await rankings.list(cohort, filterOf({ timeframe, rating_percentile_min: 50 }));
    expect(best.items).toEqual(whole.items.filter((film) => film.rating_percentile >= 50));
    expect((await rankings.all(cohort, filterOf({ timeframe, top: 3 }))).items).toEqual(whole.items.slice(0, 3));
  });

  it('keeps a timeframe once when several ask for it first at the same time', async () => {
    const timeframe = 'release:1970-1989';
    const pages = await Promise.all(
      Array.from({ length: 6 }, () => freshServices().rankings.list(cohort, filterOf({ timeframe }))),
    );
    expect(pages[0]!.total).toBeGreaterThan(3);
    for (const page of pages) expect(page.items).toEqual(pages[0]!.items);
    expect(await kept('bayesian', timeframe)).toBe(2 * pages[0]!.total);
  });

  it('keeps also that a timeframe leaves nothing', async () => {
    const read = () => freshServices().rankings.list(cohort, filterOf({ timeframe: 'release:1890-1899' }));
    expect(await read()).toMatchObject({ items: [], total: 0, next_cursor: null });
    expect(await read()).toMatchObject({ items: [], total: 0 });
  });

  it('shows what is kept, whatever becomes known of the films later', async () => {
    const read = async () =>
      (await freshServices().rankings.list(cohort, filterOf({ timeframe: 'release:2000-' }))).items;
    const before = await read();
    const film = before[0]!;
    await made.db.query('UPDATE films SET release_year = 1920 WHERE film_id = $1', [film.film_id]);
    expect(await read()).toEqual(
      before.map((row) => (row.film_id === film.film_id ? { ...row, release_year: 1920 } : row)),
    );
    await made.db.query('UPDATE films SET release_year = $2 WHERE film_id = $1', [film.film_id, film.release_year]);
  });

  it('makes room for a new timeframe by those computed longest ago', async () => {
    const { db } = made;
    await db.query(
      `INSERT INTO ranking_timeframes (version_id, strategy, timeframe, computed_at)
       SELECT $1, 'wilson', 'release:' || y || '-', now() + interval '1 minute' * y FROM generate_series(1001, 1200) AS y`,
      [cohort.current_version_id],
    );
    const stored = async (table: string) =>
      (await db.query<{ timeframe: string }>(`SELECT DISTINCT timeframe FROM ${table} WHERE timeframe <> 'all'`)).rows;
    expect(await kept('bayesian', 'release:1990-1999')).toBeGreaterThan(0);
    const page = await freshServices().rankings.list(cohort, filterOf({ timeframe: 'release:1991-' }));
    expect(page.total).toBeGreaterThan(0);
    expect(await stored('ranking_timeframes')).toHaveLength(200);
    expect(await stored('film_rankings')).toEqual([]);
    expect(await stored('ranking_insights')).toEqual([]);
    // What had to go is computed anew.
    await db.query("DELETE FROM ranking_timeframes WHERE timeframe ~ ':1[01]'");
    const again = await freshServices().rankings.list(cohort, filterOf({ timeframe: 'release:1990-1999' }));
    expect(again.total).toBe((await expected('bayesian', 'release:1990-1999')).length);
  });
});

describe('insights', () => {
  const timeframe = 'release:1975-2005';
  const read = (surface: 'buckets' | 'divergence' | 'likes-only' | 'hidden-gems' | 'favorites') =>
    freshServices().insights.read(cohort, { surface, strategy: 'bayesian', timeframe, limit: 200 });
  const ids = (films: readonly { film_id: number }[]) => films.map((film) => film.film_id);

  it('stand on the films of the timeframe alone', async () => {
    const stats = await statsIn(timeframe);
    const ranked = await expected('bayesian', timeframe);
    const base = baseScores(stats, PARAMETERS);
    const shown = (entries: readonly { film_id: number }[]) =>
      ids(entries).filter((id) => ranked.some((film) => film.film_id === id));

    const buckets = await read('buckets');
    if (buckets.surface !== 'buckets') throw new Error('buckets were asked for');
    for (const { bucket, films } of buckets.items) {
      expect(ids(films)).toEqual(ids(ranked.filter((film) => film.bucket === bucket)));
    }
    const surfaces = { 'hidden-gems': hiddenGems(stats, ranked, base, MEMBERS), favorites: favorites(stats, base) };
    for (const [surface, entries] of Object.entries(surfaces)) {
      const page = await read(surface as keyof typeof surfaces);
      expect(page).toMatchObject({ timeframe });
      if (page.surface !== 'hidden-gems' && page.surface !== 'favorites') throw new Error(`${surface} was asked for`);
      expect(ids(page.items)).toEqual(shown(entries));
    }
    const apart = await read('divergence');
    if (apart.surface !== 'divergence') throw new Error('divergence was asked for');
    const due = divergences(stats);
    expect(due.positive.length + due.negative.length).toBeGreaterThan(3);
    expect(ids(apart.positive.map(({ film }) => film))).toEqual(shown(due.positive));
    expect(ids(apart.negative.map(({ film }) => film))).toEqual(shown(due.negative));
  });

  it('list only-liked films of the timeframe', async () => {
    const page = await read('likes-only');
    if (page.surface !== 'likes-only') throw new Error('likes-only was asked for');
    const due = (await statsIn(timeframe)).filter((film) => film.likes_only_count > 0);
    expect(due.length).toBeGreaterThan(2);
    expect(ids(page.items).sort()).toEqual(ids(due).sort());
    for (const { release_year } of page.items) expect(release_year).toBeGreaterThanOrEqual(1975);
  });
});

describe('a version of an older almanac', () => {
  it('refuses timeframes of a version that does not hold what they need', async () => {
    await made.db.query('UPDATE cohort_film_stats SET dated = NULL');
    const { rankings } = freshServices();
    await expect(rankings.list(cohort, filterOf({ timeframe: 'release:1992-' }))).rejects.toMatchObject({
      code: 'invalid-filter',
      status: 400,
      detail: expect.stringContaining('almanac compute'),
    });
    expect((await rankings.list(cohort, filterOf({}))).total).toBeGreaterThan(0);
  });
});
