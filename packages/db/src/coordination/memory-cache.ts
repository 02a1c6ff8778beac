import { LRUCache } from 'lru-cache';
import { SingleFlight } from './single-flight.ts';
import type { Cache } from './types.ts';

const MAX_BYTES = 64 * 1024 * 1024;
/** What an entry costs beside key and value, roughly. */
const ENTRY_BYTES = 200;

/** The cache in this process' memory, the least recently used dropped first. */
export class MemoryCache implements Cache {
  readonly #entries: LRUCache<string, Buffer>;
  readonly #flights = new SingleFlight<Buffer>();

  constructor(maxBytes = MAX_BYTES) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (value, key) => value.length + key.length + ENTRY_BYTES,
    });
  }

  async get(key: string): Promise<Buffer | null> {
    return this.#entries.get(key) ?? null;
  }

  async set(key: string, value: string | Buffer, ttlSeconds: number): Promise<void> {
    this.#entries.set(key, Buffer.from(value), { ttl: ttlSeconds * 1000 });
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }

  async getOrCompute(key: string, ttlSeconds: number, compute: () => Promise<string | Buffer>): Promise<Buffer> {
    const cached = this.#entries.get(key);
    if (cached) return cached;
    return this.#flights.run(key, async () => {
      const value = Buffer.from(await compute());
      await this.set(key, value, ttlSeconds);
      return value;
    });
  }
}
