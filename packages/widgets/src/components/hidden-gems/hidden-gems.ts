import type { Schemas } from '@cohort-almanac/sdk';
import { html, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { directors } from '../../internal/parts/film.ts';
import { filmLine } from '../../internal/parts/lists.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type Gems = Schemas['FilmInsights'];

/**
 * @summary Films that few of a cohort saw, and those few would not be without.
 *
 * @csspart frame - Everything.
 * @csspart heading - The heading.
 * @csspart row - A film.
 * @csspart provenance - The small print.
 */
export class AlmanacHiddenGems extends CohortElement<Gems> {
  protected readonly what = 'insights';

  protected override parameters() {
    return { ...super.parameters(), surface: 'hidden-gems' };
  }

  protected override isEmpty({ items }: Gems): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('No hidden gems yet')}</h3>
      <p>${this.say('A gem is a film that few rated, and rated highly. More members make more of them.')}</p>`;
  }

  protected view({ items, coverage, computed_at }: Gems): TemplateResult {
    return html`${this.head(this.heading ?? this.say('Hidden gems'))}
      <ul class="lines" part="table">${items.map((film) =>
        filmLine(
          film,
          html`${directors(film)}<br /><span class="mean">${this.number(film.avg_rating, 2)}</span> ${this.say('from {n} member|from {n} members', { n: film.watchers })}`,
        ),
      )}</ul>
      ${provenance(this.voice, coverage, computed_at)}`;
  }
}
