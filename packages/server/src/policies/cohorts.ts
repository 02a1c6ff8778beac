/**
 * Who may do what with a cohort, as a person; whether the token's scopes allow it was checked before, against the contract.
 */
import type { CohortCard, Role } from '@cohort-almanac/db';
import type { Viewer } from '../services/types.ts';

export interface CohortRights {
  /** Whoever may not gets 404: that it exists is not theirs to know. */
  read: boolean;
  /** Change its name, definition or parameters. */
  edit: boolean;
  /** Start a run, which costs other sites requests. */
  sync: boolean;
  /** Decide who else may do what, whether the public may read it, and whether it stays. */
  own: boolean;
  /** See who its members are. To everybody else they are pseudonymous, in a public cohort too. */
  see_names: boolean;
}

/** A public cohort is read by everybody, a private one by those who have a role in it. */
export function cohortRights(
  viewer: Pick<Viewer, 'is_operator' | 'only_cohorts'>,
  cohort: Pick<CohortCard, 'visibility'> & { id?: number },
  role: Role | null,
): CohortRights {
  if (viewer.only_cohorts) {
    // A publishable token: the cohorts that it names, as the public sees them.
    const read = cohort.id !== undefined && viewer.only_cohorts.includes(cohort.id);
    return { read, edit: false, sync: false, own: false, see_names: false };
  }
  const works = viewer.is_operator || role === 'owner' || role === 'editor';
  return {
    read: works || role === 'viewer' || cohort.visibility === 'public',
    edit: works,
    sync: works,
    own: viewer.is_operator || role === 'owner',
    see_names: works,
  };
}
