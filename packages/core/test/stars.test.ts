import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatStars, HALF_STARS, isHalfStars, parseStars, toHalfStars, toStars } from '../src/stars.ts';

const halfStars = fc.constantFrom(...HALF_STARS);

describe('half stars', () => {
  it('are the whole numbers from 1 to 10', () => {
    expect([1, 10, 0, 11, 2.5, Number.NaN, '4', null].map(isHalfStars)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('become stars and come back', () => {
    expect(HALF_STARS.map(toStars)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]);
    fc.assert(fc.property(halfStars, (rating) => toHalfStars(toStars(rating)) === rating));
  });

  it.each([0, 0.25, 3.7, 5.5, -1, Number.NaN, Number.POSITIVE_INFINITY])('are not made of %s stars', (stars) => {
    expect(toHalfStars(stars)).toBeNull();
  });
});

describe('parseStars', () => {
  it.each([
    ['3.5', 7],
    ['4', 8],
    ['4.0', 8],
    [' 0.5 ', 1],
    ['★★½', 5],
    ['½', 1],
    ['★★★★★', 10],
  ])('reads %j', (text, expected) => {
    expect(parseStars(text)).toBe(expected);
  });

  it.each(['', '0', '-3', '6', '3.2', '★★★★★½', '★★★★★★', '½★', 'four', '4 stars', '1e0', '٣'])(
    'refuses %j',
    (text) => {
      expect(parseStars(text)).toBeNull();
    },
  );

  it('reads what is shown and what is stored', () => {
    expect(HALF_STARS.map(formatStars).join(' ')).toBe('½ ★ ★½ ★★ ★★½ ★★★ ★★★½ ★★★★ ★★★★½ ★★★★★');
    fc.assert(
      fc.property(halfStars, (rating) => {
        expect(parseStars(formatStars(rating))).toBe(rating);
        expect(parseStars(String(toStars(rating)))).toBe(rating);
      }),
    );
  });
});
