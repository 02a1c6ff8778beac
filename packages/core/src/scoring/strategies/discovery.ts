import { zScores } from '../zscores.ts';
import { hasTwoWatchers, type Scorer, scored } from './scorer.ts';

/** What the cohort holds dearer than the world does. Films with two watchers or more and a known Letterboxd average. */
export const discovery: Scorer = (films) => {
  const ranked = films.filter((film) => hasTwoWatchers(film) && film.world_average !== null);
  const cohort = zScores(ranked.map((film) => film.avg_rating));
  const world = zScores(ranked.map((film) => film.world_average!));
  return ranked.map((film, index) => scored(film, { cohort: cohort[index]!, world: 0 - world[index]! }));
};
