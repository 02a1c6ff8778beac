/** What several presenters need. */
import { ATTRIBUTION } from '@cohort-almanac/core';
import type { Published } from '../services/types.ts';

export const timestamp = (time: Date): string => time.toISOString();

export const timestampOrNull = (time: Date | string | null): string | null =>
  time === null ? null : new Date(time).toISOString();

/** The part that every read of a published version carries. */
export function presentPublished({ ranking_version, computed_at, coverage }: Published) {
  return {
    ranking_version,
    computed_at: timestampOrNull(computed_at),
    coverage: presentCoverage(coverage),
    attribution: ATTRIBUTION,
  };
}

export function presentCoverage({ members, members_with_data, sources, ...observed }: Published['coverage']) {
  return {
    members,
    members_with_data,
    sources: { export: sources.export, rss: sources.rss, pages: sources.pages, crawl: sources.crawl },
    oldest_observed_at: timestampOrNull(observed.oldest_observed_at),
    newest_observed_at: timestampOrNull(observed.newest_observed_at),
  };
}
