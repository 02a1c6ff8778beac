/**
 * SIGTERM to the real api process under load. Its callers do what a balancer does: they stop sending when `/health/ready` is
 * no longer 200. Whatever was sent before must be answered.
 */
import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { answer, Room, type Running } from './cli/almanac.ts';

const CALLERS = 100;

let database: TestDatabase;
let room: Room;
let token: string;
beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url });
  await answer(['migrate'], room.env);
  await answer(['cohort', 'create', '--label', 'open', '--members', 'anna', '--visibility', 'public'], room.env);
  const made = await answer(['token', 'create', '--email', 'ada@example.org', '--name', 'test', '--json'], room.env);
  token = JSON.parse(made.stdout).token;
});
afterAll(async () => {
  room.remove();
  await database.drop();
});

async function startApi(): Promise<{ api: Running; url: string }> {
  const api = room.start(['api'], { PORT: '0', RATE_LIMIT_ANONYMOUS: '1000000' });
  const [, url] = await api.says(/"ready: (http:[^"]+)"/);
  return { api, url: url! };
}

async function ask(url: string, agent: Agent): Promise<IncomingMessage> {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response;
}

test('no request fails under a hundred connections', async () => {
  const { api, url } = await startApi();
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const failures: unknown[] = [];
  let asked = false;
  let sending = true;
  let before = 0;
  let after = 0;
  let kept = 0;
  const caller = async () => {
    while (sending) {
      const late = asked;
      try {
        const { statusCode, headers } = await ask(`${url}/v1/cohorts/open/rankings?limit=5`, agent);
        if (statusCode !== 200) failures.push(statusCode);
        if (late) after += 1;
        else before += 1;
        if (headers.connection !== 'close') kept += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const balancer = async () => {
    const own = new Agent();
    while ((await ask(`${url}/health/ready`, own)).statusCode === 200) await sleep(20);
    sending = false;
  };
  const callers = Array.from({ length: CALLERS }, caller);
  const watching = balancer();
  while (before < 5 * CALLERS) await sleep(20);
  asked = true;
  const ended = api.stop('SIGTERM');
  await Promise.all([...callers, watching]);
  agent.destroy();
  expect((await ended).code).toBe(0);
  expect(failures).toEqual([]);
  // The load went on, and connections lived, when it was asked to stop.
  expect(after).toBeGreaterThan(0);
  expect(kept).toBeGreaterThan(CALLERS);
}, 60_000);

test('callers who do not look are refused a connection in the end, and nothing else', async () => {
  const { api, url } = await startApi();
  const errors = new Map<string, number>();
  const over = new Promise<autocannon.Result>((resolve, reject) => {
    const load = autocannon(
      { url: `${url}/v1/cohorts/open/rankings?limit=5`, connections: CALLERS, duration: 60 },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
    load.on('reqError', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message;
      errors.set(code, (errors.get(code) ?? 0) + 1);
      if (code === 'ECONNREFUSED') load.stop();
    });
    void sleep(1500).then(() => api.stop('SIGTERM'));
  });
  const { '2xx': answered, non2xx, timeouts } = await over;
  expect((await api.end()).code).toBe(0);
  expect(answered).toBeGreaterThan(CALLERS);
  expect({ non2xx, timeouts, failed: [...errors.keys()] }).toEqual({
    non2xx: 0,
    timeouts: 0,
    failed: ['ECONNREFUSED'],
  });
}, 90_000);

test('what is under way when it stops listening is finished, and streams say when to come back', async () => {
  const { api, url } = await startApi();
  const authorization = `Bearer ${token}`;
  const body = JSON.stringify({ label: 'late', definition: { members: ['ben'] } });
  const slow = request(`${url}/v1/cohorts`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'content-length': body.length },
  });
  slow.write(body.slice(0, 10));

  await answer(['sync', 'open'], room.env);
  const events = await fetch(`${url}/v1/cohorts/open/runs/1/events`, { headers: { authorization } });
  expect(events.status).toBe(200);

  const ended = api.stop('SIGTERM');
  const told = await events.text();
  expect(told).toMatch(/event: run\n/);
  expect(told).toMatch(/\nretry: \d{4}\n: the almanac is about to stop\n\n$/);

  const refused = async () => {
    for (;;) {
      try {
        await (await fetch(`${url}/health/live`)).text();
      } catch {
        return;
      }
      await sleep(20);
    }
  };
  await refused();
  slow.end(body.slice(10));
  const [response] = (await once(slow, 'response')) as [IncomingMessage];
  expect([response.statusCode, response.headers.connection]).toEqual([201, 'close']);
  expect(JSON.parse(await text(response))).toMatchObject({ label: 'late' });
  expect((await ended).code).toBe(0);
}, 60_000);
