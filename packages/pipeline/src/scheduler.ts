/** The scheduler: starts what is due, looks after what got lost, and clears away what nobody needs. */
import {
  advanceIdleRuns,
  type Coordination,
  type Database,
  expireTmdbData,
  isCanaryDue,
  nextTimes,
  overdueTasks,
  pruneDeliveries,
  pruneIdempotencyKeys,
  pruneJoins,
  pruneQuotaUses,
  pruneRefusals,
  pruneSlowQueries,
  pruneTasks,
  pruneUploads,
  pruneVersions,
  pruneWorkers,
  removeForgottenVersions,
  ScheduleError,
  type StageLimits,
  startDueCompute,
  startDueRun,
} from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { checkCanary } from './canary.ts';
import { pruneFailedPages } from './sources/failed-pages.ts';
import type { Letterboxd } from './sources/letterboxd.ts';

interface Stores {
  db: Database;
  coordination: Coordination;
  log: Logger;
}

export interface SchedulerOptions {
  /** The folder of this almanac; `failed-pages` in it is kept short. */
  home: string;
  /** The day to which a run counts ages, `YYYY-MM-DD`. */
  today: () => string;
  /** Runs whose final version is kept. */
  keepRuns: number;
  /** What a stage may hold that is opened for a run which had come to a stop. */
  limits: StageLimits;
  /** Whose pages are checked for changes, and how many hours lie between two checks; null = not at all. */
  canary: { letterboxd: Letterboxd; everyHours: number } | null;
  /** What else is to be done again and again, by one scheduler at a time: work that the pipeline knows nothing of. */
  chores?: readonly { name: string; everyMs: number; work: (signal: AbortSignal) => Promise<void> }[];
  dueEveryMs?: number;
  sweepEveryMs?: number;
  pruneEveryMs?: number;
  canaryEveryMs?: number;
}

/** A task that is ready for this long was probably lost by the queue. */
const OVERDUE_SECONDS = 5;
const SWEEP_BATCH = 200;
/** How long single tasks of a run that is over are kept; its telemetry stays. */
const KEEP_TASKS_DAYS = 30;
const KEEP_FAILED_PAGES_DAYS = 30;
/** Longer than the longest span of a quota. */
const KEEP_QUOTA_USES_HOURS = 48;
/** The log of what was sent to webhooks. */
const KEEP_DELIVERIES_DAYS = 30;
const KEEP_SLOW_QUERIES_DAYS = 30;
const KEEP_REFUSALS_DAYS = 30;
/** An upload that takes longer than this was broken off. */
const KEEP_UPLOADS_HOURS = 2;
/** How long who was not let in by a door can read why. */
const KEEP_JOINS_DAYS = 30;

/** Starts the runs of all schedules that are due and tells the workers. Any number may do so at once: each comes once. */
export async function startDue({ db, coordination, log }: Stores, asOf: string): Promise<number> {
  for (let started = 0; ; ) {
    const due = await startDueRun(db, asOf, (cadence, now) => {
      try {
        return nextTimes(cadence, now);
      } catch (error) {
        if (error instanceof ScheduleError) return { problem: error.message };
        throw error;
      }
    });
    if (!due) return started;
    if (due.outcome === 'broken') {
      log.error({ cohort: due.cohort_id, problem: due.problem }, 'a schedule was switched off: it can not be read');
    } else {
      log.info({ cohort: due.cohort_id, run: due.run.id, full: due.run.options.full === true }, `sync ${due.outcome}`);
      started += due.outcome === 'started' ? 1 : 0;
      await coordination.queue.wake(due.taskIds);
    }
  }
}

/** Ranks anew what has changed since it was ranked. */
export async function startRecomputes({ db, coordination }: Omit<Stores, 'log'>, asOf: string): Promise<void> {
  for (let due = await startDueCompute(db, asOf); due !== null; due = await startDueCompute(db, asOf)) {
    await coordination.queue.wake(due.taskIds);
  }
}

/** Tells workers again of every task that should have been taken: after Redis was emptied, after a worker died. */
export async function sweep(db: Database, coordination: Coordination): Promise<number> {
  // Tasks that only wait for their turn are overdue too: told again and again, they would fill the queue.
  const waiting = (await coordination.queue.depth()) ?? 0;
  if (waiting >= SWEEP_BATCH) return 0;
  const ids = await overdueTasks(db, { seconds: OVERDUE_SECONDS, limit: SWEEP_BATCH - waiting });
  if (ids.length > 0) await coordination.queue.wake(ids);
  return ids.length;
}

