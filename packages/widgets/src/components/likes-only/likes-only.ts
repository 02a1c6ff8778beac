import type { Schemas } from '@cohort-almanac/sdk';
import { html, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { filmLine } from '../../internal/parts/lists.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type Likes = Schemas['LikesOnlyInsights'];

/**
 * @summary Films that members liked without giving them stars.
 *
 * @csspart frame - Everything.
 * @csspart heading - The heading.
 * @csspart row - A film.
 * @csspart provenance - The small print.
 */
export class AlmanacLikesOnly extends CohortElement<Likes> {
  protected readonly what = 'insights';

  protected override parameters() {
    return { ...super.parameters(), surface: 'likes-only' };
  }

  protected override isEmpty({ items }: Likes): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('Every heart came with stars')}</h3>
      <p>${this.say('Films that were liked and not rated would stand here.')}</p>`;
  }

  protected view({ items, coverage, computed_at }: Likes): TemplateResult {
    return html`${this.head(this.heading ?? this.say('Loved, not rated'))}
      <ul class="lines" part="table">${items.map((film) =>
        filmLine(film, this.say('{n} like without a rating|{n} likes without a rating', { n: film.likes_only_count })),
      )}</ul>
      ${provenance(this.voice, coverage, computed_at)}`;
  }
}
