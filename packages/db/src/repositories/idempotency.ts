/** Requests that came with an Idempotency-Key: who works on one, and what it was answered with. */
import type { Sql } from '../database.ts';

/** Hours for which an answer is kept. */
export const IDEMPOTENCY_HOURS = 24;
/** Seconds after which a try that has not come to an end counts as lost with its process. */
const BUSY_SECONDS = 300;

export interface IdempotencyClaim {
  /** SHA-256 of the caller and the key. */
  id: Buffer;
  /** SHA-256 of what is asked. */
  fingerprint: Buffer;
  /** A UUID of this try: only who holds the key may end it. */
  attempt: string;
}

export type ClaimedKey =
  /** The key is new, or the try before is lost: do it. */
  | { state: 'claimed' }
  /** Another try is under way. */
  | { state: 'busy' }
  /** It was used for another request. */
  | { state: 'mismatch' }
  /** It is done; `answer` is null when it was not kept. */
  | { state: 'done'; answer: Buffer | null };

/** Takes the key for this try, or tells why not. Of tries that come at once one gets it. */
export async function claimIdempotencyKey(
  db: Sql,
  { id, fingerprint, attempt }: IdempotencyClaim,
): Promise<ClaimedKey> {
  for (;;) {
    const { rowCount } = await db.query(
      `INSERT INTO idempotency_keys AS k (id, fingerprint, attempt, busy_until, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4), now() + make_interval(hours => $5))
       ON CONFLICT (id) DO UPDATE SET
         fingerprint = excluded.fingerprint, attempt = excluded.attempt, busy_until = excluded.busy_until,
         done = false, answer = NULL, expires_at = excluded.expires_at
       WHERE k.expires_at <= now()
          OR (NOT k.done AND k.busy_until <= now() AND k.fingerprint = excluded.fingerprint)`,
      [id, fingerprint, attempt, BUSY_SECONDS, IDEMPOTENCY_HOURS],
    );
    if (rowCount === 1) return { state: 'claimed' };
    const { rows } = await db.query<{ fingerprint: Buffer; done: boolean; answer: Buffer | null }>(
      'SELECT fingerprint, done, answer FROM idempotency_keys WHERE id = $1',
      [id],
    );
    const found = rows[0];
    // Given back in between: it is free again.
    if (!found) continue;
    if (!found.fingerprint.equals(fingerprint)) return { state: 'mismatch' };
    return found.done ? { state: 'done', answer: found.answer } : { state: 'busy' };
  }
}

/** Keeps what a try was answered with, unless the key has gone to another try. */
export async function settleIdempotencyKey(
  db: Sql,
  { id, attempt, answer }: Pick<IdempotencyClaim, 'id' | 'attempt'> & { answer: Buffer | null },
): Promise<void> {
  await db.query('UPDATE idempotency_keys SET done = true, answer = $3 WHERE id = $1 AND attempt = $2', [
    id,
    attempt,
    answer,
  ]);
}

/** Gives the key back: nothing came of the try, so the next one may do it. */
export async function releaseIdempotencyKey(
  db: Sql,
  { id, attempt }: Pick<IdempotencyClaim, 'id' | 'attempt'>,
): Promise<void> {
  await db.query('DELETE FROM idempotency_keys WHERE id = $1 AND attempt = $2', [id, attempt]);
}

/** Removes the keys whose time is over; resolves to how many. */
export async function pruneIdempotencyKeys(db: Sql): Promise<number> {
  return (await db.query('DELETE FROM idempotency_keys WHERE expires_at <= now()')).rowCount ?? 0;
}
