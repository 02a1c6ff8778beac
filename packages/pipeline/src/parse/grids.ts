/** Pages that are a grid of posters: films, likes, watchlist, a person's films, lists. */
import { isHalfStars, toStars } from '@cohort-almanac/core';
import type { Element } from 'domhandler';
import { type Collected, CUT_OFF, collect, type Unreadable } from './collect.ts';
import { cleanTextOf, first, hasClass, parts } from './dom.ts';
import { markupChanged, tooOld } from './failure.ts';
import {
  bodyOf,
  EMPTY_SIGN,
  isSmallPrint,
  keepCommon,
  keepListing,
  metaOf,
  type Page,
  readPagination,
  readTotal,
  saysEmpty,
} from './page.ts';
import { isOldPoster, isPoster, readPosterIn, readViewing, VIEWING_DATA } from './poster.ts';
import { hasWord, type Keep, type SieveSpec } from './sieve.ts';
import { parseCount, textOrNull } from './text.ts';
import type { FilmItem, ListFilmItem, ListHeader, PageContents } from './types.ts';

type Read<T> = (item: Element) => T | Unreadable;

interface Grid<T> {
  /** Names the items in errors. */
  selector: string;
  pageSize: number | null;
  read: Read<T>;
}

const ITEM_CLASSES = ['griditem', 'posteritem'];

function gridSpec(scope?: SieveSpec['scope'], keepMore?: (name: string, classes: string) => Keep): SieveSpec {
  return {
    endsAtFooter: true,
    // Picture, link and buttons of a poster: more than half of the nodes of an item.
    hollow: (attributes) => hasWord(attributes.class, 'film-poster'),
    ...(scope === undefined ? {} : { scope }),
    keep(name, attributes, inScope): Keep {
      if (isSmallPrint(name, attributes)) return null;
      const classes = attributes.class;
      if (name === 'li' && classes !== undefined && (scope === undefined || inScope)) {
        if (ITEM_CLASSES.some((word) => hasWord(classes, word))) return 'item';
      }
      // Posters outside an item tell that the items are called something else now.
      if (isPoster(attributes) || isOldPoster(attributes)) return 'tag';
      if (name === 'li' && hasWord(classes, 'poster-container')) return 'tag';
      const more = classes === undefined ? null : (keepMore?.(name, classes) ?? null);
      return more ?? keepListing(name, attributes) ?? keepCommon(name, attributes);
    },
  };
}

export const GRID_SPEC = gridSpec();
export const LIST_SPEC = gridSpec(
  (name, attributes) => name === 'ul' && hasWord(attributes.class, 'js-list-entries'),
  (name, classes) => (name === 'h1' && hasWord(classes, 'title-1') ? 'tree' : null),
);

/** Reads the items of a grid under the drift rules: nothing is nothing only when the page says so itself. */
export function readGrid<T>(page: Page, grid: Grid<T>) {
  const elements = page.items;
  const strays = parts(page.document, (part) => isPoster(part.attribs)).length;
  const total = readTotal(page);
  refuseOldPosters(page);
  if (elements.length === 0) refuseSilence(page, grid.selector, strays, total);
  const collected: Collected<T> = collect(elements, grid.read);
  const warnings = [...collected.warnings];
  if (strays > 0) warnings.push(`${strays} posters outside ${grid.selector} were not read`);
  if (page.cutOff) warnings.push(CUT_OFF);
  const { next, lastPage } = readPagination(page, { items: elements.length, pageSize: grid.pageSize, total });
  const complete = !page.cutOff && collected.skipped === 0 && strays === 0;
  return { items: collected.items, next, total, last_page: lastPage, complete, warnings };
}

function refuseOldPosters(page: Page): void {
  // One poster of today is enough to see that the page is not an old one.
  if (page.items.some((item) => first(item, (element) => isPoster(element.attribs)) !== null)) return;
  const outside = parts(page.document, (part) => hasClass(part, 'poster-container') || isOldPoster(part.attribs));
  const inside = page.items.some((item) => first(item, (element) => isOldPoster(element.attribs)) !== null);
  if (outside.length > 0 || inside) throw tooOld();
}

