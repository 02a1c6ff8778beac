/** Webhooks over HTTP: whose they are, what they may listen to, where they may lead. */
import { createCohort, createSealer, ensureUser, insertToken, tellOfFailedRun } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../src/policies/scopes.ts';
import { createServices } from '../src/services/index.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

const sealer = createSealer(Buffer.alloc(32, 3));
let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
const tokens: Record<string, string> = {};
const ids: Record<string, number> = {};
let club: number;
beforeAll(async () => {
  made = await circle();
  const { db, coordination } = made;
  server = await serveCircle(made, createServices(db, coordination, { webhooks: { sealer, allowLoopback: false } }));
  for (const name of ['owner', 'editor', 'viewer', 'stranger']) {
    const user = await ensureUser(db, { email: `${name}@example.org` });
    tokens[name] = makeToken();
    ids[name] = user.id;
    await insertToken(db, { user_id: user.id, name, token: tokens[name], scopes: [...SCOPES], expires_at: null });
  }
  const definition = { seeds: [], lists: [], members: ['member-1'] };
  club = (await createCohort(db, ids.owner!, { label: 'club', definition })).id;
  for (const role of ['editor', 'viewer']) {
    await db.query('INSERT INTO cohort_memberships VALUES ($1, $2, $3)', [club, ids[role], role]);
  }
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function ask(who: string, method: string, path: string, body?: object) {
  const response = await fetch(`${server.url}/v1/webhooks${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens[who]}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

const WISH = { cohort: 'club', url: 'https://hooks.example.org/a', events: ['ranking.published'] };
const create = (who: string, wish: object = {}) => ask(who, 'POST', '', { ...WISH, ...wish });

describe('a webhook', () => {
  it('shows its secret once, keeps it sealed, and is its own user’s', async () => {
    const { status, headers, body } = await create('editor', { description: 'for the site' });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('location')).toBe(`/v1/webhooks/${body.id}`);
    expect(Buffer.from(body.secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    const { rows } = await made.db.query<{ secret: Buffer }>('SELECT secret FROM webhooks WHERE id = $1', [body.id]);
    expect(rows[0]!.secret.toString('latin1')).not.toContain(body.secret.slice(6));
    expect(sealer.open(rows[0]!.secret)).toBe(body.secret);
    const read = await ask('editor', 'GET', `/${body.id}`);
    expect(read.body).toEqual({ ...body, secret: undefined, cohort_id: club, description: 'for the site' });
    expect((await ask('editor', 'GET', '')).body.items).toHaveLength(1);
    // An owner of the cohort has no part in it.
    expect((await ask('owner', 'GET', '')).body.items).toEqual([]);
    expect((await ask('owner', 'GET', `/${body.id}`)).status).toBe(404);
  });

  it('is about a cohort that one may read, and about failed runs for those who sync', async () => {
    expect((await create('stranger')).status).toBe(404);
    expect((await create('viewer')).status).toBe(201);
    const refused = await create('viewer', { events: ['ranking.published', 'run.failed'] });
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('run.failed') } });
    const { body } = await create('viewer');
    expect((await ask('viewer', 'PATCH', `/${body.id}`, { events: ['run.failed'] })).status).toBe(403);
    expect((await create('editor', { events: ['run.failed'] })).status).toBe(201);
  });

  it.each([
    ['http://hooks.example.org/', 'https'],
    ['https://localhost/', 'public'],
    ['https://127.0.0.1:5432/', 'public'],
    ['https://169.254.169.254/latest/', 'public'],
    ['https://[::ffff:10.0.0.1]/', 'public'],
    ['https://ada:secret@hooks.example.org/', 'password'],
    ['no address', 'URL'],
  ])('does not lead to %s', async (url, says) => {
    const problem = {
      status: 422,
      body: { errors: [{ in: 'body', name: '/url', message: expect.stringContaining(says) }] },
    };
    expect(await create('owner', { url })).toMatchObject(problem);
    const { body } = await create('owner');
    expect(await ask('owner', 'PATCH', `/${body.id}`, { url })).toMatchObject(problem);
    expect((await ask('owner', 'GET', `/${body.id}`)).body.url).toBe(WISH.url);
    await ask('owner', 'DELETE', `/${body.id}`);
  });

  it('is changed, switched off and removed', async () => {
    const { body } = await create('owner');
    const path = `/${body.id}`;
    const changed = await ask('owner', 'PATCH', path, { events: ['run.failed'], enabled: false, description: 'x' });
    expect(changed.body).toMatchObject({
      events: ['run.failed'],
      enabled: false,
      description: 'x',
      disabled_reason: null,
    });
    expect((await ask('owner', 'PATCH', path, { description: null })).body).toMatchObject({
      description: null,
      enabled: false,
    });
    expect((await ask('owner', 'PATCH', path, {})).status).toBe(400);
    expect((await ask('owner', 'PATCH', path, { secret: 'whsec_mine' })).status).toBe(400);
    expect((await create('owner', { events: ['ranking.published', 'ranking.published'] })).status).toBe(400);
    expect((await ask('owner', 'DELETE', path)).status).toBe(204);
    expect((await ask('owner', 'DELETE', path)).status).toBe(404);
  });

  it('gets another secret, and keeps the old one for a day', async () => {
    const { body } = await create('owner');
    const rotated = await ask('owner', 'POST', `/${body.id}/rotate-secret`);
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(body.secret);
    expect(Date.parse(rotated.body.previous_secret_until)).toBeGreaterThan(Date.now() + 86_000_000);
    const { rows } = await made.db.query<{ secret: Buffer; previous_secret: Buffer }>(
      'SELECT secret, previous_secret FROM webhooks WHERE id = $1',
      [body.id],
    );
    expect(sealer.open(rows[0]!.secret)).toBe(rotated.body.secret);
    expect(sealer.open(rows[0]!.previous_secret)).toBe(body.secret);
    await ask('owner', 'DELETE', `/${body.id}`);
  });

  it('shows what was sent, page by page, and sends one test at a time', async () => {
    const { body } = await create('owner', { events: ['run.failed'] });
    const path = `/${body.id}`;
    const { rows } = await made.db.query<{ id: number }>(
      "INSERT INTO runs (cohort_id, kind, state, as_of) VALUES ($1, 'sync', 'failed', '2026-01-01') RETURNING id",
      [club],
    );
    await tellOfFailedRun(made.db, rows[0]!.id);
    await tellOfFailedRun(made.db, rows[0]!.id);
    const test = await ask('owner', 'POST', `${path}/test`);
    expect(test).toMatchObject({ status: 202, body: { event: 'webhook.test', state: 'pending', attempts: 0 } });
    expect((await ask('owner', 'POST', `${path}/test`)).status).toBe(409);
    const first = (await ask('owner', 'GET', `${path}/deliveries?limit=2`)).body;
    expect(first.items.map(({ event }: { event: string }) => event)).toEqual(['webhook.test', 'run.failed']);
    const second = (await ask('owner', 'GET', `${path}/deliveries?limit=2&cursor=${first.next_cursor}`)).body;
    expect(second).toMatchObject({ items: [{ event: 'run.failed' }], next_cursor: null });
    expect((await ask('owner', 'GET', `${path}/deliveries?cursor=x`)).status).toBe(400);
    expect((await ask('editor', 'GET', `${path}/deliveries`)).status).toBe(404);
  });

  it('has company up to twenty', async () => {
    const there = (await ask('viewer', 'GET', '')).body.items.length;
    for (let n = there; n < 20; n++) expect((await create('viewer')).status).toBe(201);
    expect((await create('viewer')).status).toBe(409);
  });
});
