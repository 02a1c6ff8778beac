/**
 * What webhooks have to be sent. A delivery is written in the transaction of what it tells of, so neither can be without the
 * other; workers claim it with a lease, and what came of it stays as a log.
 */
import { randomUUID } from 'node:crypto';
import type { Sql, Transaction } from '../database.ts';
import type { WebhookEvent } from './webhooks.ts';

/** A test is sent when its owner asks for it, whatever the webhook listens to. */
export const DELIVERY_EVENTS = ['ranking.published', 'run.failed', 'webhook.test'] as const;
export type DeliveryEvent = (typeof DELIVERY_EVENTS)[number];

export type DeliveryState = 'pending' | 'delivered' | 'failed';

export interface WebhookDelivery {
  id: number;
  message_id: string;
  event: DeliveryEvent;
  state: DeliveryState;
  attempts: number;
  /** When it is tried next; null when it is over. */
  next_at: Date | null;
  attempted_at: Date | null;
  /** The last answer's status; null when there was none. */
  status: number | null;
  duration_ms: number | null;
  error: string | null;
  /** How the last answer's body begins. */
  answer: string | null;
  created_at: Date;
  finished_at: Date | null;
}

const LOG = `id, message_id, event, state, attempts, CASE WHEN state = 'pending' THEN next_at END AS next_at, attempted_at,
  status, duration_ms, error, answer, created_at, finished_at`;

/** Whether the user of webhook `w` may still learn of an event in cohort `c`. */
const mayLearn = (
  event: string,
) => `NOT EXISTS (SELECT 1 FROM users u WHERE u.id = w.user_id AND u.disabled_at IS NOT NULL) AND (
  EXISTS (SELECT 1 FROM users u WHERE u.id = w.user_id AND u.is_operator)
  OR EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.cohort_id = c.id AND m.user_id = w.user_id
             AND (m.role IN ('owner', 'editor') OR ${event} <> 'run.failed'))
  OR (c.visibility = 'public' AND ${event} <> 'run.failed'))`;

const CLAIM = `
  WITH due AS (
    SELECT d.id, w.id AS webhook_id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
    WHERE d.state = 'pending' AND d.next_at <= now() AND (d.lease_until IS NULL OR d.lease_until < now())
      AND NOT EXISTS (SELECT 1 FROM webhook_deliveries o
                      WHERE o.webhook_id = d.webhook_id AND o.state = 'pending' AND o.lease_until >= now())
    ORDER BY d.next_at, d.id LIMIT 1 FOR UPDATE OF d, w SKIP LOCKED
  ), claimed AS (
    UPDATE webhook_deliveries d SET lease_owner = $1, lease_until = now() + $2 * interval '1 second'
    FROM due WHERE d.id = due.id RETURNING d.*
  )
  SELECT d.id, d.webhook_id, d.message_id, d.event, d.body, d.attempts, d.lease_owner, w.url, w.secret,
         CASE WHEN w.previous_until > now() THEN w.previous_secret END AS previous_secret,
         (w.enabled OR d.event = 'webhook.test') AND ${mayLearn('d.event')} AS allowed
  FROM claimed d JOIN webhooks w ON w.id = d.webhook_id JOIN cohorts c ON c.id = w.cohort_id`;

export const deliveryQueries = { claim: CLAIM };

const messageId = () => `msg_${randomUUID().replaceAll('-', '')}`;

/** The envelope of an event, as Standard Webhooks has it. */
const bodyOf = (type: DeliveryEvent, at: Date, data: object) =>
  JSON.stringify({ type, timestamp: at.toISOString(), data });

async function cohortOf(db: Sql, cohortId: number): Promise<object> {
  const { rows } = await db.query<object>('SELECT id, label, display_name FROM cohorts WHERE id = $1', [cohortId]);
  return rows[0]!;
}

