import { bayesianBase, cohortMean } from '../base.ts';
import { SHAPE_BONUS, shapeOf } from '../shapes.ts';
import { zScores } from '../zscores.ts';
import { hasTwoWatchers, type Scorer, scored } from './scorer.ts';

/**
 * The default: the Bayesian base (in stars) plus what likes and favourites, popularity, agreement and the shape of the
 * ratings add to it. Films with two watchers or more.
 */
export const bayesian: Scorer = (films, { parameters: { m, baseline } }) => {
  const mean = cohortMean(films);
  const ranked = films.filter(hasTwoWatchers);
  const popularity = zScores(ranked.map((film) => Math.log10(film.watchers)));
  return ranked.map((film, index) => {
    const shape = shapeOf(film.histogram);
    return scored(film, {
      base: bayesianBase(film.watchers, film.avg_rating, m, mean),
      likes_and_favorites: Math.min(1, film.watchers / baseline) * (0.6 * film.favorite_rate + 0.25 * film.like_rate),
      popularity: 0.25 * popularity[index]!,
      consensus: 0.1 * film.consensus_strength,
      shape: 0.15 * SHAPE_BONUS[shape],
      shape_label: shape,
    });
  });
};
