/** Cohorts over the database. */
import {
  type CohortDefinition,
  createCohort,
  type Database,
  deleteCohort,
  findCohort,
  findRole,
  forgottenAmong,
  LabelTakenError,
  listCohorts,
  TooManyCohortsError,
  updateCohort,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import { BriefCache } from './brief-cache.ts';
import { keys } from './cache-keys.ts';
import type { QuotasService } from './quotas.ts';
import { type CohortsService, type SeenCohort, UNKNOWN_CURSOR, type Viewer } from './types.ts';

export function cohortsService(
  db: Database,
  quotas: Pick<QuotasService, 'mostCohorts' | 'refuseMembers'>,
  { onRemove = () => {} }: { onRemove?: () => void } = {},
): CohortsService & { changed(): void } {
  const seen = new BriefCache<SeenCohort | null>();
  const rolesOf = async (viewer: Viewer, cohortId: number) =>
    viewer.user_id === null ? null : findRole(db, cohortId, viewer.user_id);

  return {
    async list(viewer, { q, limit, cursor }) {
      if (viewer.only_cohorts) {
        // A publishable token names few enough to be told on one page.
        const named = await Promise.all(viewer.only_cohorts.map((id) => findCohort(db, String(id))));
        const wanted = (cohort: { label: string; display_name: string }) =>
          q === undefined || `${cohort.label}\n${cohort.display_name}`.toLowerCase().includes(q.toLowerCase());
        const items = named
          .filter((cohort) => cohort !== null && wanted(cohort))
          .map((cohort) => ({ cohort: cohort!, role: null }));
        return { items: items.sort((a, b) => (a.cohort.label < b.cohort.label ? -1 : 1)), next_cursor: null };
      }
      const after = cursor === undefined ? undefined : decodeLabel(cursor);
      const cohorts = await listCohorts(db, viewer.is_operator ? 'operator' : { userId: viewer.user_id }, {
        q,
        after,
        limit: limit + 1,
      });
      const page = cohorts.slice(0, limit);
      const items = await Promise.all(page.map(async (cohort) => ({ cohort, role: await rolesOf(viewer, cohort.id) })));
      return { items, next_cursor: cohorts.length > limit ? encodeLabel(page.at(-1)!.label) : null };
    },

    find(viewer, idOrLabel) {
      return seen.get(keys.seenCohort(viewer.user_id, idOrLabel), async () => {
        const cohort = await findCohort(db, idOrLabel);
        return cohort && { cohort, role: await rolesOf(viewer, cohort.id) };
      });
    },

    async create(viewer, input) {
      if (viewer.user_id === null) throw new ProblemError('unauthorized', 'Send a token to create a cohort.');
      await quotas.refuseMembers(viewer, null, input.definition.members.length);
      await refuseForgotten(db, input.definition);
      try {
        const cohort = await createCohort(db, viewer.user_id, input, { most: quotas.mostCohorts(viewer) });
        seen.clear();
        return { cohort, role: 'owner' };
      } catch (error) {
        if (error instanceof LabelTakenError || error instanceof TooManyCohortsError)
          throw new ProblemError('conflict', error.message);
        throw error;
      }
    },

    async update(viewer, cohort, changes) {
      await quotas.refuseMembers(viewer, cohort.id, changes.definition?.members.length ?? 0);
      await refuseForgotten(db, changes.definition);
      try {
        return (await updateCohort(db, cohort.id, changes))!;
      } catch (error) {
        if (error instanceof LabelTakenError) throw new ProblemError('conflict', error.message);
        throw error;
      } finally {
        seen.clear();
      }
    },

    async remove({ id }) {
      await deleteCohort(db, id);
      seen.clear();
      onRemove();
    },

    changed() {
      seen.clear();
    },
  };
}

const encodeLabel = (label: string) => Buffer.from(label).toString('base64url');

function decodeLabel(cursor: string): string {
  const label = Buffer.from(cursor, 'base64url').toString();
  if (!/^[a-z][a-z0-9-]*$/.test(label)) {
    throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
  }
  return label;
}

/** Says which names can't be collected, and not why: that somebody asked to be forgotten is theirs to tell. */
async function refuseForgotten(db: Database, definition: CohortDefinition | undefined): Promise<void> {
  if (!definition) return;
  const { members, seeds } = definition;
  const forgotten = await forgottenAmong(db, [...members, ...seeds.map(({ username }) => username)]);
  const message = "can't be collected";
  const faults = [
    ...members.map((name, i) => ({ name, pointer: `/definition/members/${i}` })),
    ...seeds.map(({ username }, i) => ({ name: username, pointer: `/definition/seeds/${i}/username` })),
  ]
    .filter(({ name }) => forgotten.has(name.toLowerCase()))
    .map(({ pointer }) => ({ in: 'body' as const, name: pointer, message }));
  if (faults.length > 0) {
    throw new ProblemError('unprocessable', 'Some of the named members can not be collected. Leave them out.', faults);
  }
}
