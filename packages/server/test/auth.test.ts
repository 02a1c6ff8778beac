/** Signing in and tokens, as a browser and a program do it, on a real database. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCohort, createCoordination, ensureUser, listAuthEvents } from '@cohort-almanac/db';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migratedDatabase } from '../../../tests/support/migrated.ts';
import { createApp } from '../src/app.ts';
import { compileContract } from '../src/openapi/compile.ts';
import { loadContract } from '../src/openapi/load.ts';
import { listen } from '../src/ops/listen.ts';
import { createServices } from '../src/services/index.ts';
import { fileMailer } from '../src/services/mail.ts';
import { verifierOf } from '../src/services/tokens.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const minute = { points: 1000, durationSeconds: 60 };

async function start() {
  const made = await migratedDatabase();
  const log = pino({ level: 'silent' });
  const coordination = await createCoordination({ mode: 'embedded', databaseUrl: made.url, redisUrl: null, log });
  const folder = mkdtempSync(join(tmpdir(), 'almanac-mail-'));
  const services = createServices(made.db, coordination, {
    accounts: { mailer: fileMailer(folder), signup: 'invite', publicUrl: 'http://almanac.test', log },
  });
  const app = createApp({
    contract: compileContract(loadContract()),
    services,
    verifier: verifierOf(made.db),
    limiter: coordination.limiter,
    log,
    options: {
      limits: { anonymous: minute, token: minute },
      bodyLimit: 10_000,
      validateResponses: true,
      trustProxy: false,
      readOnly: false,
    },
  });
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  const mails = () =>
    readdirSync(folder)
      .sort()
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { to: string; link: string });
  return {
    db: made.db,
    url,
    mails,
    async ask(email: string) {
      const answer = await fetch(`${url}/v1/auth/session`, {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({ email }),
      });
      await services.accounts.settled();
      return answer;
    },
    redeem: (token: string, headers = {}) =>
      fetch(`${url}/v1/auth/session`, {
        method: 'PUT',
        headers: { ...JSON_TYPE, ...headers },
        body: JSON.stringify({ token }),
      }),
    async stop() {
      await close();
      await coordination.close();
      await made.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

let almanac: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  almanac = await start();
});
afterAll(() => almanac.stop());

async function linkFor(email: string): Promise<string> {
  await ensureUser(almanac.db, { email });
  await almanac.ask(email);
  return new URL(almanac.mails().findLast(({ to }) => to === email)!.link).searchParams.get('token')!;
}

async function signIn(email: string): Promise<string> {
  const answer = await almanac.redeem(await linkFor(email));
  expect(answer.status).toBe(200);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

test('an address without an account gets the same answer and no mail', async () => {
  await ensureUser(almanac.db, { email: 'known@example.org' });
  const [known, unknown] = [await almanac.ask('known@example.org'), await almanac.ask('nobody@example.org')];
  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
  expect(known.status).toBe(202);
  expect(almanac.mails().map(({ to }) => to)).toEqual(['known@example.org']);
});

test('a link is not spent by looking, works once, and not when it is over', async () => {
  const token = await linkFor('once@example.org');
  const page = await fetch(`${almanac.url}/auth/sign-in?token=${token}`);
  expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
  const form = (value: string, headers = {}) =>
    fetch(`${almanac.url}/auth/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ token: value }),
      headers,
    });
  expect((await form(token, { Origin: 'https://evil.example' })).status).toBe(403);
  const signedIn = await form(token);
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/']);
  expect(signedIn.headers.getSetCookie()[0]).toMatch(
    /^almanac_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
  );
  expect((await form(token)).status).toBe(400);
  expect((await almanac.redeem(token)).status).toBe(401);

  const late = await linkFor('late@example.org');
  await almanac.db.query('UPDATE sign_in_links SET expires_at = now() WHERE spent_at IS NULL');
  expect((await almanac.redeem(late)).status).toBe(401);
  const reasons = (await listAuthEvents(almanac.db, { kind: 'link_refused', limit: 9 })).map(
    ({ detail }) => detail.reason,
  );
  expect(reasons).toEqual(expect.arrayContaining(['spent', 'expired']));
});

test('a session writes only from our own pages, and ends when it is signed out', async () => {
  const Cookie = await signIn('ada@example.org');
  const own = { Cookie, Origin: almanac.url };
  const out = (headers: Record<string, string>) =>
    fetch(`${almanac.url}/v1/auth/session`, { method: 'DELETE', headers });
  expect((await out({ Cookie })).status).toBe(403);
  expect((await out({ Cookie, Origin: 'https://evil.example' })).status).toBe(403);
  const session = await fetch(`${almanac.url}/v1/auth/session`, { headers: { Cookie } });
  expect(await session.json()).toMatchObject({ user: { email: 'ada@example.org' }, signed_in_with: 'session' });
  expect((await out(own)).status).toBe(204);
  expect((await fetch(`${almanac.url}/v1/auth/session`, { headers: { Cookie } })).status).toBe(401);
});

test('tokens hold no more than their maker, and publishable ones only what they name', async () => {
  const email = 'grace@example.org';
  const headers = { Cookie: await signIn(email), Origin: almanac.url, ...JSON_TYPE };
  const make = (body: object, extra: object = headers) =>
    fetch(`${almanac.url}/v1/auth/tokens`, {
      method: 'POST',
      headers: extra as Record<string, string>,
      body: JSON.stringify(body),
    });
  const small = (await (await make({ name: 'small', scopes: ['account:write'] })).json()) as { token: string };
  const bySmall = { Authorization: `Bearer ${small.token}`, ...JSON_TYPE };
  expect((await make({ name: 'more', scopes: ['cohorts:write'] }, bySmall)).status).toBe(403);

  const user = await ensureUser(almanac.db, { email });
  const other = await ensureUser(almanac.db, { email: 'other@example.org' });
  const definition = { seeds: [], lists: [], members: ['secret_name'] };
  const club = await createCohort(almanac.db, user.id, { label: 'club', definition });
  const open = await createCohort(almanac.db, other.id, { label: 'open', visibility: 'public', definition });
  const publishable = { kind: 'publishable', name: 'blog', origins: ['https://blog.example'] };
  expect((await make({ ...publishable, cohort_ids: [open.id] })).status).toBe(422);
  const made = await make({ ...publishable, cohort_ids: [club.id] });
  expect(made.status).toBe(201);
  const { token } = (await made.json()) as { token: string };
  const read = (id: number, Origin: string) =>
    fetch(`${almanac.url}/v1/cohorts/${id}`, { headers: { Authorization: `Bearer ${token}`, Origin } });
  const seen = await read(club.id, 'https://blog.example');
  expect([seen.status, seen.headers.get('access-control-allow-origin')]).toEqual([200, 'https://blog.example']);
  expect(await seen.json()).toMatchObject({ definition: null });
  expect((await read(open.id, 'https://blog.example')).status).toBe(404);
  const refused = await read(club.id, 'https://evil.example');
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

test('a rotated token has another secret, a revoked one none; a stranger sees neither', async () => {
  const headers = { Cookie: await signIn('lin@example.org'), Origin: almanac.url, ...JSON_TYPE };
  const call = (path: string, method: string, as: Record<string, string> = headers, body?: object) =>
    fetch(`${almanac.url}/v1/auth/tokens${path}`, { method, headers: as, body: body && JSON.stringify(body) });
  const made = await (await call('', 'POST', headers, { name: 'script', scopes: ['account:read'] })).json();
  const works = async (token: string) =>
    (await fetch(`${almanac.url}/v1/auth/session`, { headers: { Authorization: `Bearer ${token}` } })).status;
  expect(await works(made.token)).toBe(200);
  const stranger = { Cookie: await signIn('eve@example.org'), Origin: almanac.url, ...JSON_TYPE };
  for (const [path, method] of [
    [`/${made.id}`, 'DELETE'],
    [`/${made.id}/rotate`, 'POST'],
  ] as const) {
    expect((await call(path, method, stranger)).status).toBe(404);
  }
  const rotated = await (await call(`/${made.id}/rotate`, 'POST')).json();
  expect([await works(made.token), await works(rotated.token)]).toEqual([401, 200]);
  expect((await call(`/${rotated.id}`, 'DELETE')).status).toBe(204);
  expect(await works(rotated.token)).toBe(401);
});

test('of many who spend one link at once, one is let in', async () => {
  const token = await linkFor('race@example.org');
  const answers = await Promise.all(Array.from({ length: 8 }, () => almanac.redeem(token)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});
