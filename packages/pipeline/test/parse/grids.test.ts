import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FILMS, manyFilms } from './fixtures/films.ts';
import { filmsPage, likesPage, listPage, personPage, watchlistPage } from './fixtures/list-pages.ts';
import type { Generation } from './fixtures/markup.ts';
import { mutate, read } from './support.ts';

const LOOKS = (['2025', '2026'] as Generation[]).flatMap((generation) => [
  { generation, saved: false },
  { generation, saved: true },
]);

/** What FILMS must be read as, without rating and like. */
const BARE = [
  { slug: 'playtime', title: 'PlayTime', year: 1967, lid: '1aBc', letterboxd_id: 51000 },
  { slug: 'mon-oncle', title: 'Mon Oncle', year: 1958, lid: '2dEf', letterboxd_id: 51001 },
  { slug: '1984', title: '1984', year: 1984, lid: '3gHi', letterboxd_id: 51002 },
  { slug: 'untitled-tati-project', title: 'Untitled Tati Project', year: null, lid: '4jKl', letterboxd_id: 51003 },
  {
    slug: 'birdman',
    title: 'Birdman or (The Unexpected Virtue of Ignorance)',
    year: 2014,
    lid: '5mNo',
    letterboxd_id: 51004,
  },
  {
    slug: 'shoplifters',
    title: '“Shoplifters”, <万引き家族> & Co. 👨‍👩‍👧',
    year: 2018,
    lid: '6pQr',
    letterboxd_id: 51005,
  },
  { slug: 'amelie', title: 'Amélie', year: 2001, lid: '7sTu', letterboxd_id: 51006 },
];
const UNRATED = BARE.map((film) => ({ ...film, rating: null, liked: false }));
const RATINGS = [4.5, 0.5, null, null, 5, 3.5, 3];
const LIKED = [true, false, true, false, false, false, true];
const RATED = BARE.map((film, index) => ({ ...film, rating: RATINGS[index], liked: LIKED[index] }));

describe.each(LOOKS)('posters of $generation, saved by a browser: $saved', (look) => {
  it('films: ratings, likes, total and the way on', () => {
    const page = read(
      'films',
      filmsPage(FILMS, { ...look, total: 79, next: '/quill/films/page/2/', current: 1, last: 12 }),
    );
    expect(page).toEqual({
      kind: 'films',
      items: RATED,
      next: '/quill/films/page/2/',
      total: 79,
      last_page: 12,
      complete: true,
      warnings: [],
    });
  });

  it('likes: the rating is there too', () => {
    const liked = FILMS.map((film) => ({ ...film, liked: true }));
    const page = read('likes', likesPage(liked, { ...look, total: 1234, next: '/quill/likes/films/page/2/' }));
    expect(page.items).toEqual(RATED.map((film) => ({ ...film, liked: true })));
    expect(page).toMatchObject({
      next: '/quill/likes/films/page/2/',
      total: 1234,
      last_page: null,
      complete: true,
      warnings: [],
    });
  });

  it('watchlist and person: posters alone', () => {
    expect(read('watchlist', watchlistPage(FILMS, look))).toMatchObject({ items: UNRATED, total: 7, next: null });
    expect(read('person', personPage(FILMS, look))).toMatchObject({ items: UNRATED, total: null, next: null });
  });

  it('list: positions and the ratings of its owner', () => {
    const films = FILMS.map((film, index) => ({ ...film, position: 998 + index, ownerRating: index }));
    const page = read(
      'list',
      listPage(films, { ...look, total: 1500, next: '/quill/list/rainy-days/page/2/', current: 1, last: 15 }),
    );
    expect(page.items).toEqual(
      UNRATED.map((film, index) => ({ ...film, rating: index === 0 ? null : index / 2, position: 998 + index })),
    );
    expect(page.item).toEqual({
      title: 'Rainy days & nights',
      owner: 'quill',
      path: '/quill/list/rainy-days/',
      ranked: true,
    });
    expect(page).toMatchObject({ total: 1500, last_page: 15, complete: true, warnings: [] });
  });
});

describe('lists', () => {
  it('have no positions when they are not ranked', () => {
    const page = read('list', listPage(FILMS));
    expect(page.item.ranked).toBe(false);
    expect(page.items.map(({ position }) => position)).toEqual(FILMS.map(() => null));
  });

  it("say when the owner's ratings are not shown", () => {
    const page = read('list', mutate(listPage(FILMS), / data-owner-rating="\d+"/gu, ''));
    expect(page.items).toHaveLength(FILMS.length);
    expect(page.warnings).toEqual(["No item says how the list's owner rated it"]);
  });
});

describe('identity', () => {
  it('falls back to the link of the film, and never takes the target link', () => {
    const page = read('watchlist', mutate(watchlistPage(FILMS), / data-item-slug="[^"]*"/gu, ''));
    expect(page.items.map(({ slug }) => slug)).toEqual(FILMS.map(({ slug }) => slug));
  });

  it('is known by lid and number alone', () => {
    const html = mutate(watchlistPage(FILMS, { generation: '2026' }), / data-item-(?:slug|link)="[^"]*"/gu, '');
    const page = read('watchlist', html);
    expect(page.items).toEqual(UNRATED.map((film) => ({ ...film, slug: null })));
  });

  it('takes the number from the older attribute when the identifier is unreadable', () => {
    const html = mutate(watchlistPage(FILMS), /data-postered-identifier="\{/gu, 'data-postered-identifier="');
    expect(read('watchlist', html).items).toEqual(UNRATED.map((film) => ({ ...film, lid: null })));
  });
});

describe('sequences of pages', () => {
  it('end without a next link', () => {
    const films = manyFilms(7);
    const last = filmsPage(films, {
      total: 79,
      previous: '/quill/films/page/1/',
      current: 2,
      last: 2,
      path: '/quill/films/page/2/',
    });
    expect(read('films', last)).toMatchObject({ next: null, last_page: 2, complete: true });
  });

  it('make absolute links paths again', () => {
    const html = filmsPage(manyFilms(72), { saved: true, total: 90, next: '/quill/films/page/2/' });
    expect(html).toContain('https://letterboxd.com/quill/films/page/2/');
    expect(read('films', html).next).toBe('/quill/films/page/2/');
  });

  it('may be shorter than the total when they are filtered', () => {
    const html = filmsPage(manyFilms(72), { total: 79, path: '/quill/films/rated/.5-5/' });
    expect(read('films', html)).toMatchObject({ next: null, complete: true });
  });
});

describe('a checked-in page', () => {
  it('is read field by field', () => {
    const html = readFileSync(new URL('./fixtures/films-2026.html', import.meta.url), 'utf8');
    expect(read('films', html)).toEqual({
      kind: 'films',
      items: [
        {
          slug: 'playtime',
          title: 'PlayTime',
          year: 1967,
          lid: '1aBc',
          letterboxd_id: 51000,
          rating: 4.5,
          liked: true,
        },
        {
          slug: 'mon-oncle',
          title: 'Mon Oncle',
          year: 1958,
          lid: '2dEf',
          letterboxd_id: 51001,
          rating: 0.5,
          liked: false,
        },
        {
          slug: 'trafic-1',
          title: 'Trafic',
          year: null,
          lid: '8vWx',
          letterboxd_id: 51007,
          rating: null,
          liked: false,
        },
      ],
      next: '/quill/films/page/2/',
      total: 1203,
      last_page: 17,
      complete: true,
      warnings: [],
    });
  });
});
