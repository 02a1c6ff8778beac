/** The worker: claims tasks, works them, and tells the queue what became ready. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TaskKind } from '@cohort-almanac/core';
import {
  type Advance,
  claimTask,
  forgetWorker,
  LeaseLostError,
  postponeTask,
  renewLease,
  seeWorker,
  type Task,
} from '@cohort-almanac/db';
import { backOff, MAX_RETRIES, TaskError } from './errors.ts';
import { collect } from './jobs/collect.ts';
import { compute, publish } from './jobs/compute.ts';
import type { Attempt, JobContext } from './jobs/context.ts';
import { enrich } from './jobs/enrich.ts';
import { finishTask } from './jobs/finish.ts';
import { importUpload } from './jobs/import.ts';
import { refresh } from './jobs/refresh.ts';

const JOBS: Readonly<Record<TaskKind, (context: JobContext, task: Task, attempt: Attempt) => Promise<Advance>>> = {
  refresh,
  collect,
  compute,
  publish,
  enrich,
  import: importUpload,
};

export interface WorkerOptions {
  /** Tasks at the same time. */
  concurrency: number;
  /** A lease is renewed three times in this span; a worker that dies is replaced after it. */
  leaseSeconds?: number;
  /** First delay after a failure; it doubles. */
  retryBaseMs?: number;
  /** How this process calls itself among the workers. */
  role?: string;
}

export interface Worker {
  readonly id: string;
  /** Finishes what is under way, for at most `graceMs`, and takes nothing new. */
  close(graceMs?: number): Promise<void>;
}

/** A task whose worker died with it this often kills workers: it is not given to another one. */
const MAX_CRASHES = 3;
const SEEN_EVERY_MS = 5_000;
/** While the database is away, what became of a task is stored again after this. */
const STORE_AGAIN_MS = 500;

/** Starts working. Resolves when the first task can be taken. */
export async function startWorker(context: JobContext, options: WorkerOptions): Promise<Worker> {
  const id = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const leaseSeconds = options.leaseSeconds ?? 20;
  const { db, coordination, log } = context;
  const alive = () => seeWorker(db, id, options.role ?? 'worker');
  await alive();
  const heartbeat = setInterval(() => {
    alive().catch((error: Error) => log.warn({ err: error }, 'the worker could not say that it is alive'));
  }, SEEN_EVERY_MS);

  // Each claim has an owner of its own: a lease that ran out here may be taken again here, beside the try that lost it.
  let claims = 0;
  const consumer = await coordination.queue.consume({
    concurrency: options.concurrency,
    async onTask(taskId, signal) {
      const task = await claimTask(db, `${id}:${++claims}`, { leaseSeconds, taskId });
      if (!task) return false;
      await work(context, task, { leaseSeconds, retryBaseMs: options.retryBaseMs ?? 1_000 }, signal);
      return true;
    },
  });
  return {
    id,
    async close(graceMs = 10_000) {
      clearInterval(heartbeat);
      await consumer.close({ graceMs });
      await forgetWorker(db, id);
    },
  };
}

