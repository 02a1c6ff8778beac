/** The club's door as a browser uses it: coming in with an export, looking after it, leaving. */
import { createHash } from 'node:crypto';
import { findCohort, findInvite, forgottenAmong } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from '../../packages/pipeline/src/index.ts';
import { type Club, club, exportZip, form, leftovers, ratingsOf } from './club.ts';

let at: Club;
let worker: Worker;
beforeAll(async () => {
  at = await club();
  worker = await at.work();
});
afterAll(async () => {
  await worker.close(2_000);
  await at.close();
});

/** Makes a door and resolves to its path. */
async function door(wish: object = {}): Promise<{ id: number; path: string; token: string }> {
  const { status, body } = await at.ask('owner', 'POST', '/v1/cohorts/club/invites', { role: 'member', ...wish });
  expect(status).toBe(201);
  const path = new URL(body.url).pathname;
  return { id: body.id, path, token: path.split('/')[2]! };
}

const bytesOf = (username: string) => exportZip({ username, ratings: { 1: 4, 2: 3 }, lists: { best: [1] } });

/** Sends the form of the page as a browser does, and resolves to the path of the private link. */
async function come(path: string, bytes: Uint8Array, choice: Record<string, string> = { name: 'pseudonym' }) {
  const { status, body } = await at.ask(null, 'POST', path, form(choice, bytes));
  expect(status, body).toBe(202);
  const link = /\/join\/leave\/([A-Za-z0-9_-]{43})/.exec(body)!;
  return { path: link[0], secret: link[1]! };
}

