/** Exports that are uploaded: on their way into pieces that a worker reads. */
import {
  beginUpload,
  type Coordination,
  type Database,
  dropUpload,
  findRun,
  ImportUnderWayError,
  type Limit,
  type StartedRun,
  startImport,
  storePiece,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { ImportsService } from './import-types.ts';

/** Bytes of a piece: few statements for a file, little memory for an upload. */
const PIECE_BYTES = 512 * 1024;
/** Uploads of one user, or from one address: an evening with a whole club, and not a disk full of files. */
const UPLOADS: Limit = { points: 60, durationSeconds: 3600 };
const MADE_AT = /(\d{4}-\d{2}-\d{2}-\d{2}-\d{2})-utc/i;

export interface ImportsOptions {
  /** The day to which ages are counted, `YYYY-MM-DD`. */
  today: () => string;
}

/** What else starts the run of a file that was stored, in place of a plain import. */
export type StartRun = (uploadId: number) => Promise<StartedRun>;

export interface Receiver {
  /** Stores a file and starts its run with `start`. See `ImportsService.receive`. */
  receiveWith(
    start: StartRun,
    file: { fileName: string; bytes: AsyncIterable<Buffer> },
    by: string,
  ): Promise<StartedRun>;
}

export function importsService(
  db: Database,
  { queue, limiter }: Pick<Coordination, 'queue' | 'limiter'>,
  { today }: ImportsOptions,
): ImportsService & Receiver {
  const receiveWith: Receiver['receiveWith'] = async (start, { fileName, bytes }, by) => {
    await count(by);
    const uploadId = await beginUpload(db, keptName(fileName));
    try {
      await storeAll(db, uploadId, bytes);
      const started = await start(uploadId);
      await queue.wake(started.taskIds);
      return started;
    } catch (error) {
      await dropUpload(db, uploadId);
      if (error instanceof ImportUnderWayError) throw new ProblemError('conflict', error.message);
      throw error;
    }
  };

  async function count(by: string): Promise<void> {
    const { allowed, resetMs } = await limiter.consume(`upload:${by}`, UPLOADS);
    if (allowed) return;
    const wait = Math.max(1, Math.ceil(resetMs / 1000));
    throw new ProblemError('too-many-requests', `Too many files were uploaded. Come back in ${wait} s.`, [], {
      'Retry-After': `${wait}`,
    });
  }

  return {
    receiveWith,
    async receive(cohortId, { authority, expected, user_id }, file, by) {
      const start: StartRun = (uploadId) =>
        startImport(db, { cohortId, uploadId, authority, userId: user_id, expected, asOf: today() });
      const { run } = await receiveWith(start, file, by);
      return (await findRun(db, run.id))!;
    },
    async find(runId) {
      const run = await findRun(db, runId);
      return run?.kind === 'import' ? run : null;
    },
  };
}

/** Of the name only when the export was made is kept: it can hold a user name, or anything. */
function keptName(fileName: string): string | null {
  const made = MADE_AT.exec(fileName)?.[1];
  return made === undefined ? null : `letterboxd-export-${made}-utc.zip`;
}

async function storeAll(db: Database, uploadId: number, bytes: AsyncIterable<Buffer>): Promise<void> {
  let pending: Buffer[] = [];
  let size = 0;
  let n = 0;
  const store = async () => {
    await storePiece(db, uploadId, n++, Buffer.concat(pending));
    pending = [];
    size = 0;
  };
  for await (const chunk of bytes) {
    pending.push(chunk);
    size += chunk.length;
    if (size >= PIECE_BYTES) await store();
  }
  if (size > 0) await store();
}
