/** Which lists were taken out, and by whom: written with every export, read by administration. */
import type { ExportFormat } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';

export interface NewExportEvent {
  user_id: number | null;
  token_id: number | null;
  cohort_id: number;
  format: ExportFormat;
  filter_hash: string;
  ranking_version: number | null;
  films: number;
  /** The caller's network, such as `192.0.2.0/24`. */
  network: string | null;
  request_id: string | null;
}

export interface ExportEvent extends Omit<NewExportEvent, 'cohort_id'> {
  id: number;
  /** Null when the cohort is gone. */
  cohort_id: number | null;
  /** What was sent; null while it is, and when it broke off before it began. */
  bytes: number | null;
  complete: boolean;
  created_at: Date;
}

/** Notes that an export begins; resolves to the id of the event. */
export async function recordExport(db: Sql, event: NewExportEvent): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO export_events
       (user_id, token_id, cohort_id, format, filter_hash, ranking_version, films, network, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      event.user_id,
      event.token_id,
      event.cohort_id,
      event.format,
      event.filter_hash,
      event.ranking_version,
      event.films,
      event.network,
      event.request_id,
    ],
  );
  return rows[0]!.id;
}

/** Notes how an export ended. */
export async function settleExport(
  db: Sql,
  id: number,
  { bytes, complete }: Pick<ExportEvent, 'complete'> & { bytes: number },
): Promise<void> {
  await db.query('UPDATE export_events SET bytes = $2, complete = $3 WHERE id = $1', [id, bytes, complete]);
}

/** Newest first. `before` is the `id` of the last event of the page before. */
export async function listExportEvents(
  db: Sql,
  { user_id, cohort_id, before, limit }: { user_id?: number; cohort_id?: number; before?: number; limit: number },
): Promise<ExportEvent[]> {
  const { rows } = await db.query<ExportEvent>(
    `SELECT id, user_id, token_id, cohort_id, format, filter_hash, ranking_version, films, bytes, complete, network,
            request_id, created_at
     FROM export_events
     WHERE ($1::int IS NULL OR user_id = $1) AND ($2::int IS NULL OR cohort_id = $2) AND ($3::bigint IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [user_id ?? null, cohort_id ?? null, before ?? null, limit],
  );
  return rows;
}
