/** Why a task could not be done, and what that means for trying again. */
import type { ErrorKind } from '@cohort-almanac/core';

/**
 * `never`: the next try would say the same. `later`: it may pass; costs an attempt. `throttled`: they asked us to wait;
 * costs none.
 */
export type Retry = 'never' | 'later' | 'throttled';

export class TaskError extends Error {
  readonly kind: ErrorKind;
  readonly retry: Retry;
  /** How long to wait at least, when the other side said so. */
  readonly delayMs: number | undefined;

  constructor(kind: ErrorKind, message: string, options: { retry?: Retry; delayMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'TaskError';
    this.kind = kind;
    this.retry = options.retry ?? 'never';
    this.delayMs = options.delayMs;
  }
}

/** Tries after the first: three. */
export const MAX_RETRIES = 3;
const LONGEST_DELAY_MS = 60_000;

/** Doubling from `baseMs`, capped, with jitter so that tasks that failed together don't come back together. */
export function backOff(attempts: number, baseMs: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_DELAY_MS, baseMs * 2 ** attempts) * (0.5 + random() / 2);
}
