/** What metrics tell beside the vital signs: runs by state, how long they take, what the source answered, empty cohorts. */
import type { RunKind, RunState } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';

export interface RunFigures {
  /** Runs that are kept, by kind and state. */
  runs: { kind: RunKind; state: RunState; count: number }[];
  /** Of the last run of each kind that ended, from its beginning to its end. */
  durations: { kind: RunKind; seconds: number }[];
  /** Requests to the source in the runs that are kept and over, by HTTP status. */
  source: { status: string; count: number }[];
  /** Cohorts that show nothing yet. */
  unpublished_cohorts: number;
}

export async function readRunFigures(db: Sql): Promise<RunFigures> {
  const rowsOf = async <Row extends object>(text: string) =>
    (await db.query<Row & Record<string, unknown>>(text)).rows as Row[];
  // One after the other: a scrape is in no hurry, and takes one connection from those who are.
  const runs = await rowsOf<RunFigures['runs'][number]>(
    'SELECT kind, state, count(*) AS count FROM runs GROUP BY kind, state ORDER BY kind, state',
  );
  const durations = await rowsOf<RunFigures['durations'][number]>(
    `SELECT DISTINCT ON (kind) kind, extract(epoch FROM finished_at - coalesce(started_at, created_at))::float8 AS seconds
     FROM runs WHERE finished_at IS NOT NULL ORDER BY kind, finished_at DESC`,
  );
  const source = await rowsOf<RunFigures['source'][number]>(
    `SELECT substr(key, 8) AS status, sum(value::numeric)::float8 AS count
     FROM run_telemetry, jsonb_each_text(counters) WHERE key LIKE 'status\\_%' GROUP BY key ORDER BY key`,
  );
  const [unpublished] = await rowsOf<{ count: number }>(
    'SELECT count(*) AS count FROM cohorts WHERE current_version_id IS NULL',
  );
  return { runs, durations, source, unpublished_cohorts: unpublished!.count };
}
