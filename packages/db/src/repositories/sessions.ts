/** Sign-in links and the sessions that they open. Both are stored as SHA-256 of a secret that only its holder has. */
import { createHash } from 'node:crypto';
import type { Database, Sql } from '../database.ts';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Minutes for which a sign-in link works. */
export const LINK_MINUTES = 15;
/** Days after its last use at which a session ends. */
export const SESSION_DAYS = 30;

/** What a link lets an address do that has no account yet. */
export type LinkSignup = 'none' | 'open' | 'invite';

/** Keeps a link's secret as its hash, and removes links that are long over. */
export async function insertSignInLink(
  db: Sql,
  { email, secret, signup }: { email: string; secret: string; signup: LinkSignup },
): Promise<void> {
  await db.query(`DELETE FROM sign_in_links WHERE expires_at < now() - interval '1 day'`);
  await db.query(
    `INSERT INTO sign_in_links (email, hash, signup, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(mins => $4))`,
    [email.trim(), hashOf(secret), signup, LINK_MINUTES],
  );
}

/** Spends a link: of callers that come at once one gets it. Null when it is unknown, expired or spent. */
export async function spendSignInLink(
  db: Sql,
  secret: string,
): Promise<{ id: number; email: string; signup: LinkSignup } | null> {
  const { rows } = await db.query<{ id: number; email: string; signup: LinkSignup }>(
    `UPDATE sign_in_links SET spent_at = now()
     WHERE hash = $1 AND spent_at IS NULL AND expires_at > now()
     RETURNING id, email, signup`,
    [hashOf(secret)],
  );
  return rows[0] ?? null;
}

/** Why a link can't be spent, for the record of events: it tells the caller nothing. */
export async function explainSignInLink(db: Sql, secret: string): Promise<'unknown' | 'spent' | 'expired'> {
  const { rows } = await db.query<{ spent: boolean }>(
    'SELECT spent_at IS NOT NULL AS spent FROM sign_in_links WHERE hash = $1',
    [hashOf(secret)],
  );
  if (!rows[0]) return 'unknown';
  return rows[0].spent ? 'spent' : 'expired';
}

export async function insertSession(db: Sql, userId: number, secret: string): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO sessions (user_id, hash, expires_at)
     VALUES ($1, $2, now() + make_interval(days => $3))
     RETURNING id`,
    [userId, hashOf(secret), SESSION_DAYS],
  );
  return rows[0]!.id;
}

export interface SessionOwner {
  session_id: number;
  user_id: number;
  is_operator: boolean;
}

/** Whose session it is; null when it is unknown, over or signed out. A use, noted once an hour, moves its end on. */
export async function findSessionOwner(db: Database, secret: string): Promise<SessionOwner | null> {
  const { rows } = await db.query<SessionOwner & { stale: boolean }>(
    `SELECT s.id AS session_id, s.user_id, u.is_operator, s.last_used_at < now() - interval '1 hour' AS stale
     FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.hash = $1 AND u.disabled_at IS NULL AND s.revoked_at IS NULL AND s.expires_at > now()`,
    [hashOf(secret)],
  );
  if (!rows[0]) return null;
  const { stale, ...owner } = rows[0];
  if (stale) {
    await db.query(
      'UPDATE sessions SET last_used_at = now(), expires_at = now() + make_interval(days => $2) WHERE id = $1',
      [owner.session_id, SESSION_DAYS],
    );
  }
  return owner;
}

/** Ends a session at once; false when it was over before. */
export async function revokeSession(db: Sql, id: number): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE sessions SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [
    id,
  ]);
  return rowCount === 1;
}
