import { describe, expect, it } from 'vitest';
import { cohort } from './support/data.ts';
import { problemOf, serve } from './support/serve.ts';

const OWNER = { Authorization: 'Bearer alm_sk_owner00000000000' };

describe('problems', () => {
  const failing = () =>
    serve({
      services: (all) => ({
        ...all,
        cohorts: { ...all.cohorts, find: () => Promise.reject(new Error('password=hunter2 at db:5432')) },
      }),
    });

  it('tell nothing of the inside, and the log tells all', async () => {
    const app = await failing();
    const response = await app.get('/v1/cohorts/demo');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toMatch(/hunter2|5432|\.ts|stack/);
    const { request_id } = JSON.parse(text);
    const line = app.log.find(({ msg }) => msg === 'request failed');
    expect(line).toMatchObject({ request_id, err: { message: 'password=hunter2 at db:5432' } });
  });

  it.each([
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }),
    new Error('Connection terminated unexpectedly'),
    new Error('the query failed', { cause: Object.assign(new Error('read'), { code: 'ECONNRESET' }) }),
    new AggregateError([Object.assign(new Error('::1'), { code: 'ECONNREFUSED' })]),
  ])('are 503 and say when to come back while a service behind is away: %s', async (error) => {
    const app = await serve({
      services: (all) => ({ ...all, cohorts: { ...all.cohorts, find: () => Promise.reject(error) } }),
    });
    const response = await app.get('/v1/cohorts/demo');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect((await problemOf(response)).detail).not.toMatch(/127|terminat|query/);
  });

  it.each([
    Object.assign(new Error('duplicate key'), { code: '23505' }),
    new Error('column "x" does not exist'),
    'thrown text',
  ])("are 500 when it is the almanac's own fault: %s", async (error) => {
    const app = await serve({
      services: (all) => ({ ...all, cohorts: { ...all.cohorts, find: () => Promise.reject(error) } }),
    });
    expect((await app.get('/v1/cohorts/demo')).status).toBe(500);
  });

  it('carry type, title, status, detail, code and the request id', async () => {
    const app = await serve();
    const response = await app.get('/v1/cohorts/nobody');
    expect(await problemOf(response)).toEqual({
      type: '/problems/not-found',
      title: 'There is no such thing here',
      status: 404,
      detail: 'There is no cohort "nobody" that you may see.',
      code: 'not-found',
      request_id: response.headers.get('x-request-id'),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('request id', () => {
  it('is taken over when it is sane', async () => {
    const app = await serve();
    const response = await app.get('/health/live', { headers: { 'X-Request-Id': 'proxy-0001' } });
    expect(response.headers.get('x-request-id')).toBe('proxy-0001');
  });

  it.each(['short', 'x'.repeat(129), 'has space here', '{"json":"injection"}'])('%s is replaced', async (id) => {
    const app = await serve();
    const response = await app.get('/health/live', { headers: { 'X-Request-Id': id } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('access log', () => {
  it('has one line a request, without token, query or address', async () => {
    const app = await serve();
    await (await app.get('/v1/cohorts?q=hush', { headers: OWNER })).text();
    await expect.poll(() => app.log.length).toBe(1);
    expect(app.log[0]).toMatchObject({ msg: 'request', method: 'GET', path: '/v1/cohorts', status: 200, user_id: 1 });
    expect(JSON.stringify(app.log)).not.toMatch(/alm_sk|hush|127\.0\.0\.1/);
  });

  it('leaves health checks out', async () => {
    const app = await serve();
    await (await app.get('/health/live')).text();
    await (await app.get('/v1/cohorts')).text();
    await expect.poll(() => app.log.length).toBe(1);
    expect(app.log[0]).toMatchObject({ path: '/v1/cohorts' });
  });
});

describe('authentication', () => {
  it.each([
    'Bearer alm_sk_unknown0000000000',
    'Bearer something-else',
    'Bearer ',
    'Basic b3duZXI6cGFzc3dvcmQ=',
    'alm_sk_owner00000000000',
  ])('%s → 401', async (header) => {
    const app = await serve();
    const response = await app.get('/v1/cohorts', { headers: { Authorization: header } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="almanac", error="invalid_token"');
    expect(response.headers.get('ratelimit')).not.toBeNull();
    expect(await problemOf(response)).toMatchObject({ code: 'unauthorized' });
  });

  it('is needed for writes', async () => {
    const app = await serve();
    const response = await app.get('/v1/cohorts/demo/sync', { method: 'POST' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="almanac"');
  });

  it('needs the scope, which the answer names', async () => {
    const app = await serve();
    const response = await app.post('/v1/cohorts/demo/sync', null, { Authorization: 'Bearer alm_sk_reader0000000000' });
    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope", scope="runs:write"');
    expect((await problemOf(response)).detail).toContain('runs:write');
  });

  it('a private cohort is 404 for strangers and there for its owner', async () => {
    const app = await serve();
    const stranger = { Authorization: 'Bearer alm_sk_stranger00000000' };
    const [anonymous, other, owner, nobody] = await Promise.all([
      app.get('/v1/cohorts/club'),
      app.get('/v1/cohorts/club', { headers: stranger }),
      app.get('/v1/cohorts/club', { headers: OWNER }),
      app.get('/v1/cohorts/nobody'),
    ]);
    expect([anonymous.status, other.status, owner.status, nobody.status]).toEqual([404, 404, 200, 404]);
    const { request_id: _1, detail: hidden, ...rest } = await problemOf(anonymous);
    const { request_id: _2, detail: absent, ...same } = await problemOf(nobody);
    expect(rest).toEqual(same);
    expect(String(hidden).replace('club', 'nobody')).toBe(absent);
  });

  it('a public cohort may be read but not synced by strangers', async () => {
    const app = await serve();
    const response = await app.post('/v1/cohorts/demo/sync', null, { Authorization: 'Bearer alm_sk_stranger00000000' });
    expect(response.status).toBe(403);
    expect(app.calls).toEqual([]);
  });
});

describe('rate limit', () => {
  const keysOf = () => {
    const keys: string[] = [];
    const limiter = {
      async consume(key: string, { points }: { points: number }) {
        keys.push(key);
        return { allowed: keys.length < 3, remaining: Math.max(0, points - keys.length), resetMs: 12_400 };
      },
    };
    return { keys, limiter };
  };

  it('is told on every answer, by address or by token', async () => {
    const { keys, limiter } = keysOf();
    const app = await serve({ limiter });
    const anonymous = await app.get('/v1/cohorts');
    expect(anonymous.headers.get('ratelimit-policy')).toBe('"anonymous";q=10;w=60');
    expect(anonymous.headers.get('ratelimit')).toBe('"anonymous";r=9;t=13');
    const owner = await app.get('/v1/nothing', { headers: OWNER });
    expect(owner.headers.get('ratelimit-policy')).toBe('"token";q=100;w=60');
    expect(keys).toEqual(['ip:127.0.0.1', 'token:101']);
  });

  it.each([
    ['POST', '/v1/cohorts', '"token-writes";q=7;w=60', 'writes:token:101'],
    ['DELETE', '/v1/cohorts/demo', '"token-writes";q=7;w=60', 'writes:token:101'],
    ['POST', '/v1/exports', '"token-exports";q=5;w=60', 'exports:token:101'],
    ['POST', '/v1/imports', '"token-imports";q=3;w=60', 'imports:token:101'],
    ['POST', '/v1/joins/abc', '"token-imports";q=3;w=60', 'imports:token:101'],
    ['GET', '/v1/imports', '"token";q=100;w=60', 'token:101'],
  ])('%s %s draws on a budget of its own', async (method, path, policy, key) => {
    const { keys, limiter } = keysOf();
    const of = (anonymous: number, token: number) => ({
      anonymous: { points: anonymous, durationSeconds: 60 },
      token: { points: token, durationSeconds: 60 },
    });
    const limits = { ...of(10, 100), writes: of(6, 7), exports: of(4, 5), imports: of(2, 3) };
    const app = await serve({ limiter, options: { limits } });
    const known = await app.get(path, { method, headers: OWNER });
    expect(known.headers.get('ratelimit-policy')).toBe(policy);
    const unknown = await app.get(path, { method });
    expect(unknown.headers.get('ratelimit')).toMatch(/^"anonymous[a-z-]*";r=\d+;t=13$/);
    expect(keys).toEqual([key, key.replace('token:101', 'ip:127.0.0.1')]);
  });

  it('answers 429 with Retry-After', async () => {
    const { limiter } = keysOf();
    const app = await serve({ limiter });
    for (let i = 0; i < 2; i += 1) await app.get('/v1/cohorts');
    const response = await app.get('/v1/cohorts');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('13');
    expect(response.headers.get('ratelimit')).toBe('"anonymous";r=7;t=13');
    expect(await problemOf(response)).toMatchObject({ code: 'too-many-requests' });
  });

  it('counts bad tokens under their address', async () => {
    const { keys, limiter } = keysOf();
    const app = await serve({ limiter });
    await app.get('/v1/cohorts', { headers: { Authorization: 'Bearer alm_sk_guess00000000000' } });
    expect(keys).toEqual(['ip:127.0.0.1']);
  });

  it('leaves health checks alone', async () => {
    const { keys, limiter } = keysOf();
    const app = await serve({ limiter });
    expect((await app.get('/health/live')).headers.get('ratelimit')).toBeNull();
    expect(keys).toEqual([]);
  });

  it('lets everybody through while the limiter is out of order', async () => {
    const app = await serve({ limiter: { consume: () => Promise.reject(new Error('down')) } });
    const response = await app.get('/v1/cohorts');
    expect(response.status).toBe(200);
    expect(response.headers.get('ratelimit')).toBeNull();
    expect(app.log.some(({ msg }) => String(msg).startsWith('the limiter does not answer'))).toBe(true);
  });

  it.each([
    ['203.0.113.9', 'ip:203.0.113.9'],
    ['::ffff:203.0.113.9', 'ip:203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', 'ip:2001:db8:1:2::/64'],
    ['2001:db8::1', 'ip:2001:db8:0:0::/64'],
    ['::1', 'ip:0:0:0:0::/64'],
  ])('%s behind a proxy counts as %s', async (address, key) => {
    const { keys, limiter } = keysOf();
    const app = await serve({ limiter, options: { trustProxy: true } });
    await app.get('/v1/cohorts', { headers: { 'X-Forwarded-For': address } });
    expect(keys).toEqual([key]);
  });

  it('does not believe X-Forwarded-For without a proxy', async () => {
    const { keys, limiter } = keysOf();
    const app = await serve({ limiter });
    await app.get('/v1/cohorts', { headers: { 'X-Forwarded-For': '203.0.113.9' } });
    expect(keys).toEqual(['ip:127.0.0.1']);
  });
});

describe('conditional GET', () => {
  const RANKINGS = '/v1/cohorts/demo/rankings';

  it('answers 304 without a body to who has the current copy', async () => {
    const app = await serve();
    const etag = (await app.get(RANKINGS)).headers.get('etag')!;
    const response = await app.get(RANKINGS, { headers: { 'If-None-Match': etag } });
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe(etag);
    expect(await response.text()).toBe('');
  });

  it.each([
    ['one of several', (tag: string) => `"other", W/${tag}`, 304],
    ['any', () => '*', 304],
    ['another', () => '"other"', 200],
    ['part of it', (tag: string) => tag.slice(0, -2), 200],
  ])('who has %s', async (_what, sent, status) => {
    const app = await serve();
    const etag = (await app.get(RANKINGS)).headers.get('etag')!;
    expect((await app.get(RANKINGS, { headers: { 'If-None-Match': sent(etag) } })).status).toBe(status);
  });

  it('has one tag for filters that are the same, and another for others', async () => {
    const app = await serve();
    const tagOf = async (query: string) => (await app.get(`${RANKINGS}?${query}`)).headers.get('etag');
    expect(await tagOf('genre=drama&genre=crime')).toBe(await tagOf('genre=crime&genre=drama&order=desc&limit=50'));
    expect(await tagOf('limit=49')).not.toBe(await tagOf('limit=50'));
    expect(await tagOf('genre=drama')).not.toBe(await tagOf('genre=crime'));
  });

  it.each([{ revision: 1 }, { current_version_id: 4 }, { member_count: 13 }])(
    'has another tag after %o',
    async (change) => {
      let now = cohort();
      const app = await serve({
        services: (all) => ({ ...all, cohorts: { ...all.cohorts, find: async () => ({ cohort: now, role: null }) } }),
      });
      const before = (await app.get(RANKINGS)).headers.get('etag')!;
      now = cohort(change);
      expect((await app.get(RANKINGS, { headers: { 'If-None-Match': before } })).status).toBe(200);
    },
  );

  it.each(['/v1/cohorts', '/v1/cohorts/demo', '/v1/cohorts/demo/stats', '/v1/cohorts/demo/runs/9'])(
    '%s is tagged by what it says, which depends on who asks',
    async (path) => {
      const app = await serve();
      const outside = (await app.get(path)).headers.get('etag')!;
      expect((await app.get(path, { headers: { 'If-None-Match': outside } })).status).toBe(304);
      expect((await app.get(path, { headers: { ...OWNER, 'If-None-Match': outside } })).status).toBe(200);
    },
  );

  it('has nothing to compare where there is no tag', async () => {
    const app = await serve();
    const response = await app.get('/health/live', { headers: { 'If-None-Match': '"a", W/"b"' } });
    expect(response.status).toBe(200);
  });

  it('problems and health have no tag', async () => {
    const app = await serve();
    for (const path of ['/v1/nothing', '/health/live', '/health/ready']) {
      expect((await app.get(path)).headers.get('etag')).toBeNull();
    }
  });

  it('shared caches keep only what anybody may read without saying who they are', async () => {
    const app = await serve();
    const of = async (label: string, headers = {}) => {
      const answer = await app.get(`/v1/cohorts/${label}/rankings`, { headers });
      expect(answer.headers.get('vary')).toContain('Authorization, Cookie');
      return answer.headers.get('cache-control');
    };
    expect(await of('demo')).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=60');
    expect(await of('demo', OWNER)).toBe('private, no-cache');
    expect(await of('club', OWNER)).toBe('private, no-cache');
  });

  it('serves the contract with a tag', async () => {
    const app = await serve();
    const etag = (await app.get('/openapi.yaml')).headers.get('etag')!;
    expect((await app.get('/openapi.yaml', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });
});

describe('cross-origin', () => {
  const from = { Origin: 'https://blog.example.org' };

  it('pages of others may read', async () => {
    const app = await serve();
    const response = await app.get('/v1/cohorts', { headers: from });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('access-control-expose-headers')).toContain('ETag');
  });

  it('may see why a read failed', async () => {
    const app = await serve();
    const response = await app.get('/v1/cohorts/nobody', { headers: from });
    expect(response.status).toBe(404);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  const preflight = (method: string) => ({
    method: 'OPTIONS',
    headers: { ...from, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': 'authorization' },
  });

  it('preflights of reads pass, without Authorization', async () => {
    const app = await serve();
    const response = await app.get('/v1/cohorts', preflight('GET'));
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
    expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('preflights of writes do not pass', async () => {
    const app = await serve();
    const response = await app.get('/v1/cohorts', preflight('POST'));
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('security headers', () => {
  it('are on data and on problems', async () => {
    const app = await serve();
    for (const path of ['/v1/cohorts', '/v1/nothing']) {
      const { headers } = await app.get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    }
  });

  it('ask for https where there is https', async () => {
    const app = await serve({ options: { trustProxy: true } });
    const of = async (proto: string) =>
      (await app.get('/v1/cohorts', { headers: { 'X-Forwarded-Proto': proto } })).headers.get(
        'strict-transport-security',
      );
    expect(await of('https')).toBe('max-age=31536000');
    expect(await of('http')).toBeNull();
  });

  it('let pages load their own files, and keep what a page set itself', async () => {
    const app = await serve({
      options: {
        pages: async (ctx, next) => {
          if (ctx.path === '/own') ctx.set('Content-Security-Policy', "default-src 'self'; frame-ancestors *");
          if (ctx.path === '/' || ctx.path === '/own') {
            ctx.type = 'html';
            ctx.body = '<!doctype html>';
          } else await next();
        },
      },
    });
    expect((await app.get('/')).headers.get('content-security-policy')).toContain("default-src 'self'; img-src 'self'");
    expect((await app.get('/own')).headers.get('content-security-policy')).toContain('frame-ancestors *');
  });
});

describe('a read-only almanac', () => {
  it('answers 403 to writes and reads on', async () => {
    const app = await serve({ options: { readOnly: true } });
    const write = await app.post('/v1/cohorts', '{}');
    expect(write.status).toBe(403);
    expect(await problemOf(write)).toMatchObject({ code: 'read-only' });
    expect((await app.get('/v1/cohorts')).status).toBe(200);
  });
});

describe('health', () => {
  it('is 503 when a service behind does not answer', async () => {
    const checks = [
      { name: 'database', ok: false, detail: 'timed out' },
      { name: 'coordination', ok: true, detail: null },
    ];
    const app = await serve({ services: (all) => ({ ...all, health: { check: async () => checks } }) });
    const response = await app.get('/health/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'unavailable', checks });
    expect((await app.get('/health/live')).status).toBe(200);
  });
});
