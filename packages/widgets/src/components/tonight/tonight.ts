import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { filmLine } from '../../internal/parts/lists.ts';
import { provenance } from '../../internal/parts/provenance.ts';
import type { Query } from '../../internal/source.ts';

type Tonight = Schemas['Tonight'];
type Film = Tonight['items'][number];

/**
 * @summary What to watch together: films on somebody's watchlist that none of those who watch has seen. It names members, so
 *   it needs the rights of an owner or editor.
 *
 * @fires almanac-veto - Somebody will not have a film: `detail` is `{ film_id }`.
 * @csspart frame - Everything.
 * @csspart controls - How to choose.
 * @csspart row - A film.
 * @csspart provenance - The small print.
 */
export class AlmanacTonight extends CohortElement<Tonight> {
  static override properties: PropertyDeclarations = {
    ...CohortElement.properties,
    members: {},
    by: {},
    runtimeMax: { type: Number, attribute: 'runtime-max' },
    vetoes: { state: true },
  };
  static override styles = [
    ...CohortElement.styles,
    css`
      .controls {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 24px;
        align-items: center;
        padding-block: 8px;
      }
      .controls label {
        display: flex;
        flex-wrap: wrap;
        max-width: 100%;
        gap: 8px;
        align-items: center;
      }
      select {
        max-width: 100%;
      }
      .end {
        display: grid;
        gap: 4px;
        justify-items: end;
      }
    `,
  ];

  /** Who watches: user names with commas between. */
  declare members: string | undefined;
  /** `mean` (unless set) or `least_misery`: nobody is to sit through what they won't like. */
  declare by: 'mean' | 'least_misery' | undefined;
  /** Minutes there are. */
  declare runtimeMax: number | undefined;
  declare protected vetoes: readonly number[] | undefined;

  protected readonly what = 'tonight';

  protected override query(): Query | null {
    return this.members ? super.query() : null;
  }

  protected override parameters() {
    return {
      members: this.members?.split(',').map((name) => name.trim()),
      by: this.by,
      runtime_max: this.runtimeMax,
      veto_film: this.vetoes,
      limit: this.limit ?? this.usual,
    };
  }

  protected override missing(): string {
    return this.say('Say who is watching.');
  }

  protected view({ items, coverage, computed_at }: Tonight): TemplateResult {
    return html`${this.head(this.heading ?? this.say('Tonight'))}
      <div class="controls" part="controls">
        <label>${this.say('Choose by')}
          <select .value=${this.by ?? 'mean'} @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
            <option value="mean">${this.say('what most would like')}</option>
            <option value="least_misery">${this.say('what nobody would mind')}</option>
          </select></label>
        <label>${this.say('Minutes at most')}
          <input type="number" min="1" max="1000" size="4" .value=${String(this.runtimeMax ?? '')} @change=${(
            event: Event,
          ) => {
            this.runtimeMax = Number((event.target as HTMLInputElement).value) || undefined;
          }} /></label>
      </div>
      ${
        items.length === 0
          ? html`<div class="state" part="empty"><h3>${this.say('Nothing left for tonight')}</h3>
              <p>${this.say('Nobody’s watchlist holds a film that all of you have yet to see. Give it more minutes, or take back a veto.')}</p></div>`
          : html`<ol class="lines" part="table">${items.map((film) => this.#film(film))}</ol>`
      }
      ${
        this.vetoes?.length
          ? html`<p><button @click=${() => {
              this.vetoes = undefined;
            }}>${this.say('Take back {n} veto|Take back {n} vetoes', { n: this.vetoes.length })}</button></p>`
          : nothing
      }
      ${provenance(this.voice, coverage, computed_at)}`;
  }

  #film({ film, watchlists, score, predictions }: Film): TemplateResult {
    const neighbours = Math.min(...predictions.map((each) => each.neighbours));
    const about = [
      film.runtime_minutes && this.say('{n} minute|{n} minutes', { n: film.runtime_minutes }),
      this.say('on {n} watchlist|on {n} watchlists', { n: watchlists }),
      this.say('{n} neighbour behind the guess|{n} neighbours behind the guess', { n: neighbours }),
    ];
    return filmLine(
      film,
      about.filter(Boolean).join(' · '),
      html`<span class="end"><span class="mean">${this.number(score, 1)}</span
        ><button class="plain soft" @click=${() => this.#veto(film.film_id)}>${this.say('Not this')}<span class="unseen">: ${film.title}</span></button></span>`,
    );
  }

  #choose(by: string): void {
    this.by = by === 'least_misery' ? by : 'mean';
  }

  #veto(film_id: number): void {
    if (this.tell('veto', { film_id })) this.vetoes = [...(this.vetoes ?? []), film_id];
  }
}
