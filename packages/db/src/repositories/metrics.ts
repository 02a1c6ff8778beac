/** Figures of the whole installation, for whoever watches over it. */
import type { RunKind, RunState, TaskKind } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';
import { NEEDS_ENRICHMENT } from './film-enrichment.ts';

export interface InstallationFigures {
  /** Runs that are kept, by kind and state. */
  runs: { kind: RunKind; state: RunState; count: number }[];
  /** Tasks that wait or are worked, by kind. */
  tasks: { kind: TaskKind; state: 'queued' | 'running'; count: number }[];
  /** Of the last run of each kind that ended, from its beginning to its end. */
  durations: { kind: RunKind; seconds: number }[];
  /** Requests to the source in the runs that are kept, by HTTP status. */
  source: { status: string; count: number }[];
  /** Cohorts that show nothing, and those whose numbers are older than a week. */
  unpublished_cohorts: number;
  stale_cohorts: number;
  /** Rated films of which nobody was asked yet. */
  enrichment_backlog: number;
  /** Of each kind of page that is checked: whether it failed, and how many fields were missing. */
  canary: { kind: string; failed: boolean; missing: number }[];
}

const STALE = "interval '7 days'";

export async function readInstallationFigures(db: Sql): Promise<InstallationFigures> {
  const rowsOf = async <Row extends object>(text: string) => (await db.query<Row>(text)).rows;
  // One after the other: a scrape is in no hurry, and takes one connection from those who are.
  const runs = await rowsOf<InstallationFigures['runs'][number]>(
    'SELECT kind, state, count(*) AS count FROM runs GROUP BY kind, state ORDER BY kind, state',
  );
  const tasks = await rowsOf<InstallationFigures['tasks'][number]>(
    `SELECT kind, state, count(*) AS count FROM run_tasks WHERE state IN ('queued', 'running')
     GROUP BY kind, state ORDER BY kind, state`,
  );
  const durations = await rowsOf<InstallationFigures['durations'][number]>(
    `SELECT DISTINCT ON (kind) kind, extract(epoch FROM finished_at - coalesce(started_at, created_at))::float8 AS seconds
     FROM runs WHERE finished_at IS NOT NULL ORDER BY kind, finished_at DESC`,
  );
  const source = await rowsOf<InstallationFigures['source'][number]>(
    `SELECT substr(key, 8) AS status, sum(value::numeric)::float8 AS count
     FROM run_telemetry, jsonb_each_text(counters) WHERE key LIKE 'status\\_%' GROUP BY key ORDER BY key`,
  );
  const [cohorts] = await rowsOf<Pick<InstallationFigures, 'unpublished_cohorts' | 'stale_cohorts'>>(
    `SELECT count(*) FILTER (WHERE v.id IS NULL) AS unpublished_cohorts,
            count(*) FILTER (WHERE v.computed_at < now() - ${STALE}) AS stale_cohorts
     FROM cohorts c LEFT JOIN ranking_versions v ON v.id = c.current_version_id`,
  );
  const [films] = await rowsOf<{ count: number }>(`SELECT count(*) AS count FROM films f WHERE ${NEEDS_ENRICHMENT}`);
  const canary = await rowsOf<InstallationFigures['canary'][number]>(
    `SELECT kind, state = 'failed' AS failed, cardinality(missing) AS missing FROM canary_results ORDER BY kind`,
  );
  return { runs, tasks, durations, source, ...cohorts!, enrichment_backlog: films!.count, canary };
}
