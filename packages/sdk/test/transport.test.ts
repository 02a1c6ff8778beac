import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import { createTransport, type operations, type paths, type Schemas, type TransportOptions } from '../src/index.ts';

let server: Server | undefined;
afterEach(() => server?.close());

interface Seen {
  url: string | undefined;
  authorization: string | undefined;
}

/** A server that answers every request with `body`, and what it was asked. */
async function serve(status: number, body: object): Promise<{ baseUrl: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    seen.push({ url: request.url, authorization: request.headers.authorization });
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe('createTransport', () => {
  it('fills the path, repeats lists in the query and sends the token', async () => {
    const { baseUrl, seen } = await serve(200, { items: [] });
    const transport = createTransport({ baseUrl, token: 'alm_sk_abc' });
    const { data } = await transport.GET('/v1/cohorts/{id}/rankings', {
      params: {
        path: { id: 'demo' },
        query: { genre: ['drama', 'science-fiction'], bucket: ['Hidden gem'], limit: 5 },
      },
    });
    expect(data?.items).toEqual([]);
    expect(seen).toEqual([
      {
        url: '/v1/cohorts/demo/rankings?genre=drama&genre=science-fiction&bucket=Hidden%20gem&limit=5',
        authorization: 'Bearer alm_sk_abc',
      },
    ]);
  });

  it('sends no Authorization without a token', async () => {
    const { baseUrl, seen } = await serve(200, { status: 'ok' });
    await createTransport({ baseUrl }).GET('/health/live');
    expect(seen[0]?.authorization).toBeUndefined();
  });

  it('gives problems as error', async () => {
    const { baseUrl } = await serve(404, { code: 'not-found', status: 404 });
    const { data, error } = await createTransport({ baseUrl }).GET('/v1/cohorts/{id}', {
      params: { path: { id: 'x' } },
    });
    expect(data).toBeUndefined();
    expect(error?.code).toBe('not-found');
  });

  it('uses the fetch that it is given', async () => {
    const fetch: TransportOptions['fetch'] = async (request) => Response.json({ status: new URL(request.url).host });
    const { data } = await createTransport({ baseUrl: 'http://nowhere.invalid', fetch }).GET('/health/live');
    expect(data?.status).toBe('nowhere.invalid');
  });
});

describe('types', () => {
  it('follow the contract', () => {
    const transport = createTransport({ baseUrl: 'http://nowhere.invalid' });
    type Rankings = Awaited<ReturnType<typeof read>>;
    const read = async () =>
      (await transport.GET('/v1/cohorts/{id}/rankings', { params: { path: { id: 'demo' } } })).data;
    expectTypeOf<Rankings>().toEqualTypeOf<Schemas['RankingList'] | undefined>();
    expectTypeOf<Schemas['RankingRow']['divergence']>().toEqualTypeOf<number | null>();
    expectTypeOf<Schemas['RankingRow']['directors'][number]>().toEqualTypeOf<{ id: number; name: string }>();
    expectTypeOf<Extract<Schemas['Insights'], { surface: 'buckets' }>>().toEqualTypeOf<Schemas['BucketInsights']>();
    type Query = NonNullable<NonNullable<operations['listRankings']['parameters']['query']>>;
    expectTypeOf<{ strategy: 'best' }>().not.toExtend<Pick<Query, 'strategy'>>();
    expectTypeOf<{ strategy: 'wilson' }>().toExtend<Pick<Query, 'strategy'>>();
    expectTypeOf<'/v1/nothing'>().not.toExtend<keyof paths>();
    expectTypeOf<'/v1/cohorts'>().toExtend<keyof paths>();
  });
});
