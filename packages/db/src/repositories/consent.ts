/**
 * Consent: who asked to be forgotten, how a member is forgotten, and who agreed to be named.
 *
 * Of people who asked to be forgotten only the SHA-256 of the user name in lower case is kept, to know the name again if it
 * comes up. That hides names from whoever looks at the list; it does not withstand somebody who has the database and tries
 * names against it, since user names are public and short. The database itself refuses rows of such a name (see the
 * migration), so no source and no import can bring one back.
 */
import type { RunKind } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';
import type { CohortDefinition } from '../models/index.ts';
import { noteRecompute } from './schedules.ts';
import { recordTelemetry } from './telemetry.ts';
import { dropUploadsOf } from './uploads.ts';

/** A member was to be stored who asked to be forgotten. */
export class ForgottenMemberError extends Error {
  constructor() {
    super('This member asked to be forgotten; nothing of them is taken in.');
    this.name = 'ForgottenMemberError';
  }
}

/** The database's own refusal, raised by the trigger on members and lists. */
const REFUSED = 'ALM01';

/** Whether an error is the database's refusal to store somebody who asked to be forgotten. */
export function isForgottenRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === REFUSED;
}

/** Those of these user names, in lower case, whose owners asked to be forgotten. */
export async function forgottenAmong(db: Sql, usernames: readonly string[]): Promise<Set<string>> {
  const names = [...new Set(usernames.map((name) => name.toLowerCase()))];
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS n (name) JOIN opt_outs ON name_hash = sha256(convert_to(name, 'UTF8'))`,
    [names],
  );
  return new Set(rows.map((row) => row.name));
}

/** A cohort's definition without these members (names in lower case): as seeds, as owners of lists, by name. */
export function definitionWithout(definition: CohortDefinition, names: ReadonlySet<string>): CohortDefinition {
  const { exclusions } = definition;
  return {
    ...(exclusions && { exclusions: exclusions.filter((username) => !names.has(username.toLowerCase())) }),
    seeds: definition.seeds.filter(({ username }) => !names.has(username.toLowerCase())),
    lists: definition.lists.filter((path) => !names.has(path.split('/')[0]!.toLowerCase())),
    members: definition.members.filter((username) => !names.has(username.toLowerCase())),
  };
}

/** The user names that a definition holds, as they are written there. */
export function namesInDefinition({ seeds, lists, members, exclusions = [] }: CohortDefinition): string[] {
  const owners = lists.map((path) => path.split('/')[0]!);
  return [...seeds.map(({ username }) => username), ...owners, ...members, ...exclusions];
}

/** A cohort that forgetting somebody changed. */
export interface AffectedCohort {
  id: number;
  label: string;
  /** Seeds that its definition lost: without them its next refresh finds fewer people. */
  lost_seeds: number;
  /** Lists of the member that its definition lost. */
  lost_lists: number;
  /** The run that was active and was stopped, because it may have held the member's data. */
  stopped_run_id: number | null;
}

/** What forgetting a member removed. */
export interface Forgetting {
  /** Whether anything was stored of the member. */
  known: boolean;
  removed: { ratings: number; watchlist_entries: number; favorites: number; lists: number };
  cohorts: AffectedCohort[];
  /** Cohorts whose label, name or description, which people wrote, hold the name. They stay as they are. */
  mentioned_in: { id: number; label: string }[];
}

/**
 * Removes a member (any letter case) from every table, with all that mentions the name in definitions, saved filters, runs
 * and tasks, and keeps the name from being stored again. A name that is not known is kept out all the same. Twice changes nothing more.
 *
 * All of it is one transaction, and nothing that a worker or an import is storing meanwhile survives it: an active run of a
 * cohort concerned is stopped, and refreshes under way begin anew. The versions that were computed with the member are only
 * marked: see `removeForgottenVersions` and `cohortsToRecompute`.
 */
export async function forgetMember(db: Database, username: string): Promise<Forgetting> {
  const name = username.toLowerCase();
  return db.transaction(async (tx) => {
    // Work on a task is stored in transactions that lock the task first. Those under way end before this goes on, and the
    // next ones wait, holding nothing that this needs; then they find their task or its lease gone.
    await tx.query('LOCK TABLE run_tasks IN EXCLUSIVE MODE');
    const member = await lockMember(tx, name);
    const cohorts = await takeOutOfCohorts(tx, name, member.id);
    const removed = await removeMember(tx, name, member.id);
    await removeMentions(tx, name);
    await removeFromFilters(tx, name);
    await tx.query(`INSERT INTO opt_outs (name_hash) VALUES (sha256(convert_to($1, 'UTF8'))) ON CONFLICT DO NOTHING`, [
      name,
    ]);
    return { known: member.known, removed, cohorts, mentioned_in: await findMentions(tx, name) };
  });
}

/** Locks the member's row, made for that if need be: it waits for an import that is about to create the same member. */
async function lockMember(tx: Transaction, name: string): Promise<{ id: number | null; known: boolean }> {
  if ((await forgottenAmong(tx, [name])).size > 0) return { id: null, known: false };
  const { rows } = await tx.query<{ id: number; made: boolean }>(
    `INSERT INTO members (username) VALUES ($1) ON CONFLICT (username) DO UPDATE SET username = excluded.username
     RETURNING member_id AS id, xmax = 0 AS made`,
    [name],
  );
  const { id, made } = rows[0]!;
  return { id, known: !made };
}

/** Takes the name out of definitions, stops what is under way in the cohorts concerned, and marks their versions. */
async function takeOutOfCohorts(tx: Transaction, name: string, memberId: number | null): Promise<AffectedCohort[]> {
  const { rows } = await tx.query<{ id: number; label: string; definition: CohortDefinition; has_data: boolean }>(
    `SELECT * FROM (
       SELECT c.id, c.label, c.definition,
              EXISTS (SELECT 1 FROM cohort_members m WHERE m.cohort_id = c.id AND m.member_id = $2)
              -- One who has left the cohort since is still in its older versions.
              OR EXISTS (SELECT 1 FROM run_tasks t JOIN runs r ON r.id = t.run_id
                         WHERE r.cohort_id = c.id AND t.member_id = $2) AS has_data
       FROM cohorts c ORDER BY c.id FOR NO KEY UPDATE OF c) AS c
     WHERE has_data OR strpos(lower(definition::text), $1) > 0 ORDER BY id`,
    [name, memberId],
  );
  const affected: AffectedCohort[] = [];
  for (const { id, label, definition, has_data } of rows) {
    const rest = definitionWithout(definition, new Set([name]));
    if (!has_data && namesInDefinition(rest).length === namesInDefinition(definition).length) continue;
    await tx.query('UPDATE cohorts SET definition = $2, revision = revision + 1, updated_at = now() WHERE id = $1', [
      id,
      JSON.stringify(rest),
    ]);
    if (has_data) {
      await noteRecompute(tx, [id]);
      await tx.query(
        `INSERT INTO forgotten_versions (version_id) SELECT id FROM ranking_versions WHERE cohort_id = $1
         ON CONFLICT DO NOTHING`,
        [id],
      );
    }
    affected.push({
      id,
      label,
      lost_seeds: definition.seeds.length - rest.seeds.length,
      lost_lists: definition.lists.length - rest.lists.length,
      stopped_run_id: await stopActiveRun(tx, id),
    });
  }
  // What other refreshes have found so far may hold the name, also in their workers' memory: they begin anew.
  await tx.query(
    `UPDATE run_tasks SET state = 'queued', lease_owner = NULL, lease_until = NULL, run_after = now(), checkpoint = NULL
     WHERE kind = 'refresh' AND state IN ('queued', 'running')`,
  );
  return affected;
}

/** Stops what is active in a cohort, imports too; resolves to the run that is not one. */
async function stopActiveRun(tx: Transaction, cohortId: number): Promise<number | null> {
  const { rows } = await tx.query<{ id: number; kind: RunKind }>(
    `UPDATE runs SET state = 'stopped', finished_at = now(),
       error = 'It was stopped because a member was forgotten. Start it again.'
     WHERE cohort_id = $1 AND state IN ('queued', 'running') RETURNING id, kind`,
    [cohortId],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return null;
  await tx.query(
    `UPDATE run_tasks SET state = 'stopped', finished_at = now(), lease_owner = NULL, lease_until = NULL
     WHERE run_id = ANY ($1::int[]) AND state IN ('queued', 'running')`,
    [ids],
  );
  await dropUploadsOf(tx, ids);
  await recordTelemetry(tx, ids);
  return rows.find(({ kind }) => kind !== 'import')?.id ?? null;
}

/** Everything else that belongs to a member goes with the member's row. */
async function removeMember(tx: Transaction, name: string, memberId: number | null): Promise<Forgetting['removed']> {
  const { rows } = await tx.query<Omit<Forgetting['removed'], 'lists'>>(
    `SELECT (SELECT count(*) FROM ratings WHERE member_id = $1) AS ratings,
            (SELECT count(*) FROM watchlist_entries WHERE member_id = $1) AS watchlist_entries,
            (SELECT count(*) FROM member_favorites WHERE member_id = $1) AS favorites`,
    [memberId],
  );
  const { rowCount: lists } = await tx.query(
    `DELETE FROM lists WHERE owner_member_id = $1 OR split_part(path, '/', 1) = $2`,
    [memberId, name],
  );
  await tx.query('DELETE FROM members WHERE member_id = $1', [memberId]);
  return { ...rows[0]!, lists: lists ?? 0 };
}

/** The name as a word of its own: `ann` is neither in `annabel` nor in `ann-b`. */
const asWord = (name: string): string => `(?<![a-z0-9_-])${name}(?![a-z0-9_-])`;

/** Takes the name out of what runs and tasks say of how they went. */
async function removeMentions(tx: Transaction, name: string): Promise<void> {
  await tx.query(
    `UPDATE imports SET member = NULL, expected = NULL, refusal = NULL, summary = NULL WHERE member = $1 OR expected = $1`,
    [name],
  );
  await tx.query(`DELETE FROM cohort_departures WHERE name_hash = sha256(convert_to($1, 'UTF8'))`, [name]);
  await tx.query(`UPDATE invites SET username = NULL, ended_at = coalesce(ended_at, now()) WHERE username = $1`, [
    name,
  ]);
  const values = [asWord(name), '(forgotten)'];
  await tx.query(`UPDATE runs SET error = regexp_replace(error, $1, $2, 'gi') WHERE error ~* $1`, values);
  await tx.query(
    `UPDATE run_tasks SET
       error = regexp_replace(error, $1, $2, 'gi'),
       warnings = ARRAY(SELECT regexp_replace(warning, $1, $2, 'gi')
                        FROM unnest(warnings) WITH ORDINALITY AS w (warning, n) ORDER BY n),
       checkpoint = CASE WHEN checkpoint::text ~* $1 THEN NULL ELSE checkpoint END
     WHERE error ~* $1 OR array_to_string(warnings, ' ') ~* $1 OR checkpoint::text ~* $1`,
    values,
  );
}

/** Takes the name out of saved filters: as a member, and as the owner of a list. A parameter that had nothing else goes. */
async function removeFromFilters(tx: Transaction, name: string): Promise<void> {
  const { rows } = await tx.query<{ id: number; filter: Record<string, unknown> }>(
    `SELECT id, filter FROM saved_filters WHERE filter::text ~* $1 FOR UPDATE`,
    [asWord(name)],
  );
  for (const { id, filter } of rows) {
    const rest = filterWithout(filter, name);
    await tx.query('UPDATE saved_filters SET filter = $2, updated_at = now() WHERE id = $1', [
      id,
      JSON.stringify(rest),
    ]);
    // What is left says something else than what was shared.
    if (!('list' in rest) && 'list' in filter) await tx.query('DELETE FROM shares WHERE filter_id = $1', [id]);
  }
}

const NAMING = ['members', 'seen_by', 'unseen_by', 'on_watchlist_of', 'list'];

function filterWithout(filter: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([parameter, value]) => {
      if (!NAMING.includes(parameter) || !Array.isArray(value)) return [[parameter, value]];
      const kept = value.filter((one) => String(one).toLowerCase().split('/')[0] !== name);
      return kept.length > 0 ? [[parameter, kept]] : [];
    }),
  );
}

async function findMentions(tx: Sql, name: string): Promise<Forgetting['mentioned_in']> {
  const { rows } = await tx.query<{ id: number; label: string }>(
    `SELECT id, label FROM cohorts WHERE concat_ws(' ', label, display_name, description) ~* $1 ORDER BY label`,
    [asWord(name)],
  );
  return rows;
}

/** Removes the versions that were computed with somebody who is forgotten, unless readers still see them. */
export async function removeForgottenVersions(db: Sql): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM ranking_versions v USING forgotten_versions f
     WHERE f.version_id = v.id AND NOT EXISTS (SELECT 1 FROM cohorts c WHERE c.current_version_id = v.id)`,
  );
  return rowCount ?? 0;
}

