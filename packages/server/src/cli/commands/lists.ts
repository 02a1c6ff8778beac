import { listReference } from '@cohort-almanac/core';
import { findLists, type ListCard, listLists, readListTitles } from '@cohort-almanac/db';
import { type Command, InvalidArgumentError } from 'commander';
import { withContext } from '../context.ts';
import { Failure } from '../errors.ts';
import { titleOf } from '../films.ts';
import { type Column, integer, note, print, printJson, printTable, time } from '../output.ts';
import { openJobs } from '../pipeline.ts';

export function define(command: Command): void {
  command
    .command('list')
    .description('The lists that are held, by path.')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      await withContext('lists', async ({ db }) => {
        const lists = await listLists(db);
        if (json) printJson({ items: lists });
        else if (lists.length === 0) print('No list is held. `almanac lists fetch PATH` gets one.');
        else printTable(COLUMNS, lists);
      });
    });
  command
    .command('show')
    .description('One list and its films, in its order.')
    .argument('<list>', 'its path, address or short link', reference)
    .option('--json', 'print JSON')
    .action(async (wanted: string, { json }: { json?: boolean }) => {
      await withContext('lists', async ({ db }) => {
        const list = (await findLists(db, [wanted])).get(wanted);
        if (!list) throw new Failure(`The list ${wanted} is not held. \`almanac lists fetch PATH\` gets it.`);
        const films = await readListTitles(db, list.list_id);
        if (json) return printJson({ ...list, items: films });
        print(`${list.title} (${list.path}), seen ${time(list.observed_at)}\n`);
        printTable(
          [
            { head: '#', align: 'right', cell: (film) => film.position },
            { head: 'film', flexible: true, cell: titleOf },
          ],
          films,
        );
      });
    });
  command
    .command('fetch')
    .description('Fetch a list or filmography from the source, for the filter `list`.')
    .argument('<path>', 'owner/list/slug, director/name, or its address', reference)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: almanac lists fetch ann/list/best-of-1994')
    .action(async (path: string, { json }: { json?: boolean }) => {
      if (path.startsWith('boxd.it/'))
        throw new Failure("A short link can't be fetched. Give the path that it leads to.");
      await withContext('lists', async (context) => {
        const { fetchList } = await import('@cohort-almanac/pipeline');
        const jobs = await openJobs(context);
        try {
          const sources = { db: context.db, letterboxd: jobs.sources.letterboxd };
          const list = await fetchList(sources, path, { counters: {}, signal: context.signal });
          if (json) printJson(list);
          else print(`${list.title}: ${integer(list.films)} films. Filter with --list ${list.path}`);
          if (!list.whole) note('Warning: not all of the list could be read.');
        } finally {
          await jobs.close();
        }
      });
    });
}

const COLUMNS: readonly Column<ListCard>[] = [
  { head: 'list', flexible: true, cell: (list) => list.path },
  { head: 'title', flexible: true, cell: (list) => list.title },
  { head: 'films', align: 'right', cell: (list) => integer(list.films) },
  { head: 'source', cell: (list) => list.source },
  { head: 'seen', cell: (list) => time(list.observed_at) },
];

function reference(text: string): string {
  const found = listReference(text);
  if (found === null) throw new InvalidArgumentError('Give owner/list/slug, director/name, or an address of one.');
  return found;
}
