import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { LoadedElement } from './loaded-element.ts';

type Member = Schemas['CohortMember'];
/** Who can watch together: what the API takes. */
const MOST = 20;
/** So many names are found by eye. */
const FEW = 12;
/** More members are not offered. */
const OFFERED = 2_000;

/**
 * @summary An evening: who watches, chosen by name, and the films for them. For owners and editors, who see names.
 *
 * @fires almanac-members-change - A person chose: `detail` is `{ members }`, user names with commas between.
 * @csspart frame - Everything.
 * @csspart choice - The names.
 */
export class AlmanacEvening extends LoadedElement<readonly Member[]> {
  static override properties: PropertyDeclarations = {
    ...LoadedElement.properties,
    members: {},
    sought: { state: true },
  };
  static override styles = [
    ...LoadedElement.styles,
    css`
      input[type='search'] {
        max-width: 320px;
      }
      .names {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
        gap: 8px 16px;
        max-height: 280px;
        overflow-y: auto;
      }
      .names label {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 32px;
        overflow-wrap: anywhere;
      }
      .names label > span {
        color: inherit;
        font-size: inherit;
      }
      .names .soft {
        display: block;
      }
      input[type='checkbox'] {
        flex: none;
        width: 16px;
        height: 16px;
        accent-color: var(--_accent);
      }
    `,
  ];

  /** Who watches: user names with commas between. */
  declare members: string | undefined;
  /** What is sought among the names. */
  declare protected sought: string | undefined;

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Member[]> {
    return client.cohorts.members(this.cohort ?? '', {}, { signal }).toArray({ limit: OFFERED });
  }

  protected view(all: readonly Member[]): TemplateResult {
    if (all.length === 0)
      return html`<div class="state" part="empty"><h3>${this.say('Nobody is in it yet')}</h3><p>${this.say('Name members, or invite them by a door link.')}</p></div>`;
    return html`${this.#choice(all)}
      ${this.members ? html`<almanac-tonight cohort=${this.cohort ?? nothing} base-url=${this.baseUrl ?? nothing} members=${this.members}></almanac-tonight>` : nothing}`;
  }

  get #chosen(): string[] {
    return (this.members ?? '').split(',').filter(Boolean);
  }

  #choice(all: readonly Member[]): TemplateResult {
    const chosen = this.#chosen;
    const sought = this.sought?.toLowerCase() ?? '';
    const shown = all.filter(({ username, display_name }) =>
      `${username} ${display_name ?? ''}`.toLowerCase().includes(sought),
    );
    return html`<fieldset part="choice">
      <legend>${this.say('Who is watching?')}</legend>
      ${
        all.length > FEW
          ? html`<input type="search" aria-label=${this.say('Find a member')} placeholder=${this.say('Find a member')} @input=${this.#seek} />`
          : nothing
      }
      <div class="names">${shown.map((member) => this.#name(member, chosen))}</div>
      <p class="soft" role="status">${
        chosen.length === 0
          ? this.say('Choose who is watching, and films that none of them has seen stand here.')
          : this.say('{n} is watching|{n} are watching', { n: chosen.length })
      }</p>
    </fieldset>`;
  }

  #name({ username, display_name }: Member, chosen: readonly string[]): TemplateResult {
    const isChosen = chosen.includes(username);
    return html`<label><input type="checkbox" .checked=${isChosen} ?disabled=${!isChosen && chosen.length >= MOST} @change=${() => this.#toggle(username)} />
      <span>${display_name ?? username}${display_name ? html`<span class="soft">@${username}</span>` : nothing}</span></label>`;
  }

  readonly #seek = (event: Event): void => {
    this.sought = (event.target as HTMLInputElement).value;
  };

  #toggle(username: string): void {
    const chosen = this.#chosen;
    const others = chosen.filter((each) => each !== username);
    const members = (others.length < chosen.length ? others : [...chosen, username]).join(',');
    if (this.tell('members-change', { members })) this.members = members;
  }
}
