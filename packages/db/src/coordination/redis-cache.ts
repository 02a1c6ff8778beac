import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { SingleFlight } from './single-flight.ts';
import type { Cache, CoordinationLog } from './types.ts';

/** A process that died while it computed holds the others up for this long. */
const LOCK_MS = 10_000;
const LOOK_MS = 40;
/** Trouble is logged at most this often: every request would say the same. */
const LOG_EVERY_MS = 10_000;

/** Deletes a lock only if it is still ours (the pattern of Redis' manual, "Distributed Locks with Redis"). */
const UNLOCK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

/** The cache in Redis. When Redis is down, reads miss and writes are dropped. */
export class RedisCache implements Cache {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #log: CoordinationLog;
  readonly #flights = new SingleFlight<Buffer>();
  #loggedAt = 0;

  /** @param redis with its offline queue off: a command without a connection must fail at once. */
  constructor(redis: Redis, prefix: string, log: CoordinationLog) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#log = log;
  }

  get(key: string): Promise<Buffer | null> {
    return this.#open(null, () => this.#redis.getBuffer(this.#key(key)));
  }

  async set(key: string, value: string | Buffer, ttlSeconds: number): Promise<void> {
    await this.#open(null, () => this.#redis.set(this.#key(key), value, 'PX', Math.ceil(ttlSeconds * 1000)));
  }

  async delete(key: string): Promise<void> {
    await this.#open(0, () => this.#redis.del(this.#key(key)));
  }

  async getOrCompute(key: string, ttlSeconds: number, compute: () => Promise<string | Buffer>): Promise<Buffer> {
    return (await this.get(key)) ?? this.#flights.run(key, () => this.#computeOnce(key, ttlSeconds, compute));
  }

  /** Holds a short lock while it computes; who doesn't get the lock looks for the value until it is there. */
  async #computeOnce(key: string, ttlSeconds: number, compute: () => Promise<string | Buffer>): Promise<Buffer> {
    const lock = `${this.#key(key)}:lock`;
    const token = randomUUID();
    const deadline = Date.now() + LOCK_MS;
    // Without Redis there is no lock to be had, and everybody computes.
    while (Date.now() < deadline) {
      const locked = await this.#open('OK', () => this.#redis.set(lock, token, 'PX', LOCK_MS, 'NX'));
      // Who held the lock before us may have left the value a moment ago.
      const value = await this.get(key);
      if (value) {
        if (locked) await this.#unlock(lock, token);
        return value;
      }
      if (locked) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    try {
      const value = Buffer.from(await compute());
      await this.set(key, value, ttlSeconds);
      return value;
    } finally {
      await this.#unlock(lock, token);
    }
  }

  async #unlock(lock: string, token: string): Promise<void> {
    await this.#open(0, () => this.#redis.eval(UNLOCK, 1, lock, token));
  }

  #key(key: string): string {
    return `${this.#prefix}:cache:${key}`;
  }

  async #open<T, F>(fallback: F, command: () => Promise<T>): Promise<T | F> {
    try {
      return await command();
    } catch (error) {
      if (Date.now() - this.#loggedAt > LOG_EVERY_MS) {
        this.#loggedAt = Date.now();
        this.#log.warn({ err: error }, 'the cache is down: everything is computed');
      }
      return fallback;
    }
  }
}
