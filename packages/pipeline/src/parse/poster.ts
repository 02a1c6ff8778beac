/** The poster item, which looks the same on every kind of page. */
import { isHalfStars, splitFilmName, toStars } from '@cohort-almanac/core';
import type { Element } from 'domhandler';
import type { Unreadable } from './collect.ts';
import { cleanTextOf, first, hasClass } from './dom.ts';
import type { Attributes } from './sieve.ts';
import { cleanText, filmSlug } from './text.ts';
import type { FilmItem } from './types.ts';

const POSTER = '[data-component-class="LazyPoster"]';
export const VIEWING_DATA = 'p.poster-viewingdata';

export function isPoster(attributes: Attributes): boolean {
  return attributes['data-component-class'] === 'LazyPoster';
}

/** Posters of before August 2025. They carry other attributes and are not read, only recognised. */
export function isOldPoster(attributes: Attributes): boolean {
  return attributes['data-film-slug'] !== undefined;
}

const SLUG = /^[a-z0-9][a-z0-9_-]*$/iu;
const LID = /^[a-z0-9]+$/iu;

/** What a poster's own attributes say; null when none of them identifies a film. */
export function readIdentity(poster: Element): Pick<FilmItem, 'slug' | 'lid' | 'letterboxd_id'> | null {
  const { attribs } = poster;
  const given = attribs['data-item-slug'] ?? '';
  // data-target-link may lead to a member's view of the film, and is no source of the slug.
  const slug = SLUG.test(given) ? given : filmSlug(attribs['data-item-link']);
  const { lid, uid } = readIdentifier(attribs['data-postered-identifier']);
  const number = /^film:(\d+)$/u.exec(uid ?? '')?.[1] ?? /^\d+$/u.exec(attribs['data-film-id'] ?? '')?.[0];
  const identity = { slug, lid, letterboxd_id: number === undefined ? null : Number(number) };
  return identity.slug === null && identity.lid === null && identity.letterboxd_id === null ? null : identity;
}

function readIdentifier(json: string | undefined): { lid: string | null; uid: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(json ?? 'null');
  } catch {
    // Unreadable is the same as missing: the caller sees an identity without lid and number.
    value = null;
  }
  if (typeof value !== 'object' || value === null) return { lid: null, uid: null };
  const { lid, uid } = value as { lid?: unknown; uid?: unknown };
  return {
    lid: typeof lid === 'string' && LID.test(lid) ? lid : null,
    uid: typeof uid === 'string' ? uid : null,
  };
}

/** Reads a poster's film, unrated and not liked; what stands beside the poster is for the caller. */
export function readPoster(poster: Element): FilmItem | Unreadable {
  const identity = readIdentity(poster);
  if (identity === null) return { unreadable: '[data-item-slug], [data-postered-identifier]' };
  const { title, year } = splitFilmName(cleanText(poster.attribs['data-item-name'] ?? ''));
  if (title === '') return { unreadable: '[data-item-name]' };
  return {
    slug: identity.slug,
    title,
    year,
    lid: identity.lid,
    letterboxd_id: identity.letterboxd_id,
    rating: null,
    liked: false,
  };
}

/** Reads the poster inside an item. */
export function readPosterIn(item: Element): FilmItem | Unreadable {
  const poster = first(item, (element) => isPoster(element.attribs));
  return poster === null ? { unreadable: POSTER } : readPoster(poster);
}

const RATED = /(?:^|\s)rated-(\d+)(?:\s|$)/u;

/**
 * Reads rating and like of the page's owner beside a poster. An item without this part is unreadable, not unrated: unrated items
 * have it, empty.
 */
export function readViewing(item: Element): Pick<FilmItem, 'rating' | 'liked'> | Unreadable {
  const data = first(item, (element) => element.name === 'p' && hasClass(element, 'poster-viewingdata'));
  if (data === null) return { unreadable: VIEWING_DATA };
  const liked = first(data, (element) => hasClass(element, 'icon-liked')) !== null;
  const rated = first(data, (element) => RATED.test(element.attribs.class ?? ''));
  if (rated === null) {
    // Stars without the class that tells how many: the class was renamed, and "unrated" would be wrong.
    return /[★½]/u.test(cleanTextOf(data)) ? { unreadable: `${VIEWING_DATA} .rated-N` } : { rating: null, liked };
  }
  const halfStars = Number(RATED.exec(rated.attribs.class ?? '')?.[1]);
  return isHalfStars(halfStars) ? { rating: toStars(halfStars), liked } : { unreadable: `${VIEWING_DATA} .rated-N` };
}
