/**
 * `npm run test:docs`: the blocks of code of every document, tried as the marks before them say, on one almanac with its demo.
 * Writes reports/docs.json; the last line is `N passed, N failed`. `npm run test:docs -- NAME…` tries the documents whose paths
 * hold a NAME.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeReport } from '../support/report.ts';
import { type Block, blocksOf, documents } from './blocks.ts';
import { Ground } from './ground.ts';
import { Pages } from './pages.ts';
import { compareOutput, runBlock, runUntil } from './shell.ts';
import { lookAtSite } from './site.ts';
import { compareAnswer, findPaths, readSettingsOf, sendBlock } from './wire.ts';

const rows: { name: string; ok: boolean; ms: number; detail?: string }[] = [];

async function check(name: string, work: () => unknown): Promise<void> {
  const began = performance.now();
  const row = { name, ok: true, ms: 0 };
  rows.push(row);
  try {
    await work();
  } catch (error) {
    Object.assign(row, { ok: false, detail: (error as Error).message });
  }
  row.ms = Math.round(performance.now() - began);
  console.log(row.ok ? `ok   ${name} (${row.ms} ms)` : `FAIL ${name}\n${(row as { detail?: string }).detail}`);
}

async function tryBlock(ground: Ground, pages: Pages, block: Block, all: Block[]): Promise<void> {
  switch (block.mark!.kind) {
    case 'run':
      return runBlock(ground, block);
    case 'run until':
      return runUntil(ground, block);
    case 'output':
      return compareOutput(ground, block);
    case 'settings':
      return readSettingsOf(block);
    case 'paths':
      return findPaths(block);
    case 'request':
      return sendBlock(ground, block);
    case 'answer':
      return compareAnswer(ground, block);
    case 'page':
      return pages.show(ground, block);
    case 'policy': {
      const shown = all.filter(({ mark, language }) => mark?.kind === 'page' && language === 'html');
      if (shown.length === 0) throw new Error('the document has no page to show under it');
      for (const page of shown) await pages.show(ground, page, ground.filled(block.code).trim());
    }
  }
}

/** Files first: a document may show one after the command that reads it. */
async function tryDocument(ground: Ground, pages: Pages, document: string): Promise<void> {
  const blocks = blocksOf(document);
  for (const { mark, code } of blocks) {
    if (mark?.kind === 'file') writeFileSync(join(ground.folderOf(document), mark.argument), ground.filled(code));
  }
  for (const block of blocks) {
    const { line, language, mark, fault } = block;
    if (mark && ['file', 'run by', 'not run'].includes(mark.kind)) continue;
    await check(`${document}:${line} ${language} ${mark?.kind ?? ''}`, () => {
      if (fault) throw new Error(fault);
      return tryBlock(ground, pages, block, blocks);
    });
  }
}

/** Documents one after the other; two lanes share them, since much of the time is a command's start. */
async function lane(ground: Ground, pages: Pages): Promise<void> {
  for (let next = chosen.shift(); next !== undefined; next = chosen.shift()) await tryDocument(ground, pages, next);
}

const wanted = process.argv.slice(2);
const chosen = documents().filter((one) => wanted.length === 0 || wanted.some((name) => one.includes(name)));
let ground: Ground | undefined;
let pages: Pages | undefined;
try {
  await check('an almanac comes up by itself, with its demo', async () => {
    ground = await Ground.open();
    pages = await Pages.open();
  });
  if (ground && pages) await Promise.all([lane(ground, pages), lane(ground, pages)]);
  if (ground && wanted.length === 0)
    await check('the site, at three widths, by day and by night', () => lookAtSite(ground!.folderOf('site')));
} finally {
  await pages?.close();
  await ground?.close();
}
const failed = rows.filter(({ ok }) => !ok).length;
writeReport('docs', { passed: rows.length - failed, failed, skipped: 0 }, rows);
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
