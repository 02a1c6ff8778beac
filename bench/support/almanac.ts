/** The built command line, each command a process of its own in a home of the bench's. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keepTrack, stop } from './children.ts';

const SERVER = join(process.env.BENCH_ROOT ?? '.', 'packages/server');
const BIN = join(SERVER, 'bin/almanac.js');
const BUILT = join(SERVER, 'dist/cli.js');
/** Of what a process said last, shown when it ends too early. */
const TOLD_BYTES = 4_000;

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

  /** Starts a command that stays; resolves when it has said `ready`, to its process. */
  start(args: string[], ready: RegExp): Promise<ChildProcess> {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: this.#home,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    keepTrack(child);
    this.#started.push(child);
    return new Promise((done, failed) => {
      let told = '';
      const hear = (chunk: Buffer) => {
        told = (told + chunk.toString()).slice(-TOLD_BYTES);
        if (ready.test(told)) done(child);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => failed(new Error(`almanac ${args[0]} ended with ${code}: ${told}`)));
    });
  }

  /** Ends what was started, the last first. */
  async close(): Promise<void> {
    for (const child of this.#started.reverse()) await stop(child);
  }
}

/** The most memory that a process ever had, in MB of 10^6 bytes; null where the system doesn't tell. */
export async function peakMemoryMb({ pid }: ChildProcess): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Math.round((Number(kibibytes) * 1024) / 1e6);
}
