import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { newSecret, readIfThere, writePrivate } from './files.ts';
import { freePort, processStart, waitFor } from './process.ts';

const START_MS = 15_000;
const STOP_MS = 15_000;

export interface EmbeddedRedis {
  /** With the password. */
  url: string;
  pid: number;
  port: number;
  /** False when a server that ran already was taken over. */
  started: boolean;
}

interface Config {
  port: number;
  password: string;
}

/** The first of `redis-server` and `valkey-server` on PATH, or null. */
export function findRedisServer(path = process.env.PATH ?? ''): string | null {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of path.split(delimiter).filter(Boolean)) {
      const program = join(folder, name);
      try {
        accessSync(program, constants.X_OK);
        return program;
      } catch {
        // Not in this folder: look in the next.
      }
    }
  }
  return null;
}

/**
 * The private Redis of one ALMANAC_HOME: taken over if it runs, else started detached (it survives this process) on a free
 * port of 127.0.0.1, with a password and without persistence: what matters lies in PostgreSQL. Null when neither
 * `redis-server` nor `valkey-server` is on PATH. Callers hold the home's lock.
 */
export async function startRedis(home: string): Promise<EmbeddedRedis | null> {
  const folder = join(home, 'redis');
  const last = await readConfig(folder);
  const pid = last && (await pidOf(last));
  if (last && pid) return { url: urlOf(last), pid, port: last.port, started: false };

  const program = findRedisServer();
  if (!program) return null;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = join(home, 'redis.log');
  for (let attempt = 1; ; attempt++) {
    const config: Config = {
      port: await freePort(attempt === 1 ? last?.port : undefined),
      password: last?.password ?? newSecret(),
    };
    await writePrivate(join(folder, 'redis.conf'), render(config, folder));
    const exited = await spawnDetached(program, [join(folder, 'redis.conf')], folder, log);
    const started = await waitFor(async () => (exited() ? 0 : await pidOf(config)), START_MS);
    if (started) return { url: urlOf(config), pid: started, port: config.port, started: true };
    // Another process may have taken the port between our look and its bind.
    if (attempt === 3 || !exited()) throw new Error(`${program} did not start: see ${log}, or set REDIS_URL.`);
  }
}

/** Stops the home's private Redis, if it runs, and waits for its end. */
export async function stopRedis(home: string): Promise<void> {
  const config = await readConfig(join(home, 'redis'));
  const pid = config && (await pidOf(config));
  if (!config || !pid) return;
  await ask(config, async (client) => {
    // The server cuts the connection instead of answering.
    await client.shutdown('NOSAVE').catch(() => undefined);
  });
  const ended = await waitFor(() => (processStart(pid) === null ? true : null), STOP_MS);
  if (!ended) process.kill(pid, 'SIGKILL');
}

const SETTINGS = [
  'bind 127.0.0.1',
  'protected-mode yes',
  'daemonize no',
  'save ""',
  'appendonly no',
  'maxmemory-policy noeviction',
];

function render({ port, password }: Config, folder: string): string {
  return [...SETTINGS, `dir ${JSON.stringify(folder)}`, `port ${port}`, `requirepass ${password}`, ''].join('\n');
}

async function readConfig(folder: string): Promise<Config | null> {
  const text = await readIfThere(join(folder, 'redis.conf'));
  const port = Number(text?.match(/^port (\d+)$/m)?.[1]);
  const password = text?.match(/^requirepass (\S+)$/m)?.[1];
  return port > 0 && password ? { port, password } : null;
}

function urlOf({ port, password }: Config): string {
  return `redis://:${password}@127.0.0.1:${port}/0`;
}

/** The pid of the server that answers to this port and password; only ours knows the password. Null when none does. */
async function pidOf(config: Config): Promise<number | null> {
  const info = await ask(config, (client) => client.info('server'));
  return Number(info?.match(/^process_id:(\d+)/m)?.[1]) || null;
}

async function ask<T>({ port, password }: Config, question: (client: Redis) => Promise<T>): Promise<T | null> {
  const client = new Redis({
    host: '127.0.0.1',
    port,
    password,
    lazyConnect: true,
    retryStrategy: null,
    connectTimeout: 2000,
    commandTimeout: 2000,
  });
  // Without a listener ioredis prints the error; the refused connection below says the same.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } catch {
    // Refused, a stranger's server on that port (another password), or still loading: not ours to talk to (yet).
    return null;
  } finally {
    client.disconnect();
  }
}

async function spawnDetached(program: string, args: string[], cwd: string, log: string): Promise<() => boolean> {
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(program, args, { cwd, detached: true, stdio: ['ignore', output, output] });
    let exited = false;
    child.once('exit', () => {
      exited = true;
    });
    await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', resolve);
    });
    child.unref();
    return () => exited;
  } finally {
    closeSync(output);
    if ((await stat(log)).mode & 0o077) await chmod(log, 0o600);
  }
}
