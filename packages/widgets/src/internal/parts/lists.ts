/** Films as a grid of posters, and as a compact list. */
import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { titled, type Voice } from './film.ts';
import { poster } from './poster.ts';

type Row = Pick<
  Schemas['RankingRow'],
  'rank' | 'title' | 'slug' | 'lid' | 'release_year' | 'poster_url' | 'avg_rating' | 'watchers'
>;

export function compactList(voice: Voice, films: readonly Row[]): TemplateResult {
  return html`<ol class="list" part="table">${films.map(
    (film) =>
      html`<li part="row"><span class="rank">${voice.number(film.rank)}</span><span>${titled(film)}</span><span class="mean">${voice.number(film.avg_rating, 2)}</span></li>`,
  )}</ol>`;
}

export function posterGrid(voice: Voice, films: readonly Row[]): TemplateResult {
  return html`<ol class="grid" part="table">${films.map(
    (
      film,
    ) => html`<li part="row">${poster(film, 185)}<p><span class="rank">${voice.number(film.rank)}</span> ${titled(film)}</p>
      <p class="soft"><span class="mean">${voice.number(film.avg_rating, 2)}</span> ${voice.say('from {n} member|from {n} members', { n: film.watchers })}</p></li>`,
  )}</ol>`;
}

/** A film with its poster, and what is said of it: for the short lists that tell one story. */
export function filmLine(
  film: Omit<Row, 'rank' | 'avg_rating' | 'watchers'>,
  about: unknown,
  end: unknown = nothing,
): TemplateResult {
  return html`<li part="row">${poster(film, 44)}<div>${titled(film)}<p class="soft">${about}</p></div>${end}</li>`;
}
