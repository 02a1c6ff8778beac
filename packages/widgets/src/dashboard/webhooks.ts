import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AlmanacDeliveries } from './deliveries.ts';
import { textField } from './fields.ts';
import { LoadedElement } from './loaded-element.ts';
import { Asking } from './question.ts';
import { secret } from './secret.ts';

type Webhook = Schemas['Webhook'];

const EVENTS = [
  { name: 'ranking.published', title: 'a new ranking' },
  { name: 'run.failed', title: 'a run that failed' },
] as const satisfies readonly { name: Schemas['WebhookEvent']; title: string }[];

/**
 * @summary Webhooks of a cohort: programs that are told of what happens in it. They are made here, tested, switched off, given
 *   another secret, and removed, and what was sent can be read.
 *
 * @csspart frame - Everything.
 * @csspart row - A webhook.
 */
export class AlmanacWebhooks extends LoadedElement<readonly Webhook[]> {
  static override properties: PropertyDeclarations = {
    ...LoadedElement.properties,
    secret: { state: true },
    logged: { state: true },
  };
  static override styles = [
    ...LoadedElement.styles,
    css`
      .url {
        overflow-wrap: anywhere;
      }
      .lines > li {
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .act {
        color: var(--_accent);
      }
      fieldset {
        gap: 4px;
      }
      fieldset label {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 32px;
      }
    `,
  ];

  /** A new secret, which is shown this once. */
  declare protected secret: string | undefined;
  /** The webhook whose log is open. */
  declare protected logged: number | undefined;

