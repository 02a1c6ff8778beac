/** What PostgreSQL's processes take, looked at again and again while others work. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@cohort-almanac/db';

/** Reading the shares of thirty processes takes some milliseconds of a core. */
const LOOK_EVERY_MS = 1_000;

export interface PostgresPeak {
  /** Sum of Pss, in MB of 10^6 bytes: what is shared counts once. Null where the system doesn't tell. */
  postgres_mb: number | null;
  connections: number;
}

/** Looks on while `work` runs; its result with the most that was seen. */
export async function watchPostgres<T>(
  db: Database,
  work: () => Promise<T>,
): Promise<{ result: T; peak: PostgresPeak }> {
  const peak: PostgresPeak = { postgres_mb: null, connections: 0 };
  const over = new AbortController();
  const look = async () => {
    const { rows } = await db.query<{ backend: number; connections: number }>(
      `SELECT pg_backend_pid() AS backend, count(*) AS connections
       FROM pg_stat_activity WHERE backend_type = 'client backend'`,
    );
    const { backend, connections } = rows[0]!;
    peak.connections = Math.max(peak.connections, connections);
    const mb = await memoryOf(backend);
    if (mb !== null) peak.postgres_mb = Math.max(peak.postgres_mb ?? 0, mb);
  };
  const watching = (async () => {
    while (!over.signal.aborted) {
      await look();
      await sleep(LOOK_EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  try {
    const result = await Promise.race([work(), watching.then(() => Promise.reject(new Error('the watch ended')))]);
    return { result, peak };
  } finally {
    over.abort();
    await watching;
  }
}

/** The shares of the server that a backend belongs to, and of all its processes. */
async function memoryOf(backend: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const server = /^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${backend}/status`, 'utf8'))?.[1];
  if (server === undefined) return null;
  const children = await readFile(`/proc/${server}/task/${server}/children`, 'utf8');
  const shares = await Promise.all([server, ...children.trim().split(/\s+/)].map(shareOf));
  return Math.round(shares.reduce((sum, kibibytes) => sum + kibibytes, 0) * 1024e-6);
}

/** Pss in KiB; 0 of a process that has ended meanwhile. */
async function shareOf(pid: string): Promise<number> {
  try {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return 0;
    throw error;
  }
}
