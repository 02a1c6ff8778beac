import { css, html, nothing, type TemplateResult } from 'lit';
import { type FilmDetail, FilmElement } from '../../internal/film-element.ts';
import { histogram } from '../../internal/parts/charts.ts';
import { histogramText } from '../../internal/parts/film.ts';

/**
 * @summary How a cohort rated a film, beside how the world did.
 *
 * @csspart frame - Everything.
 * @csspart heading - The heading.
 * @csspart histogram - The ten bars.
 */
export class AlmanacHistogram extends FilmElement {
  static override styles = [
    ...FilmElement.styles,
    css`
      .axis {
        display: flex;
        justify-content: space-between;
        color: var(--_soft);
        font-size: 12px;
      }
      figure {
        max-width: 480px;
      }
    `,
  ];

  protected override isEmpty({ numbers }: FilmDetail): boolean {
    return !numbers?.watchers;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('Nobody here has rated it')}</h3><p>${this.say('The first rating draws the first bar.')}</p>`;
  }

  protected override skeleton(): TemplateResult {
    return html`<div class="skeleton" aria-hidden="true"><span class="bone"></span></div>`;
  }

  protected view({ numbers, world }: FilmDetail): TemplateResult {
    const counts = numbers!.histogram;
    return html`${this.head()}<figure>
      ${histogram(counts, histogramText(this.voice, counts), { world: world?.histogram, height: 32 })}
      <p class="axis" aria-hidden="true"><span>½</span><span>★★★★★</span></p>
      <figcaption class="soft">
        <span class="mean">${this.number(numbers!.avg_rating!, 2)}</span>
        ${this.say('from {n} member|from {n} members', { n: numbers!.watchers })}${
          world?.average == null
            ? nothing
            : html` · ${this.say('the world: {mean}', { mean: this.number(world.average, 2) })}`
        }
        ${this.#twin(counts)}
      </figcaption>
    </figure>`;
  }

  /** The chart in numbers, for whoever does not see it. */
  #twin(counts: readonly number[]): TemplateResult {
    return html`<table class="unseen">
      <caption>${this.say('Ratings')}</caption>
      <thead><tr><th scope="col">${this.say('Stars')}</th><th scope="col">${this.say('Members')}</th></tr></thead>
      <tbody>${counts.map((n, i) => html`<tr><th scope="row">${this.number((i + 1) / 2, 1)}</th><td>${this.number(n)}</td></tr>`)}</tbody>
    </table>`;
  }
}
