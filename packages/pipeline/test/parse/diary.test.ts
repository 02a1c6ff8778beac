import { describe, expect, it } from 'vitest';
import { FILMS, manyFilms } from './fixtures/films.ts';
import { diaryPage, diaryRow, type FixtureViewing } from './fixtures/log-pages.ts';
import { poster } from './fixtures/markup.ts';
import { OLD_FILMS_PAGE } from './fixtures/single-pages.ts';
import { mutate, read, refuse } from './support.ts';

const VIEWINGS: readonly FixtureViewing[] = FILMS.map((film, index) => ({
  ...film,
  viewing: String(90071992547409930n - BigInt(index)),
  on: `2024-0${7 - index}-09`,
  rewatch: index % 2 === 0,
  reviewed: index === 1,
}));

describe.each([
  { generation: '2025', saved: false },
  { generation: '2026', saved: false },
  { generation: '2026', saved: true },
] as const)('a diary of $generation, saved by a browser: $saved', (look) => {
  it('is read entry by entry', () => {
    const page = read('diary', diaryPage(VIEWINGS, { ...look, next: '/quill/diary/page/2/', current: 1, last: 3 }));
    expect(page).toMatchObject({
      kind: 'diary',
      next: '/quill/diary/page/2/',
      total: null,
      last_page: 3,
      complete: true,
      warnings: [],
    });
    expect(page.items[0]).toEqual({
      slug: 'playtime',
      title: 'PlayTime',
      year: 1967,
      lid: '1aBc',
      letterboxd_id: 51000,
      rating: 4.5,
      liked: true,
      watched_on: '2024-07-09',
      rewatch: true,
      reviewed: false,
      viewing_id: '90071992547409930',
    });
    expect(
      page.items.map(({ slug, rating, liked, watched_on, rewatch, reviewed, viewing_id }) => [
        [slug, rating, liked],
        [watched_on, rewatch, reviewed, viewing_id],
      ]),
    ).toEqual(
      VIEWINGS.map((entry) => [
        [entry.slug, entry.rated ? entry.rated / 2 : null, entry.liked ?? false],
        [entry.on, entry.rewatch, entry.reviewed, entry.viewing],
      ]),
    );
  });
});

describe('a diary without entries', () => {
  it('is empty when it says so', () => {
    expect(read('diary', diaryPage([]))).toMatchObject({ items: [], next: null, complete: true, warnings: [] });
  });

  it('is not empty when it is silent', () => {
    expect(refuse('diary', diaryPage([], { rows: '' }))).toMatchObject({
      error: 'markup_changed',
      selector: 'tr.diary-entry-row',
    });
  });

  it('is not empty when there are posters', () => {
    const rows = `<tr><td>${poster(FILMS[0]!)}</td></tr><section class="empty-text"></section>`;
    expect(refuse('diary', diaryPage([], { rows }))).toMatchObject({ error: 'markup_changed' });
  });
});

describe('a diary that changed', () => {
  it.each([
    ['diary-entry-row', 'diary-line', 'tr.diary-entry-row'],
    ['data-viewing-id', 'data-log-id', 'tr.diary-entry-row[data-viewing-id]'],
    ['daydate', 'day', 'a.daydate[href]'],
    [/\/for\/2024\//gu, '/in/2024/', 'a.daydate[href]'],
    [/\/0\d\/09\//gu, '/02/31/', 'a.daydate[href]'],
    ['col-rating', 'col-stars', 'td.col-rating'],
    [/rated-\d+/gu, 'score', 'td.col-rating .rated-N'],
    [/rated-\d+/gu, 'rated-11', 'td.col-rating .rated-N'],
    ['col-like', 'col-heart', 'td.col-like'],
    ['col-rewatch', 'col-again', 'td.col-rewatch'],
    ['col-review', 'col-text', 'td.col-review'],
    ['LazyPoster', 'EagerPoster', '[data-component-class="LazyPoster"]'],
    ['data-item-name', 'data-name', '[data-item-name]'],
  ])('%s is refused', (from, to, selector) => {
    expect(refuse('diary', mutate(diaryPage(VIEWINGS), from, to))).toMatchObject({ error: 'markup_changed', selector });
  });

  it('in a few rows is read without them, and is not complete', () => {
    const entries = manyFilms(12).map((film, i) => ({ ...film, viewing: String(i + 1), on: '2024-01-02' }));
    const page = (broken: number) =>
      diaryPage([], {
        rows: entries
          .map((entry, i) => (i < broken ? diaryRow(entry).replace('data-viewing-id', 'data-x') : diaryRow(entry)))
          .join(''),
      });
    expect(read('diary', page(3))).toMatchObject({
      items: { length: 9 },
      complete: false,
      warnings: ['3 of 12 items skipped: no usable tr.diary-entry-row[data-viewing-id]'],
    });
    expect(refuse('diary', page(4)).error).toBe('markup_changed');
  });

  it('in its link to the next page is refused', () => {
    const html = diaryPage(VIEWINGS, { next: '/quill/diary/page/2/', current: 1, last: 3 });
    expect(refuse('diary', mutate(html, 'class="next"', 'class="forth"'))).toMatchObject({
      error: 'markup_changed',
      selector: '.paginate-nextprev a.next',
    });
  });

  it('is too old with posters of before August 2025', () => {
    expect(refuse('diary', OLD_FILMS_PAGE).error).toBe('too_old');
  });
});
