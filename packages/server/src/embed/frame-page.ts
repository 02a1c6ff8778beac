/** A shared list for a frame on somebody's page: one line a film, as narrow as 280 px. */
import { ATTRIBUTION, type RankingRow } from '@cohort-almanac/core';
import { histogramChart } from '../pages/charts.ts';
import { mean, moved, poster } from '../pages/films.ts';
import { day } from '../pages/format.ts';
import { type Html, html } from '../pages/html.ts';
import { titleOf } from '../presenters/filters.ts';
import { type ShareAssets, shareDocument } from './document.ts';
import { placed } from './placed.ts';
import type { SharePage } from './share-page.ts';

/** As the share has it: everybody, or the origins that it names; always our own pages. */
export function framePolicy(ancestors: readonly string[] | null): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' https://image.tmdb.org data:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors === null ? '*' : ["'self'", ...ancestors].join(' ')}`,
  ].join('; ');
}

export function renderFramePage({ list, addresses, world, before }: SharePage, assets: ShareAssets): string {
  const { page, cohort, share } = list;
  const films = placed(list, before);
  const row = (film: RankingRow): Html => html`
<li><span class="rank">${film.rank}</span>${poster(film)}<span class="what"><a href="${filmLink(film, addresses.page)}" target="_blank" rel="noopener"><cite class="title" dir="auto">${film.title.trim() || 'Untitled'}</cite></a>${film.release_year !== null && html` <span class="year">${film.release_year}</span>`}</span>${before && html`<span class="moved">${moved(film)}</span>`}<span class="rated">${histogramChart(film.histogram, world.get(film.film_id) ?? null)}${mean(film)}</span></li>`;
  return shareDocument({
    title: titleOf(list),
    assets,
    head: html`<meta name="robots" content="noindex">
<link rel="canonical" href="${addresses.page}">
<script type="module" src="${assets.script}"></script>`,
    attributes: html`class="frame" data-slug="${share.slug}"`,
    body: html`<header><h1 dir="auto"><a href="${addresses.page}" target="_blank" rel="noopener">${titleOf(list)}</a></h1>
<p class="small" dir="auto">${cohort.display_name}${page.computed_at && html` <span class="dot">·</span> ${share.frozen ? 'as it stood on' : 'as of'} ${day(page.computed_at)}`}</p></header>
${films.length === 0 ? html`<p class="empty">No film fits this list yet.</p>` : html`<ol class="compact">${films.map(row)}</ol>`}
<footer class="small"><a href="${addresses.page}" target="_blank" rel="noopener">Cohort Almanac</a>. ${ATTRIBUTION}</footer>`,
  });
}

const filmLink = ({ slug }: RankingRow, page: string): string =>
  slug === null ? page : `https://letterboxd.com/film/${encodeURIComponent(slug)}/`;
