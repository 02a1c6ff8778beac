/** Saved filters and what is shared of them, over HTTP. */
import { createCohort, ensureUser, findCohort, insertToken, pruneVersions } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../src/policies/scopes.ts';
import type { AllServices } from '../src/services/index.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle, publish } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

/** A title that would break out of HTML, XML, JSON-LD and attributes, were it let. */
const HOSTILE = '<script>alert(1)</script> & "quotes"';

let made: Circle;
let services: AllServices;
let server: Awaited<ReturnType<typeof serveCircle>>;
const tokens: Record<string, string> = {};
const ids: Record<string, number> = {};

beforeAll(async () => {
  made = await circle();
  services = made.freshServices();
  server = await serveCircle(made, services);
  for (const name of ['owner', 'editor', 'viewer', 'stranger']) {
    const user = await ensureUser(made.db, { email: `${name}@example.org` });
    tokens[name] = makeToken();
    ids[name] = user.id;
    await insertToken(made.db, { user_id: user.id, name, token: tokens[name], scopes: [...SCOPES], expires_at: null });
    if (name !== 'stranger') {
      await made.db.query('INSERT INTO cohort_memberships VALUES ($1, $2, $3)', [made.cohort.id, user.id, name]);
    }
  }
  await made.db.query(
    `UPDATE films SET title = $1 WHERE film_id = (
       SELECT film_id FROM film_rankings WHERE strategy = 'bayesian' AND rank = 1 LIMIT 1)`,
    [HOSTILE],
  );
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function ask(who: string | null, method: string, path: string, body?: object, headers: object = {}) {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(who !== null && { authorization: `Bearer ${tokens[who]}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, body: asJson(text) };
}

function asJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const save = async (who: string, filter: object = {}, name = 'A list') =>
  (await ask(who, 'POST', '/v1/filters', { cohort: 'circle', name, filter })).body.id as number;

async function share(filter: object = {}, wish: object = {}, who = 'owner') {
  const id = await save(who, filter);
  const { body } = await ask(who, 'POST', `/v1/filters/${id}/share`, wish);
  return { id, slug: body.slug as string, ...body };
}

describe('a saved filter', () => {
  it('is kept in canonical form, with its text and its words', async () => {
    const sent = {
      cohort: 'circle',
      name: ' Old ones ',
      filter: { watchers_min: '3', decade: [1980, 1970], sort: 'score' },
    };
    const saved = await ask('viewer', 'POST', '/v1/filters', sent);
    expect(saved.status, saved.text).toBe(201);
    expect(saved.headers.get('location')).toBe(`/v1/filters/${saved.body.id}`);
    expect(saved.body).toMatchObject({
      cohort: { label: 'circle' },
      name: 'Old ones',
      description: null,
      filter: { decade: [1970, 1980], watchers_min: 3 },
      query: 'decade=1970&decade=1980&watchers_min=3',
      words: 'From the 1970s or 1980s · seen by 3 or more · by Bayesian score',
      names_members: false,
      share: null,
    });
    const hash = (await ask('viewer', 'GET', '/v1/cohorts/circle/rankings?watchers_min=3&decade=1970&decade=1980'))
      .body;
    expect(saved.body.filter_hash).toBe(hash.filter_hash);
  });

  it('that is none is refused with the place of every fault', async () => {
    const filter = { watchers_mim: 3, rating_min: 4, rating_max: 2, limit: 5 };
    const refused = await ask('owner', 'POST', '/v1/filters', { cohort: 'circle', name: 'x', filter });
    expect(refused.status).toBe(400);
    expect(refused.body.code).toBe('invalid-filter');
    expect(refused.body.errors.map(({ name }: { name: string }) => name)).toEqual([
      '/filter/watchers_mim',
      '/filter/rating_min',
      '/filter/limit',
    ]);
  });

  it('is listed page by page, newest first, of one cohort if asked', async () => {
    const other = { seeds: [], lists: [], members: [] };
    await createCohort(made.db, ids.editor!, { label: 'other', definition: other });
    const made3 = [await save('editor'), await save('editor'), await save('editor')];
    await ask('editor', 'POST', '/v1/filters', { cohort: 'other', name: 'x', filter: {} });
    const first = (await ask('editor', 'GET', '/v1/filters?cohort=circle&limit=2')).body;
    const next = (await ask('editor', 'GET', `/v1/filters?cohort=circle&limit=2&cursor=${first.next_cursor}`)).body;
    expect([...first.items, ...next.items].map(({ id }: { id: number }) => id)).toEqual(made3.reverse());
    expect(next.next_cursor).toBeNull();
    expect((await ask('editor', 'GET', '/v1/filters')).body.items).toHaveLength(4);
    expect((await ask('editor', 'GET', '/v1/filters?cursor=nonsense')).status).toBe(400);
    expect((await ask('stranger', 'GET', '/v1/filters?cohort=circle')).status).toBe(404);
  });

  it('belongs to its user, whom nobody follows there, the owner of the cohort neither', async () => {
    const id = await save('viewer');
    for (const who of ['owner', 'stranger']) {
      expect((await ask(who, 'GET', `/v1/filters/${id}`)).status).toBe(404);
      expect((await ask(who, 'PATCH', `/v1/filters/${id}`, { name: 'mine' })).status).toBe(404);
      expect((await ask(who, 'DELETE', `/v1/filters/${id}`)).status).toBe(404);
    }
    expect((await ask('stranger', 'POST', '/v1/filters', { cohort: 'circle', name: 'x', filter: {} })).status).toBe(
      404,
    );
    expect((await ask(null, 'GET', '/v1/filters')).status).toBe(401);
    const changed = await ask('viewer', 'PATCH', `/v1/filters/${id}`, { description: 'Why.', filter: { q: 'film' } });
    expect(changed.body).toMatchObject({ name: 'A list', description: 'Why.', filter: { q: 'film' } });
    expect((await ask('viewer', 'PATCH', `/v1/filters/${id}`, { description: null })).body.description).toBeNull();
    expect((await ask('viewer', 'DELETE', `/v1/filters/${id}`)).status).toBe(204);
    expect((await ask('viewer', 'GET', `/v1/filters/${id}`)).status).toBe(404);
  });
});

describe('a share', () => {
  it('of a private cohort is made by owners and editors only, and once', async () => {
    const id = await save('viewer');
    expect((await ask('viewer', 'GET', `/v1/filters/${id}/share`)).status).toBe(404);
    expect((await ask('viewer', 'POST', `/v1/filters/${id}/share`, {})).status).toBe(403);
    const theirs = await save('editor');
    const made1 = await ask('editor', 'POST', `/v1/filters/${theirs}/share`, { title: 'Ours', top: 3 });
    expect(made1.status, made1.text).toBe(201);
    expect(made1.body).toMatchObject({ title: 'Ours', mode: 'live', frozen: null, top: 3, frame_ancestors: null });
    expect(made1.body.slug).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect((await ask('editor', 'POST', `/v1/filters/${theirs}/share`, {})).status).toBe(409);
    expect((await ask('editor', 'GET', `/v1/filters/${theirs}`)).body.share).toMatchObject({ slug: made1.body.slug });
    expect((await ask('owner', 'GET', `/v1/filters/${theirs}/share`)).status).toBe(404);
  });

  it('is read by anybody who has the link, from any page, and grants nothing else', async () => {
    const { slug } = await share({ watchers_min: 2 }, { top: 5 });
    const read = await ask(null, 'GET', `/v1/shares/${slug}`, undefined, { origin: 'https://blog.example.org' });
    expect(read.status, read.text).toBe(200);
    expect(read.headers.get('access-control-allow-origin')).toBe('*');
    expect(read.headers.get('access-control-allow-credentials')).toBeNull();
    expect(read.headers.get('set-cookie')).toBeNull();
    expect(read.headers.get('vary') ?? '').not.toMatch(/cookie|authorization/i);
    expect(read.headers.get('cache-control')).toMatch(/^public, .*s-maxage=\d+, stale-while-revalidate=\d+$/);
    expect(read.body).toMatchObject({ title: 'A list', mode: 'live', total: 5, next_cursor: null });
    expect(read.body.items.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3, 4, 5]);
    expect((await ask(null, 'GET', '/v1/cohorts/circle')).status).toBe(404);
    expect((await ask(null, 'GET', '/v1/cohorts/circle/rankings')).status).toBe(404);
    // The owner gets the same bytes; a token that is no good is not even looked at.
    expect((await ask('owner', 'GET', `/v1/shares/${slug}`)).text).toBe(read.text);
    const bad = { authorization: 'Bearer alm_sk_nothing00000000' };
    expect((await ask(null, 'GET', `/v1/shares/${slug}`, undefined, bad)).text).toBe(read.text);
  });

  it('is read page by page up to its end', async () => {
    const { slug } = await share({}, { top: 7 });
    const all = (await ask(null, 'GET', `/v1/shares/${slug}`)).body.items;
    const ranks: number[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page++) {
      const { body } = await ask(null, 'GET', `/v1/shares/${slug}?limit=3${cursor && `&cursor=${cursor}`}`);
      ranks.push(...body.items.map(({ rank }: { rank: number }) => rank));
      cursor = body.next_cursor;
    }
    expect(ranks).toEqual(all.map(({ rank }: { rank: number }) => rank));
    expect(cursor).toBeNull();
    // A cursor of the ranking itself leads no further than the share.
    const query = '/v1/cohorts/circle/rankings?limit=10';
    const beyond = (await ask('owner', 'GET', query)).body.next_cursor;
    expect((await ask(null, 'GET', `/v1/shares/${slug}?limit=3&cursor=${beyond}`)).status).toBe(400);
  });

  it('answers 304 until something changes', async () => {
    const { id, slug } = await share();
    const etag = async () => (await ask(null, 'GET', `/v1/shares/${slug}`)).headers.get('etag')!;
    const before = await etag();
    const again = await ask(null, 'GET', `/v1/shares/${slug}`, undefined, { 'if-none-match': before });
    expect([again.status, again.text]).toEqual([304, '']);
    await ask('owner', 'PATCH', `/v1/filters/${id}`, { description: 'Another' });
    expect(await etag()).not.toBe(before);
  });

  it('that is renewed or ended answers like one that never was', async () => {
    const { id, slug } = await share();
    const never = (await ask(null, 'GET', '/v1/shares/AAAAAAAAAAAAAAAAAAAAAA')).body;
    const alike = async (dead: string) => {
      const { status, body } = await ask(null, 'GET', `/v1/shares/${dead}`);
      expect(status).toBe(404);
      expect({ ...body, request_id: '' }).toEqual({ ...never, request_id: '' });
    };
    const renewed = await ask('owner', 'PATCH', `/v1/filters/${id}/share`, { renew_slug: true });
    expect(renewed.body.slug).not.toBe(slug);
    await alike(slug);
    expect((await ask(null, 'GET', `/v1/shares/${renewed.body.slug}`)).status).toBe(200);
    expect((await ask('owner', 'DELETE', `/v1/filters/${id}/share`)).status).toBe(204);
    await alike(renewed.body.slug);
    expect((await ask('owner', 'GET', `/v1/filters/${id}/share`)).status).toBe(404);
    await alike('x');
  });

  it('rests while its maker may not show the cohort', async () => {
    const { slug } = await share({}, {}, 'editor');
    const role = (name: string) =>
      made.db.query('UPDATE cohort_memberships SET role = $1 WHERE user_id = $2 AND cohort_id = $3', [
        name,
        ids.editor,
        made.cohort.id,
      ]);
    const status = async () => {
      services.shares.changed();
      return (await ask(null, 'GET', `/v1/shares/${slug}`)).status;
    };
    await role('viewer');
    expect(await status()).toBe(404);
    await made.db.query("UPDATE cohorts SET visibility = 'public' WHERE id = $1", [made.cohort.id]);
    expect(await status()).toBe(200);
    await made.db.query("UPDATE cohorts SET visibility = 'private' WHERE id = $1", [made.cohort.id]);
    await role('editor');
    expect(await status()).toBe(200);
  });

  it('that would give a member’s viewing away is kept by owners and editors, and shared by nobody', async () => {
    const filter = { seen_by: ['member-1'] };
    expect((await ask('viewer', 'POST', '/v1/filters', { cohort: 'circle', name: 'x', filter })).status).toBe(403);
    const saved = await ask('editor', 'POST', '/v1/filters', { cohort: 'circle', name: 'x', filter });
    expect(saved.body).toMatchObject({ names_members: true, words: 'As chosen members see it · by Bayesian score' });
    const refused = await ask('editor', 'POST', `/v1/filters/${saved.body.id}/share`, {});
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('seen_by')]);
    const { id, slug } = await share();
    expect((await ask('owner', 'PATCH', `/v1/filters/${id}`, { filter })).status).toBe(422);
    // Should one be shared all the same, it stays shut.
    await made.db.query('UPDATE saved_filters SET filter = $1 WHERE id = $2', [JSON.stringify(filter), id]);
    services.shares.changed();
    expect((await ask(null, 'GET', `/v1/shares/${slug}`)).status).toBe(404);
  });

  it('is not cut from a list that is not for everybody', async () => {
    const id = await save('owner', { list: ['ann/list/at-home'] });
    const refused = await ask('owner', 'POST', `/v1/filters/${id}/share`, {});
    expect([refused.status, refused.body.code]).toEqual([422, 'unprocessable']);
    // One that is no longer held leaves a link of which nothing is left to show, which is no fault of its reader.
    const { id: shared, slug } = await share();
    await made.db.query(
      'UPDATE saved_filters SET filter = (SELECT filter FROM saved_filters WHERE id = $1) WHERE id = $2',
      [id, shared],
    );
    services.shares.changed();
    const gone = await ask(null, 'GET', `/v1/shares/${slug}`);
    expect([gone.status, gone.text.includes('at-home')]).toEqual([410, false]);
    expect((await ask(null, 'GET', `/s/${slug}`)).status).toBe(410);
  });

  it('frozen stays as it was, and its version is kept', async () => {
    const live = await share({}, { top: 10 });
    const frozen = await share({}, { top: 10, mode: 'frozen' });
    const version = (await findCohort(made.db, made.cohort.id))!.current_version_id!;
    expect(frozen).toMatchObject({ mode: 'frozen', frozen: { ranking_version: version } });
    const read = async (slug: string) => {
      services.shares.changed();
      const { body } = await ask(null, 'GET', `/v1/shares/${slug}`);
      return { version: body.ranking_version, films: body.items.map(({ film_id }: { film_id: number }) => film_id) };
    };
    const before = await read(frozen.slug);
    expect(await read(live.slug)).toEqual(before);
    // The best film is disliked by everybody from now on.
    await made.db.query('UPDATE ratings SET rating = 1 WHERE film_id = $1', [before.films[0]]);
    for (let n = 0; n < 3; n++) await publish(made.db, made.cohort.id);
    services.cohorts.changed();
    await pruneVersions(made.db, 1);
    expect(await read(frozen.slug)).toEqual(before);
    const after = await read(live.slug);
    expect(after.version).toBeGreaterThan(version);
    expect(after.films[0]).not.toBe(before.films[0]);

    // Frozen anew where it stands now; then at what is gone; then live.
    const at = (ranking_version: number) =>
      ask('owner', 'PATCH', `/v1/filters/${frozen.id}/share`, { mode: 'frozen', ranking_version });
    expect((await at(after.version)).body.frozen.ranking_version).toBe(after.version);
    await pruneVersions(made.db, 1);
    const { rows } = await made.db.query('SELECT 1 FROM ranking_versions WHERE id = $1', [version]);
    expect(rows).toHaveLength(0);
    expect((await at(version)).status).toBe(422);
    const thawed = await ask('owner', 'PATCH', `/v1/filters/${frozen.id}/share`, { mode: 'live' });
    expect(thawed.body).toMatchObject({ mode: 'live', frozen: null });
    const contradictory = { mode: 'live', ranking_version: after.version };
    expect((await ask('owner', 'PATCH', `/v1/filters/${frozen.id}/share`, contradictory)).status).toBe(422);
  });

  it('carries code that shows the films without us', async () => {
    const { embed, addresses, slug } = await share({}, { top: 60 });
    expect(addresses.page).toBe(`http://127.0.0.1:4000/s/${slug}`);
    expect(embed.element).toContain(`<almanac-saved-list share="${slug}" base-url="http://127.0.0.1:4000">`);
    expect(embed.element.match(/<li>/g).length).toBeGreaterThan(20);
    expect(embed.element).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;');
    expect(embed.element).not.toContain('<script>alert');
    expect(embed.element).toContain('http://127.0.0.1:4000/widgets/loader.js');
    expect(embed.iframe).toContain(`src="http://127.0.0.1:4000/embed/${slug}"`);
    expect(embed.link).toBe(`<a href="${addresses.page}">A list</a>`);
  });

  it('names nobody', async () => {
    const { slug } = await share({}, { top: 100 });
    const { text } = await ask('owner', 'GET', `/v1/shares/${slug}`);
    expect(text).not.toMatch(/member-\d|@example\.org|user/);
  });
});
