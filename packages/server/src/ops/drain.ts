/**
 * The time between the wish to stop and the end of listening. Whoever hands out requests learns from `/health/ready` that
 * this process wants no more; what still comes is answered, and each answer ends its connection.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Middleware } from 'koa';

export interface Drain {
  /** Whether it has begun. */
  readonly begun: boolean;
  /** Begins, and resolves when the listener may be closed. */
  begin(): Promise<void>;
}

/** @param ms longer than a balancer takes to see that the process is not ready, and to stop sending */
export function createDrain(ms: number): Drain {
  let begun = false;
  return {
    get begun() {
      return begun;
    },
    async begin() {
      begun = true;
      await sleep(ms);
    },
  };
}

/** Ends connections with their next answer once the drain has begun, so that none is cut while it is used again. */
export function endConnections(drain: Pick<Drain, 'begun'>): Middleware {
  return async (ctx, next) => {
    await next();
    if (drain.begun) ctx.set('Connection', 'close');
  };
}
