/** Cohorts to compute with: generated in the shape of a real one, or taken from MovieLens. The same ones in every run. */
import { loadMovielens } from '@cohort-almanac/pipeline';

/** One film that one member rated. Both are counted from 1. */
export interface CohortRating {
  member: number;
  film: number;
  half_stars: number;
  liked: boolean;
  /** `YYYY-MM-DD`. Crawled ratings have none; benches date all of them, which is more to compute. */
  rated_at: string;
}

export interface BenchCohort {
  members: number;
  films: { title: string; slug: string; year: number | null; weighted_average: number | null }[];
  ratings: CohortRating[];
}

export interface Shape {
  members: number;
  films: number;
  ratings: number;
  /** Ratings that every film has at least. */
  leastWatchers: number;
}

/** The shape of MovieLens' ml-latest-small. */
export const MOVIELENS_SHAPE: Shape = { members: 610, films: 9_724, ratings: 100_836, leastWatchers: 1 };

/** Mulberry32: numbers in [0, 1) that are the same for the same seed on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2018, 0, 1);
const DAYS = 3_000;
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/**
 * A cohort with a long tail: few films that nearly everybody saw, many that only a few did. In the shape of MovieLens the
 * most watched film gets about 350 ratings (329 there), half of the films at most 2 (3), and 2,700 films a single one
 * (3,446). Popularity is relative to the number of films, so that a cohort with more of everything is the same, only larger.
 */
export function generateCohort({ members, films, ratings, leastWatchers }: Shape, seed = films): BenchCohort {
  const random = randomNumbers(seed);
  const cumulative = new Float64Array(films);
  let sum = 0;
  for (let film = 0; film < films; film += 1) {
    sum += (film / films + 0.009) ** -1.65;
    cumulative[film] = sum;
  }
  const quality = Array.from({ length: films }, () => 5 + 3 * random() + 1.5 * random());
  // A few members rate a lot, everybody a bit.
  let total = 0;
  const appetites = Float64Array.from({ length: members }, () => {
    total += 0.04 + random() ** 8;
    return total;
  });
  const choose = (sums: Float64Array) => lowerBound(sums, random() * sums.at(-1)!);

  const seen = new Set<number>();
  const result: CohortRating[] = [];
  const rate = (member: number, film: number) => {
    const key = member * films + film;
    if (seen.has(key)) return false;
    seen.add(key);
    const noise = (random() + random() + random() - 1.5) * 3;
    const half_stars = Math.min(10, Math.max(1, Math.round(quality[film]! + noise)));
    result.push({
      member: member + 1,
      film: film + 1,
      half_stars,
      liked: half_stars >= 8 && random() < 0.5,
      rated_at: day(FIRST_DAY + Math.floor(random() * DAYS) * DAY_MS),
    });
    return true;
  };
  for (let film = 0; film < films; film += 1) {
    for (let n = 0; n < leastWatchers; ) if (rate(choose(appetites), film)) n += 1;
  }
  while (result.length < ratings) rate(choose(appetites), choose(cumulative));
  return {
    members,
    films: quality.map((mean, film) => ({
      title: `Film ${film + 1}`,
      slug: `film-${film + 1}`,
      year: 1930 + Math.floor(random() * 95),
      weighted_average: (mean - 0.5 + random()) / 2,
    })),
    ratings: result,
  };
}

/** The first index whose sum is above `value`. */
function lowerBound(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The cohort of all MovieLens members, its ratings dated. */
export function movielensCohort(dir: string): BenchCohort {
  const world = loadMovielens(dir);
  const films = new Map(world.films.map((film, index) => [film, index + 1]));
  const members = new Map(world.members.map((member, index) => [member, index + 1]));
  return {
    members: world.members.length,
    films: world.films,
    ratings: world.ratings.map(({ member, film, half_stars, liked, rated_at }) => ({
      member: members.get(member)!,
      film: films.get(film)!,
      half_stars: half_stars!,
      liked,
      rated_at: day(rated_at!),
    })),
  };
}
