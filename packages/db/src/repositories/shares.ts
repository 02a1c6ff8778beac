/** Shares: the links under which anybody reads the list of a saved filter. */
import type { Sql } from '../database.ts';

export interface Share {
  filter_id: number;
  slug: string;
  /** Null: the name of the saved filter. */
  title: string | null;
  top: number;
  /** Where it is frozen; null while it is live. */
  frozen: { version_id: number; computed_at: Date; frozen_at: Date } | null;
  /** Origins that may frame it; null for all. */
  frame_ancestors: string[] | null;
  created_at: Date;
  updated_at: Date;
}

/** The columns of a share beside those of its saved filter. */
export interface ShareColumns {
  slug: string | null;
  share_title: string | null;
  top: number;
  version_id: number | null;
  version_computed_at: Date | null;
  frozen_at: Date | null;
  frame_ancestors: string[] | null;
  shared_at: Date;
  share_updated_at: Date;
}

export const SHARE_OF_FILTER = `s.slug, s.title AS share_title, s.top, s.version_id, v.computed_at AS version_computed_at,
  s.frozen_at, s.frame_ancestors, s.created_at AS shared_at, s.updated_at AS share_updated_at`;

export function shareFromColumns(filterId: number, row: ShareColumns): Share | null {
  if (row.slug === null) return null;
  const { version_id, version_computed_at, frozen_at } = row;
  return {
    filter_id: filterId,
    slug: row.slug,
    title: row.share_title,
    top: row.top,
    frozen:
      version_id !== null && version_computed_at && frozen_at
        ? { version_id, computed_at: version_computed_at, frozen_at }
        : null,
    frame_ancestors: row.frame_ancestors,
    created_at: row.shared_at,
    updated_at: row.share_updated_at,
  };
}

/** What of a share its maker decides. `version_id` null is live. */
export interface ShareSettings {
  title: string | null;
  top: number;
  version_id: number | null;
  frame_ancestors: readonly string[] | null;
}

/** The version at which a share was to be frozen has just been removed. */
export class VersionGoneError extends Error {
  constructor(readonly versionId: number) {
    super(`Ranking version ${versionId} is no longer kept.`);
    this.name = 'VersionGoneError';
  }
}

async function holding<T>(versionId: number | null, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const isGone = error instanceof Error && 'constraint' in error && error.constraint === 'shares_version_id_fkey';
    if (isGone && versionId !== null) throw new VersionGoneError(versionId);
    throw error;
  }
}

/** Shares a saved filter; false when it is shared already. Throws VersionGoneError. */
export async function insertShare(
  db: Sql,
  filterId: number,
  slug: string,
  { title, top, version_id, frame_ancestors }: ShareSettings,
): Promise<boolean> {
  const write = db.query(
    `INSERT INTO shares (filter_id, slug, title, top, version_id, frozen_at, frame_ancestors)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $5::int IS NULL THEN NULL ELSE now() END, $6)
     ON CONFLICT (filter_id) DO NOTHING`,
    [filterId, slug, title, top, version_id, frame_ancestors],
  );
  const { rowCount } = await holding(version_id, write);
  return rowCount === 1;
}

/** Changes a share, with `slug` its link too. Frozen at the same version it keeps its date. Throws VersionGoneError. */
export async function updateShare(
  db: Sql,
  filterId: number,
  { title, top, version_id, frame_ancestors }: ShareSettings,
  slug?: string,
): Promise<void> {
  const write = db.query(
    `UPDATE shares SET title = $2, top = $3,
       frozen_at = CASE WHEN $4::int IS NULL THEN NULL WHEN version_id = $4 THEN frozen_at ELSE now() END,
       version_id = $4, frame_ancestors = $5, slug = coalesce($6, slug), updated_at = now()
     WHERE filter_id = $1`,
    [filterId, title, top, version_id, frame_ancestors, slug ?? null],
  );
  await holding(version_id, write);
}

/** Ends a share for good; false when the filter has none. */
export async function deleteShare(db: Sql, filterId: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM shares WHERE filter_id = $1', [filterId]);
  return rowCount === 1;
}
