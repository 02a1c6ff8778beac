/** Why a film stands where it stands: the parts of a score in words. */
import type { RankedFilm, Strategy } from './types.ts';

/** One part of a score. */
export interface ScoreComponent {
  name: string;
  /** What it adds to the score; the contributions of a film add up to its score. */
  contribution: number;
  /** The word from which it was made, as the shape of the ratings; null when it was made from numbers. */
  label: string | null;
  explanation: string;
}

const POPULARITY = 'How many members rated it, beside the other ranked films.';
const CONSENSUS = 'The share of ratings of 4 and more, less the share of 2 and less.';
const SHAPE = 'What the shape of its ratings is worth.';

/** A text for each numeric component of each strategy. */
const EXPLANATIONS: Readonly<Record<Strategy, Readonly<Record<string, string>>>> = {
  bayesian: {
    base: 'Its mean rating, drawn towards the mean of all films, the more the fewer rated it.',
    likes_and_favorites: 'How many of its raters like it, and hold it among their favourites.',
    popularity: POPULARITY,
    consensus: CONSENSUS,
    shape: SHAPE,
  },
  cohort_affinity: {
    rating: 'Its mean rating, beside those of the other ranked films.',
    popularity: `${POPULARITY} Beyond a point more of them add nothing.`,
    favorites: 'The share of raters who hold it among their favourites, beside the other ranked films.',
    likes: 'The share of raters who like it, beside the other ranked films.',
    shape: SHAPE,
    consensus: CONSENSUS,
  },
  wilson: {
    share: 'The share of its ratings that are 3.5 stars or better.',
    uncertainty: 'What is taken off because so few ratings could be chance.',
  },
  discovery: {
    cohort: "The circle's mean rating, beside those of the other ranked films.",
    world: "Letterboxd's average of it, beside those of the other ranked films, taken off.",
  },
  recency: {
    recent_ratings: 'Its dated ratings, each weighing less the older it is.',
    cohort_mean: 'The mean of all films, which stands in for the ratings that it lacks.',
  },
  hybrid: {
    rating: 'Its mean rating, beside those of the other ranked films.',
    popularity: POPULARITY,
    recency: 'How fresh its ratings are, beside the other ranked films; nothing when none has a date.',
  },
};

/** The parts of a ranked film's score, in the order in which they are added up. */
export function explainScore(strategy: Strategy, components: RankedFilm['components']): ScoreComponent[] {
  const texts = EXPLANATIONS[strategy];
  return Object.keys(texts).flatMap((name) => {
    const contribution = components[name];
    if (typeof contribution !== 'number') return [];
    const label = components[`${name}_label`];
    return [{ name, contribution, label: typeof label === 'string' ? label : null, explanation: texts[name]! }];
  });
}
