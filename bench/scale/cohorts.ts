/** Many cohorts made of one: each as large as the first and of the same shape, with films and opinions of its own. Pure. */
import { type BenchCohort, type CohortRating, randomNumbers } from '../support/cohort.ts';

type Film = BenchCohort['films'][number];

/** Of the films of a cohort, the most watched ones that every cohort knows; the others come from what the store knows. */
const SHARED = 0.2;

/**
 * Films that are known when there are so many cohorts. They grow with the cube root: MovieLens' 25M set has 266 times the
 * members of ml-latest-small and 6 times its films.
 */
export function catalogueSize(films: number, cohorts: number): number {
  return Math.round(films * Math.cbrt(cohorts));
}

/** The films that come after the first `before`, up to `total`. */
export function furtherFilms(before: number, total: number, seed: number): Film[] {
  const random = randomNumbers(seed + before);
  return Array.from({ length: total - before }, (_, n) => ({
    title: `Film ${before + n + 1}`,
    slug: `film-${before + n + 1}`,
    year: 1930 + Math.floor(random() * 95),
    weighted_average: 2 + random() * 2,
  }));
}

/**
 * The ratings of cohort number `n`, counted from 0, which is the template itself. The members of the others have the appetite
 * and days of its members, opinions of their own, and watch tail films from a catalogue of `films`.
 */
export function ratingsOf(template: BenchCohort, n: number, films: number, seed: number): CohortRating[] {
  if (n === 0) return template.ratings;
  const random = randomNumbers(seed * 1_000 + n);
  const filmOf = chooseFilms(template, films, random);
  const firstMember = n * template.members;
  return template.ratings.map(({ member, film, half_stars, liked, rated_at }) => ({
    member: firstMember + member,
    film: filmOf[film - 1]!,
    half_stars: Math.min(10, Math.max(1, half_stars + Math.floor(random() * 3) - 1)),
    liked,
    rated_at,
  }));
}

/** For each film of the template one of the catalogue, none twice: popular ones stay, the others come from equal parts. */
function chooseFilms({ films, ratings }: BenchCohort, catalogue: number, random: () => number): number[] {
  const watchers = films.map(() => 0);
  for (const { film } of ratings) watchers[film - 1]! += 1;
  const byWatchers = films.map((_, index) => index).sort((a, b) => watchers[b]! - watchers[a]! || a - b);
  const shared = Math.floor(films.length * SHARED);
  const tail = films.length - shared;
  const width = (catalogue - shared) / tail;
  const chosen = films.map((_, index) => index + 1);
  for (let place = 0; place < tail; place += 1) {
    const from = Math.floor(place * width);
    const to = Math.floor((place + 1) * width);
    const picked = from + Math.floor(random() * (to - from));
    chosen[byWatchers[shared + place]!] = picked < tail ? byWatchers[shared + picked]! + 1 : shared + picked + 1;
  }
  return chosen;
}
