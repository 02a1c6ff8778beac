import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { deltaBar } from '../../internal/parts/charts.ts';
import { signed } from '../../internal/parts/film.ts';
import { filmLine } from '../../internal/parts/lists.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type Divergences = Schemas['DivergenceInsights'];

/**
 * @summary Films on which a cohort and the world disagree, beyond what chance explains.
 *
 * @csspart frame - Everything.
 * @csspart heading - The heading.
 * @csspart row - A film.
 * @csspart provenance - The small print.
 */
export class AlmanacDivergences extends CohortElement<Divergences> {
  static override properties: PropertyDeclarations = { ...CohortElement.properties, side: {} };
  static override styles = [
    ...CohortElement.styles,
    css`
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr));
        gap: 12px 32px;
        padding-block-start: 8px;
      }
      .delta {
        display: grid;
        gap: 4px;
        justify-items: end;
      }
      .delta-bar {
        width: 64px;
        height: 10px;
      }
    `,
  ];

  /** `higher`: better than the world says; `lower`: not as good; both unless set. */
  declare side: 'higher' | 'lower' | undefined;

  protected readonly what = 'insights';

  protected override parameters() {
    return { ...super.parameters(), surface: 'divergence' };
  }

  protected override isEmpty({ positive, negative }: Divergences): boolean {
    return (this.side === 'lower' ? 0 : positive.length) + (this.side === 'higher' ? 0 : negative.length) === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('At one with the world')}</h3>
      <p>${this.say('No film’s mean differs from Letterboxd’s by more than chance would.')}</p>`;
  }

  protected view({ positive, negative, coverage, computed_at }: Divergences): TemplateResult {
    return html`${this.head(this.heading ?? this.say('Against the world'))}
      <div class="sides">
        ${this.side === 'lower' ? nothing : this.#side(this.say('Better than they say'), positive)}
        ${this.side === 'higher' ? nothing : this.#side(this.say('Not as good as they say'), negative)}
      </div>
      ${provenance(this.voice, coverage, computed_at)}`;
  }

  #side(title: string, films: Divergences['positive']): TemplateResult | typeof nothing {
    if (films.length === 0) return nothing;
    return html`<section><h3>${title}</h3>
      <ul class="lines" part="table">${films.map(({ film }) =>
        filmLine(
          film,
          html`<span class="mean">${this.number(film.avg_rating, 2)}</span> ${this.say('from {n} member|from {n} members', { n: film.watchers })}`,
          html`<span class="delta">${signed(this.voice, film.divergence)}${deltaBar(film.divergence ?? 0)}</span>`,
        ),
      )}</ul></section>`;
  }
}
