import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFilms, compareText, letterboxdUri, splitFilmName } from '../src/index.ts';

describe('splitFilmName', () => {
  it.each([
    ['Film (2025)', 'Film', 2025],
    ['Film', 'Film', null],
    ['(1984)', '(1984)', null],
    ['1984 (1984)', '1984', 1984],
    ['Birdman or (The Unexpected Virtue of Ignorance) (2014)', 'Birdman or (The Unexpected Virtue of Ignorance)', 2014],
    ['Film (2025) ', 'Film (2025) ', null],
    ['Film(2025)', 'Film(2025)', null],
    ['Film (205)', 'Film (205)', null],
    ['Film (20255)', 'Film (20255)', null],
    ['Ran (1985) (1985)', 'Ran (1985)', 1985],
    ['七人の侍 (1954)', '七人の侍', 1954],
    ['Two\nlines (1999)', 'Two\nlines', 1999],
    ['', '', null],
  ])('%j', (name, title, year) => expect(splitFilmName(name)).toEqual({ title, year }));

  it('undoes joining', () => {
    const title = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => /\S$/u.test(text));
    fc.assert(
      fc.property(title, fc.integer({ min: 1000, max: 9999 }), (text, year) => {
        expect(splitFilmName(`${text} (${year})`)).toEqual({ title: text, year });
      }),
    );
  });
});

describe('the order of films', () => {
  const text = fc.option(fc.constantFrom('a', 'B', 'b', 'é', 'z-1', ''));

  it('is by code unit, with null last', () => {
    expect([null, 'b', 'B', null, 'a'].sort(compareText)).toEqual(['B', 'a', 'b', null, null]);
  });

  it('is by slug, then by lid', () => {
    const films = [
      { slug: null, lid: 'x' },
      { slug: 'b', lid: 'y' },
      { slug: 'b', lid: 'Y' },
      { slug: 'a', lid: null },
    ];
    expect([...films].sort(compareFilms)).toEqual([films[3], films[2], films[1], films[0]]);
  });

  it('is total: antisymmetric and transitive', () => {
    const film = fc.record({ slug: text, lid: text });
    fc.assert(
      fc.property(film, film, film, (a, b, c) => {
        expect(compareFilms(a, b) + compareFilms(b, a)).toBe(0);
        expect(compareFilms(a, b) === 0).toBe(a.slug === b.slug && a.lid === b.lid);
        if (compareFilms(a, b) <= 0 && compareFilms(b, c) <= 0) expect(compareFilms(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('letterboxdUri', () => {
  it('prefers the short link, which never changes', () => {
    expect(letterboxdUri({ lid: 'SEXE', slug: 'x' })).toBe('https://boxd.it/SEXE');
    expect(letterboxdUri({ lid: null, slug: 'x' })).toBe('https://letterboxd.com/film/x/');
    expect(letterboxdUri({ lid: null, slug: null })).toBeNull();
  });
});
