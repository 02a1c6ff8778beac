import { randomUUID } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { errorCode, readIfThere, writePrivate } from './files.ts';
import { startPostgres, stopPostgres } from './postgres.ts';
import { isRunning, processStart } from './process.ts';
import { startRedis, stopRedis } from './redis.ts';

export type CoordinationMode = 'redis' | 'embedded';

export interface AcquireOptions {
  /** ALMANAC_HOME; made when it isn't there. */
  home: string;
  /** A PostgreSQL of one's own instead of the embedded one. */
  databaseUrl?: string | undefined;
  /** A Redis of one's own instead of a private one. */
  redisUrl?: string | undefined;
  /** `auto`: what the home's live users have, else redis when one is to be had, else embedded. */
  coordination: 'auto' | CoordinationMode;
  /** For tests: an embedded PostgreSQL without fsync. */
  fast?: boolean;
  /** What the user of the services is, for people to read: `api`, `worker`, `sync` … */
  role: string;
}

export interface Services {
  databaseUrl: string;
  redisUrl: string | null;
  coordination: CoordinationMode;
  /**
   * Starts again those of the services in use that have ended, where their clients look for them. Resolves to their names;
   * throws when one could not be started, or not at its address.
   */
  revive(): Promise<ServiceName[]>;
  /** Ends the use; the last live user of a service stops it. Calling it again does nothing. */
  release(): Promise<void>;
}

/** Somebody who uses a home's services at present. */
export interface ServiceUser {
  pid: number;
  role: string;
  /** ISO time. */
  since: string;
}

export type ServiceName = 'postgres' | 'redis';

interface UserEntry extends ServiceUser {
  id: string;
  /** When the process began: a later process may have its pid. */
  started: string;
  coordination: CoordinationMode;
  uses: ServiceName[];
}

interface ServiceEntry {
  url: string;
  pid: number;
  port: number;
}

/** `home/services.json`. */
interface State {
  users: UserEntry[];
  postgres: (ServiceEntry & { data_dir: string }) | null;
  redis: ServiceEntry | null;
}

/**
 * Gives this process the PostgreSQL and, if there is to be one, the Redis of a home, starting those that don't run yet.
 * They are detached from their starter: other processes of the same home share them, and the last to release stops them.
 * Who is killed without releasing is ignored by the next, which takes over what was left running.
 * @throws one line that says what is missing and what to do.
 */
export async function acquireServices(options: AcquireOptions): Promise<Services> {
  const { databaseUrl, role } = options;
  const home = await makeHome(options.home);
  const id = randomUUID();
  const first = await withState(home, async (state) => {
    const coordination = options.coordination === 'auto' ? state.users[0]?.coordination : options.coordination;
    const wantsRedis = coordination !== 'embedded';
    const redis = wantsRedis && !options.redisUrl ? await startRedis(home) : null;
    const redisUrl = wantsRedis ? (options.redisUrl ?? redis?.url ?? null) : null;
    if (coordination === 'redis' && !redisUrl) {
      throw new Error(
        'Coordination by Redis was asked for, and there is none: set REDIS_URL, install redis-server or valkey-server, ' +
          'or set ALMANAC_COORDINATION=embedded.',
      );
    }
    const postgres = databaseUrl ? null : await startPostgres(home, { fast: options.fast });
    if (redis) state.redis = { url: redis.url, pid: redis.pid, port: redis.port };
    if (postgres) {
      state.postgres = { url: postgres.url, pid: postgres.pid, port: postgres.port, data_dir: postgres.dataDir };
    }
    const mode: CoordinationMode = redisUrl ? 'redis' : 'embedded';
    state.users.push({
      id,
      pid: process.pid,
      started: ownStart(),
      role,
      since: new Date().toISOString(),
      coordination: mode,
      uses: [...(postgres ? ['postgres' as const] : []), ...(redis ? ['redis' as const] : [])],
    });
    const uses = { postgres, redis };
    return { found: { databaseUrl: databaseUrl ?? postgres?.url ?? '', redisUrl, coordination: mode }, uses };
  });

  const uses: Uses = { ...first.uses };
  let released: Promise<void> | null = null;
  return {
    ...first.found,
    revive: () => (released === null ? reviveServices(home, uses, options.fast) : Promise.resolve([])),
    release: () => {
      released ??= releaseServices(home, id);
      return released;
    },
  };
}

/** Who uses the services of a home now, in the order in which they came. */
export async function liveUsers(home: string): Promise<ServiceUser[]> {
  const { users } = await readState(home);
  return users.map(({ pid, role, since }) => ({ pid, role, since }));
}

