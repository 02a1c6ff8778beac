import { type Command, Option } from 'commander';
import { presentPeople } from '../../presenters/people.ts';
import type { CreditKind, PeoplePage } from '../../services/people-types.ts';
import { wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { titleOf } from '../films.ts';
import { type Column, integer, print, printJson, printTable } from '../output.ts';

interface PeopleOptions {
  role: CreditKind;
  limit: number;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .addOption(
      new Option('--role <role>', 'what they did').choices(['director', 'actor', 'writer']).default('director'),
    )
    .option('--limit <n>', 'people to show', wholeNumber(1, 200), 50)
    .option('--json', 'print JSON')
    .addHelpText('after', "\nPeople with at least three ranked films, by those films' scores, weighted by watchers.")
    .action(async (label: string, { json, ...request }: PeopleOptions) => {
      await withContext('people', async ({ db, services }) => {
        const page = await services.people.people(await cohortOf(db, label), request);
        if (json) printJson(presentPeople(page));
        else if (page.total === 0)
          print(`No ${request.role} has three ranked films yet. Films get their credits by enrichment.`);
        else printTable(COLUMNS, page.items);
      });
    });
}

const COLUMNS: readonly Column<PeoplePage['items'][number]>[] = [
  { head: 'name', flexible: true, cell: ({ name }) => name },
  { head: 'score', align: 'right', cell: ({ score }) => score.toFixed(3) },
  { head: 'films', align: 'right', cell: ({ films }) => integer(films) },
  { head: 'in the best tenth', align: 'right', cell: (person) => integer(person.top_decile_films) },
  { head: 'best film', optional: true, cell: ({ best }) => (best[0] ? titleOf(best[0]) : null) },
];
