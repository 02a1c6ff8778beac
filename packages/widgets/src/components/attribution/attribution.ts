import { html, type TemplateResult } from 'lit';
import { AlmanacElement } from '../../internal/element.ts';
import { attribution } from '../../internal/parts/provenance.ts';

/**
 * @summary The words that Letterboxd and TMDB ask for, for pages that show the data in a way of their own.
 *
 * @csspart attribution - The text.
 */
export class AlmanacAttribution extends AlmanacElement {
  protected override render(): TemplateResult {
    return html`<div part="frame" dir=${this.direction}><p class="soft">${attribution(this.voice)}</p></div>`;
  }
}
