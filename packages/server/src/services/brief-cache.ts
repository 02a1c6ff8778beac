/** What many requests a second ask alike is asked of the database once a second. */
import { LRUCache } from 'lru-cache';

/** How old an answer may be: what another process changes is seen here after this long. */
const FRESH_MS = 1_000;

/** Remembers the answers of `read` for a second, or as long as it is told; callers who ask at once share one question. A failure isn't remembered. */
export class BriefCache<Answer> {
  readonly #answers: LRUCache<string, Promise<Answer>>;

  constructor(max = 1_000, freshMs = FRESH_MS) {
    this.#answers = new LRUCache({ max, ttl: freshMs });
  }

  get(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(key);
    if (known) return known;
    const asked = read();
    this.#answers.set(key, asked);
    asked.catch(() => this.#answers.delete(key));
    return asked;
  }

  /** After a write of this process: its own readers see it at once. */
  clear(): void {
    this.#answers.clear();
  }
}
