/** Films with their posters: as a grid, and as lines that tell one story. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedFilm } from './compact-list.ts';
import { titled, type Voice } from './film.ts';
import { poster } from './poster.ts';

export { gridStyles } from './list-styles.ts';

export function posterGrid(voice: Voice, films: readonly ListedFilm[]): TemplateResult {
  return html`<ol class="grid" part="table">${films.map(
    (
      film,
    ) => html`<li part="row">${poster(film, 185)}<p><span class="rank">${voice.number(film.rank)}</span> ${titled(film)}</p>
      <p class="soft"><span class="mean">${voice.number(film.avg_rating, 2)}</span> ${voice.say('from {n} member|from {n} members', { n: film.watchers })}</p></li>`,
  )}</ol>`;
}

/** A film with its poster, and what is said of it: for the short lists that tell one story. */
export function filmLine(
  film: Omit<ListedFilm, 'rank' | 'avg_rating' | 'watchers'>,
  about: unknown,
  end: unknown = nothing,
): TemplateResult {
  return html`<li part="row">${poster(film, 44)}<div>${titled(film)}<p class="soft">${about}</p></div>${end}</li>`;
}
