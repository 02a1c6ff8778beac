/** What the client makes of a server that misbehaves. Waits are set short by the server (`Retry-After: 0`), never measured. */
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import {
  AbortError,
  AlmanacError,
  AnswerError,
  CohortAlmanac,
  ConflictError,
  ConnectionError,
  ContractMismatchError,
  DnsError,
  EmptyAnswerError,
  ForbiddenError,
  GoneError,
  InternalError,
  InvalidFilterError,
  InvalidRequestError,
  NotFoundError,
  NotJsonError,
  PayloadTooLargeError,
  ProblemError,
  ReadOnlyError,
  RedirectError,
  TimeoutError,
  TlsError,
  TooManyRequestsError,
  TruncatedError,
  UnauthorizedError,
  UnavailableError,
  UnprocessableError,
  UsageError,
} from '../src/index.ts';
import { breakOff, hang, json, problem, reset, SOON, type Step, serve, stall, text } from './support/misbehave.ts';
import { SELF_SIGNED } from './support/self-signed.ts';

const COHORT = { id: 1, label: 'demo' };
const NEW = { label: 'club', definition: { members: ['ada'] } };

/** The error that a promise rejects with. */
async function fault(promise: Promise<unknown>): Promise<AlmanacError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AlmanacError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('attempts', () => {
  it.each([408, 429, 500, 502, 503, 504])('%i of a read is tried again', async (status) => {
    const { almanac, seen } = await serve([problem(status, 'internal', SOON), json(COHORT)]);
    expect(await almanac.cohorts.get('demo')).toEqual(COHORT);
    expect(seen).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 409, 410, 422])('%i is not tried again', async (status) => {
    const { almanac, seen } = await serve([problem(status, 'gone', SOON)]);
    await fault(almanac.cohorts.get('demo'));
    expect(seen).toHaveLength(1);
  });

  it('a connection that breaks is tried again', async () => {
    const { almanac, seen } = await serve([reset, json(COHORT)], { timeout: 20_000 });
    expect(await almanac.cohorts.get('demo')).toEqual(COHORT);
    expect(seen).toHaveLength(2);
  });

  it('an answer that breaks off is tried again', async () => {
    const { almanac, seen } = await serve([breakOff, json(COHORT)]);
    expect(await almanac.cohorts.get('demo')).toEqual(COHORT);
    expect(seen).toHaveLength(2);
  });

  it('a page of a proxy with 502 is tried again', async () => {
    const { almanac, seen } = await serve([text('<h1>Bad gateway</h1>', 'text/html', 502, SOON), json(COHORT)]);
    expect(await almanac.cohorts.get('demo')).toEqual(COHORT);
    expect(seen).toHaveLength(2);
  });

  it('stops after maxRetries, with the last error', async () => {
    const { almanac, seen } = await serve([problem(503, 'unavailable', SOON)], { maxRetries: 3 });
    expect(await fault(almanac.cohorts.get('demo'))).toBeInstanceOf(UnavailableError);
    expect(seen).toHaveLength(4);
  });

  it('maxRetries of one call goes before that of the client', async () => {
    const { almanac, seen } = await serve([problem(503, 'unavailable', SOON)], { maxRetries: 3 });
    await fault(almanac.cohorts.get('demo', { maxRetries: 0 }));
    expect(seen).toHaveLength(1);
  });

  it('a POST is tried again under the same key and with the same body', async () => {
    const { almanac, seen } = await serve([problem(500, 'internal', SOON), breakOff, json(COHORT, 201)]);
    await almanac.cohorts.create(NEW);
    expect(seen.map(({ method, body }) => ({ method, body }))).toEqual(
      Array(3).fill({ method: 'POST', body: JSON.stringify(NEW) }),
    );
    const keys = new Set(seen.map(({ headers }) => headers['idempotency-key']));
    expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it('two POSTs have two keys, unless the caller gives one', async () => {
    const { almanac, seen } = await serve([json(COHORT, 201)]);
    await almanac.cohorts.create(NEW);
    await almanac.cohorts.create(NEW);
    await almanac.cohorts.create(NEW, { idempotencyKey: 'mine' });
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('mine');
  });

  it.each([
    ['PATCH', (a: CohortAlmanac) => a.cohorts.update('demo', { display_name: 'Club' })],
    ['PUT', (a: CohortAlmanac) => a.cohorts.changeMembership('demo', 2, { role: 'editor' })],
    ['DELETE', (a: CohortAlmanac) => a.cohorts.delete('demo')],
  ])('a %s without a key is not tried again', async (method, call) => {
    const { almanac, seen } = await serve([problem(503, 'unavailable', SOON)]);
    await fault(call(almanac));
    expect(seen).toMatchObject([{ method }]);
    expect(seen[0]?.headers['idempotency-key']).toBeUndefined();
  });

  it('a DELETE with a key is tried again', async () => {
    const { almanac, seen } = await serve([problem(503, 'unavailable', SOON), (_, r) => void r.writeHead(204).end()]);
    await almanac.cohorts.delete('demo', { idempotencyKey: 'once' });
    expect(seen.map((s) => s.headers['idempotency-key'])).toEqual(['once', 'once']);
  });
});

describe('waits', () => {
  /** The waits that a call asks for, in milliseconds, none of which is waited for. */
  async function waits(steps: Step[], maxRetries: number): Promise<number[]> {
    const asked: number[] = [];
    const real = globalThis.setTimeout;
    const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0) => {
      const mine = new Error().stack?.includes('internal/deadline') && ms < 50_000;
      if (mine) asked.push(ms);
      return real(run, mine ? 0 : ms);
    }) as typeof setTimeout);
    try {
      const { almanac } = await serve(steps, { maxRetries, timeout: 60_000 });
      await fault(almanac.cohorts.get('demo'));
    } finally {
      spy.mockRestore();
    }
    return asked;
  }

  it('double from half a second to eight, with jitter', async () => {
    const asked = await waits([problem(503, 'unavailable')], 6);
    expect(asked).toHaveLength(6);
    for (const [i, full] of [500, 1000, 2000, 4000, 8000, 8000].entries()) {
      expect(asked[i]).toBeLessThanOrEqual(full);
      expect(asked[i]).toBeGreaterThanOrEqual(full * 0.75);
    }
  });

  it('are what Retry-After says, in seconds or as a date', async () => {
    const date = new Date(Date.now() + 30_000).toUTCString();
    const asked = await waits(
      [
        problem(429, 'too-many-requests', { 'Retry-After': '7' }),
        problem(503, 'unavailable', { 'Retry-After': date }),
        problem(500, 'internal', { 'Retry-After': 'soon' }),
        problem(404, 'not-found'),
      ],
      5,
    );
    expect(asked[0]).toBe(7000);
    expect(asked[1]).toBeGreaterThan(20_000);
    expect(asked[1]).toBeLessThanOrEqual(30_000);
    // What can't be read counts as not said.
    expect(asked[2]).toBeLessThanOrEqual(2000);
    expect(asked).toHaveLength(3);
  });

  it('that the deadline does not allow are not begun: the reason is told at once', async () => {
    const { almanac, seen } = await serve([problem(429, 'too-many-requests', { 'Retry-After': '3600' })]);
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(TooManyRequestsError);
    expect((error as TooManyRequestsError).retryAfter).toBe(3_600_000);
    expect(seen).toHaveLength(1);
  });
});

