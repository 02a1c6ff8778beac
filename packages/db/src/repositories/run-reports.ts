/** Runs as people read them: with the state of their stages, what they counted, and what failed. */
import { type ErrorKind, type RunState, STAGES, type TaskKind, type TaskState } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';
import { type ImportOutcome, importOutcomes } from './import-runs.ts';
import type { Run } from './runs.ts';
import { stageFacts } from './telemetry.ts';

/** A run with what its tasks say. */
export interface RunReport extends Run {
  stages: {
    kind: TaskKind;
    tasks: Record<TaskState, number>;
    /** From its first task's beginning to its last one's end, or to now; null before it began. */
    seconds: number | null;
    /** What its tasks counted, added up: requests, rows, retries. */
    counters: Record<string, number>;
  }[];
  /** The stages' counters added up. */
  counters: Record<string, number>;
  /** `example` is null once the tasks have been removed. */
  errors: { kind: ErrorKind; count: number; example: string | null }[];
  warnings: string[];
  /** How many active runs began before this one; null when it is over. */
  position: number | null;
  /** Of a run that takes in an export: whose, and what came of it. */
  import: ImportOutcome | null;
}

export async function findRun(db: Sql, runId: number): Promise<RunReport | null> {
  return (await report(db, 'r.id = $1', [runId, 1]))[0] ?? null;
}

/** A cohort's runs, newest first. */
export async function listRuns(
  db: Sql,
  cohortId: number,
  { limit = 20, before }: { limit?: number; before?: number } = {},
): Promise<RunReport[]> {
  return before === undefined
    ? report(db, 'r.cohort_id = $1', [cohortId, limit])
    : report(db, 'r.cohort_id = $1 AND r.id < $3', [cohortId, limit, before]);
}

/** The runs of all cohorts, or of one, in all states or in one; newest first. */
export async function listAllRuns(
  db: Sql,
  { state, cohort_id, before, limit }: { state?: RunState; cohort_id?: number; before?: number; limit: number },
): Promise<RunReport[]> {
  const wanted = `($3::text IS NULL OR r.state = $3) AND ($4::int IS NULL OR r.cohort_id = $4)
    AND ($1::bigint IS NULL OR r.id < $1)`;
  return report(db, wanted, [before ?? null, limit, state ?? null, cohort_id ?? null]);
}

/** When the last sync that brought data ended. */
export async function lastSyncedAt(db: Sql, cohortId: number): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT max(finished_at) AS at FROM runs
     WHERE cohort_id = $1 AND kind = 'sync' AND state IN ('succeeded', 'partial')`,
    [cohortId],
  );
  return rows[0]!.at;
}

async function report(db: Sql, condition: string, values: unknown[]): Promise<RunReport[]> {
  const { rows } = await db.query<Run & { position: number | null }>(
    `SELECT r.*, CASE WHEN r.state IN ('queued', 'running') THEN
              (SELECT count(*) FROM runs o WHERE o.state IN ('queued', 'running') AND o.id < r.id) END AS position
     FROM runs r WHERE ${condition} ORDER BY r.id DESC LIMIT $2`,
    values,
  );
  const ids = rows.map((row) => row.id);
  const facts = await stageFacts(db, ids);
  const examples = await db.query<{ run_id: number; kind: ErrorKind; example: string }>(
    `SELECT run_id, error_kind AS kind, min(error) AS example FROM run_tasks
     WHERE run_id = ANY ($1::int[]) AND state = 'failed' GROUP BY 1, 2`,
    [ids],
  );
  const warnings = await db.query<{ run_id: number; warning: string }>(
    `SELECT r.run_id, w.warning FROM unnest($1::int[]) AS r (run_id), LATERAL (
       SELECT t.id, warning FROM run_tasks t, unnest(t.warnings) AS warning WHERE t.run_id = r.run_id
       ORDER BY t.id LIMIT 200) AS w
     ORDER BY r.run_id, w.id`,
    [ids],
  );
  const imported = await importOutcomes(
    db,
    rows.filter(({ kind }) => kind === 'import').map(({ id }) => id),
  );
  return rows.map((run) => {
    const own = facts.filter((f) => f.run_id === run.id);
    const exampleOf = new Map(examples.rows.filter((e) => e.run_id === run.id).map((e) => [e.kind, e.example]));
    return {
      ...run,
      stages: STAGES[run.kind].map((kind, stage) => {
        const { tasks, seconds, counters } = own.find((f) => f.stage === stage) ?? NOTHING_YET;
        return { kind, tasks: { ...NO_TASKS, ...tasks }, seconds, counters };
      }),
      counters: addUp(own.map((f) => f.counters)),
      errors: Object.entries(addUp(own.map((f) => f.errors)))
        .map(([kind, count]) => ({ kind: kind as ErrorKind, count }))
        .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
        .map(({ kind, count }) => ({ kind, count, example: exampleOf.get(kind) ?? null })),
      warnings: warnings.rows.filter((w) => w.run_id === run.id).map((w) => w.warning),
      import: imported.find(({ run_id }) => run_id === run.id) ?? null,
    };
  });
}

const NO_TASKS: Readonly<Record<TaskState, number>> = { queued: 0, running: 0, succeeded: 0, failed: 0, stopped: 0 };
const NOTHING_YET = { tasks: {}, seconds: null, counters: {} };

/** Sums by name, the names in order. */
function addUp(counts: readonly Record<string, number>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, n] of counts.flatMap((one) => Object.entries(one))) sums.set(name, (sums.get(name) ?? 0) + n);
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}
