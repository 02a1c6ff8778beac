/** Films as a compact list: nothing that a first picture doesn't need. */
import type { Schemas } from '@cohort-almanac/sdk';
import { html, type TemplateResult } from 'lit';
import { titled, type Voice } from './film.ts';

export type ListedFilm = Pick<
  Schemas['RankingRow'],
  'rank' | 'title' | 'slug' | 'lid' | 'release_year' | 'poster_url' | 'avg_rating' | 'watchers'
>;

export function compactList(voice: Voice, films: readonly ListedFilm[]): TemplateResult {
  return html`<ol class="list" part="table">${films.map(
    (film) =>
      html`<li part="row"><span class="rank">${voice.number(film.rank)}</span><span>${titled(film)}</span><span class="mean">${voice.number(film.avg_rating, 2)}</span></li>`,
  )}</ol>`;
}
