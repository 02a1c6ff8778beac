/** What the operator looks at, over all users and cohorts, and the little that is switched there. */
import { createHash } from 'node:crypto';
import type { RunKind, RunState, TaskKind } from '@cohort-almanac/core';
import type { Database, Sql } from '../database.ts';
import { FILMS_OF_MEMBERS, NEEDS_ENRICHMENT, SEEN } from './film-enrichment.ts';
import { type ErrorRate, errorRate } from './telemetry.ts';
import { countWorkers } from './workers.ts';

export interface AdminUser {
  id: number;
  email: string;
  display_name: string | null;
  is_operator: boolean;
  created_at: Date;
  disabled_at: Date | null;
  /** When a session or token of theirs was last used. */
  last_seen_at: Date | null;
  cohorts: number;
}

const USER = `
  SELECT u.id, u.email, u.display_name, u.is_operator, u.created_at, u.disabled_at,
         greatest((SELECT max(last_used_at) FROM sessions s WHERE s.user_id = u.id),
                  (SELECT max(last_used_at) FROM api_tokens t WHERE t.user_id = u.id)) AS last_seen_at,
         (SELECT count(*) FROM cohort_memberships m WHERE m.user_id = u.id) AS cohorts
  FROM users u`;

/** By id. `q` is a part of the address or name. */
export async function pageOfUsers(
  db: Sql,
  { q, after, limit }: { q?: string; after?: number; limit: number },
): Promise<AdminUser[]> {
  const { rows } = await db.query<AdminUser>(
    `${USER} WHERE u.id > $1 AND ($2::text IS NULL OR strpos(lower(u.email), lower($2)) > 0
       OR strpos(lower(coalesce(u.display_name, '')), lower($2)) > 0)
     ORDER BY u.id LIMIT $3`,
    [after ?? 0, q ?? null, limit],
  );
  return rows;
}

export async function findAdminUser(db: Sql, id: number): Promise<AdminUser | null> {
  return (await db.query<AdminUser>(`${USER} WHERE u.id = $1`, [id])).rows[0] ?? null;
}

/** Locks an account, or opens it again; false when there is none. Its sessions end for good, its tokens rest. */
export function setUserDisabled(db: Database, id: number, disabled: boolean): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE users SET disabled_at = CASE WHEN $2 THEN coalesce(disabled_at, now()) END WHERE id = $1`,
      [id, disabled],
    );
    if (disabled)
      await tx.query('UPDATE sessions SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL', [id]);
    return rowCount === 1;
  });
}

export interface CohortHealth {
  id: number;
  label: string;
  visibility: 'public' | 'private';
  members: number;
  members_with_data: number | null;
  computed_at: Date | null;
  last_run: { id: number; kind: RunKind; state: RunState; finished_at: Date | null } | null;
  /** Of the runs of the last thirty days. */
  runs: number;
  failed_runs: number;
  /** Hours since the published numbers were computed; null without any. */
  stale_hours: number | null;
  schedule: { enabled: boolean; next_at: Date | null; problem: string | null } | null;
}

/** By label. */
export async function pageOfCohortHealth(
  db: Sql,
  { after, limit }: { after?: string; limit: number },
): Promise<CohortHealth[]> {
  const { rows } = await db.query<CohortHealth>(
    `SELECT c.id, c.label, c.visibility,
            (SELECT count(*) FROM cohort_members m WHERE m.cohort_id = c.id) AS members,
            (v.coverage -> 'members_with_data')::int AS members_with_data, v.computed_at,
            (extract(epoch FROM now() - v.computed_at) / 3600)::float8 AS stale_hours,
            (SELECT jsonb_build_object('id', r.id, 'kind', r.kind, 'state', r.state, 'finished_at', r.finished_at)
             FROM runs r WHERE r.cohort_id = c.id ORDER BY r.id DESC LIMIT 1) AS last_run,
            (SELECT jsonb_build_object('enabled', s.enabled, 'next_at', least(s.next_at, s.next_full_at), 'problem', s.problem)
             FROM cohort_schedules s WHERE s.cohort_id = c.id) AS schedule,
            f.runs, f.failed_runs
     FROM cohorts c LEFT JOIN ranking_versions v ON v.id = c.current_version_id
     CROSS JOIN LATERAL (
       SELECT count(*) AS runs, count(*) FILTER (WHERE state = 'failed') AS failed_runs FROM runs r
       WHERE r.cohort_id = c.id AND r.created_at > now() - interval '30 days') f
     WHERE $1::text IS NULL OR c.label > $1 ORDER BY c.label LIMIT $2`,
    [after ?? null, limit],
  );
  return rows;
}

export interface HostState {
  host: string;
  blocked_until: Date | null;
  closed_until: Date | null;
  away_since: Date | null;
  strikes: number;
  reason: string | null;
}

/** The sites that are asked, and which of them are left alone. */
export async function listHosts(db: Sql): Promise<HostState[]> {
  const { rows } = await db.query<HostState>(
    `SELECT host, CASE WHEN blocked_until > now() THEN blocked_until END AS blocked_until,
            CASE WHEN closed_until > now() THEN closed_until END AS closed_until, away_since, strikes, reason
     FROM source_hosts ORDER BY host`,
  );
  return rows;
}

/** Lets a site be asked again at once; false when it is not known. */
export async function resumeHost(db: Sql, host: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE source_hosts SET blocked_until = NULL, closed_until = NULL, strikes = 0, outages = 0, away_since = NULL,
       reason = NULL WHERE host = $1`,
    [host],
  );
  return rowCount === 1;
}

export interface WaitingFilm {
  film_id: number;
  title: string;
  release_year: number | null;
  slug: string | null;
  watchers: number;
}

