/** Runs that take in an export which was uploaded: who handed it over, for whom, and what came of it. */
import type { ImportAuthority, MemberAtStake } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';
import { addCohortMembers, touchCohortsOfMember } from './cohorts.ts';
import { type StartedRun, startRunIn } from './runs.ts';
import { noteRecompute } from './schedules.ts';

/** What a run of kind `import` takes in. */
export interface ImportOrder {
  run_id: number;
  upload_id: number | null;
  file_name: string | null;
  authority: ImportAuthority;
  /** Who handed it over, or made the door. */
  user_id: number | null;
  /** Whose it has to be, in lower case; null: whom it names. */
  expected: string | null;
}

/** What came of it. */
export interface ImportOutcome {
  run_id: number;
  user_id: number | null;
  /** Whose it is: as found in it, before that as expected. */
  member: string | null;
  /** Why it was not taken in. */
  refusal: { code: string; message: string } | null;
  /** What was found in it and what that changed, as `import --json` tells it. */
  summary: Record<string, unknown> | null;
}

/** An import of this member into the same cohort is under way. */
export class ImportUnderWayError extends Error {
  constructor(readonly runId: number) {
    super(`Run ${runId} is taking in an export of this member. Wait for its end.`);
    this.name = 'ImportUnderWayError';
  }
}

export interface ImportInput {
  cohortId: number;
  uploadId: number;
  authority: ImportAuthority;
  userId: number | null;
  expected: string | null;
  asOf: string;
}

/** Starts the run that takes a file in. Throws ImportUnderWayError. */
export function startImport(db: Database, input: ImportInput): Promise<StartedRun> {
  return db.transaction((tx) => startImportIn(tx, input));
}

/** The same within a transaction. */
export async function startImportIn(
  tx: Transaction,
  { cohortId, uploadId, authority, userId, expected, asOf }: ImportInput,
): Promise<StartedRun> {
  // Another circle's is nothing to be told of: whoever comes second waits where the file is taken in.
  if (expected !== null) {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`almanac:import-begin:${expected}`]);
    const { rows } = await tx.query<{ run_id: number }>(
      `SELECT i.run_id FROM imports i JOIN runs r ON r.id = i.run_id
       WHERE i.expected = $1 AND r.cohort_id = $2 AND r.state IN ('queued', 'running') LIMIT 1`,
      [expected, cohortId],
    );
    if (rows[0]) throw new ImportUnderWayError(rows[0].run_id);
  }
  const started = await startRunIn(tx, { cohortId, kind: 'import', options: {}, asOf });
  await tx.query('INSERT INTO imports (run_id, upload_id, authority, user_id, expected) VALUES ($1, $2, $3, $4, $5)', [
    started.run.id,
    uploadId,
    authority,
    userId,
    expected,
  ]);
  return started;
}

/** Null when the run is no import. */
export async function findImportOrder(db: Sql, runId: number): Promise<ImportOrder | null> {
  const { rows } = await db.query<ImportOrder>(
    `SELECT i.run_id, i.upload_id, u.file_name, i.authority, i.user_id, i.expected
     FROM imports i LEFT JOIN uploads u ON u.id = i.upload_id WHERE i.run_id = $1`,
    [runId],
  );
  return rows[0] ?? null;
}

export async function noteImportRefusal(db: Sql, runId: number, refusal: ImportOutcome['refusal']): Promise<void> {
  await db.query('UPDATE imports SET refusal = $2 WHERE run_id = $1', [runId, JSON.stringify(refusal)]);
}

const AT_STAKE = `
  SELECT EXISTS (SELECT 1 FROM ratings r WHERE r.member_id = m.member_id) AS has_data,
         (SELECT count(*) FROM cohort_members cm WHERE cm.member_id = m.member_id AND cm.cohort_id <> c.id
            AND NOT EXISTS (SELECT 1 FROM cohort_memberships u WHERE u.cohort_id = cm.cohort_id AND u.user_id = $3
                              AND u.role IN ('owner', 'editor'))) AS in_other_hands,
         EXISTS (SELECT 1 FROM cohort_joins j WHERE j.member_id = m.member_id) AS joined,
         EXISTS (SELECT 1 FROM imports i JOIN runs r ON r.id = i.run_id
                 WHERE i.member = $1 AND i.user_id = $3 AND i.authority = 'self' AND r.state = 'succeeded') AS same_user,
         coalesce(c.definition -> 'exclusions' ? $1, false) AS excluded,
         EXISTS (SELECT 1 FROM cohort_departures d
                 WHERE d.cohort_id = c.id AND d.name_hash = sha256(convert_to($1, 'UTF8'))) AS "left",
         NOT EXISTS (SELECT 1 FROM cohort_members cm WHERE cm.cohort_id = c.id AND cm.member_id = m.member_id)
           AND (SELECT count(*) FROM cohort_members cm WHERE cm.cohort_id = c.id) >= $4 AS "full"
  FROM cohorts c LEFT JOIN members m ON m.username = $1 WHERE c.id = $2`;

/**
 * What an import of a member into a cohort of at most `most` members would touch. `username` is in lower case. Imports into the
 * same cohort wait for each other until the transaction ends: its last place is taken once.
 */
export async function memberAtStake(
  tx: Sql,
  { username, cohortId, userId, most }: { username: string; cohortId: number; userId: number | null; most: number },
): Promise<MemberAtStake> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`almanac:import-into:${cohortId}`]);
  const { rows } = await tx.query<MemberAtStake>(AT_STAKE, [username, cohortId, userId, most]);
  return rows[0]!;
}

/**
 * Notes what an import found, in the transaction that stores it; every cohort that holds the member is to be ranked anew.
 * With `named`, the member belongs to the cohort from now on, by its definition.
 */
export async function settleImport(
  tx: Sql,
  {
    runId,
    cohortId,
    memberId,
    username,
    summary,
    named,
  }: { runId: number; cohortId: number; memberId: number; username: string; summary: object; named: boolean },
): Promise<void> {
  await tx.query('UPDATE imports SET member = $2, summary = $3, refusal = NULL WHERE run_id = $1', [
    runId,
    username,
    JSON.stringify(summary),
  ]);
  if (named && (await addCohortMembers(tx, cohortId, [memberId])) > 0) {
    await tx.query(
      `UPDATE cohorts SET definition = jsonb_set(definition, '{members}', definition -> 'members' || to_jsonb($2::text)),
                          updated_at = now()
       WHERE id = $1 AND NOT definition -> 'members' ? $2`,
      [cohortId, username],
    );
  }
  const { rows } = await tx.query<{ cohort_id: number }>('SELECT cohort_id FROM cohort_members WHERE member_id = $1', [
    memberId,
  ]);
  await noteRecompute(
    tx,
    rows.map(({ cohort_id }) => cohort_id),
  );
  await touchCohortsOfMember(tx, memberId);
}

/** What came of these runs, for those that are imports. */
export async function importOutcomes(db: Sql, runIds: readonly number[]): Promise<ImportOutcome[]> {
  const { rows } = await db.query<ImportOutcome>(
    `SELECT run_id, user_id, coalesce(member, expected) AS member, refusal, summary FROM imports
     WHERE run_id = ANY ($1::int[])`,
    [runIds],
  );
  return rows;
}
