/** The parameters of a cohort's scoring. */
import type { ScoringParameters } from './types.ts';

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/**
 * The parameters for a cohort of `n` members with data, where its settings say nothing else: a film club of twelve is not
 * ranked by popularity alone, and from 200 members on they stay the same. None is rounded: `m` and `baseline` are real
 * weights, and with a `floor` of 2.5 a film needs 3 watchers. Throws a RangeError for a size that is no size.
 */
export function defaultParameters(n: number): ScoringParameters {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`a cohort's size is a whole number from 0 on, not ${n}`);
  return {
    m: clamp(n / 4, 3, 50),
    baseline: clamp(n / 2, 4, 75),
    floor: clamp(n / 20, 2, 10),
    tau: 365,
    alpha: 0.5,
    beta: 0.25,
  };
}

/** Throws a RangeError that names the first parameter with which no finite score could be computed. */
export function checkParameters(parameters: ScoringParameters): void {
  for (const name of ['m', 'baseline', 'floor', 'tau', 'alpha', 'beta'] as const) {
    if (!Number.isFinite(parameters[name])) throw new RangeError(`${name} must be a number, not ${parameters[name]}`);
  }
  for (const name of ['m', 'floor'] as const) {
    if (parameters[name] < 0) throw new RangeError(`${name} must be 0 or more, not ${parameters[name]}`);
  }
  for (const name of ['baseline', 'tau'] as const) {
    if (parameters[name] <= 0) throw new RangeError(`${name} must be more than 0, not ${parameters[name]}`);
  }
}
