/**
 * How long it takes to read a page of films, beside a tree of the same page by htmlparser2 and by cheerio, interleaved in one run so
 * that all three meet the same machine.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { parseDocument } from 'htmlparser2';
import { parsePage } from '../packages/pipeline/src/parse/index.ts';
import { manyFilms } from '../packages/pipeline/test/parse/fixtures/films.ts';
import { filmsPage } from '../packages/pipeline/test/parse/fixtures/list-pages.ts';

const ROUNDS = 100;
const WARM_UP = 40;
/** Bytes of a films page with 72 posters on the real site. */
const REAL_SIZE = 254_000;

export interface ParseBench {
  bench: 'parse';
  /** Medians, in milliseconds: everything that a films page says, and trees of the page without reading anything. */
  ms: number;
  parse_document_ms: number;
  cheerio_ms: number;
  /** `ms` divided by `parse_document_ms`; the budget is 1. */
  ratio: number;
}

/** Measures on `films-72.html` of the folder `pages`, or without it on a built page of the same number of items and size. */
export async function run(options: { pages?: string } = {}): Promise<ParseBench> {
  const html = options.pages === undefined ? builtPage() : readFileSync(join(options.pages, 'films-72.html'), 'utf8');
  const contenders = {
    parse: () => {
      const result = parsePage('films', html);
      if (!result.ok || result.page.items.length !== 72) throw new Error('The page of the bench was not read in full.');
    },
    document: () => void parseDocument(html),
    cheerio: () => void load(html),
  };
  const times: Record<keyof typeof contenders, number[]> = { parse: [], document: [], cheerio: [] };
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    // Each in turn goes first, so that none always pays for the garbage of the one before it.
    const first = (round + WARM_UP) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const work = contenders[name];
      const start = performance.now();
      work();
      const elapsed = performance.now() - start;
      if (round >= 0) times[name].push(elapsed);
    }
  }
  const [ms, document, cheerio] = [median(times.parse), median(times.document), median(times.cheerio)];
  return {
    bench: 'parse',
    ms: rounded(ms),
    parse_document_ms: rounded(document),
    cheerio_ms: rounded(cheerio),
    ratio: rounded(ms / document),
  };
}

/** A full films page, with more of its menu and drawings until it is as long as a real one, of about as many tags. */
function builtPage(): string {
  const page = filmsPage(manyFilms(72), { total: 500, next: '/quill/films/page/2/', current: 1, last: 7 });
  const entry =
    '<li data-owner="quill" class="navitem js-page-films"><a class="navlink" href="/quill/films/">Films</a></li>\n';
  const drawing = `<li><svg class="glyph" role="presentation" width="20" height="20"><path d="${'M14.12.06c1.07.05 '.repeat(20)}"></path></svg></li>\n`;
  const more = entry + entry + drawing;
  const missing = Math.max(0, REAL_SIZE - Buffer.byteLength(page));
  return page.replace('<ul class="navitems">', `<ul class="navitems">${more.repeat(Math.ceil(missing / more.length))}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