/** The services that this process uses, as it last found them; null = not of this home. */
type Uses = Record<ServiceName, ServiceEntry | null>;

/** Looks at the processes first: the home's lock is taken only when one of them has ended. */
async function reviveServices(home: string, uses: Uses, fast: boolean | undefined): Promise<ServiceName[]> {
  const names = (['postgres', 'redis'] as const).filter((name) => {
    const used = uses[name];
    return used !== null && processStart(used.pid) === null;
  });
  if (names.length === 0) return [];
  return withState(home, async (state) => {
    const revived: ServiceName[] = [];
    for (const name of names) {
      const { url, port } = uses[name]!;
      const { started, ...entry } = await (name === 'postgres' ? postgresAgain(state, port) : redisAgain(state));
      uses[name] = entry;
      if (entry.url !== url) {
        throw new Error(
          `${name} came back at another address, as its port was taken: stop the almanac and start it again.`,
        );
      }
      if (started) revived.push(name);
    }
    return revived;
  });

  async function postgresAgain(state: State, port: number) {
    const { dataDir, ...running } = await startPostgres(home, { fast, port });
    state.postgres = { url: running.url, pid: running.pid, port: running.port, data_dir: dataDir };
    return running;
  }

  async function redisAgain(state: State) {
    const running = await startRedis(home);
    if (running === null) throw new Error('Redis ended, and its program is no longer there: install it again.');
    state.redis = { url: running.url, pid: running.pid, port: running.port };
    return running;
  }
}

async function releaseServices(home: string, id: string): Promise<void> {
  await withState(home, async (state) => {
    state.users = state.users.filter((user) => user.id !== id);
    const inUse = (name: ServiceName) => state.users.some((user) => user.uses.includes(name));
    if (state.redis && !inUse('redis')) {
      await stopRedis(home);
      state.redis = null;
    }
    if (state.postgres && !inUse('postgres')) {
      await stopPostgres(home);
      state.postgres = null;
    }
  });
}

async function makeHome(home: string): Promise<string> {
  await mkdir(home, { recursive: true });
  return realpath(home);
}

function ownStart(): string {
  return processStart(process.pid) ?? '';
}

/** Changes the state under the home's lock. It is written only when `change` succeeds. */
async function withState<T>(home: string, change: (state: State) => Promise<T>): Promise<T> {
  const lostLock: { error: Error | null } = { error: null };
  const unlock = await lockfile
    .lock(stateFile(home), {
      lockfilePath: join(home, 'services.lock'),
      realpath: false,
      // A holder touches the lock every two seconds; ten seconds after it was killed the lock is free.
      stale: 10_000,
      update: 2_000,
      retries: { retries: 1200, factor: 1, minTimeout: 100, maxTimeout: 100 },
      onCompromised: (error) => {
        lostLock.error = error;
      },
    })
    .catch((error: unknown) => {
      throw explain(error, home);
    });
  try {
    const state = await readState(home);
    const result = await change(state);
    if (lostLock.error) {
      throw new Error(`This process stood still for too long and lost the lock of ${home}: start it again.`, {
        cause: lostLock.error,
      });
    }
    await writePrivate(stateFile(home), `${JSON.stringify(state, null, 2)}\n`);
    return result;
  } finally {
    if (!lostLock.error) await unlock();
  }
}

/** The recorded state without users that no longer run. */
async function readState(home: string): Promise<State> {
  const text = await readIfThere(stateFile(home)).catch((error: unknown) => {
    throw explain(error, home);
  });
  const empty: State = { users: [], postgres: null, redis: null };
  if (text === null) return empty;
  let state: State;
  try {
    state = { ...empty, ...(JSON.parse(text) as Partial<State>) };
  } catch (error) {
    throw new Error(`${stateFile(home)} is not JSON: end all almanac processes and delete it.`, { cause: error });
  }
  return { ...state, users: state.users.filter(({ pid, started }) => isRunning(pid, started)) };
}

function stateFile(home: string): string {
  return join(home, 'services.json');
}

function explain(error: unknown, home: string): unknown {
  if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) {
    return new Error(
      `${home} can't be written: start as the user that made it, or set ALMANAC_HOME to another folder.`,
      {
        cause: error,
      },
    );
  }
  if (errorCode(error) === 'ELOCKED') {
    return new Error(`Another almanac process has held ${join(home, 'services.lock')} for two minutes: end it first.`, {
      cause: error,
    });
  }
  return error;
}
