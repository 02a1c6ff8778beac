import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DataElement } from '../../internal/data-element.ts';
import { bones, listStyles } from '../../internal/parts/list-styles.ts';
import type { Query } from '../../internal/source.ts';

type Saved = Schemas['SavedFilterList'];
type Filter = Schemas['SavedFilter'];

/**
 * @summary The reader's saved lists as cards: open, copy the link, the slug or the embed code, and take them along as CSV,
 *   Letterboxd list or Radarr list.
 *
 * @fires almanac-open - A person opened a list: `detail` is the saved filter.
 * @fires almanac-share - A person wants it shared: `detail` is `{ filter_id }`.
 * @fires almanac-export - A person wants it as a file: `detail` is `{ filter_id, format }`.
 * @csspart frame - Everything.
 * @csspart row - A list.
 */
export class AlmanacSavedLists extends DataElement<Saved> {
  static override properties: PropertyDeclarations = { ...DataElement.properties, cohort: {}, copied: { state: true } };
  static override styles = [
    ...(DataElement.styles as []),
    ...listStyles,
    css`
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: 24px;
        padding-block: 12px;
      }
      .cards > li {
        display: grid;
        gap: 8px;
        align-content: start;
        padding-block-start: 12px;
        border-block-start: 3px double var(--_ink);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
      }
      .acts .plain {
        color: var(--_accent);
      }
    `,
  ];

  /** Only the lists of this cohort. */
  declare cohort: string | undefined;
  /** What was copied last, for the word that says so. */
  declare protected copied: string | undefined;

  protected query(): Query {
    return { path: '/v1/filters', query: { cohort: this.cohort, limit: 100 } };
  }

  protected override isEmpty({ items }: Saved): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('No list is saved yet')}</h3>
      <p>${this.say('Set filters until you like what is left, then save it under a name.')}</p>`;
  }

  protected override skeleton(): TemplateResult {
    return bones('list', 3);
  }

  protected view({ items }: Saved): TemplateResult {
    return html`<p class="soft" role="status">${this.copied ?? ''}</p>
      <ul class="cards" part="table">${items.map((filter) => this.#card(filter))}</ul>`;
  }

  #card(filter: Filter): TemplateResult {
    const { share } = filter;
    return html`<li part="row">
      <h3><button class="plain title" @click=${() => this.tell('open', filter)}>${filter.name}</button></h3>
      <p class="words">${filter.words}</p>
      <p class="soft">${filter.cohort.display_name}${share ? html` · ${this.say('shared')}` : nothing}</p>
      <p class="acts">
        ${
          share
            ? html`${this.#copy('Copy link', share.url)}${this.#copy('Copy slug', share.slug)}${this.#act('Copy embed code', () => this.#copyEmbed(filter.id))}`
            : html`<button class="plain" @click=${() => this.tell('share', { filter_id: filter.id })}>${this.say('Share')}</button>`
        }
        ${(['csv', 'letterboxd', 'radarr'] as const).map((format) => html`<button class="plain" @click=${() => this.tell('export', { filter_id: filter.id, format })}>${FORMATS[format]}</button>`)}
      </p>
    </li>`;
  }

  #copy(name: string, text: string): TemplateResult {
    return this.#act(name, () => this.#toClipboard(text));
  }

  #act(name: string, act: () => Promise<void>): TemplateResult {
    return html`<button class="plain" @click=${act}>${this.say(name)}</button>`;
  }

  /** The code holds the films as they stand now, so it is made when it is wanted. */
  async #copyEmbed(id: number): Promise<void> {
    const share = await this.readMore<Schemas['FilterShare']>({ path: `/v1/filters/${id}/share` });
    if (share) await this.#toClipboard(share.embed.element);
  }

  async #toClipboard(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = this.say('Copied');
    } catch {
      // Pages without TLS, and readers who said no, have no clipboard: there the text is shown to be copied by hand.
      this.copied = text;
    }
  }
}

const FORMATS = { csv: 'CSV', letterboxd: 'Letterboxd', radarr: 'Radarr' } as const;
