/** Starting a run and, if asked to, seeing it through: what `sync`, `compute` and their like have in common. */
import type { RunKind } from '@cohort-almanac/core';
import { type CohortCard, countWorkers, type RunReport } from '@cohort-almanac/db';
import { presentRun } from '../presenters/run.ts';
import { type CommandContext, OPERATOR_RIGHTS } from './context.ts';
import { Failure } from './errors.ts';
import { followRun, StandIn } from './follow.ts';
import { duration, integer, note, print, printFacts, printJson } from './output.ts';
import { openProgress } from './progress.ts';

export interface StartOptions {
  full?: boolean;
  member?: string;
  wait?: boolean;
  json?: boolean;
}

/** Starts a run, or joins the active one. Throws a Failure when the run that was waited for failed. */
export async function startAndFollow(
  context: CommandContext,
  cohort: CohortCard,
  kind: RunKind,
  { full, member, ...options }: StartOptions,
): Promise<void> {
  await follow(context, cohort, await context.services.runs.start(cohort.id, kind, { full, member }), options);
}

/** Shows the beginning of a run, or with `wait` sees it through. */
export async function follow(
  context: CommandContext,
  cohort: Pick<CohortCard, 'label'>,
  { run, created }: { run: RunReport; created: boolean },
  { wait, json }: { wait?: boolean; json?: boolean },
): Promise<void> {
  if (!created) note(`Run ${run.id} (${run.kind}) of ${cohort.label} is active already; a cohort has one at a time.`);
  if (!wait) {
    if (json) printJson(presentRun(run, OPERATOR_RIGHTS));
    else
      print(`Run ${run.id} ${created ? 'started' : 'goes on'}. Watch it with \`almanac run show ${run.id} --wait\`.`);
    if ((await countWorkers(context.db)) === 0) {
      note('No worker is alive: start one with `almanac worker`, or add --wait to work the tasks here.');
    }
    return;
  }
  report(await seeThrough(context, run.id), { cohort, json });
}

/** Waits for a run's end with progress on stderr, working its tasks here when nobody else does. */
export async function seeThrough(context: CommandContext, runId: number): Promise<RunReport> {
  const { signal } = context;
  const progress = openProgress();
  const standIn = new StandIn(context);
  try {
    const run = await followRun(context, runId, { signal, onReport: (seen) => progress.update(seen) });
    progress.end();
    if (signal.aborted) {
      throw new Failure(
        `Stopped waiting. Run ${runId} goes on where it was as soon as a worker is there; ` +
          `\`almanac run stop ${runId}\` ends it.`,
      );
    }
    return run;
  } finally {
    progress.end();
    await standIn.close();
  }
}

/** Prints how a run ended. Throws a Failure when it brought nothing. */
export function report(run: RunReport, { cohort, json }: { cohort: Pick<CohortCard, 'label'>; json?: boolean }): void {
  if (json) printJson(presentRun(run, OPERATOR_RIGHTS));
  else printSummary(run, cohort);
  const errors = run.errors.map(({ kind, count, example }) => `${kind} (${count}): ${example}`);
  if (run.state === 'partial') {
    note(`Warning: some of it failed, and the rest was used.${errors.map((line) => `\n  ${line}`).join('')}`);
  }
  if (run.state === 'failed' || run.state === 'stopped') {
    const why = run.error ?? (run.state === 'stopped' ? 'It was stopped.' : 'It failed.');
    throw new Failure(`Run ${run.id} of ${cohort.label} ${run.state}: ${[why, ...errors].join('\n  ')}`);
  }
}

function printSummary(run: RunReport, cohort: Pick<CohortCard, 'label'>): void {
  const { counters, stages } = run;
  const n = (key: string) => integer(counters[key] ?? 0);
  const took = run.finished_at ? ` in ${duration(run.finished_at.getTime() - run.created_at.getTime())}` : '';
  print(`Run ${run.id} of ${cohort.label}: ${run.state}${took}`);
  const collect = stages.find(({ kind }) => kind === 'collect')?.tasks;
  const facts: [string, string][] = [];
  if (collect) {
    const all = Object.values(collect).reduce((sum, count) => sum + count, 0);
    facts.push(['  members', `${integer(collect.succeeded)} of ${integer(all)} read`]);
    facts.push(['  requests', n('requests')]);
    facts.push([
      '  ratings',
      `${n('ratings_new')} new, ${n('ratings_changed')} changed, ${n('ratings_removed')} removed`,
    ]);
    facts.push(['  enriched', `${n('films_enriched')} films`]);
  }
  printFacts(facts);
  if (run.state === 'succeeded' || run.state === 'partial') print(`Read it with \`almanac rankings ${cohort.label}\`.`);
}
