import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ActionElement } from './action-element.ts';

type Cohort = Schemas['Cohort'];

/**
 * @summary Makes a cohort, or changes one: its name, who belongs to it, and who may read it.
 *
 * @fires almanac-cohort-change - It was made or changed: `detail` is `{ cohort }`, its label.
 * @fires almanac-cohort-deleted - It was deleted: `detail` is `{ cohort }`.
 * @csspart frame - Everything.
 */
export class AlmanacCohortEditor extends ActionElement {
  static override properties: PropertyDeclarations = { ...ActionElement.properties, current: { state: true } };

  declare protected current: Cohort | null | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('cohort')) {
      this.current = undefined;
      if (this.cohort && this.isConnected) void this.#load(this.cohort);
    }
  }

  async #load(cohort: string): Promise<void> {
    const current = await this.act((client) => client.cohorts.get(cohort));
    if (this.cohort === cohort) this.current = current;
  }

  protected override render(): TemplateResult {
    const { current } = this;
    if (this.cohort && !current)
      return html`<div part="frame" class="state">${this.problem ? this.outcome() : html`<p>${this.say('Loading…')}</p>`}</div>`;
    const definition = current?.definition;
    const seed = definition?.seeds[0];
    return html`<div part="frame" dir=${this.direction}>
      <form @submit=${this.#save}>
        <label><span>${this.say('Name')}</span><input name="display_name" required maxlength="200" .value=${current?.display_name ?? ''} /></label>
        ${
          current
            ? nothing
            : html`<label><span>${this.say('Short name, for addresses')}</span>
                <input name="label" required pattern="[a-z][a-z0-9\\-]*" maxlength="63" autocapitalize="none" placeholder="film-club" /></label>`
        }
        <label><span>${this.say('What it is about')}</span><textarea name="description" maxlength="2000" .value=${current?.description ?? ''}></textarea></label>
        <label><span>${this.say('Members: Letterboxd names, with spaces or commas between')}</span>
          <textarea name="members" .value=${definition?.members.join(', ') ?? ''}></textarea></label>
        <div class="row">
          <label><span>${this.say('or everybody whom')}</span><input name="seed" autocapitalize="none" .value=${seed?.username ?? ''} /></label>
          <label><span>${this.say('relation')}</span><select name="relation">
            <option value="following" ?selected=${seed?.relation === 'following'}>${this.say('follows')}</option>
            <option value="followers" ?selected=${seed?.relation === 'followers'}>${this.say('is followed by')}</option>
          </select></label>
        </div>
        <label><span>${this.say('or who liked a list: its path')}</span>
          <input name="list" placeholder="ann/list/best-of-1994" .value=${definition?.lists[0] ?? ''} /></label>
        <label><span>${this.say('Who may read it')}</span><select name="visibility">
          <option value="private" ?selected=${current?.visibility !== 'public'}>${this.say('only people with a role in it')}</option>
          <option value="public" ?selected=${current?.visibility === 'public'}>${this.say('everybody, without the members’ names')}</option>
        </select></label>
        <p class="row">
          <button class="primary" ?disabled=${this.busy}>${current ? this.say('Save') : this.say('Create the cohort')}</button>
          ${current?.can.own ? html`<button type="button" ?disabled=${this.busy} @click=${this.#delete}>${this.say('Delete it')}</button>` : nothing}
        </p>
        ${this.outcome()}
      </form>
    </div>`;
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    const { label, display_name, description = null, members, seed, relation, list, visibility } = this.valuesOf(event);
    const definition = {
      ...(members && {
        members: members
          .split(/[\s,;]+/)
          .map((name) => name.replace(/^@/, '').toLowerCase())
          .filter(Boolean),
      }),
      ...(seed && { seeds: [{ username: seed.toLowerCase(), relation: relation as 'following' | 'followers' }] }),
      ...(list && { lists: [list] }),
    };
    const change = { display_name, description, visibility: visibility as Cohort['visibility'], definition };
    const { current } = this;
    const saved = await this.act(
      (client) =>
        current ? client.cohorts.update(current.id, change) : client.cohorts.create({ ...change, label: label ?? '' }),
      this.say('Saved.'),
    );
    if (!saved) return;
    this.tell('cohort-change', { cohort: saved.label });
    if (current) this.current = saved;
  };

  readonly #delete = async (): Promise<void> => {
    const { current } = this;
    if (
      !current ||
      !confirm(
        this.say('Delete {name} with its rankings and shares? The ratings of its members stay.', {
          name: current.display_name,
        }),
      )
    )
      return;
    const deleted = await this.act(async (client) => {
      await client.cohorts.delete(current.id);
      return true;
    });
    if (deleted) this.tell('cohort-deleted', { cohort: current.label });
  };
}
