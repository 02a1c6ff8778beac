/** The operations on runs. */
import type { Handlers } from '../openapi/types.ts';
import { presentRun } from '../presenters/run.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services } from '../services/types.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type RunRoutes = Pick<Handlers, 'syncCohort' | 'listRuns' | 'getRun'>;

export function runRoutes({ cohorts, runs }: Pick<Services, 'cohorts' | 'runs'>): RunRoutes {
  const seen = seenBy(cohorts);
  return {
    async syncCohort({ params, body, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      if (!rights.sync) throw new ProblemError('forbidden', 'Only an owner or editor of the cohort may sync it.');
      const run = await runs.sync(cohort.id, { full: body?.full ?? false, member: body?.member });
      return {
        status: 202,
        body: presentRun(run, rights),
        headers: { Location: `/v1/cohorts/${cohort.id}/runs/${run.id}` },
      };
    },

    async listRuns({ params, query, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      const page = await runs.list(cohort.id, { limit: query.limit ?? DEFAULT_PAGE, cursor: query.cursor });
      const items = page.items.map((run) => presentRun(run, rights));
      return { status: 200, body: { items, next_cursor: page.next_cursor } };
    },

    async getRun({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      const run = await runs.find(cohort.id, params.run_id);
      if (!run) throw new ProblemError('not-found', `The cohort has no run ${params.run_id}.`);
      return { status: 200, body: presentRun(run, rights) };
    },
  };
}
