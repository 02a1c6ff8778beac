/**
 * Spread below which values count as one value, relative to the largest. Sums of weights that are equal on paper differ by
 * a few units in the last place (about 1e-16); as z-scores those would become plus and minus one.
 */
const SAME_VALUE = 1e-12;

/**
 * The z-scores of the values, in their order: distance from the mean in population standard deviations. All 0 when the
 * values are the same or there is only one. Two passes, summed in the order given, so the films must come in sum order.
 */
export function zScores(values: readonly number[]): number[] {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of values) {
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
    sum += value;
  }
  const same = largest - smallest <= SAME_VALUE * Math.max(Math.abs(smallest), Math.abs(largest));
  if (values.length < 2 || same) return values.map(() => 0);
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / values.length);
  return values.map((value) => (value - mean) / deviation);
}
