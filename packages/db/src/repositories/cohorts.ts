/** Cohorts: their definition, who they are made of, and which ranking version their readers see. */
import { UniqueConstraintError } from 'sequelize';
import type { Database, Sql } from '../database.ts';
import type { CohortDefinition, CohortParameters } from '../models/index.ts';
import { forgottenAmong } from './consent.ts';
import { NEEDS_ENRICHMENT, SEEN } from './film-enrichment.ts';
import { ensureMembers } from './members.ts';

export interface Cohort {
  id: number;
  label: string;
  display_name: string;
  description: string | null;
  visibility: 'public' | 'private';
  definition: CohortDefinition;
  parameters: CohortParameters;
  revision: number;
  current_version_id: number | null;
  created_at: Date;
  updated_at: Date;
}

/** A cohort with what its card shows. */
export interface CohortCard extends Cohort {
  member_count: number;
  computed_at: Date | null;
  active_run_id: number | null;
}

export type Role = 'owner' | 'editor' | 'viewer';

/** The label is taken. */
export class LabelTakenError extends Error {
  constructor(readonly label: string) {
    super(`A cohort with the label "${label}" exists already. Choose another label.`);
    this.name = 'LabelTakenError';
  }
}

/** The user owns as many cohorts as they may. */
export class TooManyCohortsError extends Error {
  constructor(
    readonly owned: number,
    readonly most: number,
  ) {
    super(`You own ${owned} cohorts, and may own ${most}. Delete one that you don't need.`);
    this.name = 'TooManyCohortsError';
  }
}

export interface CohortInput {
  label: string;
  display_name?: string;
  description?: string | null;
  visibility?: 'public' | 'private';
  definition: CohortDefinition;
  parameters?: CohortParameters;
}

/**
 * Creates a cohort together with its owner's membership. Throws LabelTakenError, and TooManyCohortsError when the user owns
 * `most` already (null: any number).
 */
export async function createCohort(
  db: Database,
  ownerId: number,
  input: CohortInput,
  { most = null }: { most?: number | null } = {},
): Promise<CohortCard> {
  try {
    const id = await db.sequelize.transaction(async (transaction) => {
      if (most !== null) {
        // Of creations that come at once each sees those before it.
        await db.models.users.findByPk(ownerId, { transaction, lock: transaction.LOCK.UPDATE });
        const owned = await db.models.cohortMemberships.count({
          where: { user_id: ownerId, role: 'owner' },
          transaction,
        });
        if (owned >= most) throw new TooManyCohortsError(owned, most);
      }
      const cohort = await db.models.cohorts.create(
        { ...input, display_name: input.display_name ?? input.label },
        { transaction },
      );
      await db.models.cohortMemberships.create(
        { cohort_id: cohort.id, user_id: ownerId, role: 'owner' },
        { transaction },
      );
      return cohort.id;
    });
    await addNamedMembers(db, id, input.definition);
    return (await findCohort(db, id))!;
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new LabelTakenError(input.label);
    throw error;
  }
}

/** Who is named belongs to a cohort at once; whom its seeds and lists lead to, the first refresh finds out. */
async function addNamedMembers(
  db: Database,
  cohortId: number,
  { members, exclusions = [] }: CohortDefinition,
): Promise<void> {
  const excluded = new Set(exclusions);
  const usernames = members.filter((name) => !excluded.has(name));
  const forgotten = await forgottenAmong(db, usernames);
  const sightings = usernames.filter((name) => !forgotten.has(name.toLowerCase())).map((username) => ({ username }));
  await db.transaction(async (tx) => {
    await addCohortMembers(tx, cohortId, await ensureMembers(tx, sightings));
  });
}

/** Who is excluded leaves at once; the numbers follow with the next run. */
async function removeExcluded(db: Database, cohortId: number, usernames: readonly string[]): Promise<void> {
  await db.query(
    `WITH gone AS (
       DELETE FROM cohort_members c USING members m
       WHERE c.cohort_id = $1 AND m.member_id = c.member_id AND m.username = ANY ($2::text[]) RETURNING c.cohort_id)
     UPDATE cohorts SET recompute_due = true WHERE id IN (SELECT cohort_id FROM gone)`,
    [cohortId, usernames],
  );
}

