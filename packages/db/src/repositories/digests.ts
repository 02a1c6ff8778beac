/** Weekly digests by mail: who gets them, when, and how they are ended. */
import { createHash } from 'node:crypto';
import type { Database, Sql } from '../database.ts';

/** What a digest told of, to see at the next one what has changed. */
export interface DigestSeen {
  version: number;
  /** Film ids in their order. */
  top: number[];
  gems: number[];
}

export interface DigestSubscription {
  user_id: number;
  cohort_id: number;
  next_at: Date;
  last_sent_at: Date | null;
  seen: DigestSeen | null;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
const COLUMNS = 'user_id, cohort_id, next_at, last_sent_at, seen';
/** A link of a mail ends its subscription for so long. */
const LINK_DAYS = 400;
/** Nobody else tries while one is being sent, nor soon after that has failed. */
const RETRY_MINUTES = 15;

export async function findDigest(db: Sql, userId: number, cohortId: number): Promise<DigestSubscription | null> {
  const { rows } = await db.query<DigestSubscription>(
    `SELECT ${COLUMNS} FROM digest_subscriptions WHERE user_id = $1 AND cohort_id = $2`,
    [userId, cohortId],
  );
  return rows[0] ?? null;
}

/** Subscribes; who is subscribed already keeps the time. */
export async function insertDigest(
  db: Sql,
  { user_id, cohort_id, next_at, seen }: Omit<DigestSubscription, 'last_sent_at'>,
): Promise<void> {
  await db.query(
    `INSERT INTO digest_subscriptions (user_id, cohort_id, next_at, seen) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [user_id, cohort_id, next_at, seen && JSON.stringify(seen)],
  );
}

export async function deleteDigest(db: Sql, userId: number, cohortId: number): Promise<void> {
  await db.query('DELETE FROM digest_subscriptions WHERE user_id = $1 AND cohort_id = $2', [userId, cohortId]);
}

/** A digest to be made now. */
export interface DueDigest extends DigestSubscription {
  email: string;
  /** Whether the user may still read the cohort. */
  may_read: boolean;
  now: Date;
}

/** Takes the digest that is due for longest: of any number who ask at once one gets it. Null when none is due. */
export async function takeDueDigest(db: Sql): Promise<DueDigest | null> {
  const { rows } = await db.query<DueDigest>(
    `UPDATE digest_subscriptions s SET next_at = now() + make_interval(mins => $1)
     FROM users u, cohorts c
     WHERE u.id = s.user_id AND c.id = s.cohort_id AND (s.user_id, s.cohort_id) = (
       SELECT user_id, cohort_id FROM digest_subscriptions WHERE next_at <= now()
       ORDER BY next_at, user_id, cohort_id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING s.user_id, s.cohort_id, s.next_at, s.last_sent_at, s.seen, u.email, now() AS now,
       u.disabled_at IS NULL AND (u.is_operator OR c.visibility = 'public' OR EXISTS (
         SELECT 1 FROM cohort_memberships m WHERE m.cohort_id = c.id AND m.user_id = u.id)) AS may_read`,
    [RETRY_MINUTES],
  );
  return rows[0] ?? null;
}

/** Moves a digest that was taken to its next time; `sent` holds what it told of, null when there was nothing to tell. */
export async function endDigest(
  db: Sql,
  { user_id, cohort_id }: Pick<DigestSubscription, 'user_id' | 'cohort_id'>,
  { next_at, sent }: { next_at: Date; sent: DigestSeen | null },
): Promise<void> {
  await db.query(
    `UPDATE digest_subscriptions SET next_at = $3, seen = coalesce($4::jsonb, seen),
       last_sent_at = CASE WHEN $4::jsonb IS NULL THEN last_sent_at ELSE now() END
     WHERE user_id = $1 AND cohort_id = $2`,
    [user_id, cohort_id, next_at, sent && JSON.stringify(sent)],
  );
}

/** Keeps the secret of a link that ends a subscription, as its hash, and removes links that are long over. */
export async function insertDigestLink(
  db: Sql,
  { secret, user_id, cohort_id }: { secret: string; user_id: number; cohort_id: number },
): Promise<void> {
  await db.query('DELETE FROM digest_links WHERE created_at < now() - make_interval(days => $1)', [LINK_DAYS]);
  await db.query('INSERT INTO digest_links (hash, user_id, cohort_id) VALUES ($1, $2, $3)', [
    hashOf(secret),
    user_id,
    cohort_id,
  ]);
}

/** The cohort of a link; null when nobody has made it, or its time is over. */
export async function findDigestLink(db: Sql, secret: string): Promise<{ cohort: string; subscribed: boolean } | null> {
  const { rows } = await db.query<{ cohort: string; subscribed: boolean }>(
    `SELECT c.display_name AS cohort, s.user_id IS NOT NULL AS subscribed
     FROM digest_links l JOIN cohorts c ON c.id = l.cohort_id
     LEFT JOIN digest_subscriptions s ON s.user_id = l.user_id AND s.cohort_id = l.cohort_id
     WHERE l.hash = $1`,
    [hashOf(secret)],
  );
  return rows[0] ?? null;
}

/** Ends the subscription of a link. The same link does it as often as it is used. */
export async function unsubscribeByLink(db: Database, secret: string): Promise<void> {
  await db.query(
    `DELETE FROM digest_subscriptions s USING digest_links l
     WHERE l.hash = $1 AND s.user_id = l.user_id AND s.cohort_id = l.cohort_id`,
    [hashOf(secret)],
  );
}
