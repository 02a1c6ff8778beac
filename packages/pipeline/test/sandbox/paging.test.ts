import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_SIZES } from '../../src/sandbox/render/paging.ts';
import { Site } from '../../src/sandbox/site.ts';
import type { WorldFilm, WorldMember } from '../../src/sandbox/world.ts';
import { film, get, open, posters, world } from './support.ts';

/** A member with `n` films rated, liked, wanted, listed and dated, who is followed by and follows `n` others. */
function busy(n: number): Site {
  const member: WorldMember = { username: 'ada', display_name: 'Ada' };
  const others = Array.from({ length: n }, (_, i) => ({ username: `other-${i}`, display_name: `Other ${i}` }));
  const films: WorldFilm[] = Array.from({ length: n }, (_, i) =>
    film(`film-${i}`, { year: 1950 + (i % 70), lid: `L${i}`, letterboxd_id: i + 1 }),
  );
  const each = <T>(make: (film: WorldFilm, i: number) => T): T[] => films.map(make);
  const list = { owner: member, slug: 'all', title: 'All', ranked: true, films };
  return new Site(
    world({
      members: [member, ...others],
      films,
      ratings: each((f, i) => ({ member, film: f, half_stars: 7, liked: true, rated_at: 1e12 + i * 86_400_000 })),
      watchlists: each((f) => ({ member, film: f })),
      follows: others.flatMap((o) => [
        { follower: member, followed: o },
        { follower: o, followed: member },
      ]),
      lists: [list],
      list_likes: others.map((o) => ({ member: o, list })),
    }),
  );
}

const PAGES = [
  { path: '/ada/films/', item: 'li.griditem', size: 72, numbered: true },
  { path: '/ada/films/rated/.5-5/', item: 'li.griditem', size: 72, numbered: true },
  { path: '/ada/films/by/rated-date/', item: 'li.griditem', size: 72, numbered: true },
  { path: '/ada/likes/films/', item: 'li.posteritem', size: 72, numbered: false },
  { path: '/ada/watchlist/', item: 'li.griditem', size: 28, numbered: true },
  { path: '/ada/list/all/', item: 'li.posteritem', size: 100, numbered: true },
  { path: '/ada/diary/', item: 'tr.diary-entry-row', size: 50, numbered: true },
  { path: '/ada/following/', item: 'table.member-table tr:has(td)', size: 25, numbered: false },
  { path: '/ada/followers/', item: 'table.member-table tr:has(td)', size: 25, numbered: false },
  { path: '/ada/list/all/likes/', item: 'table.member-table tr:has(td)', size: 25, numbered: false },
];

describe.each(PAGES)('paging of $path', ({ path, item, size, numbered }) => {
  it.each([1, size - 1, size, size + 1, 3 * size])(`shows each of %d items once, ${size} a page`, (n) => {
    const site = busy(n);
    const seen: string[] = [];
    let number = 0;
    for (let next: string | undefined = path; next !== undefined; number += 1) {
      const page = open(site, next);
      const items = page(item).toArray();
      expect(items).toHaveLength(Math.min(size, n - number * size));
      seen.push(
        ...items.map(
          (el) => page(el).find('[data-item-slug]').attr('data-item-slug') ?? page(el).find('a.name').text(),
        ),
      );
      const last = page('.paginate-pages .paginate-page').last().text();
      expect(last).toBe(numbered && n > size ? String(Math.ceil(n / size)) : '');
      next = page('.paginate-nextprev a.next').attr('href');
      if (next !== undefined) expect(next).toBe(`${path}page/${number + 2}/`);
    }
    expect(number).toBe(Math.ceil(n / size));
    expect(new Set(seen).size).toBe(n);
    expect(get(site, `${path}page/${number + 1}/`).status).toBe(403);
  });
});

it('has the page sizes of the real site', () => {
  expect(PAGE_SIZES).toEqual({ films: 72, likes: 72, watchlist: 28, members: 25, list: 100, diary: 50 });
});

it('feeds the 50 newest only', () => {
  expect(get(busy(60), '/ada/rss/').body.split('<item>')).toHaveLength(51);
});

it('numbers a ranked list through its pages', () => {
  const page = open(busy(130), '/ada/list/all/page/2/');
  expect(page('p.list-number').first().text()).toBe('101');
});

it('carries any title, name and lid through HTML and JSON unharmed', () => {
  // What HTML can't hold (controls, lone surrogates) or rewrites (line ends) is no film's title.
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((s) => s.replace(/[\p{C}\p{Z}]/gu, ' ').trim())
    .filter((s) => s !== '');
  const nasty = fc.oneof(
    text,
    fc.constantFrom('"]}\'><script>alert(1)</script>', '</script><!--', '&quot;&amp;lt;', ']]>', '🎬 ½ ★'),
  );
  fc.assert(
    fc.property(nasty, nasty, fc.stringMatching(/^[0-9A-Za-z]{1,6}$/), (title, name, lid) => {
      const member = { username: 'ada', display_name: name };
      const f = film('one', { title, year: 1999, lid, letterboxd_id: 5, directors: [name], genres: [title] });
      const site = new Site(
        world({
          members: [member],
          films: [f],
          ratings: [{ member, film: f, half_stars: 1, liked: false, rated_at: 0 }],
        }),
      );
      const page = open(site, '/ada/films/');
      expect(posters(page, 'li.griditem')).toEqual([
        {
          name: `${title} (1999)`,
          slug: 'one',
          identity: { lid, uid: 'film:5', type: 'film', typeName: 'film' },
          rating: 1,
          liked: false,
        },
      ]);
      expect(page('.profile-mini-person h1 a').text()).toBe(name);
      const filmPage = open(site, '/film/one/');
      expect(
        filmPage('h1.primaryname .name')
          .text()
          .replace(/\u00a0/g, ' '),
      ).toBe(title);
      const linked = filmPage('script[type="application/ld+json"]')
        .text()
        .replace(/\/\*.*\*\//g, (m) => (/CDATA|\]\]>/.test(m) && m.length < 20 ? '' : m));
      expect(JSON.parse(linked)).toMatchObject({ name: title, genre: [title], director: [{ name }] });
      const feed = get(site, '/ada/rss/').body;
      expect(feed).not.toContain('<script');
    }),
    { numRuns: 60 },
  );
});
