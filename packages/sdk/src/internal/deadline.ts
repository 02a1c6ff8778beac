import { AbortError, TimeoutError } from '../core/errors.ts';

/** `setTimeout` counts in 31 bits. */
const LONGEST = 2 ** 31 - 1;

/** One signal made of the caller's and of a deadline. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds that are left. */
  left(): number;
  /** Begins the time anew: for streams, whose every piece has it. */
  renew(): void;
  /** Stops the time, until it is renewed. */
  hold(): void;
  /** Lets go of timer and listener. */
  close(): void;
}

/** Throws `UsageError` when the time is not one. */
export function deadline(timeout: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  let end = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = () => controller.abort(new AbortError('The call was aborted.', { cause: outer?.reason }));
  const onTime = () =>
    controller.abort(
      new TimeoutError(`No whole answer within ${timeout} ms. Try again later, or allow more with the option timeout.`),
    );
  const hold = () => clearTimeout(timer);
  const renew = () => {
    hold();
    end = performance.now() + timeout;
    if (timeout < Infinity) timer = setTimeout(onTime, Math.min(timeout, LONGEST));
  };
  if (outer?.aborted) onAbort();
  else {
    outer?.addEventListener('abort', onAbort);
    renew();
  }
  return {
    signal: controller.signal,
    left: () => end - performance.now(),
    renew,
    hold,
    close() {
      hold();
      outer?.removeEventListener('abort', onAbort);
    },
  };
}

/** Waits for something, and no longer than the signal allows. What comes later is not waited for. */
export function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const done = () => signal.removeEventListener('abort', stop);
    work.then(resolve, reject).then(done);
  });
}

/** Waits for a while. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  return within(
    signal,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.min(ms, LONGEST));
    }),
  ).finally(() => clearTimeout(timer));
}

/** How long to wait before the next attempt, in milliseconds: 500 · 2ⁿ up to 8,000, less up to a quarter at random. */
export function backoff(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 8000) * (1 - Math.random() / 4);
}
