/**
 * The tasks of runs, as workers take and finish them. Postgres is the truth: a queue only says that there is something to
 * claim. A claim is a lease; a worker that dies lets it run out, and another goes on from the checkpoint.
 */
import type { ErrorKind, RunKind, TaskKind, TaskState } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';

export interface Task {
  id: number;
  run_id: number;
  cohort_id: number;
  run_kind: RunKind;
  run_options: RunOptions;
  /** The UTC day on which the run began, `YYYY-MM-DD`. */
  as_of: string;
  stage: number;
  kind: TaskKind;
  member_id: number | null;
  film_ids: number[] | null;
  attempts: number;
  crashes: number;
  checkpoint: unknown;
  counters: Record<string, number>;
  /** What was noticed so far; a try adds to it, and it is kept with the checkpoint. */
  warnings: string[];
  lease_owner: string;
}

/** What a run was asked to do. */
export interface RunOptions {
  /** Read everything again, also what is known, so that removals are seen. */
  full?: boolean;
  /** Collect only these members, and don't look who else belongs to the cohort. Empty = collect nobody, go on from there. */
  member_ids?: readonly number[];
  /** The run whose failed tasks this one does again. */
  retry_of?: number;
}

/** The lease of a task has passed to another worker, or its run was stopped: what this one does no longer counts. */
export class LeaseLostError extends Error {
  constructor(readonly taskId: number) {
    super(`Task ${taskId} is no longer this worker's.`);
    this.name = 'LeaseLostError';
  }
}

const CLAIM = `
  WITH ready AS (
    SELECT t.id FROM run_tasks t JOIN runs r ON r.id = t.run_id
    WHERE ((t.state = 'queued' AND t.run_after <= now()) OR (t.state = 'running' AND t.lease_until < now()))
      AND r.state IN ('queued', 'running') AND ($3::int IS NULL OR t.id = $3)
    ORDER BY t.id LIMIT 1 FOR UPDATE OF t SKIP LOCKED
  ), claimed AS (
    UPDATE run_tasks t
    SET crashes = t.crashes + CASE WHEN t.state = 'running' THEN 1 ELSE 0 END, state = 'running',
        reading = false, lease_owner = $1, lease_until = now() + $2 * interval '1 second', started_at = coalesce(t.started_at, now())
    FROM ready WHERE t.id = ready.id RETURNING t.*
  ), begun AS (
    UPDATE runs r SET state = 'running', started_at = coalesce(r.started_at, now())
    FROM claimed WHERE r.id = claimed.run_id AND r.state = 'queued'
  )
  SELECT c.id, c.run_id, r.cohort_id, r.kind AS run_kind, r.options AS run_options, r.as_of, c.stage, c.kind, c.member_id,
         c.film_ids, c.attempts, c.crashes, c.checkpoint, c.counters, c.warnings,
         c.lease_owner
  FROM claimed c JOIN runs r ON r.id = c.run_id`;

const RENEW = `
  UPDATE run_tasks t SET lease_until = now() + $3 * interval '1 second'
  FROM runs r WHERE t.id = $1 AND t.lease_owner = $2 AND t.state = 'running'
    AND r.id = t.run_id AND r.state IN ('queued', 'running')`;

// A pass counts from when it began; one that was spared for another, or read a feed alone, does not count.
const OTHERS = `
  WITH passes AS (
    SELECT t.state, t.started_at, t.lease_until, t.checkpoint, t.reading, r.cohort_id
    FROM run_tasks t JOIN runs r ON r.id = t.run_id
    WHERE t.member_id = $1 AND t.id <> $2 AND t.kind = 'collect' AND NOT t.counters ?| ARRAY['members_shared', 'feeds_alone']
      AND t.state IN ('running', 'succeeded')
  )
  SELECT EXISTS (SELECT 1 FROM passes WHERE state = 'running' AND lease_until > now()
                   AND (reading OR checkpoint IS NOT NULL)) AS under_way,
         EXISTS (SELECT 1 FROM passes WHERE state = 'succeeded' AND cohort_id <> $3
                   AND started_at > greatest(now() - make_interval(mins => $4),
                                             (SELECT max(started_at) FROM passes
                                              WHERE state = 'succeeded' AND cohort_id = $3))) AS shared`;

export const taskQueries = { claim: CLAIM, renew: RENEW, others: OTHERS };

/** Takes the oldest task that is ready (or this one, if it is), for `leaseSeconds`; null when there is none. */
export async function claimTask(
  db: Sql,
  owner: string,
  { leaseSeconds, taskId }: { leaseSeconds: number; taskId?: number | null },
): Promise<Task | null> {
  const { rows } = await db.query<Task>(CLAIM, [owner, leaseSeconds, taskId ?? null]);
  return rows[0] ?? null;
}

/**
 * Takes the member of a collecting task, so that of all tasks that come for them one reads: `mine`, until the task ends or its
 * lease does. `shared`: a run of another cohort has read them within these minutes, and later than this cohort did.
 * `under_way`: one is reading them at this moment. With `insist` it is the task's whatever others do.
 * Throws LeaseLostError.
 */
