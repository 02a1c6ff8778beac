/** Pages of a long list, and the links between them. */
import { escapeHtml } from '../text.ts';

/** Items a page, as on the real site. */
export const PAGE_SIZES = { films: 72, likes: 72, watchlist: 28, members: 25, list: 100, diary: 50 } as const;

export interface Slice<T> {
  items: readonly T[];
  /** Of the first item among all, from 0. */
  offset: number;
  number: number;
  last: number;
  total: number;
}

/** Page `number` of `all`; null past the end. An empty list has one page. */
export function slice<T>(all: readonly T[], number: number, size: number): Slice<T> | null {
  const last = Math.max(1, Math.ceil(all.length / size));
  if (number > last) return null;
  const offset = (number - 1) * size;
  return { items: all.slice(offset, offset + size), offset, number, last, total: all.length };
}

/** Labels of the links to the page before and after. */
export type PagerLabels = readonly [previous: string, next: string];
export const NEWER_OLDER: PagerLabels = ['Newer', 'Older'];
export const PREVIOUS_NEXT: PagerLabels = ['Previous', 'Next'];

/** The pager below the items, nothing when there is one page only. `base` is the path of page 1. */
export function pager(s: Slice<unknown>, base: string, labels: PagerLabels, withNumbers: boolean): string {
  if (s.last === 1) return '';
  const href = (n: number): string => escapeHtml(n === 1 ? base : `${base}page/${n}/`);
  const previous =
    s.number === 1
      ? `<div class="paginate-nextprev paginate-disabled"><span class="previous">${labels[0]}</span></div>`
      : `<div class="paginate-nextprev"><a class="previous" href="${href(s.number - 1)}">${labels[0]}</a></div>`;
  const next =
    s.number === s.last
      ? `<div class="paginate-nextprev paginate-disabled"><span class="next">${labels[1]}</span></div>`
      : `<div class="paginate-nextprev"><a class="next" href="${href(s.number + 1)}">${labels[1]}</a></div>`;
  return `<div class="pagination"> ${previous} ${next}${withNumbers ? pageNumbers(s, href) : ''} </div>`;
}

/** First, last and the neighbours, with `…` between; the last one tells how many pages there are. */
function pageNumbers(s: Slice<unknown>, href: (n: number) => string): string {
  let before = 0;
  let html = '';
  for (let n = 1; n <= s.last; n += 1) {
    if (n !== 1 && n !== s.last && Math.abs(n - s.number) > 2) continue;
    if (n > before + 1) html += ' <li class="paginate-page unseen-pages">…</li>';
    html +=
      n === s.number
        ? ` <li class="paginate-page paginate-current"><span>${n}</span></li>`
        : ` <li class="paginate-page"><a href="${href(n)}">${n}</a></li>`;
    before = n;
  }
  return ` <div class="paginate-pages"> <ul>${html} </ul> </div>`;
}
