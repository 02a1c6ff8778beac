import { STRATEGIES } from '@cohort-almanac/core';
import type { Opinion } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { presentFilmPage } from '../../presenters/films.ts';
import type { FilmPage } from '../../services/film-types.ts';
import { cohortOf, OPERATOR_RIGHTS, withContext } from '../context.ts';
import { Failure } from '../errors.ts';
import { filmOf } from '../film-argument.ts';
import { signed, titleOf } from '../films.ts';
import { type Column, integer, print, printFacts, printJson, printTable } from '../output.ts';

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .argument('<film>', 'its slug, lid or film id')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nFILM is a slug, a lid or a film id; slug:1917, lid:1917 and id:1917 tell them apart.')
    .action(async (label: string, name: string, { json }: { json?: boolean }) => {
      await withContext('film', async ({ db, services }) => {
        const cohort = await cohortOf(db, label);
        const film = await filmOf(db, name);
        const page = await services.films.read(cohort, film.film_id, OPERATOR_RIGHTS);
        if (!page) throw new Failure(`Nobody in ${cohort.label} has or means to see ${titleOf(film)}.`);
        if (json) printJson(presentFilmPage(page));
        else show(page);
      });
    });
}

function show(page: FilmPage): void {
  const { film, numbers, world, places, opinions } = page;
  print(titleOf(film));
  printFacts([
    ['directed by', film.directors.map(({ name }) => name).join(', ') || null],
    ['rating', numbers?.avg_rating?.toFixed(2) ?? null],
    ['watchers', numbers && integer(numbers.watchers)],
    ['likes', numbers && integer(numbers.likes_count)],
    ['world', world?.average?.toFixed(2) ?? null],
    ['to world', signed(numbers?.divergence ?? null)],
    ['not ranked by', page.unranked.length === STRATEGIES.length ? 'any strategy' : page.unranked.join(', ') || null],
  ]);
  if (places.length > 0) printTable(PLACES, places);
  if (opinions.length > 0) printTable(OPINIONS, opinions);
}

const PLACES: readonly Column<FilmPage['places'][number]>[] = [
  { head: 'strategy', cell: ({ strategy }) => strategy },
  { head: '#', align: 'right', cell: ({ rank, total }) => `${integer(rank)} of ${integer(total)}` },
  { head: 'score', align: 'right', cell: ({ score }) => score.toFixed(3) },
  {
    head: 'because of',
    flexible: true,
    cell: ({ components }) =>
      components.map(({ name, contribution }) => `${name} ${contribution.toFixed(2)}`).join(', '),
  },
];

const OPINIONS: readonly Column<Opinion>[] = [
  { head: 'member', flexible: true, cell: ({ username }) => username },
  { head: 'rating', align: 'right', cell: ({ half_stars }) => half_stars && (half_stars / 2).toFixed(1) },
  { head: 'likes it', cell: ({ liked }) => (liked ? 'yes' : '') },
  { head: 'favourite', cell: ({ favorite }) => (favorite ? 'yes' : '') },
  { head: 'means to see it', cell: ({ on_watchlist }) => (on_watchlist ? 'yes' : '') },
];
