import type { ImportOutcome, RunReport } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { timestamp, timestampOrNull } from './shared.ts';

/** A run with its stages. Messages of tasks can hold user names, so only who may see names gets them. */
export function presentRun(run: RunReport, rights: Pick<CohortRights, 'see_names'>): Schemas['Run'] {
  return {
    id: run.id,
    cohort_id: run.cohort_id,
    kind: run.kind,
    full: run.options.full === true,
    state: run.state,
    stage: run.stage,
    stages: run.stages.map((stage, index) => ({ ...stage, state: stageState(run, index) })),
    counters: run.counters,
    error: run.error,
    errors: run.errors.map(({ kind, count, example }) => ({ kind, count, example: rights.see_names ? example : null })),
    warnings: rights.see_names ? run.warnings : [],
    as_of: run.as_of,
    created_at: timestamp(run.created_at),
    started_at: timestampOrNull(run.started_at),
    finished_at: timestampOrNull(run.finished_at),
    position: run.state === 'queued' ? run.position : null,
    import: rights.see_names && run.import ? presentOutcome(run.import) : null,
  };
}

function presentOutcome({ member, refusal, summary }: ImportOutcome): Schemas['ImportOutcome'] {
  return { member, refusal, summary: summary as Schemas['ImportSummary'] | null };
}

type StageState = Schemas['Stage']['state'];

/** What became of the stage `index`, from its tasks and how far the run came. */
export function stageState(run: Pick<RunReport, 'state' | 'stage' | 'stages'>, index: number): StageState {
  const { queued, running, succeeded, failed, stopped } = run.stages[index]!.tasks;
  if (queued + running > 0) return run.state === 'queued' ? 'waiting' : 'running';
  if (stopped > 0) return 'stopped';
  if (failed > 0) return succeeded > 0 ? 'partial' : 'failed';
  // A stage that had nothing to do is done as soon as the run has passed it.
  const over = run.state === 'succeeded' || run.state === 'partial';
  return succeeded > 0 || index < run.stage || over ? 'succeeded' : 'waiting';
}
