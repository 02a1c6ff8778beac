/** What every strategy is: a function from rated films to scores and their parts. */
import type { RankedFilm, RatedFilm, ScoringParameters } from '../types.ts';

export interface ScoringContext {
  parameters: ScoringParameters;
  /** The UTC day on which the run began, `YYYY-MM-DD`. */
  asOf: string;
}

export interface ScoredFilm extends Pick<RankedFilm, 'score' | 'components'> {
  film: RatedFilm;
}

/**
 * Scores the films that the strategy ranks, and leaves out the others. `films` are all films of the cohort with a rating,
 * in sum order; the answer keeps that order.
 */
export type Scorer = (films: readonly RatedFilm[], context: ScoringContext) => ScoredFilm[];

/** A film's score as the sum of its numeric components, in their order; the others are labels. */
export function scored(film: RatedFilm, components: RankedFilm['components']): ScoredFilm {
  let score = 0;
  for (const name in components) {
    const part = components[name];
    if (typeof part === 'number') score += part;
  }
  return { film, score, components };
}

/** A film that one member rated says more about the member than about the film. */
export function hasTwoWatchers(film: RatedFilm): boolean {
  return film.watchers >= 2;
}
