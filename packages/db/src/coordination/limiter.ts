import { createHash } from 'node:crypto';
import {
  type IRateLimiterStoreOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Limit, Limiter, LimiterAnswer } from './types.ts';

/** PostgreSQL's table holds keys of up to 255 characters, prefix included. */
const KEY_MAX = 150;

/** Makes the store's limiter for one limit. */
export type LimiterFactory = (options: Omit<IRateLimiterStoreOptions, 'storeClient'>) => RateLimiterAbstract;

/** Counts in a shared store; when that is down, in this process' memory. */
export class StoreLimiter implements Limiter {
  readonly #limiters = new Map<string, RateLimiterAbstract>();
  readonly #prefix: string;
  readonly #create: LimiterFactory;

  constructor(prefix: string, create: LimiterFactory) {
    this.#prefix = prefix;
    this.#create = create;
  }

  async consume(key: string, limit: Limit): Promise<LimiterAnswer> {
    const shortKey = key.length > KEY_MAX ? createHash('sha256').update(key).digest('hex') : key;
    try {
      return answer(await this.#limiterFor(limit).consume(shortKey), true);
    } catch (refused) {
      // Refusals are thrown, too.
      if (refused instanceof RateLimiterRes) return answer(refused, false);
      throw refused;
    }
  }

  #limiterFor({ points, durationSeconds }: Limit): RateLimiterAbstract {
    const name = `${points}/${durationSeconds}`;
    let limiter = this.#limiters.get(name);
    if (!limiter) {
      const options = { points, duration: durationSeconds, keyPrefix: `${this.#prefix}:limit:${name}` };
      limiter = this.#create({ ...options, insuranceLimiter: new RateLimiterMemory(options) });
      this.#limiters.set(name, limiter);
    }
    return limiter;
  }
}

function answer({ remainingPoints, msBeforeNext }: RateLimiterRes, allowed: boolean): LimiterAnswer {
  return { allowed, remaining: remainingPoints, resetMs: Math.max(0, msBeforeNext) };
}
