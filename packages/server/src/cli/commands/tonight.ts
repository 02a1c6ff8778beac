import { TONIGHT_SCORES, type TonightScore } from '@cohort-almanac/core';
import { OFFER_KINDS } from '@cohort-almanac/db';
import { type Command, InvalidArgumentError, Option } from 'commander';
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
  region?: string;
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
    .option('--region <country>', 'also tell where they can be watched there, as DE', region)
    .option('--limit <n>', 'films to show', wholeNumber(1, 200), 20)
    .option('--json', 'print JSON')
    .addHelpText('after', "\nFilms on somebody's watchlist that none of them has seen; most watchlists first.")
    .action(async (label: string, options: TonightOptions) => {
      const { members, by, runtimeMin, runtimeMax, vetoFilm = [], vetoGenre = [], region, limit, json } = options;
      await withContext('tonight', async ({ db, services }) => {
        const page = await services.people.tonight(await cohortOf(db, label), {
          members,
          by,
          runtime_min: runtimeMin,
          runtime_max: runtimeMax,
          veto_films: vetoFilm.map(Number),
          veto_genres: vetoGenre,
          region,
          limit,
        });
        const shown = presentTonight(page);
        if (json) return printJson(shown);
        if (page.total === 0) return print('Nothing on their watchlists is new to all of them and fits.');
        printTable(region === undefined ? COLUMNS : [...COLUMNS, WATCH], page.items);
        for (const remark of [shown.watch_note, shown.watch_attribution]) if (remark !== null) print(remark);
      });
    });
}

/** A country as ISO 3166 writes it. */
function region(text: string): string {
  if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
  throw new InvalidArgumentError('Give a country in two letters, such as DE.');
}

const WATCH: Column<TonightPage['items'][number]> = {
  head: 'watch',
  optional: true,
  cell: ({ watch }) =>
    watch &&
    OFFER_KINDS.flatMap((kind) => watch.offers?.[kind] ?? [])
      .map(({ name }) => name)
      .join(', '),
};

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
