import { describe, expect, it } from 'vitest';
import { FILMS } from './fixtures/films.ts';
import { FILM_FOOTER, filmPage, histogramSection, profilePage } from './fixtures/single-pages.ts';
import { mutate, read, refuse } from './support.ts';

const COUNTS = [4398, 8950, 5473, 22_985, 20_888, 78_216, 93_984, 267_758, 192_556, 383_053];

describe('histogram', () => {
  it.each([{ saved: false }, { saved: true }])('is read as a fragment, saved: $saved', (look) => {
    expect(read('histogram', histogramSection(COUNTS, look))).toEqual({
      kind: 'histogram',
      item: { average: 4.26, rating_count: 1_078_261, fans: 75_000, histogram: COUNTS },
      next: null,
      total: null,
      complete: true,
      warnings: [],
    });
  });

  it('is read inside a film page', () => {
    const html = filmPage({ histogram: histogramSection(COUNTS) });
    expect(read('histogram', html).item.histogram).toEqual(COUNTS);
    expect(read('film', html).item.histogram).toEqual(COUNTS);
  });

  it('may lack its average and its fans', () => {
    const { item } = read('histogram', histogramSection(COUNTS, { average: null, fans: null }));
    expect(item).toEqual({ average: null, rating_count: 1_078_261, fans: null, histogram: COUNTS });
  });

  it('takes the rounded average when the exact one is not there', () => {
    const html = mutate(histogramSection(COUNTS), /title="Weighted[^"]*"/u, '');
    expect(read('histogram', html).item).toMatchObject({ average: 4.3, rating_count: 1_078_261 });
  });

  it('counts bars that say "No ratings" or nothing as 0, while the others say so too', () => {
    const counts = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    const no = mutate(histogramSection(counts), /0 half-★ ratings \(0%\)/gu, 'No half-★ ratings');
    const bare = mutate(no, /<a [^>]*>0 ★ ratings.*?<\/a>/su, '');
    expect(read('histogram', bare).item.histogram).toEqual(counts);
  });

  it('is refused when a bar with ratings says nothing', () => {
    const bare = mutate(histogramSection(COUNTS), /<a [^>]*>383,053.*?<\/a>/su, '');
    expect(refuse('histogram', bare)).toMatchObject({ error: 'markup_changed', selector: 'li.rating-histogram-bar a' });
  });

  it('is refused when all bars are silent, or not ten, or in another order, or about something else', () => {
    const silent = mutate(histogramSection(COUNTS, { average: null }), /<a [^>]*class="bar.*?<\/a>/gsu, '');
    const nine = mutate(
      histogramSection(COUNTS),
      /<li class="rating-histogram-bar"(?:(?!<li).)*383,053.*?<\/li>/su,
      '',
    );
    const turned = histogramSection(COUNTS).replaceAll('4,398 half-★', '4,398 ★★');
    const other = mutate(histogramSection(COUNTS), /ratings \(/gu, 'reviews (');
    for (const html of [silent, nine, turned, other]) expect(refuse('histogram', html).error).toBe('markup_changed');
  });

  it('is never taken from the percentages', () => {
    const html = mutate(histogramSection(COUNTS), /\(\d+%\)/gu, '(99%)');
    expect(read('histogram', html).item.histogram).toEqual(COUNTS);
  });

  it('warns when bars and average disagree', () => {
    expect(read('histogram', histogramSection(COUNTS, { basedOn: 2_000_000 })).warnings).toHaveLength(1);
  });
});

describe('film', () => {
  const item = {
    slug: 'playtime',
    title: 'PlayTime',
    year: 1967,
    lid: '1aBc',
    letterboxd_id: 51000,
    tmdb_type: 'movie',
    tmdb_id: 10227,
    imdb_id: 'tt0062136',
    runtime_minutes: 126,
    directors: [{ name: 'Jacques Tati', slug: 'jacques-tati' }],
    genres: ['Comedy'],
    average: 4.31,
    rating_count: 92_104,
    histogram: null,
    poster_url: 'https://static.example/playtime.jpg',
  };

  it.each([
    { generation: '2025', saved: false },
    { generation: '2025', saved: true },
    { generation: '2026', saved: false },
    { generation: '2026', saved: true },
  ] as const)('page of $generation, saved: $saved', (look) => {
    expect(read('film', filmPage(look))).toEqual({
      kind: 'film',
      item,
      next: null,
      total: null,
      complete: true,
      warnings: [],
    });
  });

  it.each(['2025', '2026'] as const)('is read from the page of %s itself when it has no JSON-LD', (generation) => {
    const page = read(
      'film',
      filmPage({ generation, jsonLd: false, title: 'My Uncle’s Trip', histogram: histogramSection(COUNTS) }),
    );
    expect(page.item).toEqual({
      ...item,
      title: 'My Uncle’s Trip',
      directors: [...item.directors, { name: 'A Second Hand', slug: 'a-second-hand' }],
      genres: ['Comedy', 'Family'],
      average: 4.26,
      rating_count: 1_078_261,
      histogram: COUNTS,
      poster_url: null,
    });
    expect(page.warnings).toEqual(['The page has no readable JSON-LD']);
  });

  it('of a series: the link knows better than the attributes of the body', () => {
    const footer = mutate(FILM_FOOTER, 'themoviedb.org/movie/10227/', 'themoviedb.org/tv/91275/');
    const series = filmPage({ footer, bodyTmdb: { type: 'movie', id: '' } });
    expect(read('film', series).item).toMatchObject({ tmdb_type: 'tv', tmdb_id: 91275 });
    const unlinked = filmPage({ footer: ' 126&nbsp;mins ', bodyTmdb: { type: 'movie', id: '' } });
    expect(read('film', unlinked).item).toMatchObject({
      tmdb_type: null,
      tmdb_id: null,
      imdb_id: null,
      runtime_minutes: 126,
    });
    const attributes = filmPage({ footer: ' 126&nbsp;mins ', bodyTmdb: { type: 'tv', id: '7' } });
    expect(read('film', attributes).item).toMatchObject({ tmdb_type: 'tv', tmdb_id: 7 });
  });

  it('without a year, with hard titles', () => {
    const film = { ...FILMS[3]!, slug: 'untitled' };
    const page = read('film', filmPage({ film, year: null, title: '“(1984)”, <or> & so on 👨‍👩‍👧' }));
    expect(page.item).toMatchObject({
      slug: 'untitled',
      title: '“(1984)”, <or> & so on 👨‍👩‍👧',
      year: null,
      lid: '4jKl',
    });
  });

  it('is its own poster, not that of a similar film', () => {
    const html = mutate(filmPage(), 'data-item-slug="playtime"', 'data-item-slug="playtime-2"');
    expect(read('film', html).item).toMatchObject({ slug: 'playtime', lid: '1aBc', letterboxd_id: null });
  });

  it('survives broken JSON-LD, and says so', () => {
    const html = mutate(filmPage(), '"ratingValue":', '"ratingValue"');
    expect(read('film', html)).toMatchObject({
      item: { title: 'PlayTime', average: null },
      warnings: ['The page has no readable JSON-LD'],
    });
  });

  it('leaves out an inline histogram that is not understood', () => {
    const page = read('film', filmPage({ histogram: histogramSection(COUNTS.slice(1)) }));
    expect(page.item).toEqual(item);
    expect(page.warnings).toEqual([expect.stringContaining('9 bars')]);
  });

  it('is refused without what identifies it, or with nothing but a title', () => {
    const nameless = mutate(
      mutate(filmPage({ jsonLd: false }), /primaryname|filmtitle/gu, 'heading'),
      /<meta property="og:title"[^>]*>/u,
      '',
    );
    expect(refuse('film', nameless)).toMatchObject({
      error: 'markup_changed',
      selector: expect.stringContaining('h1.primaryname'),
    });
    const unknown = mutate(filmPage({ jsonLd: false }), /<meta property="og:url"[^>]*>/u, '');
    expect(refuse('film', unknown).selector).toBe('meta[property="og:url"]');
    expect(read('film', unknown, { url: 'https://letterboxd.com/film/playtime/' }).item.slug).toBe('playtime');
    const bare = mutate(filmPage({ jsonLd: false }), 'text-footer', 'foot');
    expect(refuse('film', bare).selector).toBe('p.text-footer');
  });
});

describe('profile', () => {
  const counts = { films: '1,203', 'diary/for/2026': '48', lists: '3', following: '21', followers: '1.2K' };

  it('has names, favourites and counts', () => {
    expect(read('profile', profilePage(FILMS.slice(0, 4), counts)).item).toEqual({
      username: 'quill',
      display_name: 'Quill & Ink',
      favorites: [
        {
          slug: 'playtime',
          title: 'PlayTime',
          year: 1967,
          lid: '1aBc',
          letterboxd_id: 51000,
          rating: null,
          liked: false,
        },
        {
          slug: 'mon-oncle',
          title: 'Mon Oncle',
          year: 1958,
          lid: '2dEf',
          letterboxd_id: 51001,
          rating: null,
          liked: false,
        },
        { slug: '1984', title: '1984', year: 1984, lid: '3gHi', letterboxd_id: 51002, rating: null, liked: false },
        {
          slug: 'untitled-tati-project',
          title: 'Untitled Tati Project',
          year: null,
          lid: '4jKl',
          letterboxd_id: 51003,
          rating: null,
          liked: false,
        },
      ],
      counts: { films: 1203, this_year: 48, lists: 3, following: 21, followers: 1200 },
    });
  });

  it('may have no favourites, when there is a place for them', () => {
    expect(read('profile', profilePage([], counts))).toMatchObject({ item: { favorites: [] }, complete: true });
    const without = mutate(profilePage([], counts), 'id="favourites"', 'id="loved"');
    expect(read('profile', without)).toMatchObject({
      item: { favorites: [] },
      complete: false,
      warnings: [expect.stringContaining('#favourites')],
    });
  });

  it('is too old with the posters of before August 2025', () => {
    const none = profilePage([], counts);
    const old = mutate(
      none,
      '<ul class="poster-list"></ul>',
      '<ul class="poster-list"><li class="poster-container"></li></ul>',
    );
    expect(refuse('profile', old).error).toBe('too_old');
  });

  it('is refused when its favourites or counts are called something else', () => {
    const renamed = mutate(
      profilePage(FILMS.slice(0, 4), counts),
      'favourite-production-poster-container',
      'favourite',
    );
    expect(refuse('profile', renamed).selector).toBe('#favourites li.favourite-production-poster-container');
    const uncounted = mutate(profilePage([], counts), 'profile-statistic', 'stat');
    expect(refuse('profile', uncounted).selector).toBe('h4.profile-statistic a .value');
  });
});
