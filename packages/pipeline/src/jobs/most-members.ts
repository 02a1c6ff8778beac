/** How many members a cohort may have. */
import { isOperatorsCohort } from '@cohort-almanac/db';
import type { JobContext } from './context.ts';

/** A cohort is a circle; one that grows beyond this is cut, whoever owns it. */
export const MAX_MEMBERS = 5_000;

/** The quota of its owners; the operator has none. One cohort can't cost the others their pace. */
export async function mostMembers(
  { db, mostMembers: quota = MAX_MEMBERS }: Pick<JobContext, 'db' | 'mostMembers'>,
  cohortId: number,
): Promise<number> {
  return quota >= MAX_MEMBERS || (await isOperatorsCohort(db, cohortId)) ? MAX_MEMBERS : quota;
}
