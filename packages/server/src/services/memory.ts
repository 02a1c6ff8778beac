/** How much may be remembered in this process: what its heap has room for, since a cache that doesn't fit ends it. */
import { getHeapStatistics } from 'node:v8';

/** A row of a ranking: measured, 0.7 kB of its own, and 1 kB of its film that rankings of the same films share. */
export const BYTES_A_ROW = 1_200;
/** What is sent of a row. */
export const BYTES_A_JSON = 1_100;

/**
 * How many things fit into a share of the heap, and `most` where there is plenty.
 * @param share of all that the heap may grow to (`--max-old-space-size`), from 0 to 1; the shares of all caches stay well below 1
 * @param bytesEach what one takes at the most, with all that only it holds
 */
export function thatFit(
  most: number,
  share: number,
  bytesEach = BYTES_A_ROW,
  heapBytes = getHeapStatistics().heap_size_limit,
): number {
  return Math.min(most, Math.floor((heapBytes * share) / bytesEach));
}
