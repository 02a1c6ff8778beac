import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../src/parse/index.ts';
import { inRounds } from '../../src/sources/rss/entries.ts';
import { hasGap } from '../../src/sources/rss/gap.ts';
import { nextState } from '../../src/sources/rss/poll.ts';

/** Entries published on consecutive days, the newest first. */
function entries(count: number, newestDay = count): FeedItem[] {
  return Array.from({ length: count }, (_, i) => ({
    kind: 'watch',
    guid: `letterboxd-watch-${newestDay - i}`,
    title: 'Film',
    year: null,
    rating: null,
    liked: false,
    rewatch: false,
    watched_on: '2026-01-01',
    tmdb_type: null,
    tmdb_id: null,
    slug: 'film',
    published_at: day(newestDay - i).toISOString(),
  }));
}
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

describe('a gap', () => {
  const full = { items: entries(50, 150), complete: true };

  it('is there when a full feed ends after everything that is known', () => {
    expect(hasGap(full, { guid: 'letterboxd-watch-100', until: day(100) })).toBe(true);
  });

  it.each([
    ['the feed holds the newest entry that was known', full, { guid: 'letterboxd-watch-101', until: null }],
    ['the newest entry is gone, and others are as old', full, { guid: 'letterboxd-watch-0', until: day(101) }],
    ['a complete pass has seen what came before', full, { guid: null, until: day(120) }],
    ['nothing was known: the feed is read for the first time', full, { guid: null, until: null }],
    [
      'the feed is short, so it holds all there are',
      { items: entries(30, 150), complete: true },
      { guid: 'x', until: day(1) },
    ],
  ])('is not there when %s', (_, feed, known) => {
    expect(hasGap(feed, known)).toBe(false);
  });

  it('may be there when a feed that ends too early is cut off', () => {
    expect(hasGap({ items: entries(3, 150), complete: false }, { guid: 'x', until: day(1) })).toBe(true);
    expect(hasGap({ items: entries(3, 150), complete: false }, { guid: 'x', until: day(148) })).toBe(false);
  });
});

describe('what is known of a feed', () => {
  it('is its newest entry, in whatever order they stand', () => {
    expect(nextState(entries(3).reverse(), null)).toEqual({
      last_guid: 'letterboxd-watch-3',
      last_published_at: day(3),
    });
  });

  it('does not go back when the newest entry was deleted', () => {
    const known = { last_guid: 'letterboxd-watch-9', last_published_at: day(9) };
    expect(nextState(entries(3), known)).toEqual({ last_guid: 'letterboxd-watch-3', last_published_at: day(9) });
    expect(nextState([], known)).toEqual(known);
  });
});

describe('rounds', () => {
  it('hold each film once, its entries in their order', () => {
    const rows = [1, 2, 1, 3, 1, 2].map((film_id, n) => ({ film_id, n }));
    expect(inRounds(rows).map((round) => round.map(({ film_id, n }) => `${film_id}:${n}`))).toEqual([
      ['1:0', '2:1', '3:3'],
      ['1:2', '2:5'],
      ['1:4'],
    ]);
    expect(inRounds([])).toEqual([]);
  });
});
