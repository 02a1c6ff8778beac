/** The operations on cohorts: authorise, act, present. */
import type { Handlers } from '../openapi/types.ts';
import { presentCohort } from '../presenters/cohort.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services } from '../services/types.ts';
import { definitionOf, parametersOf } from './cohort-input.ts';
import { DEFAULT_PAGE, type SeenBy, seenBy } from './seen.ts';

type CohortRoutes = Pick<Handlers, 'listCohorts' | 'createCohort' | 'getCohort' | 'updateCohort' | 'deleteCohort'>;

export function cohortRoutes({ cohorts }: Pick<Services, 'cohorts'>): CohortRoutes {
  const seen: SeenBy = seenBy(cohorts);
  return {
    async listCohorts({ query, viewer }) {
      const { limit = DEFAULT_PAGE, cursor, q } = query;
      const page = await cohorts.list(viewer, { limit, cursor, q });
      const items = page.items.map((item) => presentCohort(item.cohort, seen.rights(viewer, item)));
      return { status: 200, body: { items, next_cursor: page.next_cursor } };
    },

    async createCohort({ body, viewer }) {
      const { label, display_name, description, visibility } = body;
      const created = await cohorts.create(viewer, {
        label,
        display_name,
        description,
        visibility,
        definition: definitionOf(body.definition),
        parameters: parametersOf(body.parameters ?? {}),
      });
      return {
        status: 201,
        body: presentCohort(created.cohort, seen.rights(viewer, created)),
        headers: { Location: `/v1/cohorts/${created.cohort.id}` },
      };
    },

    async getCohort({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      return { status: 200, body: presentCohort(cohort, rights) };
    },

    async updateCohort({ params, body, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      if (!rights.edit) throw new ProblemError('forbidden', 'Only an owner or editor of the cohort may change it.');
      const { definition, parameters, ...rest } = body;
      if (rest.visibility !== undefined && rest.visibility !== cohort.visibility && !rights.own) {
        throw new ProblemError('forbidden', 'Only an owner of the cohort decides whether the public may read it.');
      }
      const changed = await cohorts.update(viewer, cohort, {
        ...rest,
        ...(definition && { definition: definitionOf(definition) }),
        ...(parameters && { parameters: parametersOf(parameters) }),
      });
      return { status: 200, body: presentCohort(changed, rights) };
    },

    async deleteCohort({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      if (!rights.own) throw new ProblemError('forbidden', 'Only an owner of the cohort may delete it.');
      await cohorts.remove(cohort);
      return { status: 204, body: undefined };
    },
  };
}
