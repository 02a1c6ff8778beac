import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, svg, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { pageOf } from '../../internal/parts/film.ts';
import { provenance } from '../../internal/parts/provenance.ts';

type List = Schemas['RankingList'];
type Row = Schemas['RankingRow'];

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 36;
const BOTTOM = 32;
const TOP = 12;

/**
 * @summary Every film as a point: how many saw it, and how good they found it. The outermost have their names written on.
 *
 * @csspart frame - Everything.
 * @csspart chart - The chart.
 * @csspart provenance - The small print.
 */
export class AlmanacScatter extends CohortElement<List> {
  static override styles = [
    ...CohortElement.styles,
    css`
      .chart {
        width: 100%;
        height: auto;
        overflow: visible;
      }
      text {
        fill: var(--_soft);
        font: 11px var(--_sans);
      }
      .name {
        fill: var(--_ink);
        font: 600 11px var(--_serif);
        pointer-events: none;
      }
      circle {
        fill: var(--_data);
        fill-opacity: 0.55;
        stroke: var(--_paper);
      }
      a:focus-visible circle,
      a:hover circle {
        fill: var(--_accent);
        fill-opacity: 1;
      }
      .grid-line {
        stroke: var(--_rule);
      }
      details {
        padding-block-start: 8px;
      }
      table {
        border-collapse: collapse;
      }
      td,
      th {
        padding: 4px 16px 4px 0;
        font-weight: 400;
        text-align: start;
      }
    `,
  ];

  protected readonly what = 'rankings';
  protected override readonly usual = 200;

  protected override isEmpty({ items }: List): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('Nothing is ranked yet')}</h3><p>${this.say('The first sync fills this page.')}</p>`;
  }

  protected override skeleton(): TemplateResult {
    return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg>`;
  }

  protected view({ items, coverage, computed_at }: List): TemplateResult {
    const most = Math.max(...items.map(({ watchers }) => watchers), 2);
    const lowest = Math.floor(Math.min(...items.map(({ avg_rating }) => avg_rating)));
    // Watchers on a logarithmic axis: between two and ten lies as much as between two hundred and a thousand.
    const x = (watchers: number) => round(LEFT + (Math.log(watchers) / Math.log(most)) * (WIDTH - LEFT - 90));
    const y = (rating: number) => round(TOP + ((5 - rating) / (5 - lowest)) * (HEIGHT - TOP - BOTTOM));
    const named = this.#outermost(items, x, y);
    return html`${this.head()}
      <svg class="chart" part="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label=${this.say('{n} film by watchers and mean|{n} films by watchers and mean', { n: items.length })}>
        ${Array.from({ length: 6 - lowest }, (_, i) => lowest + i).map(
          (stars) =>
            svg`<line class="grid-line" x1=${LEFT} x2=${WIDTH} y1=${y(stars)} y2=${y(stars)}></line><text x=${LEFT - 8} y=${y(stars) + 4} text-anchor="end">${this.number(stars)}</text>`,
        )}
        ${ticks(most).map((n) => svg`<text x=${x(n)} y=${HEIGHT - 10} text-anchor="middle">${this.number(n)}</text>`)}
        ${items.map((film) => this.#point(film, x, y, named.has(film.film_id)))}
      </svg>
      <p class="soft">${this.say('Across: members who rated it. Up: their mean, in stars.')}</p>
      <details><summary>${this.say('As a table')}</summary>
        <table><thead><tr><th scope="col">${this.say('Film')}</th><th scope="col">${this.say('Seen by')}</th><th scope="col">${this.say('Mean')}</th></tr></thead>
          <tbody>${items.map(({ title, watchers, avg_rating }) => html`<tr><th scope="row">${title}</th><td>${this.number(watchers)}</td><td>${this.number(avg_rating, 2)}</td></tr>`)}</tbody></table>
      </details>
      ${provenance(this.voice, coverage, computed_at)}`;
  }

  #point(film: Row, x: (n: number) => number, y: (n: number) => number, isNamed: boolean) {
    const label = `${film.title}: ${this.number(film.avg_rating, 2)}, ${this.say('from {n} member|from {n} members', { n: film.watchers })}`;
    const [left, top] = [x(film.watchers), y(film.avg_rating)];
    return svg`<a href=${pageOf(film) ?? '#'} target="_blank" rel="noopener" aria-label=${label}><circle cx=${left} cy=${top} r="5"><title>${label}</title></circle></a>${
      isNamed ? svg`<text class="name" x=${left + 8} y=${top + 4} aria-hidden="true">${film.title}</text>` : ''
    }`;
  }

  /** Films whose name finds room: from the best and the most seen inward, none over another. */
  #outermost(films: readonly Row[], x: (n: number) => number, y: (n: number) => number): Set<number> {
    const boxes: [number, number, number][] = [];
    const named = new Set<number>();
    for (const film of [...films].sort((a, b) => b.watchers * b.avg_rating - a.watchers * a.avg_rating)) {
      const left = x(film.watchers);
      const right = left + 12 + film.title.length * 6.5;
      const top = y(film.avg_rating);
      const isFree = boxes.every(([from, to, at]) => right < from || left > to || Math.abs(top - at) > 13);
      if (!isFree || right > WIDTH + 20) continue;
      boxes.push([left, right, top]);
      named.add(film.film_id);
      if (named.size === 14) break;
    }
    return named;
  }
}

/** 1, 2, 5, 10, 20 … up to the largest. */
function ticks(most: number): number[] {
  const all = [1, 2, 5].flatMap((n) => [1, 10, 100, 1000].map((ten) => n * ten)).sort((a, b) => a - b);
  return all.filter((n) => n > 1 && n <= most);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
