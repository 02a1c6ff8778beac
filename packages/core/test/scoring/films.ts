/** Films for the tests of scoring: by hand, and arbitrary ones for properties. */
import fc from 'fast-check';
import { emptyHistogram } from '../../src/histogram.ts';
import { defaultParameters, filmStatistics, isRated, rankFilms } from '../../src/scoring/index.ts';
import type { FilmAggregate, FilmStats, Histogram, RatedFilm, Strategy } from '../../src/scoring/types.ts';

/** The histogram of ratings given in stars. */
export function histogramOf(...stars: number[]): Histogram {
  const histogram = emptyHistogram();
  for (const rating of stars) histogram[rating * 2 - 1]! += 1;
  return histogram;
}

let nextId = 1;

/** A film aggregate by its slug and whatever matters to the test. */
export function film(slug: string | null, given: Partial<FilmAggregate> = {}): FilmAggregate {
  const film_id = nextId;
  nextId += 1;
  return {
    film_id,
    slug,
    lid: null,
    title: slug ?? 'Untitled',
    histogram: emptyHistogram(),
    likes_count: 0,
    favorites_count: 0,
    likes_only_count: 0,
    first_rating_at: null,
    last_rating_at: null,
    dated: [],
    world_average: null,
    ...given,
  };
}

/** The statistics of films that all have ratings. */
export function ratedStatistics(...films: FilmAggregate[]): RatedFilm[] {
  return filmStatistics(films).filter(isRated);
}

/** The film of that slug. */
export function bySlug<Film extends Pick<FilmStats, 'slug'>>(films: readonly Film[], slug: string): Film {
  const found = films.find((candidate) => candidate.slug === slug);
  if (!found) throw new Error(`no film ${slug}`);
  return found;
}

/** The day of the run, and the parameters of a club of twelve. */
export const TODAY = '2024-07-31';
export const CLUB = defaultParameters(12);

/** The films ranked under a strategy, with their slugs. */
export function rank(strategy: Strategy, films: FilmAggregate[], parameters = CLUB, asOf = TODAY) {
  const stats = filmStatistics(films);
  const slugs = new Map(stats.map((row) => [row.film_id, row.slug]));
  return rankFilms(strategy, stats, parameters, asOf).map((row) => ({ ...row, slug: slugs.get(row.film_id)! }));
}

const counts = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(9) });
const histogram = fc.tuple(counts, counts, counts, counts, counts, counts, counts, counts, counts, counts);
const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2016, 0, 1 + n)).toISOString().slice(0, 10));

const aggregate = fc
  .record({
    slug: fc.option(fc.stringMatching(/^[a-c]{1,2}$/u), { freq: 8 }),
    lid: fc.option(fc.stringMatching(/^[A-Ca-c0-1]{1,2}$/u), { freq: 4 }),
    title: fc.string({ maxLength: 8 }),
    histogram,
    likes: fc.nat(100),
    favorites: fc.nat(100),
    likes_only_count: fc.nat(4),
    days: fc.array(day, { maxLength: 6 }),
    world_average: fc.option(fc.integer({ min: 50, max: 500 }).map((n) => n / 100)),
  })
  .map(({ likes, favorites, days, ...rest }) => {
    const ratings = rest.histogram.flatMap((count, index) => Array<number>(count).fill(index + 1));
    const share = (percent: number) => Math.floor((percent * ratings.length) / 100);
    const byDay = new Map<string, { day: string; count: number; half_stars: number }>();
    for (const [index, date] of days.slice(0, ratings.length).entries()) {
      const entry = byDay.get(date) ?? { day: date, count: 0, half_stars: 0 };
      entry.count += 1;
      entry.half_stars += ratings[index]!;
      byDay.set(date, entry);
    }
    const dates = [...byDay.keys()].sort();
    return {
      ...rest,
      likes_count: share(likes),
      favorites_count: share(favorites),
      dated: [...byDay.values()],
      first_rating_at: dates[0] ?? null,
      last_rating_at: dates.at(-1) ?? null,
    };
  });

/** A cohort's films: names that repeat or are missing, films without ratings, dates and world averages here and there. */
export const cohorts: fc.Arbitrary<FilmAggregate[]> = fc
  .array(aggregate, { maxLength: 25 })
  .map((films) => films.map((given, index) => ({ ...given, film_id: index + 1 })));

/** A cohort's films, and the same films and dates in another order. */
export const shuffledCohorts = cohorts.chain((films) =>
  fc
    .tuple(
      fc.shuffledSubarray(films, { minLength: films.length, maxLength: films.length }),
      fc.infiniteStream(fc.boolean()),
    )
    .map(([shuffled, reversals]) => ({
      films,
      shuffled: shuffled.map((given) => {
        const { value: reversed } = reversals.next();
        return reversed ? { ...given, dated: [...given.dated].reverse() } : given;
      }),
    })),
);