/** Writes a delivery of an event for each webhook of the cohort that listens to it and whose user may know. */
async function tell(tx: Sql, cohortId: number, event: WebhookEvent, data: () => Promise<object>): Promise<void> {
  const { rows } = await tx.query<{ id: number; now: Date }>(
    `SELECT w.id, now() AS now FROM webhooks w JOIN cohorts c ON c.id = w.cohort_id
     WHERE w.cohort_id = $1 AND w.enabled AND $2::text = ANY (w.events) AND ${mayLearn('$2::text')}`,
    [cohortId, event],
  );
  if (rows.length === 0) return;
  const body = bodyOf(event, rows[0]!.now, { cohort: await cohortOf(tx, cohortId), ...(await data()) });
  await tx.query(
    `INSERT INTO webhook_deliveries (webhook_id, message_id, event, body)
     SELECT webhook_id, message_id, $3, $4 FROM unnest($1::int[], $2::text[]) AS t (webhook_id, message_id)`,
    [rows.map(({ id }) => id), rows.map(messageId), event, body],
  );
}

/** Tells of a version that readers see now; in the transaction that publishes it. */
export async function tellOfPublication(tx: Transaction, cohortId: number, versionId: number): Promise<void> {
  await tell(tx, cohortId, 'ranking.published', async () => {
    const { rows } = await tx.query<object>(
      `SELECT id AS ranking_version, run_id, as_of, (summary -> 'films')::int AS films,
              (summary -> 'ratings')::int AS ratings, (coverage -> 'members')::int AS members,
              (coverage -> 'members_with_data')::int AS members_with_data
       FROM ranking_versions WHERE id = $1`,
      [versionId],
    );
    return rows[0]!;
  });
}

/** Tells of a run that failed, in the transaction that ends it. What it tells names nobody. */
export async function tellOfFailedRun(tx: Sql, runId: number): Promise<void> {
  const { rows } = await tx.query<{ cohort_id: number; run: object }>(
    `SELECT cohort_id, jsonb_build_object('id', id, 'kind', kind, 'error_kind', error_kind, 'error', error) AS run
     FROM runs WHERE id = $1`,
    [runId],
  );
  const { cohort_id, run } = rows[0]!;
  await tell(tx, cohort_id, 'run.failed', async () => ({ run }));
}

/** Writes a test for one webhook. It is tried once. */
export async function insertTestDelivery(
  db: Sql,
  { webhookId, cohortId }: { webhookId: number; cohortId: number },
): Promise<WebhookDelivery> {
  const body = bodyOf('webhook.test', new Date(), { cohort: await cohortOf(db, cohortId) });
  const { rows } = await db.query<WebhookDelivery>(
    `INSERT INTO webhook_deliveries (webhook_id, message_id, event, body) VALUES ($1, $2, 'webhook.test', $3)
     RETURNING ${LOG}`,
    [webhookId, messageId(), body],
  );
  return rows[0]!;
}

