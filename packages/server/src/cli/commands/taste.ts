import type { Command } from 'commander';
import { presentTaste } from '../../presenters/people.ts';
import type { TastePage } from '../../services/people-types.ts';
import { collect, wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { type Column, integer, print, printJson, printTable } from '../output.ts';

interface TasteOptions {
  members?: string[];
  limit: number;
  json?: boolean;
}

/** Pairs that a table shows. */
const SHOWN_PAIRS = 30;

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .option('--members <name>', 'compare these members (may be repeated)', collect)
    .option(
      '--limit <n>',
      'members to compare when none are named: those with the most ratings',
      wholeNumber(2, 200),
      50,
    )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nA match is the correlation of two members over the films both rated, from -1 to 1.')
    .action(async (label: string, { json, members = [], limit }: TasteOptions) => {
      await withContext('taste', async ({ db, services }) => {
        const page = await services.people.taste(await cohortOf(db, label), { members, limit });
        if (json) return printJson(presentTaste(page));
        const pairs = pairsOf(page);
        if (pairs.length === 0) return print('No two of them rated five films in common.');
        printTable(COLUMNS, pairs.slice(0, SHOWN_PAIRS));
        if (pairs.length > SHOWN_PAIRS)
          print(`and ${integer(pairs.length - SHOWN_PAIRS)} more pairs, which --json shows`);
      });
    });
}

interface Pair {
  first: string;
  second: string;
  match: number;
  shared: number;
}

/** All pairs of whom something can be said, those closest in taste first. */
function pairsOf({ members, matches, shared_films }: TastePage): Pair[] {
  const pairs = members.flatMap((first, i) =>
    members.slice(i + 1).flatMap((second, k) => {
      const j = i + 1 + k;
      const match = matches[i]![j]!;
      return match === null
        ? []
        : [{ first: first.username, second: second.username, match, shared: shared_films[i]![j]! }];
    }),
  );
  return pairs.sort((a, b) => b.match - a.match);
}

const COLUMNS: readonly Column<Pair>[] = [
  { head: 'member', cell: ({ first }) => first },
  { head: 'and', flexible: true, cell: ({ second }) => second },
  { head: 'match', align: 'right', cell: ({ match }) => match.toFixed(2) },
  { head: 'films in common', align: 'right', cell: ({ shared }) => integer(shared) },
];
