import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeHome, temporaryHome } from '../../../../tests/support/services.ts';
import { type Account, canReach, unprivilegedAccount, weAreRoot } from '../../src/embedded/account.ts';
import { acquireServices, liveUsers, type Services } from '../../src/embedded/index.ts';
import { stopPostgres } from '../../src/embedded/postgres.ts';
import { choosePlace } from '../../src/embedded/postgres-place.ts';
import { findPostmaster } from '../../src/embedded/postmaster.ts';
import { processStart } from '../../src/embedded/process.ts';
import { findRedisServer, stopRedis } from '../../src/embedded/redis.ts';

const script = fileURLToPath(new URL('./service-user.ts', import.meta.url));
const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const ordinaryUserCanRun = weAreRoot() && canReach(unprivilegedAccount(), [dirname(script), repository]);

let home: string;
const acquired: Services[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  home = await temporaryHome();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const services of acquired.splice(0)) await services.release();
  // Who was killed left its services running.
  await stopPostgres(home);
  await stopRedis(home);
  await removeHome(home);
});

async function acquire(options: Partial<Parameters<typeof acquireServices>[0]> = {}): Promise<Services> {
  const services = await acquireServices({ home, role: 'test', coordination: 'auto', fast: true, ...options });
  acquired.push(services);
  return services;
}

interface User {
  child: ChildProcess;
  urls: { databaseUrl: string; redisUrl: string | null };
  leave(): Promise<void>;
}

async function startUser(role: string, account?: Account, where = home): Promise<User> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=almanac-source', script, where, role], {
    ...account,
    cwd: repository,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, HOME: where },
  });
  children.push(child);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const leave = async () => {
    child.stdin?.end();
    await once(child, 'exit');
  };
  return { child, urls: JSON.parse(line.toString()) as User['urls'], leave };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = async () => findPostmaster((await choosePlace(home)).dataDir);
const portOf = (url: string) => new URL(url).port;

