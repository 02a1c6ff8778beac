/** Webhooks from the API to the receiver: asked for over HTTP, told by a real run, verified as the guide shows it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createSealer, ensureOperator, insertToken } from '@cohort-almanac/db';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDeliveries } from '../packages/pipeline/src/index.ts';
import { type Receiver, startReceiver } from '../packages/pipeline/test/notify/support/receiver.ts';
import { type Setup, setUp } from '../packages/pipeline/test/support/bench.ts';
import { SCOPES } from '../packages/server/src/policies/scopes.ts';
import { createServices } from '../packages/server/src/services/index.ts';
import { makeToken } from '../packages/server/src/services/token-format.ts';
import { serveCircle } from '../packages/server/test/support/listen.ts';

const GUIDE = fileURLToPath(new URL('../docs/guides/webhooks.md', import.meta.url));
const sealer = createSealer(Buffer.alloc(32, 5));
let s: Setup;
let server: Awaited<ReturnType<typeof serveCircle>>;
let receiver: Receiver;
let folder: string;
const token = makeToken();
beforeAll(async () => {
  s = await setUp('embedded');
  receiver = await startReceiver();
  folder = await mkdtemp(join(tmpdir(), 'almanac-webhooks-'));
  const services = createServices(s.db, s.coordination, { webhooks: { sealer, allowLoopback: true } });
  server = await serveCircle(s, services);
  const { id } = await ensureOperator(s.db);
  await insertToken(s.db, { user_id: id, name: 'all', token, scopes: [...SCOPES], expires_at: null });
});
afterAll(async () => {
  await server.close();
  await receiver.close();
  await s.close();
  await rm(folder, { recursive: true });
});

async function post(path: string, body?: object) {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.json();
}

type Verify = (body: string, headers: object, secret: string) => { type: string; data: Record<string, unknown> };

/** The function that the guide shows, run as it stands there. */
async function recipe(): Promise<Verify> {
  const code = /```js\n([\s\S]*?)```/.exec(await readFile(GUIDE, 'utf8'))![1]!;
  const file = join(folder, 'verify.mjs');
  await writeFile(file, code);
  return (await import(pathToFileURL(file).href)).verifyWebhook;
}

test('a run tells of each publication, and the guide’s recipe believes it and nothing else', async () => {
  const verify = await recipe();
  const site = await s.site();
  const cohort = await s.cohort({ members: ['odile_keeps', 'mira_k'] });
  const wish = { cohort: cohort.label, url: `${receiver.url}/ok`, events: ['ranking.published', 'run.failed'] };
  const { id, secret } = await post('/v1/webhooks', wish);
  const deliveries = startDeliveries(
    { db: s.db, log: pino({ level: 'silent' }) },
    { sealer, allowLoopback: true, userAgent: 'test', everyMs: 20 },
  );
  const run = await s.sync(cohort.id);
  expect(run.state).not.toBe('failed');
  const { rows } = await s.db.query<{ id: number }>(
    'SELECT id FROM ranking_versions WHERE run_id = $1 AND published_at IS NOT NULL ORDER BY id',
    [run.id],
  );
  const versions = rows.map((row) => row.id);
  expect(versions.length).toBeGreaterThan(0);
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(versions.length);
  const events = receiver.received.map(({ body, headers }) => verify(body, headers, secret));
  expect(events.map(({ data }) => data.ranking_version)).toEqual(versions);
  expect(events[0]).toMatchObject({
    type: 'ranking.published',
    data: { cohort: { id: cohort.id, label: cohort.label }, run_id: run.id, members: 2 },
  });
  expect(Object.keys(events[0]!.data).sort()).toEqual(
    ['as_of', 'cohort', 'films', 'members', 'members_with_data', 'ranking_version', 'ratings', 'run_id'].sort(),
  );
  expect(receiver.received.map(({ body }) => body).join()).not.toMatch(/odile|mira/);

  const { body, headers } = receiver.received[0]!;
  expect(() => verify(body.replace('"films"', '"Films"'), headers, secret)).toThrow(/not signed/);
  expect(() => verify(body, { ...headers, 'webhook-id': 'msg_other' }, secret)).toThrow(/not signed/);
  expect(() => verify(body, headers, 'whsec_b3RoZXI=')).toThrow(/not signed/);
  expect(() => verify(body, { ...headers, 'webhook-timestamp': '1700000000' }, secret)).toThrow(/too old/);
  expect(() => verify(body, { ...headers, 'webhook-timestamp': undefined }, secret)).toThrow(/too old/);
  // After a change of secrets both are believed.
  const { secret: next } = await post(`/v1/webhooks/${id}/rotate-secret`);
  await post(`/v1/webhooks/${id}/test`);
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(versions.length + 1);
  const last = receiver.received.at(-1)!;
  for (const known of [secret, next]) expect(verify(last.body, last.headers, known).type).toBe('webhook.test');

  // Without its members the next run fails, and says so.
  await s.db.query('DELETE FROM cohort_members');
  await s.db.query(`UPDATE cohorts SET definition = '{"seeds": [], "lists": [], "members": []}'`);
  const failed = await s.sync(cohort.id);
  expect(failed.state).toBe('failed');
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(versions.length + 2);
  const told = receiver.received.at(-1)!;
  expect(verify(told.body, told.headers, next)).toMatchObject({
    type: 'run.failed',
    data: { run: { id: failed.id, kind: 'sync', error: failed.error } },
  });
  await deliveries.close();
  await site.close();
});
