/** Files on their way from who sends them to the worker that reads them: in pieces, for as long as they are needed. */
import type { Sql } from '../database.ts';

/** Begins a file. `fileName` is kept only where it tells something, such as when an export was made. */
export async function beginUpload(db: Sql, fileName: string | null): Promise<number> {
  const { rows } = await db.query<{ id: number }>('INSERT INTO uploads (file_name) VALUES ($1) RETURNING id', [
    fileName,
  ]);
  return rows[0]!.id;
}

/** Stores the piece `n`, from 0 on. */
export async function storePiece(db: Sql, uploadId: number, n: number, bytes: Uint8Array): Promise<void> {
  await db.query('INSERT INTO upload_pieces (upload_id, n, bytes) VALUES ($1, $2, $3)', [uploadId, n, bytes]);
}

/** The pieces in order, one at a time. */
export async function* readPieces(db: Sql, uploadId: number): AsyncGenerator<Buffer> {
  for (let n = 0; ; n++) {
    const { rows } = await db.query<{ bytes: Buffer }>(
      'SELECT bytes FROM upload_pieces WHERE upload_id = $1 AND n = $2',
      [uploadId, n],
    );
    if (!rows[0]) return;
    yield rows[0].bytes;
  }
}

export async function dropUpload(db: Sql, uploadId: number): Promise<void> {
  await db.query('DELETE FROM uploads WHERE id = $1', [uploadId]);
}

/** Removes the files of runs that are over: nobody reads them any more. */
export async function dropUploadsOf(tx: Sql, runIds: readonly number[]): Promise<void> {
  await tx.query('DELETE FROM uploads u USING imports i WHERE i.upload_id = u.id AND i.run_id = ANY ($1::int[])', [
    runIds,
  ]);
}

/**
 * Removes files that were begun more than `hours` ago and never handed over (whoever took them in died over it), and those of
 * runs that are over. Resolves to how many.
 */
export async function pruneUploads(db: Sql, hours: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM uploads u WHERE NOT EXISTS (
       SELECT 1 FROM imports i JOIN runs r ON r.id = i.run_id
       WHERE i.upload_id = u.id AND r.state IN ('queued', 'running'))
     AND created_at < now() - $1 * interval '1 hour'`,
    [hours],
  );
  return rowCount ?? 0;
}
