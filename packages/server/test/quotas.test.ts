/** What one user may use up, over HTTP and on a real database. */
import { ensureOperator, ensureUser, insertToken, pruneQuotaUses } from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/openapi/generated/api.ts';
import { SCOPES } from '../src/policies/scopes.ts';
import { type AllServices, createServices } from '../src/services/index.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

const LIMITS = { cohorts: 2, members_per_cohort: 3, syncs_per_day: 2, exports_per_hour: 1 };

let made: Circle;
let services: AllServices;
let server: Awaited<ReturnType<typeof serveCircle>>;
beforeAll(async () => {
  made = await circle();
  services = createServices(made.db, made.coordination, { quotas: LIMITS });
  server = await serveCircle(made, services);
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function userOf(email: string) {
  const { id } =
    email === 'operator' ? await ensureOperator(made.db) : await ensureUser(made.db, { email: `${email}@example.org` });
  const token = makeToken();
  await insertToken(made.db, { user_id: id, name: 'all', token, scopes: [...SCOPES], expires_at: null });
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const { status, headers } = response;
    return { status, retryAfter: headers.get('retry-after'), body: await response.json() };
  };
  const quotas = async () => ((await send('GET', '/v1/auth/session')).body as components['schemas']['Session']).quotas;
  const create = (label: string, members = ['one']) => send('POST', '/v1/cohorts', { label, definition: { members } });
  return { id, send, quotas, create };
}

test('a user owns so many cohorts, and the answer says how many and what to do', async () => {
  const ada = await userOf('ada');
  expect((await ada.quotas()).cohorts).toEqual({ used: 0, limit: 2, frees_at: null });
  // The last place is taken once, also when three come for it at a time.
  expect((await ada.create('ada-1')).status).toBe(201);
  const rest = await Promise.all(['ada-2', 'ada-3', 'ada-4'].map((label) => ada.create(label)));
  expect(rest.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(rest.find(({ status }) => status === 409)!.body.detail).toBe(
    "You own 2 cohorts, and may own 2. Delete one that you don't need.",
  );
  expect((await ada.quotas()).cohorts.used).toBe(2);
  expect((await ada.send('GET', '/v1/cohorts/ada-1')).status).toBe(200);
});

test('a cohort has so many members', async () => {
  const bob = await userOf('bob');
  const names = ['a', 'b', 'c', 'd'];
  const refused = await bob.create('bob-1', names);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({
    detail: 'A cohort may have 3 members, and this one names 4. Leave some out, or split it.',
    errors: [{ in: 'body', name: '/definition/members' }],
  });
  expect((await bob.create('bob-1', names.slice(1))).status).toBe(201);
  const change = { definition: { members: names } };
  expect((await bob.send('PATCH', '/v1/cohorts/bob-1', change)).status).toBe(422);
  expect((await bob.quotas()).members_per_cohort).toEqual({ used: 3, limit: 3, frees_at: null });
});

test('syncs are counted when they start, and are free again in time', async () => {
  const cem = await userOf('cem');
  await cem.create('cem-1');
  const sync = () => cem.send('POST', '/v1/cohorts/cem-1/sync', {});
  const end = () => made.db.query("UPDATE runs SET state = 'failed', finished_at = now() WHERE state = 'queued'");
  expect((await sync()).status).toBe(202);
  // The active run is no second one.
  expect((await sync()).status).toBe(202);
  expect((await cem.quotas()).syncs_per_day.used).toBe(1);
  await end();
  expect((await sync()).status).toBe(202);
  await end();
  const refused = await sync();
  const { frees_at, ...counted } = (await cem.quotas()).syncs_per_day;
  expect(counted).toEqual({ used: 2, limit: 2 });
  expect(refused).toMatchObject({
    status: 429,
    body: {
      code: 'quota-exceeded',
      detail: `You have used your 2 syncs in 24 hours. The next one is free at ${frees_at!.replace('+00:00', 'Z')}.`,
    },
  });
  expect(Number(refused.retryAfter)).toBeGreaterThan(86_000);
  await made.db.query("UPDATE quota_uses SET used_at = used_at - interval '24 hours' WHERE user_id = $1", [cem.id]);
  expect((await sync()).status).toBe(202);
  await end();
  // Nothing of a run that cannot start is counted.
  expect((await cem.send('POST', '/v1/cohorts/cem-1/sync', { member: 'nobody' })).status).toBe(422);
  expect((await cem.quotas()).syncs_per_day.used).toBe(1);
});

test('exports are counted an hour, and given back when nothing came of them', async () => {
  const dia = await userOf('dia');
  const viewer = { user_id: dia.id, is_operator: false };
  const giveBack = await services.quotas.take(viewer, 'export');
  await expect(services.quotas.take(viewer, 'export')).rejects.toMatchObject({ code: 'quota-exceeded', status: 429 });
  await giveBack();
  await services.quotas.take(viewer, 'export');
  await made.db.query("UPDATE quota_uses SET used_at = used_at - interval '3 days' WHERE user_id = $1", [dia.id]);
  expect((await dia.quotas()).exports_per_hour.used).toBe(0);
  expect(await pruneQuotaUses(made.db, 48)).toBe(1);
});

test('the operator has no limits', async () => {
  const operator = await userOf('operator');
  for (const n of [1, 2, 3]) expect((await operator.create(`op-${n}`, ['a', 'b', 'c', 'd'])).status).toBe(201);
  const quotas = await operator.quotas();
  expect(quotas.cohorts.used).toBeGreaterThan(LIMITS.cohorts);
  expect(Object.values(quotas).map(({ limit }) => limit)).toEqual([null, null, null, null]);
});
