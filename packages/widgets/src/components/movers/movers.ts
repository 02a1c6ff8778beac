import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { moved } from '../../internal/parts/film.ts';
import { filmLine } from '../../internal/parts/lists.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type Movers = Schemas['Movers'];
type Line = { film: Schemas['FilmBrief']; rank?: number; previous_rank?: number };

/**
 * @summary What rose, fell, came and went since the run before.
 *
 * @csspart frame - Everything.
 * @csspart heading - The heading.
 * @csspart row - A film.
 * @csspart provenance - The small print.
 */
export class AlmanacMovers extends CohortElement<Movers> {
  static override properties: PropertyDeclarations = { ...CohortElement.properties, strategy: {} };

  /** How films are scored; the default strategy unless set. */
  declare strategy: string | undefined;

  protected readonly what = 'movers';
  protected override readonly usual = 5;

  protected override parameters() {
    return { limit: this.limit ?? this.usual, strategy: this.strategy };
  }

  protected override isEmpty({ risers, fallers, entered, left }: Movers): boolean {
    return risers.length + fallers.length + entered.length + left.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('Nothing has moved')}</h3><p>${this.say('The next sync is compared with this one.')}</p>`;
  }

  protected view({
    risers,
    fallers,
    entered,
    left,
    previous_computed_at,
    coverage,
    computed_at,
  }: Movers): TemplateResult {
    return html`${this.head(this.heading ?? this.say('What moved'))}
      ${previous_computed_at ? html`<p class="soft">${this.say('since {date}', { date: this.moment(previous_computed_at, false) })}</p>` : nothing}
      ${this.#part('Risen', risers)}${this.#part('Fallen', fallers)}${this.#part('New here', entered)}${this.#part('Gone', left)}
      ${provenance(this.voice, coverage, computed_at)}`;
  }

  #part(title: string, lines: readonly Line[]): TemplateResult | typeof nothing {
    if (lines.length === 0) return nothing;
    return html`<section><h3>${this.say(title)}</h3>
      <ul class="lines" part="table">${lines.map(({ film, rank, previous_rank }) =>
        filmLine(
          film,
          rank === undefined
            ? this.say('was number {rank}', { rank: previous_rank ?? 0 })
            : this.say('number {rank}', { rank }),
          rank !== undefined && previous_rank !== undefined ? moved(this.voice, { rank, previous_rank }) : nothing,
        ),
      )}</ul></section>`;
  }
}
