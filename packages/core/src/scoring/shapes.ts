/** The shape of a film's ratings, and what it adds to or takes from a score. */
import { countBetween, shareAtLeast, shareAtMost } from '../histogram.ts';
import type { Histogram } from './types.ts';

export const SHAPES = ['strong-left', 'left', 'right', 'bimodal-low-high', 'bimodal-mid', 'balanced', 'mixed'] as const;
export type Shape = (typeof SHAPES)[number];

export const SHAPE_BONUS: Readonly<Record<Shape, number>> = {
  'strong-left': 0.3,
  left: 0.15,
  right: -0.15,
  'bimodal-low-high': 0.05,
  'bimodal-mid': -0.05,
  balanced: 0,
  mixed: 0,
};

/** The shape of a histogram: the first rule that holds. Without ratings it is `mixed`. */
export function shapeOf(histogram: Histogram): Shape {
  const excellent = countBetween(histogram, 9, 10);
  const high = countBetween(histogram, 8, 10);
  const middleHigh = countBetween(histogram, 7, 7);
  const middleLow = countBetween(histogram, 6, 6);
  const low = countBetween(histogram, 1, 5);
  const all = high + middleHigh + middleLow + low;
  const atLeast = (count: number, percent: number) => shareAtLeast(count, all, percent);
  const atMost = (count: number, percent: number) => shareAtMost(count, all, percent);

  if (all === 0) return 'mixed';
  if (atLeast(excellent, 40) && atMost(low, 10)) return 'strong-left';
  if (atLeast(high, 60) && atMost(low, 15)) return 'left';
  if (atLeast(low, 45) && atMost(high, 20)) return 'right';
  if (atLeast(low, 35) && atLeast(high, 25)) return 'bimodal-low-high';
  if (atLeast(middleLow, 25) && atLeast(middleHigh, 25)) return 'bimodal-mid';
  if (atLeast(middleHigh + middleLow, 60) && atMost(low, 20)) return 'balanced';
  return 'mixed';
}
