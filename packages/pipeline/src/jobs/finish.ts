/** How a task ends: its last rows, its mark and the opening of the next stage in one transaction. */

import type { ErrorKind } from '@cohort-almanac/core';
import { type Advance, advanceRun, endTask, holdLease, type Task, type Transaction } from '@cohort-almanac/db';
import type { Attempt, JobContext } from './context.ts';

/** Ends a task as done (or as failed, with why), after `store` wrote what is left to write. */
export function finishTask(
  { db, limits }: Pick<JobContext, 'db' | 'limits'>,
  task: Task,
  attempt: Pick<Attempt, 'counters' | 'warnings'>,
  {
    store,
    failure,
  }: { store?: (tx: Transaction) => Promise<void>; failure?: { kind: ErrorKind; message: string } } = {},
): Promise<Advance> {
  return db.transaction(async (tx) => {
    await holdLease(tx, task);
    await store?.(tx);
    await endTask(tx, task, {
      state: failure ? 'failed' : 'succeeded',
      counters: attempt.counters,
      warnings: attempt.warnings,
      errorKind: failure?.kind,
      error: failure?.message,
    });
    return advanceRun(tx, task, limits);
  });
}
