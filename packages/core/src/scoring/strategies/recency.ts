import { cohortMean } from '../base.ts';
import { recencyWeights } from '../recency-weights.ts';
import { type Scorer, scored } from './scorer.ts';

/**
 * The Bayesian base (in stars) of the dated ratings, each weighing less the older it is. Films with two dated ratings or
 * more. `w` and the mean of the base are the sum of weights and the weighted mean, so `w · mean` is the weighted sum.
 */
export const recency: Scorer = (films, { parameters, asOf }) => {
  const mean = cohortMean(films);
  const weigh = recencyWeights(asOf, parameters);
  return films.flatMap((film) => {
    const { count, weight, stars } = weigh(film);
    if (count < 2) return [];
    const all = weight + parameters.m;
    // Weights of very old ratings underflow to 0; with m = 0 nothing is left then but the cohort's mean.
    if (all === 0) return [scored(film, { recent_ratings: 0, cohort_mean: mean })];
    return [scored(film, { recent_ratings: stars / all, cohort_mean: (parameters.m / all) * mean })];
  });
};