/** Waits until what was sent is read, and resolves to what the private link shows. */
async function settled(secret: string) {
  for (const end = Date.now() + 20_000; ; ) {
    const { body } = await at.ask(null, 'GET', `/v1/joins/leave/${secret}`);
    if (body.state !== 'reading' || Date.now() > end) return body;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function member(username: string) {
  const { body } = await at.ask('owner', 'GET', '/v1/cohorts/club/members?limit=200');
  return body.items.find((one: { username: string }) => one.username === username) ?? null;
}

const send = (path: string, fields: Record<string, string>, headers = {}) =>
  fetch(at.url + path, { method: 'POST', body: new URLSearchParams(fields), headers });

describe('the door', () => {
  it('shows what is kept and dropped, and changes nothing when it is looked at', async () => {
    const { path, token, id } = await door({ name: 'tuesday' });
    const page = await at.ask(null, 'GET', path);
    expect(page).toMatchObject({ status: 200 });
    expect(page.body).toMatch(/<form[^>]* method="post"[^>]* enctype="multipart\/form-data"/);
    expect(page.body).toContain('mail address');
    expect(page.body).not.toContain('<script');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const { body } = await at.ask(null, 'GET', `/v1/joins/${token}`);
    expect(body).toMatchObject({ cohort: { display_name: 'club' }, username: null });
    const invites = (await at.ask('owner', 'GET', '/v1/cohorts/club/invites')).body.items;
    expect(invites.find((one: { id: number }) => one.id === id)).toMatchObject({
      uses: 0,
      state: 'open',
      role: 'member',
    });
  });

  it('opens no account: it is no invite to sign up with', async () => {
    const { token } = await door();
    expect(await findInvite(at.db, token)).toBeNull();
    const { rows } = await at.db.query<{ hash: Buffer }>('SELECT hash FROM invites ORDER BY id DESC LIMIT 1');
    expect(rows[0]!.hash).toEqual(createHash('sha256').update(token).digest());
  });

  it('lets a member in with their export, as a pseudonym', async () => {
    const { path, id } = await door({ max_uses: 2 });
    const { secret, path: link } = await come(path, bytesOf('Ada_L'));
    expect(await settled(secret)).toMatchObject({ state: 'joined', username: 'ada_l', named: false, feed: false });
    expect(await member('ada_l')).toMatchObject({ ratings: 2, sources: ['export'], consent: null });
    expect(await ratingsOf(at.db, 'ada_l')).toBe(2);
    expect(await leftovers(at.db)).toBe(0);
    const page = await at.ask(null, 'GET', link);
    expect(page.body).toContain('You are in.');
    const invites = (await at.ask('owner', 'GET', '/v1/cohorts/club/invites')).body.items;
    expect(invites.find((one: { id: number }) => one.id === id)).toMatchObject({ uses: 1 });
    // Joining is no definition of the owner's: it stays when that is replaced.
    expect((await findCohort(at.db, 'club'))!.definition.members).toEqual([]);
  });

  it('names who wants to be named, until they want it no more', async () => {
    const { path } = await door();
    const first = await come(path, bytesOf('nora'), { name: 'named', feed: 'yes' });
    expect(await settled(first.secret)).toMatchObject({ state: 'joined', named: true, feed: true });
    expect((await member('nora')).consent).toBe('export_with_invite');
    const again = await door({ username: 'Nora' });
    const second = await come(again.path, bytesOf('nora'));
    expect(await settled(second.secret)).toMatchObject({ state: 'joined', named: false });
    expect((await member('nora')).consent).toBeNull();
    expect((await at.ask(null, 'GET', `/v1/joins/leave/${first.secret}`)).body).toMatchObject({ named: false });
  });

  it('takes a second export of a member only from themselves', async () => {
    const { path } = await door();
    const forged = exportZip({ username: 'ada_l', ratings: { 1: 0.5 } });
    const other = await come(path, forged);
    const refused = await settled(other.secret);
    expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'claimed' }, username: null });
    expect((await at.ask(null, 'GET', other.path)).body).toContain('This member has joined already');
    expect(await ratingsOf(at.db, 'ada_l')).toBe(2);
  });

  it('made for one member takes no other', async () => {
    const { path } = await door({ username: 'wanted' });
    expect((await at.ask(null, 'GET', path)).body).toContain('wanted');
    const { secret } = await come(path, bytesOf('unwanted'));
    expect(await settled(secret)).toMatchObject({ state: 'refused', refusal: { code: 'wrong_member' } });
    expect(await member('unwanted')).toBeNull();
  });

  it('says what is wrong with a file on the page itself', async () => {
    const { path } = await door();
    const without = await at.ask(null, 'POST', path, form({ name: 'named' }, new Uint8Array(0)));
    expect(without).toMatchObject({ status: 400 });
    expect(without.body).toMatch(/role="alert"[^>]*>Choose the ZIP/);
    const unsaid = await at.ask(null, 'POST', path, form({}, bytesOf('x')));
    expect(unsaid.status).toBe(400);
    const { secret, path: link } = await come(path, Buffer.from('no zip at all'));
    expect(await settled(secret)).toMatchObject({ state: 'refused', refusal: { code: 'not_a_zip' } });
    expect((await at.ask(null, 'GET', link)).body).toContain('This is not a ZIP');
    expect(await leftovers(at.db)).toBe(0);
  });

  it('is the same wall once it is ended, over, used up, or was never there', async () => {
    const ended = await door();
    await at.ask('owner', 'DELETE', `/v1/cohorts/club/invites/${ended.id}`);
    const expired = await door();
    await at.db.query('UPDATE invites SET expires_at = now() WHERE id = $1', [expired.id]);
    const used = await door({ max_uses: 1 });
    await settled((await come(used.path, bytesOf('first'))).secret);
    const pages = new Set<string>();
    for (const path of [ended.path, expired.path, used.path, `/join/${'x'.repeat(43)}`, '/join/short']) {
      const looked = await at.ask(null, 'GET', path);
      const sent = await at.ask(null, 'POST', path, form({ name: 'named' }, bytesOf('late')));
      expect([looked.status, sent.status]).toEqual([404, 404]);
      pages.add(looked.body).add(sent.body);
      const api = await at.ask(
        null,
        'POST',
        `/v1${path.replace('/join/', '/joins/')}`,
        form({ named: 'true' }, bytesOf('late')),
      );
      expect(api.status).toBe(404);
    }
    expect(pages.size).toBe(1);
    expect(await member('late')).toBeNull();
    expect(await leftovers(at.db)).toBe(0);
  });

  it('lets no more in at once than it says', async () => {
    const { path } = await door({ max_uses: 1 });
    const both = await Promise.all([come(path, bytesOf('quick')), come(path, bytesOf('quicker'))]);
    const states = await Promise.all(both.map(({ secret }) => settled(secret)));
    expect(states.map(({ state }) => state).sort()).toEqual(['joined', 'refused']);
    expect(states.find(({ state }) => state === 'refused').refusal.code).toBe('door_over');
  });

  it('is not opened by a page of somebody else', async () => {
    const { path, token } = await door();
    const addresses = [
      [path, { name: 'named' }],
      [`/v1/joins/${token}`, { named: 'true' }],
    ] as const;
    for (const [address, choice] of addresses) {
      const response = await fetch(at.url + address, {
        method: 'POST',
        body: form(choice, bytesOf('lured')),
        headers: { origin: 'https://elsewhere.example' },
      });
      expect(response.status).toBe(403);
    }
    expect(await member('lured')).toBeNull();
  });
});

