/** Deliveries over a real database and a real receiver, under workers that compete, die and come late. */
import {
  claimDelivery,
  createCohort,
  createSealer,
  type Database,
  ensureOperator,
  ensureUser,
  insertTestDelivery,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  openDatabase,
  pruneDeliveries,
  replaceWebhookSecret,
  returnSwitchedOffWebhook,
  startRun,
  takeSwitchedOffWebhook,
  tellOfFailedRun,
  updateWebhook,
  type WebhookEvent,
} from '@cohort-almanac/db';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { deliverNext, startDeliveries } from '../../src/index.ts';
import { sign } from '../../src/notify/sign.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
const sealer = createSealer(Buffer.alloc(32, 1));
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

let made: MigratedDatabase;
let db: Database;
let receiver: Receiver;
let others: Database[] = [];
let operator: number;
let user: number;
let cohort: number;
let run: number;
const options = { sealer, allowLoopback: true, userAgent: 'test', timeoutMs: 5_000, retryBaseMs: 0 };

beforeAll(async () => {
  made = await migratedDatabase({ poolSize: 20 });
  db = made.db;
  operator = (await ensureOperator(db)).id;
});
beforeEach(async () => {
  receiver = await startReceiver();
  await db.query('TRUNCATE cohorts CASCADE');
  user = (await ensureUser(db, { email: 'ada@example.org' })).id;
  cohort = (await createCohort(db, user, { label: 'club', definition: { seeds: [], lists: [], members: [] } })).id;
  run = (await startRun(db, { cohortId: cohort, kind: 'sync', options: {}, asOf: '2026-11-01' })).run.id;
});
afterEach(async () => {
  await receiver.close();
  await Promise.all(others.splice(0).map((each) => each.close()));
});
afterAll(() => made.drop());

const hook = (path: string, wish: { user_id?: number; events?: WebhookEvent[] } = {}) =>
  insertWebhook(db, {
    user_id: user,
    cohort_id: cohort,
    url: receiver.url + path,
    events: ['run.failed'],
    description: null,
    secret: sealer.seal(SECRET),
    ...wish,
  });
const tell = () => tellOfFailedRun(db, run);
const logOf = (id: number) => listDeliveries(db, id, { limit: 100 });
/** Lets all who wait try at once. */
const hurry = () => db.query('UPDATE webhook_deliveries SET next_at = now()');
async function drain(): Promise<number> {
  for (let n = 0; ; n++) if (!(await deliverNext(db, log, options))) return n;
}

test('a failed run is told, signed, to those who listen, and names nobody', async () => {
  const listening = await hook('/ok');
  await hook('/broken', { events: ['ranking.published'] });
  await tell();
  expect(await drain()).toBe(1);
  const [{ headers, body, path }] = receiver.received as [(typeof receiver.received)[0]];
  expect(path).toBe('/ok');
  const id = String(headers['webhook-id']);
  const timestamp = Number(headers['webhook-timestamp']);
  expect(headers['webhook-signature']).toBe(sign({ id, timestamp, body }, SECRET));
  expect(JSON.parse(body)).toEqual({
    type: 'run.failed',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: {
      cohort: { id: cohort, label: 'club', display_name: 'club' },
      run: { id: run, kind: 'sync', error_kind: null, error: null },
    },
  });
  expect(await logOf(listening.id)).toMatchObject([
    { message_id: id, state: 'delivered', attempts: 1, status: 200, answer: 'thank you', error: null, next_at: null },
  ]);
});

describe('who has no part in the cohort', () => {
  const role = (name: string) =>
    db.query('UPDATE cohort_memberships SET role = $3 WHERE cohort_id = $1 AND user_id = $2', [cohort, user, name]);

  test('is not told: viewers of failures, others of nothing', async () => {
    const stranger = (await ensureUser(db, { email: 'eve@example.org' })).id;
    await hook('/ok', { user_id: stranger });
    await role('viewer');
    await hook('/ok');
    await tell();
    expect(await drain()).toBe(0);
    // The operator may see everything.
    await hook('/ok', { user_id: operator });
    await tell();
    expect(await drain()).toBe(1);
  });

  test('is not told while their account is locked', async () => {
    await hook('/ok');
    await tell();
    await db.query('UPDATE users SET disabled_at = now() WHERE id = $1', [user]);
    await tell();
    expect(await drain()).toBe(1);
    await db.query('UPDATE users SET disabled_at = NULL WHERE id = $1', [user]);
    expect(receiver.received).toEqual([]);
    await tell();
    await drain();
    expect(receiver.received).toHaveLength(1);
  });

  test('is not told either when that ended after it was written', async () => {
    const { id } = await hook('/ok');
    await tell();
    await role('viewer');
    expect(await drain()).toBe(1);
    expect(receiver.received).toEqual([]);
    expect(await logOf(id)).toMatchObject([
      { state: 'failed', attempts: 0, error: expect.stringMatching(/may not know/) },
    ]);
  });
});

