/** How much of their quotas users have used. */
import type { Database, Sql } from '../database.ts';

export const QUOTA_KINDS = ['sync', 'export'] as const;
export type QuotaKind = (typeof QUOTA_KINDS)[number];

/** So many within so many seconds, counted back from now. */
export interface QuotaSpan {
  most: number;
  seconds: number;
}

export interface QuotaUse {
  used: number;
  /** When the oldest use within the span is over; null when there is none. */
  frees_at: Date | null;
}

const USED = `
  SELECT count(*) AS used, min(used_at) + make_interval(secs => $3) AS frees_at FROM quota_uses
  WHERE user_id = $1 AND kind = $2 AND used_at > now() - make_interval(secs => $3)`;

export async function readQuotaUse(db: Sql, userId: number, kind: QuotaKind, seconds: number): Promise<QuotaUse> {
  return (await db.query<QuotaUse>(USED, [userId, kind, seconds])).rows[0]!;
}

/** Counts a use, unless the span is full. Uses that come at once are counted one after the other. */
export async function takeQuota(
  db: Database,
  userId: number,
  kind: QuotaKind,
  { most, seconds }: QuotaSpan,
): Promise<{ id: number } | { full: QuotaUse }> {
  return db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const use = await readQuotaUse(tx, userId, kind, seconds);
    if (use.used >= most) return { full: use };
    const { rows } = await tx.query<{ id: number }>(
      'INSERT INTO quota_uses (user_id, kind) VALUES ($1, $2) RETURNING id',
      [userId, kind],
    );
    return rows[0]!;
  });
}

/** Takes a use back of which nothing came. */
export async function returnQuota(db: Sql, id: number): Promise<void> {
  await db.query('DELETE FROM quota_uses WHERE id = $1', [id]);
}

/** Removes uses that no span reaches back to; resolves to how many. */
export async function pruneQuotaUses(db: Sql, hours: number): Promise<number> {
  const { rowCount } = await db.query('DELETE FROM quota_uses WHERE used_at < now() - make_interval(hours => $1)', [
    hours,
  ]);
  return rowCount ?? 0;
}

/** Cohorts that a user owns, and the members of the largest of them. */
export async function readCohortUse(db: Sql, userId: number): Promise<{ cohorts: number; largest: number }> {
  const { rows } = await db.query<{ cohorts: number; largest: number }>(
    `SELECT count(*) AS cohorts, coalesce(max(members), 0) AS largest FROM (
       SELECT (SELECT count(*) FROM cohort_members cm WHERE cm.cohort_id = m.cohort_id) AS members
       FROM cohort_memberships m WHERE m.user_id = $1 AND m.role = 'owner') AS owned`,
    [userId],
  );
  return rows[0]!;
}

/** Whether the operator is among a cohort's owners: no quota limits it. */
export async function isOperatorsCohort(db: Sql, cohortId: number): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT 1 FROM cohort_memberships m JOIN users u ON u.id = m.user_id
     WHERE m.cohort_id = $1 AND m.role = 'owner' AND u.is_operator LIMIT 1`,
    [cohortId],
  );
  return rows.length > 0;
}
