import type { Schemas } from '@cohort-almanac/sdk';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { titled } from '../../internal/parts/film.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type People = Schemas['PeopleList'];

const TITLES = { director: 'Directors', actor: 'Actors', writer: 'Writers' } as const;

/**
 * @summary The directors, actors or writers whose films a cohort rates best.
 *
 * @csspart frame - Everything.
 * @csspart heading - The heading.
 * @csspart row - A person.
 * @csspart provenance - The small print.
 */
export class AlmanacPeople extends CohortElement<People> {
  static override properties: PropertyDeclarations = { ...CohortElement.properties, credit: {} };

  /** `director` (unless set), `actor` or `writer`; the attribute is `credit`. */
  declare credit: keyof typeof TITLES | undefined;

  protected readonly what = 'people';

  protected override parameters() {
    return { role: this.credit ?? 'director', limit: this.limit ?? this.usual };
  }

  protected override isEmpty({ items }: People): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('Nobody has three ranked films yet')}</h3>
      <p>${this.say('Credits come with the films’ details, which the almanac asks for after the first sync.')}</p>`;
  }

  protected view({ role, items, coverage, computed_at }: People): TemplateResult {
    return html`${this.head(this.heading ?? this.say(TITLES[role]))}
      <ol class="lines" part="table">${items.map(
        ({ name, score, films, top_decile_films, best }, i) => html`<li part="row">
          <span class="rank">${this.number(i + 1)}</span>
          <div><p class="title">${name}</p>
            <p class="soft">${best.map((film, n) => html`${n > 0 ? ', ' : ''}${titled(film)}`)}</p>
            <p class="soft">${this.say('{n} film|{n} films', { n: films })} · ${this.say('{n} in the best tenth|{n} in the best tenth', { n: top_decile_films })}</p></div>
          <span class="mean">${this.number(score, 2)}</span>
        </li>`,
      )}</ol>
      ${provenance(this.voice, coverage, computed_at)}`;
  }
}