describe('deadlines and abort', () => {
  it('no answer in time is a TimeoutError, and hangs up', async () => {
    const { almanac, quiet } = await serve([hang]);
    const error = await fault(almanac.cohorts.get('demo', { timeout: 50 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.message).toMatch(/50 ms.*timeout/);
    await quiet();
  });

  it('a body that never ends is a TimeoutError, and hangs up', async () => {
    const { almanac, quiet } = await serve([stall], { timeout: 50 });
    expect(await fault(almanac.cohorts.get('demo'))).toBeInstanceOf(TimeoutError);
    await quiet();
  });

  it('one deadline holds for all attempts', async () => {
    const { almanac, seen, quiet } = await serve([problem(503, 'unavailable', SOON), hang], { timeout: 200 });
    expect(await fault(almanac.cohorts.get('demo'))).toBeInstanceOf(TimeoutError);
    expect(seen).toHaveLength(2);
    await quiet();
  });

  it('abort while waiting for an answer', async () => {
    const controller = new AbortController();
    const { almanac, quiet } = await serve([() => controller.abort('enough')]);
    const error = await fault(almanac.cohorts.get('demo', { signal: controller.signal }));
    expect(error).toBeInstanceOf(AbortError);
    expect(error.name).toBe('AbortError');
    expect(error.cause).toBe('enough');
    await quiet();
  });

  it('abort while a body comes in', async () => {
    const controller = new AbortController();
    const { almanac, quiet } = await serve([
      (...step) => {
        stall(...step);
        setTimeout(() => controller.abort(), 20);
      },
    ]);
    expect(await fault(almanac.cohorts.get('demo', { signal: controller.signal }))).toBeInstanceOf(AbortError);
    await quiet();
  });

  it('abort while waiting for the next attempt', async () => {
    const controller = new AbortController();
    const { almanac, seen } = await serve([
      (...step) => {
        problem(503, 'unavailable', { 'Retry-After': '30' })(...step);
        setTimeout(() => controller.abort(), 20);
      },
    ]);
    expect(await fault(almanac.cohorts.get('demo', { signal: controller.signal }))).toBeInstanceOf(AbortError);
    expect(seen).toHaveLength(1);
  });

  it('abort before the call sends nothing', async () => {
    const { almanac, seen } = await serve([json(COHORT)]);
    expect(await fault(almanac.cohorts.get('demo', { signal: AbortSignal.abort() }))).toBeInstanceOf(AbortError);
    expect(seen).toHaveLength(0);
  });

  it('a fetch that heeds no signal does not keep the call', async () => {
    const { almanac } = await serve([hang], { fetch: () => new Promise(() => undefined), timeout: 30 });
    expect(await fault(almanac.cohorts.get('demo'))).toBeInstanceOf(TimeoutError);
  });

  it('leaves no timer, no listener and no request behind', async () => {
    const set = vi.spyOn(globalThis, 'setTimeout');
    const cleared = vi.spyOn(globalThis, 'clearTimeout');
    const controller = new AbortController();
    const listeners = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const { almanac, quiet } = await serve([
      json(COHORT),
      problem(404, 'not-found'),
      problem(503, 'unavailable', SOON),
    ]);
    const { signal } = controller;
    await almanac.cohorts.get('demo', { signal });
    await fault(almanac.cohorts.get('demo', { signal }));
    await fault(almanac.cohorts.get('demo', { signal }));
    await quiet();
    const deadlines = set.mock.results.filter((_, i) => set.mock.calls[i]?.[1] === 60_000).map(({ value }) => value);
    const gone = new Set<unknown>(cleared.mock.calls.map(([timer]) => timer));
    expect(deadlines.map((timer) => gone.has(timer))).toEqual([true, true, true]);
    expect(listeners).toHaveBeenCalledTimes(3);
    expect(removed).toHaveBeenCalledTimes(3);
    for (const spy of [set, cleared]) spy.mockRestore();
  });
});

describe('no connection', () => {
  it('nobody listens', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const almanac = new CohortAlmanac({ baseUrl: `http://127.0.0.1:${port}`, maxRetries: 0 });
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/127\.0\.0\.1:\d+ could not be reached \(ECONNREFUSED\)\. Check/);
    expect(error.requestId).toBeNull();
    expect(error.status).toBeUndefined();
  });

  it('the host has no address', async () => {
    // The system's own answer, without asking it: no test reaches the network.
    const fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }));
    const almanac = new CohortAlmanac({ baseUrl: 'http://nowhere.invalid', fetch, maxRetries: 0 });
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(DnsError);
    expect(error.message).toMatch(/^nowhere\.invalid has no address \(ENOTFOUND\)\. Check the spelling/);
  });

  it('the certificate is nobody’s', async () => {
    let handshakes = 0;
    const server = createTlsServer(SELF_SIGNED, (_, response) => response.end('{}')).listen(0, '127.0.0.1');
    server.on('connection', () => {
      handshakes += 1;
    });
    server.on('tlsClientError', () => undefined);
    await new Promise((resolve) => server.once('listening', resolve));
    const almanac = new CohortAlmanac({ baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const error = await fault(almanac.cohorts.get('demo'));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(error).toBeInstanceOf(TlsError);
    expect(error.message).toMatch(/could not be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    expect(error.retryable).toBe(false);
    expect(handshakes).toBe(1);
  });

  it('a browser that gives no reason', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const almanac = new CohortAlmanac({ baseUrl: 'http://nowhere.invalid', fetch, maxRetries: 0 });
    expect((await fault(almanac.cohorts.get('demo'))).message).toMatch(/CORS/);
  });

  it('what answers does not speak HTTP', async () => {
    const server = createTcpServer((socket) => socket.resume().end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const error = await fault(new CohortAlmanac({ baseUrl, maxRetries: 0 }).cohorts.get('demo'));
    await new Promise((resolve) => server.close(resolve));
    expect(error).toBeInstanceOf(ConnectionError);
  });
});

describe('answers that are not what is due', () => {
  it('a redirect is not followed, and the token stays here', async () => {
    const other = await serve([json(COHORT)]);
    const { almanac } = await serve([(_, r) => void r.writeHead(301, { Location: `${other.baseUrl}/v1` }).end()], {
      token: 'alm_sk_abcdefghijklmnop',
    });
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(RedirectError);
    expect(error.message).toContain(`to ${other.baseUrl}/v1`);
    expect(error.status).toBe(301);
    expect(other.seen).toHaveLength(0);
  });

  it('HTML where JSON is due', async () => {
    const { almanac, seen } = await serve([text('<!doctype html><title>Sign in</title>', 'text/html; charset=utf-8')]);
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(NotJsonError);
    expect(error.message).toMatch(/^200 with text\/html.*<!doctype html>.*sign-in page/);
    expect(seen).toHaveLength(1);
  });

  it('HTML with an error status', async () => {
    const { almanac } = await serve([text('<h1>Not here</h1>', 'text/html', 404)]);
    expect(await fault(almanac.cohorts.get('demo'))).toBeInstanceOf(NotJsonError);
  });

  it('a body that breaks off every time', async () => {
    const { almanac, seen, quiet } = await serve([breakOff], { maxRetries: 1 });
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(TruncatedError);
    expect(error.message).toMatch(/broke off/);
    expect(seen).toHaveLength(2);
    await quiet();
  });

  it('JSON that ends too early', async () => {
    const { almanac } = await serve([text('{"id":1,"lab', 'application/json')], { maxRetries: 0 });
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(TruncatedError);
    expect(error.message).toContain('after 12 characters');
  });

  it.each([204, 304, 200])('%i with nothing where a body is due', async (status) => {
    const { almanac } = await serve([
      (_, r) => void r.writeHead(status, { 'Content-Type': 'application/json', 'X-Request-Id': 'r2' }).end(),
    ]);
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(EmptyAnswerError);
    expect(error).toMatchObject({ status, requestId: 'r2' });
  });

  it('204 where nothing is due is fine', async () => {
    const { almanac } = await serve([(_, r) => void r.writeHead(204).end()]);
    expect(await almanac.cohorts.delete('demo')).toBeUndefined();
  });

  it('a list without items: the server is of another version', async () => {
    const { almanac } = await serve([json({ films: [] })]);
    const error = await fault(almanac.rankings.list('demo').toArray({ limit: 5 }));
    expect(error).toBeInstanceOf(ContractMismatchError);
    expect(error.message).toMatch(/different versions. Update/);
  });

  it('an error that is no problem document: another server, or another version', async () => {
    const { almanac } = await serve([json({ error: 'nope' }, 418)]);
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(ContractMismatchError);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.status).toBe(418);
  });
});

