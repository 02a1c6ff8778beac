/** An element about one cohort: its attributes, its heading, and the parameters that it asks with. */
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DataElement } from './data-element.ts';
import { bones, listStyles } from './parts/list-styles.ts';
import type { Query } from './source.ts';

export abstract class CohortElement<T> extends DataElement<T> {
  static override properties: PropertyDeclarations = {
    ...DataElement.properties,
    cohort: {},
    filter: {},
    limit: { type: Number },
    heading: {},
  };
  static override styles = [...(DataElement.styles as []), ...listStyles];

  /** The cohort's id or label. */
  declare cohort: string | undefined;
  /** Filter parameters as in a query string: `genre=horror&watchers_min=4`. */
  declare filter: string | undefined;
  /** How many are shown. */
  declare limit: number | undefined;
  /** A heading above; some elements have one of their own, which an empty text takes away. */
  declare heading: string | undefined;

  /** The last part of what is read: `rankings`. */
  protected abstract readonly what: string;
  /** How many unless `limit` is set. */
  protected readonly usual: number = 10;

  protected query(): Query | null {
    if (!this.cohort) return null;
    return { path: `/v1/cohorts/${encodeURIComponent(this.cohort)}/${this.what}`, query: this.parameters() };
  }

  /** What is asked besides the path. */
  protected parameters(): NonNullable<Query['query']> {
    const given: Record<string, string[]> = {};
    for (const [name, value] of new URLSearchParams(this.filter ?? '')) given[name] = [...(given[name] ?? []), value];
    return { ...given, limit: this.limit ?? this.usual };
  }

  protected head(text = this.heading): TemplateResult | typeof nothing {
    return text ? html`<h2 part="heading">${text}</h2>` : nothing;
  }

  protected skeleton(): TemplateResult {
    return bones('', this.limit ?? this.usual);
  }
}
