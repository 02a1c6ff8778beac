/** What all pages have in common: title, address, pages before and after, totals, and the signs of not being the page asked for. */
import { type CheerioAPI, load } from 'cheerio/slim';
import { type Document, type Element, isTag } from 'domhandler';
import { getElementsByTagName, textContent } from 'domutils';
import { first, hasClass, parts, tooltip } from './dom.ts';
import { markupChanged } from './failure.ts';
import { type Attributes, hasWord, type Keep, type SievedPage } from './sieve.ts';
import { cleanText, leadingCount, toPath } from './text.ts';
import type { PageFacts } from './types.ts';

export const EMPTY_SIGN = 'section.empty-text';
const NEXT = '.paginate-nextprev a.next';

/** A sieved page with what its parser needs to know of it. */
export interface Page {
  items: readonly Element[];
  document: Document;
  /** Path of the page: where it was fetched from, else what it says of itself. */
  path: string | null;
  cutOff: boolean;
}

/** A page to search by selectors: for pages about one thing, which are searched in many places. */
export interface SearchablePage extends Page {
  $: CheerioAPI;
}

export function searchable(page: Page): SearchablePage {
  return { ...page, $: load(page.document) };
}

// Most of a page's tags. Lists and tables of items have nothing that matters in them, outside the items.
const SMALL_PRINT = new Set(['a', 'i', 'img', 'input', 'label', 'option', 'path', 'small', 'span', 'strong', 'svg']);

/** Whether an element can be passed over without a look at its attributes, which costs more than all else on a long page. */
export function isSmallPrint(name: string, attributes: Attributes): boolean {
  return SMALL_PRINT.has(name) || (name === 'li' && attributes.class === undefined);
}

/** The parts that every kind of page needs; `keep` of the kinds ends with it. */
export function keepCommon(name: string, attributes: Attributes): Keep {
  if (name === 'title') return 'tree';
  if (name === 'body') return 'tag';
  if (name === 'meta')
    return attributes.property?.startsWith('og:') || attributes.name === 'description' ? 'tag' : null;
  if (name === 'link') return attributes.rel === 'canonical' ? 'tag' : null;
  return attributes.id === 'challenge-form' ? 'tag' : null;
}

/** The parts that say where in a sequence of pages one is, and how much there is of it. */
export function keepListing(name: string, attributes: Attributes): Keep {
  const classes = attributes.class;
  if (attributes['data-num-entries'] !== undefined) return 'tag';
  if (classes === undefined) return null;
  if (hasWord(classes, 'pagination')) return 'tree';
  if (name === 'section' && hasWord(classes, 'empty-text')) return 'tree';
  if (name === 'ul' && hasWord(classes, 'sub-nav')) return 'tree';
  return name === 'h1' && hasWord(classes, 'section-heading') ? 'tree' : null;
}

export function openPage({ items, document, cutOff }: SievedPage, facts: PageFacts): Page {
  const canonical = parts(document, (part) => part.attribs.rel === 'canonical')[0]?.attribs.href;
  return { items, document, path: toPath(facts.url) ?? toPath(canonical ?? metaOf(document, 'og:url')), cutOff };
}

/** The content of a `<meta>` by its property or name; undefined when there is none. */
export function metaOf(document: Document, name: string): string | undefined {
  return parts(document, ({ attribs }) => attribs.property === name || attribs.name === name)[0]?.attribs.content;
}

/** The body's own attributes. */
export function bodyOf(document: Document): Attributes {
  return parts(document, (part) => part.name === 'body')[0]?.attribs ?? {};
}

/** What tells a challenge or an error page from the page that was asked for. */
export interface PageSigns {
  title: string;
  bodyClass: string | undefined;
  challengeForm: boolean;
}

export function readSigns(document: Document): PageSigns {
  // Drawings have titles too; the page's own comes first.
  const title = parts(document, (part) => part.name === 'title')[0];
  const body = parts(document, (part) => part.name === 'body')[0];
  return {
    title: title === undefined ? '' : cleanText(textContent(title)),
    bodyClass: body?.attribs.class,
    challengeForm: parts(document, (part) => part.attribs.id === 'challenge-form').length > 0,
  };
}

