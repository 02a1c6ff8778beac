import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { username } from '../arguments.ts';
import { type CommandContext, withContext } from '../context.ts';
import { Failure } from '../errors.ts';
import { printChanges, printNext, printUnmatched } from '../import-summary.ts';
import { note, print, printJson } from '../output.ts';
import { openJobs } from '../pipeline.ts';

interface RssOptions {
  member: string;
  json?: boolean;
}

/** Adds `import rss` to `import`. */
export function defineRss(command: Command): void {
  command
    .command('rss')
    .description("Take in a member's RSS feed: the newest diary entries and reviews.")
    .argument('<file|url>', "a saved feed, or the feed's address on the site that is set as the source")
    .requiredOption('--member <name>', 'whose feed it is', username)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA feed holds about the fifty newest entries. It adds and changes, and removes nothing; what was seen later stays.',
    )
    .action(async (input: string, options: RssOptions) => {
      await withContext('import', (context) => importOne(context, input, options));
    });
}

async function importOne(context: CommandContext, input: string, { member, json }: RssOptions): Promise<void> {
  const { summary, warnings } = await (/^https?:\/\//i.test(input)
    ? fromAddress(context, input, member)
    : fromFile(context, input, member));
  if (json) printJson(summary);
  else {
    print(`The feed of ${summary.member}:\n`);
    printChanges(summary);
    printUnmatched(summary);
  }
  for (const warning of warnings) note(`Warning: ${warning}`);
  if (!json) await printNext(context.db, summary);
}

async function fromFile({ db }: CommandContext, file: string, member: string) {
  const { importFeedText } = await import('@cohort-almanac/pipeline');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure(`${file} can't be read: ${(error as Error).message}`);
  }
  return importFeedText(db, text, member);
}

async function fromAddress(context: CommandContext, address: string, member: string) {
  const { importFeedFrom } = await import('@cohort-almanac/pipeline');
  const jobs = await openJobs(context);
  try {
    const { letterboxd } = jobs.sources;
    return await importFeedFrom({ db: context.db, letterboxd }, address, member, {
      counters: {},
      signal: context.signal,
    });
  } finally {
    await jobs.close();
  }
}
