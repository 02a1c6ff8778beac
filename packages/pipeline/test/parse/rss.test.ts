import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePage } from '../../src/parse/index.ts';
import { manyFilms } from './fixtures/films.ts';
import { filmsPage } from './fixtures/list-pages.ts';
import { ENTRIES, type FixtureEntry, feed, feedItem } from './fixtures/log-pages.ts';
import { mutate, read, refuse } from './support.ts';

const WATCHED: FixtureEntry[] = manyFilms(12).map(({ slug }, i) => ({
  guid: `letterboxd-watch-${900 - i}`,
  title: slug,
  year: 1990,
  rated: 7,
  watched: '2026-01-02',
  tmdb: `<tmdb:movieId>${i + 1}</tmdb:movieId>`,
  path: `film/${slug}/`,
  published: 'Fri, 2 Jan 2026 20:00:00 +0000',
}));

describe('a feed', () => {
  it('is read entry by entry', () => {
    const page = read('rss', feed(ENTRIES));
    expect(page).toEqual({
      kind: 'rss',
      item: { username: 'quill', title: 'Letterboxd - Name of quill' },
      items: [
        {
          kind: 'watch',
          guid: 'letterboxd-watch-901',
          title: 'PlayTime',
          year: 1967,
          rating: 4.5,
          liked: true,
          rewatch: false,
          watched_on: '2026-11-20',
          tmdb_type: 'movie',
          tmdb_id: 10227,
          slug: 'playtime',
          published_at: '2026-11-20T21:11:12.000Z',
        },
        {
          kind: 'review',
          guid: 'letterboxd-review-800',
          title: 'Mon Oncle & “Friends” <1958>',
          year: 1958,
          rating: 4,
          liked: false,
          rewatch: true,
          watched_on: '2026-11-01',
          tmdb_type: 'movie',
          tmdb_id: 427,
          slug: 'mon-oncle',
          published_at: '2026-11-01T20:00:00.000Z',
        },
        {
          kind: 'list',
          guid: 'letterboxd-list-77',
          title: 'Best of Tati',
          year: null,
          rating: null,
          liked: false,
          rewatch: false,
          watched_on: null,
          tmdb_type: null,
          tmdb_id: null,
          slug: null,
          published_at: '2026-10-31T20:00:00.000Z',
        },
        {
          kind: 'watch',
          guid: 'letterboxd-watch-700',
          title: 'A Series Without a Year',
          year: null,
          rating: null,
          liked: true,
          rewatch: false,
          watched_on: '2026-10-30',
          tmdb_type: 'tv',
          tmdb_id: 427,
          slug: 'a-series',
          published_at: '2026-10-30T20:00:00.000Z',
        },
        {
          kind: 'review',
          guid: 'letterboxd-review-600',
          title: 'Trafic',
          year: 1971,
          rating: 0.5,
          liked: false,
          rewatch: false,
          watched_on: null,
          tmdb_type: null,
          tmdb_id: null,
          slug: 'trafic-1',
          published_at: '2026-10-29T20:00:00.000Z',
        },
      ],
      next: null,
      total: null,
      last_page: null,
      complete: true,
      warnings: [],
    });
  });

  it('knows a film by TMDB alone when its link is another one', () => {
    const { items } = read('rss', mutate(feed(ENTRIES.slice(0, 1)), '/film/playtime/', '/activity/1/'));
    expect(items).toMatchObject([{ slug: null, tmdb_type: 'movie', tmdb_id: 10227 }]);
  });

  it('is empty when its channel is', () => {
    expect(read('rss', feed([]))).toMatchObject({ items: [], complete: true, warnings: [] });
  });
});

