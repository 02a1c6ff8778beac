/** The operations on cohorts: authorise, act, present. */
import type { Handlers } from '../openapi/types.ts';
import { presentCohort } from '../presenters/cohort.ts';
import type { Services } from '../services/types.ts';
import { definitionOf, parametersOf } from './cohort-input.ts';
import { DEFAULT_PAGE, type SeenBy, seenBy } from './seen.ts';

type CohortRoutes = Pick<Handlers, 'listCohorts' | 'createCohort' | 'getCohort'>;

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
  };
}
