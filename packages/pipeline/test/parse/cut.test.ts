import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARSE_KINDS, type ParseKind, parsePage } from '../../src/parse/index.ts';
import { FILMS, manyFilms } from './fixtures/films.ts';
import { filmsPage, likesPage, listPage, membersPage, personPage, watchlistPage } from './fixtures/list-pages.ts';
import { diaryPage, ENTRIES, feed } from './fixtures/log-pages.ts';
import { filmPage, histogramSection, profilePage } from './fixtures/single-pages.ts';
import { read } from './support.ts';

const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const LIKED = FILMS.map((film) => ({ ...film, liked: true }));
const RANKED = FILMS.map((film, index) => ({ ...film, position: index + 1 }));
const MEMBERS = manyFilms(6).map(({ slug, name }) => ({ username: slug, name }));

const PAGES: Record<ParseKind, string> = {
  films: filmsPage(FILMS, { total: 79, next: '/quill/films/page/2/', current: 1, last: 2 }),
  likes: likesPage(LIKED, { total: 79, next: '/quill/likes/films/page/2/' }),
  watchlist: watchlistPage(FILMS),
  members: membersPage(MEMBERS, { total: 43, next: '/quill/following/page/2/' }),
  list: listPage(RANKED, { total: 300, next: '/quill/list/rainy-days/page/2/', current: 1, last: 3 }),
  diary: diaryPage(
    FILMS.map((film, index) => ({ ...film, viewing: String(99 - index), on: '2024-03-01' })),
    { next: '/quill/diary/page/2/', current: 1, last: 3 },
  ),
  profile: profilePage(FILMS.slice(0, 4), { films: '1,203', lists: '3' }),
  person: personPage(FILMS),
  film: filmPage({ generation: '2026', histogram: histogramSection(COUNTS) }),
  histogram: histogramSection(COUNTS),
  rss: feed(ENTRIES),
};

/** The page as far as it came over the wire: cut between bytes, so that a letter may be cut as well. */
function cutAt(html: string, bytes: number): string {
  return Buffer.from(html).subarray(0, bytes).toString();
}

describe('a page that is cut off', () => {
  it.each(PARSE_KINDS)('%s: gives what is whole, or nothing, wherever it is cut', (kind) => {
    const html = PAGES[kind];
    const whole = read(kind, html);
    const size = Buffer.byteLength(html);
    const footer = Buffer.byteLength(html.slice(0, html.indexOf('<footer')));
    let readable = 0;
    for (let bytes = 0; bytes < size; bytes += 31) {
      const result = parsePage(kind, cutAt(html, bytes));
      if (!result.ok) {
        expect(result.error.error).toBe('markup_changed');
        continue;
      }
      readable += 1;
      const { page } = result;
      if ('items' in page && 'items' in whole) {
        // Only a beginning of the true items, never none, never a changed one.
        expect(page.items.length).toBeGreaterThan(0);
        expect(page.items).toEqual(whole.items.slice(0, page.items.length));
        if (page.items.length < whole.items.length) expect(page.complete).toBe(false);
      }
      for (const [key, value] of Object.entries('item' in page ? page.item : {})) {
        const truth = new Map(Object.entries('item' in whole ? whole.item : {})).get(key);
        if (key === 'title' && kind === 'list') continue;
        if (isMissing(value)) continue;
        if (key === 'counts') expect(truth).toMatchObject(value as object);
        else if (kind === 'film' && (key === 'directors' || key === 'genres')) continue;
        else if (kind === 'film' && (key === 'average' || key === 'rating_count')) continue;
        else expect(value, key).toEqual(truth);
      }
      expect([null, whole.next]).toContain(page.next);
      if (footer < 0 || bytes < footer) expect(page.complete).toBe(false);
      expect(page.complete).toBe(page.warnings.length === 0);
    }
    expect(readable).toBeGreaterThan(kind === 'histogram' ? -1 : 0);
  });

  it('survives any cut and any splice', () => {
    const kinds = fc.constantFrom(...PARSE_KINDS);
    const position = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(kinds, kinds, position, position, position, (kind, source, from, to, end) => {
        const html = PAGES[source];
        const [a, b] = [from, to].map((share) => Math.floor(share * html.length)).sort((x, y) => x - y) as [
          number,
          number,
        ];
        const spliced = (html.slice(0, a) + html.slice(b)).slice(0, Math.ceil(html.length * Math.max(end, 0.2)));
        const result = parsePage(kind, spliced);
        if (result.ok && 'items' in result.page) {
          // A whole channel without entries says by itself that it is empty.
          const silent = kind !== 'rss' && !spliced.includes('empty-text') && !/title="0[^"]*"/u.test(spliced);
          if (silent) expect(result.page.items.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('survives any text at all', () => {
    const scraps = fc.constantFrom(
      '<li class="griditem">',
      '<table class="member-table">',
      '<tr><td>',
      '</li>',
      '<p',
      '"',
      '<!--',
      '&quot;',
      '<svg>',
      'x',
    );
    fc.assert(
      fc.property(fc.constantFrom(...PARSE_KINDS), fc.array(fc.oneof(scraps, fc.string())), (kind, texts) => {
        expect(parsePage(kind, texts.join('')).ok).toBe(false);
      }),
    );
  });

  it('survives absurd nesting', () => {
    for (const open of ['<div>', '<li class="griditem">', '<section class="ratings-histogram-chart"><b>']) {
      expect(parsePage('films', open.repeat(50_000)).ok).toBe(false);
      expect(parsePage('histogram', open.repeat(50_000)).ok).toBe(false);
    }
    const first = PAGES.films.indexOf('<ul class="grid');
    const deep = PAGES.films.slice(0, first) + '<b>'.repeat(50_000) + '</b>'.repeat(50_000) + PAGES.films.slice(first);
    expect(parsePage('films', deep).ok).toBe(false);
  });
});

function isMissing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
