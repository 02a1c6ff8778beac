/** From what a page shows to what is stored. */
import { toHalfStars } from '@cohort-almanac/core';
import {
  type Database,
  type DatedViewing,
  type FilmSighting,
  type RatingInput,
  resolveFilms,
} from '@cohort-almanac/db';
import type { DiaryItem, FilmItem } from '../parse/index.ts';

/** The film ids behind these posters, in their order. */
export function filmIds(db: Database, items: readonly FilmItem[]): Promise<number[]> {
  return resolveFilms(
    db,
    items.map(({ lid, letterboxd_id, slug, title, year }): FilmSighting => ({ lid, letterboxd_id, slug, title, year })),
  );
}

/** Posters of a films or likes page as rating rows. Grids carry no dates. */
export function toRatings(items: readonly FilmItem[], ids: readonly number[], watched: boolean): RatingInput[] {
  return items.map((item, i) => ({
    film_id: ids[i]!,
    rating: item.rating === null ? null : toHalfStars(item.rating),
    liked: item.liked,
    watched: watched || item.rating !== null,
    rated_at: null,
  }));
}

/** The entries of a diary that date a rating. */
export function toViewings(items: readonly DiaryItem[], ids: readonly number[]): DatedViewing[] {
  return items.flatMap(({ rating, watched_on }, i) => {
    const halfStars = rating === null ? null : toHalfStars(rating);
    return halfStars === null ? [] : [{ film_id: ids[i]!, rating: halfStars, watched_on }];
  });
}
