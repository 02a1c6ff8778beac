/** Administration over HTTP: what the operator sees and does, and that nobody else learns of it. */
import {
  createCoordination,
  ensureUser,
  insertToken,
  listAuthEvents,
  noteSlowQuery,
  pruneRefusals,
  recordRefusal,
} from '@cohort-almanac/db';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestOf } from '../../../tests/support/request.ts';
import { compileContract } from '../src/openapi/compile.ts';
import { loadContract } from '../src/openapi/load.ts';
import { SCOPES } from '../src/policies/scopes.ts';
import { refusalLog } from '../src/services/refusals.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';
import { populate, type World } from './support/world.ts';

const contract = compileContract(loadContract());
const operations = [...contract.operations.values()].filter(({ path }) => path.startsWith('/v1/admin'));
let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let world: World;
beforeAll(async () => {
  made = await circle();
  server = await serveCircle(made, made.freshServices());
  world = await populate(made);
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function ask(method: string, path: string, body?: object, token = world.tokens.operator) {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? null : JSON.parse(text) };
}

describe('to everybody else there is nothing', () => {
  it('covers all of it', () => expect(operations.length).toBeGreaterThan(10));

  it.each(operations.map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const { method, path, headers, body } = requestOf(contract, world, operation, { as: 'owner' });
    const send = (authorization?: string) =>
      fetch(server.url + path, {
        method,
        headers: { ...(headers as Record<string, string>), authorization: authorization ?? '' },
        body: body as BodyInit | undefined,
      });
    expect((await send(`Bearer ${world.tokens.owner}`)).status).toBe(404);
    expect((await send(`Bearer ${world.tokens.only['cohorts:read']}`)).status).toBe(403);
    expect((await send(`Bearer ${world.tokens.publishable}`)).status).toBe(403);
  });

  it('an operator’s token without the scope does not reach it', async () => {
    const operator = await ensureUser(made.db, { email: 'operator@localhost' });
    const token = makeToken();
    const scopes = SCOPES.filter((scope) => scope !== 'admin');
    await insertToken(made.db, { user_id: operator.id, name: 'small', token, scopes, expires_at: null });
    expect((await ask('GET', '/v1/admin/status', undefined, token)).status).toBe(403);
  });
});

it('the status counts what waits', async () => {
  const { body, headers } = await ask('GET', '/v1/admin/status');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toMatchObject({ workers: 0, forgotten: 0, read_only: { read_only: false }, queue: { webhooks: 0 } });
  expect(body.users).toBeGreaterThan(5);
  expect(body.films_waiting).toBeGreaterThan(0);
});

describe('users', () => {
  it('are listed page by page, and found by a part of the address', async () => {
    const first = (await ask('GET', '/v1/admin/users?limit=2')).body;
    expect(first.items).toHaveLength(2);
    const second = (await ask('GET', `/v1/admin/users?limit=2&cursor=${first.next_cursor}`)).body;
    expect(second.items[0].id).toBeGreaterThan(first.items[1].id);
    expect((await ask('GET', '/v1/admin/users?q=NEIGHB')).body.items).toMatchObject([
      { email: 'neighbour@example.org' },
    ]);
    expect((await ask('GET', '/v1/admin/users?cursor=x')).status).toBe(400);
  });

  it('are made with a link that signs them in', async () => {
    const { status, body } = await ask('POST', '/v1/admin/users', { email: 'new@example.org' });
    expect(status).toBe(201);
    const token = new URL(body.sign_in_url).searchParams.get('token');
    const redeemed = await fetch(`${server.url}/v1/auth/session`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(redeemed.status).toBe(200);
    expect((await ask('POST', '/v1/admin/users', { email: 'NEW@example.org' })).status).toBe(409);
  });

  it('are locked out at once, with every door, and let in again', async () => {
    const user = await ensureUser(made.db, { email: 'bad@example.org' });
    const token = makeToken();
    await insertToken(made.db, { user_id: user.id, name: 'all', token, scopes: [...SCOPES], expires_at: null });
    const path = `/v1/admin/users/${user.id}`;
    const link = (await ask('POST', `${path}/login-link`)).body.sign_in_url;
    const redeem = (url: string) =>
      fetch(`${server.url}/v1/auth/session`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: new URL(url).searchParams.get('token') }),
      });
    const signedIn = await redeem((await ask('POST', `${path}/login-link`)).body.sign_in_url);
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const works = async () => [
      (await ask('GET', '/v1/auth/session', undefined, token)).status,
      (await fetch(`${server.url}/v1/auth/session`, { headers: { cookie } })).status,
    ];
    expect(await works()).toEqual([200, 200]);
    expect((await ask('PATCH', path, { disabled: true })).body.disabled_at).not.toBeNull();
    expect(await works()).toEqual([401, 401]);
    expect((await redeem(link)).status).toBe(401);
    expect((await ask('POST', `${path}/login-link`)).status).toBe(409);
    expect((await ask('PATCH', path, { disabled: false })).body.disabled_at).toBeNull();
    // The token rests only; the session has ended.
    expect(await works()).toEqual([200, 401]);
    expect((await listAuthEvents(made.db, { user_id: user.id, kind: 'user_changed', limit: 5 })).length).toBe(2);
  });

  it('an operator can not lock themselves out', async () => {
    const { id } = await ensureUser(made.db, { email: 'operator@localhost' });
    expect((await ask('PATCH', `/v1/admin/users/${id}`, { disabled: true })).status).toBe(409);
    expect((await ask('PATCH', '/v1/admin/users/2147483647', { disabled: true })).status).toBe(404);
  });
});

