import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { SOURCES } from '../internal/parts/provenance.ts';
import { LoadedElement } from './loaded-element.ts';

type Member = Schemas['CohortMember'];

/** After so many days without news a member's data counts as old. */
const OLD_DAYS = 30;
/** More members are not shown. */
const MOST = 2_000;
/** From so many on, one is looked for. */
const MANY = 10;

/**
 * @summary Who belongs to a cohort, where their data comes from and how old it is, and who agreed to be named. For owners and
 *   editors.
 *
 * @csspart frame - Everything.
 * @csspart row - A member.
 */
export class AlmanacMembers extends LoadedElement<readonly Member[]> {
  static override properties: PropertyDeclarations = { ...LoadedElement.properties, sought: { state: true } };
  static override styles = [
    ...LoadedElement.styles,
    css`
      .lines > li {
        grid-template-columns: minmax(0, 1fr);
        gap: 4px 24px;
      }
      label.row {
        flex-wrap: nowrap;
        gap: 8px;
        min-height: 24px;
        font-size: 0.8125rem;
      }
      input[type='checkbox'] {
        flex: none;
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--_accent);
      }
      .find {
        max-width: 320px;
        padding-block: 12px 8px;
      }
      .note {
        max-width: 68ch;
      }
      @container (min-width: 620px) {
        .lines > li {
          grid-template-columns: minmax(0, 5fr) minmax(0, 5fr) minmax(0, 4fr);
        }
      }
    `,
  ];

  /** What is looked for among the names. */
  declare protected sought: string | undefined;

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected obtain(client: CohortAlmanac, signal: AbortSignal): Promise<readonly Member[]> {
    return client.cohorts.members(this.cohort ?? '', {}, { signal }).toArray({ limit: MOST });
  }

  protected view(members: readonly Member[]): TemplateResult {
    if (members.length === 0) {
      return html`<div class="state" part="empty"><h3>${this.say('Nobody is in it yet')}</h3>
        <p>${this.say('Name members, or invite them by a door link.')}</p></div>`;
    }
    const shown = this.#found(members);
    const count = (isSo: (member: Member) => boolean) => members.filter(isSo).length;
    const facts = [
      this.say('{n} member|{n} members', { n: members.length }),
      this.say('{n} with data|{n} with data', { n: count(({ ratings }) => ratings > 0) }),
      this.say('{n} agreed to be named to its readers|{n} agreed to be named to its readers', {
        n: count(({ consent }) => consent !== null),
      }),
    ];
    return html`<p>${facts.join(' · ')}</p>
      <p class="soft note">${this.say('Readers and shared lists never name the others. Who brought their export by a door decided that themselves; for others you state here that they told you.')}</p>
      ${members.length > MANY ? this.#find(shown.length) : nothing}
      <ul class="lines">${shown.map((member) => this.#member(member))}</ul>
      ${this.outcome()}`;
  }

  #find(n: number): TemplateResult {
    return html`<div class="field find"><label for="find">${this.say('Find one')}</label>
        <input id="find" type="search" autocomplete="off" spellcheck="false" @input=${(event: Event) => {
          this.sought = (event.target as HTMLInputElement).value;
        }} /></div>
      <p class="unseen" role="status">${this.sought ? this.say('{n} member|{n} members', { n }) : ''}</p>`;
  }

  #found(members: readonly Member[]): readonly Member[] {
    const sought = this.sought?.trim().toLowerCase() ?? '';
    return members.filter(({ username, display_name }) =>
      `${display_name ?? ''} @${username}`.toLowerCase().includes(sought),
    );
  }

  #member(member: Member): TemplateResult {
    const { username, display_name, ratings, sources, newest_observed_at } = member;
    const isOld = newest_observed_at !== null && Date.now() - Date.parse(newest_observed_at) > OLD_DAYS * 86_400_000;
    const facts = [
      this.say('{n} rating|{n} ratings', { n: ratings }),
      sources.map((kind) => this.say(SOURCES[kind])).join(', '),
      newest_observed_at
        ? this.say('as of {date}', { date: this.moment(newest_observed_at, false) })
        : this.say('no data yet'),
    ];
    return html`<li part="row">
      <p><span class="title">${display_name ?? username}</span> <span class="soft">@${username}</span></p>
      <p class="soft">${facts.filter(Boolean).join(' · ')}${isOld ? html` · <span class="fault">${this.say('old')}</span>` : nothing}</p>
      ${this.#consent(member)}</li>`;
  }

  #consent({ username, display_name, consent }: Member): TemplateResult {
    if (consent === 'export_with_invite') return html`<p class="soft">${this.say('agreed with their own export')}</p>`;
    const name = display_name ?? username;
    return html`<label class="row"><input type="checkbox" .checked=${live(consent !== null)} aria-label=${this.say('{name} agreed to be named', { name })}
        @change=${(event: Event) => this.#state(username, (event.target as HTMLInputElement).checked)} />
      <span aria-hidden="true">${consent ? this.say('agreed, as an owner stated') : this.say('agreed to be named')}</span></label>`;
  }

  async #state(username: string, isStated: boolean): Promise<void> {
    const { cohort } = this;
    if (!cohort) return;
    const isDone = await this.act(async (client) => {
      if (isStated) await client.cohorts.stateConsent(cohort, username);
      else await client.cohorts.withdrawConsent(cohort, username);
      return true;
    }, this.say('Noted.'));
    const consent = isStated ? 'owner_statement' : null;
    // When it failed the box goes back to what holds.
    if (isDone)
      this.data = this.data?.map((each) => (each.username === username ? { ...each, consent } : each)) ?? null;
    this.requestUpdate();
  }
}
