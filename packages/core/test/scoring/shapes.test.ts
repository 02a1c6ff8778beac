import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHAPE_BONUS, SHAPES, shapeOf } from '../../src/scoring/index.ts';
import type { Histogram } from '../../src/scoring/types.ts';

describe('shapeOf', () => {
  it.each<[string, string, Histogram]>([
    ['strong-left', 'e = 40 %, low = 10 %', [2, 2, 2, 2, 2, 25, 25, 0, 20, 20]],
    ['bimodal-mid', 'not strong-left with e = 39 %', [2, 2, 2, 2, 2, 25, 26, 0, 20, 19]],
    ['mixed', 'not strong-left with low = 11 %', [3, 2, 2, 2, 2, 25, 24, 0, 20, 20]],
    ['left', 'high = 60 %, low = 15 %', [3, 3, 3, 3, 3, 12, 13, 50, 5, 5]],
    ['mixed', 'not left with high = 59 %', [3, 3, 3, 3, 3, 13, 13, 49, 5, 5]],
    ['mixed', 'not left with low = 16 %', [4, 3, 3, 3, 3, 12, 12, 50, 5, 5]],
    ['right', 'low = 45 %, high = 20 %', [9, 9, 9, 9, 9, 17, 18, 10, 5, 5]],
    ['mixed', 'not right with low = 44 %', [9, 9, 9, 9, 8, 18, 18, 10, 5, 5]],
    ['mixed', 'not right with high = 21 %', [9, 9, 9, 9, 9, 17, 17, 11, 5, 5]],
    ['bimodal-low-high', 'low = 35 %, high = 25 %', [7, 7, 7, 7, 7, 20, 20, 15, 5, 5]],
    ['mixed', 'not bimodal with low = 34 %', [7, 7, 7, 7, 6, 21, 20, 15, 5, 5]],
    ['mixed', 'not bimodal with high = 24 %', [7, 7, 7, 7, 7, 20, 21, 14, 5, 5]],
    ['bimodal-mid', 'ml = 25 %, mh = 25 %', [5, 5, 5, 5, 5, 25, 25, 15, 5, 5]],
    ['mixed', 'not bimodal-mid with mh = 24 %', [5, 5, 5, 5, 5, 25, 24, 16, 5, 5]],
    ['mixed', 'not bimodal-mid with ml = 24 %', [5, 5, 5, 5, 5, 24, 25, 16, 5, 5]],
    ['balanced', 'mh + ml = 60 %, low = 20 %', [4, 4, 4, 4, 4, 20, 40, 10, 5, 5]],
    ['mixed', 'not balanced with mh + ml = 59 %', [4, 4, 4, 4, 4, 20, 39, 11, 5, 5]],
    ['mixed', 'not balanced with low = 21 %', [5, 4, 4, 4, 4, 20, 40, 9, 5, 5]],
    ['mixed', 'no ratings', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['strong-left', 'first line wins over left', [0, 0, 0, 0, 0, 0, 0, 0, 5, 5]],
    ['left', 'only 4.0, which is high but not excellent', [0, 0, 0, 0, 0, 0, 0, 9, 0, 0]],
    ['right', 'only 2.5, which is low', [0, 0, 0, 0, 9, 0, 0, 0, 0, 0]],
    ['balanced', 'only 3.0', [0, 0, 0, 0, 0, 9, 0, 0, 0, 0]],
    ['bimodal-mid', 'first line wins over balanced', [0, 0, 0, 0, 0, 4, 4, 0, 0, 0]],
    ['bimodal-low-high', 'half hate it, half love it', [4, 0, 0, 0, 0, 0, 0, 0, 0, 4]],
  ])('%s: %s', (shape, _why, histogram) => {
    expect(shapeOf(histogram)).toBe(shape);
  });

  it('is the same for a cohort of many times the size', () => {
    const histogram = fc.tuple(...(Array(10).fill(fc.nat(20)) as fc.Arbitrary<number>[]));
    fc.assert(
      fc.property(histogram, fc.integer({ min: 2, max: 100_000 }), (counts, times) => {
        const larger = counts.map((count) => count * times);
        return shapeOf(larger as unknown as Histogram) === shapeOf(counts as unknown as Histogram);
      }),
    );
  });

  it('has a bonus for every shape', () => {
    expect(SHAPES.map((shape) => SHAPE_BONUS[shape])).toEqual([0.3, 0.15, -0.15, 0.05, -0.05, 0, 0]);
  });
});
