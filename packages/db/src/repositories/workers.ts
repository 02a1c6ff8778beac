/** Who is at work on the tasks. */
import type { Sql } from '../database.ts';

/** A worker that was not heard of for this long is taken for dead. */
const SILENT_SECONDS = 15;

/** Says that a worker is alive; to be called every few seconds. */
export async function seeWorker(db: Sql, id: string, role: string): Promise<void> {
  await db.query('INSERT INTO workers (id, role) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_at = now()', [
    id,
    role,
  ]);
}

export async function forgetWorker(db: Sql, id: string): Promise<void> {
  await db.query('DELETE FROM workers WHERE id = $1', [id]);
}

export async function countWorkers(db: Sql): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM workers WHERE seen_at > now() - $1 * interval '1 second'`,
    [SILENT_SECONDS],
  );
  return rows[0]!.count;
}

/** Forgets the workers that were not heard of for an hour. */
export async function pruneWorkers(db: Sql): Promise<void> {
  await db.query(`DELETE FROM workers WHERE seen_at < now() - interval '1 hour'`);
}