export function claimMember(
  db: Database,
  task: Task,
  { minutes, insist }: { minutes: number; insist: boolean },
): Promise<'mine' | 'shared' | 'under_way'> {
  return db.transaction(async (tx) => {
    // Between the question and the mark nobody else may ask.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`almanac:collect:${task.member_id}`]);
    if (!insist) {
      const { rows } = await tx.query<{ under_way: boolean; shared: boolean }>(OTHERS, [
        task.member_id,
        task.id,
        task.cohort_id,
        minutes,
      ]);
      if (rows[0]!.shared) return 'shared';
      if (rows[0]!.under_way) return 'under_way';
    }
    const { rowCount } = await tx.query(
      "UPDATE run_tasks SET reading = true WHERE id = $1 AND lease_owner = $2 AND state = 'running'",
      [task.id, task.lease_owner],
    );
    if (rowCount !== 1) throw new LeaseLostError(task.id);
    return 'mine';
  });
}

/** Keeps a task; false when it was lost. */
export async function renewLease(db: Sql, task: Task, leaseSeconds: number): Promise<boolean> {
  const { rowCount } = await db.query(RENEW, [task.id, task.lease_owner, leaseSeconds]);
  return rowCount === 1;
}

/** Makes sure, inside the transaction that stores a task's work, that the task is still this worker's. */
export async function holdLease(tx: Transaction, task: Task): Promise<void> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM run_tasks t JOIN runs r ON r.id = t.run_id
     WHERE t.id = $1 AND t.lease_owner = $2 AND t.state = 'running' AND r.state IN ('queued', 'running')
     FOR UPDATE OF t`,
    [task.id, task.lease_owner],
  );
  if (rowCount !== 1) throw new LeaseLostError(task.id);
}

/** Notes how far a task got, in the transaction that stored it. Progress gives back the attempts and crashes so far. */
export async function saveCheckpoint(
  tx: Transaction,
  task: Task,
  checkpoint: unknown,
  counters: Record<string, number>,
): Promise<void> {
  await tx.query(
    'UPDATE run_tasks SET checkpoint = $2, counters = $3, warnings = $4, attempts = 0, crashes = 0 WHERE id = $1',
    [task.id, JSON.stringify(checkpoint), JSON.stringify(counters), task.warnings],
  );
  // This try goes on with the task as it was claimed: what it does next is judged by the same row.
  task.attempts = 0;
  task.crashes = 0;
}

/** Notes what a task has counted so far, for who watches; it is no progress that a next try could go on from. */
export async function noteCounters(db: Sql, task: Task, counters: Record<string, number>): Promise<void> {
  await db.query(`UPDATE run_tasks SET counters = $3 WHERE id = $1 AND lease_owner = $2 AND state = 'running'`, [
    task.id,
    task.lease_owner,
    JSON.stringify(counters),
  ]);
}

/** Puts a task back, to be tried again after `delayMs`; throttling costs no attempt. */
export async function postponeTask(
  db: Sql,
  task: Task,
  input: {
    delayMs: number;
    costsAttempt: boolean;
    errorKind: ErrorKind;
    error: string;
    counters: Record<string, number>;
  },
): Promise<void> {
  await db.query(
    `UPDATE run_tasks SET state = 'queued', lease_owner = NULL, lease_until = NULL, attempts = attempts + $3,
       run_after = now() + $4 * interval '1 millisecond', error_kind = $5, error = $6, counters = $7, warnings = $8
     WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
    [
      task.id,
      task.lease_owner,
      input.costsAttempt ? 1 : 0,
      input.delayMs,
      input.errorKind,
      input.error,
      JSON.stringify(input.counters),
      task.warnings,
    ],
  );
}

/** Marks a task's end in the transaction that stored its last rows. */
export async function endTask(
  tx: Transaction,
  task: Task,
  end: {
    state: Extract<TaskState, 'succeeded' | 'failed'>;
    counters: Record<string, number>;
    warnings?: readonly string[];
    errorKind?: ErrorKind;
    error?: string;
  },
): Promise<void> {
  await tx.query(
    `UPDATE run_tasks SET state = $2, lease_owner = NULL, lease_until = NULL, finished_at = now(), counters = $3,
       warnings = $4, error_kind = $5, error = $6 WHERE id = $1`,
    [task.id, end.state, JSON.stringify(end.counters), end.warnings ?? [], end.errorKind ?? null, end.error ?? null],
  );
}

/**
 * The tasks that somebody should be told of again: ready for some seconds and still not taken, or with a lease that ran
 * out. What a queue lost comes back this way.
 */
export async function overdueTasks(
  db: Database,
  { seconds, limit }: { seconds: number; limit: number },
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT t.id FROM run_tasks t JOIN runs r ON r.id = t.run_id
     WHERE r.state IN ('queued', 'running')
       AND ((t.state = 'queued' AND t.run_after < now() - $1 * interval '1 second')
            OR (t.state = 'running' AND t.lease_until < now()))
     ORDER BY t.id LIMIT $2`,
    [seconds, limit],
  );
  return rows.map((row) => row.id);
}
