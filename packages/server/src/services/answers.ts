/**
 * Answers that cost more to make than a ranking's page: taste, tonight, people, movers, comparisons and the surfaces. Their JSON
 * is made once for a version and revision, by one api of all, and kept for a while.
 */
import type { Cache, CohortCard } from '@cohort-almanac/db';
import { LRUCache } from 'lru-cache';
import { entityTag } from '../middleware/conditional-get.ts';
import { digest, keys } from './cache-keys.ts';
import { counted } from './cache-reads.ts';

/** Bytes that a process keeps at most. */
const MAX_BYTES = 32_000_000;
/** Also bounds how long an answer of members as they are is told again while a run collects them. */
const KEPT_SECONDS = 300;

export interface Answer {
  /** JSON. */
  bytes: Buffer;
  /** The entity tag of the bytes. */
  tag: string;
}

export interface AnswersService {
  /**
   * What `make` gives for the question `what`, which tells it from every other about the cohort as it is. What throws is not
   * kept. With `named`, the answer names members: it stays in this process.
   */
  read(cohort: CohortCard, what: string, make: () => Promise<object>, options?: { named?: boolean }): Promise<Answer>;
}

export function answersService(cache: Pick<Cache, 'getOrCompute'>): AnswersService {
  const known = new LRUCache<string, Answer>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ bytes }) => bytes.length + 200,
    ttl: KEPT_SECONDS * 1000,
  });
  const underWay = new Map<string, Promise<Answer>>();

  return {
    async read(cohort, what, make, { named = false } = {}) {
      const key = digest(keys.answer(cohort, named ? 'names' : 'anybody', what));
      const found = counted('answers', known.get(key));
      if (found) return found;
      const running = underWay.get(key);
      if (running) return running;
      const write = async () => JSON.stringify(await make());
      const making = (named ? write().then(Buffer.from) : cache.getOrCompute(`answer:${key}`, KEPT_SECONDS, write))
        .then((bytes) => {
          const answer = { bytes, tag: entityTag(bytes.toString()) };
          known.set(key, answer);
          return answer;
        })
        .finally(() => underWay.delete(key));
      underWay.set(key, making);
      return making;
    },
  };
}
