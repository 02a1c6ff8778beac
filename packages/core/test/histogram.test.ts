import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countBetween,
  emptyHistogram,
  histogramDeviation,
  histogramIsPlausible,
  histogramMean,
  histogramMoments,
  histogramTotal,
  isHistogram,
  shareAtLeast,
  shareAtMost,
} from '../src/histogram.ts';
import { HALF_STARS } from '../src/stars.ts';

const ratings = fc.array(fc.constantFrom(...HALF_STARS), { minLength: 1, maxLength: 60 });

function histogramOf(halfStars: readonly number[]) {
  const histogram = emptyHistogram();
  for (const rating of halfStars) histogram[rating - 1]! += 1;
  return histogram;
}

describe('a histogram', () => {
  it('is ten whole numbers', () => {
    expect(isHistogram(emptyHistogram())).toBe(true);
    expect(isHistogram([0, 0, 0, 0, 0, 0, 0, 0, 0])).toBe(false);
    expect(isHistogram([0, 0, 0, 0, 0, 0, 0, 0, 0, -1])).toBe(false);
    expect(isHistogram([0, 0, 0, 0, 0, 0, 0, 0, 0, 1.5])).toBe(false);
    expect(isHistogram('0000000000')).toBe(false);
  });

  it('has the total, mean and deviation of its ratings', () => {
    // 3, 4 and 5 stars: mean 4, variance (1 + 0 + 1) / 3.
    const histogram = histogramOf([6, 8, 10]);
    expect(histogramTotal(histogram)).toBe(3);
    expect(histogramMoments(histogram)).toEqual({ count: 3, sum: 24, scatter: 24 });
    expect(histogramMean(histogram)).toBe(4);
    expect(histogramDeviation(histogram)).toBeCloseTo(Math.sqrt(2 / 3), 15);
  });

  it('has neither mean nor deviation without ratings', () => {
    expect(histogramMean(emptyHistogram())).toBeNull();
    expect(histogramDeviation(emptyHistogram())).toBeNull();
  });

  it('agrees with the list of its ratings', () => {
    fc.assert(
      fc.property(ratings, (list) => {
        const histogram = histogramOf(list);
        const stars = list.map((rating) => rating / 2);
        const mean = stars.reduce((sum, rating) => sum + rating, 0) / stars.length;
        const variance = stars.reduce((sum, rating) => sum + (rating - mean) ** 2, 0) / stars.length;
        expect(histogramTotal(histogram)).toBe(list.length);
        expect(histogramMean(histogram)).toBeCloseTo(mean, 12);
        expect(histogramDeviation(histogram)! ** 2).toBeCloseTo(variance, 12);
        expect(countBetween(histogram, 4, 8)).toBe(list.filter((rating) => rating >= 4 && rating <= 8).length);
      }),
    );
  });

  it('has no deviation at all when every rating is the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HALF_STARS), fc.integer({ min: 1, max: 1_000_000 }), (rating, count) => {
        const histogram = emptyHistogram();
        histogram[rating - 1] = count;
        return histogramDeviation(histogram) === 0;
      }),
    );
  });
});

describe('shares', () => {
  it('are compared without rounding', () => {
    // 0.07 · 100 is 7.000000000000001 in floating point.
    expect(shareAtLeast(7, 100, 7)).toBe(true);
    expect(shareAtLeast(6, 100, 7)).toBe(false);
    expect(shareAtMost(29, 100, 29)).toBe(true);
    expect(shareAtMost(30, 100, 29)).toBe(false);
    expect(shareAtLeast(1, 3, 34)).toBe(false);
    expect(shareAtLeast(1, 3, 33)).toBe(true);
  });
});

describe('histogramIsPlausible', () => {
  const thousand = histogramOf(Array.from({ length: 1000 }, (_, index) => (index % 10) + 1));
  it.each([
    [1000, true],
    // 10 of 1010 are 0.99 %, 11 of 1011 are 1.09 %, 9 of 991 are 0.91 %, 10 of 990 are 1.01 %.
    [1010, true],
    [1011, false],
    [991, true],
    [990, false],
    [0, false],
    [Number.NaN, false],
  ])('a thousand counts beside %s stated ratings: %s', (stated, expected) => {
    expect(histogramIsPlausible(thousand, stated)).toBe(expected);
  });

  it('accepts exactly one per cent', () => {
    const histogram = emptyHistogram();
    histogram[9] = 99;
    expect(histogramIsPlausible(histogram, 100)).toBe(true);
    histogram[9] = 101;
    expect(histogramIsPlausible(histogram, 100)).toBe(true);
    histogram[9] = 102;
    expect(histogramIsPlausible(histogram, 100)).toBe(false);
  });
});