/** Films about which a source has never been asked that could tell more; the most watched first. */
export async function filmsWaiting(db: Sql, limit: number): Promise<WaitingFilm[]> {
  const { rows } = await db.query<WaitingFilm>(
    `SELECT f.film_id, f.title, f.release_year, f.slug, coalesce(k.watchers, 0) AS watchers
     FROM films f JOIN (${FILMS_OF_MEMBERS}) k USING (film_id) WHERE ${NEEDS_ENRICHMENT}
     ORDER BY k.watchers DESC NULLS LAST, k.wanted DESC, f.film_id LIMIT $1`,
    [limit],
  );
  return rows;
}

export interface SlowQuery {
  text: string;
  count: number;
  worst_ms: number;
  last_ms: number;
  last_at: Date;
}

const NOTE_SLOW = `
  INSERT INTO slow_queries AS q (hash, text, worst_ms, last_ms) VALUES ($1, $2, $3, $3)
  ON CONFLICT (hash) DO UPDATE SET count = q.count + 1, worst_ms = greatest(q.worst_ms, excluded.last_ms),
    last_ms = excluded.last_ms, last_at = now()`;

/** Notes a statement that took long. The text holds no values. */
export async function noteSlowQuery(db: Sql, { text, ms }: { text: string; ms: number }): Promise<void> {
  // Its own slowness would be told by itself, for ever.
  if (text === NOTE_SLOW) return;
  const plain = text.replace(/\s+/g, ' ').trim();
  await db.query(NOTE_SLOW, [createHash('sha256').update(plain).digest(), plain.slice(0, 10_000), Math.round(ms)]);
}

/** The worst first. */
export async function listSlowQueries(db: Sql, limit: number): Promise<SlowQuery[]> {
  const { rows } = await db.query<SlowQuery>(
    'SELECT text, count, worst_ms, last_ms, last_at FROM slow_queries ORDER BY worst_ms DESC, hash LIMIT $1',
    [limit],
  );
  return rows;
}

/** Removes what has not been slow for so many days. */
export async function pruneSlowQueries(db: Sql, keepDays: number): Promise<number> {
  const { rowCount } = await db.query('DELETE FROM slow_queries WHERE last_at < now() - make_interval(days => $1)', [
    keepDays,
  ]);
  return rowCount ?? 0;
}

export interface ReadOnlySwitch {
  read_only: boolean;
  reason: string | null;
  changed_at: Date;
}

export async function readSwitch(db: Sql): Promise<ReadOnlySwitch> {
  const { rows } = await db.query<ReadOnlySwitch>('SELECT read_only, reason, changed_at FROM almanac_switches');
  return rows[0]!;
}

export async function setSwitch(
  db: Sql,
  { read_only, reason }: Pick<ReadOnlySwitch, 'read_only' | 'reason'>,
): Promise<void> {
  await db.query(
    `INSERT INTO almanac_switches (read_only, reason) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET read_only = $1, reason = $2, changed_at = now()`,
    [read_only, reason],
  );
}

export interface AdminStatus {
  workers: number;
  users: number;
  cohorts: number;
  forgotten: number;
  queue: {
    runs: number;
    queued: number;
    running: number;
    /** Of the oldest task that could be taken; null when none waits. */
    oldest_seconds: number | null;
    webhooks: number;
    digests: number;
  };
  films_waiting: number;
  week: ErrorRate;
  outcomes: { day: string; kind: TaskKind; tasks: number; failed: number }[];
}

/** The almanac in a few numbers. */
export async function readStatus(db: Sql): Promise<AdminStatus> {
  const { rows } = await db.query<Omit<AdminStatus['queue'], 'oldest_seconds'> & Record<string, number | null>>(
    `SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM cohorts) AS cohorts,
            (SELECT count(*) FROM opt_outs) AS forgotten,
            (SELECT count(*) FROM runs WHERE state IN ('queued', 'running')) AS runs,
            t.queued, t.running, t.oldest_seconds,
            (SELECT count(*) FROM webhook_deliveries WHERE state = 'pending') AS webhooks,
            (SELECT count(*) FROM digest_subscriptions WHERE next_at <= now()) AS digests,
            (SELECT count(*) FROM films f WHERE ${NEEDS_ENRICHMENT}
               AND (${SEEN}
                    OR EXISTS (SELECT 1 FROM watchlist_entries w WHERE w.film_id = f.film_id))) AS films_waiting
     FROM (SELECT count(*) FILTER (WHERE t.state = 'queued') AS queued,
                  count(*) FILTER (WHERE t.state = 'running') AS running,
                  extract(epoch FROM now() - min(t.run_after) FILTER (
                    WHERE t.state = 'queued' AND t.run_after <= now()))::float8 AS oldest_seconds
           FROM run_tasks t JOIN runs r ON r.id = t.run_id
           WHERE t.state IN ('queued', 'running') AND r.state IN ('queued', 'running')) AS t`,
  );
  const { users, cohorts, forgotten, films_waiting, runs, queued, running, webhooks, digests, oldest_seconds } =
    rows[0]!;
  const outcomes = await db.query<AdminStatus['outcomes'][number]>(
    `SELECT day, kind, tasks, failed FROM daily_outcomes
     WHERE day > (now() AT TIME ZONE 'UTC')::date - 7 ORDER BY day, kind`,
  );
  return {
    workers: await countWorkers(db),
    users: users!,
    cohorts: cohorts!,
    forgotten: forgotten!,
    queue: { runs, queued: queued!, running: running!, webhooks, digests, oldest_seconds: oldest_seconds! },
    films_waiting: films_waiting!,
    week: await errorRate(db, { days: 7 }),
    outcomes: outcomes.rows,
  };
}
