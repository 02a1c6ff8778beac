import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { choiceField } from './fields.ts';
import { LoadedElement } from './loaded-element.ts';

type Cohort = Schemas['Cohort'];
/** More are not offered. */
const MOST = 500;

/**
 * @summary Two cohorts side by side: the other one is chosen from those that the reader may read.
 *
 * @fires almanac-with-change - A person chose: `detail` is `{ with }`, its label.
 * @csspart frame - Everything.
 */
export class AlmanacComparing extends LoadedElement<readonly Cohort[]> {
  static override properties: PropertyDeclarations = { ...LoadedElement.properties, with: {} };

  /** The other cohort's label. */
  declare with: string | undefined;

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Cohort[]> {
    const all = await client.cohorts.list({}, { signal }).toArray({ limit: MOST });
    return all.filter(({ id, label }) => label !== this.cohort && String(id) !== this.cohort);
  }

  protected view(others: readonly Cohort[]): TemplateResult {
    if (others.length === 0)
      return html`<div class="state" part="empty"><h3>${this.say('There is no other cohort')}</h3><p>${this.say('Make a second one, or ask to be let into one, and the two stand side by side here.')}</p></div>`;
    return html`<div class="form">${choiceField({
      name: 'with',
      label: this.say('Compare with'),
      value: this.with ?? '',
      options: [
        ['', this.say('Choose a cohort')],
        ...others.map(({ label, display_name }) => [label, display_name] as const),
      ],
      onChange: (label) => {
        if (this.tell('with-change', { with: label })) this.with = label;
      },
      fault: '',
    })}</div>
    ${this.with ? html`<almanac-compare cohort=${this.cohort ?? nothing} base-url=${this.baseUrl ?? nothing} with=${this.with} limit="10"></almanac-compare>` : nothing}`;
  }
}
