import { STRATEGIES, type Strategy } from '@cohort-almanac/core';
import { type Command, Option } from 'commander';
import { presentComparison } from '../../presenters/people.ts';
import type { ComparePage } from '../../services/people-types.ts';
import { wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { signed, titleOf } from '../films.ts';
import { type Column, integer, print, printJson, printTable } from '../output.ts';

interface CompareOptions {
  strategy: Strategy;
  limit: number;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .argument('<with>', "the other cohort's id or label")
    .addOption(
      new Option('--strategy <strategy>', 'how films are scored, for the overlap of the top 100')
        .choices(STRATEGIES)
        .default('bayesian'),
    )
    .option('--limit <n>', 'films in each list', wholeNumber(1, 200), 10)
    .option('--json', 'print JSON')
    .action(async (label: string, otherLabel: string, { json, ...request }: CompareOptions) => {
      await withContext('compare', async ({ db, services }) => {
        const [cohort, other] = [await cohortOf(db, label), await cohortOf(db, otherLabel)];
        const page = await services.people.compare(cohort, other, request);
        if (json) return printJson(presentComparison(cohort, other, page));
        const { both, jaccard } = page.top;
        const share = jaccard === null ? '' : ` (${(jaccard * 100).toFixed(0)} % of all that stand in either)`;
        print(`${integer(page.total)} films with three watchers in both. In both top 100: ${both}${share}.\n`);
        print(`Higher in ${cohort.display_name}`);
        section(page.higher);
        print(`Higher in ${other.display_name}`);
        section(page.lower);
      });
    });
}

const COLUMNS: readonly Column<ComparePage['higher'][number]>[] = [
  { head: 'film', flexible: true, cell: ({ film }) => titleOf(film) },
  { head: 'here', align: 'right', cell: (row) => row.first_base.toFixed(2) },
  { head: 'there', align: 'right', cell: (row) => row.second_base.toFixed(2) },
  { head: 'difference', align: 'right', cell: (row) => signed(row.difference) },
];

function section(rows: ComparePage['higher']): void {
  if (rows.length === 0) print('none');
  else printTable(COLUMNS, rows);
  print();
}
