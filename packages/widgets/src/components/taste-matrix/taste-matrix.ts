import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type Taste = Schemas['Taste'];

/** Steps of the scale; each has a ground of its own. */
const STEPS = [-0.2, 0, 0.2, 0.4] as const;

/**
 * @summary Who rates like whom. It names members, so it needs the rights of an owner or editor.
 *
 * @csspart frame - Everything.
 * @csspart matrix - The matrix.
 * @csspart provenance - The small print.
 */
export class AlmanacTasteMatrix extends CohortElement<Taste> {
  static override styles = [
    ...CohortElement.styles,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
      }
      th {
        padding: 4px 8px 4px 0;
        font-weight: 400;
        text-align: start;
        white-space: nowrap;
      }
      thead th {
        height: 112px;
        vertical-align: bottom;
      }
      thead span {
        display: inline-block;
        max-height: 108px;
        overflow: hidden;
        writing-mode: vertical-rl;
        text-overflow: ellipsis;
      }
      td {
        width: 48px;
        min-width: 48px;
        height: 36px;
        border: 1px solid var(--_paper);
        text-align: center;
        font-size: 12px;
      }
      .step0 {
        background: var(--_sunk);
      }
      .step1 {
        background: color-mix(in srgb, var(--_data) 10%, var(--_paper));
      }
      .step2 {
        background: color-mix(in srgb, var(--_data) 22%, var(--_paper));
      }
      .step3 {
        background: color-mix(in srgb, var(--_data) 34%, var(--_paper));
      }
      .step4 {
        background: color-mix(in srgb, var(--_data) 46%, var(--_paper));
      }
    `,
  ];

  protected readonly what = 'taste';

  protected override parameters() {
    return {};
  }

  protected override isEmpty({ members }: Taste): boolean {
    return members.length < 2;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('Taste takes two')}</h3><p>${this.say('Add members, or import their ratings.')}</p>`;
  }

  protected view({ members, matches, shared_films, coverage, computed_at }: Taste): TemplateResult {
    const nameOf = (i: number) => members[i]!.display_name ?? members[i]!.username;
    return html`${this.head()}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.say('Taste match')}>
        <table part="matrix">
          <caption class="unseen">${this.say('Taste match: 1 is the same, 0 unrelated, −1 the opposite')}</caption>
          <thead><tr><td></td>${members.map((_, i) => html`<th scope="col"><span>${nameOf(i)}</span></th>`)}</tr></thead>
          <tbody>${matches.map(
            (row, i) =>
              html`<tr><th scope="row">${nameOf(i)}</th>${row.map((match, j) => this.#cell(match, i === j, shared_films[i]?.[j] ?? 0))}</tr>`,
          )}</tbody>
        </table>
      </div>
      <p class="soft">${this.say('Correlation of the ratings of films both have rated, drawn toward 0 where those are few. None below five such films.')}</p>
      ${provenance(this.voice, coverage, computed_at)}`;
  }

  #cell(match: number | null, isSelf: boolean, shared: number): TemplateResult {
    if (isSelf || match === null)
      return html`<td>${isSelf ? nothing : html`<span aria-label=${this.say('too few films')}>–</span>`}</td>`;
    const step = STEPS.filter((from) => match >= from).length;
    return html`<td class="step${step}" title=${this.say('{n} film in common|{n} films in common', { n: shared })}>${this.number(match, 2).replace('-', '−')}</td>`;
  }
}
