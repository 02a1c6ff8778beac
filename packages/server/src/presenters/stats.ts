import { ATTRIBUTION, emptyHistogram } from '@cohort-almanac/core';
import type { Schemas } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import type { CohortStats, SeenCohort } from '../services/types.ts';
import { presentRun } from './run.ts';
import { presentCoverage, timestampOrNull } from './shared.ts';

/** The cohort in numbers; before its first version the numbers are zero. */
export function presentStats(
  cohort: SeenCohort['cohort'],
  { version, coverage, last_run, last_synced_at }: CohortStats,
  rights: Pick<CohortRights, 'see_names'>,
): Schemas['Stats'] {
  const summary = version?.summary;
  return {
    cohort_id: cohort.id,
    label: cohort.label,
    display_name: cohort.display_name,
    members: coverage.members,
    films: summary?.films ?? 0,
    ratings: summary?.ratings ?? 0,
    likes: summary?.likes ?? 0,
    likes_only: summary?.likes_only ?? 0,
    mean: summary?.mean ?? null,
    histogram: [...(summary?.histogram ?? emptyHistogram())],
    coverage: presentCoverage(coverage),
    freshness: {
      as_of: version?.as_of ?? null,
      computed_at: timestampOrNull(version?.computed_at ?? null),
      last_synced_at: timestampOrNull(last_synced_at),
    },
    parameters: version ? presentParameters(version.parameters) : null,
    ranking_version: version?.id ?? null,
    last_run: last_run && presentRun(last_run, rights),
    attribution: ATTRIBUTION,
  };
}

function presentParameters({ m, baseline, floor, tau, alpha, beta }: Schemas['Parameters']): Schemas['Parameters'] {
  return { m, baseline, floor, tau, alpha, beta };
}
