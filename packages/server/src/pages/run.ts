/** The last run: what the page says of it at once, and the account of it at the end. */
import type { ErrorKind, TaskKind } from '@cohort-almanac/core';
import type { RunReport } from '@cohort-almanac/db';
import { stageState } from '../presenters/run.ts';
import type { CohortStats } from '../services/types.ts';
import { spoken } from './films.ts';
import { count, countOf, day, moment } from './format.ts';
import { type Html, html } from './html.ts';

const DAY_MS = 86_400_000;
/** After this long a reader is told that the numbers are old. */
const STALE_DAYS = 14;

export interface RunContext {
  label: string;
  stats: CohortStats;
  now: Date;
}

type ActiveRun = RunReport & { state: 'queued' | 'running' };

export const isActive = (run: RunReport | null): run is ActiveRun =>
  run?.state === 'queued' || run?.state === 'running';

/** What a reader must know before the numbers: that they are changing, incomplete, old, or could not be renewed. */
export function notice({ label, stats, now }: RunContext): Html | null {
  const { last_run: run, last_synced_at, version } = stats;
  const sync = html`<code>npx almanac sync ${label} --wait</code>`;
  if (isActive(run)) {
    const step = run.state === 'queued' ? 'It waits for its turn.' : `${STEPS[currentStage(run)].now}.`;
    return version
      ? html`<p><strong>A new edition is being made.</strong> ${step} What you see is whole and stays until it is done.</p>`
      : html`<p><strong>The first edition is being made.</strong> ${step} This page fills by itself.</p>`;
  }
  if (run?.state === 'failed') {
    const safe = version
      ? 'What you see is from before and is whole.'
      : 'Nothing was lost: what was collected is kept.';
    return html`<p><strong>The last ${run.kind} failed${run.finished_at && ` on ${moment(run.finished_at)}`}.</strong> ${causes(run) || run.error} ${safe} ${sync} tries again.</p>`;
  }
  if (run?.state === 'stopped') {
    return html`<p><strong>The last ${run.kind} was stopped.</strong> ${version && 'What you see is from before and is whole.'} ${sync} starts another.</p>`;
  }
  if (run?.state === 'partial') {
    return html`<p><strong>Not all of it could be collected.</strong> ${causes(run)} The rest is used. ${sync} tries again.</p>`;
  }
  const age = last_synced_at ? Math.floor((now.getTime() - last_synced_at.getTime()) / DAY_MS) : 0;
  if (age >= STALE_DAYS) {
    return html`<p><strong>These numbers are ${count(age)} days old.</strong> ${sync} brings them up to date.</p>`;
  }
  return null;
}

/** The kinds of failure only: a task's own message can name a member. */
function causes({ errors }: RunReport): string {
  const told = errors.map(({ kind, count: n }) => `${countOf(n, 'task')} ${CAUSES[kind]}`);
  return told.length === 0 ? '' : `${told.join('; ')}.`;
}

const CAUSES: Readonly<Record<ErrorKind, string>> = {
  markup_changed: 'met a page that has changed its form',
  too_old: 'met a page older than what is known',
  blocked: 'met a challenge',
  private: 'met a profile that is private',
  forbidden: 'were refused',
  not_found: 'found nothing at the address',
  robots: 'kept away because robots.txt says so',
  throttled: 'were asked to wait too often',
  network: 'got no usable answer',
  gate: 'found numbers that contradict each other',
  refused: 'met a file that may not be taken in',
  crashed: 'ended with their worker',
  internal: 'failed here, which the log explains',
};

const STEPS: Readonly<Record<TaskKind, { title: string; now: string; units: string | null }>> = {
  refresh: { title: 'Find the members', now: 'It finds out who belongs to the circle', units: null },
  collect: { title: 'Collect their films', now: 'It collects what the members have seen', units: 'members' },
  compute: { title: 'Count and rank', now: 'It counts and ranks', units: null },
  publish: { title: 'Publish', now: 'It publishes', units: null },
  enrich: { title: 'Look the films up', now: 'It looks the films up', units: 'batches of films' },
  import: { title: 'Take in an export', now: 'It takes in the export of a member', units: null },
};

function currentStage(run: RunReport): TaskKind {
  return run.stages[Math.min(run.stage, run.stages.length - 1)]!.kind;
}

const STATE_WORDS = {
  waiting: ['○', 'to come'],
  running: ['◐', 'under way'],
  succeeded: ['●', 'done'],
  partial: ['◕', 'done in part'],
  failed: ['×', 'failed'],
  stopped: ['×', 'stopped'],
} as const;

/** The stages of a run in order, with a bar where there is something to count. */
export function stageList(run: RunReport): Html {
  const seen = new Set<TaskKind>();
  const items = run.stages.map(({ kind, tasks }, index) => {
    const [sign, word] = STATE_WORDS[stageState(run, index)];
    const { title, units } = STEPS[kind];
    const again = seen.has(kind) ? ', again' : '';
    seen.add(kind);
    const all = tasks.queued + tasks.running + tasks.succeeded + tasks.failed + tasks.stopped;
    const done = tasks.succeeded + tasks.failed;
    const counted = units !== null && all > 1;
    return html`<li class="stage">${spoken(sign, word)}<span class="stage-title">${title}${again}</span>${
      counted &&
      html`<span class="stage-count">${done} of ${all} ${units}</span>${
        done < all && html`<progress value="${done}" max="${all}" aria-label="${title}"></progress>`
      }`
    }</li>`;
  });
  return html`<ol class="stages">${items}</ol>`;
}

const ENDED = { succeeded: 'complete', partial: 'in part', failed: 'failed', stopped: 'stopped' } as const;

/** How this edition came about. */
export function colophon({ stats }: RunContext): Html {
  const { last_run: run, last_synced_at, version } = stats;
  const facts: [string, string][] = [];
  if (version) {
    const { films, ratings, likes_only } = version.summary;
    facts.push(['Edition', `No. ${version.id}, of ${day(version.computed_at)}`]);
    facts.push(['Made of', `${countOf(ratings, 'rating')} of ${countOf(films, 'film')}`]);
    if (likes_only > 0) facts.push(['And', `${countOf(likes_only, 'heart')} without stars`]);
  }
  if (last_synced_at) facts.push(['Collected', moment(last_synced_at)]);
  if (run && run.state !== 'queued' && run.state !== 'running') {
    facts.push([`Last ${run.kind}`, ENDED[run.state] + took(run)]);
    const { requests = 0 } = run.counters;
    if (requests > 0) facts.push(['It asked for', countOf(requests, 'page')]);
  }
  return html`<dl class="colophon">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function took({ started_at, finished_at }: RunReport): string {
  if (!started_at || !finished_at) return '';
  const seconds = Math.max(1, Math.round((finished_at.getTime() - started_at.getTime()) / 1000));
  return `, in ${seconds < 120 ? countOf(seconds, 'second') : countOf(Math.round(seconds / 60), 'minute')}`;
}
