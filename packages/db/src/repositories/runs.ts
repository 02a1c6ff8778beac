/** Runs: one pass of the pipeline over a cohort, stage by stage. */
import { type ErrorKind, type RunKind, type RunState, STAGES, type TaskKind } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';
import { type Asks, enrichmentOrder, needsEnrichment, needsRefresh } from './film-enrichment.ts';
import type { RunOptions, Task } from './tasks.ts';
import { recordTelemetry } from './telemetry.ts';
import { dropUploadsOf } from './uploads.ts';
import { tellOfFailedRun } from './webhook-deliveries.ts';

export interface Run {
  id: number;
  cohort_id: number;
  kind: RunKind;
  options: RunOptions;
  state: RunState;
  stage: number;
  as_of: string;
  error_kind: ErrorKind | null;
  error: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/**
 * Starts a run with its first task, or returns the one that is active. `created` tells which.
 * @param asOf the UTC day to which ages are counted, `YYYY-MM-DD`
 */
export async function startRun(db: Database, input: RunInput): Promise<StartedRun> {
  return db.transaction((tx) => startRunIn(tx, input));
}

export interface RunInput {
  cohortId: number;
  kind: RunKind;
  options: RunOptions;
  asOf: string;
}

export interface StartedRun {
  run: Run;
  created: boolean;
  taskIds: number[];
}

/** The same within a transaction. */
export async function startRunIn(tx: Transaction, input: RunInput): Promise<StartedRun> {
  const inserted = await tx.query<Run>(
    `INSERT INTO runs (cohort_id, kind, options, as_of) VALUES ($1, $2, $3, $4)
     ON CONFLICT (cohort_id) WHERE state IN ('queued', 'running') AND kind <> 'import' DO NOTHING RETURNING *`,
    [input.cohortId, input.kind, JSON.stringify(input.options), input.asOf],
  );
  const run = inserted.rows[0];
  if (!run) {
    const active = await tx.query<Run>(
      `SELECT * FROM runs WHERE cohort_id = $1 AND state IN ('queued', 'running') AND kind <> 'import'`,
      [input.cohortId],
    );
    // It may have ended between the two statements; then the caller's next try starts a new one.
    if (!active.rows[0]) throw new Error('Another run of this cohort ended this moment. Try again.');
    return { run: active.rows[0], created: false, taskIds: [] };
  }
  const stage = firstStage(input.options);
  if (stage > 0) await tx.query('UPDATE runs SET stage = $2 WHERE id = $1', [run.id, stage]);
  const taskIds = await openStage(tx, run, stage, { enrichLimit: 0, batchSize: 1 });
  return { run: { ...run, stage }, created: true, taskIds };
}

/** The pages of chosen members don't tell who else belongs to the cohort: such a run begins at collecting, or after it. */
function firstStage({ member_ids }: RunOptions): number {
  if (member_ids === undefined) return 0;
  return STAGES.sync.indexOf(member_ids.length > 0 ? 'collect' : 'compute');
}

/**
 * Does again what failed in a run that is over: a new run that collects only the members whose tasks failed or were
 * stopped, and asks again about the films that are still unknown. Where the whole cohort has to be looked at again (its
 * members could not be refreshed) it is a whole sync. Null when there is nothing to do again; an import is none, because its file is
 * not kept.
 */
export async function retryRun(db: Database, runId: number, asOf: string): Promise<StartedRun | null> {
  const { rows } = await db.query<{
    cohort_id: number;
    kind: RunKind;
    options: RunOptions;
    unrefreshed: boolean;
    open: boolean;
    member_ids: number[];
  }>(
    `SELECT r.cohort_id, r.kind, r.options,
            coalesce(bool_or(t.kind = 'refresh'), false) AS unrefreshed, count(t.id) > 0 AS open,
            coalesce(array_agg(DISTINCT t.member_id) FILTER (WHERE t.member_id IS NOT NULL), '{}') AS member_ids
     FROM runs r LEFT JOIN run_tasks t ON t.run_id = r.id AND t.state IN ('failed', 'stopped')
     WHERE r.id = $1 AND r.state IN ('partial', 'failed', 'stopped') AND r.kind <> 'import' GROUP BY r.id`,
    [runId],
  );
  const run = rows[0];
  if (!run?.open) return null;
  const again = run.kind === 'sync' && !run.unrefreshed ? { member_ids: run.member_ids } : {};
  return startRun(db, {
    cohortId: run.cohort_id,
    kind: run.kind,
    options: { ...(run.options.full && { full: true }), ...again, retry_of: runId },
    asOf,
  });
}

export interface StageLimits {
  /** At most this many films are enriched in a run. */
  enrichLimit: number;
  /** Films a task. */
  batchSize: number;
  /** Which sources can be asked about films; all when left out. */
  asks?: Asks;
}

async function openStage(
  tx: Transaction,
  run: Pick<Run, 'id' | 'cohort_id' | 'kind' | 'options'>,
  stage: number,
  limits: StageLimits,
): Promise<number[]> {
  const kind = STAGES[run.kind][stage]!;
  const insert = async (text: string, values: unknown[]) => {
    const { rows } = await tx.query<{ id: number }>(
      `INSERT INTO run_tasks (run_id, stage, kind, member_id, film_ids) ${text} RETURNING id`,
      [run.id, stage, kind, ...values],
    );
    return rows.map((row) => row.id);
  };
  switch (kind) {
    case 'collect':
      return insert(
        `SELECT $1, $2, $3, member_id, NULL FROM cohort_members
         WHERE cohort_id = $4 AND ($5::int[] IS NULL OR member_id = ANY ($5))
           -- Of whoever brought their own export, nothing is fetched that they didn't agree to.
           AND NOT EXISTS (SELECT 1 FROM cohort_joins j
                           WHERE j.cohort_id = $4 AND j.member_id = cohort_members.member_id AND NOT j.feed)
         ORDER BY member_id`,
        [run.cohort_id, run.options.member_ids ?? null],
      );
    case 'enrich':
      return insert(
        `SELECT $1, $2, $3, NULL, array_agg(film_id ORDER BY n) FROM (
           SELECT f.film_id, row_number() OVER (ORDER BY ${enrichmentOrder(limits.asks, 's.watchers', 'w.wanted')}) - 1 AS n
           FROM (SELECT film_id, watchers FROM cohort_film_stats
                 WHERE version_id = (SELECT current_version_id FROM cohorts WHERE id = $4)) s
           FULL JOIN (SELECT film_id, count(*) AS wanted FROM watchlist_entries JOIN cohort_members USING (member_id)
                      WHERE cohort_id = $4 GROUP BY film_id) w USING (film_id)
           JOIN films f USING (film_id)
           WHERE (${needsEnrichment(limits.asks)} OR ${needsRefresh(limits.asks)})
           ORDER BY n LIMIT $5) AS wanted
         GROUP BY n / $6 ORDER BY n / $6`,
        [run.cohort_id, limits.enrichLimit, limits.batchSize],
      );
    default:
      return insert('VALUES ($1, $2, $3, NULL, NULL)', []);
  }
}

/** What came of finishing a task: the tasks that became ready, or the run's end. */
export interface Advance {
  taskIds: number[];
  ended: RunState | null;
}

/**
 * Opens the next stage if this one is done, in the transaction that ended a task. The lock on the run makes the last two
 * tasks of a stage pass one after the other, so exactly one of them finds the stage done.
 */
export async function advanceRun(
  tx: Transaction,
  task: Pick<Task, 'run_id' | 'stage'>,
  limits: StageLimits,
): Promise<Advance> {
  const { rows } = await tx.query<Run>('SELECT * FROM runs WHERE id = $1 FOR UPDATE', [task.run_id]);
  const run = rows[0]!;
  if (run.stage !== task.stage || (run.state !== 'queued' && run.state !== 'running'))
    return { taskIds: [], ended: null };
  const stages = STAGES[run.kind];
  let stage = run.stage;
  for (;;) {
    const { open, done } = await countTasks(tx, run.id, stage);
    if (open > 0) return { taskIds: [], ended: null };
    const verdict = stageVerdict(stages[stage]!, done, stages.length);
    if (verdict) return end(tx, run, 'failed', verdict);
    stage += 1;
    // With no film to enrich there is nothing new to rank.
    if (stage >= stages.length) return end(tx, run, await outcome(tx, run.id));
    await tx.query('UPDATE runs SET stage = $2 WHERE id = $1', [run.id, stage]);
    const taskIds = await openStage(tx, run, stage, limits);
    if (taskIds.length > 0) return { taskIds, ended: null };
    if (stages[stage] === 'enrich') return end(tx, run, await outcome(tx, run.id));
    if (stages[stage] === 'collect' && !(await hasMembers(tx, run.cohort_id))) {
      return end(
        tx,
        run,
        'failed',
        done.failed > 0
          ? 'The members could not be read, and none were known from before. Sync again.'
          : 'The cohort has no members. Check its definition, then sync again.',
      );
    }
  }
}

/**
 * Takes on runs that are active and have no task left to work: what a task's end would have opened or ended is made up for.
 * That is so when tasks went with what they were about (a member who was removed), or were ended by hand. Resolves to what
 * came of each.
 */
export async function advanceIdleRuns(db: Database, limits: StageLimits): Promise<(Advance & { run_id: number })[]> {
  const { rows } = await db.query<{ run_id: number; stage: number }>(
    `SELECT id AS run_id, stage FROM runs r WHERE state IN ('queued', 'running')
       AND NOT EXISTS (SELECT 1 FROM run_tasks t WHERE t.run_id = r.id AND t.state IN ('queued', 'running'))
     ORDER BY id`,
  );
  const taken: (Advance & { run_id: number })[] = [];
  for (const idle of rows) {
    const advance = await db.transaction((tx) => advanceRun(tx, idle, limits));
    if (advance.ended || advance.taskIds.length > 0) taken.push({ ...advance, run_id: idle.run_id });
  }
  return taken;
}

/** Whether a cohort has members, though nothing may be read of them. */
async function hasMembers(tx: Sql, cohortId: number): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT 1 FROM cohort_members WHERE cohort_id = $1 LIMIT 1', [cohortId]);
  return rowCount === 1;
}

