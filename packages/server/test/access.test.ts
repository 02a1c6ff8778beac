/** Owners, editors, viewers and strangers of a cohort, over HTTP. */
import { createHash } from 'node:crypto';
import {
  acceptInvite,
  createCohort,
  ensureUser,
  findCohort,
  findInvite,
  forgetMember,
  insertToken,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../src/policies/scopes.ts';
import type { AllServices } from '../src/services/index.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

let made: Circle;
let services: AllServices;
let server: Awaited<ReturnType<typeof serveCircle>>;
const tokens: Record<string, string> = {};
const ids: Record<string, number> = {};
let cohortId: number;
beforeAll(async () => {
  made = await circle();
  services = made.freshServices();
  server = await serveCircle(made, services);
  for (const name of ['owner', 'editor', 'viewer', 'stranger']) {
    const user = await ensureUser(made.db, { email: `${name}@example.org` });
    const token = makeToken();
    await insertToken(made.db, { user_id: user.id, name, token, scopes: [...SCOPES], expires_at: null });
    tokens[name] = token;
    ids[name] = user.id;
  }
  const members = ['member-1', 'member-2'];
  const definition = { seeds: [], lists: [], members };
  cohortId = (await createCohort(made.db, ids.owner!, { label: 'club', definition })).id;
  for (const role of ['editor', 'viewer']) {
    await made.db.query('INSERT INTO cohort_memberships VALUES ($1, $2, $3)', [cohortId, ids[role], role]);
  }
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function ask(who: string, method: string, path: string, body?: object) {
  const response = await fetch(`${server.url}/v1/cohorts/club${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens[who]}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

describe('a cohort', () => {
  it('says what the caller may do with it', async () => {
    const can = async (who: string) => (await ask(who, 'GET', '')).body.can;
    expect(await can('owner')).toEqual({ edit: true, sync: true, own: true, see_names: true });
    expect(await can('editor')).toEqual({ edit: true, sync: true, own: false, see_names: true });
    expect(await can('viewer')).toEqual({ edit: false, sync: false, own: false, see_names: false });
    expect((await ask('stranger', 'GET', '')).status).toBe(404);
  });

  it('is changed by owners and editors; only an owner opens it to the public', async () => {
    const change = { display_name: 'The Club', definition: { members: ['member-1', 'member-2', 'member-3'] } };
    expect((await ask('viewer', 'PATCH', '', change)).status).toBe(403);
    expect((await ask('stranger', 'PATCH', '', change)).status).toBe(404);
    const changed = await ask('editor', 'PATCH', '', change);
    expect(changed).toMatchObject({ status: 200, body: { display_name: 'The Club', label: 'club', member_count: 3 } });
    expect((await ask('viewer', 'GET', '')).body.display_name).toBe('The Club');
    expect((await ask('editor', 'PATCH', '', { visibility: 'public' })).status).toBe(403);
    expect((await ask('owner', 'PATCH', '', { visibility: 'public' })).body.visibility).toBe('public');
    await ask('owner', 'PATCH', '', { visibility: 'private' });
    expect((await ask('owner', 'PATCH', '', { label: 'circle' })).status).toBe(409);
    expect((await ask('owner', 'PATCH', '', {})).status).toBe(400);
  });

  it('does not take in whoever asked to be forgotten, and names the place', async () => {
    await forgetMember(made.db, 'gone_name');
    const refused = await ask('owner', 'PATCH', '', { definition: { members: ['member-1', 'Gone_Name'] } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([{ in: 'body', name: '/definition/members/1', message: "can't be collected" }]);
    expect((await ask('owner', 'GET', '')).body.definition.members).toHaveLength(3);
  });
});

describe('its members', () => {
  it('are shown to owners and editors, page by page, with what is known of them', async () => {
    const first = (await ask('editor', 'GET', '/members?limit=2')).body;
    const second = (await ask('editor', 'GET', `/members?limit=2&cursor=${first.next_cursor}`)).body;
    const all = [...first.items, ...second.items];
    expect(all.map(({ username }) => username)).toEqual(['member-1', 'member-2', 'member-3']);
    expect(all[0]).toMatchObject({ sources: ['export'], consent: null });
    expect(all[0].ratings).toBeGreaterThan(0);
    expect(second.next_cursor).toBeNull();
    expect((await ask('viewer', 'GET', '/members')).status).toBe(403);
    expect((await ask('stranger', 'GET', '/members')).status).toBe(404);
  });

  it("agree by their owner's word, which can be taken back", async () => {
    const consent = async () => (await ask('owner', 'GET', '/members?limit=1')).body.items[0].consent;
    const before = (await findCohort(made.db, cohortId))!.revision;
    expect((await ask('editor', 'PUT', '/members/member-1/consent')).status).toBe(403);
    expect((await ask('owner', 'PUT', '/members/Member-1/consent')).status).toBe(204);
    expect(await consent()).toBe('owner_statement');
    expect((await findCohort(made.db, cohortId))!.revision).toBeGreaterThan(before);
    expect((await ask('owner', 'DELETE', '/members/member-1/consent')).status).toBe(204);
    expect(await consent()).toBeNull();
    expect((await ask('owner', 'PUT', '/members/member-8/consent')).status).toBe(404);
  });
});

describe('roles', () => {
  it('are changed by owners, and the last owner stays', async () => {
    const role = (who: string) => `/memberships/${ids[who]}`;
    expect((await ask('editor', 'GET', '/memberships')).status).toBe(403);
    expect((await ask('editor', 'PUT', role('editor'), { role: 'owner' })).status).toBe(403);
    expect((await ask('owner', 'PUT', role('owner'), { role: 'viewer' })).status).toBe(409);
    expect((await ask('owner', 'DELETE', role('owner'))).status).toBe(409);
    expect((await ask('owner', 'PUT', role('editor'), { role: 'owner' })).status).toBe(204);
    expect((await ask('editor', 'PUT', role('editor'), { role: 'editor' })).status).toBe(204);
    expect((await ask('owner', 'PUT', role('stranger'), { role: 'viewer' })).status).toBe(404);
  });

  it('are given up by whoever has one, at once', async () => {
    expect((await ask('viewer', 'DELETE', `/memberships/${ids.editor}`)).status).toBe(403);
    expect((await ask('viewer', 'DELETE', `/memberships/${ids.viewer}`)).status).toBe(204);
    expect((await ask('viewer', 'GET', '')).status).toBe(404);
  });

  it('of two owners who leave at once, one stays', async () => {
    const role = (who: string) => `/memberships/${ids[who]}`;
    await ask('owner', 'PUT', role('editor'), { role: 'owner' });
    const left = await Promise.all([ask('owner', 'DELETE', role('owner')), ask('editor', 'DELETE', role('editor'))]);
    expect(left.map(({ status }) => status).sort()).toEqual([204, 409]);
    await made.db.query('DELETE FROM cohort_memberships WHERE cohort_id = $1', [cohortId]);
    for (const name of ['owner', 'editor']) {
      await made.db.query('INSERT INTO cohort_memberships VALUES ($1, $2, $3)', [cohortId, ids[name], name]);
    }
    services.cohorts.changed();
  });
});

describe('invites', () => {
  const tokenOf = (url: string) => new URL(url).searchParams.get('invite')!;

  it('let somebody without an account in, as often as they say', async () => {
    expect((await ask('editor', 'POST', '/invites', { role: 'viewer' })).status).toBe(403);
    const created = await ask('owner', 'POST', '/invites', { role: 'viewer', name: 'friends', max_uses: 1 });
    expect(created).toMatchObject({ status: 201, body: { role: 'viewer', name: 'friends', uses: 0, state: 'open' } });
    const token = tokenOf(created.body.url);
    const { rows } = await made.db.query<{ hash: Buffer }>('SELECT hash FROM invites');
    expect(rows[0]!.hash).toEqual(createHash('sha256').update(token).digest());

    const guests = await Promise.all([1, 2, 3].map((n) => ensureUser(made.db, { email: `guest${n}@example.org` })));
    const accepted = await Promise.all(guests.map(({ id }) => acceptInvite(made.db, { token, user_id: id })));
    expect(accepted.filter((invite) => invite !== null)).toHaveLength(1);
    expect((await ask('owner', 'GET', '/memberships')).body.items).toHaveLength(3);
    expect((await ask('owner', 'GET', '/invites')).body.items[0]).toMatchObject({ uses: 1, state: 'over' });
    expect(await findInvite(made.db, token)).toBeNull();
  });

  it('open nothing when they are ended or over, and nothing to those who are in', async () => {
    const wish = { role: 'editor', expires_in_days: 1 };
    const { body } = await ask('owner', 'POST', '/invites', wish);
    // Who owns the cohort is not made its editor.
    await acceptInvite(made.db, { token: tokenOf(body.url), user_id: ids.owner! });
    expect((await ask('owner', 'GET', '/memberships')).body.items[0].role).toBe('owner');
    expect((await ask('owner', 'DELETE', `/invites/${body.id}`)).status).toBe(204);
    expect((await ask('owner', 'DELETE', `/invites/${body.id}`)).status).toBe(404);
    expect(await acceptInvite(made.db, { token: tokenOf(body.url), user_id: ids.stranger! })).toBeNull();
    const other = (await ask('owner', 'POST', '/invites', wish)).body;
    await made.db.query('UPDATE invites SET expires_at = now() WHERE id = $1', [other.id]);
    expect(await acceptInvite(made.db, { token: tokenOf(other.url), user_id: ids.stranger! })).toBeNull();
  });
});

describe('deleting', () => {
  it('is for owners, and leaves the ratings', async () => {
    const ratings = async () =>
      (await made.db.query<{ n: number }>('SELECT count(*)::int AS n FROM ratings')).rows[0]!.n;
    const before = await ratings();
    expect((await ask('editor', 'DELETE', '')).status).toBe(403);
    expect((await ask('owner', 'DELETE', '')).status).toBe(204);
    expect((await ask('owner', 'GET', '')).status).toBe(404);
    expect(await ratings()).toBe(before);
  });
});
