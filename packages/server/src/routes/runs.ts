/** The operations on runs. */
import type { Handlers } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { presentRun } from '../presenters/run.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services, Viewer } from '../services/types.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type RunRoutes = Pick<Handlers, 'syncCohort' | 'listRuns' | 'getRun' | 'watchRun' | 'stopRun' | 'retryRun'>;

export function runRoutes({ cohorts, runs }: Pick<Services, 'cohorts' | 'runs'>): RunRoutes {
  const seen = seenBy(cohorts);
  async function find(viewer: Viewer, { id, run_id }: { id: string; run_id: number }) {
    const { cohort, rights } = await seen.find(viewer, id);
    const run = await runs.find(cohort.id, run_id);
    if (!run) throw new ProblemError('not-found', `The cohort has no run ${run_id}.`);
    return { cohort, run, rights };
  }
  return {
    async syncCohort({ params, body, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      mayRun(rights);
      const run = await runs.sync(viewer, cohort.id, { full: body?.full ?? false, member: body?.member });
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
      const { run, rights } = await find(viewer, params);
      return { status: 200, body: presentRun(run, rights) };
    },

    async watchRun({ params, headers, viewer }) {
      const { cohort, run, rights } = await find(viewer, params);
      const body = await runs.watch(cohort.id, run.id, {
        lastEventId: headers['last-event-id'],
        present: (state) => presentRun(state, rights),
      });
      // Proxies that gather an answer before they send it would keep the events back.
      return { status: 200, body, headers: { 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } };
    },

    async stopRun({ params, viewer }) {
      const { cohort, run, rights } = await find(viewer, params);
      mayRun(rights);
      return { status: 200, body: presentRun(await runs.stop(cohort.id, run.id), rights) };
    },

    async retryRun({ params, viewer }) {
      const { cohort, run, rights } = await find(viewer, params);
      mayRun(rights);
      const started = await runs.retryFailed(viewer, run);
      return {
        status: 202,
        body: presentRun(started, rights),
        headers: { Location: `/v1/cohorts/${cohort.id}/runs/${started.id}` },
      };
    },
  };
}

function mayRun({ sync }: CohortRights): void {
  if (!sync) throw new ProblemError('forbidden', 'Only an owner or editor of the cohort may start and stop its runs.');
}
