import { LRUCache } from 'lru-cache';
import { counted } from './cache-reads.ts';

/** Keeps what was read, up to a size; callers who miss at once share one read. Nothing (null) isn't kept. */
export class Remembered<Value> {
  readonly #values: LRUCache<string, { value: Value }>;
  readonly #underWay = new Map<string, Promise<Value>>();

  constructor(maxSize: number, sizeOf: (value: NonNullable<Value>) => number) {
    this.#values = new LRUCache({ maxSize, sizeCalculation: ({ value }) => Math.max(1, value ? sizeOf(value) : 1) });
  }

  async get(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = counted('versions', this.#values.get(key));
    if (known) return known.value;
    let reading = this.#underWay.get(key);
    if (!reading) {
      reading = read()
        .then((value) => {
          if (value !== null) this.#values.set(key, { value });
          return value;
        })
        .finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, reading);
    }
    return reading;
  }
}
