import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { startSandbox } from '../../../pipeline/src/sandbox/index.ts';
import { loadWorld } from '../../../pipeline/src/sandbox/load-world.ts';
import { answer, type Environment, Room, type Running, WORLD } from './almanac.ts';

let database: TestDatabase;
let room: Room;
let env: Environment;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url });
  const world = loadWorld(room.world(WORLD));
  // Slow enough that a worker can be stopped in the middle of its tasks.
  const faults = [{ match: '^/(anna|ben|cleo|dora)/', delay_ms: 150 }];
  const sandbox = await startSandbox({ world, port: 0, robots: 'open', faults });
  closers.push(() => sandbox.close());
  env = { ...room.env, LETTERBOXD_BASE_URL: sandbox.url };
  await answer(['migrate'], env);
  await answer(['cohort', 'create', '--label', 'friends', '--members', 'anna,ben,cleo,dora'], env);
});
afterAll(async () => {
  for (const close of closers) await close();
  room.remove();
  await database.drop();
});

/** Starts a role that is ended with the tests, whatever becomes of them. */
function start(args: string[], more: Environment = {}): Running {
  const running = room.start(args, { ...env, LOG_LEVEL: 'info', ...more });
  closers.unshift(() => running.stop('SIGKILL'));
  return running;
}

const json = async (args: string[]) => JSON.parse((await answer([...args, '--json'], env)).stdout);
const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

describe('worker and scheduler', () => {
  it('a worker that is asked to stop lets go of its tasks, and the next one ends the run', async () => {
    const worker = start(['worker']);
    await worker.says(/ready/);
    const { id } = await json(['sync', 'friends']);
    const collect = async () => (await json(['run', 'show', String(id)])).stages[1].tasks;
    await expect.poll(async () => (await collect()).running, { timeout: 10_000 }).toBeGreaterThan(0);
    expect((await worker.stop('SIGTERM')).code).toBe(0);
    expect(await collect()).toMatchObject({ running: 0, failed: 0 });

    const [next, scheduler] = [start(['worker']), start(['scheduler'])];
    for (const role of [next, scheduler]) await role.says(/ready/);
    const run = await json(['run', 'show', String(id), '--wait']);
    expect(run).toMatchObject({ state: 'succeeded', counters: { ratings_new: 23 } });
    for (const role of [next, scheduler]) expect((await role.stop('SIGTERM')).code).toBe(0);
  }, 60_000);
});

describe('api', () => {
  it("answers what the command line's --json prints, to who has a token", async () => {
    const api = start(['api'], { PORT: '0' });
    const [, url] = await api.says(/"ready: (http:[^"]+)"/);
    const { token } = await json(['token', 'create', '--email', 'gus@example.org', '--name', 'test']);
    expect((await fetch(`${url}/v1/cohorts/friends/rankings`)).status).toBe(404);
    await answer(['cohort', 'create', '--label', 'open', '--members', 'anna', '--visibility', 'public'], env);
    const authorization = `Bearer ${token}`;
    const asked = await fetch(`${url}/v1/cohorts/open/rankings?limit=3`, { headers: { authorization } });
    expect(asked.status).toBe(200);
    expect(await asked.json()).toEqual(await json(['rankings', 'open', '--limit', '3']));
    const forged = token.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A'));
    const refused = await fetch(`${url}/v1/cohorts/open`, { headers: { authorization: `Bearer ${forged}` } });
    expect(refused.status).toBe(401);

    const second = await room.run(['api'], { env: { PORT: new URL(url!).port } });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/Port \d+ on 127\.0\.0\.1 is in use: .*PORT/);
    expect((await api.stop('SIGTERM')).code).toBe(0);
  });
});

describe('up', () => {
  it('starts all of it once, restarts what dies, and leaves no process behind', async () => {
    const [port, sandboxPort] = [await freePort(), await freePort()];
    const ports = { PORT: String(port), SANDBOX_PORT: String(sandboxPort), LETTERBOXD_BASE_URL: '' };
    const up = start(['up', '--verbose'], ports);
    await up.says(/Ctrl-C stops everything/);
    expect(up.stdout).toMatch(/demo +cohort demo: 2,044 ratings/);
    const url = `http://127.0.0.1:${port}`;
    const { items } = await (await fetch(`${url}/v1/cohorts/demo/rankings?limit=5`)).json();
    expect(items).toHaveLength(5);

    const page = await fetch(`${url}/`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain(items[0].title);

    const second = await room.run(['up'], { env: ports });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^almanac: It already runs on .*\n$/);

    const pids = () => [...up.stderr.matchAll(/"role":"(api|worker|scheduler)","pid":(\d+),"msg":"ready/g)];
    const worker = Number(pids().find((match) => match[1] === 'worker')![2]);
    process.kill(worker, 'SIGKILL');
    await up.says(/worker ended \(signal SIGKILL\); it is started again/);
    await expect.poll(() => pids().length, { timeout: 15_000 }).toBe(4);

    const { code, stderr } = await up.stop('SIGINT');
    expect(code).toBe(0);
    expect(stderr).toMatch(/Stopped\.\n$/);
    for (const [, , pid] of pids()) expect(() => process.kill(Number(pid), 0)).toThrow(/ESRCH/);
    await expect(fetch(url)).rejects.toThrow();
  }, 60_000);

  it('says that the port is taken before it starts anything', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    const { code, stdout, stderr } = await room.run(['up'], { env: { PORT: String(port) } });
    await new Promise((resolve) => holder.close(resolve));
    expect(code).toBe(1);
    expect(stderr).toMatch(`almanac: Port ${port} on 127.0.0.1 is in use`);
    expect(stdout).not.toMatch(/database/);
  });
});
