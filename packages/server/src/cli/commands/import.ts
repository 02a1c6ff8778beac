import type { ImportProgress, ImportSummary } from '@cohort-almanac/pipeline';
import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { username } from '../arguments.ts';
import { type CommandContext, withContext } from '../context.ts';
import { counted, printChanges, printNext, printUnmatched } from '../import-summary.ts';
import { note, print, printJson } from '../output.ts';
import { definePage } from './import-page.ts';
import { defineRss } from './import-rss.ts';

interface ExportOptions {
  member?: string;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .command('export')
    .description(
      "Take in a member's account export: the ZIP that Letterboxd sends, or the folder it was unpacked into.",
    )
    .argument('<zip>', 'the ZIP or the folder')
    .option('--member <name>', 'whose it is; needed only when profile.csv is missing', username)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nTakes ratings, watched films, likes, watchlist, diary dates, lists and favourites; of the profile nothing else.\n' +
        'It counts as seen at the time in its name, letterboxd-NAME-YYYY-MM-DD-HH-MM-utc.zip, or now without one: what was\n' +
        "seen later stays, and of what was seen earlier whatever the export doesn't hold is removed.",
    )
    .action(async (input: string, options: ExportOptions) => {
      await withContext('import', (context) => importOne(context, input, options));
    });
  defineRss(command);
  definePage(command);
}

async function importOne({ db }: CommandContext, input: string, { member, json }: ExportOptions): Promise<void> {
  const { importExport } = await import('@cohort-almanac/pipeline');
  const progress = process.stderr.isTTY ? new Bar() : null;
  let summary: ImportSummary;
  try {
    summary = await importExport(db, input, { member, onProgress: (at) => progress?.update(at) });
  } finally {
    progress?.end();
  }
  if (json) printJson(summary);
  else {
    print(`The export of ${summary.member}, with ${counted(summary.favorites, 'favourite')}:\n`);
    printChanges(summary);
    printUnmatched(summary);
  }
  if (!summary.complete) {
    note('Warning: not every row could be read, so nothing was removed.');
  }
  if (json) return;
  await printNext(db, summary);
}

const DOES: Readonly<Record<ImportProgress['step'], string>> = {
  reading: 'reading the files',
  films: 'looking up films',
  storing: 'storing',
};

class Bar {
  readonly #bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{does} {bar} {percentage} %',
      hideCursor: true,
      clearOnComplete: true,
      barsize: 24,
    },
    cliProgress.Presets.shades_classic,
  );
  #step: ImportProgress['step'] | null = null;

  update({ step, done, total }: ImportProgress): void {
    if (step !== this.#step) {
      this.#bar.stop();
      this.#bar.start(Math.max(1, total), done, { does: DOES[step].padEnd(17) });
      this.#step = step;
    }
    this.#bar.update(done);
  }

  end(): void {
    this.#bar.stop();
  }
}
