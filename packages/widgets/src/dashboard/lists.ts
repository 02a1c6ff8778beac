import type { Schemas } from '@cohort-almanac/sdk';
import { html, type TemplateResult } from 'lit';
import { PUBLISHED } from '../internal/source.ts';
import { ActionElement } from './action-element.ts';

type Wish = { filter_id: number; format: 'csv' | 'json' | 'letterboxd' | 'radarr' };

/**
 * @summary The saved lists, with what one does with them: share, take out as a file, open.
 *
 * @fires almanac-open - A list was chosen: `detail` is the saved filter.
 * @csspart frame - Everything.
 */
export class AlmanacLists extends ActionElement {
  protected override render(): TemplateResult {
    return html`<div part="frame" dir=${this.direction}><h2 class="unseen">${this.say('Saved lists')}</h2>${this.outcome()}
      <almanac-saved-lists @almanac-share=${this.#share} @almanac-export=${this.#export}></almanac-saved-lists></div>`;
  }

  readonly #share = async (event: CustomEvent<{ filter_id: number }>): Promise<void> => {
    const share = await this.act<Schemas['FilterShare']>(
      (client) => client.shares.create(event.detail.filter_id, {}),
      this.say('Shared: copy its link or its embed code.'),
    );
    if (share) document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort: null } }));
  };

  readonly #export = async (event: CustomEvent<Wish>): Promise<void> => {
    const file = await this.act(async (client) => {
      const response: Response = await client.request('POST', '/v1/exports', { body: event.detail, as: 'response' });
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      return { name: name ?? `almanac.${event.detail.format}`, href: URL.createObjectURL(await response.blob()) };
    });
    if (!file) return;
    const link = document.createElement('a');
    link.href = file.href;
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(file.href);
  };
}