/** The cohorts whose readers see a version that was computed with somebody who is forgotten. */
export async function cohortsToRecompute(db: Sql): Promise<{ id: number; label: string }[]> {
  const { rows } = await db.query<{ id: number; label: string }>(
    `SELECT c.id, c.label FROM cohorts c JOIN forgotten_versions f ON f.version_id = c.current_version_id
     ORDER BY c.label`,
  );
  return rows;
}

/** How a member's consent is known: by an export that came with an invitation, or by a statement of the cohort's owner. */
export type ConsentKind = 'export_with_invite' | 'owner_statement';

// Names appear in, or vanish from, what the cohort's readers see.
const TOUCH = `UPDATE cohorts SET revision = revision + 1 WHERE id IN (SELECT cohort_id FROM changed)`;

/**
 * Notes that a member agreed to be named to the readers of a cohort. What was noted before is replaced.
 * @param statedBy the user who stated it; null when the member agreed in person
 */
export async function recordConsent(
  db: Sql,
  {
    cohortId,
    memberId,
    how,
    statedBy,
  }: { cohortId: number; memberId: number; how: ConsentKind; statedBy: number | null },
): Promise<void> {
  await db.query(
    `WITH changed AS (
       INSERT INTO member_consents (cohort_id, member_id, how, stated_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (cohort_id, member_id) DO UPDATE
         SET how = excluded.how, stated_by = excluded.stated_by, at = excluded.at
       RETURNING cohort_id)
     ${TOUCH}`,
    [cohortId, memberId, how, statedBy],
  );
}

/** Whether a member may be named to the readers of a cohort. */
export async function hasConsent(db: Sql, cohortId: number, memberId: number): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM member_consents WHERE cohort_id = $1 AND member_id = $2', [
    cohortId,
    memberId,
  ]);
  return rowCount === 1;
}

/** Takes a member's consent back; false when there was none. */
export async function withdrawConsent(db: Sql, cohortId: number, memberId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `WITH changed AS (DELETE FROM member_consents WHERE cohort_id = $1 AND member_id = $2 RETURNING cohort_id) ${TOUCH}`,
    [cohortId, memberId],
  );
  return rowCount === 1;
}
