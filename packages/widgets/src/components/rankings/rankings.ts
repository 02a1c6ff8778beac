import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { deltaBar, histogram } from '../../internal/parts/charts.ts';
import { compactList } from '../../internal/parts/compact-list.ts';
import { directors, histogramText, moved, signed, titled, words } from '../../internal/parts/film.ts';
import { bones } from '../../internal/parts/list-styles.ts';
import { posterGrid } from '../../internal/parts/lists.ts';
import { poster } from '../../internal/parts/poster.ts';
import { provenance } from '../../internal/parts/provenance.ts';
import type { Query } from '../../internal/source.ts';

type List = Schemas['RankingList'];
type Row = Schemas['RankingRow'];

/** The columns that can be sorted by, and what the API calls it. */
const SORTS = {
  Rank: 'score',
  Film: 'title',
  Mean: 'avg_rating',
  'vs. the world': 'divergence',
  'Seen by': 'watchers',
};
type Column = keyof typeof SORTS;

/** Films that are drawn at once; a page stays quick beside them, however many came. */
const MOST_DRAWN = 200;

/**
 * @summary A cohort's films in order: as a table, a grid of posters, or a compact list.
 *
 * @fires almanac-sort - A person chose a column: `detail` is `{ sort, order }`.
 * @csspart frame - Everything.
 * @csspart table - The table, grid or list.
 * @csspart poster - A film's poster.
 * @csspart title - A film's title.
 * @csspart histogram - The ten bars of a film.
 * @csspart provenance - The small print.
 */
export class AlmanacRankings extends CohortElement<List> {
  static override properties: PropertyDeclarations = {
    ...CohortElement.properties,
    layout: { reflect: true },
    sort: {},
    order: {},
  };
  static override styles = [
    ...CohortElement.styles,
    css`
      .table {
        width: 100%;
        border-collapse: collapse;
      }
      .table th,
      .table td {
        padding: var(--_row);
        border-block-end: 1px solid var(--_rule);
        font-weight: 400;
        text-align: start;
      }
      th[scope='row'] {
        overflow-wrap: anywhere;
      }
      thead th {
        color: var(--_soft);
        font-size: 12px;
        white-space: nowrap;
      }
      td.rank {
        width: 44px;
        padding-inline-start: 0;
        text-align: end;
      }
      .cover {
        width: 52px;
      }
      .cover .poster {
        width: 40px;
      }
      .table .end {
        text-align: end;
        white-space: nowrap;
      }
      .pair {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      .pair .histogram {
        width: 96px;
      }
      .delta-bar {
        width: 72px;
        height: 11px;
      }
      .delta {
        min-width: 2.9em;
        text-align: end;
      }
      @container (width < 720px) {
        .table .wide {
          display: none;
        }
      }
      @container (width < 540px) {
        .table .mid {
          display: none;
        }
      }
      @container (width < 420px) {
        .table th,
        .table td {
          padding-inline: 4px;
        }
        .table .pair {
          display: grid;
          gap: 2px;
        }
        .pair .histogram {
          width: 44px;
        }
        td.rank {
          width: 28px;
        }
      }
    `,
  ];

  /** `table` (unless set), `grid` or `list`. */
  declare layout: 'table' | 'grid' | 'list' | undefined;
  declare sort: string | undefined;
  declare order: string | undefined;

  #more: List['items'] = [];
  /** How many of those that are here are drawn. */
  #drawn = MOST_DRAWN;
  #cursor: string | null = null;

  protected readonly what = 'rankings';
  /** Films at first, and again with every “More”. */
  protected override readonly usual = 25;

  protected override parameters(): NonNullable<Query['query']> {
    return { ...super.parameters(), ...(this.sort && { sort: this.sort }), ...(this.order && { order: this.order }) };
  }

  protected override arrived(list: List): List {
    this.#more = [];
    this.#drawn = MOST_DRAWN;
    this.#cursor = list.next_cursor;
    return list;
  }

