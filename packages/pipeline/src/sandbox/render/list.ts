/** A member's list: 100 films a page, ranked or not, with what the owner rated. */
import type { Answer } from '../answer.ts';
import type { Site } from '../site.ts';
import { escapeHtml, grouped } from '../text.ts';
import type { WorldList } from '../world.ts';
import { forbidden, ownedBy, page } from './layout.ts';
import { PAGE_SIZES, PREVIOUS_NEXT, pager, slice } from './paging.ts';
import { poster } from './poster.ts';

/** `/u/list/slug/`: `ul.js-list-entries li.posteritem`; a ranked one numbers its entries in `p.list-number`. */
export function listPage(site: Site, list: WorldList, number: number): Answer {
  const part = slice(list.films, number, PAGE_SIZES.list);
  if (!part) return forbidden();
  const u = list.owner.username;
  const shelf = site.shelfOf(list.owner);
  const entries = part.items
    .map((film, index) => {
      const rating = shelf.ratingOf(film) ?? 0;
      const place = list.ranked ? ` <p class="list-number">${part.offset + index + 1}</p>` : '';
      return `<li class="posteritem${list.ranked ? ' numbered-list-item' : ''}" data-owner-rating="${rating}" data-object-name="list">${poster(film)}${place}</li>\n`;
    })
    .join('');
  const title = escapeHtml(list.title);
  const likers = site.listLikers.get(list)?.length ?? 0;
  const name = escapeHtml(list.owner.display_name);
  return page({
    title: `${list.title}, a list of films by ${list.owner.display_name}`,
    body: ownedBy('list-page', u),
    head: `<meta property="og:type" content="letterboxd:list">\n<meta property="og:title" content="${title}">\n<meta property="og:url" content="https://letterboxd.com/${u}/list/${list.slug}/">\n`,
    content: `<div class="cols-2"><section class="section col-17 col-main">
<div class="list-author"><a class="avatar -a24" href="/${u}/"></a> <span class="context">List by <a class="name" href="/${u}/">${name}</a></span></div>
<div class="list-title-intro"><h1 class="title-1 prettify">${title}</h1></div>
<ul class="js-list-entries poster-list -p125 -grid">
${entries}</ul>
${pager(part, `/${u}/list/${list.slug}/`, PREVIOUS_NEXT, true)}
</section><aside class="sidebar"><a class="has-icon icon-like" href="/${u}/list/${list.slug}/likes/">${grouped(likers)}</a></aside></div>`,
  });
}
