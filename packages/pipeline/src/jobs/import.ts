/** Import: takes in an export that was uploaded, if it may take the place of what is stored of its member. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ImportRefusal, importRefusal } from '@cohort-almanac/core';
import {
  type Advance,
  DoorOverError,
  ForgottenMemberError,
  findImportOrder,
  type ImportOrder,
  lockImportOf,
  memberAtStake,
  noteCounters,
  noteImportRefusal,
  readPieces,
  settleImport,
  settleJoin,
  startDueCompute,
  type Task,
  type Transaction,
} from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import {
  type ImportProgress,
  type ImportSummary,
  type PreparedExport,
  prepareExport,
  storePrepared,
} from '../import/export.ts';
import { ImportError } from '../sources/export/error.ts';
import type { Attempt, JobContext } from './context.ts';
import { finishTask } from './finish.ts';
import { mostMembers } from './most-members.ts';

/** Complaints of a summary that are kept. */
const MOST_UNMATCHED = 500;
/** Progress is noted at most so often. */
const NOTE_EVERY_MS = 300;

/** An export that is whole, but not to be taken in; `code` is told with the reason. */
class RefusedError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'RefusedError';
  }
}

const REFUSALS: Readonly<Record<ImportRefusal, string>> = {
  excluded: 'The owners of this cohort keep this member out. Take the name from its exclusions first.',
  left: 'This member has left the cohort. Only a link that an owner makes for this name brings them back.',
  full:
    'This cohort has as many members as it may have. Its owners can take somebody out, ' +
    'or ask the person who runs the almanac for more room.',
  held_elsewhere:
    'Another circle of this almanac holds this member, and an export would change what it sees. ' +
    'Ask the person who runs the almanac to take it in.',
  claimed:
    'This member has joined already. Use the private link from then, or ask an owner of the cohort for a link made for this name.',
};

export async function importUpload(context: JobContext, task: Task, attempt: Attempt): Promise<Advance> {
  const order = await findImportOrder(context.db, task.run_id);
  if (order === null || order.upload_id === null) {
    throw new TaskError('internal', 'The file of this import is no longer there. Upload it again.');
  }
  const folder = await mkdtemp(join(tmpdir(), 'almanac-import-'));
  try {
    const file = join(folder, order.file_name ?? 'export.zip');
    await pipeline(Readable.from(readPieces(context.db, order.upload_id)), createWriteStream(file, { mode: 0o600 }), {
      signal: attempt.signal,
    });
    const prepared = await prepareExport(context.db, file, { onProgress: noting(context, task, attempt) });
    attempt.signal.throwIfAborted();
    const belongs = owner(order, prepared);
    const most = await mostMembers(context, task.cohort_id);
    const advance = await finishTask(context, task, attempt, {
      store: (tx) => store(tx, task, order, { prepared: belongs, most }, attempt),
    });
    await rankAnew(context, task);
    return advance;
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal === null) throw error;
    await noteImportRefusal(context.db, task.run_id, refusal);
    throw new TaskError('refused', refusal.message);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Checks whose export it is against whose it has to be. */
function owner({ expected, authority }: ImportOrder, prepared: PreparedExport): PreparedExport {
  const found = prepared.contents.username?.toLowerCase() ?? null;
  if (expected === null || found === expected) return prepared;
  // Whoever runs the cohort can say whose an export without a profile is.
  if (found === null && (authority === 'editor' || authority === 'operator'))
    return { ...prepared, username: expected };
  throw new RefusedError('wrong_member', `This is not the export of ${expected}. Nothing was taken in.`);
}

async function store(
  tx: Transaction,
  task: Task,
  order: ImportOrder,
  { prepared, most }: { prepared: PreparedExport; most: number },
  attempt: Attempt,
): Promise<void> {
  const { username } = prepared;
  const about = { runId: task.run_id, cohortId: task.cohort_id, username };
  await lockImportOf(tx, username);
  const stake = await memberAtStake(tx, { username, cohortId: task.cohort_id, userId: order.user_id, most });
  const refusal = importRefusal(order.authority, stake);
  if (refusal !== null) throw new RefusedError(refusal, REFUSALS[refusal]);
  const { memberId, summary } = await storePrepared(tx, prepared);
  await settleJoin(tx, { ...about, memberId });
  const named = ['operator', 'editor', 'self'].includes(order.authority);
  await settleImport(tx, { ...about, memberId, summary: kept(summary), named });
  for (const part of ['ratings', 'likes_only', 'watched', 'watchlist', 'lists'] as const) {
    attempt.counters[`${part}_new`] = summary[part].new;
    attempt.counters[`${part}_changed`] = summary[part].changed;
    attempt.counters[`${part}_removed`] = summary[part].removed;
  }
}

/** A summary as it is stored: a file that is wrong in every row is told of by its first ones. */
function kept(summary: ImportSummary): ImportSummary {
  const { unmatched } = summary;
  const left = unmatched.length - MOST_UNMATCHED;
  if (left <= 0) return summary;
  const rest = { file: 'export', row: null, reason: `and ${left} more` };
  return { ...summary, unmatched: [...unmatched.slice(0, MOST_UNMATCHED), rest] };
}

function asRefusal(error: unknown): { code: string; message: string } | null {
  if (error instanceof ImportError || error instanceof RefusedError) {
    return { code: error.code, message: error.message };
  }
  if (error instanceof DoorOverError) return { code: 'door_over', message: error.message };
  // That somebody asked to be forgotten is theirs to tell.
  if (error instanceof ForgottenMemberError) {
    return { code: 'not_kept', message: 'Nothing is kept of this member here. Ask the person who runs the almanac.' };
  }
  return null;
}

/** Tells watchers how far it is, now and then. What can't be told is no reason to stop. */
function noting({ db, coordination, log }: JobContext, task: Task, attempt: Attempt) {
  let last = 0;
  return ({ step, done, total }: ImportProgress): void => {
    attempt.signal.throwIfAborted();
    attempt.counters[`${step}_done`] = done;
    attempt.counters[`${step}_total`] = total;
    if (Date.now() - last < NOTE_EVERY_MS) return;
    last = Date.now();
    noteCounters(db, task, attempt.counters)
      .then(() => coordination.events.publish(`run:${task.run_id}`, { type: 'progress', task: 'import' }))
      .catch((error: Error) => log.warn({ err: error }, 'the progress of an import could not be told'));
  };
}

/** The scheduler does it too: this only makes it sooner. */
async function rankAnew({ db, coordination, log }: JobContext, task: Task): Promise<void> {
  try {
    const due = await startDueCompute(db, task.as_of);
    if (due) await coordination.queue.wake(due.taskIds);
  } catch (error) {
    log.warn({ err: error }, 'the ranking that an import calls for could not be started; the scheduler does it');
  }
}
