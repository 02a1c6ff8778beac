import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CohortElement } from '../../internal/cohort-element.ts';
import { ACTIVE, ERRORS, PACE_MS, tookText } from '../../internal/parts/run.ts';
import { PUBLISHED } from '../../internal/source.ts';

type Run = Schemas['Run'];
type Runs = Schemas['RunList'];

/**
 * @summary A cohort's runs, the newest first, with what each stage did; one that is under way is followed to its end, and
 *   then everything on the page that shows the cohort is read anew.
 *
 * @csspart frame - Everything.
 * @csspart row - A run.
 * @csspart stages - Its stages.
 */
export class AlmanacRuns extends CohortElement<Runs> {
  static override styles = [
    ...CohortElement.styles,
    css`
      .lines > li {
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: start;
      }
      .stages {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        padding-block-start: 4px;
      }
      .failed {
        color: var(--_accent);
      }
      progress {
        width: 96px;
        accent-color: var(--_data);
      }
    `,
  ];

  protected readonly what = 'runs';
  protected override readonly usual = 5;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #active = new Set<number>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override parameters() {
    return { limit: this.limit ?? this.usual };
  }

  protected override arrived(runs: Runs): Runs {
    clearTimeout(this.#timer);
    const active = new Set(runs.items.filter(({ state }) => ACTIVE.has(state)).map(({ id }) => id));
    const ended = [...this.#active].some((id) => !active.has(id));
    this.#active = active;
    if (active.size > 0) this.#timer = setTimeout(() => this.refresh(), PACE_MS);
    if (ended) document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort: this.cohort ?? null } }));
    return runs;
  }

  protected override isEmpty({ items }: Runs): boolean {
    return items.length === 0;
  }

  protected override empty(): TemplateResult {
    return html`<h3>${this.say('No run yet')}</h3><p>${this.say('A sync collects what the members rated, and ranks it.')}</p>`;
  }

  protected view({ items }: Runs): TemplateResult {
    return html`${this.head()}<ol class="lines" part="table" aria-live="polite">${items.map((run) => this.#run(run))}</ol>`;
  }

  #run(run: Run): TemplateResult {
    const at = run.started_at ?? run.created_at;
    return html`<li part="row">
      <div>
        <p><span class="title ${run.state === 'failed' ? 'failed' : ''}">${this.say(run.state)}</span> <span class="soft">${this.say(run.kind)} · ${this.moment(at)}</span></p>
        ${run.error ? html`<p>${run.error}</p>` : nothing}
        ${run.position ? html`<p class="soft">${this.say('{n} run before it|{n} runs before it', { n: run.position })}</p>` : nothing}
        <ol class="stages soft" part="stages">${run.stages.map((stage) => this.#stage(stage))}</ol>
        ${run.errors.map(({ kind, count }) => html`<p class="soft">${this.say(ERRORS[kind])}: ${this.number(count)}</p>`)}
      </div>
      ${run.finished_at && run.started_at ? html`<span class="soft">${tookText(this.voice, Date.parse(run.finished_at) - Date.parse(run.started_at))}</span>` : nothing}
    </li>`;
  }

  #stage({ kind, state, tasks, seconds }: Run['stages'][number]): TemplateResult {
    const name = this.say(kind);
    const done = tasks.succeeded + tasks.failed + tasks.stopped;
    const all = done + tasks.queued + tasks.running;
    if (state === 'running' && all > 1) {
      return html`<li>${name} <progress max=${all} value=${done} aria-label=${name}></progress> ${this.number(done)}/${this.number(all)}</li>`;
    }
    const end = state === 'waiting' ? '' : state === 'succeeded' ? ' ✓' : ` ${this.say(state)}`;
    return html`<li>${name}${end}${seconds === null ? nothing : ` ${tookText(this.voice, seconds * 1000)}`}</li>`;
  }
}
