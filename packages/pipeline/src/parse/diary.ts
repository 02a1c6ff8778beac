/** `/u/diary/`: a table of viewings, newest first. */
import { isHalfStars, toStars } from '@cohort-almanac/core';
import { type Element, isTag } from 'domhandler';
import type { Unreadable } from './collect.ts';
import { cleanTextOf, first, hasClass } from './dom.ts';
import { readGrid } from './grids.ts';
import { isSmallPrint, keepCommon, keepListing, type Page } from './page.ts';
import { isOldPoster, isPoster, readPosterIn } from './poster.ts';
import { hasWord, type SieveSpec } from './sieve.ts';
import { toPath } from './text.ts';
import type { DiaryItem, PageContents } from './types.ts';

const ROW = 'tr.diary-entry-row';
const RATED = /(?:^|\s)rated-(\d+)(?:\s|$)/u;

export const DIARY_SPEC: SieveSpec = {
  endsAtFooter: true,
  hollow: (attributes) => hasWord(attributes.class, 'film-poster'),
  keep(name, attributes) {
    if (isSmallPrint(name, attributes)) return null;
    if (name === 'tr' && hasWord(attributes.class, 'diary-entry-row')) return 'item';
    // Posters outside a row tell that the rows are called something else now.
    if (isPoster(attributes) || isOldPoster(attributes)) return 'tag';
    return keepListing(name, attributes) ?? keepCommon(name, attributes);
  },
};

/** Reads a diary under the drift rules of all grids of posters: nothing is nothing only when the page says so itself. */
export function readDiary(page: Page): PageContents['diary'] {
  return readGrid(page, { selector: ROW, pageSize: 50, read: readEntry });
}

function readEntry(row: Element): DiaryItem | Unreadable {
  const viewing_id = row.attribs['data-viewing-id']?.trim() ?? '';
  if (viewing_id === '') return { unreadable: `${ROW}[data-viewing-id]` };
  const film = readPosterIn(row);
  if ('unreadable' in film) return film;
  const watched_on = dayOf(first(row, (element) => element.name === 'a' && hasClass(element, 'daydate')));
  if (watched_on === null) return { unreadable: 'a.daydate[href]' };
  const rating = readRating(cell(row, 'col-rating'));
  if (typeof rating === 'object' && rating !== null) return rating;
  const like = cell(row, 'col-like');
  if (like === null) return { unreadable: 'td.col-like' };
  const rewatch = cell(row, 'col-rewatch');
  if (rewatch === null) return { unreadable: 'td.col-rewatch' };
  const review = cell(row, 'col-review');
  if (review === null) return { unreadable: 'td.col-review' };
  return {
    ...film,
    rating,
    liked: first(like, (element) => hasClass(element, 'icon-liked')) !== null,
    watched_on,
    rewatch: !hasClass(rewatch, 'icon-status-off'),
    reviewed: !hasClass(review, 'icon-status-off'),
    viewing_id,
  };
}

function cell(row: Element, name: string): Element | null {
  for (const child of row.children) if (isTag(child) && child.name === 'td' && hasClass(child, name)) return child;
  return null;
}

/** The stars of an entry, or null for none. */
function readRating(of: Element | null): number | null | Unreadable {
  if (of === null) return { unreadable: 'td.col-rating' };
  const rated = first(of, (element) => RATED.test(element.attribs.class ?? ''));
  // Stars without the class that tells how many: the class was renamed, and "unrated" would be wrong.
  if (rated === null) return /[★½]/u.test(cleanTextOf(of)) ? { unreadable: 'td.col-rating .rated-N' } : null;
  const halfStars = Number(RATED.exec(rated.attribs.class ?? '')?.[1]);
  return isHalfStars(halfStars) ? toStars(halfStars) : { unreadable: 'td.col-rating .rated-N' };
}

/** The day in a link such as `/u/diary/films/for/2024/03/01/`. */
function dayOf(link: Element | null): string | null {
  const found = /\/for\/(\d{4})\/(\d{2})\/(\d{2})\/?$/u.exec(toPath(link?.attribs.href) ?? '');
  return found === null ? null : calendarDay(`${found[1]}-${found[2]}-${found[3]}`);
}

/** The text when it is a day of the calendar as `YYYY-MM-DD`, else null. */
export function calendarDay(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  // 30 February is read as a day of March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text;
}
