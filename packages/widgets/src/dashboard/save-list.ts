import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ActionElement } from './action-element.ts';

/**
 * @summary Saves a filter under a name, so that it can be shared.
 *
 * @csspart frame - Everything.
 */
export class AlmanacSaveList extends ActionElement {
  static override properties: PropertyDeclarations = { ...ActionElement.properties, filter: {} };

  /** Filter parameters as in a query string. */
  declare filter: string | undefined;

  protected override render(): TemplateResult {
    return html`<div part="frame" dir=${this.direction}><form @submit=${this.#save}>
        <label><span>${this.say('Save this list as')}</span>
          <span class="row"><input name="name" required maxlength="100" /><button aria-disabled=${this.busy ?? false}>${this.say('Save')}</button></span></label>
      </form>
      ${this.outcome()}</div>`;
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    const { name = '' } = this.valuesOf(event);
    const { cohort } = this;
    if (!cohort) return;
    const filter: Record<string, string | string[]> = {};
    const parameters = new URLSearchParams(this.filter ?? '');
    for (const key of new Set(parameters.keys())) {
      const values = parameters.getAll(key);
      filter[key] = values.length > 1 ? values : (values[0] ?? '');
    }
    await this.act(
      (client) => client.filters.create({ cohort, name, filter: filter as never }),
      this.say('Saved: find it under Lists, to share it.'),
    );
  };
}