describe('what is not a feed', () => {
  it.each([
    ['a page', filmsPage([])],
    ['nothing', ''],
    ['another feed format', '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'],
    ['JSON', '{"items":[]}'],
  ])('%s is refused', (_, text) => {
    expect(refuse('rss', text)).toMatchObject({ error: 'markup_changed', selector: 'rss > channel' });
  });

  it('is blocked when it is a challenge', () => {
    const html = '<html><head><title>Just a moment...</title></head><body></body></html>';
    expect(refuse('rss', html, { status: 403 }).error).toBe('blocked');
    expect(refuse('rss', html).error).toBe('blocked');
    expect(refuse('rss', feed([]), { headers: { 'CF-Mitigated': 'challenge' } }).error).toBe('blocked');
  });

  it('is refused by its status', () => {
    expect(refuse('rss', '', { status: 404 }).error).toBe('not_found');
    expect(refuse('rss', '', { status: 403 }).error).toBe('forbidden');
  });

  it('does not fail on what a member writes', () => {
    const user = '<title>Just a moment</title>';
    expect(read('rss', feed([{ ...ENTRIES[0]!, title: user }])).items[0]!.title).toBe(user);
  });
});

describe('a feed that changed', () => {
  it.each([
    ['<item>', '<entry>', 'rss > channel > item'],
    ['<link>https://letterboxd.com/quill/</link>', '', 'rss > channel > link'],
    ['letterboxd-watch-', 'log-', 'item > guid'],
    ['pubDate', 'published', 'item > pubDate'],
    [' 2026 20:00', ' 2026 47:00', 'item > pubDate'],
    ['filmTitle', 'title', 'item > letterboxd:filmTitle'],
    [/7|3\.5/gu, '3.7', 'item > letterboxd:memberRating'],
    ['memberLike', 'like', 'item > letterboxd:memberLike'],
    ['>No</letterboxd:memberLike', '>false</letterboxd:memberLike', 'item > letterboxd:memberLike'],
    ['>No</letterboxd:rewatch', '>0</letterboxd:rewatch', 'item > letterboxd:rewatch'],
    ['watchedDate', 'date', 'item > letterboxd:watchedDate'],
    ['2026-01-02', '2026-02-30', 'item > letterboxd:watchedDate'],
    [/\/film\/|tmdb:/gu, '/x/', 'item > link'],
  ])('%s is refused', (from, to, selector) => {
    const text = feed(WATCHED);
    const ending = from === '<item>' ? mutate(text, '</item>', '</entry>') : text;
    expect(refuse('rss', mutate(ending, from, to))).toMatchObject({ error: 'markup_changed', selector });
  });

  it('in a few entries is read without them, and is not complete', () => {
    const page = (broken: number) =>
      mutate(
        feed(WATCHED),
        feedItem(WATCHED[0]!),
        feedItem({ ...WATCHED[0]!, guid: 'letterboxd-story-1' }).repeat(broken),
      );
    expect(read('rss', page(3))).toMatchObject({
      items: { length: 11 },
      complete: false,
      warnings: ['3 of 14 items skipped: no usable item > guid'],
    });
    expect(refuse('rss', page(4)).error).toBe('markup_changed');
  });
});

describe('a feed that is cut off', () => {
  const text = feed(ENTRIES);
  const { items } = read('rss', text);

  it('gives its whole entries, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.nat(text.trimEnd().length - 1), (at) => {
        const result = parsePage('rss', text.slice(0, at));
        if (!result.ok) {
          expect(result.error.error).toBe('markup_changed');
          return;
        }
        const { page } = result;
        expect(page.items.length).toBeGreaterThan(0);
        expect(page.items).toEqual(items.slice(0, page.items.length));
        expect(page).toMatchObject({ complete: false, item: { username: 'quill' }, warnings: { length: 1 } });
      }),
      { numRuns: 500 },
    );
  });

  it('survives absurd nesting', () => {
    const deep = '<b>'.repeat(50_000) + '</b>'.repeat(50_000);
    expect(refuse('rss', deep).error).toBe('markup_changed');
    const nested = read(
      'rss',
      mutate(text, /<dc:creator>Name of quill<\/dc:creator><\/item>\n<\/channel>/u, `${deep}$&`),
    );
    expect(nested).toMatchObject({ items: items.slice(0, -1), complete: false });
    expect(refuse('rss', mutate(text, /<guid.*?<\/guid>/gu, `<guid>${deep}</guid>`)).error).toBe('markup_changed');
  });
});
