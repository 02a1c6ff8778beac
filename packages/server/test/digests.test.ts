/** Weekly digests: asked for over HTTP, sent once however many look, ended by one click. */
import { createCohort, ensureUser, findCohort, insertToken, replaceCohortMembers } from '@cohort-almanac/db';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../src/policies/scopes.ts';
import { nextMonday } from '../src/services/digests.ts';
import { type AllServices, createServices } from '../src/services/index.ts';
import type { Mail } from '../src/services/mail.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle, publish } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

const log = pino({ level: 'silent' });
const never = new AbortController().signal;
const URL_BASE = 'https://almanac.example.org';
let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let services: AllServices;
let outbox: Mail[] = [];
let broken = false;
const tokens: Record<string, string> = {};
const ids: Record<string, number> = {};

const servicesOn = (db: Circle['db']) =>
  createServices(db, made.coordination, {
    accounts: {
      log,
      publicUrl: URL_BASE,
      mailer: {
        async send(mail) {
          if (broken) throw new Error('the mail server is away');
          outbox.push(mail);
        },
      },
    },
  });

beforeAll(async () => {
  made = await circle();
  services = servicesOn(made.db);
  server = await serveCircle(made, services);
  for (const name of ['reader', 'stranger']) {
    const user = await ensureUser(made.db, { email: `${name}@example.org` });
    tokens[name] = makeToken();
    ids[name] = user.id;
    await insertToken(made.db, { user_id: user.id, name, token: tokens[name], scopes: [...SCOPES], expires_at: null });
  }
  await made.db.query("INSERT INTO cohort_memberships VALUES ($1, $2, 'viewer')", [made.cohort.id, ids.reader]);
});
beforeEach(async () => {
  outbox = [];
  broken = false;
  await made.db.query('TRUNCATE digest_subscriptions, digest_links');
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function ask(who: string, method: string) {
  const response = await fetch(`${server.url}/v1/cohorts/circle/digest`, {
    method,
    headers: { authorization: `Bearer ${tokens[who]}` },
  });
  return { status: response.status, body: await response.json() };
}
const makeDue = () => made.db.query("UPDATE digest_subscriptions SET next_at = now() - interval '1 minute'");
const send = (of = services) => of.digests.sendDue(never);

/** Turns the ranking over: half of the members like now what they did not, and the other way round. */
async function shuffle() {
  await made.db.query('UPDATE ratings SET rating = 11 - rating WHERE rating IS NOT NULL AND film_id % 3 = 0');
  await publish(made.db, made.cohort.id);
  services.cohorts.changed();
}

describe('a subscription', () => {
  it('is one’s own, for a cohort that one may read', async () => {
    expect((await ask('reader', 'GET')).body).toEqual({ subscribed: false, next_at: null, last_sent_at: null });
    const { body } = await ask('reader', 'PUT');
    expect(body.subscribed).toBe(true);
    expect(body.next_at).toMatch(/T07:00:00\.000Z$/);
    expect((await ask('reader', 'PUT')).body).toEqual(body);
    expect((await ask('reader', 'DELETE')).body.subscribed).toBe(false);
    expect((await ask('stranger', 'PUT')).status).toBe(404);
  });

  it('is for Mondays', () => {
    expect(nextMonday(new Date('2026-11-23T06:59:59Z')).toISOString()).toBe('2026-11-23T07:00:00.000Z');
    expect(nextMonday(new Date('2026-11-23T07:00:00Z')).toISOString()).toBe('2026-11-30T07:00:00.000Z');
    expect(nextMonday(new Date('2026-11-29T23:00:00Z')).toISOString()).toBe('2026-11-30T07:00:00.000Z');
  });
});

describe('a digest', () => {
  it('is not sent before its time, nor when nothing has changed', async () => {
    await ask('reader', 'PUT');
    expect(await send()).toBe(0);
    await makeDue();
    expect(await send()).toBe(0);
    expect(outbox).toEqual([]);
    const { body } = await ask('reader', 'GET');
    expect(body.last_sent_at).toBeNull();
    expect(Date.parse(body.next_at)).toBeGreaterThan(Date.now());
  });

  it('tells what has changed, in text and HTML, and names nobody', async () => {
    await ask('reader', 'PUT');
    await shuffle();
    await makeDue();
    expect(await send()).toBe(1);
    const [mail] = outbox as [Mail];
    expect(mail.to).toBe('reader@example.org');
    expect(mail.text).toMatch(/New among the top 25\n- Film \d+/);
    expect(mail.text).toMatch(/Left the top 25\n- Film \d+/);
    expect(mail.text).toMatch(/▲\d+ to \d+/);
    expect(mail.text).toMatch(/ 1\. Film \d+.* · \d\.\d\d ★ · \d+ watched/);
    expect(mail.text).toMatch(/9 of 9 members · ranked \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(mail.html).toContain('<!doctype html>');
    expect(mail.html).toContain('New among the top 25');
    // The dashboard's room with the whole ranking.
    expect(mail.text).toContain(`${URL_BASE}/#/circle/explore\n`);
    expect(mail.html).toContain(`href="${URL_BASE}/#/circle/explore"`);
    expect(`${mail.text}${mail.html}`).not.toContain('member-');
    // The same week, and the same ranking, are told once.
    await makeDue();
    expect(await send()).toBe(0);
    expect((await ask('reader', 'GET')).body.last_sent_at).not.toBeNull();
  });

  it('knows what was before, although the old ranking is gone', async () => {
    await ask('reader', 'PUT');
    await shuffle();
    await made.db.query('DELETE FROM ranking_versions WHERE id <> (SELECT max(id) FROM ranking_versions)');
    await makeDue();
    expect(await send()).toBe(1);
    expect(outbox[0]!.text).toMatch(/Left the top 25\n- Film \d+/);
  });

  it('escapes what people wrote', async () => {
    await made.db.query(`UPDATE cohorts SET display_name = '<b>Club</b> & co' WHERE id = $1`, [made.cohort.id]);
    await made.db.query(`UPDATE films SET title = '<script>' || title`);
    await ask('reader', 'PUT');
    await shuffle();
    await makeDue();
    await send();
    expect(outbox[0]!.html).toContain('&lt;b&gt;Club&lt;/b&gt; &amp; co');
    expect(outbox[0]!.html).not.toContain('<script>');
    expect(outbox[0]!.subject).toContain('<b>Club</b> & co');
  });

  it('is sent once, however many schedulers look', async () => {
    const users = await Promise.all(
      Array.from({ length: 8 }, (_, n) => ensureUser(made.db, { email: `many-${n}@example.org` })),
    );
    await made.db.query("UPDATE cohorts SET visibility = 'public' WHERE id = $1", [made.cohort.id]);
    const cohort = (await findCohort(made.db, 'circle'))!;
    for (const { id } of users) await services.digests.subscribe(id, cohort);
    await shuffle();
    await makeDue();
    const sent = await Promise.all([send(), send(servicesOn(made.db)), send(servicesOn(made.db))]);
    expect(sent.reduce((a, b) => a + b)).toBe(8);
    expect(outbox.map(({ to }) => to).sort()).toEqual(users.map(({ email }) => email).sort());
    await made.db.query("UPDATE cohorts SET visibility = 'private' WHERE id = $1", [made.cohort.id]);
  });

  it('comes later when the mail server is away', async () => {
    await ask('reader', 'PUT');
    await shuffle();
    await makeDue();
    broken = true;
    expect(await send()).toBe(0);
    broken = false;
    expect(await send()).toBe(0);
    await makeDue();
    expect(await send()).toBe(1);
  });

  it('ends with the right to read the cohort', async () => {
    await ask('reader', 'PUT');
    await shuffle();
    await made.db.query('DELETE FROM cohort_memberships WHERE user_id = $1', [ids.reader]);
    await makeDue();
    expect(await send()).toBe(0);
    expect((await made.db.query('SELECT 1 FROM digest_subscriptions')).rows).toEqual([]);
    await made.db.query("INSERT INTO cohort_memberships VALUES ($1, $2, 'viewer')", [made.cohort.id, ids.reader]);
  });

  it('of a cohort without a ranking waits for the first one', async () => {
    const definition = { seeds: [], lists: [], members: [] };
    const { id } = await createCohort(made.db, ids.reader!, { label: 'young', definition });
    await services.digests.subscribe(ids.reader!, (await findCohort(made.db, id))!);
    await makeDue();
    expect(await send()).toBe(0);
    const members = await made.db.query<{ member_id: number }>('SELECT member_id FROM members');
    await replaceCohortMembers(
      made.db,
      id,
      members.rows.map((row) => row.member_id),
    );
    await publish(made.db, id);
    await makeDue();
    expect(await send()).toBe(1);
    expect(outbox[0]!.text).not.toMatch(/New among/);
  });
});

describe('ending it by a link', () => {
  async function link(): Promise<URL> {
    await ask('reader', 'PUT');
    await shuffle();
    await makeDue();
    await send();
    const { text, unsubscribe } = outbox.at(-1)!;
    expect(text).toContain(unsubscribe);
    expect(unsubscribe).toMatch(/^https:\/\/almanac\.example\.org\/digest\/unsubscribe\?token=[\w-]{43}$/);
    return new URL(unsubscribe!.replace(URL_BASE, server.url));
  }
  const subscribed = async () => (await ask('reader', 'GET')).body.subscribed;

  it('shows what would be done, and does it at a press; the secret is not kept', async () => {
    const url = await link();
    const shown = await fetch(url);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(await shown.text()).toContain('method="post"');
    expect(await subscribed()).toBe(true);
    const { rows } = await made.db.query<{ hash: Buffer }>('SELECT hash FROM digest_links');
    expect(rows.some(({ hash }) => hash.toString().includes(url.searchParams.get('token')!))).toBe(false);
    expect((await fetch(url, { method: 'POST' })).status).toBe(200);
    expect(await subscribed()).toBe(false);
    expect(await (await fetch(url)).text()).toContain('ended already');
  });

  it('is one click for a mail program (RFC 8058), from wherever it comes', async () => {
    const url = await link();
    const clicked = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://mail.example.com',
        'sec-fetch-site': 'cross-site',
      },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.status).toBe(200);
    expect(await subscribed()).toBe(false);
  });

  it('works from an older mail too, and with no other token', async () => {
    const older = await link();
    await link();
    for (const token of ['', 'x', 'A'.repeat(43)]) {
      const url = new URL(`/digest/unsubscribe?token=${token}`, server.url);
      expect((await fetch(url)).status).toBe(404);
      expect((await fetch(url, { method: 'POST' })).status).toBe(404);
    }
    expect(await subscribed()).toBe(true);
    await fetch(older, { method: 'POST' });
    expect(await subscribed()).toBe(false);
  });
});
