import { createInterface } from 'node:readline/promises';
import { TMDB_TYPES } from '@cohort-almanac/core';
import {
  decideTmdb,
  type FilmCard,
  listUnresolvedFilms,
  mergeFilmsForGood,
  readFilmCard,
  type TmdbCandidate,
} from '@cohort-almanac/db';
import { type Command, InvalidArgumentError } from 'commander';
import { id, wholeNumber } from '../arguments.ts';
import { type CommandContext, withContext } from '../context.ts';
import { Failure, UsageError } from '../errors.ts';
import { filmOf } from '../film-argument.ts';
import { titleOf } from '../films.ts';
import { integer, note, print, printFacts, printJson, printTable, time } from '../output.ts';

type TmdbKey = Pick<TmdbCandidate, 'tmdb_type' | 'tmdb_id'>;

interface ResolveFlags {
  tmdb?: TmdbKey;
  candidate?: number;
  none?: boolean;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .addHelpText('after', '\nFILM is a slug, a lid or a film id; slug:1917, lid:1917 and id:1917 tell them apart.')
    .command('show')
    .description('Show a film: the names it is known by, what TMDB calls it, and who has it.')
    .argument('<film>', 'its slug, lid or film id')
    .option('--json', 'print JSON')
    .action((film: string, { json }: { json?: boolean }) =>
      withContext('films', async ({ db }) => show(await filmOf(db, film), json)),
    );
  command
    .command('unresolved')
    .description("List the films that only exports name and that TMDB's search could not settle, with what it found.")
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) =>
      withContext('films', async ({ db }) => listUnresolved(await listUnresolvedFilms(db), json)),
    );
  command
    .command('resolve')
    .description('Say what TMDB calls a film.')
    .argument('<film>', 'its slug, lid or film id')
    .option('--tmdb <key>', 'movie:ID or tv:ID, as in the address of its page at themoviedb.org', tmdbKey)
    .option('--candidate <n>', 'the nth candidate that `films unresolved` lists', wholeNumber(1, 100))
    .option('--none', 'TMDB does not have it')
    .option('--json', 'print the film as JSON')
    .action(async (film: string, flags: ResolveFlags) => {
      const given = [flags.tmdb, flags.candidate, flags.none].filter((flag) => flag !== undefined);
      if (given.length !== 1) throw new UsageError('Give one of --tmdb, --candidate and --none.');
      await withContext('films', (context) => resolve(context, film, flags));
    });
  command
    .command('merge')
    .description('Make two films one, for good. No rating is lost; where a member has both, the newer row stays.')
    .argument('<keep>', 'the film that stays')
    .argument('<gone>', 'the film that becomes a part of it')
    .option('--yes', 'do not ask')
    .option('--json', 'print the film that stays as JSON')
    .action((keep: string, gone: string, options: { yes?: boolean; json?: boolean }) =>
      withContext('films', (context) => merge(context, keep, gone, options)),
    );
}

function tmdbKey(text: string): TmdbKey {
  const [, type, number] = /^([a-z]+):(\d+)$/.exec(text) ?? [];
  const tmdb_type = TMDB_TYPES.find((known) => known === type);
  if (tmdb_type === undefined || number === undefined) throw new InvalidArgumentError('Give movie:ID or tv:ID.');
  return { tmdb_type, tmdb_id: id(number) };
}

const keyOf = ({ tmdb_type, tmdb_id }: FilmCard | TmdbCandidate): string | null =>
  tmdb_id === null ? null : `${tmdb_type}:${tmdb_id}`;

const nameOf = ({ title, year }: TmdbCandidate): string => titleOf({ title, release_year: year });

function show(film: FilmCard, json?: boolean): void {
  if (json) {
    printJson(film);
    return;
  }
  printFacts([
    ['film', `${titleOf(film)} (film id ${film.film_id})`],
    ['slug', film.slug],
    ['lid', film.lid],
    ['letterboxd id', film.letterboxd_id],
    ...film.aliases.map(({ kind, value }) => ['also known by', `${kind.replace('_', ' ')} ${value}`] as const),
    [
      'tmdb',
      [keyOf(film), film.tmdb_confidence && `(${CONFIDENCE[film.tmdb_confidence]})`].filter(Boolean).join(' ') || null,
    ],
    ['members', integer(film.members)],
    ['watchlists', integer(film.watchlists)],
    ['page asked', time(film.page_checked_at) ?? 'never'],
    ['histogram asked', time(film.histogram_checked_at) ?? 'never'],
    ['tmdb asked', time(film.tmdb_checked_at ?? film.tmdb_searched_at) ?? 'never'],
  ]);
}

