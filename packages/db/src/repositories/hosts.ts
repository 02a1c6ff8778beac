/**
 * One pace and one back-off a site, kept in one row, so that any number of workers keep one rate, with Redis or without.
 */
import type { Sql } from '../database.ts';

/** When a request may be sent, and whether the site wants none. */
export interface Slot {
  /** Milliseconds to wait before sending. */
  wait_ms: number;
  /** Asked by the site (Retry-After, 429) to send nothing before this time. */
  blocked_until: Date | null;
  /** Left alone by us after too many refusals, until this time, and why. */
  closed_until: Date | null;
  strikes: number;
  /** Since when nobody gets a connection to it; null while it answers. */
  away_since: Date | null;
  reason: string | null;
  /** The database's clock, which all workers share. */
  now: Date;
}

const RESERVE = `
  INSERT INTO source_hosts AS h (host, next_at) VALUES ($1, now() + $2 * interval '1 millisecond')
  ON CONFLICT (host) DO UPDATE
    SET next_at = CASE WHEN greatest(h.blocked_until, h.closed_until) > now() THEN h.next_at
                       ELSE greatest(h.next_at, now()) + $2 * interval '1 millisecond' END
  RETURNING greatest(0, extract(epoch FROM next_at - now()) * 1000 - $2)::float8 AS wait_ms,
            CASE WHEN blocked_until > now() THEN blocked_until END AS blocked_until,
            CASE WHEN closed_until > now() THEN closed_until END AS closed_until, strikes, away_since,
            reason, now() AS now`;

// One row tells all workers; of requests that were under way together the first one counts.
const OUTAGE = `
  INSERT INTO source_hosts AS h (host, outages, struck_at, away_since, blocked_until, reason)
  VALUES ($1, 1, now(), now(), now() + $3 * interval '1 millisecond', $5)
  ON CONFLICT (host) DO UPDATE
    SET outages = h.outages + 1, struck_at = now(), away_since = coalesce(h.away_since, now()), reason = excluded.reason,
        blocked_until = greatest(h.blocked_until,
                                 now() + least($4, $3 * 2 ^ least(h.outages, 20)) * interval '1 millisecond'),
        closed_until = CASE WHEN h.away_since < now() - $6 * interval '1 millisecond'
                            THEN now() + $7 * interval '1 millisecond' ELSE h.closed_until END
    WHERE h.struck_at IS NULL OR h.struck_at <= $2
  RETURNING 1`;

export const hostQueries = { reserve: RESERVE, outage: OUTAGE };

/**
 * Takes the site's next slot; slots are `intervalMs` apart over all workers. While the site is blocked or closed no slot
 * is taken. With an interval of 0 only block and closure are looked up.
 */
export async function reserveSlot(db: Sql, host: string, intervalMs: number): Promise<Slot> {
  if (intervalMs > 0) return (await db.query<Slot>(RESERVE, [host, intervalMs])).rows[0]!;
  const { rows } = await db.query<Slot & { strikes: number | null }>(
    `SELECT 0::float8 AS wait_ms, CASE WHEN blocked_until > now() THEN blocked_until END AS blocked_until,
            CASE WHEN closed_until > now() THEN closed_until END AS closed_until, strikes, away_since,
            reason, now() AS now
     FROM (SELECT 1) AS always LEFT JOIN source_hosts ON host = $1`,
    [host],
  );
  return { ...rows[0]!, strikes: rows[0]!.strikes ?? 0 };
}

export interface Refusal {
  /** When the refused request was sent, by the database's clock: refusals of requests that were under way together count once. */
  sentAt: Date;
  /** How long to send nothing, or null when the site did not say. */
  backOffMs: number | null;
  /** After this many refusals without an answer between them the site is left alone for `closeMs`. */
  limit: number;
  closeMs: number;
  reason: string;
}

/** Notes that a site refused us (429, a challenge, 403). */
export async function recordRefusal(db: Sql, host: string, refusal: Refusal): Promise<void> {
  await db.query(
    `INSERT INTO source_hosts AS h (host, strikes, struck_at, blocked_until, reason)
     VALUES ($1, 1, now(), now() + $3 * interval '1 millisecond', $6)
     ON CONFLICT (host) DO UPDATE
       SET strikes = h.strikes + CASE WHEN h.struck_at IS NULL OR h.struck_at <= $2 THEN 1 ELSE 0 END,
           struck_at = now(), reason = excluded.reason,
           blocked_until = greatest(h.blocked_until, excluded.blocked_until),
           closed_until = CASE WHEN (h.struck_at IS NULL OR h.struck_at <= $2) AND h.strikes + 1 >= $4
                               THEN now() + $5 * interval '1 millisecond' ELSE h.closed_until END`,
    [host, refusal.sentAt, refusal.backOffMs, refusal.limit, refusal.closeMs, refusal.reason],
  );
}

export interface Outage {
  /** When the request without an answer was sent, by the database's clock. */
  sentAt: Date;
  /** How long to send nothing at first; it doubles up to `longestMs` until the site answers. */
  backOffMs: number;
  longestMs: number;
  /** A site that has been away for so long is given up, and left alone for `closeMs`. */
  giveUpMs: number;
  closeMs: number;
  reason: string;
}

/** Notes that nobody got a connection to a site: until it is tried again no worker asks it for anything. */
export async function recordOutage(db: Sql, host: string, outage: Outage): Promise<void> {
  const { sentAt, backOffMs, longestMs, reason, giveUpMs, closeMs } = outage;
  await db.query(OUTAGE, [host, sentAt, backOffMs, longestMs, reason, giveUpMs, closeMs]);
}

/** Notes that a site that was away has answered, whatever it said. */
export async function endOutage(db: Sql, host: string): Promise<void> {
  await db.query('UPDATE source_hosts SET outages = 0, away_since = NULL WHERE host = $1 AND away_since IS NOT NULL', [
    host,
  ]);
}

/** Notes that a site answers again; called only when there were strikes. */
export async function clearStrikes(db: Sql, host: string): Promise<void> {
  await db.query('UPDATE source_hosts SET strikes = 0 WHERE host = $1', [host]);
}