async function countTasks(tx: Sql, runId: number, stage: number): Promise<{ open: number; done: Done }> {
  const { rows } = await tx.query<{ open: number; succeeded: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE state IN ('queued', 'running')) AS open,
            count(*) FILTER (WHERE state = 'succeeded') AS succeeded,
            count(*) FILTER (WHERE state = 'failed') AS failed
     FROM run_tasks WHERE run_id = $1 AND stage = $2`,
    [runId, stage],
  );
  const { open, ...done } = rows[0]!;
  return { open, done };
}

interface Done {
  succeeded: number;
  failed: number;
}

/** Why a run can't go on after a stage, or null. A failed refresh goes on with the members known from before. */
function stageVerdict(kind: TaskKind, { succeeded, failed }: Done, kinds: number): string | null {
  if (succeeded > 0 || failed === 0) return null;
  switch (kind) {
    case 'refresh':
      // A sync goes on with the members known from before; a refresh was all that was asked for.
      return kinds === 1 ? 'The members could not be read. Those known from before stay.' : null;
    case 'collect':
      return 'No member could be collected. What was published before stays.';
    case 'import':
      return 'The export was not taken in. What was stored before stays.';
    case 'compute':
    case 'publish':
      return 'The ranking could not be computed. What was published before stays.';
    default:
      return null;
  }
}

async function outcome(tx: Sql, runId: number): Promise<RunState> {
  const { rows } = await tx.query<{ failed: number }>(
    `SELECT count(*) AS failed FROM run_tasks WHERE run_id = $1 AND state = 'failed'`,
    [runId],
  );
  return rows[0]!.failed > 0 ? 'partial' : 'succeeded';
}

async function end(tx: Sql, run: Run, state: RunState, error: string | null = null): Promise<Advance> {
  await tx.query(
    `UPDATE runs SET state = $2, finished_at = now(), error = $3,
       error_kind = CASE WHEN $3::text IS NULL THEN NULL ELSE (
         SELECT error_kind FROM run_tasks WHERE run_id = $1 AND state = 'failed'
         GROUP BY error_kind ORDER BY count(*) DESC, error_kind LIMIT 1) END
     WHERE id = $1`,
    [run.id, state, error],
  );
  if (run.kind === 'import') await dropUploadsOf(tx, [run.id]);
  await recordTelemetry(tx, [run.id]);
  // That somebody's export was refused is between them and the cohort.
  if (state === 'failed' && run.kind !== 'import') await tellOfFailedRun(tx, run.id);
  return { taskIds: [], ended: state };
}

/**
 * Stops a run: nothing of it is started any more, and what is under way loses its lease. False when it was over. Single
 * statements, not one transaction: a task that ends at this moment locks itself first and its run second.
 */
export async function stopRun(db: Sql, runId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE runs SET state = 'stopped', finished_at = now() WHERE id = $1 AND state IN ('queued', 'running')`,
    [runId],
  );
  await db.query(
    `UPDATE run_tasks t SET state = 'stopped', finished_at = now(), lease_owner = NULL, lease_until = NULL
     FROM runs r WHERE r.id = t.run_id AND r.id = $1 AND r.state = 'stopped' AND t.state IN ('queued', 'running')`,
    [runId],
  );
  if (rowCount === 1) {
    await dropUploadsOf(db, [runId]);
    await recordTelemetry(db, [runId]);
  }
  return rowCount === 1;
}
