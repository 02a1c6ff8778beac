import { countBetween } from '../../histogram.ts';
import { hasTwoWatchers, type Scorer, scored } from './scorer.ts';

/** The 97.5th percentile of the normal distribution, for an interval of 95 %. */
const Z = 1.959964;

/**
 * The lower bound of the 95 % Wilson score interval of the share `successes / trials` (E. B. Wilson, "Probable inference,
 * the law of succession, and statistical inference", 1927). In [0, 1]; `trials` must be above 0.
 */
export function wilsonLowerBound(successes: number, trials: number): number {
  // On paper the bound of none is 0; the terms of the formula would cancel only up to rounding, and order those films.
  if (successes === 0) return 0;
  const share = successes / trials;
  const square = Z * Z;
  const margin = Z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return (share + square / (2 * trials) - margin) / (1 + square / trials);
}

/** Which share of ratings is 3.5 stars or better, as surely as the number of watchers allows to say. */
export const wilson: Scorer = (films) =>
  films.filter(hasTwoWatchers).map((film) => {
    const good = countBetween(film.histogram, 7, 10);
    const share = good / film.watchers;
    return scored(film, { share, uncertainty: wilsonLowerBound(good, film.watchers) - share });
  });
