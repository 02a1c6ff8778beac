/** The ratings of everybody: ten bars, weighted average, fans. On its own address, or inside a film page. */
import type { Histogram } from '@cohort-almanac/core';
import type { CheerioAPI } from 'cheerio/slim';
import type { Element } from 'domhandler';
import { CUT_OFF } from './collect.ts';
import { cleanTextOf, first, parts, tooltip } from './dom.ts';
import { markupChanged } from './failure.ts';
import { keepCommon, type Page, type SearchablePage, searchable } from './page.ts';
import { hasWord, type SieveSpec } from './sieve.ts';
import { leadingCount, parseCount } from './text.ts';
import type { HistogramItem, PageContents } from './types.ts';

const SECTION = 'section.ratings-histogram-chart';
const BAR = 'li.rating-histogram-bar a';
const AVERAGE = /Weighted average of (\d(?:\.\d+)?) based on ([\d,]+) rating/u;
const BAR_TEXT = /^(No|[\d.,]+[KM]?) (half-★|★{1,5}½?) ratings?\b/iu;
// The bars are exact and so is the count of the average; they are taken at different moments, hence the tolerance.
const TOLERANCE = 0.02;

export const HISTOGRAM_SPEC: SieveSpec = {
  endsAtFooter: true,
  keep: (name, attributes) => (isHistogram(name, attributes.class) ? 'tree' : keepCommon(name, attributes)),
};

export function isHistogram(name: string, classes: string | undefined): boolean {
  return name === 'section' && hasWord(classes, 'ratings-histogram-chart');
}

export function readHistogram(page: Page): PageContents['histogram'] {
  const found = readHistogramSection(searchable(page));
  if (found === null)
    throw markupChanged(SECTION, page.cutOff ? 'The page is cut off before its end.' : 'There is no histogram.');
  const warnings = page.cutOff ? [...found.warnings, CUT_OFF] : found.warnings;
  return { item: found.item, next: null, total: null, complete: !page.cutOff, warnings };
}

/** Reads the histogram where the page has one, whole; null where it has none. Fails when it is there but not understood. */
export function readHistogramSection({
  $,
  document,
}: SearchablePage): { item: HistogramItem; warnings: string[] } | null {
  const [section] = parts(document, (part) => isHistogram(part.name, part.attribs.class));
  if (section === undefined) return null;
  const bars = $(section).find('li.rating-histogram-bar').toArray();
  if (bars.length !== 10) throw markupChanged(BAR, `The histogram has ${bars.length} bars instead of 10.`);
  const { average, count } = readAverage($, section);
  const counts = bars.map((bar, index) => readBar(bar, index));
  const sum = counts.reduce<number>((total, bar) => total + (bar ?? 0), 0);
  const unlabelled = counts.filter((bar) => bar === null).length;
  const agrees = count === null || Math.abs(sum - count) <= count * TOLERANCE;
  // A bar without text stands for nobody, which is believed only while the other bars say so too.
  if ((unlabelled === 10 && count !== 0) || (unlabelled > 0 && !agrees)) {
    throw markupChanged(BAR, `${unlabelled} of the 10 bars don't say how many ratings they stand for.`);
  }
  const warnings = agrees ? [] : [`The bars hold ${sum} ratings, but the average is based on ${count}`];
  const fans = readFans($, section);
  const histogram = counts.map((bar) => bar ?? 0) as unknown as Histogram;
  return { item: { average, rating_count: count ?? sum, fans, histogram }, warnings };
}

/** Count of a bar; null when it says nothing. The percentage is rounded and is not used. */
function readBar(bar: Element, index: number): number | null {
  const link = first(bar, (element) => element.name === 'a');
  const text = cleanTextOf(bar) || tooltip(link) || tooltip(bar);
  if (text === '') return null;
  const found = BAR_TEXT.exec(text);
  const count = found === null ? null : found[1]!.toLowerCase() === 'no' ? 0 : parseCount(found[1]!);
  if (found === null || count === null) throw markupChanged(BAR, `A bar of the histogram says “${text.slice(0, 60)}”.`);
  const label = found[2]!;
  const halfStars = label === 'half-★' ? 1 : 2 * label.replaceAll('½', '').length + (label.endsWith('½') ? 1 : 0);
  if (halfStars !== index + 1)
    throw markupChanged(BAR, `Bar ${index + 1} of the histogram says “${text.slice(0, 60)}”.`);
  return count;
}

function readAverage($: CheerioAPI, section: Element): { average: number | null; count: number | null } {
  const link = $(section).find('.average-rating a, .average-rating').get(0) ?? null;
  const stated = $(section)
    .find('.average-rating, .average-rating *')
    .toArray()
    .map((element) => AVERAGE.exec(tooltip(element)))
    .find((found) => found !== null);
  if (stated) return { average: starsOrNull(stated[1]), count: parseCount(stated[2]!) };
  return { average: starsOrNull(cleanTextOf(link)), count: null };
}

function readFans($: CheerioAPI, section: Element): number | null {
  const link = $(section)
    .find('a')
    .toArray()
    .find((a) => /\/fans\/$/u.test(a.attribs.href ?? ''));
  return link === undefined ? null : leadingCount(cleanTextOf(link));
}

/** An average in stars, or null for what can't be one. */
export function starsOrNull(value: unknown): number | null {
  const stars =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return stars >= 0.5 && stars <= 5 ? stars : null;
}
