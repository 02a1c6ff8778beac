/** How a client is set up, what it sends, and what it gives back. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { getter } from '../src/get/index.ts';
import { AlmanacError, type ClientOptions, CohortAlmanac, SecretTokenError, UsageError } from '../src/index.ts';
import { json, problem, serve } from './support/misbehave.ts';

const SECRET = 'alm_sk_abcdefghijklmnop';
const PUBLISHABLE = 'alm_pk_abcdefghijklmnop';
afterEach(() => vi.unstubAllGlobals());

describe('set-up', () => {
  it.each(['', 'almanac.example.org', '/v1', 'ftp://almanac.example.org', 'http://'])(
    'refuses the baseUrl %j',
    (baseUrl) => {
      expect(() => new CohortAlmanac({ baseUrl })).toThrow(UsageError);
    },
  );

  it.each(['abc', 'Bearer alm_sk_abc', `${SECRET}\n`, 'alm_sk_ä'])('refuses the token %j', (token) => {
    expect(() => new CohortAlmanac({ baseUrl: 'http://x.invalid', token })).toThrow(UsageError);
  });

  it('refuses a secret token in a page, and in a worker of one', () => {
    const make = (token?: string) => new CohortAlmanac({ baseUrl: 'http://x.invalid', token });
    expect(() => make(SECRET)).not.toThrow();
    vi.stubGlobal('document', {});
    expect(() => make(SECRET)).toThrow(SecretTokenError);
    expect(() => make(SECRET)).toThrow(/publishable/);
    expect(() => make(PUBLISHABLE)).not.toThrow();
    expect(() => make().withOptions({ token: SECRET })).toThrow(SecretTokenError);
    expect(() => getter({ token: SECRET })).toThrow(UsageError);
    vi.stubGlobal('document', undefined);
    vi.stubGlobal('importScripts', () => undefined);
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0' });
    expect(() => make(SECRET)).toThrow(SecretTokenError);
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' });
    expect(() => make(SECRET)).not.toThrow();
  });

  it('tells no token in its errors, nor when it is printed', async () => {
    const { almanac } = await serve([problem(401, 'unauthorized')], { token: SECRET });
    const error = await almanac.cohorts.get('demo').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AlmanacError);
    expect(JSON.stringify(error) + String(error) + JSON.stringify(almanac)).not.toContain('abcdefghijklmnop');
  });

  it('refuses times and counts that are none', async () => {
    const { almanac, seen } = await serve([json({})]);
    for (const options of [{ timeout: 0 }, { timeout: Number.NaN }, { maxRetries: -1 }]) {
      await expect(almanac.cohorts.get('demo', options)).rejects.toBeInstanceOf(UsageError);
    }
    expect(seen).toHaveLength(0);
  });
});

describe('requests', () => {
  it('fill the path, repeat lists in the query, and carry the token', async () => {
    const { almanac, seen } = await serve([json({ items: [], next_cursor: null })], { token: SECRET });
    await almanac.rankings
      .list('a/b', { genre: ['drama', 'science-fiction'], bucket: 'Hidden gem', limit: 5, q: undefined })
      .page();
    expect(seen).toMatchObject([
      {
        method: 'GET',
        url: '/v1/cohorts/a%2Fb/rankings?genre=drama&genre=science-fiction&bucket=Hidden%20gem&limit=5',
        headers: { authorization: `Bearer ${SECRET}`, accept: 'application/json' },
      },
    ]);
    expect(seen[0]?.headers).not.toHaveProperty('content-type');
    expect(seen[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('carry no Authorization without a token', async () => {
    const { almanac, seen } = await serve([json({ status: 'ok' })]);
    await almanac.admin.live();
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('carry headers of client and call', async () => {
    const { almanac, seen } = await serve([json({})], { headers: { 'x-a': '1', 'x-b': '1' } });
    await almanac.cohorts.get('demo', { headers: { 'x-b': '2' } });
    expect(seen[0]?.headers).toMatchObject({ 'x-a': '1', 'x-b': '2' });
  });

  it('that can not be made are refused, and not sent', async () => {
    const { almanac, seen } = await serve([json({})]);
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const wrong = [
      almanac.cohorts.get(''),
      almanac.cohorts.get('..'),
      almanac.cohorts.get(undefined as unknown as string),
      almanac.cohorts.get('demo', { headers: { 'x-a': 'a\nb' } }),
      almanac.request('POST', '/v1/cohorts', { body: circle }),
      almanac.request('GET', '/v1/cohorts/{id}'),
    ];
    for (const call of wrong) await expect(call).rejects.toBeInstanceOf(UsageError);
    expect(seen).toHaveLength(0);
  });

  it('keep the path of baseUrl', async () => {
    const { baseUrl, seen } = await serve([json({})]);
    await new CohortAlmanac({ baseUrl: `${baseUrl}/films//` }).cohorts.get(3);
    expect(seen[0]?.url).toBe('/films/v1/cohorts/3');
  });

  it('go through the fetch that is given', async () => {
    const fetch: ClientOptions['fetch'] = async (url, init) => Response.json({ url, method: init.method });
    const almanac = new CohortAlmanac({ baseUrl: 'http://nowhere.invalid', fetch });
    expect(await almanac.cohorts.get('demo')).toEqual({ url: 'http://nowhere.invalid/v1/cohorts/demo', method: 'GET' });
  });
});

describe('answers', () => {
  it('come with their response', async () => {
    const { almanac } = await serve([json({ id: 1 }, 200, { ETag: '"e1"' })]);
    const { data, response, requestId } = await almanac.cohorts.get('demo').withResponse();
    expect(data).toEqual({ id: 1 });
    expect(response.headers.get('etag')).toBe('"e1"');
    expect(requestId).toBe('req-1');
  });

  it('are promises, of which then gives a plain one', async () => {
    const { almanac, seen } = await serve([json({ id: 1 })]);
    const call = almanac.cohorts.get('demo');
    expect(call).toBeInstanceOf(Promise);
    const then = call.then((cohort) => cohort.id);
    expect(then.constructor).toBe(Promise);
    expect(await Promise.all([call, then, call.withResponse().then((r) => r.data.id)])).toEqual([{ id: 1 }, 1, 1]);
    expect(seen).toHaveLength(1);
  });

  it('are told once: what withResponse rejects with is not unhandled elsewhere', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { almanac } = await serve([problem(404, 'not-found')]);
    await expect(almanac.cohorts.get('demo').withResponse()).rejects.toBeInstanceOf(AlmanacError);
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('of readiness are given also when it is a no', async () => {
    const no = { status: 'unavailable', checks: [] };
    const { almanac, seen } = await serve([json(no, 503)]);
    expect(await almanac.admin.ready()).toEqual(no);
    expect(seen).toHaveLength(1);
  });
});

describe('withOptions', () => {
  it('makes another client, and leaves the first as it is', async () => {
    const { almanac, seen } = await serve([json({})], { token: SECRET, headers: { 'x-a': '1' } });
    const other = almanac.withOptions({ token: PUBLISHABLE });
    await other.cohorts.get('demo');
    await almanac.cohorts.get('demo');
    expect(seen.map((s) => s.headers.authorization)).toEqual([`Bearer ${PUBLISHABLE}`, `Bearer ${SECRET}`]);
    expect(seen[0]?.headers['x-a']).toBe('1');
  });
});

describe('request', () => {
  it('sends anything, and reads JSON, nothing, text or the response', async () => {
    const { almanac, seen } = await serve([
      json({ ok: true }),
      (_, r) => void r.writeHead(204).end(),
      json({ ok: true }),
      json({ ok: true }),
    ]);
    const path = '/v1/tomorrow/{id}';
    const call = { path: { id: 'x y' }, query: { a: [1, 2] }, body: { b: 1 } };
    expect(await almanac.request('post', path, call)).toEqual({ ok: true });
    expect(await almanac.request('DELETE', path, { path: { id: 1 } })).toBeUndefined();
    expect(await almanac.request('GET', path, { path: { id: 1 }, as: 'text' })).toBe('{"ok":true}');
    const response = await almanac.request('GET', path, { path: { id: 1 }, as: 'response' });
    expect(await response.json()).toEqual({ ok: true });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/v1/tomorrow/x%20y?a=1&a=2', body: '{"b":1}' });
    expect(seen[0]?.headers['idempotency-key']).toBeDefined();
  });
});
