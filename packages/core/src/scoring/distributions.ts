/** Labels for the distribution of a film's ratings and for how far its raters agree. */
import { countBetween, histogramMoments, shareAtLeast, shareAtMost } from '../histogram.ts';
import type { Consensus, Distribution, Histogram } from './types.ts';

/** With fewer ratings than this nothing is said about their distribution. */
const FEWEST = 5;

/** The label of a distribution: the first rule that holds; `unclassified` below 5 ratings. */
export function distributionOf(histogram: Histogram): Distribution {
  const count = (from: Parameters<typeof countBetween>[1], to: typeof from) => countBetween(histogram, from, to);
  const all = count(1, 10);
  if (all < FEWEST) return 'unclassified';
  const five = count(10, 10);
  const largestOther = Math.max(...histogram.slice(0, 9));
  const highExtreme = count(9, 10);
  const high = count(8, 10);
  const middleHigh = count(6, 7);
  const middleLow = count(4, 5);
  const low = count(1, 3);
  const lowExtreme = count(1, 2);
  const middle = middleHigh + middleLow;
  const atLeast = (part: number, percent: number) => shareAtLeast(part, all, percent);
  const atMost = (part: number, percent: number) => shareAtMost(part, all, percent);
  const between = (part: number, least: number, most: number) => atLeast(part, least) && atMost(part, most);

  if (atLeast(highExtreme, 40) && atMost(low, 10) && 10 * five >= 12 * largestOther) return 'masterpiece-consensus';
  if (atLeast(lowExtreme, 40) && atMost(high, 10) && 10 * lowExtreme >= 16 * Math.max(middleLow, middleHigh, high)) {
    return 'consensus-bomb';
  }
  if (
    atLeast(lowExtreme, 30) &&
    atLeast(highExtreme, 10) &&
    atMost(middle, 40) &&
    100 * Math.min(lowExtreme, highExtreme) >= 25 * Math.max(lowExtreme, highExtreme)
  ) {
    return 'polarizing';
  }
  if (atLeast(low + middleLow, 70) && between(lowExtreme, 20, 40) && atMost(high, 20)) return 'general-dislike';
  if (atLeast(high + middleHigh, 70) && between(highExtreme, 20, 40) && atMost(low, 15) && middleHigh >= middleLow) {
    return 'certified-favorite';
  }
  if (atLeast(high + middleHigh, 60) && atLeast(low, 10) && !atLeast(highExtreme, 35) && 10 * low >= 4 * highExtreme) {
    return 'cult-darling';
  }
  if (atLeast(middle, 75) && atMost(Math.abs(middleHigh - middleLow), 10) && atMost(high, 15) && atMost(low, 15)) {
    return 'steady-crowdpleaser';
  }
  if (atLeast(middle, 60) && between(high, 10, 20) && between(low, 10, 20) && atMost(Math.abs(high - low), 5)) {
    return 'even-split';
  }
  const thirds = [high, middle, low];
  if (thirds.every((part) => between(part, 20, 40)) && atMost(Math.max(...thirds) - Math.min(...thirds), 15)) {
    return 'balanced-chaos';
  }
  return 'unclassified';
}

/**
 * How far the raters agree: the first rule that holds; null below 5 ratings. The deviations 0.4 and 1.0 stars are compared
 * as count² · variance in half stars, which is a whole number: (2 · 0.4)² = 0.64 and (2 · 1.0)² = 4.
 */
export function consensusOf(histogram: Histogram): Consensus | null {
  const { count, scatter } = histogramMoments(histogram);
  if (count < FEWEST) return null;
  if (shareAtLeast(countBetween(histogram, 8, 10), count, 80)) return 'unanimous';
  if (100 * scatter <= 64 * count * count) return 'agreement';
  if (scatter >= 4 * count * count) return 'divisive';
  return 'mixed';
}
