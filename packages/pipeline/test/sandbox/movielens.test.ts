import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base62, loadMovielens } from '../../src/sandbox/movielens.ts';
import { FIXTURES, withFolder } from './support.ts';

describe('loadMovielens', () => {
  const world = loadMovielens(join(FIXTURES, 'movielens'));

  it('makes films of movies.csv and links.csv', () => {
    expect(world.films[0]).toEqual({
      slug: 'ml-1',
      title: 'Alpha',
      year: 1995,
      lid: '1',
      letterboxd_id: 1,
      tmdb_type: 'movie',
      tmdb_id: 862,
      imdb_id: 'tt0114709',
      runtime_minutes: null,
      directors: [],
      genres: ['Comedy', 'Drama'],
      countries: [],
      weighted_average: 3.75,
      histogram: [0, 0, 0, 0, 0, 1, 0, 0, 1, 0],
    });
    const rest = world.films.slice(1).map((f) => [f.slug, f.title, f.year, f.lid, f.tmdb_type, f.tmdb_id, f.genres]);
    expect(rest).toEqual([
      ['ml-2', 'Beta, The', 1999, '2', null, null, []],
      ['ml-61', 'Gamma 5', null, 'z', 'movie', 15602, ['Sci-Fi']],
      ['ml-62', 'Delta: Part (2)', 2001, '10', 'movie', 949, ['Drama']],
    ]);
  });

  it('has no average where there is no rating', () => {
    expect(world.films[2]).toMatchObject({ weighted_average: null, histogram: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
  });

  it('makes members in the order of their numbers, and likes of 4.5 stars and more', () => {
    expect(world.members.map((m) => m.username)).toEqual(['ml-1', 'ml-2', 'ml-10']);
    expect(world.ratings.map((r) => [r.member.username, r.film.slug, r.half_stars, r.liked, r.rated_at])).toEqual([
      ['ml-2', 'ml-1', 6, false, 964982703000],
      ['ml-1', 'ml-1', 9, true, 964981247000],
      ['ml-1', 'ml-62', 8, false, 964982224000],
      ['ml-10', 'ml-62', 1, false, 964983815000],
      ['ml-10', 'ml-2', 10, true, 964982931000],
    ]);
  });

  it('lets ml-1 follow everybody, and list the most rated films, ties by movieId', () => {
    expect(world.follows.map((f) => [f.follower.username, f.followed.username])).toEqual([
      ['ml-1', 'ml-2'],
      ['ml-1', 'ml-10'],
    ]);
    expect(world.lists).toMatchObject([{ owner: { username: 'ml-1' }, slug: 'top-250', ranked: true }]);
    expect(world.lists[0]!.films.map((f) => f.slug)).toEqual(['ml-1', 'ml-62', 'ml-2']);
  });

  it('names the row that it cannot read, and the file that is missing', () => {
    const files = { 'movies.csv': 'movieId,title,genres\n1,Alpha,\n', 'links.csv': 'movieId,imdbId,tmdbId\n' };
    const ratings = 'userId,movieId,rating,timestamp\n1,1,4.0,9\n1,1,3.0,9\n2,5,4.0,9\n3,1,6.0,9\n4,1,4.0,\n';
    const refused = (more: Record<string, string>) => () => withFolder({ ...files, ...more }, loadMovielens);
    expect(refused({ 'ratings.csv': ratings })).toThrow('ratings.csv, row 3, column movieId: 1 has rated 1 already');
    expect(refused({ 'ratings.csv': ratings })).toThrow('ratings.csv, row 4, column movieId: there is no film 5');
    expect(refused({ 'ratings.csv': ratings })).toThrow(
      'ratings.csv, row 5, column rating: "6.0" is not on the half-star',
    );
    expect(refused({ 'ratings.csv': ratings })).toThrow('ratings.csv, row 6, column timestamp: is empty');
    expect(refused({})).toThrow('ratings.csv is missing');
    expect(() => loadMovielens('/nowhere')).toThrow('There is no folder /nowhere');
  });
});

describe('base62', () => {
  it('counts 0–9, A–Z, a–z', () => {
    expect([0, 9, 10, 35, 36, 61, 62, 193609].map(base62)).toEqual(['0', '9', 'A', 'Z', 'a', 'z', '10', 'oMj']);
  });

  it('can be read back', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    fc.assert(
      fc.property(fc.nat(), (n) => [...base62(n)].reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0) === n),
    );
  });
});
