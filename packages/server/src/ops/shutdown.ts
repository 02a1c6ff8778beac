/** Ending a process in order: say so and drain, stop accepting, finish what runs, close queues, then stores, then exit. */

/** The phases of a shutdown, in their order. What belongs to one phase is closed at the same time. */
export const PHASES = ['draining', 'accepting', 'working', 'queues', 'stores'] as const;
export type Phase = (typeof PHASES)[number];

export interface ShutdownLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface ShutdownOptions {
  log: ShutdownLog;
  /** Milliseconds after which the process ends however far it got. */
  graceMs: number;
  /** Ends the process; a parameter, so that tests live on. */
  exit: (code: number) => void;
}

export interface Shutdown {
  /** Has `close` called in its phase. */
  on(phase: Phase, name: string, close: () => Promise<void> | void): void;
  /** Runs the phases and exits: with `code`, or 1 when something failed to close or the grace ran out. Once only. */
  run(reason: string, code?: number): Promise<void>;
  /** Runs on the first SIGINT or SIGTERM; a second one ends the process at once. */
  listen(signals?: readonly NodeJS.Signals[]): void;
}

export function createShutdown({ log, graceMs, exit }: ShutdownOptions): Shutdown {
  const steps: { phase: Phase; name: string; close: () => Promise<void> | void }[] = [];
  let running: Promise<void> | null = null;

  async function closeAll(phase: Phase): Promise<number> {
    const due = steps.filter((step) => step.phase === phase);
    const results = await Promise.allSettled(due.map(async ({ close }) => close()));
    let failed = 0;
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') continue;
      failed += 1;
      log.error({ err: result.reason, phase, name: due[index]!.name }, 'failed to close');
    }
    return failed;
  }

  async function work(reason: string, code: number): Promise<void> {
    log.info({ reason }, 'shutting down');
    const grace = setTimeout(() => {
      log.error({ reason, grace_ms: graceMs }, 'not done within the grace period');
      exit(1);
    }, graceMs);
    let failed = 0;
    for (const phase of PHASES) failed += await closeAll(phase);
    clearTimeout(grace);
    log.info({ reason }, 'shut down');
    exit(failed > 0 ? 1 : code);
  }

  const shutdown: Shutdown = {
    on(phase, name, close) {
      steps.push({ phase, name, close });
    },
    run(reason, code = 0) {
      running ??= work(reason, code);
      return running;
    },
    listen(signals = ['SIGINT', 'SIGTERM']) {
      for (const signal of signals) {
        process.on(signal, () => {
          if (running) exit(1);
          else void shutdown.run(signal);
        });
      }
    },
  };
  return shutdown;
}
