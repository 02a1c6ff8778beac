/** What was uploaded is read by a worker: whatever it holds, an import ends, taken in or refused with a reason. */
import type { Coordination, Database } from '@cohort-almanac/db';
import { pino } from 'pino';
import { startWorker } from '../../packages/pipeline/src/index.ts';

const DEADLINE_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** How ends look that nobody meant: the worker stumbled, or the import never ended. */
export async function digest(db: Database, coordination: Coordination): Promise<string[]> {
  const worker = await startWorker(
    {
      db,
      coordination,
      sources: { letterboxd: null, tmdb: null },
      limits: { enrichLimit: 0, batchSize: 1 },
      log: pino({ level: 'silent' }),
    },
    { concurrency: 4, retryBaseMs: 1 },
  );
  try {
    for (const end = Date.now() + DEADLINE_MS; (await unended(db)) > 0; ) {
      if (Date.now() > end) return [`${await unended(db)} imports did not end`];
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  } finally {
    await worker.close(2_000);
  }
  return strangeEnds(db);
}

async function unended(db: Database): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "SELECT count(*) AS n FROM runs WHERE kind = 'import' AND state IN ('queued', 'running')",
  );
  return rows[0]!.n;
}

async function strangeEnds(db: Database): Promise<string[]> {
  const { rows } = await db.query<{ told: string }>(
    `SELECT DISTINCT t.error_kind || ': ' || t.error AS told FROM run_tasks t JOIN runs r ON r.id = t.run_id
     WHERE r.kind = 'import' AND t.state = 'failed' AND t.error_kind <> 'refused' LIMIT 5`,
  );
  return rows.map(({ told }) => `an import ended with ${told}`);
}
