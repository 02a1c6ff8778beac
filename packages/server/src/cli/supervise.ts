/** Keeps roles running as processes of their own: starts them, starts them again when they end, stops them in order. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from './errors.ts';
import { pause } from './interrupt.ts';
import { note } from './output.ts';
import { type Ready, SUPERVISED } from './role.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A role that ran for this long was well: its next end is not counted with those before. */
const WELL_AFTER_MS = 60_000;
/** Longer than a role's own grace. */
const KILL_AFTER_MS = 25_000;

/** How long to wait before a role is started again that has ended `times` times in a row. */
export function restartDelay(times: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, times - 1));
}

export interface SupervisedRole {
  /** What it said when it was ready. */
  readonly detail: string;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts a role as a child process and resolves when it is ready. Rejects when it ends before that: what is wrong then
 * would be wrong the next time too, and the role has said it.
 * @param drainMs what the role adds to its own grace
 */
export async function supervise(
  role: string,
  env: NodeJS.ProcessEnv,
  { drainMs = 0 }: { drainMs?: number } = {},
): Promise<SupervisedRole> {
  const stopping = new AbortController();
  let child = start(role, env);
  const ready = await Promise.race([readiness(child), once(child, 'exit').then(() => null)]);
  if (ready === null) throw new Failure(`${role} could not start; its reason stands above.`);

  const watch = (async () => {
    let times = 0;
    for (;;) {
      const began = performance.now();
      const end = await exit(child);
      if (stopping.signal.aborted) return;
      times = performance.now() - began > WELL_AFTER_MS ? 1 : times + 1;
      const delay = restartDelay(times);
      note(`almanac: ${role} ended (${end}); it is started again in ${delay / 1000} s.`);
      await pause(delay, stopping.signal);
      if (stopping.signal.aborted) return;
      child = start(role, env);
    }
  })();

  return {
    detail: ready.detail,
    async stop() {
      stopping.abort();
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS + drainMs);
      await watch;
      clearTimeout(kill);
    },
  };
}

const LOOK_EVERY_MS = 1_000;

/** Keeps PostgreSQL and Redis running, as roles are kept: who lost their connection finds them again where they were. */
export function superviseServices(revive: () => Promise<readonly string[]>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const watch = (async () => {
    let failure = '';
    for (;;) {
      await pause(LOOK_EVERY_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        for (const name of await revive()) note(`almanac: ${name} had ended; it was started again.`);
        failure = '';
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        // Said once, not every second.
        if (message !== failure) note(`almanac: ${message}`);
        failure = message;
      }
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watch;
    },
  };
}

/**
 * The same program with the same Node options, so that it works built and from source. It is detached, because Ctrl-C goes to
 * all of a terminal's processes at once and would end them in no order; it ends by itself when this process is gone.
 */
function start(role: string, env: NodeJS.ProcessEnv): ChildProcess {
  return fork(process.argv[1]!, [role, SUPERVISED], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
}

async function readiness(child: ChildProcess): Promise<Ready> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [unknown];
    if (typeof message === 'object' && message !== null && 'ready' in message) return message as Ready;
  }
}

async function exit(child: ChildProcess): Promise<string> {
  const ended =
    child.exitCode === null && child.signalCode === null
      ? await once(child, 'exit')
      : [child.exitCode, child.signalCode];
  const [code, signal] = ended as [number | null, NodeJS.Signals | null];
  return signal ? `signal ${signal}` : `exit code ${code}`;
}
