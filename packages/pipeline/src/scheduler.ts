/** The scheduler: looks after what got lost, and clears away what nobody needs. One of several leads at a time. */
import { type Coordination, type Database, overdueTasks, pruneVersions, pruneWorkers } from '@cohort-almanac/db';
import type { Logger } from 'pino';

export interface SchedulerOptions {
  /** Runs whose final version is kept. */
  keepRuns: number;
  sweepEveryMs?: number;
  pruneEveryMs?: number;
}

/** A task that is ready for this long was probably lost by the queue. */
const OVERDUE_SECONDS = 5;
const SWEEP_BATCH = 1_000;

/** Tells workers again of every task that should have been taken: after Redis was emptied, after a worker died. */
export async function sweep(db: Database, coordination: Coordination): Promise<number> {
  const ids = await overdueTasks(db, { seconds: OVERDUE_SECONDS, limit: SWEEP_BATCH });
  if (ids.length > 0) await coordination.queue.wake(ids);
  return ids.length;
}

export function startScheduler(
  { db, coordination, log }: { db: Database; coordination: Coordination; log: Logger },
  options: SchedulerOptions,
): { close(): Promise<void> } {
  const chores = [
    chore('sweep', options.sweepEveryMs ?? 5_000, async () => {
      const woken = await sweep(db, coordination);
      if (woken > 0) log.info({ tasks: woken }, 'workers were told again of overdue tasks');
    }),
    chore('prune', options.pruneEveryMs ?? 60_000, async () => {
      const versions = await pruneVersions(db, options.keepRuns);
      await pruneWorkers(db);
      if (versions > 0) log.info({ versions }, 'old ranking versions removed');
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
      await Promise.all(chores.map((c) => c.close()));
    },
  };
}
