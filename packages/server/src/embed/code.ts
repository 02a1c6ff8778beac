/** The code that shows a shared list in another page. The films of now stand in it as plain HTML: a post outlives us. */
import { ATTRIBUTION, type RankingRow } from '@cohort-almanac/core';
import { day, stars } from '../pages/format.ts';
import { type Html, html } from '../pages/html.ts';
import { titleOf } from '../presenters/filters.ts';
import type { ShareAddresses, SharedList } from '../services/filter-types.ts';

export interface ShareCode {
  element: string;
  iframe: string;
  link: string;
}

/** Three ways to show it: an element that keeps itself up to date, a frame, and a link. `addresses` begin with our own. */
export function shareCode(list: SharedList, addresses: ShareAddresses): ShareCode {
  const { slug } = list.share;
  const base = addresses.page.slice(0, -`/s/${slug}`.length);
  const title = titleOf(list);
  return {
    element: html`<almanac-saved-list share="${slug}" base-url="${base}">
${plainList(list, addresses)}
</almanac-saved-list>
<script type="module" src="${base}/widgets/loader.js"></script>`.markup,
    iframe:
      html`<iframe src="${addresses.embed}" title="${title}" width="100%" height="${frameHeight(list)}" loading="lazy" style="border:0"></iframe>`
        .markup,
    link: html`<a href="${addresses.page}">${title}</a>`.markup,
  };
}

/** Heading, films, and where they come from, for a reader without scripts. */
function plainList(list: SharedList, { page }: ShareAddresses): Html {
  const { items, computed_at } = list.page;
  return html`<p><strong><a href="${page}">${titleOf(list)}</a></strong></p>
<ol>${items.map(
    (film) => html`
<li>${filmLine(film)}</li>`,
  )}
</ol>
<p><small>${list.cohort.display_name}${computed_at && html`, as of ${day(computed_at)}`}. ${ATTRIBUTION}</small></p>`;
}

function filmLine(film: RankingRow): Html {
  return html`<cite>${film.title}</cite>${film.release_year !== null && ` (${film.release_year})`}, ${stars(film.avg_rating)} ★`;
}

/** Pixels of the compact page with so many films, for a host that doesn't listen to what the page says of its height. */
export function frameHeight({ page }: Pick<SharedList, 'page'>): number {
  return 190 + 57 * Math.max(page.items.length, 1);
}
