import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { EXIT, Exit, Failure, UsageError } from '../errors.ts';
import { printJson } from '../output.ts';

export function define(command: Command): void {
  command
    .argument(
      '<kind>',
      'what kind of page it is: films, likes, watchlist, members, list, profile, person, film, histogram',
    )
    .argument('<file>', 'the saved page, or - for stdin')
    .option('--url <url>', 'where the page comes from; some things on it are relative to that')
    .addHelpText(
      'after',
      '\nPrints {"kind", "items", "next", "total", "warnings"}, or "item" for single things. A page that is not what it\n' +
        'should be: {"error", "selector", "message"} and exit code 1. Needs no database.',
    )
    .action(async (kind: string, file: string, { url }: { url?: string }) => {
      const { PARSE_KINDS, parsePage } = await import('@cohort-almanac/pipeline');
      const known = PARSE_KINDS.find((one) => one === kind);
      if (!known) throw new UsageError(`"${kind}" is no kind of page. Give one of: ${PARSE_KINDS.join(', ')}.`);
      const result = parsePage(known, await read(file), url === undefined ? {} : { url });
      if (!result.ok) {
        const { error, selector, message } = result.error;
        printJson({ error, ...(selector !== undefined && { selector }), message });
        throw new Exit(EXIT.failed);
      }
      const { next, total, warnings } = result.page;
      const item = 'item' in result.page ? { item: result.page.item } : {};
      const items = 'items' in result.page ? { items: result.page.items } : {};
      printJson({ kind: known, ...item, ...items, next, total, warnings });
    });
}

async function read(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure(`${file} can't be read: ${(error as Error).message}`);
  }
}
