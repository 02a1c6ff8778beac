/**
 * Histograms of ratings: ten counts, of 0.5, 1.0, … 5.0 stars. All of it is whole numbers, so that a share that lies on a
 * threshold is never decided by rounding.
 */
import type { Histogram } from './scoring/types.ts';
import type { HalfStars } from './stars.ts';

/** A histogram that is still being counted. */
export type HistogramCounts = { -readonly [Index in keyof Histogram]: Histogram[Index] };

/** Ten zeros, to count into. */
export function emptyHistogram(): HistogramCounts {
  return [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
}

/** Whether the value is ten whole numbers from 0 on. */
export function isHistogram(value: unknown): value is Histogram {
  return Array.isArray(value) && value.length === 10 && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

/** The number of ratings. */
export function histogramTotal(histogram: Histogram): number {
  let total = 0;
  for (const count of histogram) total += count;
  return total;
}

/** The number of ratings from `from` to `to`, both included and both in half stars. */
export function countBetween(histogram: Histogram, from: HalfStars, to: HalfStars): number {
  let total = 0;
  for (let halfStars = from; halfStars <= to; halfStars += 1) total += histogram[halfStars - 1]!;
  return total;
}

/** What the mean and the deviation are made of, in whole numbers. */
export interface Moments {
  count: number;
  /** Sum of the ratings, in half stars. */
  sum: number;
  /** `count · Σh² - (Σh)²` = count² · population variance, in half stars squared; 0 exactly when all ratings are equal. */
  scatter: number;
}

/** Count, sum and scatter of a histogram; exact up to some ten million ratings. */
export function histogramMoments(histogram: Histogram): Moments {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < 10; index += 1) {
    const n = histogram[index]!;
    const halfStars = index + 1;
    count += n;
    sum += n * halfStars;
    squares += n * halfStars * halfStars;
  }
  return { count, sum, scatter: count * squares - sum * sum };
}

/** Mean rating in stars; null without ratings. */
export function histogramMean(histogram: Histogram): number | null {
  const { count, sum } = histogramMoments(histogram);
  return count === 0 ? null : sum / (2 * count);
}

/** Population standard deviation in stars; null without ratings. */
export function histogramDeviation(histogram: Histogram): number | null {
  const { count, scatter } = histogramMoments(histogram);
  return count === 0 ? null : Math.sqrt(scatter) / (2 * count);
}

/** Whether `count` of `total` is at least `percent` (a whole number) in a hundred. */
export function shareAtLeast(count: number, total: number, percent: number): boolean {
  return 100 * count >= percent * total;
}

/** Whether `count` of `total` is at most `percent` (a whole number) in a hundred. */
export function shareAtMost(count: number, total: number, percent: number): boolean {
  return 100 * count <= percent * total;
}

/**
 * Whether a published histogram fits the number of ratings stated beside it: its counts add up to within 1 % of that.
 * One that does not is flagged, and neither it nor its average is used.
 */
export function histogramIsPlausible(counts: Histogram, stated: number): boolean {
  return isHistogram(counts) && 100 * Math.abs(histogramTotal(counts) - stated) <= stated;
}
