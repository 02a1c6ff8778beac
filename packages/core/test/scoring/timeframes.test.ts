import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALL_TIME,
  formatTimeframe,
  InvalidTimeframe,
  inTimeframe,
  parseTimeframe,
  recentYears,
} from '../../src/scoring/index.ts';

describe('parseTimeframe', () => {
  it.each([
    ['all', ALL_TIME],
    ['release:1990-1999', { ...ALL_TIME, release: { from: 1990, to: 1999 } }],
    ['release:1990-', { ...ALL_TIME, release: { from: 1990, to: null } }],
    ['release:-1999', { ...ALL_TIME, release: { from: null, to: 1999 } }],
    ['watched-year:2024', { ...ALL_TIME, watched_year: 2024 }],
    ['watched:2023-08-01-2024-07-31', { ...ALL_TIME, watched: { from: '2023-08-01', to: '2024-07-31' } }],
    ['watched:2023-08-01-', { ...ALL_TIME, watched: { from: '2023-08-01', to: null } }],
    ['watched:-2024-07-31', { ...ALL_TIME, watched: { from: null, to: '2024-07-31' } }],
    ['release:1990-1999|watched-year:2024', { release: { from: 1990, to: 1999 }, watched_year: 2024, watched: null }],
  ])('reads %s, and writes it again', (key, timeframe) => {
    expect(parseTimeframe(key)).toEqual(timeframe);
    expect(formatTimeframe(timeframe)).toBe(key);
  });

  it('gives one key to parts in any order', () => {
    const key = 'watched:2024-01-01-|release:-1999|watched-year:2024';
    expect(formatTimeframe(parseTimeframe(key))).toBe('release:-1999|watched-year:2024|watched:2024-01-01-');
  });

  it.each([
    ['', 'no timeframe'],
    ['All', 'no timeframe'],
    ['all|release:1990-1999', 'no timeframe'],
    ['release:1990-1999|', 'no timeframe'],
    ['decade:1990', 'no timeframe'],
    ['release:1990', 'span of years'],
    ['release:90-99', 'span of years'],
    ['release:-', 'open at both ends'],
    ['release:1999-1990', 'ends before it begins'],
    ['release:1990-1999|release:2000-2009', 'given twice'],
    ['watched-year:24', 'not a year'],
    ['watched-year:2023-2024', 'not a year'],
    ['watched:2023-2024', 'span of days'],
    ['watched:2023-02-29-2024-07-31', '2023-02-29 is not in the calendar'],
    ['watched:2024-07-31-2023-08-01', 'ends before it begins'],
    ['watched:-', 'open at both ends'],
  ])('refuses %j: %s', (key, reason) => {
    expect(() => parseTimeframe(key)).toThrow(InvalidTimeframe);
    expect(() => parseTimeframe(key)).toThrow(reason);
  });
});

describe('recentYears', () => {
  it.each([
    [1, '2024-07-31', 'watched:2023-08-01-2024-07-31'],
    [5, '2024-12-31', 'watched:2020-01-01-2024-12-31'],
    [1, '2024-02-28', 'watched:2023-03-01-2024-02-28'],
    [1, '2024-02-29', 'watched:2023-03-01-2024-02-29'],
    [4, '2024-02-28', 'watched:2020-02-29-2024-02-28'],
  ])('%s up to %s: %s', (years, asOf, key) => {
    expect(formatTimeframe(recentYears(years, asOf))).toBe(key);
  });

  it.each([0, -1, 1.5, Number.NaN, 2024])('refuses %s years', (years) => {
    expect(() => recentYears(years, '2024-07-31')).toThrow(RangeError);
  });

  it('is about so many years long, and has a key that can be read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }),
        (years, date) => {
          const asOf = date.toISOString().slice(0, 10);
          const timeframe = recentYears(years, asOf);
          expect(parseTimeframe(formatTimeframe(timeframe))).toEqual(timeframe);
          const days = (Date.parse(asOf) - Date.parse(timeframe.watched!.from!)) / 86_400_000 + 1;
          expect(Math.abs(days - years * 365.2425)).toBeLessThan(2);
        },
      ),
    );
  });
});

describe('inTimeframe', () => {
  const film = { release_year: 1994, last_rating_at: '2024-03-15' };
  it.each([
    ['all', true],
    ['release:1994-1994', true],
    ['release:1995-', false],
    ['release:-1993', false],
    ['release:-1994', true],
    ['watched-year:2024', true],
    ['watched-year:2023', false],
    ['watched:2024-03-15-2024-03-15', true],
    ['watched:2024-03-16-', false],
    ['watched:-2024-03-14', false],
    ['release:1990-1999|watched-year:2024', true],
    ['release:1990-1999|watched-year:2023', false],
    ['release:2000-2009|watched-year:2024', false],
  ])('a film of 1994, last rated 2024-03-15, in %s: %s', (key, expected) => {
    expect(inTimeframe(film, parseTimeframe(key))).toBe(expected);
  });

  it.each([
    ['all', true],
    ['release:-2030', false],
    ['watched-year:2024', false],
    ['watched:-2030-01-01', false],
  ])('a film of which neither is known, in %s: %s', (key, expected) => {
    expect(inTimeframe({ release_year: null, last_rating_at: null }, parseTimeframe(key))).toBe(expected);
  });
});
