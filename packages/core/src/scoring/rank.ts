/** Rankings: every strategy under its name, and the one order in which scores become ranks. */
import { insights } from './insights.ts';
import { compareTied, inSumOrder, isRated } from './order.ts';
import { checkParameters } from './parameters.ts';
import { bayesian } from './strategies/bayesian.ts';
import { cohortAffinity } from './strategies/cohort-affinity.ts';
import { discovery } from './strategies/discovery.ts';
import { hybrid } from './strategies/hybrid.ts';
import { recency } from './strategies/recency.ts';
import type { Scorer } from './strategies/scorer.ts';
import { wilson } from './strategies/wilson.ts';
import type { FilmStats, Insight, RankedFilm, RatedFilm, ScoringParameters, Strategy } from './types.ts';

const SCORERS: Readonly<Record<Strategy, Scorer>> = {
  bayesian,
  cohort_affinity: cohortAffinity,
  wilson,
  discovery,
  recency,
  hybrid,
};

/**
 * Ranks the films of a cohort under a strategy: rank 1 first, ties to more watchers, then slug, then lid. `stats` are the
 * statistics of all its films, in any order; films that the strategy does not rank are left out. `asOf` is the UTC day to
 * which ages are counted, `YYYY-MM-DD`. The numeric components of a film add up to its score.
 * Throws a RangeError for parameters or a day with which nothing can be computed.
 */
export function rankFilms(
  strategy: Strategy,
  stats: readonly FilmStats[],
  parameters: ScoringParameters,
  asOf: string,
): RankedFilm[] {
  checkParameters(parameters);
  const scores = SCORERS[strategy](inSumOrder(stats.filter(isRated)), { parameters, asOf });
  scores.sort((a, b) => b.score - a.score || compareTied(a.film, b.film));
  return scores.map(({ film, score, components }, index) => ({
    film_id: film.film_id,
    strategy,
    score,
    rank: index + 1,
    components,
  }));
}

/** A strategy's ranking and the insights of the films in it. */
export interface RankedList {
  strategy: Strategy;
  /** From rank 1. */
  ranked: RankedFilm[];
  /** In the order of slug, then lid. */
  insights: Insight[];
}

/**
 * `rankFilms`, and the insights of what it ranks. For a timeframe give the statistics of the films in it: scores, ranks,
 * percentiles and labels are then relative to those films alone.
 */
export function rankAndLabel(
  strategy: Strategy,
  stats: readonly FilmStats[],
  parameters: ScoringParameters,
  asOf: string,
): RankedList {
  const ranked = rankFilms(strategy, stats, parameters, asOf);
  const byId = new Map(stats.map((film) => [film.film_id, film]));
  // Only films with a rating are ranked.
  return { strategy, ranked, insights: insights(ranked.map((film) => byId.get(film.film_id) as RatedFilm)) };
}
