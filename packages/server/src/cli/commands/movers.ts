import { STRATEGIES, type Strategy } from '@cohort-almanac/core';
import { type Command, Option } from 'commander';
import { presentMovers } from '../../presenters/people.ts';
import type { MoversPage } from '../../services/people-types.ts';
import { wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { titleOf } from '../films.ts';
import { type Column, print, printJson, printTable, time } from '../output.ts';

interface MoversOptions {
  strategy: Strategy;
  limit: number;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .addOption(new Option('--strategy <strategy>', 'how films are scored').choices(STRATEGIES).default('bayesian'))
    .option('--limit <n>', 'films in each list', wholeNumber(1, 200), 10)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nFilms in the top 250 of now or of the run before.')
    .action(async (label: string, { json, ...request }: MoversOptions) => {
      await withContext('movers', async ({ db, services }) => {
        const page = await services.people.movers(await cohortOf(db, label), request);
        if (json) printJson(presentMovers(page));
        else if (page.previous_version === null) print('There is no earlier run to compare with.');
        else show(page);
      });
    });
}

type Entry = { film: MoversPage['risers'][number]['film']; rank?: number; previous_rank?: number };

const COLUMNS: readonly Column<Entry>[] = [
  { head: '#', align: 'right', cell: ({ rank }) => rank ?? null },
  { head: 'was', align: 'right', cell: ({ previous_rank }) => previous_rank ?? null },
  { head: 'film', flexible: true, cell: ({ film }) => titleOf(film) },
];

function show(page: MoversPage): void {
  print(`Since ${time(page.previous_computed_at)}:\n`);
  section('Risen', page.risers);
  section('Fallen', page.fallers);
  section('New', page.entered);
  section('Gone', page.left);
}

function section(title: string, entries: readonly Entry[]): void {
  print(title);
  if (entries.length === 0) print('none');
  else printTable(COLUMNS, entries);
  print();
}
