/** Saved filters: what a user asks of a cohort again and again. Each may have one share. */
import type { Sql } from '../database.ts';
import { SHARE_OF_FILTER, type Share, type ShareColumns, shareFromColumns } from './shares.ts';

/** The parameters of a filter that are no defaults, under their names. */
export type FilterParameterValues = Record<string, string | number | readonly (string | number)[]>;

export interface SavedFilter {
  id: number;
  user_id: number;
  cohort_id: number;
  name: string;
  description: string | null;
  filter: FilterParameterValues;
  created_at: Date;
  updated_at: Date;
  cohort: { id: number; label: string; display_name: string };
  share: Share | null;
}

type Stored = Omit<SavedFilter, 'cohort' | 'share'> & { label: string; display_name: string } & ShareColumns;

const SELECT = `
  SELECT f.*, c.label, c.display_name, ${SHARE_OF_FILTER}
  FROM saved_filters f JOIN cohorts c ON c.id = f.cohort_id
  LEFT JOIN shares s ON s.filter_id = f.id LEFT JOIN ranking_versions v ON v.id = s.version_id`;

function fromRow(row: Stored): SavedFilter {
  const { id, user_id, cohort_id, name, description, filter, created_at, updated_at, label, display_name } = row;
  const cohort = { id: cohort_id, label, display_name };
  const share = shareFromColumns(id, row);
  return { id, user_id, cohort_id, name, description, filter, created_at, updated_at, cohort, share };
}

/** Saves a filter; null when the user has `most` of them already. */
export async function insertFilter(
  db: Sql,
  input: Pick<SavedFilter, 'user_id' | 'cohort_id' | 'name' | 'description' | 'filter'>,
  most: number,
): Promise<SavedFilter | null> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO saved_filters (user_id, cohort_id, name, description, filter)
     SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM saved_filters WHERE user_id = $1) < $6 RETURNING id`,
    [input.user_id, input.cohort_id, input.name, input.description, JSON.stringify(input.filter), most],
  );
  return rows[0] ? findFilter(db, rows[0].id) : null;
}

export async function findFilter(db: Sql, id: number): Promise<SavedFilter | null> {
  const { rows } = await db.query<Stored>(`${SELECT} WHERE f.id = $1`, [id]);
  return rows[0] ? fromRow(rows[0]) : null;
}

/** A user's saved filters, newest first, those of one cohort only when it is given, older than the id `before`. */
export async function listFilters(
  db: Sql,
  userId: number,
  { cohortId, before, limit }: { cohortId?: number; before?: number; limit: number },
): Promise<SavedFilter[]> {
  const { rows } = await db.query<Stored>(
    `${SELECT} WHERE f.user_id = $1 AND ($2::int IS NULL OR f.cohort_id = $2) AND ($3::int IS NULL OR f.id < $3)
     ORDER BY f.id DESC LIMIT $4`,
    [userId, cohortId ?? null, before ?? null, limit],
  );
  return rows.map(fromRow);
}

/** Changes what is given; null when there is no such saved filter. */
export async function updateFilter(
  db: Sql,
  id: number,
  changes: Partial<Pick<SavedFilter, 'name' | 'description' | 'filter'>>,
): Promise<SavedFilter | null> {
  const { name = null, filter } = changes;
  await db.query(
    `UPDATE saved_filters SET name = coalesce($2, name), description = CASE WHEN $3 THEN $4 ELSE description END,
       filter = coalesce($5::jsonb, filter), updated_at = now()
     WHERE id = $1`,
    [id, name, 'description' in changes, changes.description ?? null, filter ? JSON.stringify(filter) : null],
  );
  return findFilter(db, id);
}

/** Deletes a saved filter with its share; false when there is none. */
export async function deleteFilter(db: Sql, id: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM saved_filters WHERE id = $1', [id]);
  return rowCount === 1;
}

/**
 * The saved filter behind a link, as long as its maker may show the cohort to others: it is public, or they are its owner or
 * editor, or the operator. Null otherwise.
 */
export async function findSharedFilter(db: Sql, slug: string): Promise<SavedFilter | null> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT f.id FROM shares s JOIN saved_filters f ON f.id = s.filter_id
     JOIN cohorts c ON c.id = f.cohort_id JOIN users u ON u.id = f.user_id
     WHERE s.slug = $1 AND (c.visibility = 'public' OR u.is_operator OR EXISTS (
       SELECT 1 FROM cohort_memberships m
       WHERE m.cohort_id = c.id AND m.user_id = f.user_id AND m.role IN ('owner', 'editor')))`,
    [slug],
  );
  return rows[0] ? findFilter(db, rows[0].id) : null;
}