  protected override readonly fields = { url: '/url', description: '/description', events: '/events' };
  readonly #asking = new Asking(() => {
    this.requestUpdate();
    return this.updateComplete;
  });

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Webhook[]> {
    const [{ id }, { items }] = await Promise.all([
      client.cohorts.get(this.cohort ?? '', { signal }),
      client.webhooks.list({ signal }),
    ]);
    return items.filter((webhook) => webhook.cohort_id === id);
  }

  protected view(webhooks: readonly Webhook[]): TemplateResult {
    return html`<p class="soft">${this.say('An address of yours is told as soon as something happens, by a signed request.')}</p>
      <ul class="lines">${webhooks.map((webhook) => this.#webhook(webhook))}</ul>
      ${this.secret ? html`<p>${this.say('This is its secret, by which you check what arrives.')}</p>` : nothing}
      ${secret(this.voice, this.secret, (word) => {
        this.done = word;
      })}
      ${this.outcome()}${this.#form()}${this.#asking.view()}`;
  }

  #webhook(webhook: Webhook): TemplateResult {
    const { id, url, events, description, enabled } = webhook;
    const isLogged = this.logged === id;
    const button = (text: string, act: () => unknown, expanded?: boolean) =>
      html`<button class="plain act" aria-disabled=${this.busy ?? false} aria-expanded=${expanded === undefined ? nothing : expanded ? 'true' : 'false'} @click=${act}>${text}<span class="unseen">: ${description ?? url}</span></button>`;
    return html`<li part="row">
      <div><p class="title url">${description ?? url}</p>
        ${description ? html`<p class="soft url">${url}</p>` : nothing}
        <p class="soft">${EVENTS.filter(({ name }) => events.includes(name))
          .map(({ title }) => this.say(title))
          .join(', ')} · ${this.#state(webhook)}</p></div>
      <p class="row">
        ${button(this.say('Send a test'), () => this.#test(id))}
        ${button(
          this.say('What was sent'),
          () => {
            this.logged = isLogged ? undefined : id;
          },
          isLogged,
        )}
        ${button(enabled ? this.say('Switch off') : this.say('Switch on'), () => this.#switch(id, !enabled))}
        ${button(this.say('New secret'), () => this.#rotate(id))}
        ${button(this.say('Remove'), () => this.#ask(id, description ?? url))}
      </p>
      ${isLogged ? html`<almanac-deliveries base-url=${this.baseUrl ?? nothing} webhook=${id}></almanac-deliveries>` : nothing}
    </li>`;
  }

  #state({ enabled, disabled_reason, failures, previous_secret_until }: Webhook): TemplateResult {
    const state =
      disabled_reason === 'failures'
        ? this.say('switched off, because five deliveries in a row did not arrive')
        : disabled_reason === 'gone'
          ? this.say('switched off, because its address is gone')
          : enabled
            ? this.say('on')
            : this.say('off');
    return html`<span class=${disabled_reason ? 'fault' : ''}>${state}</span>${
      enabled && failures > 0
        ? html`${' · '}<span class="fault">${this.say('{n} delivery in a row failed|{n} deliveries in a row failed', { n: failures })}</span>`
        : nothing
    }${previous_secret_until ? ` · ${this.say('its old secret holds until {date}', { date: this.moment(previous_secret_until) })}` : ''}`;
  }

  #form(): TemplateResult {
    const fault = this.faultOf('events');
    return html`<form novalidate @submit=${this.#create}>
      <h3>${this.say('A new webhook')}</h3>
      ${textField({
        name: 'url',
        type: 'url',
        label: this.say('Where to send to: an https address'),
        required: true,
        max: 2_000,
        placeholder: 'https://hooks.example.org/almanac',
        fault: this.faultOf('url'),
      })}
      ${textField({ name: 'description', label: this.say('What you call it'), max: 100, fault: this.faultOf('description') })}
      <fieldset aria-describedby=${fault ? 'events-fault' : nothing}><legend>${this.say('Tell it of')}</legend>
        ${EVENTS.map(({ name, title }, i) => html`<label><input type="checkbox" name=${name} ?checked=${i === 0} />${this.say(title)}</label>`)}
        ${fault ? html`<p id="events-fault" class="fault">${fault}</p>` : nothing}</fieldset>
      <p><button class="primary" aria-disabled=${this.busy ?? false}>${this.say('Create a webhook')}</button></p>
    </form>`;
  }

  protected override advice(): string {
    return this.say('An address looks like https://hooks.example.org/almanac.');
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const values = this.checked(event);
    const { cohort } = this;
    if (!values || !cohort) return;
    const { url = '', description, ...chosen } = values;
    const events = EVENTS.map(({ name }) => name).filter((name) => name in chosen);
    if (events.length === 0) {
      this.faults = { events: this.say('Choose what it is told of.') };
      return;
    }
    this.secret = undefined;
    const made = await this.act((client) =>
      client.webhooks.create({ cohort, url, events, ...(description && { description }) }),
    );
    if (!made) return;
    form.reset();
    this.secret = made.secret;
    await this.reread();
  };

  async #test(id: number): Promise<void> {
    if (this.busy) return;
    const sent = await this.act(
      (client) => client.webhooks.test(id),
      this.say('A test is on its way: what came of it stands under “What was sent”.'),
    );
    if (!sent) return;
    this.logged = id;
    this.renderRoot.querySelector<AlmanacDeliveries>('almanac-deliveries')?.refresh();
  }

  async #switch(id: number, enabled: boolean): Promise<void> {
    if (this.busy) return;
    if (await this.act((client) => client.webhooks.update(id, { enabled }), this.say('Noted.'))) await this.reread();
  }

  async #rotate(id: number): Promise<void> {
    if (this.busy) return;
    this.secret = undefined;
    const made = await this.act((client) => client.webhooks.rotateSecret(id));
    if (!made) return;
    this.secret = made.secret;
    await this.reread();
  }

  async #ask(id: number, name: string): Promise<void> {
    if (this.busy) return;
    await this.#asking.show({
      title: this.say('Remove {name}?', { name }),
      text: this.say('Nothing more is sent to it, and the log of what was sent is gone.'),
      yes: this.say('Remove'),
      no: this.say('Keep it'),
      act: async () => {
        const isGone = await this.act(async (client) => {
          await client.webhooks.delete(id);
          return true;
        }, this.say('Removed.'));
        if (isGone) await this.reread();
      },
    });
  }
}
