/** Debian's PostgreSQL and Redis, started as the compose file starts theirs, on free ports of this machine. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Account, unprivilegedAccount, weAreRoot } from '../../packages/db/src/embedded/account.ts';
import { freePort } from '../../packages/db/src/embedded/process.ts';
import { findRedisServer } from '../../packages/db/src/embedded/redis.ts';

const DEBIAN = '/usr/lib/postgresql';
const START_MS = 30_000;
const run = promisify(execFile);

export interface Postgres {
  port: number;
  /** The major version, of server and tools. */
  major: number;
  /** What libpq's programs are told: PGHOST and so on. */
  env: Record<string, string>;
  /** Runs one statement on the database `postgres`. */
  admin(sql: string): Promise<void>;
  stop(): Promise<void>;
}

export interface RedisServer {
  port: number;
  /** Ends it and starts it again: it keeps nothing. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The newest PostgreSQL of Debian's packages. @throws when there is none */
function findPostgres(): { bin: string; major: number } {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .filter((n) => n > 0)
    : [];
  const major = Math.max(...versions);
  const bin = join(DEBIAN, String(major), 'bin');
  if (!existsSync(join(bin, 'initdb')) || !existsSync(join(bin, 'pg_dump'))) {
    throw new Error('There is no PostgreSQL of Debian on this machine: apt-get install postgresql postgresql-client');
  }
  return { bin, major };
}

/**
 * @param command the service's: the server's own settings
 * @param passwordFile what POSTGRES_PASSWORD_FILE names
 */
export async function startPostgres(
  folder: string,
  {
    command,
    user,
    database,
    passwordFile,
  }: { command: string[]; user: string; database: string; passwordFile: string },
): Promise<Postgres> {
  const { bin, major } = findPostgres();
  const account: Account | null = weAreRoot() ? unprivilegedAccount() : null;
  const home = join(folder, 'postgres');
  mkdirSync(home);
  if (account) chownSync(home, account.uid, account.gid);
  const data = join(home, 'data');
  const password = readFileSync(passwordFile, 'utf8').trim();
  const as = { ...account, cwd: home, env: { PATH: `${bin}:${process.env.PATH}`, LC_ALL: 'C.UTF-8' } };
  const passwords = join(home, 'password');
  writeFileSync(passwords, password, { mode: 0o600 });
  if (account) chownSync(passwords, account.uid, account.gid);
  const how = ['-U', user, '-A', 'scram-sha-256', '-E', 'UTF8', `--pwfile=${passwords}`, '--no-sync'];
  await run(join(bin, 'initdb'), ['-D', data, ...how], as);
  const port = await freePort();
  const child = spawn(
    join(bin, command[0]!),
    [
      ...command.slice(1),
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    { ...as, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = collect(child, join(folder, 'postgres.log'));
  const address = (name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: address('postgres') });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await until(() => log().includes('ready to accept connections'), child, log);
  await admin(`CREATE DATABASE ${database}`);
  return {
    port,
    major,
    env: {
      PATH: as.env.PATH,
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGUSER: user,
      PGPASSWORD: password,
      PGDATABASE: database,
    },
    admin,
    stop: () => end(child, 'SIGINT'),
  };
}

/** @param command the service's, with its secrets as files of this machine */
export async function startRedis(folder: string, command: string[]): Promise<RedisServer> {
  const program = findRedisServer();
  if (!program) throw new Error('There is no Redis on this machine: apt-get install redis-server');
  const port = await freePort();
  const start = async () => {
    const child = spawn(
      program,
      [...command.slice(1), '--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const log = collect(child, join(folder, 'redis.log'));
    await until(() => log().includes('Ready to accept connections'), child, log);
    return child;
  };
  let child = await start();
  return {
    port,
    async restart() {
      await end(child, 'SIGTERM');
      child = await start();
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function collect(child: ChildProcess, file: string): () => string {
  children.add(child);
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      appendFileSync(file, chunk);
      said += chunk.toString();
    });
  }
  return () => said;
}

async function until(isReady: () => boolean, child: ChildProcess, log: () => string): Promise<void> {
  const late = Date.now() + START_MS;
  while (!isReady()) {
    if (child.exitCode !== null || Date.now() > late) throw new Error(`${child.spawnfile} did not start:\n${log()}`);
    await sleep(50);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}
