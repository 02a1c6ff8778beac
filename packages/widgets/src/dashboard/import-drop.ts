import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { PUBLISHED } from '../internal/source.ts';
import { ActionElement } from './action-element.ts';

/** An export of a member who logs ten films a day for fifty years is smaller. */
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * @summary Takes a member's Letterboxd export: a ZIP that is dropped or chosen, and then followed until it is in.
 *
 * @fires almanac-import - It was taken: `detail` is `{ run_id }`.
 * @csspart frame - Everything.
 * @csspart drop - Where to drop it.
 */
export class AlmanacImportDrop extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    member: {},
    over: { state: true },
    file: { state: true },
  };

  /** Whose export it has to be; whosever it is unless set. */
  declare member: string | undefined;
  declare protected over: boolean | undefined;
  declare protected file: string | undefined;

  protected override render(): TemplateResult {
    return html`<div part="frame" class="form" dir=${this.direction}>
      <div part="drop" class="drop ${this.over ? 'over' : ''}" @dragover=${this.#hover} @dragleave=${() => {
        this.over = false;
      }} @drop=${this.#drop}>
        <p>${this.say('Drop the ZIP that Letterboxd sent here')}</p>
        <label><span class="unseen">${this.say('The ZIP of an export')}</span>
          <input type="file" accept=".zip,application/zip" ?disabled=${this.busy} @change=${this.#choose} /></label>
        <p class="soft">${this.say('On Letterboxd: Settings, Data, Export your data. E-mail address, name and reviews in it are not kept.')}</p>
      </div>
      ${this.busy ? html`<p role="status">${this.say('Taking in {file}…', { file: this.file ?? '' })}</p><progress aria-label=${this.say('Taking it in')}></progress>` : nothing}
      ${this.outcome()}
    </div>`;
  }

  readonly #hover = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    const file = event.dataTransfer?.files[0];
    if (file && !this.busy) void this.#take(file);
  };

  readonly #choose = (event: Event): void => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) void this.#take(file);
  };

  async #take(file: File): Promise<void> {
    const { cohort, member } = this;
    if (!cohort) return;
    if (file.size > MOST_BYTES) {
      this.done = this.say('This file is too large to be an export.');
      return;
    }
    this.file = file.name;
    const run = await this.act(async (client) => {
      const body = new FormData();
      body.set('cohort', cohort);
      if (member) body.set('member', member);
      body.set('file', file);
      const taken = (await client.request('POST', '/v1/imports', { body })) as Schemas['Run'];
      this.tell('import', { run_id: taken.id });
      let last = taken;
      for await (const event of client.runs.watch(taken.cohort_id, taken.id))
        if (event.type === 'run') last = event.run;
      return last;
    });
    if (!run) return;
    this.done =
      run.state === 'succeeded'
        ? this.say('It is in. The ranking follows by itself.')
        : (run.error ?? this.say('It could not be taken in: {state}.', { state: this.say(run.state) }));
    document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort } }));
  }
}
