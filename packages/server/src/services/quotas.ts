/** What one user may use up. The operator of the almanac may use what there is. */
import {
  type Database,
  isOperatorsCohort,
  type QuotaKind,
  type QuotaUse,
  readCohortUse,
  readQuotaUse,
  returnQuota,
  takeQuota,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { Viewer } from './types.ts';

export interface QuotaLimits {
  /** Cohorts that a user may own. */
  cohorts: number;
  /** Members of each of them. */
  members_per_cohort: number;
  syncs_per_day: number;
  exports_per_hour: number;
}

export const DEFAULT_QUOTAS: QuotaLimits = {
  cohorts: 20,
  members_per_cohort: 1000,
  syncs_per_day: 50,
  exports_per_hour: 60,
};

export interface Quota {
  used: number;
  /** Null: none. */
  limit: number | null;
  /** When the oldest use stops counting; null when time frees nothing. */
  frees_at: Date | null;
}

export type Quotas = Record<keyof QuotaLimits, Quota>;

export interface QuotasService {
  read(viewer: Pick<Viewer, 'is_operator'> & { user_id: number }): Promise<Quotas>;
  /**
   * Counts a use, and resolves to what takes it back when nothing came of it. Who is not known as a user is not counted:
   * the limits of their address do that. Throws the problem `quota-exceeded`, which says the number and when it frees.
   */
  take(viewer: Pick<Viewer, 'user_id' | 'is_operator'>, kind: QuotaKind): Promise<() => Promise<void>>;
  /** Throws the problem `unprocessable` when a cohort (null: a new one) may not have so many members. */
  refuseMembers(viewer: Pick<Viewer, 'is_operator'>, cohortId: number | null, members: number): Promise<void>;
  /** Cohorts that the viewer may own; null: any number. */
  mostCohorts(viewer: Pick<Viewer, 'is_operator'>): number | null;
}

const SPANS: Record<QuotaKind, { limit: keyof QuotaLimits; seconds: number; words: string }> = {
  sync: { limit: 'syncs_per_day', seconds: 86_400, words: 'syncs in 24 hours' },
  export: { limit: 'exports_per_hour', seconds: 3600, words: 'exports in an hour' },
};

const nothingToReturn = async () => {};

export function quotasService(db: Database, limits: QuotaLimits = DEFAULT_QUOTAS): QuotasService {
  return {
    async read({ user_id, is_operator }) {
      const spanned = async (kind: QuotaKind) => readQuotaUse(db, user_id, kind, SPANS[kind].seconds);
      const [owned, syncs, exports] = await Promise.all([
        readCohortUse(db, user_id),
        spanned('sync'),
        spanned('export'),
      ]);
      const limitOf = (name: keyof QuotaLimits) => (is_operator ? null : limits[name]);
      return {
        cohorts: { used: owned.cohorts, limit: limitOf('cohorts'), frees_at: null },
        members_per_cohort: { used: owned.largest, limit: limitOf('members_per_cohort'), frees_at: null },
        syncs_per_day: { ...syncs, limit: limitOf('syncs_per_day') },
        exports_per_hour: { ...exports, limit: limitOf('exports_per_hour') },
      };
    },

    async take({ user_id, is_operator }, kind) {
      if (user_id === null || is_operator) return nothingToReturn;
      const { limit, seconds } = SPANS[kind];
      const taken = await takeQuota(db, user_id, kind, { most: limits[limit], seconds });
      if ('full' in taken) throw exceeded(kind, limits[limit], taken.full);
      return () => returnQuota(db, taken.id);
    },

    async refuseMembers({ is_operator }, cohortId, members) {
      const most = limits.members_per_cohort;
      if (members <= most || is_operator) return;
      if (cohortId !== null && (await isOperatorsCohort(db, cohortId))) return;
      const message = `names ${members} members; a cohort may have ${most}`;
      throw new ProblemError(
        'unprocessable',
        `A cohort may have ${most} members, and this one names ${members}. Leave some out, or split it.`,
        [{ in: 'body', name: '/definition/members', message }],
      );
    },

    mostCohorts: ({ is_operator }) => (is_operator ? null : limits.cohorts),
  };
}

function exceeded(kind: QuotaKind, most: number, { frees_at }: QuotaUse): ProblemError {
  // Without a use there is nothing that could free: the quota is zero.
  if (frees_at === null) {
    return new ProblemError('quota-exceeded', `This almanac gives no ${SPANS[kind].words}. Ask its operator.`);
  }
  const wait = Math.max(1, Math.ceil((frees_at.getTime() - Date.now()) / 1000));
  return new ProblemError(
    'quota-exceeded',
    `You have used your ${most} ${SPANS[kind].words}. The next one is free at ${frees_at.toISOString()}.`,
    [],
    { 'Retry-After': `${wait}` },
  );
}
