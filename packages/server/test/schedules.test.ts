/** When a cohort is synced by itself, and what its members are reminded of, over HTTP. */
import { createCohort, ensureUser, insertToken, startDueRun } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../src/policies/scopes.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let token: string;
beforeAll(async () => {
  made = await circle();
  server = await serveCircle(made, made.freshServices());
  const { id } = await ensureUser(made.db, { email: 'owner@example.org' });
  token = makeToken();
  await insertToken(made.db, { user_id: id, name: 'owner', token, scopes: [...SCOPES], expires_at: null });
  const definition = { seeds: [], lists: [], members: ['member-1', 'somebody-new'] };
  await createCohort(made.db, id, { label: 'club', display_name: 'The Club', definition });
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function ask(method: string, path: string, body?: object) {
  const response = await fetch(`${server.url}/v1/cohorts/club${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

describe('a schedule', () => {
  it('is set as a whole, read, and ended', async () => {
    expect((await ask('GET', '/schedule')).status).toBe(404);
    const set = await ask('PUT', '/schedule', { cron: '30 4 * * *', full_every_days: 7, time_zone: 'Asia/Tokyo' });
    expect(set).toMatchObject({ status: 200, body: { enabled: true, every_minutes: null, full_every_days: 7 } });
    expect(set.body.next_at).toMatch(/T19:30:00\.000Z$/);
    expect((await ask('PUT', '/schedule', { every_minutes: 90 })).body).toMatchObject({
      cron: null,
      full_every_days: null,
    });
    expect((await ask('GET', '/schedule')).body.every_minutes).toBe(90);
    expect((await ask('DELETE', '/schedule')).status).toBe(204);
    expect((await ask('GET', '/schedule')).body).toMatchObject({ enabled: false, next_at: null });
    expect(await startDueRun(made.db, '2026-11-22', () => ({ next_at: null, next_full_at: null }))).toBeNull();
  });

  it('that can not be read is refused, with every part at fault', async () => {
    const names = async (body: object) => {
      const { status, body: problem } = await ask('PUT', '/schedule', body);
      return [status, ...problem.errors.map(({ name }: { name: string }) => name)];
    };
    expect(await names({ cron: 'at noon', full_cron: '0 0 31 2 *', time_zone: 'Mars/Olympus' })).toEqual([
      400,
      '/time_zone',
      '/cron',
      '/full_cron',
    ]);
    expect(await names({ cron: '0 4 * * *', every_minutes: 5 })).toEqual([400, '/every_minutes']);
    expect(await names({})).toEqual([400, '/cron']);
    expect(await names({ every_minutes: 0 })).toEqual([400, '/every_minutes']);
    expect((await ask('GET', '/schedule')).body.enabled).toBe(false);
  });
});

describe('a reminder', () => {
  it('says how old the data is and where to send the export', async () => {
    const { body } = await ask('GET', '/members/Member-1/reminder');
    expect(body).toMatchObject({ joined: false });
    expect(body.text).toMatch(/^Hello member-1, your films in The Club are as of \d+ \w+ \d{4}\./);
    expect(body.text).toContain('[paste a link for members here]');
    const fresh = await ask('GET', '/members/somebody-new/reminder');
    expect(fresh.body).toMatchObject({ newest_observed_at: null });
    expect(fresh.body.text).toContain('nothing of your films is in The Club yet');
    expect((await ask('GET', '/members/member-8/reminder')).status).toBe(404);
  });

  it('leads who has joined to their private link', async () => {
    await made.db.query(
      `INSERT INTO cohort_joins (cohort_id, member_id, hash, named, feed)
       SELECT c.id, m.member_id, sha256('x'), false, false FROM cohorts c, members m
       WHERE c.label = 'club' AND m.username = 'member-1'`,
    );
    expect((await ask('GET', '/members/member-1/reminder')).body).toMatchObject({
      joined: true,
      text: expect.stringContaining('private link'),
    });
  });
});

describe('exclusions', () => {
  it('take a member out at once, and stand above the rest of the definition', async () => {
    const members = async () =>
      (await ask('GET', '/members')).body.items.map(({ username }: { username: string }) => username);
    expect(await members()).toEqual(['member-1', 'somebody-new']);
    const definition = { members: ['member-1', 'somebody-new'], exclusions: ['Member-1'] };
    const changed = await ask('PATCH', '', { definition });
    expect(changed.body.definition).toEqual({
      seeds: [],
      lists: [],
      members: ['member-1', 'somebody-new'],
      exclusions: ['member-1'],
    });
    expect(await members()).toEqual(['somebody-new']);
  });
});
