/** oEmbed 1.0 (https://oembed.com): a quotation with a link, which needs no scripts and no frame. */
import { ATTRIBUTION, escapeMarkup } from '@cohort-almanac/core';
import type { Schemas } from '../openapi/types.ts';
import { day, stars } from '../pages/format.ts';
import { html } from '../pages/html.ts';
import { titleOf } from '../presenters/filters.ts';
import type { ShareAddresses, SharedList } from '../services/filter-types.ts';
import { PREVIEW } from './share-page.ts';

export interface Room {
  maxwidth?: number;
  maxheight?: number;
}

const WIDTH = 600;
/** Pixels that heading and small print take, and each film. */
const FRAME = 120;
const LINE = 26;
/** A quotation is an excerpt. */
const MOST_FILMS = 10;

export function oembedOf(list: SharedList, addresses: ShareAddresses, room: Room): Schemas['OEmbed'] {
  const { maxwidth = Number.POSITIVE_INFINITY, maxheight = Number.POSITIVE_INFINITY } = room;
  const fitting = Math.floor((maxheight - FRAME) / LINE);
  const films = list.page.items.slice(0, Math.max(0, Math.min(MOST_FILMS, fitting)));
  const fits = PREVIEW.width <= maxwidth && PREVIEW.height <= maxheight;
  return {
    type: 'rich',
    version: '1.0',
    title: titleOf(list),
    provider_name: 'Cohort Almanac',
    provider_url: new URL('/', addresses.page).href,
    cache_age: 3600,
    ...(fits && {
      thumbnail_url: addresses.preview,
      thumbnail_width: PREVIEW.width,
      thumbnail_height: PREVIEW.height,
    }),
    html: quotation(list, addresses, films),
    width: Math.min(WIDTH, maxwidth),
    height: Math.min(FRAME + LINE * films.length, maxheight),
  };
}

function quotation(
  { page, cohort, ...list }: SharedList,
  addresses: ShareAddresses,
  films: SharedList['page']['items'],
): string {
  return html`<blockquote class="almanac-saved-list" cite="${addresses.page}"><p><a href="${addresses.page}">${titleOf(list)}</a></p>${
    films.length > 0 &&
    html`<ol>${films.map(
      (film) =>
        html`<li><cite>${film.title}</cite>${film.release_year !== null && ` (${film.release_year})`}, ${stars(film.avg_rating)} ★</li>`,
    )}</ol>`
  }<p><small>${cohort.display_name}${page.computed_at && `, as of ${day(page.computed_at)}`}. ${ATTRIBUTION}</small></p></blockquote>`
    .markup;
}

/** The same as XML. */
export function oembedXml(answer: Schemas['OEmbed']): string {
  const fields = Object.entries(answer).map(([name, value]) => `<${name}>${escapeMarkup(String(value))}</${name}>`);
  const body = fields.join('').replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu, ' ');
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${body}</oembed>\n`;
}
