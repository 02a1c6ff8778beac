/** Members who came into a cohort through a door, by their own export: what they chose, and how they leave. */
import { createHash } from 'node:crypto';
import type { RunState } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';
import { addCohortMembers } from './cohorts.ts';
import { recordConsent, withdrawConsent } from './consent.ts';
import { type ImportInput, startImportIn } from './import-runs.ts';
import type { StartedRun } from './runs.ts';
import { noteRecompute } from './schedules.ts';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** A door that still stands. */
export interface Door {
  invite_id: number;
  cohort_id: number;
  cohort_name: string;
  cohort_description: string | null;
  /** The one member for whom it was made, in lower case; null: for whoever has it. */
  username: string | null;
  made_by: number | null;
  expires_at: Date;
}

/** The door behind a token; null when there is none that still stands. */
export async function findDoor(db: Sql, token: string): Promise<Door | null> {
  const { rows } = await db.query<Door>(
    `SELECT i.id AS invite_id, i.cohort_id, c.display_name AS cohort_name, c.description AS cohort_description, i.username,
            i.created_by AS made_by, i.expires_at
     FROM invites i JOIN cohorts c ON c.id = i.cohort_id
     WHERE i.hash = $1 AND i.role = 'member' AND i.ended_at IS NULL AND i.expires_at > now()
       AND (i.max_uses IS NULL OR i.uses < i.max_uses)`,
    [hashOf(token)],
  );
  return rows[0] ?? null;
}

/** What a member chose when they joined. */
export interface JoinChoice {
  /** To be named to the cohort's readers. */
  named: boolean;
  /** That their feed is read from now on. */
  feed: boolean;
}

/** Starts the run that takes in the export of somebody who comes through a door. Throws ImportUnderWayError. */
export function startJoin(
  db: Database,
  input: ImportInput & { inviteId: number; secret: string; choice: JoinChoice },
): Promise<StartedRun> {
  return db.transaction(async (tx) => {
    const started = await startImportIn(tx, input);
    await tx.query(
      `INSERT INTO cohort_joins (cohort_id, run_id, invite_id, hash, named, feed) VALUES ($1, $2, $3, $4, $5, $6)`,
      [input.cohortId, started.run.id, input.inviteId, hashOf(input.secret), input.choice.named, input.choice.feed],
    );
    return started;
  });
}

/** The door was used up, or ended, before the export was taken in. */
export class DoorOverError extends Error {
  constructor() {
    super('The link by which this came is over. Ask for another one.');
    this.name = 'DoorOverError';
  }
}

/**
 * Makes somebody a member of the cohort whose door they came through, in the transaction that stores their export. Of many at
 * once no more get in than the door says. Throws DoorOverError. Nothing happens when the run came through no door.
 */
export async function settleJoin(
  tx: Transaction,
  { runId, cohortId, memberId, username }: { runId: number; cohortId: number; memberId: number; username: string },
): Promise<void> {
  const { rows } = await tx.query<JoinChoice & { invite_id: number | null; again: boolean }>(
    `SELECT named, feed, invite_id,
            EXISTS (SELECT 1 FROM cohort_joins o WHERE o.cohort_id = j.cohort_id AND o.member_id = $2) AS again
     FROM cohort_joins j WHERE run_id = $1`,
    [runId, memberId],
  );
  const join = rows[0];
  if (!join) return;
  if (!join.again) {
    const { rowCount } = await tx.query(
      `UPDATE invites SET uses = uses + 1
       WHERE id = $1 AND ended_at IS NULL AND (max_uses IS NULL OR uses < max_uses)`,
      [join.invite_id],
    );
    if (rowCount !== 1) throw new DoorOverError();
  }
  await tx.query(`DELETE FROM cohort_departures WHERE cohort_id = $1 AND name_hash = sha256(convert_to($2, 'UTF8'))`, [
    cohortId,
    username,
  ]);
  await addCohortMembers(tx, cohortId, [memberId]);
  await tx.query('UPDATE cohort_joins SET member_id = $2 WHERE run_id = $1', [runId, memberId]);
  await choose(tx, cohortId, memberId, join);
}

/** Makes a member's newest choice the one that counts, behind whichever of their private links. */
async function choose(tx: Sql, cohortId: number, memberId: number, choice: JoinChoice): Promise<void> {
  await tx.query('UPDATE cohort_joins SET named = $3, feed = $4 WHERE cohort_id = $1 AND member_id = $2', [
    cohortId,
    memberId,
    choice.named,
    choice.feed,
  ]);
  if (choice.named) await recordConsent(tx, { cohortId, memberId, how: 'export_with_invite', statedBy: null });
  else await withdrawConsent(tx, cohortId, memberId);
}

/** What is behind a private link. */
export interface Join extends JoinChoice {
  id: number;
  cohort_id: number;
  cohort_name: string;
  member_id: number | null;
  username: string | null;
  /** The run that takes in their newest export; null when it is no longer known. */
  run_id: number | null;
  run_state: RunState | null;
  refusal: { code: string; message: string } | null;
  created_at: Date;
}