export async function updateCohort(
  db: Database,
  id: number,
  changes: Partial<Omit<CohortInput, 'label'>> & { label?: string },
): Promise<CohortCard | null> {
  try {
    await db.models.cohorts.update({ ...changes, updated_at: new Date() }, { where: { id } });
    if (changes.definition) {
      await addNamedMembers(db, id, changes.definition);
      await removeExcluded(db, id, changes.definition.exclusions ?? []);
    }
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new LabelTakenError(changes.label ?? '');
    throw error;
  }
  return findCohort(db, id);
}

/** Deletes a cohort with its runs and rankings. Members and their ratings stay: other cohorts may hold them. */
export async function deleteCohort(db: Database, id: number): Promise<boolean> {
  return (await db.models.cohorts.destroy({ where: { id } })) === 1;
}

const CARD = `
  SELECT c.*, (SELECT count(*) FROM cohort_members cm WHERE cm.cohort_id = c.id) AS member_count,
         v.computed_at,
         (SELECT r.id FROM runs r WHERE r.cohort_id = c.id AND r.state IN ('queued', 'running') AND r.kind <> 'import')
           AS active_run_id
  FROM cohorts c LEFT JOIN ranking_versions v ON v.id = c.current_version_id`;

/** Finds a cohort by its id or its label. */
export async function findCohort(db: Sql, idOrLabel: number | string): Promise<CohortCard | null> {
  const byId = typeof idOrLabel === 'number' || /^[1-9]\d{0,8}$/.test(idOrLabel);
  const { rows } = await db.query<CohortCard>(`${CARD} WHERE ${byId ? 'c.id = $1' : 'c.label = $1'}`, [
    byId ? Number(idOrLabel) : idOrLabel,
  ]);
  return rows[0] ?? null;
}

/**
 * The cohorts that a viewer may see, by label: public ones and their own (all of them for `'operator'`), those whose
 * label or name contains `q`, after the label `after`.
 */
export async function listCohorts(
  db: Sql,
  viewer: { userId: number | null } | 'operator',
  { q, after, limit = 50 }: { q?: string; after?: string; limit?: number } = {},
): Promise<CohortCard[]> {
  const { rows } = await db.query<CohortCard>(
    `${CARD}
     WHERE ($1 OR c.visibility = 'public'
            OR EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.cohort_id = c.id AND m.user_id = $2))
       AND ($3::text IS NULL OR strpos(lower(c.label), lower($3)) > 0 OR strpos(lower(c.display_name), lower($3)) > 0)
       AND ($4::text IS NULL OR c.label > $4)
     ORDER BY c.label LIMIT $5`,
    [viewer === 'operator', viewer === 'operator' ? null : viewer.userId, q ?? null, after ?? null, limit],
  );
  return rows;
}

/** A user's role in a cohort, or null. */
export async function findRole(db: Sql, cohortId: number, userId: number): Promise<Role | null> {
  const { rows } = await db.query<{ role: Role }>(
    'SELECT role FROM cohort_memberships WHERE cohort_id = $1 AND user_id = $2',
    [cohortId, userId],
  );
  return rows[0]?.role ?? null;
}

/** Makes `memberIds` the members of a cohort: adds those who are new, and drops the others. */
export async function replaceCohortMembers(
  tx: Sql,
  cohortId: number,
  memberIds: readonly number[],
): Promise<{ added: number; removed: number }> {
  const removed = await tx.query('DELETE FROM cohort_members WHERE cohort_id = $1 AND member_id <> ALL ($2::int[])', [
    cohortId,
    memberIds,
  ]);
  const added = await addCohortMembers(tx, cohortId, memberIds);
  return { added, removed: removed.rowCount ?? 0 };
}

/** Adds members to a cohort; tells how many were not in it. */
export async function addCohortMembers(tx: Sql, cohortId: number, memberIds: readonly number[]): Promise<number> {
  const { rowCount } = await tx.query(
    'INSERT INTO cohort_members (cohort_id, member_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING',
    [cohortId, memberIds],
  );
  return rowCount ?? 0;
}

