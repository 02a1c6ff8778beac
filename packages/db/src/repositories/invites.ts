/** Invites: links that give whoever holds them a role in a cohort, or let members bring their export. */
import { createHash } from 'node:crypto';
import type { Database, Sql } from '../database.ts';

export interface Invite {
  id: number;
  cohort_id: number;
  /** `member`: a door, which gives no role. */
  role: 'editor' | 'viewer' | 'member';
  /** Of a door: the one member for whom it was made, in lower case. */
  username: string | null;
  name: string | null;
  /** Null = any number. */
  max_uses: number | null;
  uses: number;
  created_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();
const COLUMNS = 'id, cohort_id, role, username, name, max_uses, uses, created_at, expires_at, ended_at';
const STANDS = "role <> 'member' AND ended_at IS NULL AND expires_at > now() AND (max_uses IS NULL OR uses < max_uses)";

export async function insertInvite(
  db: Sql,
  input: Pick<Invite, 'cohort_id' | 'role' | 'username' | 'name' | 'max_uses' | 'expires_at'> & {
    token: string;
    created_by: number;
  },
): Promise<Invite> {
  const { rows } = await db.query<Invite>(
    `INSERT INTO invites (cohort_id, role, username, name, max_uses, expires_at, hash, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
    [
      input.cohort_id,
      input.role,
      input.username,
      input.name,
      input.max_uses,
      input.expires_at,
      hashOf(input.token),
      input.created_by,
    ],
  );
  return rows[0]!;
}

/** A cohort's invites, the newest first, those that are over too. */
export async function listInvites(db: Sql, cohortId: number): Promise<Invite[]> {
  const { rows } = await db.query<Invite>(`SELECT ${COLUMNS} FROM invites WHERE cohort_id = $1 ORDER BY id DESC`, [
    cohortId,
  ]);
  return rows;
}

/** The invite to a role behind a token; null when there is none that still stands. */
export async function findInvite(db: Sql, token: string): Promise<Invite | null> {
  const { rows } = await db.query<Invite>(`SELECT ${COLUMNS} FROM invites WHERE hash = $1 AND ${STANDS}`, [
    hashOf(token),
  ]);
  return rows[0] ?? null;
}

/** Ends an invite for good; false when the cohort has no such invite that was not ended before. */
export async function endInvite(db: Sql, cohortId: number, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE invites SET ended_at = now() WHERE cohort_id = $1 AND id = $2 AND ended_at IS NULL',
    [cohortId, id],
  );
  return rowCount === 1;
}

/**
 * Gives a user the role of an invite. Null when it does not stand any more. Who has a role already keeps it and uses nothing
 * up; of many at once no more get in than `max_uses` says.
 */
export function acceptInvite(
  db: Database,
  { token, user_id }: { token: string; user_id: number },
): Promise<Invite | null> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<Invite>(`SELECT ${COLUMNS} FROM invites WHERE hash = $1 AND ${STANDS} FOR UPDATE`, [
      hashOf(token),
    ]);
    const invite = rows[0];
    if (!invite) return null;
    const { rowCount } = await tx.query(
      'INSERT INTO cohort_memberships (cohort_id, user_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [invite.cohort_id, user_id, invite.role],
    );
    if (rowCount === 1) await tx.query('UPDATE invites SET uses = uses + 1 WHERE id = $1', [invite.id]);
    return invite;
  });
}