test('a webhook that is switched off is sent nothing but tests', async () => {
  const { id } = await hook('/ok');
  await tell();
  await updateWebhook(db, user, id, { enabled: false });
  await tell();
  await insertTestDelivery(db, { webhookId: id, cohortId: cohort });
  await drain();
  expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['webhook.test']);
});

test('two secrets sign after a change of them', async () => {
  const { id } = await hook('/ok');
  await replaceWebhookSecret(db, user, id, sealer.seal('whsec_bmV3'));
  await tell();
  await drain();
  const { headers, body } = receiver.received[0]!;
  const message = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body };
  expect(headers['webhook-signature']).toBe(`${sign(message, 'whsec_bmV3')} ${sign(message, SECRET)}`);
  await db.query("UPDATE webhooks SET previous_until = now() - interval '1 second'");
  await tell();
  await drain();
  expect(String(receiver.received[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
});

test('a failed delivery comes again under the same id, and is given up after eight tries', async () => {
  const { id } = await hook('/broken');
  await tell();
  await drain();
  expect(await logOf(id)).toMatchObject([
    { state: 'failed', attempts: 8, status: 500, error: 'status 500', answer: 'out of order', next_at: null },
  ]);
  expect(receiver.received).toHaveLength(8);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await listWebhooks(db, user)).toMatchObject([{ enabled: true, failures: 1, disabled_reason: null }]);
});

test('a receiver that asks for an hour gets it', async () => {
  const { id } = await hook('/later');
  await tell();
  expect(await drain()).toBe(1);
  const [pending] = await logOf(id);
  expect(pending!.state).toBe('pending');
  expect(pending!.next_at!.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
});

describe('a webhook is switched off', () => {
  test('after five deliveries in a row that were given up; its owner is told once, whoever looks', async () => {
    const { id } = await hook('/broken');
    for (let n = 0; n < 4; n++) await tell();
    await drain();
    expect(await listWebhooks(db, user)).toMatchObject([{ enabled: true, failures: 4 }]);
    await tell();
    await drain();
    expect(await listWebhooks(db, user)).toMatchObject([{ enabled: false, failures: 5, disabled_reason: 'failures' }]);
    const taken = await Promise.all(Array.from({ length: 4 }, () => takeSwitchedOffWebhook(db)));
    expect(taken.filter((one) => one !== null)).toMatchObject([
      { id, email: 'ada@example.org', cohort: 'club', disabled_reason: 'failures' },
    ]);
    await returnSwitchedOffWebhook(db, id);
    expect(await takeSwitchedOffWebhook(db)).toMatchObject({ id });
    expect(await takeSwitchedOffWebhook(db)).toBeNull();
    // Switched on again it begins anew.
    expect(await updateWebhook(db, user, id, { enabled: true })).toMatchObject({ failures: 0, disabled_reason: null });
  });

  test('not when one between them arrived', async () => {
    const { id } = await hook('/broken');
    for (let n = 0; n < 4; n++) await tell();
    await drain();
    await updateWebhook(db, user, id, { url: `${receiver.url}/ok` });
    await tell();
    await drain();
    expect(await listWebhooks(db, user)).toMatchObject([{ enabled: true, failures: 0 }]);
  });

  test('at once by 410', async () => {
    await hook('/gone');
    await tell();
    await drain();
    expect(receiver.received).toHaveLength(1);
    expect(await listWebhooks(db, user)).toMatchObject([{ enabled: false, disabled_reason: 'gone' }]);
  });

  test('not by tests', async () => {
    const { id } = await hook('/gone');
    await insertTestDelivery(db, { webhookId: id, cohortId: cohort });
    await drain();
    expect(await listWebhooks(db, user)).toMatchObject([{ enabled: true, failures: 0 }]);
    expect(await logOf(id)).toMatchObject([{ state: 'failed', attempts: 1, status: 410 }]);
  });
});

test('many workers deliver each once', async () => {
  for (let n = 0; n < 10; n++) await hook('/ok');
  for (let n = 0; n < 3; n++) await tell();
  others = Array.from({ length: 3 }, () => openDatabase({ url: made.url, poolSize: 8 }));
  const working = others.map((own) => startDeliveries({ db: own, log }, { ...options, everyMs: 5 }));
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(30);
  await Promise.all(working.map((each) => each.close()));
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(30);
  expect(receiver.received).toHaveLength(30);
});

test('a worker that dies in the middle: the delivery comes again, with the same id', async () => {
  const { id } = await hook('/held');
  await tell();
  // It was sent, and its worker went away before it noted that.
  const dead = openDatabase({ url: made.url, poolSize: 2 });
  const dying = deliverNext(dead, log, { ...options, leaseSeconds: 3_600 });
  await expect.poll(() => receiver.received.length).toBe(1);
  await dead.close();
  receiver.release();
  await expect(dying).rejects.toThrow();
  // Nobody else takes it while the lease holds.
  expect(await deliverNext(db, log, options)).toBe(false);
  await db.query("UPDATE webhook_deliveries SET lease_until = now() - interval '1 second'");
  const again = deliverNext(db, log, options);
  await expect.poll(() => receiver.received.length).toBe(2);
  receiver.release();
  expect(await again).toBe(true);
  expect(receiver.received[1]!.headers['webhook-id']).toBe(receiver.received[0]!.headers['webhook-id']);
  expect(receiver.received[1]!.body).toBe(receiver.received[0]!.body);
  expect(await logOf(id)).toMatchObject([{ state: 'delivered' }]);
});

test('a worker whose lease ran out does not overwrite what came of it', async () => {
  const { id } = await hook('/held');
  await tell();
  const late = deliverNext(db, log, { ...options, leaseSeconds: 0 });
  await expect.poll(() => receiver.received.length).toBe(1);
  const taken = await claimDelivery(db, 'another', 60);
  expect(taken).toMatchObject({ message_id: receiver.received[0]!.headers['webhook-id'] });
  receiver.release();
  await late;
  expect(await logOf(id)).toMatchObject([{ state: 'pending', attempts: 0 }]);
});

test('a slow receiver holds up nobody but itself', async () => {
  await hook('/held');
  await tell();
  await tell();
  await hook('/ok');
  const slow = deliverNext(db, log, options);
  await expect.poll(() => receiver.received.length).toBe(1);
  // The second for the slow one waits, although it is due for longer than this.
  await tell();
  expect(await drain()).toBe(1);
  expect(receiver.received.map(({ path }) => path)).toEqual(['/held', '/ok']);
  receiver.release();
  await slow;
});

test('a wrong key sends nothing, and costs no attempt', async () => {
  const { id } = await hook('/ok');
  await tell();
  const other = { ...options, sealer: createSealer(Buffer.alloc(32, 2)) };
  expect(await deliverNext(db, log, other)).toBe(true);
  expect(receiver.received).toEqual([]);
  expect(await logOf(id)).toMatchObject([{ state: 'pending', attempts: 0, error: expect.stringMatching(/not sign/) }]);
  await hurry();
  await drain();
  expect(await logOf(id)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
});

test('a private address that came later, or by DNS, is refused at each try', async () => {
  const { id } = await hook('/ok');
  await tell();
  await deliverNext(db, log, { ...options, allowLoopback: false });
  expect(receiver.received).toEqual([]);
  expect(await logOf(id)).toMatchObject([{ state: 'pending', attempts: 1, status: null, error: expect.any(String) }]);
});

test('the log is cleared of what is old', async () => {
  const { id } = await hook('/ok');
  await tell();
  await drain();
  await tell();
  await db.query(
    "UPDATE webhook_deliveries SET finished_at = now() - interval '31 days' WHERE finished_at IS NOT NULL",
  );
  expect(await pruneDeliveries(db, 30)).toBe(1);
  expect(await logOf(id)).toMatchObject([{ state: 'pending' }]);
});