/** Takes on runs that have nothing left to work and were not ended, and tells workers and watchers. */
export async function takeOnIdleRuns({ db, coordination, log }: Stores, limits: StageLimits): Promise<number> {
  const taken = await advanceIdleRuns(db, limits);
  for (const { run_id, taskIds, ended } of taken) {
    log.warn({ run: run_id, ended, tasks: taskIds.length }, 'a run had no task left and was taken on');
    await coordination.queue.wake(taskIds);
    await coordination.events.publish(`run:${run_id}`, { type: ended ? 'ended' : 'progress', state: ended });
  }
  return taken.length;
}

/** Checks known pages, and says in the log which of them are no longer what they were. */
async function lookForChanges({ db, log }: Stores, letterboxd: Letterboxd, signal: AbortSignal): Promise<void> {
  const results = await checkCanary({ db, letterboxd }, { counters: {}, signal });
  for (const { kind, path, state, error_kind, missing, detail } of results) {
    if (state === 'failed') log.error({ kind, path, error_kind, missing, detail }, 'a known page is not what it was');
  }
  const count = (wanted: string) => results.filter(({ state }) => state === wanted).length;
  log.info({ ok: count('ok'), failed: count('failed'), skipped: count('skipped') }, 'known pages were checked');
}

/** Starts the scheduler. Several may run: each chore is done by the one that holds its lock in Postgres. */
export function startScheduler(stores: Stores, options: SchedulerOptions): { close(): Promise<void> } {
  const { db, coordination, log } = stores;
  const closing = new AbortController();
  const chores = [
    ...(options.chores ?? []).map(({ name, everyMs, work }) => chore(name, everyMs, () => work(closing.signal))),
    chore('due', options.dueEveryMs ?? 5_000, async () => {
      await startDue(stores, options.today());
      await startRecomputes(stores, options.today());
    }),
    chore('sweep', options.sweepEveryMs ?? 5_000, async () => {
      await takeOnIdleRuns(stores, options.limits);
      const woken = await sweep(db, coordination);
      if (woken > 0) log.info({ tasks: woken }, 'workers were told again of overdue tasks');
    }),
    chore('prune', options.pruneEveryMs ?? 60_000, async () => {
      const versions = await pruneVersions(db, options.keepRuns);
      await pruneWorkers(db);
      await pruneIdempotencyKeys(db);
      await pruneQuotaUses(db, KEEP_QUOTA_USES_HOURS);
      await expireTmdbData(db);
      const tasks = await pruneTasks(db, KEEP_TASKS_DAYS);
      await removeForgottenVersions(db);
      await pruneUploads(db, KEEP_UPLOADS_HOURS);
      await pruneJoins(db, KEEP_JOINS_DAYS);
      const pages = await pruneFailedPages(options.home, KEEP_FAILED_PAGES_DAYS);
      const deliveries = await pruneDeliveries(db, KEEP_DELIVERIES_DAYS);
      await pruneSlowQueries(db, KEEP_SLOW_QUERIES_DAYS);
      await pruneRefusals(db, KEEP_REFUSALS_DAYS);
      if (versions + tasks + pages + deliveries > 0) {
        log.info({ versions, tasks, pages, deliveries }, 'what is out of date was removed');
      }
    }),
    chore('canary', options.canaryEveryMs ?? 60_000, async () => {
      if (options.canary === null || !(await isCanaryDue(db, options.canary.everyHours))) return;
      await lookForChanges(stores, options.canary.letterboxd, closing.signal);
    }),
  ];

  /** Runs `work` again and again, never twice at a time, in the one scheduler that holds its lock. */
  function chore(name: string, everyMs: number, work: () => Promise<void>) {
    let running: Promise<unknown> = Promise.resolve();
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      running = db
        .withAdvisoryLock(`almanac:${name}`, work)
        .catch((error: Error) => log.warn({ err: error }, `${name} failed; it is tried again`))
        .finally(() => {
          busy = false;
        });
    }, everyMs);
    return {
      async close() {
        clearInterval(timer);
        await running;
      },
    };
  }

  return {
    async close() {
      closing.abort();
      await Promise.all(chores.map((c) => c.close()));
    },
  };
}
