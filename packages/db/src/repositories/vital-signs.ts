/**
 * How the pipeline is doing, in a few numbers, for metrics and for `almanac doctor`. Everything is read from what runs, tasks
 * and checks have stored, so any process can tell, whichever does the work. Reads as many rows as current versions have films:
 * remember the answer for some seconds.
 */
import type { Sql } from '../database.ts';
import { type CanaryResult, readCanary } from './canary.ts';
import { type Asks, needsEnrichment } from './film-enrichment.ts';
import { type ErrorRate, errorRate } from './telemetry.ts';
import { countWorkers } from './workers.ts';

export interface VitalSigns {
  tasks: {
    /** Could be taken now; `delayed` wait for their time. */
    ready: number;
    delayed: number;
    running: number;
    /** Since when the task that is ready for longest could have been taken; 0 when none is. */
    oldest_ready_seconds: number;
  };
  runs: { active: number };
  /** Heard of within the last seconds. */
  workers: number;
  /** Of the last seven UTC days. */
  failures: ErrorRate;
  /** Cohorts whose schedule brought no data when it should have, an hour ago or longer, or can't be read. */
  stale_cohorts: number;
  /** Ranked films about which a source was never asked that could add something. */
  enrichment_backlog: number;
  /** The last check of a known page of each kind; `skipped` when nothing could be checked. */
  canary: Pick<CanaryResult, 'kind' | 'state' | 'missing' | 'checked_at'>[];
  /** The sites that were asked so far. */
  sites: Site[];
  /** What the runs of the last 24 hours, those under way included, asked of all sites. */
  traffic: { requests: number; refused_429: number; refused_403: number; failed_5xx: number };
}

export interface Site {
  host: string;
  /** `closed` after refusals, `away` without a connection, `waiting` when it asked for that. */
  state: 'open' | 'waiting' | 'closed' | 'away';
  /** Refusals since its last answer. */
  strikes: number;
}

const TASKS = `
  SELECT count(*) FILTER (WHERE t.state = 'queued' AND t.run_after <= now()) AS ready,
         count(*) FILTER (WHERE t.state = 'queued' AND t.run_after > now()) AS delayed,
         count(*) FILTER (WHERE t.state = 'running') AS running,
         coalesce(extract(epoch FROM now() - min(t.run_after) FILTER (WHERE t.state = 'queued' AND t.run_after <= now())),
                  0)::float8 AS oldest_ready_seconds,
         count(DISTINCT r.id) AS active
  FROM runs r LEFT JOIN run_tasks t ON t.run_id = r.id AND t.state IN ('queued', 'running')
  WHERE r.state IN ('queued', 'running')`;

const STALE = `
  SELECT count(*) AS n FROM cohort_schedules s
  WHERE s.problem IS NOT NULL
     OR (s.enabled AND (least(s.next_at, s.next_full_at) < now() - interval '1 hour'
                        OR (s.last_started_at < now() - interval '1 hour' AND NOT EXISTS (
                              SELECT 1 FROM runs r WHERE r.cohort_id = s.cohort_id AND r.kind = 'sync'
                                AND (r.state IN ('queued', 'running')
                                     OR (r.state IN ('succeeded', 'partial') AND r.finished_at >= s.last_started_at))))))`;

const backlog = (asks: Asks | undefined) => `
  SELECT count(DISTINCT f.film_id) AS n FROM cohorts c JOIN cohort_film_stats s ON s.version_id = c.current_version_id
    JOIN films f USING (film_id)
  WHERE ${needsEnrichment(asks)}`;

const SITES = `
  SELECT host, strikes, CASE WHEN away_since IS NOT NULL THEN 'away' WHEN closed_until > now() THEN 'closed'
                             WHEN blocked_until > now() THEN 'waiting' ELSE 'open' END AS state
  FROM source_hosts ORDER BY host COLLATE "C"`;

const TRAFFIC = `
  SELECT coalesce(sum(n) FILTER (WHERE key = 'requests'), 0)::int AS requests,
         coalesce(sum(n) FILTER (WHERE key = 'status_429'), 0)::int AS refused_429,
         coalesce(sum(n) FILTER (WHERE key = 'status_403'), 0)::int AS refused_403,
         coalesce(sum(n) FILTER (WHERE key LIKE 'status_5__'), 0)::int AS failed_5xx
  FROM (SELECT c.key, c.value::numeric AS n
        FROM runs r JOIN run_telemetry f ON f.run_id = r.id, jsonb_each_text(f.counters) AS c
        WHERE r.finished_at > now() - interval '24 hours'
        UNION ALL
        SELECT c.key, c.value::numeric FROM runs r JOIN run_tasks t ON t.run_id = r.id, jsonb_each_text(t.counters) AS c
        WHERE r.state IN ('queued', 'running')) AS counted`;

/** @param asks the sources that can be asked about films at all; both when left out */
export async function readVitalSigns(db: Sql, { asks }: { asks?: Asks } = {}): Promise<VitalSigns> {
  const one = async <Row extends object>(text: string) =>
    (await db.query<Row & Record<string, unknown>>(text)).rows[0]!;
  const { active, ready, delayed, running, oldest_ready_seconds } = await one<VitalSigns['tasks'] & VitalSigns['runs']>(
    TASKS,
  );
  const { rows: sites } = await db.query<Site & Record<string, unknown>>(SITES);
  const { requests, refused_429, refused_403, failed_5xx } = await one<VitalSigns['traffic']>(TRAFFIC);
  return {
    tasks: { ready, delayed, running, oldest_ready_seconds },
    runs: { active },
    workers: await countWorkers(db),
    failures: await errorRate(db, { days: 7 }),
    stale_cohorts: (await one<{ n: number }>(STALE)).n,
    enrichment_backlog: (await one<{ n: number }>(backlog(asks))).n,
    canary: (await readCanary(db)).map(({ kind, state, missing, checked_at }) => ({
      kind,
      state,
      missing,
      checked_at,
    })),
    sites,
    traffic: { requests, refused_429, refused_403, failed_5xx },
  };
}
