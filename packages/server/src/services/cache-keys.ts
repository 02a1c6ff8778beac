/**
 * The keys of everything that is remembered of reads, in one place, so that what an answer depends on can be seen together.
 * A ranking version never changes; a cohort's revision counts what changes its readers' view besides: films enriched, data of
 * members imported, members who agreed to be named or were forgotten.
 */
import { createHash } from 'node:crypto';
import type { CohortCard } from '@cohort-almanac/db';

/** Classes of viewers: those of one class are sent the same bytes. `names` sees who the members are. */
export type Audience = 'anybody' | 'reader' | 'names';

type Kept = Pick<CohortCard, 'id' | 'revision' | 'current_version_id' | 'member_count'>;

/** Everything of a text in 43 characters. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const keys = {
  version: (versionId: number) => `${versionId}`,
  /** All films of a version. */
  films: ({ revision }: Kept, versionId: number) => `${versionId} ${revision}`,
  /** One strategy's list of a version. */
  ranking: ({ revision }: Kept, versionId: number, strategy: string, timeframe: string) =>
    `${versionId} ${revision} ${strategy} ${timeframe}`,
  /** What some members rated, under the parameters of a version. */
  membersRatings: ({ id, revision }: Kept, versionId: number, members: readonly number[]) =>
    `${versionId} ${id} ${revision} ${members.join()}`,
  membersRanking: (cohort: Kept, versionId: number, members: readonly number[], strategy: string, timeframe: string) =>
    `${keys.membersRatings(cohort, versionId, members)} ${strategy} ${timeframe}`,
  /** A filtered and sorted list; `state` stands for what the version doesn't hold: lists, and what members saw. */
  list: ({ id, revision }: Kept, versionId: number, state: string, canonical: string) =>
    `${versionId} ${id} ${revision} ${state} ${canonical}`,
  page: ({ id, revision }: Kept, versionId: number | null, content: string, position: number, limit: number) =>
    `${versionId} ${id} ${revision} ${content} ${position} ${limit}`,
  /** The films on lists, as readers of a cohort may see them. */
  lists: (references: readonly string[], cohortId: number, reader: { see_names: boolean; any_list?: boolean }) =>
    `${cohortId} ${reader.see_names} ${reader.any_list === true} ${references.join(' ')}`,
  /** A cohort as one person sees it. */
  seenCohort: (userId: number | null, idOrLabel: string) => `${userId ?? ''} ${idOrLabel}`,
  /** Any other answer about a cohort; `what` is the question with its parameters. */
  answer: ({ id, current_version_id, revision, member_count }: Kept, audience: Audience, what: string) =>
    `${id} ${current_version_id ?? 0} ${revision} ${member_count} ${audience} ${what}`,
};
