import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ActionElement } from './action-element.ts';

type Member = Schemas['CohortMember'];
/** After so many days without news a member's data counts as old. */
const OLD_DAYS = 30;

/**
 * @summary Who belongs to a cohort, where their data comes from and how old it is, and who agreed to be named. For owners and
 *   editors.
 *
 * @csspart frame - Everything.
 * @csspart row - A member.
 */
export class AlmanacMembers extends ActionElement {
  static override properties: PropertyDeclarations = { ...ActionElement.properties, members: { state: true } };

  declare protected members: readonly Member[] | null | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('cohort') && this.cohort && this.isConnected) void this.#load(this.cohort);
  }

  async #load(cohort: string): Promise<void> {
    const members = await this.act((client) => client.cohorts.members(cohort).toArray({ limit: 2_000 }));
    if (this.cohort === cohort) this.members = members;
  }

  protected override render(): TemplateResult {
    const { members } = this;
    return html`<div part="frame" dir=${this.direction}>
      ${
        members
          ? members.length === 0
            ? html`<div class="state"><h3>${this.say('Nobody is in it yet')}</h3><p>${this.say('Name members, or invite them by a door link.')}</p></div>`
            : html`<p class="soft">${this.say('{n} member|{n} members', { n: members.length })} · ${this.say('{n} agreed to be named to its readers|{n} agreed to be named to its readers', { n: members.filter(({ consent }) => consent !== null).length })}</p>
                <p class="soft">${this.say('Readers and shared lists never name the others. Who brought their export by a door decided that themselves; for others you state here that they told you.')}</p>
                <ul class="lines">${members.map((member) => this.#member(member))}</ul>`
          : this.problem
            ? nothing
            : html`<p class="soft">${this.say('Loading…')}</p>`
      }
      ${this.outcome()}
    </div>`;
  }

  #member({ username, display_name, ratings, sources, newest_observed_at, consent }: Member): TemplateResult {
    const isOld = newest_observed_at !== null && Date.now() - Date.parse(newest_observed_at) > OLD_DAYS * 86_400_000;
    return html`<li part="row"><div>
        <p><span class="title">${display_name ?? username}</span> <span class="soft">@${username}</span></p>
        <p class="soft">${[
          this.say('{n} rating|{n} ratings', { n: ratings }),
          sources.join(', '),
          newest_observed_at
            ? this.say('as of {date}', { date: this.moment(newest_observed_at, false) })
            : this.say('no data yet'),
          consent === 'export_with_invite' ? this.say('agreed with their own export') : '',
          consent === 'owner_statement' ? this.say('agreed, as an owner stated') : '',
        ]
          .filter(Boolean)
          .join(' · ')}${isOld ? html` · <span class="fault">${this.say('old')}</span>` : nothing}</p></div>
      <label class="row"><input type="checkbox" .checked=${consent !== null} ?disabled=${this.busy || consent === 'export_with_invite'}
        @change=${(event: Event) => this.#consent(username, (event.target as HTMLInputElement).checked)} />${this.say('agreed to be named')}</label></li>`;
  }

  async #consent(username: string, isStated: boolean): Promise<void> {
    const { cohort } = this;
    if (!cohort) return;
    await this.act(
      (client) =>
        isStated ? client.cohorts.stateConsent(cohort, username) : client.cohorts.withdrawConsent(cohort, username),
      this.say('Noted.'),
    );
    await this.#load(cohort);
  }
}
