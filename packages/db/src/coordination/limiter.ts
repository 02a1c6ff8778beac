import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  type IRateLimiterStoreOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Limit, Limiter, LimiterAnswer } from './types.ts';

/**
 * A process takes points from the store in portions of a twentieth of the limit, and hands them out itself: a question to
 * the store on every request would cost more than many of the answers. A limit is therefore kept to within a twentieth.
 */
const PORTIONS = 20;
const KEYS_REMEMBERED = 10_000;

interface Portion {
  left: number;
  /** What the store held after this portion was taken. */
  remaining: number;
  resetAt: number;
}

/** PostgreSQL's table holds keys of up to 255 characters, prefix included. */
const KEY_MAX = 150;

/** Makes the store's limiter for one limit. */
export type LimiterFactory = (options: Omit<IRateLimiterStoreOptions, 'storeClient'>) => RateLimiterAbstract;

/** Counts in a shared store, portion by portion; when that is down, in this process' memory. */
export class StoreLimiter implements Limiter {
  readonly #limiters = new Map<string, RateLimiterAbstract>();
  readonly #prefix: string;
  readonly #create: LimiterFactory;
  readonly #portions = new LRUCache<string, Portion>({ max: KEYS_REMEMBERED });
  readonly #underWay = new Map<string, Promise<LimiterAnswer>>();

  readonly #onRefused: ((key: string) => void) | undefined;

  constructor(prefix: string, create: LimiterFactory, onRefused?: (key: string) => void) {
    this.#prefix = prefix;
    this.#create = create;
    this.#onRefused = onRefused;
  }

  async consume(key: string, limit: Limit): Promise<LimiterAnswer> {
    const name = `${limit.points}/${limit.durationSeconds} ${key}`;
    for (;;) {
      const given = this.#fromPortion(name);
      if (given) return given;
      const underWay = this.#underWay.get(name);
      if (!underWay) break;
      // Who comes while a portion is being fetched takes from it, or learns that there is none.
      const verdict = await underWay;
      if (!verdict.allowed) return verdict;
    }
    const fetched = this.#fetchPortion(name, key, limit).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, fetched);
    return fetched;
  }

  #fromPortion(name: string): LimiterAnswer | null {
    const portion = this.#portions.get(name);
    const resetMs = portion ? portion.resetAt - Date.now() : 0;
    if (!portion || portion.left === 0 || resetMs <= 0) return null;
    portion.left -= 1;
    return { allowed: true, remaining: portion.remaining + portion.left, resetMs };
  }

  /** Takes a portion from the store, and the first point of it. */
  async #fetchPortion(name: string, key: string, limit: Limit): Promise<LimiterAnswer> {
    const shortKey = key.length > KEY_MAX ? createHash('sha256').update(key).digest('hex') : key;
    const size = Math.max(1, Math.floor(limit.points / PORTIONS));
    try {
      const taken = await this.#limiterFor(limit).consume(shortKey, size);
      const { remaining, resetMs } = answer(taken, true);
      this.#portions.set(name, { left: size - 1, remaining, resetAt: Date.now() + resetMs });
      return { allowed: true, remaining: remaining + size - 1, resetMs };
    } catch (refused) {
      // Refusals are thrown, too.
      if (!(refused instanceof RateLimiterRes)) throw refused;
      this.#onRefused?.(key);
      return answer(refused, false);
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
