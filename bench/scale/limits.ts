/** What a step has used up of each limit, so that it can be told which one comes first. Pure. */
import { rounded } from '../support/figures.ts';

export interface Limit {
  limit: number;
  value: number;
  /** `value` by `limit`; above 1 it is broken. */
  share: number;
}

export type Limits = Readonly<Record<string, Limit>>;

/** What was measured against limits; what the system did not tell is left out. */
export function limitsOf(values: Readonly<Record<string, readonly [value: number | null, limit: number]>>): Limits {
  const known = Object.entries(values).flatMap(([name, [value, limit]]) =>
    value === null ? [] : [[name, { limit, value, share: rounded(value / limit) }] as const],
  );
  return Object.fromEntries(known);
}

/** The names of the limits, the most used up first. */
export function byShare(limits: Limits): string[] {
  return Object.keys(limits).sort((a, b) => limits[b]!.share - limits[a]!.share);
}
