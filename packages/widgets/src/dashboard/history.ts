import { AlmanacError, type CohortAlmanac, type Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ACTIVE, ERRORS, PACE_MS, tookText } from '../internal/parts/run.ts';
import { PUBLISHED } from '../internal/source.ts';
import { LoadedElement } from './loaded-element.ts';
import { tableStyles } from './table-styles.ts';

type Run = Schemas['Run'];
type Stage = Run['stages'][number];

interface Past {
  runs: readonly Run[];
  /** Where the older ones begin. */
  cursor: string | null;
  maySync: boolean;
}

/** What can be done again: where something is missing. */
const REPEATED: ReadonlySet<string> = new Set(['partial', 'failed', 'stopped']);
/** Runs that are read at once. */
const PAGE = 20;
const COLUMNS = ['Stage', 'Outcome', 'Done', 'Failed', 'Took'] as const;

/**
 * @summary Every run of a cohort with its stages, how long each took, and what went wrong; whoever may sync can stop one that is
 *   under way, and have done again what failed.
 *
 * @csspart frame - Everything.
 * @csspart row - A run.
 * @csspart stages - Its stages.
 */
export class AlmanacHistory extends LoadedElement<Past> {
  static override styles = [
    ...LoadedElement.styles,
    tableStyles,
    css`
      .lines > li {
        grid-template-columns: minmax(0, 1fr);
      }
      summary {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        align-items: baseline;
        min-height: 32px;
        cursor: pointer;
      }
      .title.fault {
        font-size: 1.0625em;
      }
      summary::before {
        content: '▸';
      }
      [open] > summary::before {
        content: '▾';
      }
      details > :not(summary) {
        margin-block-start: 8px;
      }
    `,
  ];

  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  protected key(): string | null {
    return this.cohort ?? null;
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<Past> {
    const cohort = this.cohort ?? '';
    const [{ can }, { items, next_cursor }] = await Promise.all([
      client.cohorts.get(cohort, { signal }),
      client.runs.list(cohort, { limit: PAGE }, { signal }).page(),
    ]);
    return { runs: items, cursor: next_cursor, maySync: can.sync };
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const active = this.data?.runs.filter(({ state }) => ACTIVE.has(state)) ?? [];
    if (active.length === 0 || this.#timer || !this.isConnected || !this.cohort) return;
    const { cohort } = this;
    this.#timer = setTimeout(() => this.#follow(cohort, active), PACE_MS);
  }

  /** Asks after the runs that are under way. When one is over, everything that shows the cohort is read anew. */
  async #follow(cohort: string, active: readonly Run[]): Promise<void> {
    const runs = await Promise.all(active.map(({ id }) => this.client.runs.get(cohort, id))).catch((error) => {
      // Who is away for a moment is asked again.
      if (error instanceof AlmanacError) return null;
      throw error;
    });
    this.#timer = undefined;
    if (this.cohort !== cohort) return;
    for (const run of runs ?? []) this.#put(run);
    if (runs?.some(({ state }) => !ACTIVE.has(state)))
      document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort } }));
    this.requestUpdate();
  }

  #put(run: Run): void {
    if (!this.data) return;
    const { runs } = this.data;
    const isKnown = runs.some(({ id }) => id === run.id);
    this.data = {
      ...this.data,
      runs: isKnown ? runs.map((each) => (each.id === run.id ? run : each)) : [run, ...runs],
    };
    this.requestUpdate();
  }

  protected view({ runs, cursor, maySync }: Past): TemplateResult {
    if (runs.length === 0)
      return html`<div class="state" part="empty"><h3>${this.say('No run yet')}</h3><p>${this.say('A sync collects what the members rated, and ranks it.')}</p></div>`;
    return html`${this.outcome()}
      <ol class="lines">${runs.map((run, i) => this.#run(run, maySync, i === 0))}</ol>
      ${cursor ? html`<p class="more"><button aria-disabled=${this.busy ?? false} @click=${this.#older}>${this.say('Older ones')}</button></p>` : nothing}`;
  }

  #run(run: Run, maySync: boolean, isOpen: boolean): TemplateResult {
    const { id, kind, state, full, created_at, started_at, finished_at, error, errors, warnings, position } = run;
    const took =
      started_at && finished_at ? tookText(this.voice, Date.parse(finished_at) - Date.parse(started_at)) : null;
    return html`<li part="row"><details ?open=${isOpen}>
      <summary><span class="title ${state === 'failed' ? 'fault' : ''}">${this.say(state)}</span>
        <span class="soft">${[full ? this.say('a full one') : '', this.say(kind), this.moment(started_at ?? created_at), took ?? ''].filter(Boolean).join(' · ')}</span></summary>
      ${error ? html`<p class="fault">${error}</p>` : nothing}
      ${position ? html`<p class="soft">${this.say('{n} run before it|{n} runs before it', { n: position })}</p>` : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.say('Stages of run {id}', { id: String(id) })}><table part="stages">
        <caption class="unseen">${this.say('Stages of run {id}', { id: String(id) })}</caption>
        <thead><tr>${COLUMNS.map((name) => html`<th scope="col">${this.say(name)}</th>`)}</tr></thead>
        <tbody>${run.stages.map((stage) => this.#stage(stage))}</tbody>
      </table></div>
      ${errors.map((each) => this.#error(each))}
      ${warnings.length > 0 ? html`<ul class="soft">${warnings.map((text) => html`<li>${text}</li>`)}</ul>` : nothing}
      ${maySync ? this.#acts(run) : nothing}
    </details></li>`;
  }

  #stage({ kind, state, tasks, seconds }: Stage): TemplateResult {
    const done = tasks.succeeded + tasks.failed + tasks.stopped;
    const all = done + tasks.queued + tasks.running;
    return html`<tr><th scope="row">${this.say(kind)}</th><td>${this.say(state)}</td>
      <td>${this.number(done)}/${this.number(all)}</td><td>${this.number(tasks.failed)}</td>
      <td>${seconds === null ? '–' : tookText(this.voice, seconds * 1000)}</td></tr>`;
  }

  #error({ kind, count }: Run['errors'][number]): TemplateResult {
    return html`<p class="soft">${this.say(ERRORS[kind])}: ${this.number(count)}</p>`;
  }

  #acts({ id, kind, state }: Run): TemplateResult | typeof nothing {
    if (ACTIVE.has(state))
      return html`<p class="row"><button aria-disabled=${this.busy ?? false} @click=${() => this.#stop(id)}>${this.say('Stop it')}</button></p>`;
    // Of an import the file is gone: it is handed in again.
    if (REPEATED.has(state) && kind !== 'import')
      return html`<p class="row"><button aria-disabled=${this.busy ?? false} @click=${() => this.#retry(id)}>${this.say('Do again what failed')}</button></p>`;
    return nothing;
  }

  async #stop(id: number): Promise<void> {
    const { cohort } = this;
    if (!cohort || this.busy) return;
    const said = this.say('It stops. What it has stored stays.');
    const run = await this.act((client) => client.runs.stop(cohort, id), said);
    if (run) this.#put(run);
  }

  async #retry(id: number): Promise<void> {
    const { cohort } = this;
    if (!cohort || this.busy) return;
    const run = await this.act(async (client) => client.runs.retry(cohort, id), this.say('It is done again.'));
    if (run) this.#put(run);
  }

  readonly #older = async (): Promise<void> => {
    const { cohort, data } = this;
    const cursor = data?.cursor;
    if (!cohort || !cursor || this.busy) return;
    const page = await this.act((client) => client.runs.list(cohort, { limit: PAGE }).page(cursor));
    if (!page || !this.data) return;
    this.data = { ...this.data, runs: [...this.data.runs, ...page.items], cursor: page.next_cursor };
    this.requestUpdate();
  };
}
