import { css, html, nothing, type TemplateResult } from 'lit';
import { type FilmDetail, FilmElement } from '../../internal/film-element.ts';
import { histogram } from '../../internal/parts/charts.ts';
import { directors, histogramText, titled, words } from '../../internal/parts/film.ts';
import { poster } from '../../internal/parts/poster.ts';
import { provenance } from '../../internal/parts/provenance.ts';

/**
 * @summary One film, and what a cohort makes of it.
 *
 * @csspart frame - Everything.
 * @csspart poster - Its poster.
 * @csspart title - Its title.
 * @csspart histogram - The ten bars.
 * @csspart provenance - The small print.
 */
export class AlmanacFilmCard extends FilmElement {
  static override styles = [
    ...FilmElement.styles,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(88px, 160px) minmax(0, 1fr);
        gap: 16px;
        align-items: start;
      }
      .card > div {
        display: grid;
        gap: 8px;
      }
      .card .rank {
        font-size: 3em;
      }
      .figure {
        font-size: 1.5em;
      }
      .histogram {
        max-width: 240px;
      }
    `,
  ];

  protected override skeleton(): TemplateResult {
    return html`<div class="card" aria-hidden="true"><span class="poster bone"></span></div>`;
  }

  protected view({ film, numbers, world, places, coverage, computed_at }: FilmDetail): TemplateResult {
    const place = places.find(({ strategy }) => strategy === 'bayesian') ?? places[0];
    const said = place && words(this.voice, place);
    return html`<article class="card">
        ${poster(film, 160)}
        <div>
          ${place ? html`<p class="rank"><span class="unseen">${this.say('Rank')} </span>${this.number(place.rank)}</p>` : nothing}
          <h3>${titled(film)}</h3>
          <p class="soft">${directors(film)}</p>
          ${
            numbers?.watchers
              ? html`<p><span class="mean figure">${this.number(numbers.avg_rating!, 2)}</span>
                    <span class="soft">${this.say('from {n} member|from {n} members', { n: numbers.watchers })}</span></p>
                  ${histogram(numbers.histogram, histogramText(this.voice, numbers.histogram), { world: world?.histogram })}`
              : html`<p>${this.say('Nobody here has rated it')}</p>`
          }
          ${said ? html`<p class="words">${said}</p>` : nothing}
        </div>
      </article>
      ${provenance(this.voice, coverage, computed_at)}`;
  }
}
