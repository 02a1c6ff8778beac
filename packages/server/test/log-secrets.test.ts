/** Every operation on accounts, and what the log says of it at its most talkative: no secret, no address. */
import { createCoordination, ensureUser } from '@cohort-almanac/db';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migratedDatabase } from '../../../tests/support/migrated.ts';
import { createApp } from '../src/app.ts';
import { compileContract } from '../src/openapi/compile.ts';
import { loadContract } from '../src/openapi/load.ts';
import { listen } from '../src/ops/listen.ts';
import { logOptions } from '../src/ops/log-safety.ts';
import { createServices } from '../src/services/index.ts';
import type { Mail } from '../src/services/mail.ts';
import { verifierOf } from '../src/services/tokens.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const plenty = { points: 10_000, durationSeconds: 60 };

let log = '';
let mails: Mail[] = [];
let mailWorks = true;

async function start() {
  const made = await migratedDatabase();
  const logger = pino(logOptions('trace', 'test'), {
    write: (line: string) => {
      log += line;
    },
  });
  const coordination = await createCoordination({
    mode: 'embedded',
    databaseUrl: made.url,
    redisUrl: null,
    log: logger,
  });
  const services = createServices(made.db, coordination, {
    accounts: {
      mailer: {
        async send(mail) {
          if (!mailWorks) {
            // As nodemailer says it, with all that it hangs on the error.
            throw Object.assign(new Error(`Can't send mail - all recipients were rejected: 550 <${mail.to}> unknown`), {
              code: 'EENVELOPE',
              rejected: [mail.to],
              response: mail.text,
            });
          }
          mails.push(mail);
        },
      },
      signup: 'invite',
      publicUrl: 'http://almanac.test',
      log: logger,
    },
  });
  const app = createApp({
    contract: compileContract(loadContract()),
    services,
    verifier: verifierOf(made.db),
    limiter: coordination.limiter,
    log: logger,
    options: {
      limits: { anonymous: plenty, token: plenty },
      bodyLimit: 10_000,
      validateResponses: true,
      trustProxy: false,
      readOnly: false,
    },
  });
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    db: made.db,
    url,
    services,
    async stop() {
      await close();
      await coordination.close();
      await made.drop();
    },
  };
}

let almanac: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  almanac = await start();
});
afterAll(() => almanac.stop());

test('no token, cookie, link, invite or address of a sign-in stands in the log', async () => {
  const secrets = new Set<string>();
  const send = async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
    const response = await fetch(almanac.url + path, {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && JSON_TYPE), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text.startsWith('{') ? JSON.parse(text) : null };
  };
  const linkOf = async (email: string) => {
    secrets.add(email);
    mails = [];
    await send('POST', '/v1/auth/session', {}, { email });
    await almanac.services.accounts.settled();
    const { searchParams } = new URL(mails[0]!.link!);
    secrets.add(searchParams.get('token')!);
    return searchParams.get('token')!;
  };

  await ensureUser(almanac.db, { email: 'ada.lovelace@example.org' });
  const link = await linkOf('ada.lovelace@example.org');
  const statuses = [(await send('GET', `/auth/sign-in?token=${link}`)).status];
  const signedIn = await send('PUT', '/v1/auth/session', {}, { token: link });
  statuses.push(signedIn.status, (await send('PUT', '/v1/auth/session', {}, { token: link })).status);
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  secrets.add(cookie.split('=')[1]!);
  const own = { Cookie: cookie, Origin: almanac.url };
  statuses.push((await send('PATCH', '/v1/auth/session', own, { display_name: 'Ada' })).status);

  const key = 'a-key-of-an-idempotent-request-0001';
  secrets.add(key);
  const made = await send('POST', '/v1/auth/tokens', { ...own, 'Idempotency-Key': key }, { name: 'mine' });
  secrets.add(made.json.token);
  const authorization = `Bearer ${made.json.token}`;
  for (const path of ['/v1/auth/session', '/v1/auth/tokens', `/v1/auth/session?token=${made.json.token}`]) {
    statuses.push((await send('GET', path, { authorization })).status);
  }
  const rotated = await send('POST', `/v1/auth/tokens/${made.json.id}/rotate`, own);
  secrets.add(rotated.json.token);
  statuses.push(made.status, rotated.status);
  await send('DELETE', `/v1/auth/tokens/${made.json.id}`, own);
  await send('GET', '/v1/auth/session', { authorization: 'Bearer alm_sk_forged-but-well-shaped-0000' });
  secrets.add('forged-but-well-shaped');

  const cohort = { label: 'club', definition: { members: ['half_star_hal'] } };
  await send('POST', '/v1/cohorts', own, cohort);
  const invited = await send('POST', '/v1/cohorts/club/invites', own, { role: 'viewer' });
  const invite = new URL(invited.json.url).searchParams.get('invite') ?? invited.json.url.split('/').at(-1);
  secrets.add(invite);
  secrets.add('grace.hopper@example.org');
  await send('POST', '/v1/auth/session', {}, { email: 'grace.hopper@example.org', invite });
  await send('GET', `/auth/sign-in?invite=${invite}`);
  // Whatever answers there, a link that somebody was sent stands in the path.
  for (const path of ['/join', '/v1/joins', '/s', '/v1/shares', '/embed']) await send('GET', `${path}/${invite}`);
  secrets.add('half_star_hal');
  await send('PUT', '/v1/cohorts/club/members/half_star_hal/consent', own);

  mailWorks = false;
  secrets.add('mary@example.org');
  await ensureUser(almanac.db, { email: 'mary@example.org' });
  await send('POST', '/v1/auth/session', {}, { email: 'mary@example.org' });
  await almanac.services.accounts.settled();
  statuses.push((await send('DELETE', '/v1/auth/session', own)).status);

  expect(statuses).toEqual([200, 200, 401, 200, 200, 200, 400, 201, 200, 204]);
  expect(secrets.size).toBeGreaterThan(10);
  for (const secret of secrets) expect(log.includes(secret), secret).toBe(false);
  // It was there to be found: every request has its line, and the mail that failed its reason.
  expect(log.match(/"msg":"request"/g)!.length).toBeGreaterThan(20);
  expect(log).toContain('all recipients were rejected: 550 <…@…> unknown');
  expect(log).toMatch(/"request_id":"[0-9a-f-]{36}"/);
});
