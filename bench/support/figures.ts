/** What all benches do with their numbers. */

/** One line of a budget: `value` may be up to `limit` (or from it on, where more is better). */
export interface Verdict {
  limit: number;
  value: number;
  ok: boolean;
}

export type Budget = Record<string, Verdict>;

export const atMost = (limit: number, value: number): Verdict => ({ limit, value, ok: value <= limit });
export const atLeast = (limit: number, value: number): Verdict => ({ limit, value, ok: value >= limit });

/** The value below which the share `p` (0…1) of the values lies; 0 of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Two digits after the point: nothing measured here is more exact. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Tells a person who waits what is going on; the figures alone go to stdout. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
