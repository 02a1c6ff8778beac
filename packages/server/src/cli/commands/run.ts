import { type Database, findCohort, findRun, type RunReport, stopRun } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { presentRun, stageState } from '../../presenters/run.ts';
import { id } from '../arguments.ts';
import { OPERATOR_RIGHTS, withContext } from '../context.ts';
import { Failure } from '../errors.ts';
import { duration, integer, print, printFacts, printJson, printTable, time } from '../output.ts';
import { follow, report, seeThrough } from '../run-command.ts';

export function define(command: Command): void {
  command
    .command('show')
    .description('Show a run with its stages, counters and errors.')
    .argument('<id>', "the run's number", id)
    .option('--wait', 'show progress until it is over; work the tasks here when no worker is alive')
    .option('--json', 'print JSON')
    .action(async (runId: number, { wait, json }: { wait?: boolean; json?: boolean }) => {
      await withContext('run', async (context) => {
        const run = await runOf(context.db, runId);
        const cohort = (await findCohort(context.db, run.cohort_id))!;
        if (wait) report(await seeThrough(context, runId), { cohort, json });
        else if (json) printJson(presentRun(run, OPERATOR_RIGHTS));
        else show(run, cohort.label);
      });
    });
  command
    .command('retry')
    .description('Do again what failed in a run that is over: its members and films that could not be read.')
    .argument('<id>', "the run's number", id)
    .option('--wait', 'wait for it; work it here when no worker is alive')
    .option('--json', 'print the new run as JSON')
    .action(async (runId: number, options: { wait?: boolean; json?: boolean }) => {
      await withContext('run', async (context) => {
        const before = await runOf(context.db, runId);
        if (before.finished_at === null) throw new Failure(`Run ${runId} is not over yet; it tries again by itself.`);
        const started = await context.services.runs.retry(runId);
        if (!started) {
          const what =
            before.errors.length > 0
              ? `What failed in run ${runId} is no longer kept`
              : `Nothing of run ${runId} failed`;
          throw new Failure(`${what}. \`almanac sync\` reads what is new.`);
        }
        await follow(context, (await findCohort(context.db, before.cohort_id))!, started, options);
      });
    });
  command
    .command('stop')
    .description('Stop a run. What it has collected stays; what was published before stays visible.')
    .argument('<id>', "the run's number", id)
    .option('--json', 'print JSON')
    .action(async (runId: number, { json }: { json?: boolean }) => {
      await withContext('run', async ({ db, coordination }) => {
        const before = await runOf(db, runId);
        if (!(await stopRun(db, runId))) throw new Failure(`Run ${runId} is over already: it ${before.state}.`);
        await coordination.events.publish(`run:${runId}`, { type: 'ended', state: 'stopped' });
        if (json) printJson(presentRun(await runOf(db, runId), OPERATOR_RIGHTS));
        else print(`Run ${runId} is stopped.`);
      });
    });
}

async function runOf(db: Database, runId: number): Promise<RunReport> {
  const run = await findRun(db, runId);
  if (!run) throw new Failure(`There is no run ${runId}. \`almanac runs COHORT\` lists a cohort's runs.`);
  return run;
}

function show(run: RunReport, label: string): void {
  printFacts([
    ['run', `${run.id} (${run.kind}${run.options.full ? ', full' : ''}) of ${label}`],
    ['state', run.state],
    ['as of', run.as_of],
    ['began', time(run.created_at)],
    ['ended', time(run.finished_at)],
    ...(run.error ? [['error', run.error] as const] : []),
  ]);
  print();
  printTable(
    [
      { head: 'stage', cell: (stage) => stage.kind },
      { head: 'state', cell: (stage) => stage.state },
      { head: 'open', align: 'right', cell: (stage) => integer(stage.tasks.queued + stage.tasks.running) },
      { head: 'done', align: 'right', cell: (stage) => integer(stage.tasks.succeeded) },
      { head: 'failed', align: 'right', cell: (stage) => integer(stage.tasks.failed) },
      {
        head: 'took',
        align: 'right',
        cell: (stage) => (stage.seconds === null ? null : duration(stage.seconds * 1_000)),
      },
    ],
    run.stages.map((stage, index) => ({ ...stage, state: stageState(run, index) })),
  );
  const counters = Object.entries(run.counters);
  if (counters.length > 0) print();
  if (counters.length > 0) printFacts(counters.map(([name, n]) => [name.replaceAll('_', ' '), integer(n)]));
  for (const { kind, count, example } of run.errors)
    print(`\n${kind}, ${count} times: ${example ?? 'the message is no longer kept'}`);
  for (const warning of run.warnings) print(`warning: ${warning}`);
}
