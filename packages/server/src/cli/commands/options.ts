import { type FilterOption, OPTION_KINDS, type OptionKind } from '@cohort-almanac/db';
import { Argument, type Command } from 'commander';
import { presentOptions } from '../../presenters/films.ts';
import { collect, wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { type Column, integer, print, printJson, printTable } from '../output.ts';

interface Options {
  cohort?: string;
  q?: string;
  ids: string[];
  limit: number;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .addArgument(new Argument('<kind>', 'what films are filtered by').choices([...OPTION_KINDS]))
    .option('--cohort <cohort>', "only those of this cohort's ranked films")
    .option('--q <text>', 'only those with this in their name')
    .option('--ids <id>', 'those with this id (repeat it)', collect, [])
    .option('--limit <n>', 'show at most so many', wholeNumber(1, 100), 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nThe ids are what --genre, --country, --director, --actor and --writer of `rankings` take.')
    .action(async (kind: OptionKind, { cohort: label, json, ...request }: Options) => {
      await withContext('options', async ({ db, services }) => {
        const cohort = label === undefined ? null : await cohortOf(db, label);
        const options = await services.films.options(cohort, kind, request);
        if (json) printJson(presentOptions(kind, options));
        else if (options.length === 0) print(`There are no such ${kind}. Films get them by enrichment.`);
        else printTable(COLUMNS, options);
      });
    });
}

const COLUMNS: readonly Column<FilterOption>[] = [
  { head: 'id', align: 'right', cell: ({ id }) => id },
  { head: 'name', flexible: true, cell: ({ name }) => name },
  { head: 'films', align: 'right', cell: ({ films }) => integer(films) },
];
