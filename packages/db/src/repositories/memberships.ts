/** Who has which role in a cohort. A cohort always keeps an owner. */
import type { Database, Sql } from '../database.ts';
import type { Role } from './cohorts.ts';

export interface Membership {
  user_id: number;
  email: string;
  display_name: string | null;
  role: Role;
}

const LIST = `
  SELECT m.user_id, u.email, u.display_name, m.role FROM cohort_memberships m JOIN users u ON u.id = m.user_id
  WHERE m.cohort_id = $1`;

/** By user id. */
export async function listMemberships(db: Sql, cohortId: number): Promise<Membership[]> {
  return (await db.query<Membership>(`${LIST} ORDER BY m.user_id`, [cohortId])).rows;
}

/** What a change came to: `last_owner` when it would have left the cohort without one. */
export type MembershipChange = 'done' | 'unknown' | 'last_owner';

/** Gives a user another role, or with null takes it away. Changes of one cohort's roles go one after the other. */
export function changeMembership(
  db: Database,
  { cohortId, userId, role }: { cohortId: number; userId: number; role: Role | null },
): Promise<MembershipChange> {
  return db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM cohorts WHERE id = $1 FOR UPDATE', [cohortId]);
    const members = (await tx.query<Membership>(LIST, [cohortId])).rows;
    const member = members.find(({ user_id }) => user_id === userId);
    if (!member) return 'unknown';
    const otherOwner = members.some(({ user_id, role: held }) => user_id !== userId && held === 'owner');
    if (member.role === 'owner' && role !== 'owner' && !otherOwner) return 'last_owner';
    if (role === null) {
      await tx.query('DELETE FROM cohort_memberships WHERE cohort_id = $1 AND user_id = $2', [cohortId, userId]);
    } else {
      await tx.query('UPDATE cohort_memberships SET role = $3 WHERE cohort_id = $1 AND user_id = $2', [
        cohortId,
        userId,
        role,
      ]);
    }
    return 'done';
  });
}

/** A member of a cohort as its owners see them: what is known of them, from where, and how old it is. */
export interface CohortMember {
  member_id: number;
  username: string;
  display_name: string | null;
  ratings: number;
  sources: string[];
  newest_observed_at: Date | null;
  /** How it is known that they agreed to be named to the cohort's readers; null when they did not. */
  consent: 'export_with_invite' | 'owner_statement' | null;
}

const MEMBERS = `
  SELECT m.member_id, m.username, m.display_name, r.ratings, r.sources, r.newest_observed_at, k.how AS consent
  FROM cohort_members c JOIN members m USING (member_id)
  CROSS JOIN LATERAL (
    SELECT count(rating) AS ratings, coalesce(array_agg(DISTINCT source), '{}') AS sources,
           max(observed_at) AS newest_observed_at
    FROM ratings WHERE member_id = m.member_id) r
  LEFT JOIN member_consents k ON k.cohort_id = c.cohort_id AND k.member_id = m.member_id
  WHERE c.cohort_id = $1`;

/** By name, after the name `after`. */
export async function pageOfMembers(
  db: Sql,
  cohortId: number,
  { after = '', limit }: { after?: string; limit: number },
): Promise<CohortMember[]> {
  const { rows } = await db.query<CohortMember>(`${MEMBERS} AND m.username > $2 ORDER BY m.username LIMIT $3`, [
    cohortId,
    after,
    limit,
  ]);
  return rows;
}

/** Null when the cohort has no such member. */
export async function findCohortMember(db: Sql, cohortId: number, memberId: number): Promise<CohortMember | null> {
  const { rows } = await db.query<CohortMember>(`${MEMBERS} AND c.member_id = $2`, [cohortId, memberId]);
  return rows[0] ?? null;
}
