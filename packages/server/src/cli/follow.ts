/** Watching a run until it is over, and working it here when nobody else does. */
import { countWorkers, findRun, type RunReport } from '@cohort-almanac/db';
import { isOver } from '../services/run-events.ts';
import type { Stores } from './context.ts';
import { Failure } from './errors.ts';
import { pause } from './interrupt.ts';
import { openWorker, type RunningWorker } from './pipeline.ts';

/** Between two looks at least; and at most, when nobody says that there is something to see. */
const PAUSE_MS = 200;
const LOOK_EVERY_MS = 1_000;

/** Looks at a run until it is over, or the signal aborts; tells `onReport` what it sees. Resolves to the last look. */
export async function followRun(
  { db, coordination }: Pick<Stores, 'db' | 'coordination'>,
  runId: number,
  { signal, onReport }: { signal: AbortSignal; onReport: (run: RunReport) => void },
): Promise<RunReport> {
  let news = new AbortController();
  const unsubscribe = await coordination.events.subscribe(`run:${runId}`, () => news.abort());
  try {
    for (;;) {
      news = new AbortController();
      const run = await findRun(db, runId);
      if (!run) throw new Failure(`Run ${runId} is gone: its cohort was deleted.`);
      onReport(run);
      if (isOver(run.state) || signal.aborted) return run;
      await pause(PAUSE_MS, signal);
      await pause(LOOK_EVERY_MS - PAUSE_MS, AbortSignal.any([signal, news.signal]));
    }
  } finally {
    await unsubscribe();
  }
}

const CHECK_EVERY_MS = 3_000;

/**
 * Stands in for the workers of an almanac on which none runs: as soon as none is alive, also in mid-run, one is started
 * in this process. Tasks whose worker died are told of again, as no scheduler may be there to do it.
 */
export class StandIn {
  readonly #stores: Stores;
  readonly #closing = new AbortController();
  readonly #watch: Promise<void>;
  #worker: RunningWorker | null = null;

  constructor(stores: Stores) {
    this.#stores = stores;
    this.#watch = this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#watch;
    await this.#worker?.close();
  }

  async #run(): Promise<void> {
    const { db, coordination, log } = this.#stores;
    const { sweep } = await import('@cohort-almanac/pipeline');
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        if (this.#worker === null && (await countWorkers(db)) === 0) {
          this.#worker = await openWorker(this.#stores, 'stand-in');
        }
        await sweep(db, coordination);
      } catch (error) {
        log.warn({ err: error }, 'looking after the tasks failed; it is tried again');
      }
      await pause(CHECK_EVERY_MS, signal);
    }
  }
}
