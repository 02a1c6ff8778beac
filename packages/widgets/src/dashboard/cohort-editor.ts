import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { definitionOf, labelFrom } from './definition.ts';
import { choiceField, textField } from './fields.ts';
import { LoadedElement } from './loaded-element.ts';
import { Asking } from './question.ts';

type Cohort = Schemas['Cohort'];

/**
 * @summary Makes a cohort, or changes one: its name, who belongs to it, and who may read it.
 *
 * @fires almanac-cohort-change - It was made or changed: `detail` is `{ cohort }`, its label.
 * @fires almanac-cohort-deleted - It was deleted: `detail` is `{ cohort }`.
 * @csspart frame - Everything.
 */
export class AlmanacCohortEditor extends LoadedElement<Cohort> {
  static override styles = [
    ...LoadedElement.styles,
    css`
      .pair {
        gap: 16px;
      }
      @container (min-width: 420px) {
        .pair {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
      }
      .delete {
        justify-content: space-between;
      }
    `,
  ];

  protected override readonly fields = {
    display_name: '/display_name',
    label: '/label',
    description: '/description',
    seed: '/definition/seeds',
    list: '/definition/lists',
    members: '/definition',
    visibility: '/visibility',
  };
  readonly #asking = new Asking(() => {
    this.requestUpdate();
    return this.updateComplete;
  });

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected obtain(client: CohortAlmanac, signal: AbortSignal): Promise<Cohort> {
    return client.cohorts.get(this.cohort ?? '', { signal });
  }

  /** Without a cohort it makes one. */
  protected override unasked(): TemplateResult {
    return this.#form(null);
  }

  protected view(cohort: Cohort): TemplateResult {
    return this.#form(cohort);
  }

  #form(current: Cohort | null): TemplateResult {
    return html`<form novalidate @submit=${this.#save}>
        ${this.#about(current)}${this.#who(current)}
        ${choiceField({
          name: 'visibility',
          label: this.say('Who may read it'),
          value: current?.visibility ?? 'private',
          options: [
            ['private', this.say('only people with a role in it')],
            ['public', this.say('everybody, without the members’ names')],
          ],
          fault: this.faultOf('visibility'),
        })}
        <p class="row delete">
          <button class="primary" aria-disabled=${this.busy ?? false}>${current ? this.say('Save') : this.say('Create the cohort')}</button>
          ${current?.can.own ? html`<button type="button" aria-disabled=${this.busy ?? false} @click=${() => this.#ask(current)}>${this.say('Delete it')}</button>` : nothing}
        </p>
        ${this.outcome()}
      </form>
      ${this.#asking.view()}`;
  }

  #about(current: Cohort | null): TemplateResult {
    return html`<div class="field" @input=${current ? nothing : this.#suggest}>${textField({
      name: 'display_name',
      label: this.say('Name'),
      value: current?.display_name ?? '',
      required: true,
      max: 200,
      fault: this.faultOf('display_name'),
    })}</div>
      ${
        current
          ? nothing
          : textField({
              name: 'label',
              label: this.say('Short name, for addresses'),
              required: true,
              max: 63,
              pattern: '[a-z][a-z0-9\\-]*',
              placeholder: 'film-club',
              fault: this.faultOf('label'),
            })
      }
      ${textField({
        name: 'description',
        label: this.say('What it is about'),
        value: current?.description ?? '',
        max: 2000,
        long: true,
        fault: this.faultOf('description'),
      })}`;
  }

  #who(current: Cohort | null): TemplateResult {
    const { members = [], seeds = [], lists = [] } = current?.definition ?? {};
    const seed = seeds[0];
    return html`<fieldset><legend>${this.say('Who belongs to it')}</legend>
      ${textField({
        name: 'members',
        label: this.say('Members: their Letterboxd names'),
        hint: this.say('With spaces or commas between them.'),
        value: members.join(', '),
        long: true,
        fault: this.faultOf('members'),
      })}
      <div class="field pair">
        ${textField({
          name: 'seed',
          label: this.say('Also everybody around'),
          placeholder: 'ann',
          value: seed?.username ?? '',
          fault: this.faultOf('seed'),
        })}
        ${choiceField({
          name: 'relation',
          label: this.say('namely those'),
          value: seed?.relation ?? 'following',
          options: [
            ['following', this.say('whom they follow')],
            ['followers', this.say('who follow them')],
          ],
          fault: '',
        })}
      </div>
      ${textField({
        name: 'list',
        label: this.say('Also whoever liked the list'),
        hint: this.say('Its address or path on Letterboxd.'),
        placeholder: 'ann/list/best-of-1994',
        value: lists[0] ?? '',
        fault: this.faultOf('list'),
      })}
    </fieldset>`;
  }

  protected override advice(): string {
    return this.say('Small letters, digits and hyphens, a letter first: film-club.');
  }

  /** While the short name is nobody's own yet, it follows the name. */
  readonly #suggest = (event: Event): void => {
    const label = this.renderRoot.querySelector<HTMLInputElement>('#label');
    if (!label) return;
    const { value } = event.target as HTMLInputElement;
    if (label.value === '' || label.value === label.dataset.suggested) label.value = labelFrom(value);
    label.dataset.suggested = labelFrom(value);
  };

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    const values = this.checked(event);
    if (!values) return;
    const { label = '', display_name, description = null, visibility } = values;
    const current = this.data;
    const change = {
      display_name,
      description,
      visibility: visibility as Cohort['visibility'],
      definition: definitionOf(values, current?.definition),
    };
    const saved = await this.act(
      (client) => (current ? client.cohorts.update(current.id, change) : client.cohorts.create({ ...change, label })),
      this.say('Saved.'),
    );
    if (!saved) return;
    this.tell('cohort-change', { cohort: saved.label });
    if (current) await this.reread();
  };

  async #ask(current: Cohort): Promise<void> {
    if (this.busy) return;
    const name = current.display_name;
    await this.#asking.show({
      title: this.say('Delete {name}?', { name }),
      text: this.say('Its rankings, lists and shares are gone for good. The ratings of its members stay.'),
      yes: this.say('Delete it'),
      no: this.say('Keep it'),
      act: async () => {
        const isGone = await this.act(async (client) => {
          await client.cohorts.delete(current.id);
          return true;
        });
        if (isGone) this.tell('cohort-deleted', { cohort: current.label });
      },
    });
  }
}
