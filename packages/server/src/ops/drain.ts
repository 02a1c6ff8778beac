/**
 * The time between the wish to stop and the end of listening. Whoever hands out requests learns from `/health/ready` that
 * this process wants no more; what still comes is answered, and each answer ends its connection.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Middleware } from 'koa';

/** What the application asks of a drain. */
export interface Draining {
  /** Whether it has begun. */
  readonly begun: boolean;
  /** Called as a request arrives; resolves when it may be worked on. */
  arrive(): Promise<void> | undefined;
}

export interface Drain extends Draining {
  /**
   * Begins, and resolves when the listener may be closed. At its end requests are taken but held back for a moment: who
   * waits for an answer opens no other connection, so that none is in the system's queue, where closing would reset it.
   */
  begin(): Promise<void>;
  /** Has those go on that were held back: the listener is closed. */
  release(): void;
}

/** Nothing has arrived for so long: whoever asks at all is waiting for an answer. */
const QUIET_MS = 100;
/** For so long at most requests are held back. */
const LONGEST_HOLD_MS = 2_000;

/** @param ms longer than a balancer takes to see that the process is not ready, and to stop sending */
export function createDrain(ms: number): Drain {
  let begun = false;
  let held: Promise<void> | undefined;
  let release = () => {};
  let arrived = 0;
  return {
    get begun() {
      return begun;
    },
    arrive() {
      if (begun) arrived = performance.now();
      return held;
    },
    async begin() {
      begun = true;
      await sleep(ms);
      held = new Promise((resolve) => {
        release = () => {
          held = undefined;
          resolve();
        };
      });
      const since = performance.now();
      for (let now = since; now - Math.max(since, arrived) < QUIET_MS && now - since < LONGEST_HOLD_MS; ) {
        await sleep(10);
        now = performance.now();
      }
    },
    release: () => release(),
  };
}

/** Ends connections with their next answer once the drain has begun, so that none is cut while it is used again. */
export function endConnections(drain: Draining): Middleware {
  return async (ctx, next) => {
    await drain.arrive();
    await next();
    if (drain.begun) ctx.set('Connection', 'close');
  };
}