describe('acquireServices', () => {
  test('gives a PostgreSQL that speaks UTF-8 and keeps its data; the files with passwords are private', async () => {
    const first = await acquire();
    await query(first.databaseUrl, "CREATE TABLE t AS SELECT 'É' AS title");
    expect(await query(first.databaseUrl, 'SELECT lower(title) AS low FROM t')).toEqual([{ low: 'é' }]);
    expect(await query(first.databaseUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(first.databaseUrl, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    for (const name of ['services.json', 'postgres.password', 'postgres.log']) {
      expect((await stat(join(home, name))).mode & 0o777).toBe(0o600);
    }
    const stranger = first.databaseUrl.replace(/:[^:@]*@/, ':wrong@');
    await expect(query(stranger, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await first.release();
    await first.release();
    expect(await postmaster()).toBeNull();
    const second = await acquire();
    expect(await query(second.databaseUrl, 'SELECT * FROM t')).toEqual([{ title: 'É' }]);
  });

  test('two processes that come at once share the services, and the last to leave stops them', async () => {
    const [a, b] = await Promise.all([startUser('api'), startUser('worker')]);
    expect(a.urls).toEqual(b.urls);
    expect((await liveUsers(home)).map(({ role }) => role).sort()).toEqual(['api', 'worker']);
    await a.leave();
    expect(await query(b.urls.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const pid = (await postmaster())?.pid as number;
    await b.leave();
    expect(await liveUsers(home)).toEqual([]);
    expect(processStart(pid)).toBeNull();
  });

  test('when all users are killed the services go on, and the next takes them over', async () => {
    const users = await Promise.all([startUser('api'), startUser('worker')]);
    const before = await postmaster();
    expect(before).not.toBeNull();
    for (const { child } of users) await kill(child);
    expect(await liveUsers(home)).toEqual([]);
    expect(await postmaster()).toEqual(before);
    const next = await acquire();
    expect(next).toMatchObject(users[0]?.urls ?? {});
    expect(await postmaster()).toEqual(before);
    await next.release();
    expect(await postmaster()).toBeNull();
  });

  test('a process that is killed while it makes the data holds nobody up for long', async () => {
    const user = startUser('api').catch(() => null);
    const { dataDir } = await choosePlace(home);
    const begun = async () =>
      expect((await readdir(dirname(dataDir))).some((name) => name.includes('.new-'))).toBe(true);
    await vi.waitFor(begun, { timeout: 15_000, interval: 10 });
    for (const child of children.splice(0)) await kill(child);
    const services = await acquire();
    expect(await query(services.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(begun()).rejects.toThrow();
    await Promise.race([user, services.release()]);
  }, 60_000);

  test('a process that merely has the number of a former user is no user', async () => {
    await acquire();
    const path = join(home, 'services.json');
    const state = JSON.parse(await readFile(path, 'utf8')) as { users: { started: string; id: string }[] };
    const [me] = state.users;
    state.users.push({ ...me, id: 'former', started: `${me?.started}0` });
    await writeFile(path, JSON.stringify(state));
    expect(await liveUsers(home)).toHaveLength(1);
  });

  test('a PostgreSQL that was killed is started again on its port with its data', async () => {
    // Commits that don't wait for the log may be lost with the server.
    const { databaseUrl } = await acquire({ fast: false });
    await query(databaseUrl, 'CREATE TABLE kept (n int)');
    const { pid } = (await postmaster()) ?? { pid: 0 };
    process.kill(pid, 'SIGKILL');
    const again = await acquire();
    expect(portOf(again.databaseUrl)).toBe(portOf(databaseUrl));
    expect(await query(again.databaseUrl, 'SELECT * FROM kept')).toEqual([]);
  });

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'a PostgreSQL that ended by %s is revived where its clients look for it, once',
    async (signal) => {
      const [first, second] = [await acquire({ fast: false }), await acquire({ fast: false })];
      await query(first.databaseUrl, 'CREATE TABLE kept (n int)');
      expect(await first.revive()).toEqual([]);
      const { pid } = (await postmaster())!;
      process.kill(pid, signal);
      await vi.waitFor(() => expect(processStart(pid)).toBeNull(), { timeout: 15_000 });
      // The second finds what the first has started.
      expect((await Promise.all([first.revive(), second.revive()])).flat()).toEqual(['postgres']);
      expect(await query(first.databaseUrl, 'SELECT * FROM kept')).toEqual([]);
      expect(await first.revive()).toEqual([]);
      await first.release();
      expect(await query(second.databaseUrl, 'SELECT * FROM kept')).toEqual([]);
      await second.release();
      expect(await postmaster()).toBeNull();
      expect(await second.revive()).toEqual([]);
      expect(await postmaster()).toBeNull();
    },
  );

  test('a left-over postmaster.pid with the number of another process is no obstacle', async () => {
    await (await acquire()).release();
    const { dataDir } = await choosePlace(home);
    const lines = [process.pid, dataDir, 1, 1, '', '127.0.0.1', '1 1', 'ready'];
    await writeFile(join(dataDir, 'postmaster.pid'), lines.join('\n'));
    expect(await query((await acquire()).databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a half-made data directory is thrown away', async () => {
    const { dataDir } = await choosePlace(home);
    await mkdir(`${dataDir}.new-abc/data`, { recursive: true });
    await acquire();
    expect(existsSync(`${dataDir}.new-abc`)).toBe(false);
  });

  test('a lost password is replaced, whether PostgreSQL runs or not', async () => {
    const first = await acquire();
    await query(first.databaseUrl, 'CREATE TABLE kept (n int)');
    await rm(join(home, 'postgres.password'));
    const second = await acquire();
    expect(await query(second.databaseUrl, 'SELECT * FROM kept')).toEqual([]);
    for (const services of acquired.splice(0)) await services.release();
    await rm(join(home, 'postgres.password'));
    expect(await query((await acquire()).databaseUrl, 'SELECT * FROM kept')).toEqual([]);
  });

  test('data of another major version is left alone, with a word on what to do', async () => {
    await (await acquire()).release();
    const { dataDir } = await choosePlace(home);
    const version = join(dataDir, 'PG_VERSION');
    const ours = await readFile(version, 'utf8');
    await writeFile(version, '12\n');
    await expect(acquire()).rejects.toThrow(/made by PostgreSQL 12, .* move that folder away/);
    await writeFile(version, ours);
  });

  test('DATABASE_URL and REDIS_URL replace what would be started', async () => {
    const theirs = { databaseUrl: 'postgres://a@b/c', redisUrl: 'redis://d:6379' };
    expect(await acquire(theirs)).toMatchObject({ ...theirs, coordination: 'redis' });
    expect(await acquire({ ...theirs, coordination: 'embedded' })).toMatchObject({
      redisUrl: null,
      coordination: 'embedded',
    });
    expect(await postmaster()).toBeNull();
    expect(existsSync(join(home, 'redis'))).toBe(false);
  });

  test('a services.json that is no JSON is named', async () => {
    await writeFile(join(home, 'services.json'), '{');
    await expect(acquire()).rejects.toThrow(/services\.json is not JSON/);
    await rm(join(home, 'services.json'));
  });
});

describe('the choice of coordination', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('without a Redis on PATH auto is embedded, and redis is refused', async () => {
    vi.stubEnv('PATH', '/usr/games');
    expect(findRedisServer()).toBeNull();
    await expect(acquire({ coordination: 'redis', databaseUrl: 'postgres://x' })).rejects.toThrow(
      /set REDIS_URL, install/,
    );
    expect(await acquire({ databaseUrl: 'postgres://x' })).toMatchObject({ redisUrl: null, coordination: 'embedded' });
  });

  test('auto follows those who are there', async () => {
    await acquire({ coordination: 'embedded', databaseUrl: 'postgres://x' });
    expect((await acquire({ databaseUrl: 'postgres://x' })).coordination).toBe('embedded');
  });

  test.runIf(findRedisServer())('a private Redis is started, shared and stopped', async () => {
    const a = await acquire({ databaseUrl: 'postgres://x' });
    const b = await acquire({ databaseUrl: 'postgres://x', coordination: 'redis' });
    expect(a.redisUrl).toBe(b.redisUrl);
    expect((await stat(join(home, 'redis', 'redis.conf'))).mode & 0o777).toBe(0o600);
    const was = JSON.parse(await readFile(join(home, 'services.json'), 'utf8')) as { redis: { pid: number } };
    const { redis } = was;
    expect(processStart(redis.pid)).not.toBeNull();
    process.kill(redis.pid, 'SIGKILL');
    await vi.waitFor(() => expect(processStart(redis.pid)).toBeNull());
    expect(await a.revive()).toEqual(['redis']);
    await a.release();
    const { redis: revived } = JSON.parse(await readFile(join(home, 'services.json'), 'utf8')) as typeof was;
    expect(processStart(revived.pid)).not.toBeNull();
    await b.release();
    expect(processStart(revived.pid)).toBeNull();
    expect((await acquire({ databaseUrl: 'postgres://x' })).redisUrl).toBe(a.redisUrl);
  });
});

describe.runIf(weAreRoot())('as root', () => {
  test('the data lies outside a home that only root can enter, and is found again', async () => {
    await chmod(home, 0o700);
    const first = await acquire();
    await query(first.databaseUrl, 'CREATE TABLE kept (n int)');
    expect((await choosePlace(home)).dataDir).toMatch(/^\/var\/lib\/cohort-almanac\//);
    await first.release();
    await chmod(home, 0o755);
    expect(await query((await acquire()).databaseUrl, 'SELECT * FROM kept')).toEqual([]);
  });

  test.runIf(ordinaryUserCanRun)("an ordinary user's home works, and root can take part in it", async () => {
    const account = unprivilegedAccount();
    await chown(home, account.uid, account.gid);
    const user = await startUser('api', account);
    const { dataDir } = await choosePlace(home);
    expect((await stat(dataDir)).uid).toBe(account.uid);
    expect(await acquire()).toMatchObject(user.urls);
  });
});