// Cohorts are locked in the order of their ids, so that two publications don't wait for each other.
const TOUCH = `
  WITH involved AS (
    SELECT id FROM cohorts WHERE id = $2 OR current_version_id IN (
      SELECT version_id FROM cohort_film_stats WHERE film_id = ANY ($1::int[]))
    OR id IN (SELECT cohort_id FROM cohort_members WHERE member_id = ANY ($3::int[]))
    OR id IN (SELECT cohort_id FROM cohort_members JOIN watchlist_entries USING (member_id) WHERE film_id = ANY ($1::int[]))
    ORDER BY id FOR UPDATE)
  UPDATE cohorts c SET revision = revision + 1 FROM involved WHERE c.id = involved.id AND c.id <> $2`;

/** Tells readers of every cohort that holds one of these films that what they see has changed. */
export async function touchCohortsWithFilms(tx: Sql, filmIds: readonly number[]): Promise<void> {
  await tx.query(TOUCH, [filmIds, 0, []]);
}

/** The same for every cohort that a member belongs to: some answers are made of what is stored of members now. */
export async function touchCohortsOfMember(tx: Sql, memberId: number): Promise<void> {
  await tx.query(TOUCH, [[], 0, [memberId]]);
}

// Of a member whom the run found unchanged, or whom another run had read for it, there is nothing to tell.
const CHANGED_BY_RUN = `
  SELECT coalesce(array_agg(DISTINCT film_id) FILTER (WHERE kind = 'enrich'), '{}') AS film_ids,
         coalesce(array_agg(DISTINCT member_id) FILTER (WHERE kind = 'collect' AND EXISTS (
           SELECT 1 FROM jsonb_each(counters) AS c (name, n)
           WHERE name IN ('ratings_new', 'ratings_changed', 'ratings_removed', 'ratings_dated', 'watchlist_new',
                          'watchlist_removed') AND n <> '0')), '{}') AS member_ids
  FROM run_tasks LEFT JOIN unnest(film_ids) AS film_id ON true WHERE run_id = $1`;

/** The same for the films that a run enriched and the members it read, and every cohort but its own, which gets a new version. */
export async function touchOtherCohorts(tx: Sql, runId: number, cohortId: number): Promise<void> {
  const { rows } = await tx.query<{ film_ids: number[]; member_ids: number[] }>(CHANGED_BY_RUN, [runId]);
  await tx.query(TOUCH, [rows[0]!.film_ids, cohortId, rows[0]!.member_ids]);
}

/** What is known of a cohort's pages before a sync. */
export interface PlanFacts {
  members: number;
  never_read: number;
  rows_of_read_members: number;
  films_to_enrich: number;
  film_pages: number;
  histograms: number;
}

export async function planFacts(db: Sql, cohortId: number): Promise<PlanFacts> {
  const { rows } = await db.query<PlanFacts>(
    `SELECT m.*, f.* FROM (
       SELECT count(*) AS members, count(*) FILTER (WHERE full_pass_at IS NULL) AS never_read,
              coalesce(sum((SELECT count(*) FROM ratings r WHERE r.member_id = m.member_id))
                       FILTER (WHERE full_pass_at IS NOT NULL), 0)::int AS rows_of_read_members
       FROM cohort_members JOIN members m USING (member_id) WHERE cohort_id = $1) AS m,
     (SELECT count(*) AS films_to_enrich, count(*) FILTER (WHERE f.tmdb_id IS NULL AND f.page_checked_at IS NULL
                                                                        AND (f.slug IS NOT NULL OR f.letterboxd_id IS NOT NULL)) AS film_pages,
             count(*) FILTER (WHERE f.histogram_checked_at IS NULL AND f.slug IS NOT NULL
                                AND ${SEEN}) AS histograms
      FROM films f WHERE ${NEEDS_ENRICHMENT} AND (EXISTS (
        SELECT 1 FROM ratings r JOIN cohort_members cm USING (member_id)
        WHERE r.film_id = f.film_id AND (r.rating IS NOT NULL OR r.liked) AND cm.cohort_id = $1) OR EXISTS (
        SELECT 1 FROM watchlist_entries w JOIN cohort_members cm USING (member_id)
        WHERE w.film_id = f.film_id AND cm.cohort_id = $1))) AS f`,
    [cohortId],
  );
  return rows[0]!;
}
