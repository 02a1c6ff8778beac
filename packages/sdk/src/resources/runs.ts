/** Runs: one pass of the pipeline over a cohort. */
import type { Call } from '../core/call.ts';
import type { Query, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import type { Paged } from '../core/page.ts';
import { type RunEvent, RunHandle, type WatchOptions, watch } from '../core/run-handle.ts';
import { resource } from '../internal/resource.ts';
import type { CohortRef } from './cohorts.ts';

/** Runs of the pipeline. */
export interface Runs {
  /** The cohort's runs, the newest first. */
  list(cohort: CohortRef, query?: Query<'listRuns'>, options?: CallOptions): Paged<Schemas['RunList']>;
  /** One run with the state of its stages. */
  get(cohort: CohortRef, runId: number, options?: CallOptions): Call<Schemas['Run']>;
  /** A run's states until it is over; connects again when the connection breaks. */
  watch(cohort: CohortRef, runId: number, options?: WatchOptions): AsyncGenerator<RunEvent, void, undefined>;
  /** Stops a run; what it has stored stays. */
  stop(cohort: CohortRef, runId: number, options?: CallOptions): Call<Schemas['Run']>;
  /** Does again what failed in a run. While another is active, gives that one. */
  retry(cohort: CohortRef, runId: number, options?: CallOptions): RunHandle;
}

export const runs = resource<Runs>()(
  {
    list: 'LIST /v1/cohorts/{id}/runs',
    get: 'GET /v1/cohorts/{id}/runs/{run_id}',
    stop: 'POST /v1/cohorts/{id}/runs/{run_id}/stop',
  },
  (send) => ({
    watch: (cohort, run, options) => watch(send, cohort, run, options),
    retry: (id, run_id, options) =>
      new RunHandle(
        send('POST', { template: '/v1/cohorts/{id}/runs/{run_id}/retry', path: { id, run_id } }, options),
        send,
      ),
  }),
);
