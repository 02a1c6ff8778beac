import type { RunReport } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { presentRun } from '../../presenters/run.ts';
import { wholeNumber } from '../arguments.ts';
import { cohortOf, OPERATOR_RIGHTS, withContext } from '../context.ts';
import { type Column, duration, integer, print, printJson, printTable, time } from '../output.ts';

const COLUMNS: readonly Column<RunReport>[] = [
  { head: 'run', align: 'right', cell: (run) => run.id },
  { head: 'kind', cell: (run) => run.kind },
  { head: 'state', cell: (run) => run.state },
  { head: 'began', cell: (run) => time(run.created_at) },
  { head: 'took', align: 'right', cell: took },
  { head: 'requests', align: 'right', cell: (run) => integer(run.counters.requests ?? 0) },
  { head: 'new', align: 'right', cell: (run) => integer(run.counters.ratings_new ?? 0) },
  { head: 'errors', flexible: true, cell: (run) => run.errors.map(({ kind, count }) => `${kind} ${count}`).join(', ') },
];

function took({ finished_at, created_at }: RunReport): string | null {
  return finished_at && duration(finished_at.getTime() - created_at.getTime());
}

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .option('--limit <n>', 'show at most so many, newest first', wholeNumber(1, 200), 20)
    .option('--json', 'print JSON')
    .action(async (label: string, { limit, json }: { limit: number; json?: boolean }) => {
      await withContext('runs', async ({ db, services }) => {
        const cohort = await cohortOf(db, label);
        const { items, next_cursor } = await services.runs.list(cohort.id, { limit });
        if (json) return printJson({ items: items.map((run) => presentRun(run, OPERATOR_RIGHTS)), next_cursor });
        if (items.length === 0) return print(`No run yet. \`almanac sync ${cohort.label} --wait\` starts one.`);
        printTable(COLUMNS, items);
      });
    });
}