async function work(
  context: JobContext,
  task: Task,
  { leaseSeconds, retryBaseMs }: { leaseSeconds: number; retryBaseMs: number },
  shutdown: AbortSignal,
): Promise<void> {
  const log = context.log.child({ run: task.run_id, task: task.id, kind: task.kind });
  const lost = new AbortController();
  const renewal = setInterval(
    async () => {
      try {
        if (!(await renewLease(context.db, task, leaseSeconds))) lost.abort(new LeaseLostError(task.id));
      } catch (error) {
        log.warn({ err: error }, 'the lease could not be renewed');
      }
    },
    (leaseSeconds * 1000) / 3,
  );
  const attempt: Attempt = {
    counters: { ...task.counters },
    warnings: task.warnings,
    signal: AbortSignal.any([shutdown, lost.signal]),
  };
  const begin = performance.now();
  try {
    if (task.crashes >= MAX_CRASHES) {
      throw new TaskError('crashed', `The worker died ${task.crashes} times with this task.`);
    }
    await tell(context, task, await JOBS[task.kind](context, task, attempt));
    log.debug({ ms: Math.round(performance.now() - begin), counters: attempt.counters }, 'task done');
  } catch (error) {
    const lostHere = error instanceof LeaseLostError && error.taskId === task.id;
    if (lostHere || (lost.signal.aborted && !shutdown.aborted)) {
      log.warn('the task went to another worker, or its run was stopped');
      return;
    }
    await settle(
      context,
      task,
      attempt,
      shutdown.aborted
        ? new TaskError('internal', 'The worker was stopped.', { retry: 'throttled', delayMs: 0 })
        : asTaskError(error),
      { leaseSeconds, retryBaseMs },
      shutdown,
    );
  } finally {
    clearInterval(renewal);
  }
}

function asTaskError(error: unknown): TaskError {
  if (error instanceof TaskError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TaskError('internal', message, { retry: 'later', cause: error });
}

/**
 * What becomes of a task that failed: it is put back, or it ends as failed. Should the database be away, which may be why it
 * failed, this is tried again for as long as a lease lasts: otherwise the task would stand still until its lease runs out.
 */
async function settle(
  context: JobContext,
  task: Task,
  attempt: Attempt,
  error: TaskError,
  { leaseSeconds, retryBaseMs }: { leaseSeconds: number; retryBaseMs: number },
  shutdown: AbortSignal,
): Promise<void> {
  const log = context.log.child({ run: task.run_id, task: task.id, kind: task.kind });
  const again = error.retry === 'throttled' || (error.retry === 'later' && task.attempts < MAX_RETRIES);
  const costsAttempt = error.retry === 'later';
  const delayMs = Math.max(error.delayMs ?? 0, again && costsAttempt ? backOff(task.attempts, retryBaseMs) : 0);
  if (again) {
    attempt.counters.retries = (attempt.counters.retries ?? 0) + (costsAttempt ? 1 : 0);
    if (error.kind === 'throttled') attempt.counters.throttled = (attempt.counters.throttled ?? 0) + 1;
    log.info({ error: error.kind, reason: error.message, delayMs: Math.round(delayMs) }, 'task put back');
  } else {
    log.warn({ error: error.kind, reason: error.message, err: error.cause }, 'task failed');
  }
  const store = async () => {
    if (again) {
      const { kind: errorKind, message } = error;
      const { counters } = attempt;
      await postponeTask(context.db, task, { delayMs, costsAttempt, errorKind, error: message, counters });
      await context.coordination.queue.wake([task.id], { delayMs });
    } else {
      const failure = { kind: error.kind, message: error.message };
      await tell(context, task, await finishTask(context, task, attempt, { failure }));
    }
  };
  for (const end = Date.now() + leaseSeconds * 1000; ; await sleep(STORE_AGAIN_MS)) {
    try {
      return await store();
    } catch (failure) {
      if (failure instanceof LeaseLostError) return;
      if (shutdown.aborted || Date.now() > end) {
        // The lease runs out, and the task comes again.
        log.error({ err: failure }, 'what became of a task could not be stored');
        return;
      }
      log.warn({ err: failure }, 'what became of a task could not be stored; it is tried again');
    }
  }
}

/** Tells workers and watchers what a task's end opened. A lost message costs seconds: workers look for themselves. */
async function tell({ coordination, log }: JobContext, task: Task, { taskIds, ended }: Advance): Promise<void> {
  try {
    await coordination.queue.wake(taskIds);
    await coordination.events.publish(`run:${task.run_id}`, {
      type: ended ? 'ended' : 'progress',
      state: ended,
      task: task.kind,
    });
  } catch (error) {
    log.warn({ err: error }, 'workers could not be told of new tasks');
  }
}
