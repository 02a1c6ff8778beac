/** How far a run is that goes on. */
import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Voice } from '../internal/parts/film.ts';

type Run = Schemas['Run'];

/** What is being done, in words. */
const STEPS: Readonly<Record<Run['stages'][number]['kind'], string>> = {
  refresh: 'Looking who is in the circle',
  collect: 'Reading what they rated',
  compute: 'Ranking the films',
  publish: 'Putting the ranking up',
  enrich: 'Looking up the films',
  import: 'Reading the export',
};

export const progressStyles = css`
  .progress {
    display: grid;
    gap: 4px;
    max-width: 560px;
  }
  .progress:not(:has(progress)) {
    position: absolute;
  }
  .progress .row {
    justify-content: space-between;
  }
  progress {
    height: 6px;
  }
`;

/**
 * The step, how much of it is done, and which step of how many. Without a run, `before` is what happens until there is one. The
 * step is read out when it changes; the numbers are not.
 */
export function runProgress({ say }: Voice, run: Run | undefined, before: string | undefined): TemplateResult {
  const { kind, tasks } = run?.stages[run.stage] ?? {};
  const isQueued = run?.state === 'queued';
  const step = isQueued || !kind ? before : say(STEPS[kind]);
  const ended = tasks ? tasks.succeeded + tasks.failed + tasks.stopped : 0;
  const all = tasks ? ended + tasks.queued + tasks.running : 0;
  const isKnown = all > 1 && !isQueued;
  const facts = [
    run && !isQueued && run.stages.length > 1
      ? say('step {step} of {steps}', { step: run.stage + 1, steps: run.stages.length })
      : '',
    isKnown ? say('{ended} of {n}', { ended, n: all }) : '',
    isQueued && run.position ? say('{n} run before it|{n} runs before it', { n: run.position }) : '',
  ].filter(Boolean);
  return html`<div class="progress" part="progress">
    <p class="row"><span role="status">${step ?? ''}</span>${step ? html`<span class="soft">${facts.join(' · ')}</span>` : nothing}</p>
    ${step ? html`<progress max=${isKnown ? all : 1} value=${isKnown ? ended : nothing} aria-label=${step}></progress>` : nothing}
  </div>`;
}
