import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ActionElement } from './action-element.ts';

type Token = Schemas['ApiToken'];

/**
 * @summary The tokens of the account: secret ones for scripts, publishable ones for widgets on other pages.
 *
 * @csspart frame - Everything.
 * @csspart row - A token.
 */
export class AlmanacTokens extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    tokens: { state: true },
    fresh: { state: true },
    kind: { state: true },
  };

  declare protected tokens: readonly Token[] | null | undefined;
  /** A new token, which is shown this once. */
  declare protected fresh: string | undefined;
  declare protected kind: 'secret' | 'publishable' | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    this.tokens = (await this.act((client) => client.tokens.list()))?.items;
  }

  protected override render(): TemplateResult {
    return html`<div part="frame" dir=${this.direction}>
      ${this.fresh ? html`<div class="form" role="status"><p>${this.say('Copy it now: it is not shown again.')}</p><p class="secret">${this.fresh}</p></div>` : nothing}
      <ul class="lines">${this.tokens?.filter(({ revoked_at }) => !revoked_at).map((token) => this.#token(token))}</ul>
      <form @submit=${this.#create}>
        <label><span>${this.say('What it is for')}</span><input name="name" required maxlength="100" /></label>
        <label><span>${this.say('Kind')}</span><select name="kind" @change=${(event: Event) => {
          this.kind = (event.target as HTMLSelectElement).value as 'secret';
        }}>
          <option value="secret">${this.say('secret, for scripts')}</option>
          <option value="publishable">${this.say('publishable, for widgets on a page')}</option>
        </select></label>
        ${this.kind === 'publishable' ? html`<label><span>${this.say('The page’s origin')}</span><input name="origin" type="url" required placeholder="https://blog.example.org" /></label>` : nothing}
        <p><button class="primary" ?disabled=${this.busy}>${this.say('Create a token')}</button></p>
        ${this.outcome()}
      </form>
    </div>`;
  }

  #token({ id, name, last_four, expires_at, last_used_at }: Token): TemplateResult {
    return html`<li part="row"><div><p class="title">${name}</p>
        <p class="soft">…${last_four} · ${last_used_at ? this.say('last used {date}', { date: this.moment(last_used_at, false) }) : this.say('never used')}${expires_at ? ` · ${this.say('until {date}', { date: this.moment(expires_at, false) })}` : ''}</p></div>
      <button ?disabled=${this.busy} aria-label=${this.say('Revoke {name}', { name })} @click=${() => this.#revoke(id)}>${this.say('Revoke')}</button></li>`;
  }

  async #revoke(id: number): Promise<void> {
    await this.act((client) => client.tokens.revoke(id));
    if (!this.problem) await this.#load();
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    const { name = '', kind, origin } = this.valuesOf(event);
    const { cohort } = this;
    const made = await this.act(async (client) => {
      if (kind !== 'publishable')
        return client.tokens.create({ name, kind: 'secret', scopes: ['cohorts:read', 'cohorts:write', 'runs:write'] });
      const { id } = await client.cohorts.get(cohort ?? 'demo');
      return client.tokens.create({
        name,
        kind: 'publishable',
        origins: [new URL(origin ?? '').origin],
        cohort_ids: [id],
      });
    });
    if (!made) return;
    this.fresh = made.token;
    await this.#load();
  };
}
