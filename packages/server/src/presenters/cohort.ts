import type { CohortCard } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { timestamp, timestampOrNull } from './shared.ts';

/** A cohort. Its definition is made of user names, so only who may see names gets it. */
export function presentCohort(cohort: CohortCard, rights: CohortRights): Schemas['Cohort'] {
  const { m = null, baseline = null, floor = null, tau = null, alpha = null, beta = null } = cohort.parameters;
  const { seeds, lists, members, exclusions = [] } = cohort.definition;
  return {
    id: cohort.id,
    label: cohort.label,
    display_name: cohort.display_name,
    description: cohort.description,
    visibility: cohort.visibility,
    definition: rights.see_names ? { seeds, lists, members, exclusions } : null,
    parameters: { m, baseline, floor, tau, alpha, beta },
    member_count: cohort.member_count,
    ranking_version: cohort.current_version_id,
    computed_at: timestampOrNull(cohort.computed_at),
    active_run_id: cohort.active_run_id,
    created_at: timestamp(cohort.created_at),
    updated_at: timestamp(cohort.updated_at),
    can: { edit: rights.edit, sync: rights.sync, own: rights.own, see_names: rights.see_names },
  };
}
