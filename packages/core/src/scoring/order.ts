/** The orders in which films are summed and ranked. */
import { compareFilms } from '../film.ts';
import type { FilmStats, RatedFilm } from './types.ts';

type Ordered = Pick<FilmStats, 'slug' | 'lid' | 'film_id'>;

/** Slug, then lid; `film_id` parts only films of which neither is known, so that the order is total. */
function compareForSums(a: Ordered, b: Ordered): number {
  return compareFilms(a, b) || a.film_id - b.film_id;
}

/** A copy in the order of every sum over films. Fast when the films are in that order already. */
export function inSumOrder<Film extends Ordered>(films: readonly Film[]): Film[] {
  return films.slice().sort(compareForSums);
}

/** More watchers first, then slug, then lid: how ties fall in every ranking. */
export function compareTied(a: Ordered & { watchers: number }, b: Ordered & { watchers: number }): number {
  return b.watchers - a.watchers || compareForSums(a, b);
}

/** Whether at least one member rated the film, so that its means are known. */
export function isRated<Film extends Pick<FilmStats, 'watchers' | 'avg_rating'>>(
  film: Film,
): film is Film & Pick<RatedFilm, keyof Film & keyof RatedFilm> {
  return film.watchers > 0 && film.avg_rating !== null;
}