it('cohorts say how they are', async () => {
  const { items } = (await ask('GET', '/v1/admin/cohorts')).body;
  const of = (label: string) => items.find((one: { label: string }) => one.label === label);
  expect(of('circle')).toMatchObject({
    members: 9,
    members_with_data: 9,
    // The import that the world has waiting.
    last_run: { state: 'queued' },
    failed_runs: 0,
  });
  expect(of('circle').stale_hours).toBeGreaterThanOrEqual(0);
  expect(of('hidden-cell')).toMatchObject({
    computed_at: null,
    stale_hours: null,
    runs: 2,
    failed_runs: 1,
    schedule: null,
  });
});

it('runs of all cohorts are listed, by state and cohort', async () => {
  const all = (await ask('GET', '/v1/admin/runs')).body.items;
  expect(new Set(all.map((run: { cohort_id: number }) => run.cohort_id)).size).toBeGreaterThan(1);
  const failed = (await ask('GET', '/v1/admin/runs?state=failed')).body.items;
  expect(failed.map((run: { state: string }) => run.state)).toEqual(['failed']);
  const own = (await ask('GET', `/v1/admin/runs?cohort_id=${made.cohort.id}&limit=1`)).body;
  expect(own.items).toMatchObject([{ cohort_id: made.cohort.id }]);
});

it('a site that is left alone is asked again', async () => {
  const host = 'https://films.example.org';
  const refusal = { sentAt: new Date(), backOffMs: null, limit: 1, closeMs: 900_000, reason: 'status 403' };
  await recordRefusal(made.db, host, refusal);
  await recordRefusal(made.db, host, { ...refusal, sentAt: new Date(Date.now() + 60_000) });
  expect((await ask('GET', '/v1/admin/hosts')).body.items).toMatchObject([
    { host, reason: 'status 403', closed_until: expect.any(String) },
  ]);
  expect((await ask('POST', '/v1/admin/hosts', { host })).body.items).toMatchObject([
    { host, closed_until: null, strikes: 0 },
  ]);
  expect((await ask('POST', '/v1/admin/hosts', { host: 'https://unknown.example' })).status).toBe(404);
});

it('films that wait and statements that took long are listed, the worst first', async () => {
  const { items } = (await ask('GET', '/v1/admin/films?limit=3')).body;
  expect(items).toHaveLength(3);
  expect(items[0].watchers).toBeGreaterThanOrEqual(items[2].watchers);
  for (const ms of [700, 900, 600]) await noteSlowQuery(made.db, { text: 'SELECT  1\n FROM films', ms });
  await noteSlowQuery(made.db, { text: 'SELECT 2', ms: 800.4 });
  expect((await ask('GET', '/v1/admin/slow-queries')).body.items).toMatchObject([
    { text: 'SELECT 1 FROM films', count: 3, worst_ms: 900, last_ms: 600 },
    { text: 'SELECT 2', count: 1, worst_ms: 800 },
  ]);
});

it('events are listed by user and kind, without a secret', async () => {
  const { body, text } = await ask('GET', '/v1/admin/auth-events?kind=user_created&limit=1');
  expect(body.items).toMatchObject([{ kind: 'user_created' }]);
  expect(text).not.toMatch(/alm_|token=/);
  expect((await ask('GET', '/v1/admin/auth-events?kind=unknown')).status).toBe(400);
});

