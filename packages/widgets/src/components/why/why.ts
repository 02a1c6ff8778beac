import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type FilmDetail, FilmElement } from '../../internal/film-element.ts';
import { histogram } from '../../internal/parts/charts.ts';
import { directors, histogramText, moved, signed, titled, WORDS, words } from '../../internal/parts/film.ts';
import { poster } from '../../internal/parts/poster.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type Place = Schemas['FilmPlace'];
type Opinion = Schemas['Opinion'];

/**
 * @summary A film's page: why it stands where it stands, how the cohort and the world rated it, and who said what, as far as
 *   the reader may know.
 *
 * @csspart frame - Everything.
 * @csspart poster - Its poster.
 * @csspart components - What its score is made of.
 * @csspart opinions - Who rated it how.
 * @csspart provenance - The small print.
 */
export class AlmanacWhy extends FilmElement {
  static override properties: PropertyDeclarations = { ...FilmElement.properties, strategy: {} };
  static override styles = [
    ...FilmElement.styles,
    css`
      .top {
        display: grid;
        grid-template-columns: minmax(88px, 200px) minmax(0, 1fr);
        gap: 24px;
        padding-block-end: 24px;
      }
      .top h2 {
        padding: 0;
        border: 0;
        font-size: 2em;
      }
      .top > div {
        display: grid;
        min-width: 0;
        overflow-wrap: anywhere;
        gap: 8px;
        align-content: start;
      }
      .histogram {
        max-width: 320px;
      }
      @container (width < 420px) {
        .top {
          grid-template-columns: 88px minmax(0, 1fr);
          gap: 16px;
        }
        .top h2 {
          font-size: 1.5em;
        }
      }
      table {
        width: 100%;
        border-collapse: collapse;
        margin-block-end: 24px;
      }
      th,
      td {
        padding: var(--_row) 8px var(--_row) 0;
        border-block-end: 1px solid var(--_rule);
        font-weight: 400;
        text-align: start;
        vertical-align: top;
      }
      caption {
        padding-block-end: 8px;
        border-block-end: 1px solid var(--_ink);
        font: 600 1.25em var(--_serif);
        text-align: start;
      }
      .end {
        text-align: end;
        white-space: nowrap;
      }
      .label {
        margin-inline-start: 0.5em;
      }
      .stars {
        white-space: nowrap;
      }
    `,
  ];

  /** Whose reasons are given; the default strategy's unless set. */
  declare strategy: string | undefined;

  protected view({
    film,
    numbers,
    world,
    places,
    opinions,
    unnamed,
    coverage,
    computed_at,
  }: FilmDetail): TemplateResult {
    const place = places.find(({ strategy }) => strategy === (this.strategy ?? 'bayesian')) ?? places[0];
    return html`<div class="top">
        ${poster(film, 200)}
        <div>
          <h2>${titled(film)}</h2>
          <p class="soft">${[directors(film), film.runtime_minutes && this.say('{n} minute|{n} minutes', { n: film.runtime_minutes }), film.genres.map(({ name }) => name).join(', ')].filter(Boolean).join(' · ')}</p>
          ${numbers?.watchers ? this.#numbers(numbers, world) : html`<p>${this.say('Nobody here has rated it')}</p>`}
          ${place ? html`<p class="words">${words(this.voice, place)}</p>` : nothing}
        </div>
      </div>
      ${place ? this.#reasons(place) : nothing}
      ${opinions.length > 0 || unnamed > 0 ? this.#opinions(opinions, unnamed) : nothing}
      ${provenance(this.voice, coverage, computed_at)}`;
  }

  #numbers(numbers: Schemas['FilmNumbers'], world: Schemas['FilmWorld'] | null): TemplateResult {
    return html`<p><span class="mean">${this.number(numbers.avg_rating ?? 0, 2)}</span>
        ${this.say('from {n} member|from {n} members', { n: numbers.watchers })} ·
        ${this.say('{delta} against the world', { delta: signed(this.voice, numbers.divergence) })}</p>
      ${histogram(numbers.histogram, histogramText(this.voice, numbers.histogram), { world: world?.histogram, height: 32 })}`;
  }

  #reasons(place: Place): TemplateResult {
    return html`<table part="components">
      <caption>${this.say('Why it is number {rank} of {total}', { rank: place.rank, total: place.total })}</caption>
      <tbody>${place.components.map(
        ({ explanation, label, contribution }) => html`<tr>
          <th scope="row">${this.say(explanation)}${label ? html`<span class="words label">${this.say(WORDS[label] ?? label)}</span>` : nothing}</th>
          <td class="end">${signed(this.voice, contribution)}</td>
        </tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row">${this.say('Score')} <span class="soft">${moved(this.voice, place)}</span></th><td class="end mean">${this.number(place.score, 2)}</td></tr></tfoot>
    </table>`;
  }

  #opinions(opinions: readonly Opinion[], unnamed: number): TemplateResult {
    return html`<table part="opinions">
      <caption>${this.say('Who said what')}</caption>
      <tbody>${opinions.map(
        ({ username, display_name, rating, liked, on_watchlist }) => html`<tr>
          <th scope="row">${display_name ?? username}</th>
          <td>${
            rating === null
              ? on_watchlist
                ? this.say('on the watchlist')
                : this.say('seen, not rated')
              : html`<span class="stars" role="img" aria-label=${this.say('{n} star|{n} stars', { n: rating })}>${'★'.repeat(Math.floor(rating))}${rating % 1 ? '½' : ''}</span>`
          }${liked ? html`<span class="label" role="img" aria-label=${this.say('liked')}>♥</span>` : nothing}</td>
        </tr>`,
      )}</tbody>
      ${unnamed > 0 ? html`<tfoot><tr><td colspan="2" class="soft">${this.say('and {n} member who is not named|and {n} members who are not named', { n: unnamed })}</td></tr></tfoot>` : nothing}
    </table>`;
  }
}
