/** What runs took and did, stage by stage: reckoned from their tasks, and stored when a run ends. */
import type { ErrorKind, TaskState } from '@cohort-almanac/core';
import type { Database, Sql } from '../database.ts';

/** One stage of one run. */
export interface StageFacts {
  run_id: number;
  stage: number;
  /** From the first task's beginning to the last one's end, or to now; null when none began. */
  seconds: number | null;
  tasks: Partial<Record<TaskState, number>>;
  errors: Partial<Record<ErrorKind, number>>;
  /** The tasks' counters added up. */
  counters: Record<string, number>;
}

/** The facts of the runs $1, from their tasks. A task can have been started after the moment that is `now()` to its reader. */
const FACTS = `
  SELECT t.run_id, t.stage,
         extract(epoch FROM max(coalesce(t.finished_at, greatest(now(), t.started_at))) FILTER (WHERE t.started_at IS NOT NULL)
                            - min(t.started_at))::float8 AS seconds,
         jsonb_strip_nulls(jsonb_build_object(
           'queued', nullif(count(*) FILTER (WHERE t.state = 'queued'), 0),
           'running', nullif(count(*) FILTER (WHERE t.state = 'running'), 0),
           'succeeded', nullif(count(*) FILTER (WHERE t.state = 'succeeded'), 0),
           'failed', nullif(count(*) FILTER (WHERE t.state = 'failed'), 0),
           'stopped', nullif(count(*) FILTER (WHERE t.state = 'stopped'), 0))) AS tasks,
         (SELECT coalesce(jsonb_object_agg(error_kind, n), '{}') FROM (
            SELECT coalesce(error_kind, 'internal') AS error_kind, count(*) AS n FROM run_tasks f
            WHERE f.run_id = t.run_id AND f.stage = t.stage AND f.state = 'failed' GROUP BY 1) AS failures) AS errors,
         (SELECT coalesce(jsonb_object_agg(key, sum), '{}') FROM (
            SELECT key, sum(value::numeric) FROM run_tasks c, jsonb_each_text(c.counters)
            WHERE c.run_id = t.run_id AND c.stage = t.stage GROUP BY 1) AS counted) AS counters
  FROM run_tasks t WHERE t.run_id = ANY ($1::int[]) GROUP BY t.run_id, t.stage`;

/** The facts of runs: the stored ones where there are any, otherwise those of this moment. */
export async function stageFacts(db: Sql, runIds: readonly number[]): Promise<StageFacts[]> {
  const stored = await db.query<StageFacts>(
    'SELECT run_id, stage, seconds, tasks, errors, counters FROM run_telemetry WHERE run_id = ANY ($1::int[])',
    [runIds],
  );
  const known = new Set(stored.rows.map((row) => row.run_id));
  const others = runIds.filter((id) => !known.has(id));
  const live = others.length > 0 ? await db.query<StageFacts>(FACTS, [others]) : { rows: [] };
  return [...stored.rows, ...live.rows];
}

/**
 * Stores what runs that are over took and did, and counts their tasks among the day's outcomes. What is stored already is
 * neither changed nor counted again.
 */
export async function recordTelemetry(tx: Sql, runIds: readonly number[]): Promise<void> {
  await tx.query(
    `WITH recorded AS (
       INSERT INTO run_telemetry (run_id, stage, seconds, tasks, errors, counters)
       SELECT run_id, stage, seconds, tasks, errors, counters FROM (${FACTS}) AS facts
       ON CONFLICT DO NOTHING RETURNING run_id, stage, tasks),
     outcomes AS (
       SELECT (r.finished_at AT TIME ZONE 'UTC')::date AS day, k.kind,
              coalesce((f.tasks ->> 'failed')::int, 0) AS failed,
              coalesce((f.tasks ->> 'succeeded')::int, 0) AS succeeded
       FROM recorded f JOIN runs r ON r.id = f.run_id
       JOIN LATERAL (SELECT min(t.kind) AS kind FROM run_tasks t WHERE t.run_id = f.run_id AND t.stage = f.stage) AS k
         ON true)
     -- In one order, so that two runs that end at once don't wait for each other's rows.
     INSERT INTO daily_outcomes (day, kind, tasks, failed)
     SELECT day, kind, sum(failed + succeeded), sum(failed) FROM outcomes
     GROUP BY 1, 2 HAVING sum(failed + succeeded) > 0 ORDER BY 1, 2
     ON CONFLICT (day, kind) DO UPDATE SET
       tasks = daily_outcomes.tasks + excluded.tasks, failed = daily_outcomes.failed + excluded.failed`,
    [runIds],
  );
}

export interface ErrorRate {
  /** Tasks that ended, well or not. */
  tasks: number;
  failed: number;
  /** `failed` / `tasks`, 0 to 1; null when nothing ended. */
  rate: number | null;
}

/** The share of tasks that failed in the last `days` UTC days, today included. */
export async function errorRate(db: Sql, { days }: { days: number }): Promise<ErrorRate> {
  const { rows } = await db.query<{ tasks: number; failed: number }>(
    `SELECT coalesce(sum(tasks), 0) AS tasks, coalesce(sum(failed), 0) AS failed FROM daily_outcomes
     WHERE day > (now() AT TIME ZONE 'UTC')::date - $1::int`,
    [days],
  );
  const { tasks, failed } = rows[0]!;
  return { tasks, failed, rate: tasks > 0 ? failed / tasks : null };
}

/** Runs a removal takes at once, so that none of its statements runs long. */
const PRUNE_RUNS = 100;

/**
 * Removes the tasks of runs that ended more than `days` days ago. Their telemetry stays; where it is missing (a process
 * died at the wrong moment) it is stored first. Resolves to how many tasks went.
 */
export async function pruneTasks(db: Database, days: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const gone = await db.transaction(async (tx) => {
      const { rows } = await tx.query<{ id: number }>(
        `SELECT id FROM runs r WHERE finished_at < now() - $1 * interval '1 day'
           AND EXISTS (SELECT 1 FROM run_tasks t WHERE t.run_id = r.id) ORDER BY finished_at LIMIT $2 FOR UPDATE`,
        [days, PRUNE_RUNS],
      );
      const ids = rows.map((row) => row.id);
      if (ids.length === 0) return 0;
      await recordTelemetry(tx, ids);
      return (await tx.query('DELETE FROM run_tasks WHERE run_id = ANY ($1::int[])', [ids])).rowCount ?? 0;
    });
    if (gone === 0) return removed;
    removed += gone;
  }
}