describe('the private link', () => {
  it('takes a newer export, though the door is shut', async () => {
    const { path, id } = await door();
    const { path: link, secret } = await come(path, bytesOf('gustav'));
    await settled(secret);
    await at.ask('owner', 'DELETE', `/v1/cohorts/club/invites/${id}`);
    const newer = exportZip({ username: 'gustav', ratings: { 1: 4, 2: 3, 3: 5 }, lists: { best: [1] } });
    expect((await at.ask(null, 'POST', link, form({}, newer))).status).toBe(202);
    expect(await settled(secret)).toMatchObject({ state: 'joined' });
    expect(await ratingsOf(at.db, 'gustav')).toBe(3);
    // Of somebody else it takes none, and who holds it stays.
    await at.ask(null, 'PUT', `/v1/joins/leave/${secret}`, form({}, bytesOf('ada_l')));
    expect(await settled(secret)).toMatchObject({
      state: 'refused',
      username: 'gustav',
      refusal: { code: 'wrong_member' },
    });
  });

  it('leads out, and takes everything along', async () => {
    const { path } = await door();
    const { path: link, secret } = await come(path, bytesOf('brief'));
    await settled(secret);
    await expect.poll(async () => (await findCohort(at.db, 'club'))!.active_run_id, { timeout: 15_000 }).toBeNull();
    const before = (await findCohort(at.db, 'club'))!;
    // Links are looked into before people open them.
    expect((await at.ask(null, 'GET', link)).status).toBe(200);
    expect((await send(link, { do: 'leave' }, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await send(link, { do: 'nothing' })).status).toBe(400);
    expect(await member('brief')).not.toBeNull();
    const left = await send(link, { do: 'leave' });
    expect(await left.text()).toContain('What was stored of you is deleted');
    expect(await member('brief')).toBeNull();
    const { rows } = await at.db.query("SELECT 1 FROM members WHERE username = 'brief'");
    expect(rows).toEqual([]);
    expect((await at.ask(null, 'GET', link)).status).toBe(404);
    expect((await at.ask(null, 'POST', `/v1/joins/leave/${secret}`, {})).status).toBe(404);
    await expect
      .poll(async () => (await findCohort(at.db, 'club'))!.current_version_id, { timeout: 15_000 })
      .not.toBe(before.current_version_id);
    expect(before.member_count - (await findCohort(at.db, 'club'))!.member_count).toBe(1);
  });

  it('keeps out whoever left: no definition and no door for everybody brings them back', async () => {
    const { body } = await at.ask('owner', 'PATCH', '/v1/cohorts/club', { definition: { members: ['brief'] } });
    expect(body.can.edit).toBe(true);
    expect(await member('brief')).toBeNull();
    const { path } = await door();
    expect(await settled((await come(path, bytesOf('brief'))).secret)).toMatchObject({ refusal: { code: 'left' } });
    const named = await door({ username: 'brief' });
    expect(await settled((await come(named.path, bytesOf('brief'))).secret)).toMatchObject({ state: 'joined' });
  });

  it('has somebody forgotten everywhere, only when they are sure', async () => {
    const { path } = await door();
    const { path: link, secret } = await come(path, bytesOf('lethe'));
    await settled(secret);
    expect((await send(link, { do: 'forget' })).status).toBe(400);
    expect((await send(link, { do: 'forget', sure: 'yes' })).status).toBe(200);
    expect(await forgottenAmong(at.db, ['lethe'])).toEqual(new Set(['lethe']));
    expect(await settled((await come(path, bytesOf('lethe'))).secret)).toMatchObject({ refusal: { code: 'not_kept' } });
    const { rows } = await at.db.query<{ n: number }>(
      "SELECT count(*) AS n FROM imports WHERE 'lethe' IN (member, expected)",
    );
    expect(rows[0]!.n).toBe(0);
  });

  it('takes back an export that is not read yet', async () => {
    await worker.close(2_000);
    const { path } = await door();
    const { secret } = await come(path, bytesOf('hasty'));
    expect((await at.ask(null, 'POST', `/v1/joins/leave/${secret}`, { everywhere: true })).status).toBe(200);
    expect(await leftovers(at.db)).toBe(0);
    worker = await at.work();
    expect(await member('hasty')).toBeNull();
  });
});
