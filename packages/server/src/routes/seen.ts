/** Finding the cohort of a path, for who may see it. */
import type { CohortCard, Role } from '@cohort-almanac/db';
import { type CohortRights, cohortRights } from '../policies/cohorts.ts';
import { ProblemError } from '../problem-error.ts';
import type { Audience } from '../services/cache-keys.ts';
import type { CohortsService, SeenCohort, Viewer } from '../services/types.ts';

/** Items of a page when the caller doesn't say; the contract's default. */
export const DEFAULT_PAGE = 50;

export interface SeenBy {
  rights(viewer: Viewer, seen: SeenCohort): CohortRights;
  /** Of a viewer for whom no cohort counts. */
  audience(viewer: Viewer, rights?: CohortRights): Audience;
  /** Throws the problem `not-found`, the same whether there is none or the viewer may not read it. */
  find(
    viewer: Viewer,
    idOrLabel: string,
  ): Promise<{ cohort: CohortCard; rights: CohortRights; role: Role | null; audience: Audience }>;
}

export function seenBy(cohorts: CohortsService): SeenBy {
  const rights: SeenBy['rights'] = (viewer, { cohort, role }) => cohortRights(viewer, cohort, role);
  const audience: SeenBy['audience'] = ({ token_id, session_id }, may) => {
    if (may?.see_names) return 'names';
    return token_id === null && session_id === undefined ? 'anybody' : 'reader';
  };
  return {
    rights,
    audience,
    async find(viewer, idOrLabel) {
      const seen = await cohorts.find(viewer, idOrLabel);
      if (!seen || !rights(viewer, seen).read) {
        throw new ProblemError('not-found', `There is no cohort "${idOrLabel}" that you may see.`);
      }
      const may = rights(viewer, seen);
      return { cohort: seen.cohort, rights: may, role: seen.role, audience: audience(viewer, may) };
    },
  };
}
