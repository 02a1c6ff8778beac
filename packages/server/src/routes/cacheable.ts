/** The headers of an answer that is made from a published version. */
import type { CohortCard } from '@cohort-almanac/db';
import { entityTag } from '../middleware/conditional-get.ts';

/**
 * An answer that changes with the cohort's version and revision only. Everybody who may read it gets the same bytes, so
 * the tag needs no class of viewers.
 */
export function cacheable(cohort: CohortCard, what: string): Record<string, string> {
  const key = [cohort.id, cohort.current_version_id ?? 0, cohort.revision, cohort.member_count, what].join(' ');
  return {
    ETag: entityTag(key),
    'Cache-Control': cohort.visibility === 'public' ? 'public, no-cache' : 'private, no-cache',
  };
}
