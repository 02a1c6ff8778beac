import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { choiceField, textField } from './fields.ts';
import { LoadedElement } from './loaded-element.ts';
import { Asking } from './question.ts';
import { secret } from './secret.ts';

type Token = Schemas['ApiToken'];
type Kind = Token['kind'];

/** How long a token holds, in days; a token that holds until it is revoked has none. */
const DAYS = [30, 90, 365] as const;

/**
 * @summary The tokens of the account: secret ones for scripts, publishable ones for widgets on other pages.
 *
 * @csspart frame - Everything.
 * @csspart row - A token.
 * @csspart secret - A new token, which is shown this once.
 */
export class AlmanacTokens extends LoadedElement<readonly Token[]> {
  static override properties: PropertyDeclarations = {
    ...LoadedElement.properties,
    fresh: { state: true },
    kind: { state: true },
  };

  /** A new token, which is shown this once. */
  declare protected fresh: string | undefined;
  declare protected kind: Kind | undefined;

  protected override readonly fields = { name: '/name', origin: '/origins', days: '/expires_in_days' };
  readonly #asking = new Asking(() => {
    this.requestUpdate();
    return this.updateComplete;
  });

  protected key(): string {
    return 'tokens';
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Token[]> {
    return (await client.tokens.list({ signal })).items.filter(({ revoked_at }) => !revoked_at);
  }

  protected view(tokens: readonly Token[]): TemplateResult {
    return html`${
      tokens.length === 0
        ? html`<div class="state" part="empty"><h3>${this.say('No token yet')}</h3>
            <p>${this.say('Scripts and widgets on other pages read the almanac with one.')}</p></div>`
        : html`<ul class="lines" aria-label=${this.say('Tokens')}>${tokens.map((token) => this.#token(token))}</ul>`
    }
      ${this.#form()}${this.#asking.view()}`;
  }

  #token({ id, kind, name, last_four, expires_at, last_used_at }: Token): TemplateResult {
    const facts = [
      this.#kind(kind),
      `…${last_four}`,
      last_used_at ? this.say('last used {date}', { date: this.moment(last_used_at, false) }) : this.say('never used'),
      expires_at ? this.say('until {date}', { date: this.moment(expires_at, false) }) : this.say('until it is revoked'),
    ];
    return html`<li part="row"><div><p class="title">${name}</p><p class="soft">${facts.join(' · ')}</p></div>
      <button aria-disabled=${this.busy ?? false} aria-label=${this.say('Revoke {name}', { name })} @click=${() => this.#ask(id, name)}>${this.say('Revoke')}</button></li>`;
  }

  #kind(kind: Kind): string {
    return kind === 'secret' ? this.say('secret, for scripts') : this.say('publishable, for widgets on a page');
  }

  #form(): TemplateResult {
    const kinds = ['secret', 'publishable'] as const;
    return html`<form novalidate @submit=${this.#create}>
      <h3>${this.say('A new token')}</h3>
      ${textField({ name: 'name', label: this.say('What it is for'), required: true, max: 100, fault: this.faultOf('name') })}
      ${choiceField({
        name: 'kind',
        label: this.say('Kind'),
        value: this.kind ?? 'secret',
        options: kinds.map((kind) => [kind, this.#kind(kind)] as const),
        onChange: (kind) => {
          this.kind = kind as Kind;
        },
        fault: '',
      })}
      ${
        this.kind === 'publishable'
          ? textField({
              name: 'origin',
              type: 'url',
              label: this.say('The page’s origin'),
              hint: this.say('Browsers send it from pages of this address only.'),
              placeholder: 'https://blog.example.org',
              required: true,
              fault: this.faultOf('origin'),
            })
          : nothing
      }
      ${choiceField({
        name: 'days',
        label: this.say('How long it holds'),
        value: '90',
        options: [
          ...DAYS.map((days) => [String(days), this.say('{n} day|{n} days', { n: days })] as const),
          ['', this.say('until it is revoked')],
        ],
        fault: this.faultOf('days'),
      })}
      <p><button class="primary" aria-disabled=${this.busy ?? false}>${this.say('Create a token')}</button></p>
      ${secret(this.voice, this.fresh, (word) => {
        this.done = word;
      })}
      ${this.outcome()}
    </form>`;
  }

  protected override advice(): string {
    return this.say('An origin looks like https://blog.example.org.');
  }

  async #ask(id: number, name: string): Promise<void> {
    if (this.busy) return;
    await this.#asking.show({
      title: this.say('Revoke {name}?', { name }),
      text: this.say('Whatever uses it gets no more answers from now on.'),
      yes: this.say('Revoke'),
      no: this.say('Keep it'),
      act: async () => {
        const isGone = await this.act(
          async (client) => {
            await client.tokens.revoke(id);
            return true;
          },
          this.say('{name} is revoked.', { name }),
        );
        if (isGone) await this.reread();
      },
    });
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const values = this.checked(event);
    if (!values) return;
    const { name = '', kind, origin = '', days } = values;
    const { cohort } = this;
    const wish = { name, expires_in_days: days ? Number(days) : null };
    this.fresh = undefined;
    const made = await this.act(async (client) => {
      if (kind !== 'publishable')
        return client.tokens.create({
          ...wish,
          kind: 'secret',
          scopes: ['cohorts:read', 'cohorts:write', 'runs:write'],
        });
      const { id } = await client.cohorts.get(cohort ?? 'demo');
      return client.tokens.create({
        ...wish,
        kind: 'publishable',
        origins: [new URL(origin).origin],
        cohort_ids: [id],
      });
    });
    if (!made) return;
    form.reset();
    this.kind = undefined;
    this.fresh = made.token;
    await this.reread();
  };
}
