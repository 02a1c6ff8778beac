import { AlmanacError, type CohortAlmanac, type Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { PUBLISHED } from '../internal/source.ts';
import { ActionElement } from './action-element.ts';
import { progressStyles, runProgress } from './run-progress.ts';

type Run = Schemas['Run'];
/** While films are looked up, the page is read anew so often at most, in milliseconds. */
const PACE_MS = 10_000;

/**
 * @summary Starts a cohort's sync and follows it live to its end, also one that was under way before the page was opened; then
 *   everything on the page that shows the cohort is read anew.
 *
 * @fires almanac-sync - A person started it: `detail` is `{ run_id }`.
 * @csspart frame - Everything.
 * @csspart progress - How far it is.
 */
export class AlmanacSyncButton extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    full: { type: Boolean },
    run: { state: true },
  };
  static override styles = [...ActionElement.styles, progressStyles];

  /** Read everything anew, not only what has changed. */
  declare full: boolean | undefined;
  declare protected run: Run | undefined;

  #abort: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('cohort')) return;
    this.#leave();
    if (this.isConnected) void this.#resume();
  }

  protected override render(): TemplateResult {
    const { busy = false, run } = this;
    return html`<div part="frame" class="form" dir=${this.direction}>
      <p class="row">
        <button class="primary" aria-disabled=${busy || !this.cohort} @click=${this.#start}>${busy ? this.say('Syncing…') : this.say('Sync')}</button>
        ${busy && run ? html`<button @click=${this.#halt}>${this.say('Stop it')}</button>` : nothing}
      </p>
      ${runProgress(this.voice, run, busy ? this.say('Waiting for its turn') : undefined)}
      ${this.outcome()}
    </div>`;
  }

  protected override home(): HTMLElement | null {
    return this.renderRoot.querySelector('button');
  }

  readonly #start = async (): Promise<void> => {
    const { cohort } = this;
    if (!cohort || this.busy) return;
    await this.#follow(cohort, async (client) => {
      const { id } = await client.cohorts.sync(cohort, { full: this.full ?? false });
      this.tell('sync', { run_id: id });
      return id;
    });
  };

  /** Follows a run that somebody started earlier, or elsewhere. */
  async #resume(): Promise<void> {
    const { cohort } = this;
    if (!cohort) return;
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const { active_run_id } = await this.client.cohorts.get(cohort, { signal: abort.signal });
      if (abort.signal.aborted || this.busy || active_run_id === null) return;
      await this.#follow(cohort, async () => active_run_id);
    } catch (error) {
      // Whether there is one is no question of the reader's: what goes wrong here, pressing the button will tell.
      if (!(error instanceof AlmanacError)) throw error;
    }
  }

  /** Follows a run to its end; `begin` gives its id. */
  async #follow(cohort: string, begin: (client: CohortAlmanac) => Promise<number>): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    let refreshed = 0;
    const state = await this.act(async (client) => {
      const id = await begin(client);
      this.known();
      for await (const event of client.runs.watch(cohort, id, { signal: abort.signal })) {
        if (event.type === 'end') return event.state;
        this.run = event.run;
        // The ranking is there before the films' details are: it is shown as it comes.
        if (event.run.stages[event.run.stage]?.kind !== 'enrich' || Date.now() - refreshed < PACE_MS) continue;
        refreshed = Date.now();
        this.#published(cohort);
      }
      return null;
    });
    if (abort.signal.aborted) {
      // It was left, which is no problem.
      this.problem = undefined;
      return;
    }
    this.run = undefined;
    if (state === null) return;
    this.#published(cohort);
    this.done =
      state === 'succeeded'
        ? this.say('Done: the ranking is up to date.')
        : this.say('The sync ended: {state}.', { state: this.say(state) });
  }

  #leave(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.run = undefined;
  }

  /** The run ends by itself once it is stopped, and is followed until then. */
  readonly #halt = async (): Promise<void> => {
    const { cohort, run } = this;
    if (!cohort || !run) return;
    try {
      await this.client.runs.stop(cohort, run.id);
    } catch (error) {
      if (!(error instanceof AlmanacError)) throw error;
      this.problem = error;
    }
  };

  #published(cohort: string): void {
    document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort } }));
  }
}
