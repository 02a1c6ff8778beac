/** The built command line, each command a process of its own in a home of the bench's. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { keepTrack, stop } from './children.ts';

const SERVER = join(process.env.BENCH_ROOT ?? '.', 'packages/server');
const BIN = join(SERVER, 'bin/almanac.js');
const BUILT = join(SERVER, 'dist/cli.js');
/** Of what a process said last, shown when it ends too early. */
const TOLD_BYTES = 4_000;
const LOOK_EVERY_MS = 25;

/** Where each process that was started writes what it says. */
const logs = new WeakMap<ChildProcess, string>();

export class Almanac {
  readonly #env: NodeJS.ProcessEnv;
  readonly #home: string;
  readonly #started: ChildProcess[] = [];

  /** Of the environment only `env` reaches the commands, and no .env file: a bench is not to meet somebody's settings. */
  constructor(home: string, env: Record<string, string>) {
    if (!existsSync(BUILT)) throw new Error('The command line is not built. Run `npm run build` first.');
    this.#home = home;
    this.#env = { PATH: process.env.PATH, HOME: process.env.HOME, ALMANAC_HOME: home, ...env };
  }

  /** Runs a command to its end. */
  async run(...args: string[]): Promise<void> {
    await promisify(execFile)(process.execPath, [BIN, ...args], { cwd: this.#home, env: this.#env });
  }

  /**
   * Starts a command that stays; resolves when it has said `ready`, to its process. What it says goes into a file of the home:
   * nothing of a bench has to listen while it measures.
   * @param env on top of what all commands are given
   */
  async start(args: string[], ready: RegExp, env: Record<string, string> = {}): Promise<ChildProcess> {
    const file = join(this.#home, `${args[0]}-${this.#started.length}.log`);
    const log = openSync(file, 'a');
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: this.#home,
      env: { ...this.#env, ...env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    keepTrack(child);
    logs.set(child, file);
    this.#started.push(child);
    while (!ready.test(await readFile(file, 'utf8'))) {
      await checkAlive([child]);
      await sleep(LOOK_EVERY_MS);
    }
    return child;
  }

  /** Ends what was started, the last first. */
  async close(): Promise<void> {
    for (const child of this.#started.reverse()) await stop(child);
  }
}

/** @throws when one of these processes has ended, with what it said last */
export async function checkAlive(children: readonly ChildProcess[]): Promise<void> {
  const dead = children.find(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null);
  if (!dead) return;
  const told = await readFile(logs.get(dead)!, 'utf8');
  throw new Error(
    `${dead.spawnargs.slice(2).join(' ')} ended with ${dead.signalCode ?? dead.exitCode}: ${told.slice(-TOLD_BYTES)}`,
  );
}

/** The most memory that a process ever had, in MB of 10^6 bytes; null where the system doesn't tell. */
export async function peakMemoryMb({ pid }: ChildProcess): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Math.round((Number(kibibytes) * 1024) / 1e6);
}

/** Processor time that a process has used, in seconds; null where the system doesn't tell. */
export async function processorSeconds({ pid }: ChildProcess): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field, the name, may hold spaces: count from behind it. Fields 14 and 15 of proc(5), in hundredths.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
