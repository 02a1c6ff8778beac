import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DataElement } from '../../internal/data-element.ts';
import { bones, listStyles } from '../../internal/parts/list-styles.ts';
import type { Query } from '../../internal/source.ts';

type Cohorts = Schemas['CohortList'];

/**
 * @summary The cohorts that the reader may see, to choose one of.
 *
 * @fires almanac-cohort-change - A person chose: `detail` is `{ cohort }`, its label.
 * @csspart frame - Everything.
 * @csspart row - A cohort.
 */
export class AlmanacCohortPicker extends DataElement<Cohorts> {
  static override properties: PropertyDeclarations = { ...DataElement.properties, value: { reflect: true } };
  static override styles = [
    ...(DataElement.styles as []),
    ...listStyles,
    css`
      .lines > li {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      button.title {
        text-align: start;
      }
      [aria-pressed='true'] {
        color: var(--_accent);
      }
    `,
  ];

  /** The chosen cohort's label. */
  declare value: string | undefined;

  protected query(): Query {
    return { path: '/v1/cohorts', query: { limit: 100 } };
  }

  protected override isEmpty({ items }: Cohorts): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('No cohort yet')}</h3><p>${this.say('Make one of five friends, a list’s members, or whom you follow.')}</p>`;
  }

  protected override skeleton(): TemplateResult {
    return bones('list', 3);
  }

  protected view({ items }: Cohorts): TemplateResult {
    return html`<ul class="lines" part="table">${items.map(
      ({ label, display_name, description, member_count }) => html`<li part="row">
        <div><button class="plain title" aria-pressed=${label === this.value} @click=${() => this.#choose(label)}>${display_name}</button>
          <p class="soft">${description}</p></div>
        <span class="soft">${this.say('{n} member|{n} members', { n: member_count })}</span></li>`,
    )}</ul>`;
  }

  #choose(cohort: string): void {
    if (this.tell('cohort-change', { cohort })) this.value = cohort;
  }
}