describe('problems', () => {
  it.each([
    [400, 'invalid-request', InvalidRequestError],
    [400, 'invalid-filter', InvalidFilterError],
    [401, 'unauthorized', UnauthorizedError],
    [403, 'forbidden', ForbiddenError],
    [403, 'read-only', ReadOnlyError],
    [404, 'not-found', NotFoundError],
    [409, 'conflict', ConflictError],
    [410, 'gone', GoneError],
    [413, 'payload-too-large', PayloadTooLargeError],
    [422, 'unprocessable', UnprocessableError],
    [429, 'too-many-requests', TooManyRequestsError],
    [500, 'internal', InternalError],
    [503, 'unavailable', UnavailableError],
  ] as const)('%i %s', async (status, code, Kind) => {
    const { almanac } = await serve([problem(status, code)], { maxRetries: 0 });
    const error = await fault(almanac.cohorts.get('demo'));
    expect(error).toBeInstanceOf(Kind);
    expect(error.constructor).toBe(Kind);
    expect(error.name).toBe(Kind.name);
    expect(error).toMatchObject({ status, code, requestId: 'req-1' });
    expect(error.message).toBe(`About ${code}. (${code}, request req-1)`);
    expect(error.response?.headers.get('content-type')).toBe('application/problem+json');
  });

  it('of a newer server have the class of their status', async () => {
    const { almanac } = await serve([problem(409, 'label-of-tomorrow')]);
    expect(await fault(almanac.cohorts.get('demo'))).toMatchObject({
      name: 'ConflictError',
      code: 'label-of-tomorrow',
    });
    const teapot = await serve([problem(418, 'teapot')]);
    expect((await fault(teapot.almanac.cohorts.get('demo'))).constructor).toBe(ProblemError);
  });

  it('name every field at fault', async () => {
    const errors = [{ in: 'query', name: 'watcher_min', message: 'is unknown' }];
    const { almanac } = await serve([problem(400, 'invalid-request', {}, { errors })]);
    const error = await fault(almanac.rankings.list('demo').page());
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect((error as InvalidRequestError).errors).toEqual(errors);
  });
});

