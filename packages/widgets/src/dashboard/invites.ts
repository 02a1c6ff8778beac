import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { INVITED } from './action-element.ts';
import { LoadedElement } from './loaded-element.ts';

type Invite = Schemas['Invite'];

const KINDS = [
  { role: 'viewer', title: 'for readers' },
  { role: 'editor', title: 'for editors' },
  { role: 'member', title: 'a door for members' },
] as const satisfies readonly { role: Invite['role']; title: string }[];

/**
 * @summary The links by which people get into a cohort, as long as they are open; each can be ended. For its owners.
 *
 * @csspart frame - Everything.
 * @csspart row - A link.
 */
export class AlmanacInvites extends LoadedElement<readonly Invite[]> {
  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(INVITED, this.refresh);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(INVITED, this.refresh);
  }

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Invite[]> {
    const { items } = await client.cohorts.invites(this.cohort ?? '', { signal });
    return items.filter(({ state }) => state === 'open');
  }

  protected view(invites: readonly Invite[]): TemplateResult {
    return html`${
      invites.length === 0
        ? html`<p class="soft" part="empty">${this.say('No link is open. Make one, and hand it on.')}</p>`
        : html`<ul class="lines">${invites.map((invite) => this.#invite(invite))}</ul>`
    }${this.outcome()}`;
  }

  #invite({ id, role, username, name, uses, max_uses, created_at, expires_at }: Invite): TemplateResult {
    const { title } = KINDS.find((each) => each.role === role)!;
    const kind = this.say(title);
    const called = name ?? (username ? `@${username}` : kind);
    const facts = [
      max_uses === null
        ? this.say('used {n} time|used {n} times', { n: uses })
        : this.say('used {n} of {most} times', { n: uses, most: max_uses }),
      this.say('made {date}', { date: this.moment(created_at, false) }),
      this.say('until {date}', { date: this.moment(expires_at, false) }),
    ];
    return html`<li part="row"><div><p><span class="title">${called}</span> ${called === kind ? nothing : html`<span class="soft">${kind}</span>`}</p>
        <p class="soft">${facts.join(' · ')}</p></div>
      <button aria-disabled=${this.busy ?? false} @click=${() => this.#end(id)}>${this.say('End it')}<span class="unseen">: ${called}</span></button></li>`;
  }

  async #end(id: number): Promise<void> {
    const { cohort } = this;
    if (!cohort || this.busy) return;
    const isOver = await this.act(async (client) => {
      await client.cohorts.endInvite(cohort, id);
      return true;
    }, this.say('The link opens nothing any more. Roles that it gave stay.'));
    if (isOver) await this.reread();
  }
}
