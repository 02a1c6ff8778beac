import { FILTER_PARAMETERS, STRATEGIES } from '@cohort-almanac/core';
import type { LikesOnlyFilm } from '@cohort-almanac/db';
import { type Command, Option } from 'commander';
import { presentInsights } from '../../presenters/rankings.ts';
import type { DivergentFilm, InsightsPage, InsightsRequest } from '../../services/types.ts';
import { timeframeKey, wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { FILM_COLUMNS, PLACED_COLUMNS, signed, titleOf } from '../films.ts';
import { type Column, integer, print, printJson, printTable } from '../output.ts';

const SURFACES = ['buckets', 'divergence', 'likes-only', 'hidden-gems', 'favorites'] as const;

type InsightsOptions = InsightsRequest & { json?: boolean };

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .addOption(new Option('--surface <surface>', 'what to look at').choices(SURFACES).default('buckets'))
    .addOption(new Option('--strategy <strategy>', 'how films are scored').choices(STRATEGIES).default('bayesian'))
    .option('--timeframe <key>', FILTER_PARAMETERS.timeframe.description.replace(/\.$/, ''), timeframeKey, 'all')
    .option('--limit <n>', 'films in each list', wholeNumber(1, 200), 50)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nbuckets: by how many saw a film and how well they liked it · divergence: where cohort and world disagree ·\n' +
        'likes-only: liked, never rated · hidden-gems: loved by few · favorites: among the favourites of many',
    )
    .action(async (label: string, { json, ...request }: InsightsOptions) => {
      await withContext('insights', async ({ db, services }) => {
        const cohort = await cohortOf(db, label);
        const page = await services.insights.read(cohort, request);
        if (json) printJson(presentInsights(page));
        else if (page.ranking_version === null)
          print(`Nothing is ranked yet. \`almanac sync ${cohort.label} --wait\` does it.`);
        else show(page);
      });
    });
}

const DIVERGENT_COLUMNS: readonly Column<DivergentFilm>[] = [
  { head: 'film', flexible: true, cell: ({ film }) => titleOf(film) },
  { head: 'to world', align: 'right', cell: ({ film }) => signed(film.divergence) },
  { head: 'at least', align: 'right', cell: ({ value }) => value.toFixed(2) },
  { head: 'rating', align: 'right', cell: ({ film }) => film.avg_rating.toFixed(2) },
  { head: 'watchers', align: 'right', cell: ({ film }) => integer(film.watchers) },
];

const LIKES_ONLY_COLUMNS: readonly Column<LikesOnlyFilm>[] = [
  { head: 'film', flexible: true, cell: titleOf },
  { head: 'only liked', align: 'right', cell: (film) => integer(film.likes_only_count) },
  { head: 'watchers', align: 'right', cell: (film) => integer(film.watchers) },
];

function show(page: InsightsPage): void {
  const columns = page.timeframe === 'all' ? FILM_COLUMNS : PLACED_COLUMNS;
  switch (page.surface) {
    case 'buckets':
      for (const { bucket, total, films } of page.items) section(`${bucket}: ${integer(total)} films`, columns, films);
      break;
    case 'divergence':
      section('Higher than the world', DIVERGENT_COLUMNS, page.positive);
      section('Lower than the world', DIVERGENT_COLUMNS, page.negative);
      break;
    case 'likes-only':
      section('Liked, never rated', LIKES_ONLY_COLUMNS, page.items);
      break;
    case 'hidden-gems':
      section('Hidden gems', columns, page.items);
      break;
    case 'favorites':
      section('Favourites', columns, page.items);
      break;
  }
}

function section<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  print(title);
  if (rows.length === 0) print('none');
  else printTable(columns, rows);
  print();
}
