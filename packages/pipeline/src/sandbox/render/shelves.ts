/** A member's films, likes and watchlist. */
import type { Answer } from '../answer.ts';
import { FILMS_VIEW_PATHS, type FilmsView } from '../route.ts';
import type { Shelf, ShelfItem, Site } from '../site.ts';
import { counted } from '../text.ts';
import { emptyText, forbidden, memberNav, ownedBy, page } from './layout.ts';
import { NEWER_OLDER, PAGE_SIZES, pager, slice } from './paging.ts';
import { poster, viewingData } from './poster.ts';

/** `/u/films/` and its views: 72 a page, `li.griditem`, the last page number in the pager. */
export function filmsPage(site: Site, shelf: Shelf, view: FilmsView, number: number): Answer {
  const items = {
    '': () => shelf.films(),
    rated: () => shelf.ratedFilms(),
    'by-date': () => shelf.filmsByRatedDate(),
    'rated by-date': () => shelf.ratedFilmsByRatedDate(),
  }[view]();
  const part = slice(items, number, PAGE_SIZES.films);
  if (!part) return forbidden();
  const u = shelf.member.username;
  const grid =
    part.total === 0
      ? emptyText(`${u} hasn’t watched any films yet.`)
      : `<div class="poster-grid"><ul class="grid -p70">\n${part.items.map(gridItem).join('')}</ul></div>\n`;
  const heading = `<div id="content-nav" class="tabbed"> <h1 class="section-heading"><span class="tooltip" title="${counted(part.total, 'film')}">Watched</span></h1> </div>`;
  return page({
    title: `${shelf.member.display_name}’s films`,
    body: ownedBy('screen-member-child-page films-watched wide small-poster-grid', u),
    content: `${memberNav(site, u)}
<div class="cols-2 overflow"><section class="section col-main overflow">
${heading}
${grid}${pager(part, `/${u}/films/${FILMS_VIEW_PATHS[view]}`, NEWER_OLDER, true)}
</section></div>`,
  });
}

function gridItem(item: ShelfItem): string {
  return `<li class="griditem">${poster(item.film)} ${viewingData(item.film, item.half_stars, item.liked)}</li>\n`;
}

/** `/u/likes/films/`, and only those without a rating under `rated/none/`: 72 a page, `li.posteritem`, no page numbers. */
export function likesPage(site: Site, shelf: Shelf, onlyUnrated: boolean, number: number): Answer {
  const part = slice(onlyUnrated ? shelf.likesWithoutRating() : shelf.likes(), number, PAGE_SIZES.likes);
  if (!part) return forbidden();
  const u = shelf.member.username;
  const grid =
    part.total === 0
      ? emptyText(`${u} hasn’t liked any films yet.`)
      : `<ul class="poster-list -p70 -grid clear">\n${part.items
          .map((i) => `<li class="posteritem">${poster(i.film)} ${viewingData(i.film, i.half_stars, true)}</li>\n`)
          .join('')}</ul>\n`;
  return page({
    title: `${shelf.member.display_name}’s likes`,
    body: ownedBy('screen-member-child-page likes wide small-poster-grid', u),
    content: `${memberNav(site, u)}
<section class="section overflow">
<div id="content-nav" class="tabbed"> <section class="sub-nav-wrapper"><ul class="sub-nav"> <li class="selected"> <a href="/${u}/likes/films/" class="tooltip" title="${counted(shelf.likes().length, 'film')}"> Films </a> </li> </ul></section> </div>
${grid}${pager(part, `/${u}/likes/films/${onlyUnrated ? 'rated/none/' : ''}`, NEWER_OLDER, false)}
</section>`,
  });
}

/** `/u/watchlist/`: 28 a page, `li.griditem`, the count in `data-num-entries`. */
export function watchlistPage(site: Site, shelf: Shelf, number: number): Answer {
  const part = slice(shelf.watchlist, number, PAGE_SIZES.watchlist);
  if (!part) return forbidden();
  const u = shelf.member.username;
  const grid =
    part.total === 0
      ? emptyText(`${u} hasn’t added any films to their watchlist yet.`)
      : `<div class="poster-grid"><ul class="grid -p125 -scaled128">\n${part.items
          .map((film) => `<li class="griditem">${poster(film)}</li>\n`)
          .join('')}</ul></div>\n`;
  return page({
    title: `${shelf.member.display_name}’s Watchlist`,
    body: ownedBy('screen-member-child-page watchlist wide', u),
    content: `${memberNav(site, u)}
<div class="cols-2"><section class="section col-17 col-main js-watchlist-content" data-owner="${u}" data-num-entries="${part.total}">
<h1 class="section-heading">${u} wants to see <span class="js-watchlist-count">${counted(part.total, 'film')}</span></h1>
${grid}${pager(part, `/${u}/watchlist/`, NEWER_OLDER, true)}
</section></div>`,
  });
}
