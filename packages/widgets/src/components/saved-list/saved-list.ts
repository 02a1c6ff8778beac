import type { Schemas } from '@cohort-almanac/sdk';
import { adoptStyles, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { DataElement } from '../../internal/data-element.ts';
import type { Failure } from '../../internal/failure.ts';
import { compactList } from '../../internal/parts/compact-list.ts';
import { compactStyles } from '../../internal/parts/compact-styles.ts';
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
  static override styles = [...(DataElement.styles as []), compactStyles];

  /** The last part of the share's link. */
  declare share: string | undefined;
  /** `list` (unless set) or `grid`. */
  declare layout: 'list' | 'grid' | undefined;

  /** The grid is a module of its own: most lists are not one. */
  #grid: typeof compactList | undefined;

  protected query(): Query | null {
    return this.share ? { path: `/v1/shares/${encodeURIComponent(this.share)}` } : null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('layout') && this.hasUpdated) void this.prepare().then(() => this.requestUpdate());
  }

  protected override async prepare(): Promise<void> {
    if (this.layout !== 'grid' || this.#grid) return;
    try {
      const { posterGrid, gridStyles } = await import('../../internal/parts/lists.ts');
      const { elementStyles } = this.constructor as typeof AlmanacSavedList;
      adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, gridStyles]);
      this.#grid = posterGrid;
    } catch (error) {
      // A plain list is better than none.
      console.warn('The grid could not be loaded.', error);
    }
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
      ${((this.layout === 'grid' && this.#grid) || compactList)(this.voice, list.items)}
      ${provenance(this.voice, list.coverage, list.computed_at)}`;
  }
}