/** How many there are over all pages, where the page says so, in one of the ways of the different kinds. */
export function readTotal({ document }: Page): number | null {
  const entries = parts(document, ({ attribs }) => attribs['data-num-entries'] !== undefined)[0];
  if (entries !== undefined) return leadingCount(entries.attribs['data-num-entries'] ?? '');
  const tabs = parts(document, (part) => hasClass(part, 'sub-nav'))[0];
  const tab = tabs === undefined ? null : first(tabs, (li) => li.name === 'li' && hasClass(li, 'selected'));
  if (tab !== null) {
    const count = leadingCount(tooltip(first(tab, (link) => link.name === 'a')));
    return count === null && hasClass(tab, 'empty') ? 0 : count;
  }
  const heading = parts(document, (part) => hasClass(part, 'section-heading'))[0];
  const count = heading && leadingCount(tooltip(first(heading, (element) => hasClass(element, 'tooltip'))));
  if (count !== undefined && count !== null) return count;
  const list = /^A list of (\S+) films? compiled on /u.exec(cleanText(metaOf(document, 'description') ?? ''));
  return list === null ? null : leadingCount(list[1]!);
}

/** Whether the page itself says that there is nothing. */
export function saysEmpty(page: Page, total: number | null): boolean {
  return total === 0 || parts(page.document, (part) => hasClass(part, 'empty-text')).length > 0;
}

export interface Pagination {
  next: string | null;
  lastPage: number | null;
}

// Parts of a path that leave only some of the items, so that the total of the heading need not be theirs.
const FILTERED = /\/(?:rated|genre|decade|year|country|language|tag|on|upcoming)\//u;

/**
 * Reads where the next page is. A lost link would pass for the last page and lose the rest, so it is believed only when nothing
 * contradicts it: a higher page number, an unknown link in its place, or a total that this page cannot end.
 */
export function readPagination(
  page: Page,
  found: { items: number; pageSize: number | null; total: number | null },
): Pagination {
  const pager = parts(page.document, (part) => hasClass(part, 'pagination'))[0] ?? null;
  const lastPage = pager === null ? null : lastPageNumber(pager);
  const link = pager && first(pager, (element) => element.name === 'a' && hasClass(element, 'next'));
  if (link) {
    const next = toPath(link.attribs.href);
    if (next === null) throw markupChanged(NEXT, 'The link to the next page leads nowhere.');
    return { next, lastPage };
  }
  const current = currentPage(page, pager);
  if ((pager !== null && hasUnknownStep(pager)) || (lastPage !== null && current !== null && lastPage > current)) {
    throw markupChanged(NEXT, 'There are further pages, but the link to the next one was not found.');
  }
  const { items, pageSize, total } = found;
  const silent = pager === null && !page.cutOff && page.path !== null && !FILTERED.test(page.path);
  if (silent && pageSize !== null && total !== null && items >= pageSize && total > (current ?? 1) * pageSize) {
    throw markupChanged('.pagination', `The page speaks of ${total} items, but has no link to the next page.`);
  }
  return { next: null, lastPage };
}

function hasUnknownStep(pager: Element): boolean {
  const steps = pager.children.filter((step): step is Element => isTag(step) && hasClass(step, 'paginate-nextprev'));
  return steps.some((step) => first(step, (link) => link.name === 'a' && !hasClass(link, 'previous')) !== null);
}

function lastPageNumber(pager: Element): number | null {
  const list = first(pager, (element) => hasClass(element, 'paginate-pages'));
  if (list === null) return null;
  const numbers = getElementsByTagName('li', list).map((li) => leadingCount(textContent(li)) ?? 0);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

function currentPage({ path }: Page, pager: Element | null): number | null {
  const marked = pager && first(pager, (element) => hasClass(element, 'paginate-current'));
  if (marked) return leadingCount(textContent(marked));
  const inPath = /\/page\/(\d+)\/?$/u.exec(path ?? '');
  if (inPath) return Number(inPath[1]);
  return pager && first(pager, (element) => element.name === 'a' && hasClass(element, 'previous')) ? null : 1;
}