it('exports are listed by user and cohort, page by page', async () => {
  for (const format of ['csv', 'radarr']) {
    const exported = await fetch(`${server.url}/v1/exports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.tokens.owner}`, 'content-type': 'application/json' },
      body: JSON.stringify({ cohort: 'circle', format }),
    });
    await exported.text();
  }
  const first = (await ask('GET', `/v1/admin/export-events?user_id=${world.users.owner}&limit=1`)).body;
  expect(first.items).toMatchObject([
    { format: 'radarr', user_id: world.users.owner, cohort_id: made.cohort.id, network: '127.0.0.0/24' },
  ]);
  const { text, body } = await ask('GET', `/v1/admin/export-events?cohort_id=${made.cohort.id}`);
  expect(body.items.map(({ format }: { format: string }) => format)).toEqual(['radarr', 'csv']);
  expect(body.items[1]).toMatchObject({ films: 60, ranking_version: expect.any(Number) });
  expect(text).not.toMatch(/127\.0\.0\.1|alm_/);
  const next = (await ask('GET', `/v1/admin/export-events?limit=1&cursor=${first.next_cursor}`)).body;
  expect(next.items).toMatchObject([{ id: body.items[1].id, format: 'csv' }]);
  expect((await ask('GET', '/v1/admin/export-events?cohort_id=2147483647')).body.items).toEqual([]);
  expect((await ask('GET', '/v1/admin/export-events?cursor=x')).status).toBe(400);
});

it('the status tells the limits, and who met them, of an address no more than its network', async () => {
  const refusals = refusalLog(made.db, pino({ level: 'silent' }), 3_600_000);
  const coordination = await createCoordination({
    mode: 'embedded',
    databaseUrl: made.url,
    redisUrl: null,
    log: pino({ level: 'silent' }),
    prefix: 'refusals',
    onRefused: (key) => refusals.note(key),
  });
  const ask_ = async (key: string, times: number) => {
    for (let n = 0; n < times; n++) await coordination.limiter.consume(key, { points: 2, durationSeconds: 60 });
  };
  await ask_('ip:192.0.2.77', 5);
  await ask_('ip:192.0.2.78', 3);
  await ask_('writes:token:12', 4);
  await ask_('sign-in:mail:ada@example.org', 3);
  await ask_('token:13', 2);
  await refusals.flush();
  await ask_('writes:token:12', 1);
  await refusals.flush();
  await coordination.close();
  const { body, text } = await ask('GET', '/v1/admin/status');
  expect(body.limits).toMatchObject({
    per_minute: { reads: { anonymous: expect.any(Number), token: expect.any(Number) } },
    refused: [
      { budget: 'reads', kind: 'network', name: '192.0.2.0/24', refused: 4 },
      { budget: 'writes', kind: 'token', name: '12', refused: 3 },
    ],
  });
  expect(text).not.toMatch(/192\.0\.2\.7|ada@/);
  // What a day was long ago is not of the last one, and goes.
  await made.db.query("UPDATE limit_refusals SET last_at = now() - interval '25 hours', day = day - 31");
  expect((await ask('GET', '/v1/admin/status')).body.limits.refused).toEqual([]);
  await pruneRefusals(made.db, 30);
  expect((await made.db.query('SELECT * FROM limit_refusals')).rows).toEqual([]);
});

it('read-only holds for everything but its own switch, and is told', async () => {
  const session = async () => (await ask('GET', '/v1/auth/session')).body.read_only;
  expect(await session()).toBe(false);
  const on = await ask('PUT', '/v1/admin/read-only', { read_only: true, reason: 'moving house' });
  expect(on.body).toMatchObject({ read_only: true, reason: 'moving house' });
  expect(await session()).toBe(true);
  const refused = await ask('POST', '/v1/admin/users', { email: 'later@example.org' });
  expect(refused).toMatchObject({ status: 403, body: { code: 'read-only' } });
  expect((await ask('GET', '/v1/cohorts/circle')).status).toBe(200);
  expect((await ask('PUT', '/v1/admin/read-only', { read_only: false })).body.read_only).toBe(false);
  expect((await ask('POST', '/v1/admin/users', { email: 'later@example.org' })).status).toBe(201);
});
