import type { Schemas } from '@cohort-almanac/sdk';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DataElement } from '../../internal/data-element.ts';
import type { Failure } from '../../internal/failure.ts';
import { listStyles } from '../../internal/parts/list-styles.ts';
import { compactList, posterGrid } from '../../internal/parts/lists.ts';
import { provenance } from '../../internal/parts/provenance.ts';
import type { Query } from '../../internal/source.ts';

type Shared = Schemas['SharedList'];

/**
 * @summary A list that somebody shared, by the slug of its link. What stands inside the element is shown until the list is
 *   there, and stays when it can't be had: put the list's current films there, and a post outlives its almanac.
 *
 * @slot - Plain HTML of the list, for readers without JavaScript and for when the almanac is away.
 * @csspart frame - Everything.
 * @csspart heading - The list's title.
 * @csspart table - The list or grid.
 * @csspart provenance - The small print.
 */
export class AlmanacSavedList extends DataElement<Shared> {
  static override properties: PropertyDeclarations = {
    ...DataElement.properties,
    share: {},
    layout: { reflect: true },
  };
  static override styles = [...(DataElement.styles as []), listStyles];

  /** The last part of the share's link. */
  declare share: string | undefined;
  /** `list` (unless set) or `grid`. */
  declare layout: 'list' | 'grid' | undefined;

  protected query(): Query | null {
    return this.share ? { path: `/v1/shares/${encodeURIComponent(this.share)}` } : null;
  }

  protected override isEmpty({ items }: Shared): boolean {
    return items.length === 0;
  }

  protected override missing(): string {
    return this.say('Give this element the share of a list.');
  }

  protected skeleton(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override failed(failure: Failure): TemplateResult {
    return this.childElementCount > 0
      ? html`<slot></slot><p class="soft" part="stale">${this.say('The list could not be refreshed: this is how it was when it was put here.')}</p>`
      : super.failed(failure);
  }

  protected view(list: Shared): TemplateResult {
    const at = list.frozen
      ? this.say('As it stood on {date}', { date: this.moment(list.frozen.computed_at, false) })
      : list.words;
    return html`<h2 part="heading">${list.title}</h2>
      <p class="soft">${list.cohort.display_name} · ${at}</p>
      ${(this.layout === 'grid' ? posterGrid : compactList)(this.voice, list.items)}
      ${provenance(this.voice, list.coverage, list.computed_at)}`;
  }
}
