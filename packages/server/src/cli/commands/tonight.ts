import { TONIGHT_SCORES, type TonightScore } from '@cohort-almanac/core';
import { type Command, Option } from 'commander';
import { presentTonight } from '../../presenters/people.ts';
import type { TonightPage } from '../../services/people-types.ts';
import { collect, wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { titleOf } from '../films.ts';
import { type Column, print, printJson, printTable } from '../output.ts';

interface TonightOptions {
  members: string[];
  by: TonightScore;
  runtimeMin?: number;
  runtimeMax?: number;
  vetoFilm?: string[];
  vetoGenre?: string[];
  limit: number;
  json?: boolean;
}

const minutes = wholeNumber(1, 10_000);

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .requiredOption('--members <name>', 'who will watch (may be repeated)', collect)
    .addOption(
      new Option('--by <score>', 'what counts of the predicted ratings: their mean, or the lowest')
        .choices(TONIGHT_SCORES)
        .default('mean'),
    )
    .option('--runtime-min <minutes>', 'no shorter film', minutes)
    .option('--runtime-max <minutes>', 'no longer film', minutes)
    .option('--veto-film <id>', 'not this film, by film_id (may be repeated)', collect)
    .option('--veto-genre <id>', 'nothing of this genre, such as horror (may be repeated)', collect)
    .option('--limit <n>', 'films to show', wholeNumber(1, 200), 20)
    .option('--json', 'print JSON')
    .addHelpText('after', "\nFilms on somebody's watchlist that none of them has seen; most watchlists first.")
    .action(async (label: string, options: TonightOptions) => {
      const { members, by, runtimeMin, runtimeMax, vetoFilm = [], vetoGenre = [], limit, json } = options;
      await withContext('tonight', async ({ db, services }) => {
        const page = await services.people.tonight(await cohortOf(db, label), {
          members,
          by,
          runtime_min: runtimeMin,
          runtime_max: runtimeMax,
          veto_films: vetoFilm.map(Number),
          veto_genres: vetoGenre,
          limit,
        });
        if (json) printJson(presentTonight(page));
        else if (page.total === 0) print('Nothing on their watchlists is new to all of them and fits.');
        else printTable(COLUMNS, page.items);
      });
    });
}

const COLUMNS: readonly Column<TonightPage['items'][number]>[] = [
  { head: 'film', flexible: true, cell: ({ film }) => titleOf(film) },
  { head: 'min', align: 'right', cell: ({ film }) => film.runtime_minutes },
  { head: 'watchlists', align: 'right', cell: ({ watchlists }) => watchlists },
  { head: 'score', align: 'right', cell: ({ score }) => score.toFixed(2) },
  {
    head: 'predicted',
    optional: true,
    cell: ({ predictions }) => predictions.map(({ username, rating }) => `${username} ${rating.toFixed(1)}`).join(', '),
  },
];
