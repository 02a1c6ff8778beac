import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { html, type TemplateResult } from 'lit';
import { LoadedElement } from './loaded-element.ts';

type Digest = Schemas['Digest'];

/**
 * @summary The weekly digest of a cohort by mail: whether it comes, when next, and how to begin and end it.
 *
 * @csspart frame - Everything.
 */
export class AlmanacDigest extends LoadedElement<Digest> {
  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected obtain(client: CohortAlmanac, signal: AbortSignal): Promise<Digest> {
    return client.cohorts.digest(this.cohort ?? '', { signal });
  }

  protected view({ subscribed, next_at, last_sent_at }: Digest): TemplateResult {
    const facts = [
      next_at && this.say('next on {date}', { date: this.moment(next_at) }),
      last_sent_at
        ? this.say('last sent {date}', { date: this.moment(last_sent_at) })
        : subscribed && this.say('none sent yet'),
    ].filter(Boolean);
    return html`<p class="soft">${this.say('Every Monday at 07:00 UTC: what entered and left the top, what moved, new hidden gems. It names no member, and doesn’t come when nothing has changed.')}</p>
      <p>${subscribed ? this.say('It comes to your e-mail address.') : this.say('You don’t get it.')} <span class="soft">${facts.join(' · ')}</span></p>
      <p class="more"><button class=${subscribed ? '' : 'primary'} aria-disabled=${this.busy ?? false} @click=${() => this.#switch(!subscribed)}>${subscribed ? this.say('End the digest') : this.say('Send me the digest')}</button></p>
      ${this.outcome()}`;
  }

  async #switch(on: boolean): Promise<void> {
    const { cohort } = this;
    if (!cohort || this.busy) return;
    const digest = await this.act(
      (client) => (on ? client.cohorts.subscribe(cohort) : client.cohorts.unsubscribe(cohort)),
      on ? this.say('It comes from now on.') : this.say('It comes no more.'),
    );
    if (!digest || cohort !== this.cohort) return;
    this.data = digest;
    this.requestUpdate();
  }
}
