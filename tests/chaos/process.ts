/** Processes of the built almanac: started, killed, started again. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const BIN = fileURLToPath(new URL('../../packages/server/bin/almanac.js', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

/** Where and how processes run: an environment of their own, and a folder without a .env file. */
export interface Surroundings {
  cwd: string;
  env: Environment;
}

/** Runs a command to its end and resolves to what it printed. Rejects when it fails, with what it said. */
export async function almanac({ cwd, env }: Surroundings, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, ...args], { cwd, env, maxBuffer: 1 << 28 });
  return stdout;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const READY_MS = 60_000;
/** Longer than a role's own grace. */
const STOP_MS = 30_000;
const RESTART_MS = 500;
const RESTARTS = 10;

/** A role that is kept running, as a supervisor would: when it ends by itself it is started again, and that is noted. */
export class Role {
  /** How often it ended without having been asked to, with what. */
  readonly deaths: string[] = [];
  readonly #args: readonly string[];
  readonly #surroundings: Surroundings;
  readonly #ready: RegExp;
  readonly #log: string;
  #child: ChildProcess | null = null;
  #expected = false;

  /** @param ready what it prints when it can work; its first group, if any, is what `start` resolves to */
  constructor(args: readonly string[], surroundings: Surroundings, ready: RegExp, log: string) {
    this.#args = args;
    this.#surroundings = surroundings;
    this.#ready = ready;
    this.#log = log;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [BIN, ...this.#args], {
      ...this.#surroundings,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#expected = false;
    running.add(child);
    let said = '';
    let ready: () => void = () => undefined;
    const hear = (chunk: Buffer) => {
      appendFileSync(this.#log, chunk);
      if (said.length < 1_000_000) said += chunk.toString();
      if (this.#ready.test(said)) ready();
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    let isReady = false;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.#args[0]} is not ready: ${said.slice(-500)}`)), READY_MS);
      ready = () => {
        isReady = true;
        clearTimeout(late);
        resolve();
      };
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        running.delete(child);
        clearTimeout(late);
        appendFileSync(this.#log, `-- ended with ${signal ?? code}\n`);
        if (isReady) this.#onEnd(child, `${signal ?? `exit code ${code}`}`);
        else
          reject(new Error(`${this.#args[0]} ended with ${signal ?? code} before it was ready: ${said.slice(-500)}`));
      });
    });
  }

  /** SIGKILL, at once. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop and waits until it has; rejects when it doesn't, or not with exit code 0. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await this.#end('SIGTERM');
    clearTimeout(late);
    if (child.exitCode !== 0) {
      throw new Error(`${this.#args[0]} stopped with ${child.signalCode ?? child.exitCode} when it was asked to.`);
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#expected = true;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  #onEnd(child: ChildProcess, how: string): void {
    if (this.#expected || child !== this.#child) return;
    this.deaths.push(`${this.#args[0]} ended by itself (${how})`);
    void this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    for (let times = 1; times <= RESTARTS; times++) {
      await sleep(RESTART_MS);
      if (this.#expected) return;
      try {
        return await this.start();
      } catch (error) {
        // What it needs may be away still: a supervisor would try on.
        if (times === RESTARTS) this.deaths.push(`it can't be started again: ${(error as Error).message}`);
      }
    }
  }
}