  protected override isEmpty({ items }: List): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return this.filter
      ? html`<h3>${this.say('No film is left')}</h3><p>${this.say('Loosen a filter, and some come back.')}</p>`
      : html`<h3>${this.say('Nothing is ranked yet')}</h3><p>${this.say('The first sync fills this page.')}</p>`;
  }

  protected override skeleton(): TemplateResult {
    return bones(this.layout ?? 'table', this.limit ?? this.usual);
  }

  protected view(list: List): TemplateResult {
    const here = [...list.items, ...this.#more];
    const films = here.slice(0, this.#drawn);
    return html`${this.head()}
      ${this.layout === 'grid' ? posterGrid(this.voice, films) : this.layout === 'list' ? compactList(this.voice, films) : this.#table(films)}
      ${
        this.#cursor || here.length > films.length
          ? html`<p class="more"><button part="more" @click=${this.#next}>${this.say('More')}</button>
              <span class="soft">${this.say('{some} of {n} film|{some} of {n} films', { some: films.length, n: list.total })}</span></p>`
          : nothing
      }
      ${provenance(this.voice, list.coverage, list.computed_at)}`;
  }

  #table(films: Row[]): TemplateResult {
    const compares = films.some(({ previous_rank }) => previous_rank !== null);
    return html`<table class="table" part="table">
      <caption class="unseen">${this.heading ?? this.say('Ranking')}</caption>
      <thead><tr>
        ${this.#head('Rank', 'rank')}<th class="cover"><span class="unseen">${this.say('Poster')}</span></th>${this.#head('Film')}
        ${this.#head('Mean')}${this.#head('vs. the world', 'wide')}${this.#head('Seen by', 'end mid')}
        ${compares ? html`<th scope="col" class="end mid">${this.say('Moved')}</th>` : nothing}
      </tr></thead>
      <tbody>${films.map(
        (film) => html`<tr part="row">
          <td class="rank">${this.number(film.rank)}</td>
          <td class="cover">${poster(film, 40)}</td>
          <th scope="row">${titled(film)}${this.#about(film)}</th>
          <td><span class="pair"><span class="mean">${this.number(film.avg_rating, 2)}</span>${histogram(film.histogram, histogramText(this.voice, film.histogram))}</span></td>
          <td class="wide"><span class="pair"><span class="delta">${signed(this.voice, film.divergence)}</span>${film.divergence === null ? nothing : deltaBar(film.divergence)}</span></td>
          <td class="end mid">${this.number(film.watchers)}</td>
          ${compares ? html`<td class="end mid">${moved(this.voice, film)}</td>` : nothing}
        </tr>`,
      )}</tbody>
    </table>`;
  }

  #head(name: Column, classes = ''): TemplateResult {
    const sort = SORTS[name];
    const sorted = (this.sort ?? 'score') === sort;
    const up = this.order ? this.order === 'asc' : sort === 'title';
    return html`<th scope="col" class=${classes} aria-sort=${sorted ? (up ? 'ascending' : 'descending') : nothing}>
      <button class="plain" @click=${() => this.#sortBy(sort, sorted, up)}>${this.say(name)}${sorted && this.sort ? (up ? ' ↑' : ' ↓') : nothing}</button>
    </th>`;
  }

  #sortBy(sort: string, sorted: boolean, up: boolean): void {
    const order = sorted ? (up ? 'desc' : 'asc') : sort === 'title' ? 'asc' : 'desc';
    if (!this.tell('sort', { sort, order })) return;
    this.sort = sort;
    this.order = order;
  }

  #about(film: Row): TemplateResult {
    const said = words(this.voice, film);
    return html`<span class="about soft">${directors(film)}</span>${said ? html`<span class="about words">${said}</span>` : nothing}`;
  }

  readonly #next = async (): Promise<void> => {
    const query = this.query();
    this.#drawn += MOST_DRAWN;
    this.requestUpdate();
    const here = (this.data?.items.length ?? 0) + this.#more.length;
    if (!query || !this.#cursor || here >= this.#drawn) return;
    const next = await this.readMore<List>({ ...query, query: { ...query.query, cursor: this.#cursor } });
    if (!next) return;
    this.#more = [...this.#more, ...next.items];
    this.#cursor = next.next_cursor;
    this.requestUpdate();
  };
}