describe('paging', () => {
  const pages = [
    json({ items: [1, 2], next_cursor: 'a b' }),
    json({ items: [3, 4], next_cursor: 'c' }),
    json({ items: [5], next_cursor: null }),
  ];

  it('reads page after page, with the same filter', async () => {
    const { almanac, seen } = await serve(pages);
    const items: unknown[] = [];
    for await (const item of almanac.rankings.list('demo', { genre: 'drama', limit: 2 })) items.push(item);
    expect(items).toEqual([1, 2, 3, 4, 5]);
    expect(seen.map((s) => s.url)).toEqual([
      '/v1/cohorts/demo/rankings?genre=drama&limit=2',
      '/v1/cohorts/demo/rankings?genre=drama&limit=2&cursor=a%20b',
      '/v1/cohorts/demo/rankings?genre=drama&limit=2&cursor=c',
    ]);
  });

  it('reads no page that nobody needs', async () => {
    const { almanac, seen, quiet } = await serve(pages);
    for await (const item of almanac.rankings.list('demo')) if ((item as unknown) === 2) break;
    expect(await almanac.rankings.list('demo').toArray({ limit: 0 })).toEqual([]);
    expect(seen).toHaveLength(1);
    await quiet();
  });

  it('toArray stops at its limit', async () => {
    const { almanac, seen } = await serve(pages);
    expect(await almanac.rankings.list('demo').toArray({ limit: 3 })).toEqual([1, 2, 3]);
    expect(seen).toHaveLength(2);
    const all = await serve(pages);
    expect(await all.almanac.rankings.list('demo').toArray({ limit: Infinity })).toEqual([1, 2, 3, 4, 5]);
  });

  it('toArray wants a limit', async () => {
    const { almanac, seen } = await serve(pages);
    const list = almanac.rankings.list('demo');
    expect(await fault(list.toArray({} as { limit: number }))).toBeInstanceOf(UsageError);
    expect(await fault(list.toArray({ limit: -1 }))).toBeInstanceOf(UsageError);
    expect(seen).toHaveLength(0);
  });

  it('one page is the answer as it is', async () => {
    const { almanac } = await serve(pages);
    const { data, requestId, response } = await almanac.rankings.list('demo').page().withResponse();
    expect(data).toEqual({ items: [1, 2], next_cursor: 'a b' });
    expect(requestId).toBe('req-1');
    expect(response.status).toBe(200);
    expect(await almanac.rankings.list('demo').page('a b')).toEqual({ items: [3, 4], next_cursor: 'c' });
  });

  it('a failure on a later page is told there, after what was read', async () => {
    const { almanac } = await serve([pages[0] as Step, problem(410, 'gone')]);
    const items: unknown[] = [];
    const read = async () => {
      for await (const item of almanac.rankings.list('demo')) items.push(item);
    };
    expect(await fault(read())).toBeInstanceOf(GoneError);
    expect(items).toEqual([1, 2]);
  });

  it('a page is tried again like any read', async () => {
    const { almanac } = await serve([pages[0] as Step, problem(503, 'unavailable', SOON), pages[2] as Step]);
    expect(await almanac.rankings.list('demo').toArray({ limit: 100 })).toEqual([1, 2, 5]);
  });

  it('a cursor that leads to itself ends the reading', async () => {
    const { almanac, seen } = await serve([json({ items: [1], next_cursor: 'x' })]);
    expect(await fault(almanac.rankings.list('demo').toArray({ limit: 100 }))).toBeInstanceOf(ContractMismatchError);
    expect(seen).toHaveLength(2);
  });

  it('abort between pages', async () => {
    const { almanac, seen } = await serve(pages);
    const controller = new AbortController();
    const read = async () => {
      for await (const _ of almanac.rankings.list('demo', {}, { signal: controller.signal })) controller.abort();
    };
    expect(await fault(read())).toBeInstanceOf(AbortError);
    expect(seen).toHaveLength(1);
  });
});
