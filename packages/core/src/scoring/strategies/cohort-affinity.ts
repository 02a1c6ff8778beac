import { SHAPE_BONUS, shapeOf } from '../shapes.ts';
import { zScores } from '../zscores.ts';
import { type Scorer, scored } from './scorer.ts';

/** What this cohort holds dear compared with its other films. Films with `floor` watchers or more; popularity is capped. */
export const cohortAffinity: Scorer = (films, { parameters: { floor } }) => {
  const ranked = films.filter((film) => film.watchers >= floor);
  const rating = zScores(ranked.map((film) => film.avg_rating));
  const popularity = zScores(ranked.map((film) => Math.log10(film.watchers)));
  const favorites = zScores(ranked.map((film) => film.favorite_rate));
  const likes = zScores(ranked.map((film) => film.like_rate));
  return ranked.map((film, index) => {
    const shape = shapeOf(film.histogram);
    return scored(film, {
      rating: 0.35 * rating[index]!,
      popularity: 0.2 * Math.min(1, popularity[index]!),
      favorites: 0.25 * favorites[index]!,
      likes: 0.1 * likes[index]!,
      shape: 0.1 * SHAPE_BONUS[shape],
      consensus: 0.1 * film.consensus_strength,
      shape_label: shape,
    });
  });
};
