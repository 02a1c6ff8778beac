import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { LoadedElement } from './loaded-element.ts';
import { Asking } from './question.ts';

type Membership = Schemas['Membership'];
type Role = Schemas['Role'];

const ROLES = [
  { role: 'viewer', title: 'reads' },
  { role: 'editor', title: 'edits' },
  { role: 'owner', title: 'owns' },
] as const satisfies readonly { role: Role; title: string }[];

/**
 * @summary Who has an account with a role in a cohort: roles are changed and taken away. For its owners.
 *
 * @csspart frame - Everything.
 * @csspart row - A person.
 */
export class AlmanacMemberships extends LoadedElement<readonly Membership[]> {
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

  readonly #asking = new Asking(() => {
    this.requestUpdate();
    return this.updateComplete;
  });

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Membership[]> {
    return (await client.cohorts.memberships(this.cohort ?? '', { signal })).items;
  }

  protected view(people: readonly Membership[]): TemplateResult {
    return html`<ul class="lines">${people.map((person) => this.#person(person))}</ul>
      ${this.outcome()}${this.#asking.view()}`;
  }

  #person({ user_id, email, display_name, role }: Membership): TemplateResult {
    const name = display_name ?? email;
    return html`<li part="row"><div><p class="title">${name}</p>${display_name ? html`<p class="soft">${email}</p>` : nothing}</div>
      <span class="row"><select aria-label=${this.say('What {name} may do', { name })} @change=${(event: Event) => this.#give(user_id, role, event.target as HTMLSelectElement)}>
          ${ROLES.map(({ role: each, title }) => html`<option value=${each} ?selected=${each === role}>${this.say(title)}</option>`)}
        </select>
        <button aria-disabled=${this.busy ?? false} aria-label=${this.say('Remove {name}', { name })} @click=${() => this.#ask(user_id, name)}>${this.say('Remove')}</button></span></li>`;
  }

  async #give(userId: number, before: Role, select: HTMLSelectElement): Promise<void> {
    const { cohort } = this;
    if (!cohort) return;
    const role = select.value as Role;
    const isGiven = await this.act(async (client) => {
      await client.cohorts.changeMembership(cohort, userId, { role });
      return true;
    }, this.say('Noted.'));
    // Refused, as the last owner's is: the old role is shown again.
    if (isGiven) await this.reread();
    else select.value = before;
  }

  async #ask(userId: number, name: string): Promise<void> {
    const { cohort } = this;
    if (!cohort || this.busy) return;
    await this.#asking.show({
      title: this.say('Take the role of {name} away?', { name }),
      text: this.say('The cohort is closed to them, unless everybody may read it. A new invite lets them in again.'),
      yes: this.say('Remove'),
      no: this.say('Keep it'),
      act: async () => {
        const isGone = await this.act(async (client) => {
          await client.cohorts.removeMembership(cohort, userId);
          return true;
        }, this.say('Noted.'));
        if (isGone) await this.reread();
      },
    });
  }
}
