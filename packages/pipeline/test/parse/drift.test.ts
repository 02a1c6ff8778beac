import { describe, expect, it } from 'vitest';
import { FILMS, manyFilms } from './fixtures/films.ts';
import { filmsPage, likesPage, listPage, personPage, watchlistPage } from './fixtures/list-pages.ts';
import { poster, viewingData } from './fixtures/markup.ts';
import { OLD_FILMS_PAGE } from './fixtures/single-pages.ts';
import { mutate, read, refuse } from './support.ts';

const LIKED = FILMS.map((film) => ({ ...film, liked: true }));
const RANKED = FILMS.map((film, index) => ({ ...film, position: index + 1 }));

describe('empty pages', () => {
  it('are empty when they say so', () => {
    for (const page of [
      read('films', filmsPage([])),
      read('likes', likesPage([])),
      read('watchlist', watchlistPage([])),
      read('list', listPage([])),
    ]) {
      expect(page).toMatchObject({ items: [], next: null, complete: true, warnings: [] });
    }
  });

  it('are empty with a count of 0 alone', () => {
    const silent = { total: 0, items: '<p>What a pity</p>' };
    expect(read('films', filmsPage([], silent))).toMatchObject({ items: [], total: 0 });
    expect(read('watchlist', watchlistPage([], silent))).toMatchObject({ items: [], total: 0 });
    expect(read('likes', likesPage([], silent))).toMatchObject({ items: [], total: 0 });
  });

  it('are not empty when they are silent', () => {
    const silent = { total: 12, items: '<p>What a pity</p>' };
    for (const error of [
      refuse('films', filmsPage([], silent)),
      refuse('likes', likesPage([], silent)),
      refuse('watchlist', watchlistPage([], silent)),
      refuse('person', personPage([])),
    ]) {
      expect(error).toMatchObject({ error: 'markup_changed', selector: expect.stringMatching(/^li\./u) });
    }
  });

  it('are not empty when there are posters, whatever they say', () => {
    const html = filmsPage([], { total: 0, items: `<section class="empty-text"></section>${poster(FILMS[0]!)}` });
    expect(refuse('films', html)).toMatchObject({ error: 'markup_changed', selector: 'li.griditem' });
  });
});

describe('a renamed class or a missing node', () => {
  it.each([
    ['films', filmsPage(FILMS), 'griditem', 'tile', 'li.griditem'],
    ['films', filmsPage(FILMS), 'LazyPoster', 'EagerPoster', '[data-component-class="LazyPoster"]'],
    ['films', filmsPage(FILMS), 'poster-viewingdata', 'viewing', 'p.poster-viewingdata'],
    ['films', filmsPage(FILMS), /<p class="poster-viewingdata.*?<\/p>/gsu, '', 'p.poster-viewingdata'],
    ['films', filmsPage(FILMS), 'rated-', 'score-', 'p.poster-viewingdata .rated-N'],
    ['films', filmsPage(FILMS), /rated-\d+/gu, 'rated-11', 'p.poster-viewingdata .rated-N'],
    ['films', filmsPage(FILMS), 'data-item-name', 'data-name', '[data-item-name]'],
    ['likes', likesPage(LIKED), 'icon-liked', 'icon-heart', 'p.poster-viewingdata .icon-liked'],
    ['likes', likesPage(LIKED), 'posteritem', 'item', 'li.posteritem'],
    ['watchlist', watchlistPage(FILMS), 'griditem', 'tile', 'li.griditem'],
    ['list', listPage(RANKED), 'js-list-entries', 'entries', 'ul.js-list-entries li.posteritem'],
    ['list', listPage(RANKED), 'list-number', 'number', 'p.list-number'],
    ['list', listPage(RANKED), /data-owner-rating="0"/gu, 'data-owner-rating="x"', 'li[data-owner-rating]'],
    ['person', personPage(FILMS), 'griditem', 'tile', 'li.griditem'],
  ] as const)('%s: %#', (kind, html, from, to, selector) => {
    expect(refuse(kind, mutate(html, from, to))).toMatchObject({ error: 'markup_changed', selector });
  });

  it('in the identity: slug, lid and number all gone', () => {
    const html = mutate(
      watchlistPage(FILMS),
      /data-(item-slug|item-link|postered-identifier|film-id)=/gu,
      'data-x-$1=',
    );
    expect(refuse('watchlist', html)).toMatchObject({
      error: 'markup_changed',
      selector: expect.stringContaining('[data-item-slug]'),
    });
  });
});

describe('some unreadable items', () => {
  /** Twelve items, of which the first few have lost the line under the poster. */
  const page = (broken: number) =>
    filmsPage(FILMS, {
      items: `<ul>${manyFilms(12)
        .map((film, index) => `<li class="griditem">${poster(film)}${index < broken ? '' : viewingData(film)}</li>`)
        .join('')}</ul>`,
    });

  it('are skipped with a warning up to a quarter, and the page is not complete', () => {
    expect(read('films', page(0))).toMatchObject({ complete: true, warnings: [] });
    const some = read('films', page(3));
    expect(some.items.map(({ slug }) => slug)).toEqual(
      manyFilms(12)
        .slice(3)
        .map(({ slug }) => slug),
    );
    expect(some).toMatchObject({
      complete: false,
      warnings: ['3 of 12 items skipped: no usable p.poster-viewingdata'],
    });
  });

  it('are a change of markup above that', () => {
    expect(refuse('films', page(4))).toMatchObject({ error: 'markup_changed', selector: 'p.poster-viewingdata' });
  });

  it('count when they stand outside their place', () => {
    const html = mutate(
      filmsPage(FILMS),
      '<div class="poster-grid">',
      `<div class="poster-grid">${poster(manyFilms(1)[0]!)}`,
    );
    expect(read('films', html)).toMatchObject({
      items: { length: FILMS.length },
      complete: false,
      warnings: [expect.stringContaining('1 posters')],
    });
  });
});

describe('a lost link to the next page', () => {
  const options = { total: 500, next: '/quill/films/page/2/', current: 1, last: 7 };

  it.each([
    ['renamed', /class="next"/u, 'class="forth"'],
    ['gone, with page numbers beyond', /<a class="next".*?<\/a>/u, ''],
    ['leading nowhere', 'href="/quill/films/page/2/"', 'href="#"'],
  ])('%s', (_, from, to) => {
    const html = mutate(filmsPage(manyFilms(72), options), from, to);
    expect(refuse('films', html)).toMatchObject({ error: 'markup_changed', selector: '.paginate-nextprev a.next' });
  });

  it('gone with all its surroundings, when the page is full and the total says more', () => {
    const html = mutate(filmsPage(manyFilms(72), options), 'class="pagination"', 'class="pager"');
    expect(refuse('films', html)).toMatchObject({ error: 'markup_changed', selector: '.pagination' });
    expect(read('films', filmsPage(manyFilms(72), { total: 72 })).next).toBeNull();
  });
});

describe('old posters', () => {
  it.each(['films', 'likes', 'watchlist', 'list', 'person'] as const)('are recognised as too old on %s', (kind) => {
    expect(refuse(kind, OLD_FILMS_PAGE)).toMatchObject({
      error: 'too_old',
      selector: expect.stringContaining('data-film-slug'),
    });
  });

  it('are recognised inside an item of today', () => {
    const html = mutate(OLD_FILMS_PAGE, 'class="poster-container"', 'class="posteritem"');
    expect(refuse('films', html).error).toBe('too_old');
  });
});