function refuseSilence(page: Page, selector: string, strays: number, total: number | null): void {
  if (strays > 0) throw markupChanged(selector, `There are ${strays} posters, but none of them in ${selector}.`);
  if (saysEmpty(page, total)) return;
  const what = page.cutOff
    ? 'The page is cut off before its first item'
    : `Nothing was found, and neither ${EMPTY_SIGN} nor a count of 0`;
  throw markupChanged(selector, `${what}: this is not taken for an empty page.`);
}

/** `/u/films/`: every item says how its owner rated it. */
export function readFilms(page: Page): PageContents['films'] {
  return readGrid(page, { selector: 'li.griditem', pageSize: 72, read: readRated });
}

function readRated(item: Element): FilmItem | Unreadable {
  const film = readPosterIn(item);
  if ('unreadable' in film) return film;
  const viewing = readViewing(item);
  return 'unreadable' in viewing ? viewing : { ...film, ...viewing };
}

/** `/u/likes/films/`: an item without the mark of a like does not belong on this page. */
export function readLikes(page: Page): PageContents['likes'] {
  return readGrid(page, { selector: 'li.posteritem', pageSize: 72, read: readLiked });
}

function readLiked(item: Element): FilmItem | Unreadable {
  const film = readRated(item);
  return 'unreadable' in film || film.liked ? film : { unreadable: `${VIEWING_DATA} .icon-liked` };
}

/** `/u/watchlist/`: posters only. */
export function readWatchlist(page: Page): PageContents['watchlist'] {
  return readGrid(page, { selector: 'li.griditem', pageSize: 28, read: readPosterIn });
}

/** `/actor/x/`, `/director/x/`: posters only, all on one page. */
export function readPerson(page: Page): PageContents['person'] {
  return readGrid(page, { selector: 'li.griditem', pageSize: null, read: readPosterIn });
}

/** `/u/list/slug/`: ratings are those of the list's owner; ranked lists number their items. */
export function readList(page: Page): PageContents['list'] {
  const grid = readGrid(page, { selector: 'ul.js-list-entries li.posteritem', pageSize: 100, read: readEntry });
  const { document } = page;
  const ownPath = /^(\/[^/]+\/list\/[^/]+\/)/u.exec(page.path ?? '')?.[1] ?? null;
  const heading = parts(document, (part) => part.name === 'h1' && hasClass(part, 'title-1'))[0] ?? null;
  const item: ListHeader = {
    title: cleanTextOf(heading) || textOrNull(metaOf(document, 'og:title')),
    owner: bodyOf(document)['data-owner'] ?? /^\/([^/]+)\//u.exec(ownPath ?? '')?.[1] ?? null,
    path: ownPath,
    ranked: grid.items.some((entry) => entry.position !== null),
  };
  const shown = page.items.some((entry) => entry.attribs['data-owner-rating'] !== undefined);
  if (grid.items.length > 0 && !shown) grid.warnings.push("No item says how the list's owner rated it");
  return { ...grid, item };
}

function readEntry(entry: Element): ListFilmItem | Unreadable {
  const film = readPosterIn(entry);
  if ('unreadable' in film) return film;
  const halfStars = Number(entry.attribs['data-owner-rating'] ?? 0);
  if (halfStars !== 0 && !isHalfStars(halfStars)) return { unreadable: 'li[data-owner-rating]' };
  const number = first(entry, (element) => element.name === 'p' && hasClass(element, 'list-number'));
  const position = parseCount(cleanTextOf(number));
  const ranked = number !== null || hasClass(entry, 'numbered-list-item');
  if (ranked && (position === null || position < 1)) return { unreadable: 'p.list-number' };
  return { ...film, rating: halfStars === 0 ? null : toStars(halfStars), position };
}
