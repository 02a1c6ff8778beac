import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { textField } from './fields.ts';
import { LoadedElement } from './loaded-element.ts';
import { secret } from './secret.ts';

type User = Schemas['AdminUser'];

interface Accounts {
  users: readonly User[];
  /** Where the next ones begin. */
  cursor: string | null;
}

/** Accounts that are read at once. */
const PAGE = 50;

/**
 * @summary The accounts of an almanac: they are made, locked and opened, and let in by a link without mail. For its operator.
 *
 * @csspart frame - Everything.
 * @csspart row - An account.
 */
export class AlmanacAccounts extends LoadedElement<Accounts> {
  static override properties: PropertyDeclarations = {
    ...LoadedElement.properties,
    link: { state: true },
  };
  static override styles = [
    ...LoadedElement.styles,
    css`
      @container (width < 480px) {
        .lines > li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** A link that signs somebody in, which is shown this once. */
  declare protected link: { url: string; email: string } | undefined;

  protected override readonly fields = { email: '/email' };

  protected key(): string {
    return 'accounts';
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<Accounts> {
    const { items, next_cursor } = await client.admin.users({ limit: PAGE }, { signal }).page();
    return { users: items, cursor: next_cursor };
  }

  protected view({ users, cursor }: Accounts): TemplateResult {
    return html`<ul class="lines">${users.map((user) => this.#user(user))}</ul>
      ${cursor ? html`<p class="more"><button aria-disabled=${this.busy ?? false} @click=${this.#more}>${this.say('More')}</button></p>` : nothing}
      ${this.link ? html`<p>${this.say('This link signs {email} in, once.', { email: this.link.email })}</p>` : nothing}
      ${secret(this.voice, this.link?.url, (word) => {
        this.done = word;
      })}
      ${this.outcome()}
      <form novalidate @submit=${this.#create}>
        <h3>${this.say('A new account')}</h3>
        ${textField({ name: 'email', type: 'email', label: this.say('E-mail address'), required: true, fault: this.faultOf('email') })}
        <p><button aria-disabled=${this.busy ?? false}>${this.say('Make an account')}</button></p>
      </form>`;
  }

  #user({ id, email, display_name, is_operator, cohorts, disabled_at, last_seen_at }: User): TemplateResult {
    const facts = [
      display_name ? email : '',
      is_operator ? this.say('operator') : '',
      this.say('{n} cohort|{n} cohorts', { n: cohorts }),
      last_seen_at ? this.say('last seen {date}', { date: this.moment(last_seen_at) }) : this.say('never seen'),
    ];
    return html`<li part="row"><div><p class="title">${display_name ?? email}</p>
        <p class="soft">${facts.filter(Boolean).join(' · ')}${disabled_at ? html`${' · '}<span class="fault">${this.say('locked since {date}', { date: this.moment(disabled_at, false) })}</span>` : nothing}</p></div>
      <span class="row">
        ${disabled_at ? nothing : html`<button aria-disabled=${this.busy ?? false} @click=${() => this.#signIn(id, email)}>${this.say('Sign-in link')}<span class="unseen">: ${email}</span></button>`}
        ${is_operator ? nothing : html`<button aria-disabled=${this.busy ?? false} @click=${() => this.#lock(id, disabled_at === null)}>${disabled_at ? this.say('Unlock') : this.say('Lock')}<span class="unseen">: ${email}</span></button>`}
      </span></li>`;
  }

  async #signIn(id: number, email: string): Promise<void> {
    if (this.busy) return;
    this.link = undefined;
    const made = await this.act((client) => client.admin.createLoginLink(id));
    if (made) this.link = { url: made.sign_in_url, email };
  }

  async #lock(id: number, disabled: boolean): Promise<void> {
    if (this.busy) return;
    if (await this.act((client) => client.admin.updateUser(id, { disabled }), this.say('Noted.'))) await this.reread();
  }

  readonly #more = async (): Promise<void> => {
    const cursor = this.data?.cursor;
    if (!cursor || this.busy) return;
    const page = await this.act((client) => client.admin.users({ limit: PAGE }).page(cursor));
    if (!page || !this.data) return;
    this.data = { users: [...this.data.users, ...page.items], cursor: page.next_cursor };
    this.requestUpdate();
  };

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const values = this.checked(event);
    if (!values) return;
    const { email = '' } = values;
    this.link = undefined;
    const made = await this.act((client) => client.admin.createUser({ email }));
    if (!made) return;
    form.reset();
    this.link = { url: made.sign_in_url, email };
    await this.reread();
  };
}
