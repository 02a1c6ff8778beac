/** Webhooks: who is told of what happens in a cohort. */
import type { Sql } from '../database.ts';

export const WEBHOOK_EVENTS = ['ranking.published', 'run.failed'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export interface Webhook {
  id: number;
  user_id: number;
  cohort_id: number;
  url: string;
  events: WebhookEvent[];
  description: string | null;
  enabled: boolean;
  /** Why the almanac switched it off: too many failures, or the receiver said 410. Null when its owner did, or nobody. */
  disabled_reason: 'failures' | 'gone' | null;
  disabled_at: Date | null;
  /** Deliveries in a row that were given up. */
  failures: number;
  created_at: Date;
  /** Until then is signed with the secret before, too. */
  previous_until: Date | null;
}

const COLUMNS = `w.id, w.user_id, w.cohort_id, w.url, w.events, w.description, w.enabled, w.disabled_reason, w.disabled_at,
  w.failures, w.created_at, CASE WHEN w.previous_until > now() THEN w.previous_until END AS previous_until`;

/** Hours for which a secret that was replaced still signs. */
export const SECRET_OVERLAP_HOURS = 24;

export async function insertWebhook(
  db: Sql,
  input: Pick<Webhook, 'user_id' | 'cohort_id' | 'url' | 'events' | 'description'> & { secret: Buffer },
): Promise<Webhook> {
  const { rows } = await db.query<Webhook>(
    `INSERT INTO webhooks AS w (user_id, cohort_id, url, events, description, secret)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [input.user_id, input.cohort_id, input.url, input.events, input.description, input.secret],
  );
  return rows[0]!;
}

/** A user's webhooks, the newest first. */
export async function listWebhooks(db: Sql, userId: number): Promise<Webhook[]> {
  const { rows } = await db.query<Webhook>(
    `SELECT ${COLUMNS} FROM webhooks w WHERE w.user_id = $1 ORDER BY w.id DESC`,
    [userId],
  );
  return rows;
}

/** Null when the user has no such webhook. */
export async function findWebhook(db: Sql, userId: number, id: number): Promise<Webhook | null> {
  const { rows } = await db.query<Webhook>(`SELECT ${COLUMNS} FROM webhooks w WHERE w.user_id = $1 AND w.id = $2`, [
    userId,
    id,
  ]);
  return rows[0] ?? null;
}

/**
 * Changes what is given; null when the user has no such webhook. Switching it on forgives what failed before; to switch it
 * off drops what waits to be sent.
 */
export async function updateWebhook(
  db: Sql,
  userId: number,
  id: number,
  { url, events, description, enabled }: Partial<Pick<Webhook, 'url' | 'events' | 'description' | 'enabled'>>,
): Promise<Webhook | null> {
  const { rows } = await db.query<Webhook>(
    `UPDATE webhooks w SET
       url = coalesce($3, w.url), events = coalesce($4, w.events),
       description = CASE WHEN $6 THEN $5 ELSE w.description END, enabled = coalesce($7, w.enabled),
       failures = CASE WHEN $7 THEN 0 ELSE w.failures END,
       disabled_reason = CASE WHEN $7 IS NULL THEN w.disabled_reason END,
       disabled_at = CASE WHEN $7 THEN NULL WHEN $7 = false AND w.enabled THEN now() ELSE w.disabled_at END,
       noticed_at = CASE WHEN $7 IS NULL THEN w.noticed_at END
     WHERE w.user_id = $1 AND w.id = $2 RETURNING ${COLUMNS}`,
    [userId, id, url ?? null, events ?? null, description ?? null, description !== undefined, enabled ?? null],
  );
  return rows[0] ?? null;
}

/** Gives a webhook another secret; with the one before is signed too for `SECRET_OVERLAP_HOURS`. */
export async function replaceWebhookSecret(
  db: Sql,
  userId: number,
  id: number,
  secret: Buffer,
): Promise<Webhook | null> {
  const { rows } = await db.query<Webhook>(
    `UPDATE webhooks w SET secret = $3, previous_secret = secret, previous_until = now() + make_interval(hours => $4)
     WHERE w.user_id = $1 AND w.id = $2 RETURNING ${COLUMNS}`,
    [userId, id, secret, SECRET_OVERLAP_HOURS],
  );
  return rows[0] ?? null;
}

/** Removes a webhook with its log; false when the user has no such webhook. */
export async function deleteWebhook(db: Sql, userId: number, id: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM webhooks WHERE user_id = $1 AND id = $2', [userId, id]);
  return rowCount === 1;
}

/** A webhook that the almanac switched off, and whom to tell. */
export interface SwitchedOffWebhook {
  id: number;
  url: string;
  disabled_reason: 'failures' | 'gone';
  cohort: string;
  email: string;
}

/** Takes one webhook whose owner has not been told yet that it was switched off; of those who ask at once one gets it. */
export async function takeSwitchedOffWebhook(db: Sql): Promise<SwitchedOffWebhook | null> {
  const { rows } = await db.query<SwitchedOffWebhook>(
    `UPDATE webhooks w SET noticed_at = now() FROM users u, cohorts c
     WHERE u.id = w.user_id AND c.id = w.cohort_id AND w.id = (
       SELECT id FROM webhooks WHERE disabled_reason IS NOT NULL AND noticed_at IS NULL
       ORDER BY disabled_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING w.id, w.url, w.disabled_reason, c.display_name AS cohort, u.email`,
  );
  return rows[0] ?? null;
}

/** Puts a notice back that could not be sent. */
export async function returnSwitchedOffWebhook(db: Sql, id: number): Promise<void> {
  await db.query('UPDATE webhooks SET noticed_at = NULL WHERE id = $1', [id]);
}
