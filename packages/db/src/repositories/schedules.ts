/** Schedules: when cohorts are synced by themselves, and the starting of what is due, once however many ask. */
import type { Database, Sql } from '../database.ts';
import { type Run, type StartedRun, startRunIn } from './runs.ts';

/** How often a cohort is synced. Of each pair at most one is set; a pair with neither means no such passes. */
export interface Cadence {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  cron: string | null;
  every_minutes: number | null;
  /** The same for full passes, which also see what was removed. */
  full_cron: string | null;
  full_every_days: number | null;
  /** IANA name in which the expressions are read. */
  time_zone: string;
  /** Each time is put off by up to this many seconds. */
  jitter_seconds: number;
}

/** When the next pass of each sort is due; null = never. */
export interface NextTimes {
  next_at: Date | null;
  next_full_at: Date | null;
}

export interface CohortSchedule extends Cadence, NextTimes {
  cohort_id: number;
  enabled: boolean;
  /** Why the scheduler switched it off; null otherwise. */
  problem: string | null;
  last_started_at: Date | null;
}

export async function findSchedule(db: Sql, cohortId: number): Promise<CohortSchedule | null> {
  const { rows } = await db.query<CohortSchedule>('SELECT * FROM cohort_schedules WHERE cohort_id = $1', [cohortId]);
  return rows[0] ?? null;
}

/** Gives a cohort a schedule in place of the one it has, and switches it on. */
export async function saveSchedule(
  db: Sql,
  cohortId: number,
  { cron, every_minutes, full_cron, full_every_days, time_zone, jitter_seconds }: Cadence,
  { next_at, next_full_at }: NextTimes,
): Promise<CohortSchedule> {
  const { rows } = await db.query<CohortSchedule>(
    `INSERT INTO cohort_schedules
       (cohort_id, cron, every_minutes, full_cron, full_every_days, time_zone, jitter_seconds, next_at, next_full_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (cohort_id) DO UPDATE SET
       cron = excluded.cron, every_minutes = excluded.every_minutes, full_cron = excluded.full_cron,
       full_every_days = excluded.full_every_days, time_zone = excluded.time_zone,
       jitter_seconds = excluded.jitter_seconds, next_at = excluded.next_at, next_full_at = excluded.next_full_at,
       enabled = true, problem = NULL
     RETURNING *`,
    [cohortId, cron, every_minutes, full_cron, full_every_days, time_zone, jitter_seconds, next_at, next_full_at],
  );
  return rows[0]!;
}

/** Switches a cohort's schedule off; false when it has none that is on. */
export async function switchScheduleOff(db: Sql, cohortId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE cohort_schedules SET enabled = false, problem = NULL, next_at = NULL, next_full_at = NULL
     WHERE cohort_id = $1 AND enabled`,
    [cohortId],
  );
  return rowCount === 1;
}

/** What became of a due schedule. */
export type DueOutcome =
  | { cohort_id: number; outcome: 'started' | 'joined'; run: Run; taskIds: number[] }
  /** Its cadence can't be read; it is switched off. */
  | { cohort_id: number; outcome: 'broken'; problem: string };

/**
 * Takes one due schedule and starts its run, in one transaction that also moves it to its next time: whoever else looks
 * meanwhile passes it over, and afterwards it is no longer due. Times that were missed are caught up by one run, because
 * the next time is reckoned from now. An active run that does the same answers it; another kind of run is waited for.
 * Null when nothing is due.
 * @param asOf the UTC day to which ages are counted, `YYYY-MM-DD`
 * @param next the times after `now`, by the database's clock; or why the cadence can't be read
 */
export async function startDueRun(
  db: Database,
  asOf: string,
  next: (cadence: Cadence, now: Date) => NextTimes | { problem: string },
): Promise<DueOutcome | null> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<CohortSchedule & { now: Date; full: boolean }>(
      `SELECT s.*, now() AS now, coalesce(s.next_full_at <= now(), false) AS full
       FROM cohort_schedules s LEFT JOIN runs r
         ON r.cohort_id = s.cohort_id AND r.state IN ('queued', 'running') AND r.kind <> 'import'
       WHERE s.enabled AND least(s.next_at, s.next_full_at) <= now()
         AND (r.id IS NULL OR (r.kind = 'sync' AND r.options -> 'member_ids' IS NULL
              AND (r.options -> 'full' = 'true' OR s.next_full_at IS NULL OR s.next_full_at > now())))
       ORDER BY least(s.next_at, s.next_full_at), s.cohort_id LIMIT 1 FOR UPDATE OF s SKIP LOCKED`,
    );
    const due = rows[0];
    if (!due) return null;
    const { cohort_id, now, full } = due;
    const times = next(due, now);
    if ('problem' in times) {
      await tx.query(
        `UPDATE cohort_schedules SET enabled = false, problem = $2, next_at = NULL, next_full_at = NULL
         WHERE cohort_id = $1`,
        [cohort_id, times.problem],
      );
      return { cohort_id, outcome: 'broken', problem: times.problem };
    }
    const { run, created, taskIds } = await startRunIn(tx, {
      cohortId: cohort_id,
      kind: 'sync',
      options: full ? { full: true } : {},
      asOf,
    });
    // Another run began this moment: the schedule stays due, and is looked at again when that one is over.
    if (!created && !covers(run, full)) return null;
    // A full pass brings what is new as well.
    await tx.query(
      `UPDATE cohort_schedules SET next_at = $2, next_full_at = CASE WHEN $4 THEN $3 ELSE next_full_at END,
         last_started_at = CASE WHEN $5 THEN now() ELSE last_started_at END WHERE cohort_id = $1`,
      [cohort_id, times.next_at, times.next_full_at, full, created],
    );
    return { cohort_id, outcome: created ? 'started' : 'joined', run, taskIds };
  });
}

/** Whether a run does what a pass of a schedule would. */
function covers({ kind, options }: Pick<Run, 'kind' | 'options'>, full: boolean): boolean {
  return kind === 'sync' && options.member_ids === undefined && (!full || options.full === true);
}

/**
 * Starts a run that ranks a cohort anew because what is stored of its members has changed, unless a run of it is active: that one
 * is waited for. Null when no cohort waits.
 * @param asOf the UTC day to which ages are counted, `YYYY-MM-DD`
 */
export function startDueCompute(db: Database, asOf: string): Promise<StartedRun | null> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `SELECT id FROM cohorts c WHERE recompute_due AND NOT EXISTS (
         SELECT 1 FROM runs r WHERE r.cohort_id = c.id AND r.state IN ('queued', 'running') AND r.kind <> 'import')
       ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    const cohort = rows[0];
    if (!cohort) return null;
    const started = await startRunIn(tx, { cohortId: cohort.id, kind: 'compute', options: {}, asOf });
    return started.created ? started : null;
  });
}

/** Notes that what is stored of these cohorts' members has changed since they were ranked. */
export async function noteRecompute(tx: Sql, cohortIds: readonly number[]): Promise<void> {
  // In the order of their ids, so that two who note it don't wait for each other.
  await tx.query(
    `WITH involved AS (SELECT id FROM cohorts WHERE id = ANY ($1::int[]) ORDER BY id FOR NO KEY UPDATE)
     UPDATE cohorts c SET recompute_due = true FROM involved WHERE c.id = involved.id`,
    [cohortIds],
  );
}

/** Called before a cohort's data is read to be ranked: what changes from now on is a change since. */
export async function clearRecompute(db: Sql, cohortId: number): Promise<void> {
  await db.query('UPDATE cohorts SET recompute_due = false WHERE id = $1 AND recompute_due', [cohortId]);
}
