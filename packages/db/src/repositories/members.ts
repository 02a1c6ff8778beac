/** Letterboxd profiles. */
import type { Sql } from '../database.ts';
import { ForgottenMemberError, isForgottenRefusal } from './consent.ts';

export interface Member {
  member_id: number;
  username: string;
  display_name: string | null;
  avatar_url: string | null;
  full_pass_at: Date | null;
  last_pass_at: Date | null;
}

/** A profile as a page mentions it; a name in any letter case is the same member. */
export interface MemberSighting {
  username: string;
  display_name?: string | null;
  avatar_url?: string | null;
}

const ENSURE = `
  INSERT INTO members (username, display_name, avatar_url)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
  ON CONFLICT (username) DO UPDATE
    SET display_name = coalesce(excluded.display_name, members.display_name),
        avatar_url = coalesce(excluded.avatar_url, members.avatar_url)
    WHERE (coalesce(excluded.display_name, members.display_name), coalesce(excluded.avatar_url, members.avatar_url))
          IS DISTINCT FROM (members.display_name, members.avatar_url)`;

/**
 * The ids of these members, created where new, in the order given (a name given twice gives its id twice). What a
 * sighting knows of name and picture replaces what was known. Throws ForgottenMemberError, and stores nobody, when one of
 * them asked to be forgotten.
 */
export async function ensureMembers(db: Sql, sightings: readonly MemberSighting[]): Promise<number[]> {
  const byName = new Map<string, MemberSighting>();
  for (const sighting of sightings) {
    const username = sighting.username.toLowerCase();
    byName.set(username, { ...byName.get(username), ...withoutNulls(sighting), username });
  }
  // In one order everywhere, so that two workers can't wait for each other.
  const unique = [...byName.values()].sort((a, b) => (a.username < b.username ? -1 : 1));
  try {
    await db.query(ENSURE, [
      unique.map((m) => m.username),
      unique.map((m) => m.display_name ?? null),
      unique.map((m) => m.avatar_url ?? null),
    ]);
  } catch (error) {
    throw isForgottenRefusal(error) ? new ForgottenMemberError() : error;
  }
  const { rows } = await db.query<{ member_id: number; username: string }>(
    'SELECT member_id, username FROM members WHERE username = ANY ($1::text[])',
    [unique.map((m) => m.username)],
  );
  const ids = new Map(rows.map((row) => [row.username, row.member_id]));
  return sightings.map((sighting) => ids.get(sighting.username.toLowerCase())!);
}

function withoutNulls(sighting: MemberSighting): Partial<MemberSighting> {
  return Object.fromEntries(Object.entries(sighting).filter(([, value]) => value !== null && value !== undefined));
}

const COLUMNS = 'member_id, username, display_name, avatar_url, full_pass_at, last_pass_at';

export async function findMember(db: Sql, key: number | string): Promise<Member | null> {
  const { rows } = await db.query<Member>(
    `SELECT ${COLUMNS} FROM members WHERE ${typeof key === 'number' ? 'member_id' : 'username'} = $1`,
    [typeof key === 'number' ? key : key.toLowerCase()],
  );
  return rows[0] ?? null;
}

export async function listCohortMembers(db: Sql, cohortId: number): Promise<Member[]> {
  const { rows } = await db.query<Member>(
    `SELECT ${COLUMNS} FROM members JOIN cohort_members USING (member_id) WHERE cohort_id = $1 ORDER BY username`,
    [cohortId],
  );
  return rows;
}

/** Notes a pass over a member's pages: `full` when it saw everything. */
export async function markPass(tx: Sql, memberId: number, { full, at }: { full: boolean; at: Date }): Promise<void> {
  await tx.query(
    `UPDATE members SET last_pass_at = $2, full_pass_at = CASE WHEN $3 THEN $2 ELSE full_pass_at END
     WHERE member_id = $1`,
    [memberId, at, full],
  );
}

/** Makes these films, in this order, the favourites on a member's profile. */
export async function replaceFavorites(tx: Sql, memberId: number, filmIds: readonly number[]): Promise<void> {
  await tx.query('DELETE FROM member_favorites WHERE member_id = $1 AND film_id <> ALL ($2::int[])', [
    memberId,
    filmIds,
  ]);
  await tx.query(
    `INSERT INTO member_favorites (member_id, film_id, position)
     SELECT $1, film_id, position FROM unnest($2::int[]) WITH ORDINALITY AS f (film_id, position)
     ON CONFLICT (member_id, film_id) DO UPDATE SET position = excluded.position
       WHERE member_favorites.position <> excluded.position`,
    [memberId, filmIds],
  );
}