const CONFIDENCE: Readonly<Record<NonNullable<FilmCard['tmdb_confidence']>, string>> = {
  high: 'found by title and year',
  chosen: 'chosen by hand',
  rejected: 'TMDB does not have it, as was said by hand',
  medium: 'one title is the same, but not certainly of the same year',
  ambiguous: 'several titles fit',
  low: 'no title fits',
  none: 'nothing was found',
};

function listUnresolved(films: readonly FilmCard[], json?: boolean): void {
  if (json) printJson({ items: films, next_cursor: null });
  else if (films.length === 0) print('Every film that was searched for is resolved.');
  else printUnresolved(films);
}

function printUnresolved(films: readonly FilmCard[]): void {
  const rows = films.flatMap((film) => {
    const candidates = film.tmdb_candidates ?? [];
    const lines = candidates.length === 0 ? [null] : candidates;
    return lines.map((candidate, i) => ({ film: i === 0 ? film : null, n: i + 1, candidate }));
  });
  printTable(
    [
      { head: 'id', align: 'right', cell: ({ film }) => (film ? film.film_id : '') },
      { head: 'film', flexible: true, cell: ({ film }) => (film ? titleOf(film) : '') },
      { head: 'members', align: 'right', cell: ({ film }) => (film ? integer(film.members) : '') },
      { head: 'found', cell: ({ film }) => (film ? film.tmdb_confidence : '') },
      { head: '', align: 'right', cell: ({ candidate, n }) => (candidate ? n : '') },
      { head: 'candidate', cell: ({ candidate }) => (candidate ? nameOf(candidate) : '') },
      { head: 'tmdb', cell: ({ candidate }) => (candidate ? keyOf(candidate) : '') },
    ],
    rows,
  );
  note('Decide with `almanac films resolve FILM --candidate N`, `--tmdb movie:ID` or `--none`.');
}

async function resolve({ db }: CommandContext, argument: string, flags: ResolveFlags): Promise<void> {
  const film = await filmOf(db, argument);
  const key = flags.none ? null : (flags.tmdb ?? candidateOf(film, flags.candidate!));
  await decideTmdb(db, film.film_id, key);
  const decided = (await readFilmCard(db, film.film_id))!;
  if (flags.json) return printJson(decided);
  if (key === null) return print(`${titleOf(film)} is not looked for at TMDB any more.`);
  print(
    `${titleOf(film)} is ${keyOf(decided)}. \`almanac enrich --film id:${film.film_id}\` asks TMDB about it, as does the next sync.`,
  );
}

function candidateOf(film: FilmCard, n: number): TmdbCandidate {
  const candidates = film.tmdb_candidates ?? [];
  const candidate = candidates[n - 1];
  if (candidate) return candidate;
  const has = candidates.length === 0 ? 'no candidates' : `only ${candidates.length} of them`;
  throw new Failure(`${titleOf(film)} has no candidate ${n}: it has ${has}. --tmdb movie:ID takes any film of TMDB.`);
}

async function merge(
  { db }: CommandContext,
  keepArgument: string,
  goneArgument: string,
  { yes, json }: { yes?: boolean; json?: boolean },
): Promise<void> {
  const keep = await filmOf(db, keepArgument);
  const gone = await filmOf(db, goneArgument);
  if (keep.film_id === gone.film_id) {
    throw new Failure(`"${keepArgument}" and "${goneArgument}" are one film already: ${describe(keep)}.`);
  }
  if (!yes && process.stdin.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const question = `Make ${describe(gone)} a part of ${describe(keep)}, for good? [y/N] `;
    const answer = await terminal.question(question);
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('Nothing was merged.');
  }
  if (!(await mergeFilmsForGood(db, { keep: keep.film_id, gone: gone.film_id }))) {
    throw new Failure('One of the two films is gone in the meantime. Look at them with `almanac films show`.');
  }
  const merged = (await readFilmCard(db, keep.film_id))!;
  if (json) printJson(merged);
  else print(`${describe(gone)} is now a part of ${describe(merged)}, which ${integer(merged.members)} members have.`);
  note('Rankings take it in with `almanac compute COHORT`, or with the next sync.');
}

const describe = (film: FilmCard): string =>
  `${titleOf(film)} [id ${film.film_id}${film.slug === null ? '' : `, ${film.slug}`}]`;
