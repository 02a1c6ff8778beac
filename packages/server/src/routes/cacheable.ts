/** The headers of answers that copies may be kept of. */
import type { CohortCard } from '@cohort-almanac/db';
import { LRUCache } from 'lru-cache';
import { entityTag } from '../middleware/conditional-get.ts';
import { type Audience, keys } from '../services/cache-keys.ts';

/**
 * What anybody may read without saying who they are, a CDN may keep for a minute, and hand out for one more while it asks
 * again; a browser asks each time. The rest stays with whom it was sent to. Every answer varies by who asks (`authenticate`
 * says so), so a copy for nobody in particular is never given to somebody whose own looks different.
 */
export function cacheControl(audience: Audience): string {
  return audience === 'anybody' ? 'public, max-age=0, s-maxage=60, stale-while-revalidate=60' : 'private, no-cache';
}

/** Tags of the answers that are asked for again and again: the hash of one costs as much as several looks. */
const tags = new LRUCache<string, string>({ max: 1_000 });

function tagOf(key: string): string {
  let tag = tags.get(key);
  if (tag === undefined) {
    tag = entityTag(key);
    tags.set(key, tag);
  }
  return tag;
}

/** An answer that changes with the cohort's version and revision only. */
export function cacheable(cohort: CohortCard, audience: Audience, what: string): Record<string, string> {
  return {
    ETag: tagOf(keys.answer(cohort, audience, what)),
    'Cache-Control': cacheControl(audience),
  };
}
