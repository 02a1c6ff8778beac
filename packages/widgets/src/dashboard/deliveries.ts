import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { PACE_MS } from '../internal/parts/run.ts';
import { LoadedElement } from './loaded-element.ts';
import { tableStyles } from './table-styles.ts';

type Delivery = Schemas['WebhookDelivery'];

/** How many of the newest are shown. */
const SHOWN = 20;
const STATES = {
  pending: 'on its way',
  delivered: 'arrived',
  failed: 'given up',
} as const;
const EVENTS = {
  'ranking.published': 'a new ranking',
  'run.failed': 'a run that failed',
  'webhook.test': 'a test',
} as const;
const COLUMNS = ['When', 'Of what', 'What came of it', 'Answer', 'Tries'] as const;

/**
 * @summary What was sent to a webhook, the newest first, and what came of it. What fails is sent again by itself, over some
 *   fourteen hours.
 *
 * @csspart frame - Everything.
 * @csspart row - A delivery.
 */
export class AlmanacDeliveries extends LoadedElement<readonly Delivery[]> {
  static override properties: PropertyDeclarations = {
    ...LoadedElement.properties,
    webhook: { type: Number },
  };
  static override styles = [...LoadedElement.styles, tableStyles];

  /** The webhook's id. */
  declare webhook: number | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected key(): string | null {
    return this.webhook ? String(this.webhook) : null;
  }

  protected obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Delivery[]> {
    return client.webhooks.deliveries(this.webhook ?? 0, { limit: SHOWN }, { signal }).toArray({ limit: SHOWN });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    clearTimeout(this.#timer);
    // One that is tried for the first time is over in seconds.
    const isUnderWay = this.data?.some(({ state, attempts }) => state === 'pending' && attempts === 0);
    if (isUnderWay && this.isConnected) this.#timer = setTimeout(this.refresh, PACE_MS);
  }

  protected view(deliveries: readonly Delivery[]): TemplateResult {
    const caption = this.say('What was sent');
    return html`${
      deliveries.length === 0
        ? html`<p class="soft" part="empty">${this.say('Nothing was sent in the last thirty days.')}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
            <caption class="unseen">${caption}</caption>
            <thead><tr>${COLUMNS.map((name) => html`<th scope="col">${this.say(name)}</th>`)}</tr></thead>
            <tbody>${deliveries.map((delivery) => this.#delivery(delivery))}</tbody></table></div>`
    }
      <p class="more"><button @click=${this.refresh}>${this.say('Look again')}</button></p>`;
  }

  #delivery({ event, state, attempts, next_at, status, duration_ms, error, created_at }: Delivery): TemplateResult {
    return html`<tr part="row"><th scope="row">${this.moment(created_at)}</th><td>${this.say(EVENTS[event])}</td>
      <td>${this.say(STATES[state])}${next_at && attempts > 0 ? html`${' '}<span class="soft">${this.say('again {date}', { date: this.moment(next_at) })}</span>` : nothing}</td>
      <td>${status ?? (error ? '' : '–')}${error ? html`${' '}<span class="fault">${error}</span>` : nothing}${duration_ms === null ? nothing : html`${' '}<span class="soft">${this.number(duration_ms)} ms</span>`}</td>
      <td>${this.number(attempts)}</td></tr>`;
  }
}
