import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { deltaBar } from '../../internal/parts/charts.ts';
import { signed } from '../../internal/parts/film.ts';
import { filmLine } from '../../internal/parts/lists.ts';
import { provenance } from '../../internal/parts/provenance.ts';
import type { Query } from '../../internal/source.ts';

type Comparison = Schemas['Comparison'];

/**
 * @summary Where two cohorts part company, and how far their best hundred films are the same.
 *
 * @csspart frame - Everything.
 * @csspart heading - The heading.
 * @csspart row - A film.
 * @csspart provenance - The small print.
 */
export class AlmanacCompare extends CohortElement<Comparison> {
  static override properties: PropertyDeclarations = { ...CohortElement.properties, with: {} };
  static override styles = [
    ...CohortElement.styles,
    css`
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

  /** The other cohort's id or label. */
  declare with: string | undefined;

  protected readonly what = 'compare';
  protected override readonly usual = 5;

  protected override query(): Query | null {
    return this.with ? super.query() : null;
  }

  protected override parameters() {
    return { with: this.with, limit: this.limit ?? this.usual };
  }

  protected override missing(): string {
    return this.say('Give this element two cohorts.');
  }

  protected override isEmpty({ total }: Comparison): boolean {
    return total === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('No film in common')}</h3>
      <p>${this.say('A film can be compared when three members of each cohort have rated it.')}</p>`;
  }

  protected view({ cohort, with: other, top, higher, lower, coverage, computed_at }: Comparison): TemplateResult {
    const names = { one: cohort.display_name, other: other.display_name };
    return html`${this.head(this.heading ?? this.say('{one} and {other}', names))}
      ${top.jaccard === null ? nothing : html`<p>${this.say('{n} film is in both best hundreds|{n} films are in both best hundreds', { n: top.both })} <span class="soft">(${this.number(top.jaccard * 100)} %)</span></p>`}
      ${this.#side(this.say('{name} rates higher', { name: names.one }), higher)}
      ${this.#side(this.say('{name} rates higher', { name: names.other }), lower)}
      ${provenance(this.voice, coverage, computed_at)}`;
  }

  #side(title: string, films: Comparison['higher']): TemplateResult | typeof nothing {
    if (films.length === 0) return nothing;
    return html`<section><h3>${title}</h3>
      <ul class="lines" part="table">${films.map(({ film, first_base, second_base, difference }) =>
        filmLine(
          film,
          this.say('{first} against {second}', {
            first: this.number(first_base, 2),
            second: this.number(second_base, 2),
          }),
          html`<span class="delta">${signed(this.voice, difference)}${deltaBar(difference)}</span>`,
        ),
      )}</ul></section>`;
  }
}
