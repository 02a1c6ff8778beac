/** The poster of a film, in the shape that the real site has shown since August 2025: an element for React to fill. Attributes that nobody reads are left out. */
import { formatStars, type HalfStars } from '@cohort-almanac/core';
import { escapeHtml, filmName } from '../text.ts';
import type { WorldFilm } from '../world.ts';

/** A poster before and after the value of its `data-target-link`, which alone depends on the page. Built once a film. */
const posters = new WeakMap<WorldFilm, readonly [before: string, after: string]>();

/** What the poster says about the film's identity; what isn't known is left out. */
function identifier(film: WorldFilm): string {
  return JSON.stringify({
    ...(film.lid === null ? {} : { lid: film.lid }),
    ...(film.letterboxd_id === null ? {} : { uid: `film:${film.letterboxd_id}` }),
    type: 'film',
    typeName: 'film',
  });
}

function buildPoster(film: WorldFilm): readonly [string, string] {
  const name = escapeHtml(filmName(film));
  const slug = escapeHtml(film.slug);
  const before = `<div class="react-component" data-component-class="LazyPoster" data-item-name="${name}" data-item-slug="${slug}" data-item-link="/film/${slug}/" data-item-full-display-name="${name}" data-postered-identifier="${escapeHtml(identifier(film))}" data-target-link="`;
  const after = `" data-details-endpoint="/film/${slug}/json/"><div class="poster film-poster"><img src="/static/img/empty-poster-70.png" class="image" alt="Poster for ${name}"><span class="frame"><span class="frame-title"></span></span></div></div>`;
  return [before, after];
}

/**
 * A film's poster. On pages of entries (diary) the target link leads to the owner's entry, `/<user>/film/slug/`, instead of
 * the film.
 */
export function poster(film: WorldFilm, owner?: string): string {
  let parts = posters.get(film);
  if (!parts) {
    parts = buildPoster(film);
    posters.set(film, parts);
  }
  const target = `${owner === undefined ? '' : `/${owner}`}/film/${film.slug}/`;
  return parts[0] + escapeHtml(target) + parts[1];
}

/** What the page's owner says about the film, under its poster. */
export function viewingData(film: WorldFilm, halfStars: HalfStars | null, liked: boolean): string {
  const uid = film.letterboxd_id === null ? '' : ` data-item-uid="film:${film.letterboxd_id}"`;
  const rating =
    halfStars === null
      ? ''
      : ` <span class="rating -micro -darker rated-${halfStars}">${formatStars(halfStars)}</span>`;
  const like = liked
    ? ' <span class="like liked-micro has-icon icon-liked icon-16"><span class="icon"></span></span>'
    : '';
  return `<p class="poster-viewingdata"${uid}>${rating}${like} </p>`;
}