/** A webhook's log, newest first. `before` is the `id` of the last one of the page before. */
export async function listDeliveries(
  db: Sql,
  webhookId: number,
  { before, limit }: { before?: number; limit: number },
): Promise<WebhookDelivery[]> {
  const { rows } = await db.query<WebhookDelivery>(
    `SELECT ${LOG} FROM webhook_deliveries WHERE webhook_id = $1 AND ($2::bigint IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [webhookId, before ?? null, limit],
  );
  return rows;
}

export interface ClaimedDelivery {
  id: number;
  webhook_id: number;
  message_id: string;
  event: DeliveryEvent;
  body: string;
  attempts: number;
  lease_owner: string;
  url: string;
  /** Sealed. */
  secret: Buffer;
  previous_secret: Buffer | null;
  /** False when the webhook is off, or its user may not know of this any more. */
  allowed: boolean;
}

/**
 * Takes the delivery that is due for longest, for `leaseSeconds`; null when there is none. A webhook gets one at a time: a
 * slow receiver holds up nobody but itself.
 */
export async function claimDelivery(db: Sql, owner: string, leaseSeconds: number): Promise<ClaimedDelivery | null> {
  const { rows } = await db.query<ClaimedDelivery>(CLAIM, [owner, leaseSeconds]);
  return rows[0] ?? null;
}

/** What came of a try. */
export interface DeliveryResult {
  status: number | null;
  duration_ms: number;
  error: string | null;
  answer: string | null;
}

export type DeliveryVerdict =
  | { state: 'delivered' }
  | { state: 'pending'; delayMs: number }
  /** `counts` towards switching the webhook off; `gone` switches it off at once. */
  | { state: 'failed'; counts: boolean; gone: boolean };

/** After so many deliveries in a row that were given up, a webhook is switched off. */
export const MOST_FAILURES = 5;

/** Notes what came of a claimed delivery. `held` is false when the lease was lost, and nothing was noted. */
export async function endDelivery(
  tx: Transaction,
  claimed: Pick<ClaimedDelivery, 'id' | 'webhook_id' | 'lease_owner'>,
  /** Or why there was no try. */
  result: DeliveryResult | { untried: string },
  verdict: DeliveryVerdict,
): Promise<{ held: boolean; switchedOff: boolean }> {
  const { rowCount } =
    'untried' in result
      ? await tx.query(
          `UPDATE webhook_deliveries SET state = $3, lease_owner = NULL, lease_until = NULL, error = $5,
             next_at = now() + $4 * interval '1 millisecond', finished_at = CASE WHEN $3 <> 'pending' THEN now() END
           WHERE id = $1 AND lease_owner = $2 AND state = 'pending'`,
          [claimed.id, claimed.lease_owner, verdict.state, delayOf(verdict), result.untried],
        )
      : await tx.query(
          `UPDATE webhook_deliveries SET state = $3, lease_owner = NULL, lease_until = NULL, attempts = attempts + 1,
             next_at = now() + $4 * interval '1 millisecond', finished_at = CASE WHEN $3 <> 'pending' THEN now() END,
             attempted_at = now(), status = $5, duration_ms = $6, error = $7, answer = $8
           WHERE id = $1 AND lease_owner = $2 AND state = 'pending'`,
          [
            claimed.id,
            claimed.lease_owner,
            verdict.state,
            delayOf(verdict),
            result.status,
            result.duration_ms,
            result.error,
            result.answer,
          ],
        );
  if (rowCount !== 1) return { held: false, switchedOff: false };
  if (verdict.state === 'delivered') {
    await tx.query('UPDATE webhooks SET failures = 0 WHERE id = $1 AND failures > 0', [claimed.webhook_id]);
  }
  const counts = verdict.state === 'failed' && verdict.counts;
  return { held: true, switchedOff: counts && (await countFailure(tx, claimed.webhook_id, verdict.gone)) };
}

const delayOf = (verdict: DeliveryVerdict): number => (verdict.state === 'pending' ? verdict.delayMs : 0);

/** Counts a delivery that was given up; true when that switched the webhook off. */
async function countFailure(tx: Transaction, webhookId: number, gone: boolean): Promise<boolean> {
  const { rows } = await tx.query<{ enabled: boolean }>(
    `UPDATE webhooks SET failures = failures + 1, enabled = failures + 1 < $2 AND NOT $3::boolean
     WHERE id = $1 AND enabled RETURNING enabled`,
    [webhookId, MOST_FAILURES, gone],
  );
  if (rows[0]?.enabled !== false) return false;
  await tx.query('UPDATE webhooks SET disabled_reason = $2, disabled_at = now(), noticed_at = NULL WHERE id = $1', [
    webhookId,
    gone ? 'gone' : 'failures',
  ]);
  return true;
}

/** Removes what is over for so many days. */
export async function pruneDeliveries(db: Sql, keepDays: number): Promise<number> {
  const { rowCount } = await db.query(
    'DELETE FROM webhook_deliveries WHERE finished_at < now() - make_interval(days => $1)',
    [keepDays],
  );
  return rowCount ?? 0;
}
