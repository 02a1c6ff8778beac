/** Who may save, and who may share, which filter. */
import { type FilmFilter, MEMBER_PARAMETERS } from '@cohort-almanac/core';
import type { SavedFilter } from '@cohort-almanac/db';
import type { Viewer } from '../services/types.ts';
import type { CohortRights } from './cohorts.ts';

/** Parameters that take a member's name, and so would give a person's viewing away. */
const NAMING: ReadonlySet<string> = new Set(MEMBER_PARAMETERS);

/** The parameters of a filter that ask for members by name. */
export const namingParameters = (filter: Partial<FilmFilter>): string[] =>
  Object.keys(filter).filter((name) => NAMING.has(name));

/** A saved filter is its user's alone: whoever else asks is told that there is none. */
export function ownsFilter({ user_id }: Pick<Viewer, 'user_id'>, filter: Pick<SavedFilter, 'user_id'>): boolean {
  return user_id !== null && user_id === filter.user_id;
}

/** Who opens a private cohort's list to the world must be able to open the cohort; a public one is open already. */
export function mayShare(rights: Pick<CohortRights, 'read' | 'edit'>, cohort: { visibility: 'public' | 'private' }) {
  return rights.edit || (rights.read && cohort.visibility === 'public');
}
