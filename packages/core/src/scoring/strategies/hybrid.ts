import { recencyWeights } from '../recency-weights.ts';
import { zScores } from '../zscores.ts';
import { hasTwoWatchers, type Scorer, scored } from './scorer.ts';

/**
 * Rating, popularity and freshness side by side. Films with two watchers or more. A film without dated ratings enters the
 * mean of the freshness with 0, and its own term is 0: what is unknown neither helps nor harms it.
 */
export const hybrid: Scorer = (films, { parameters, asOf }) => {
  const ranked = films.filter(hasTwoWatchers);
  const weigh = recencyWeights(asOf, parameters);
  const dated = ranked.map(weigh);
  const rating = zScores(ranked.map((film) => film.avg_rating));
  const popularity = zScores(ranked.map((film) => Math.log10(film.watchers)));
  const freshness = zScores(ranked.map((film, index) => dated[index]!.weight / film.watchers));
  return ranked.map((film, index) =>
    scored(film, {
      rating: rating[index]!,
      popularity: parameters.alpha * popularity[index]!,
      recency: dated[index]!.count === 0 ? 0 : parameters.beta * freshness[index]!,
    }),
  );
};
