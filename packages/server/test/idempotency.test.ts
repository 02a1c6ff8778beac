/** A POST that is sent again under its Idempotency-Key, on a real database. */
import { randomUUID } from 'node:crypto';
import { ensureUser, insertToken, pruneIdempotencyKeys } from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCOPES } from '../src/policies/scopes.ts';
import type { AllServices } from '../src/services/index.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

let made: Circle;
let services: AllServices;
let server: Awaited<ReturnType<typeof serveCircle>>;
let ada: string;
let bob: string;
beforeAll(async () => {
  made = await circle();
  services = made.freshServices();
  server = await serveCircle(made, services);
  [ada, bob] = [await tokenOf('ada@example.org'), await tokenOf('bob@example.org')];
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function tokenOf(email: string): Promise<string> {
  const { id } = await ensureUser(made.db, { email });
  const token = makeToken();
  await insertToken(made.db, { user_id: id, name: 'all', token, scopes: [...SCOPES], expires_at: null });
  return token;
}

async function post(path: string, key: string | null, body: unknown, token = ada) {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(key !== null && { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  });
  const { headers } = response;
  return {
    status: response.status,
    replayed: headers.get('idempotency-replayed'),
    location: headers.get('location'),
    retryAfter: headers.get('retry-after'),
    text: await response.text(),
  };
}

const cohort = (label: string, changes = {}) => ({ label, definition: { members: ['someone'] }, ...changes });
const cohortsNamed = async (label: string) =>
  (await made.db.query('SELECT 1 FROM cohorts WHERE label = $1', [label])).rowCount;

test('the repeat is answered as the first time, and nothing is done twice', async () => {
  const key = randomUUID();
  const first = await post('/v1/cohorts', key, cohort('once'));
  expect(first).toMatchObject({ status: 201, replayed: null });
  // The bare text and the structured field's string are one key, and the order of names says nothing.
  const again = await post('/v1/cohorts', `"${key}"`, { definition: { members: ['someone'] }, label: 'once' });
  expect(again).toEqual({ ...first, replayed: 'true' });
  expect((await post('/v1/cohorts', null, cohort('once'))).status).toBe(409);
});

test('the key is for one request only', async () => {
  const key = randomUUID();
  await post('/v1/cohorts', key, cohort('this'));
  const other = await post('/v1/cohorts', key, cohort('that'));
  expect(other).toMatchObject({ status: 422, replayed: null });
  expect(other.text).toContain('Idempotency-Key');
  expect((await post('/v1/auth/tokens', key, cohort('this'))).status).toBe(400);
  expect((await post('/v1/auth/tokens', key, { name: 'this' })).status).toBe(422);
  expect(await cohortsNamed('that')).toBe(0);
});

test('keys of two callers do not meet', async () => {
  const key = randomUUID();
  expect((await post('/v1/cohorts', key, cohort('of-ada'))).status).toBe(201);
  expect(await post('/v1/cohorts', key, cohort('of-bob'), bob)).toMatchObject({ status: 201, replayed: null });
});

test('while the first is under way the second waits its turn', async () => {
  const key = randomUUID();
  const { create } = services.cohorts;
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  let arrived = () => {};
  const inside = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  services.cohorts.create = async (...input) => {
    arrived();
    await gate;
    return create(...input);
  };
  const first = post('/v1/cohorts', key, cohort('slow'));
  await inside;
  const second = await post('/v1/cohorts', key, cohort('slow'));
  go();
  services.cohorts.create = create;
  expect(second.status).toBe(409);
  expect(Number(second.retryAfter)).toBeGreaterThan(0);
  expect((await first).status).toBe(201);
  expect(await post('/v1/cohorts', key, cohort('slow'))).toMatchObject({ status: 201, replayed: 'true' });
});

test('of many at once one is done', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('/v1/cohorts', key, cohort('storm'))));
  expect(answers.filter(({ status, replayed }) => status === 201 && replayed === null)).toHaveLength(1);
  expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
});

test('what failed may be sent again, also put right', async () => {
  const key = randomUUID();
  await post('/v1/cohorts', null, cohort('taken'));
  expect(await post('/v1/cohorts', key, cohort('taken'))).toMatchObject({ status: 409, retryAfter: null });
  expect(await post('/v1/cohorts', key, cohort('not-taken'))).toMatchObject({ status: 201, replayed: null });
});

test('a secret is answered again under a key that can guard it, and stands nowhere', async () => {
  const key = randomUUID();
  const first = await post('/v1/auth/tokens', key, { name: 'kept' });
  const again = await post('/v1/auth/tokens', key, { name: 'kept' });
  expect(again).toEqual({ ...first, replayed: 'true' });
  const { token } = JSON.parse(first.text) as { token: string };
  expect(token).toMatch(/^alm_sk_/);
  const { rows } = await made.db.query<{ row: string; answer: Buffer | null }>(
    'SELECT k::text AS row, answer FROM idempotency_keys k',
  );
  expect(rows.some(({ answer }) => answer !== null)).toBe(true);
  for (const { row, answer } of rows) {
    expect(row + (answer?.toString('latin1') ?? '')).not.toMatch(new RegExp(`${token}|${key}|kept`));
  }
});

test('under a short key the secret is not kept, and no second one is made', async () => {
  expect((await post('/v1/auth/tokens', 'short', { name: 'short' })).status).toBe(201);
  const again = await post('/v1/auth/tokens', 'short', { name: 'short' });
  expect(again.status).toBe(409);
  expect(again.text).toContain('16 or more random characters');
  const { rowCount } = await made.db.query("SELECT 1 FROM api_tokens WHERE name = 'short'");
  expect(rowCount).toBe(1);
});

test.each(['', ' ', 'x'.repeat(256), 'with space', '"open'])('%j is no key', async (key) => {
  const answer = await post('/v1/cohorts', key, cohort('bad key'));
  // The label is wrong too: with an empty header, which is none, that is all.
  expect(answer.status).toBe(400);
  expect(answer.text.includes('idempotency-key')).toBe(key.trim() !== '');
});

test('after its time a key is new again, and is cleared away', async () => {
  const key = randomUUID();
  await post('/v1/cohorts', key, cohort('yesterday'));
  await made.db.query("UPDATE idempotency_keys SET expires_at = now() - interval '1 second'");
  expect((await post('/v1/cohorts', key, cohort('today'))).status).toBe(201);
  expect(await pruneIdempotencyKeys(made.db)).toBeGreaterThan(0);
  expect(await post('/v1/cohorts', key, cohort('today'))).toMatchObject({ status: 201, replayed: 'true' });
});

test('a try whose process died is taken over, but only by its own request', async () => {
  const key = randomUUID();
  await post('/v1/cohorts', key, cohort('lost'));
  await made.db.query("DELETE FROM cohorts WHERE label = 'lost'");
  await made.db.query(
    "UPDATE idempotency_keys SET done = false, answer = NULL, busy_until = now() - interval '1 second'",
  );
  expect((await post('/v1/cohorts', key, cohort('other'))).status).toBe(422);
  expect(await post('/v1/cohorts', key, cohort('lost'))).toMatchObject({ status: 201, replayed: null });
});