/** Null when there is none: it never was, or whoever held it has left. */
export async function findJoin(db: Sql, secret: string): Promise<Join | null> {
  const { rows } = await db.query<Join>(
    `SELECT j.id, j.cohort_id, c.display_name AS cohort_name, j.member_id, m.username, j.run_id, r.state AS run_state,
            i.refusal, j.named, j.feed, j.created_at
     FROM cohort_joins j JOIN cohorts c ON c.id = j.cohort_id
     LEFT JOIN members m ON m.member_id = j.member_id
     LEFT JOIN runs r ON r.id = j.run_id LEFT JOIN imports i ON i.run_id = r.id
     WHERE j.hash = $1`,
    [hashOf(secret)],
  );
  return rows[0] ?? null;
}

/** Starts the run that takes in a newer export of somebody who has joined. Throws ImportUnderWayError. */
export function renewJoin(db: Database, joinId: number, input: ImportInput): Promise<StartedRun> {
  return db.transaction(async (tx) => {
    const started = await startImportIn(tx, input);
    await tx.query('UPDATE cohort_joins SET run_id = $2 WHERE id = $1', [joinId, started.run.id]);
    return started;
  });
}

/** What leaving came to. */
export interface Leaving {
  /** Whether everything that was stored of the member is gone, because no other cohort holds them. */
  data_removed: boolean;
}

/**
 * Takes a member out of the cohort that they joined, by their own wish, and ends all their private links to it. No
 * definition brings them back. What is stored of them goes too, unless another cohort holds them. The cohort's rankings are
 * marked as computed with somebody who left: see `removeForgottenVersions`; a run is to follow.
 */
export function leaveCohort(db: Database, join: Pick<Join, 'id' | 'cohort_id'>): Promise<Leaving> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<{ member_id: number | null; username: string | null }>(
      `DELETE FROM cohort_joins j USING cohort_joins mine LEFT JOIN members m ON m.member_id = mine.member_id
       WHERE mine.id = $1 AND (j.id = mine.id OR (j.member_id = mine.member_id AND j.cohort_id = mine.cohort_id))
       RETURNING mine.member_id, m.username`,
      [join.id],
    );
    const { member_id = null, username = null } = rows[0] ?? {};
    if (member_id === null || username === null) return { data_removed: true };
    await tx.query(
      `INSERT INTO cohort_departures (cohort_id, name_hash) VALUES ($1, sha256(convert_to($2, 'UTF8')))
       ON CONFLICT DO NOTHING`,
      [join.cohort_id, username],
    );
    await withdrawConsent(tx, join.cohort_id, member_id);
    await tx.query('DELETE FROM cohort_members WHERE cohort_id = $1 AND member_id = $2', [join.cohort_id, member_id]);
    await tx.query(
      `UPDATE cohorts SET revision = revision + 1, updated_at = now(),
         definition = jsonb_set(definition, '{members}', (definition -> 'members') - $2::text) WHERE id = $1`,
      [join.cohort_id, username],
    );
    await tx.query(
      `INSERT INTO forgotten_versions (version_id) SELECT id FROM ranking_versions WHERE cohort_id = $1
       ON CONFLICT DO NOTHING`,
      [join.cohort_id],
    );
    await noteRecompute(tx, [join.cohort_id]);
    await tx.query(
      `UPDATE imports i SET member = NULL, expected = NULL, refusal = NULL, summary = NULL FROM runs r
       WHERE r.id = i.run_id AND r.cohort_id = $1 AND $2 IN (i.member, i.expected)`,
      [join.cohort_id, username],
    );
    const { rowCount } = await tx.query(
      `DELETE FROM members m WHERE member_id = $1
         AND NOT EXISTS (SELECT 1 FROM cohort_members c WHERE c.member_id = m.member_id)`,
      [member_id],
    );
    return { data_removed: rowCount === 1 };
  });
}

/** Those of these user names, in lower case, whose owners have left the cohort. */
export async function departedAmong(db: Sql, cohortId: number, usernames: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM unnest($2::text[]) AS n (name) JOIN cohort_departures d
       ON d.cohort_id = $1 AND d.name_hash = sha256(convert_to(name, 'UTF8'))`,
    [cohortId, [...new Set(usernames.map((name) => name.toLowerCase()))]],
  );
  return new Set(rows.map((row) => row.name));
}

/** The members who joined a cohort: they belong to it whatever its definition says. */
export async function joinedMembers(db: Sql, cohortId: number): Promise<{ username: string }[]> {
  const { rows } = await db.query<{ username: string }>(
    `SELECT DISTINCT m.username FROM cohort_joins j JOIN members m USING (member_id)
     WHERE j.cohort_id = $1 ORDER BY m.username`,
    [cohortId],
  );
  return rows;
}

/** Whether a member came into a cohort by a door, and so has a private link. */
export async function hasJoined(db: Sql, cohortId: number, memberId: number): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM cohort_joins WHERE cohort_id = $1 AND member_id = $2 LIMIT 1', [
    cohortId,
    memberId,
  ]);
  return rowCount === 1;
}

/** Whether a member of a cohort brought their own export, and lets their feed be read, and nothing else. */
export async function readsFeedAlone(db: Sql, cohortId: number, memberId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT 1 FROM cohort_joins WHERE cohort_id = $1 AND member_id = $2 AND feed LIMIT 1',
    [cohortId, memberId],
  );
  return rowCount === 1;
}

/** Removes the traces of those who came to a door more than `days` days ago and were not let in. */
export async function pruneJoins(db: Sql, days: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM cohort_joins WHERE member_id IS NULL AND created_at < now() - $1 * interval '1 day'`,
    [days],
  );
  return rowCount ?? 0;
}
