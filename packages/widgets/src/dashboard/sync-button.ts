import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { PUBLISHED } from '../internal/source.ts';
import { ActionElement } from './action-element.ts';

/**
 * @summary Starts a cohort's sync and follows it live to its end; then everything on the page that shows the cohort is read
 *   anew.
 *
 * @fires almanac-sync - A person started it: `detail` is `{ run_id }`.
 * @csspart frame - Everything.
 */
export class AlmanacSyncButton extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    full: { type: Boolean },
    stage: { state: true },
    progress: { state: true },
  };

  /** Read everything anew, not only what has changed. */
  declare full: boolean | undefined;
  declare protected stage: string | undefined;
  declare protected progress: number | undefined;

  #abort: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  protected override render(): TemplateResult {
    return html`<div part="frame" class="row" dir=${this.direction}>
      <button class="primary" ?disabled=${this.busy || !this.cohort} @click=${this.#start}>${this.busy ? this.say('Syncing…') : this.say('Sync')}</button>
      ${this.busy && this.stage ? html`<span class="soft" role="status">${this.say(this.stage)}</span><progress max="1" value=${this.progress ?? 0} aria-label=${this.say(this.stage)}></progress>` : nothing}
      ${this.outcome()}
    </div>`;
  }

  readonly #start = async (): Promise<void> => {
    const { cohort } = this;
    if (!cohort) return;
    const abort = new AbortController();
    this.#abort = abort;
    const state = await this.act(async (client) => {
      const handle = client.cohorts.sync(cohort, { full: this.full ?? false });
      const { id } = await handle;
      this.tell('sync', { run_id: id });
      for await (const event of handle.events({ signal: abort.signal })) {
        if (event.type === 'end') return event.state;
        this.#show(event.run);
        // The ranking is there before the films' details are: it is shown as it comes.
        if (event.run.stages[event.run.stage]?.kind === 'enrich') this.#published(cohort);
      }
      return null;
    });
    if (abort.signal.aborted || state === null) return;
    this.#published(cohort);
    this.done =
      state === 'succeeded'
        ? this.say('Done: the ranking is up to date.')
        : this.say('The sync ended: {state}.', { state: this.say(state) });
  };

  #show({ stages, stage }: Schemas['Run']): void {
    const { kind, tasks } = stages[stage] ?? {};
    this.stage = kind;
    if (!tasks) return;
    const ended = tasks.succeeded + tasks.failed + tasks.stopped;
    this.progress = ended / Math.max(1, ended + tasks.queued + tasks.running);
  }

  #published(cohort: string): void {
    document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort } }));
  }
}
