import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWorld } from '../../src/sandbox/load-world.ts';
import { Site } from '../../src/sandbox/site.ts';
import { countryCode, countryName } from '../../src/sandbox/tmdb/countries.ts';
import { genreId } from '../../src/sandbox/tmdb/genres.ts';
import { FIXTURES, film, get, world } from './support.ts';

const site = new Site(loadWorld(join(FIXTURES, 'world')));

function json(path: string, on = site) {
  const answer = get(on, path);
  return { status: answer.status, cache: answer.headers?.['cache-control'], body: JSON.parse(answer.body) };
}

describe('details', () => {
  it('has a film with its credits and external ids', () => {
    const { status, cache, body } = json('/tmdb/3/movie/194?append_to_response=credits,external_ids');
    expect(status).toBe(200);
    expect(cache).toMatch(/^public, max-age=\d+$/);
    expect(body).toMatchObject({
      id: 194,
      title: 'Amélie, or "the <i>Fabulous</i>" Destiny & 🎠',
      release_date: '2001-01-01',
      runtime: 122,
      imdb_id: 'tt0211915',
      genres: [
        { id: 35, name: 'Comedy' },
        { id: 10749, name: 'Romance' },
      ],
      production_countries: [
        { iso_3166_1: 'FR', name: 'France' },
        { iso_3166_1: 'DE', name: 'Germany' },
      ],
      credits: { cast: [], crew: [{ name: 'Jean-Pierre Jeunet', job: 'Director', department: 'Directing' }] },
      external_ids: { imdb_id: 'tt0211915' },
    });
  });

  it('appends only what is asked for', () => {
    const { body } = json('/tmdb/3/movie/578');
    expect('credits' in body || 'external_ids' in body).toBe(false);
  });

  it('has a series under tv only, and films under movie only', () => {
    const { body } = json('/tmdb/3/tv/87108?append_to_response=credits');
    expect(body).toMatchObject({ name: 'Chernobyl', first_air_date: '2019-01-01', origin_country: ['GB', 'US'] });
    expect(body.credits.crew[0].name).toBe('Johan Renck');
    expect(json('/tmdb/3/movie/87108').status).toBe(404);
    expect(json('/tmdb/3/tv/578').status).toBe(404);
  });

  it('gives a director one id in credits and on the person page', () => {
    const id = json('/tmdb/3/movie/578?append_to_response=credits').body.credits.crew[0].id;
    expect(get(site, '/director/steven-spielberg/').body).toContain(`data-tmdb-id="${id}"`);
  });

  it('answers unknown ids and paths as TMDB does', () => {
    for (const path of [
      '/tmdb/3/movie/1',
      '/tmdb/3/movie/x',
      '/tmdb/3/person/1',
      '/tmdb/3/movie/578/keywords',
      '/tmdb/3/',
    ]) {
      const { status, body } = json(path);
      expect(status).toBe(404);
      expect(body).toEqual({
        success: false,
        status_code: 34,
        status_message: 'The resource you requested could not be found.',
      });
    }
  });

  it('says where a film can be watched, by country, alone and appended', () => {
    const { body } = json('/tmdb/3/movie/578/watch/providers');
    expect(body).toMatchObject({ id: 578, results: { DE: { rent: [{ provider_name: 'Lantern' }] } } });
    expect('GB' in body.results).toBe(true);
    expect('FR' in body.results).toBe(false);
    const appended = json('/tmdb/3/movie/578?append_to_response=watch/providers').body['watch/providers'];
    expect(appended).toEqual({ results: body.results });
  });
});

describe('find', () => {
  it('finds films and series by IMDb id', () => {
    const movie = json('/tmdb/3/find/tt0073486?external_source=imdb_id').body;
    expect(movie.movie_results.map((r: { id: number }) => r.id)).toEqual([578]);
    expect(movie.tv_results).toEqual([]);
    const tv = json('/tmdb/3/find/tt7366338?external_source=imdb_id').body;
    expect(tv.tv_results.map((r: { id: number }) => r.id)).toEqual([87108]);
    expect(json('/tmdb/3/find/tt1?external_source=imdb_id').body.movie_results).toEqual([]);
  });

  it('needs to know what kind of id it is', () => {
    expect(json('/tmdb/3/find/tt0073486').status).toBe(400);
  });
});

describe('search', () => {
  const films = Array.from({ length: 25 }, (_, i) =>
    film(`heat-${i}`, {
      title: i === 7 ? 'Heat' : `Heat Wave ${i}`,
      year: 1990 + i,
      tmdb_type: 'movie',
      tmdb_id: 100 + i,
    }),
  );
  const many = new Site(world({ films: [...films, film('unknown', { title: 'Heat' })] }));
  const ids = (path: string, on = site) => json(path, on).body.results.map((r: { id: number }) => r.id);

  it('finds words without regard to accents and case, of the right type', () => {
    expect(ids('/tmdb/3/search/movie?query=AMELIE')).toEqual([194]);
    expect(ids('/tmdb/3/search/tv?query=chernobyl')).toEqual([87108]);
    expect(ids('/tmdb/3/search/movie?query=chernobyl')).toEqual([]);
    expect(ids('/tmdb/3/search/movie?query=')).toEqual([]);
  });

  it('takes a year', () => {
    expect(ids('/tmdb/3/search/movie?query=jaws&year=1975')).toEqual([578]);
    expect(ids('/tmdb/3/search/movie?query=jaws&year=1976')).toEqual([]);
    expect(ids('/tmdb/3/search/tv?query=chernobyl&first_air_date_year=2019')).toEqual([87108]);
  });

  it('puts the equal title first, and pages by twenty', () => {
    const first = json('/tmdb/3/search/movie?query=heat', many).body;
    expect([first.total_results, first.total_pages, first.results.length, first.results[0].id]).toEqual([
      25, 2, 20, 107,
    ]);
    expect(ids('/tmdb/3/search/movie?query=heat&page=2', many)).toHaveLength(5);
    expect(json('/tmdb/3/search/movie?query=heat&page=0', many).status).toBe(400);
  });
});

describe('countries and genres', () => {
  it('maps names and codes both ways', () => {
    expect(
      ['US', 'usa', 'United States', 'UK', 'Soviet Union', 'XC', 'South Korea', 'Narnia'].map(countryCode),
    ).toEqual(['US', 'US', 'US', 'GB', 'SU', 'XC', 'KR', null]);
    expect(['US', 'GB', 'DE', 'TR', 'SU', 'Narnia'].map(countryName)).toEqual([
      'USA',
      'UK',
      'Germany',
      expect.stringMatching(/^T.rk/),
      'Soviet Union',
      'Narnia',
    ]);
  });

  it('brings every code back to itself by way of its name', () => {
    const codes = [
      'FR',
      'IT',
      'JP',
      'CN',
      'IN',
      'BR',
      'SE',
      'CZ',
      'RU',
      'HK',
      'TW',
      'IE',
      'MX',
      'NZ',
      'ZA',
      'IR',
      'YU',
      'XG',
    ];
    expect(codes.map((code) => countryCode(countryName(code)))).toEqual(codes);
  });

  it('has TMDB’s numbers, and steady ones of its own for other names', () => {
    expect([genreId('Drama'), genreId('science fiction')]).toEqual([18, 878]);
    expect(genreId('Film-Noir')).toBe(genreId('film-noir'));
    expect(genreId('Film-Noir')).toBeGreaterThan(99_999);
    expect(genreId('Film-Noir')).not.toBe(genreId('IMAX'));
  });
});
