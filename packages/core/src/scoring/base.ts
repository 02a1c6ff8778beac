/** The Bayesian base: a film's mean, drawn towards the cohort's by as many ratings as `m` says. */
import { inSumOrder, isRated } from './order.ts';
import type { FilmStats, RatedFilm, ScoringParameters } from './types.ts';

/** C: the mean of the films' means, over all films with a rating, in sum order; 0 when there is none. */
export function cohortMean(rated: readonly Pick<RatedFilm, 'avg_rating'>[]): number {
  let sum = 0;
  for (const film of rated) sum += film.avg_rating;
  return rated.length === 0 ? 0 : sum / rated.length;
}

/** `w/(w+m) · average + m/(w+m) · C`, in stars. */
export function bayesianBase(watchers: number, average: number, m: number, mean: number): number {
  return (watchers / (watchers + m)) * average + (m / (watchers + m)) * mean;
}

/** The Bayesian base, in stars, of every film with a rating, by film_id. */
export function baseScores(
  stats: readonly Pick<FilmStats, 'film_id' | 'slug' | 'lid' | 'watchers' | 'avg_rating'>[],
  parameters: Pick<ScoringParameters, 'm'>,
): Map<number, number> {
  const rated = inSumOrder(stats.filter(isRated));
  const mean = cohortMean(rated);
  return new Map(rated.map((film) => [film.film_id, bayesianBase(film.watchers, film.avg_rating, parameters.m, mean)]));
}
