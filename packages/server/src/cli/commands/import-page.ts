import { readFile, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { PageSummary } from '@cohort-almanac/pipeline';
import type { Command } from 'commander';
import { username } from '../arguments.ts';
import { withContext } from '../context.ts';
import { EXIT, Exit, Failure, UsageError } from '../errors.ts';
import { counted, printChanges, printNext, printUnmatched } from '../import-summary.ts';
import { note, print, printJson } from '../output.ts';

interface PageOptions {
  member?: string;
  url?: string;
  json?: boolean;
}

export function definePage(command: Command): void {
  command
    .command('page')
    .description('Take in one page of Letterboxd that was saved from a browser.')
    .argument(
      '<kind>',
      'what kind of page it is: films, likes, watchlist, members, list, profile, diary, person, film, histogram, rss',
    )
    .argument('<file>', 'the saved page, or - for stdin')
    .option('--member <name>', "whose page it is, where it doesn't say so itself", username)
    .option('--url <url>', "where the page was, where it doesn't say so itself")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA page is a part of something: it adds and changes what it shows, and removes nothing. It counts as seen when the file\n' +
        'was saved; what was seen later stays.',
    )
    .action(async (kind: string, file: string, options: PageOptions) => {
      await importOne(kind, file, options);
    });
}

async function importOne(kind: string, file: string, { member, url, json }: PageOptions): Promise<void> {
  const { importPage, PARSE_KINDS, PageError } = await import('@cohort-almanac/pipeline');
  const known = PARSE_KINDS.find((one) => one === kind);
  if (!known) throw new UsageError(`"${kind}" is no kind of page. Give one of: ${PARSE_KINDS.join(', ')}.`);
  const saved = await read(file);
  await withContext('import', async ({ db }) => {
    try {
      const { summary, warnings } = await importPage(db, { kind: known, member, url, ...saved });
      if (json) printJson(summary);
      else printSummary(summary);
      for (const warning of warnings) note(`Warning: ${warning}`);
      if (!json) await printNext(db, summary);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      const { error: code, selector, message } = error;
      if (!json) throw error;
      printJson({ error: code, ...(selector !== undefined && { selector }), message });
      throw new Exit(EXIT.failed);
    }
  });
}

function printSummary(summary: PageSummary): void {
  const { kind, member, films, members, favorites } = summary;
  if (member === null) {
    const what =
      kind === 'members' ? counted(members.total, 'member') : counted(films.total || summary.lists.total, kind);
    print(`Taken in: ${what}.`);
  } else {
    print(`A ${kind} page of ${member}${favorites > 0 ? `, with ${counted(favorites, 'favourite')}` : ''}:\n`);
    printChanges(summary);
  }
  printUnmatched(summary);
}

const LARGEST_PAGE = 32 * 1024 * 1024;

async function read(file: string): Promise<{ text: string; savedAt: Date }> {
  try {
    if (file === '-') return { text: await text(process.stdin), savedAt: new Date() };
    const { size, mtime } = await stat(file);
    if (size > LARGEST_PAGE) throw new Error('it is larger than any page of Letterboxd');
    return { text: await readFile(file, 'utf8'), savedAt: mtime };
  } catch (error) {
    throw new Failure(`${file} can't be read: ${(error as Error).message}`);
  }
}
