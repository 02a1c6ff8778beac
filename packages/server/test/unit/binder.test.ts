import { request as httpRequest } from 'node:http';
import Router from '@koa/router';
import { describe, expect, it } from 'vitest';
import { bind } from '../../src/openapi/bind.ts';
import { compileContract } from '../../src/openapi/compile.ts';
import { readContract } from '../../src/openapi/load.ts';
import type { Handlers } from '../../src/openapi/types.ts';
import { ProblemError } from '../../src/problem-error.ts';
import { rankingPage, run } from './support/data.ts';
import { contract, forgetful, problemOf, serve } from './support/serve.ts';

const RANKINGS = '/v1/cohorts/demo/rankings';

describe('query parameters', () => {
  it.each([
    ['limit=ten', 'limit', 'must be integer'],
    ['limit=0', 'limit', 'must be >= 1'],
    ['limit=2.5', 'limit', 'must be integer'],
    ['limit=', 'limit', 'must be integer'],
    ['rating_min=NaN', 'rating_min', 'must be number'],
    ['rating_min=Infinity', 'rating_min', 'must be number'],
    ['like_rate_min=1.01', 'like_rate_min', 'must be <= 1'],
    ['strategy=best', 'strategy', 'must be one of: bayesian, cohort_affinity, wilson, discovery, recency, hybrid'],
    ['decade=1995', 'decade', 'must be multiple of 10'],
    ['media_type=movie&media_type=radio', 'media_type', 'must be one of: movie, tv'],
    ['genre=', 'genre', 'must NOT have fewer than 1 characters'],
    ['limit=5&limit=6', 'limit', 'is given more than once'],
    ['watcher_min=3', 'watcher_min', 'is unknown; did you mean "watchers_min"?'],
    ['Limit=3', 'Limit', 'is unknown; did you mean "limit"?'],
    ['zzzzzzzzzzzz=3', 'zzzzzzzzzzzz', 'is unknown'],
    ['q=a%00b', 'q', 'must not hold the character U+0000'],
  ])('%s → 400 that names it', async (query, name, message) => {
    const app = await serve();
    const response = await app.get(`${RANKINGS}?${query}`);
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({
      code: 'invalid-request',
      errors: [{ in: 'query', name, message }],
    });
    expect(app.calls).toEqual([]);
  });

  it('names every fault at once', async () => {
    const app = await serve();
    const problem = await problemOf(await app.get(`${RANKINGS}?limit=x&order=up&nope=1`));
    expect(problem.errors).toHaveLength(3);
  });

  it('are told in sentences that end once', async () => {
    const app = await serve();
    const { detail } = await problemOf(await app.get(`${RANKINGS}?watcher_min=3&zzzzzzzzzzzz=1`));
    expect(detail).toBe(
      'Query parameter "watcher_min" is unknown; did you mean "watchers_min"? Query parameter "zzzzzzzzzzzz" is unknown.',
    );
  });

  it('reach the handler with their types, repeated ones as lists', async () => {
    const app = await serve();
    const query = 'genre=drama&genre=crime&director=5&decade=1930&rating_min=3.5&limit=7&bucket=Hidden%20gem&q=1984';
    const response = await app.get(`${RANKINGS}?${query}`);
    expect(response.status).toBe(200);
    expect(app.calls[0]?.request).toMatchObject({
      genre: ['crime', 'drama'],
      director: ['5'],
      decade: [1930],
      rating_min: 3.5,
      limit: 7,
      bucket: ['Hidden gem'],
      q: '1984',
      strategy: 'bayesian',
    });
  });

  it('that contradict each other → 400 naming both', async () => {
    const app = await serve();
    const response = await app.get(`${RANKINGS}?rating_min=4&rating_max=3`);
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code: 'invalid-filter', errors: [{ in: 'query', name: 'rating_min' }] });
    expect(problem.detail).toContain('rating_max');
  });

  it('are refused where an operation has none', async () => {
    const app = await serve();
    expect((await app.get('/v1/cohorts/demo?limit=3')).status).toBe(400);
  });
});

describe('path parameters', () => {
  it('are checked and named', async () => {
    const app = await serve();
    const problem = await problemOf(await app.get('/v1/cohorts/demo/runs/nine'));
    expect(problem.errors).toEqual([{ in: 'path', name: 'run_id', message: 'must be integer' }]);
  });

  it('must have the form of an id or label', async () => {
    const app = await serve();
    expect((await app.get('/v1/cohorts/Not%20A%20Label')).status).toBe(400);
  });

  it('that can not be decoded answer 400 or 404, never 500', async () => {
    const app = await serve();
    expect([400, 404]).toContain((await app.get('/v1/cohorts/%E0%A4%A')).status);
  });
});

describe('bodies', () => {
  const create = (over: object = {}) =>
    JSON.stringify({ label: 'club-2', definition: { members: ['Ada', 'ada', 'Bob'] }, ...over });

  it('reach the handler', async () => {
    const app = await serve();
    const response = await app.post('/v1/cohorts', create());
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/v1/cohorts/5');
    expect(app.calls).toEqual([
      {
        service: 'cohorts.create',
        request: { label: 'club-2', definition: { seeds: [], lists: [], members: ['ada', 'bob'] }, parameters: {} },
      },
    ]);
  });

  it.each([
    ['a missing field', { label: undefined }, '/label', 'is missing'],
    ['an unknown field', { colour: 'red' }, '/colour', 'is unknown'],
    ['a mistyped field', { lable: 'x' }, '/lable', 'is unknown; did you mean "label"?'],
    ['a wrong type', { label: 5 }, '/label', 'must be string'],
    ['a number as text', { parameters: { m: '5' } }, '/parameters/m', 'must be number,null'],
    [
      'a bad value deep inside',
      { definition: { members: ['a', 'b c'] } },
      '/definition/members/1',
      'must match pattern',
    ],
    ['nothing in the definition', { definition: {} }, '/definition', 'must NOT have fewer than 1 properties'],
    ['U+0000', { display_name: 'a\u0000b' }, '/display_name', 'must not hold the character U+0000'],
  ])('with %s → 400 that names it', async (_what, over, name, message) => {
    const app = await serve();
    const response = await app.post('/v1/cohorts', create(over));
    expect(response.status).toBe(400);
    const { errors } = await problemOf(response);
    expect(errors).toContainEqual({ in: 'body', name, message: expect.stringContaining(message) });
    expect(app.calls).toEqual([]);
  });

  it('that are missing where one is due → 400', async () => {
    const app = await serve();
    const problem = await problemOf(await app.post('/v1/cohorts', null));
    expect(problem.errors).toEqual([{ in: 'body', name: '', message: 'is missing; send JSON' }]);
  });

  it('may be missing where the contract says so', async () => {
    const app = await serve();
    expect((await app.post('/v1/cohorts/demo/sync', null)).status).toBe(202);
    expect(app.calls).toEqual([{ service: 'runs.sync', request: { id: 1, full: false } }]);
  });

  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json', { 'Content-Encoding': 'gzip' }],
  ])('of type %s %o → 415', async (type, headers) => {
    const app = await serve();
    const response = await app.post('/v1/cohorts', create(), { 'Content-Type': type, ...headers });
    expect(response.status).toBe(415);
    expect(await problemOf(response)).toMatchObject({ code: 'unsupported-media-type' });
  });

  it('with a charset are JSON too', async () => {
    const app = await serve();
    const response = await app.post('/v1/cohorts', create(), { 'Content-Type': 'application/json; charset=utf-8' });
    expect(response.status).toBe(201);
  });

  it('that are not JSON → 400 with the place', async () => {
    const app = await serve();
    const problem = await problemOf(await app.post('/v1/cohorts', '{"label": "x",\n "definition": oops}'));
    expect(problem.detail).toBe('The body is not JSON: line 2, column 16, where value is due.');
  });

  it('that are not UTF-8 → 400', async () => {
    const app = await serve();
    const problem = await problemOf(await app.post('/v1/cohorts', new Uint8Array([0x22, 0xff, 0x22])));
    expect(problem.detail).toBe('The body is not UTF-8.');
  });

  it('nested a hundred thousand deep → 400', async () => {
    const app = await serve({ options: { bodyLimit: 1_000_000 } });
    const problem = await problemOf(await app.post('/v1/cohorts', '['.repeat(100_000) + ']'.repeat(100_000)));
    expect(problem.detail).toBe('The body is nested deeper than 32 levels.');
  });

  it('with brackets in their text are not deep', async () => {
    const app = await serve();
    const description = '[{"'.repeat(50);
    expect((await app.post('/v1/cohorts', create({ description }))).status).toBe(201);
  });

  it.each(['%ff', '%c3%28', '%', '%zz'])('queries with %s → 400', async (bytes) => {
    const app = await serve();
    const problem = await problemOf(await app.get(`/v1/cohorts?q=${bytes}`));
    expect(problem).toMatchObject({ status: 400, detail: 'Query parameter is not percent-encoded UTF-8.' });
    expect((await app.get('/v1/cohorts?q=%C3%A9+%F0%9F%8E%AC')).status).toBe(200);
  });

  it('over the limit → 413, told in advance', async () => {
    const app = await serve();
    expect((await app.post('/v1/cohorts', create({ description: 'x'.repeat(2000) }))).status).toBe(413);
  });

  it('over the limit → 413, found while reading', async () => {
    const app = await serve();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${app.url}/v1/cohorts`, {
        method: 'POST',
        headers: {
          Authorization: 'Bearer alm_sk_owner00000000000',
          'Content-Type': 'application/json',
          'Transfer-Encoding': 'chunked',
        },
      });
      request.on('response', (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      for (let i = 0; i < 5; i += 1) request.write('x'.repeat(1000));
    });
    expect(status).toBe(413);
  });
});

describe('methods', () => {
  it('HEAD answers like GET, without a body', async () => {
    const app = await serve();
    const response = await app.get(RANKINGS, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    expect(await response.text()).toBe('');
  });

  it('the wrong one → 405 with Allow', async () => {
    const app = await serve();
    const response = await app.get(RANKINGS, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(await problemOf(response)).toMatchObject({ code: 'method-not-allowed' });
  });

  it('OPTIONS → 204 with Allow', async () => {
    const app = await serve();
    const response = await app.get('/v1/cohorts', { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
  });

  it('an unknown path → 404', async () => {
    const app = await serve();
    const response = await app.get('/v1/nothing');
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({ code: 'not-found' });
  });
});

describe('answers', () => {
  const broken = (over: Parameters<typeof rankingPage>[0]) =>
    serve({ services: (all) => ({ ...all, rankings: { ...all.rankings, list: async () => rankingPage(over) } }) });

  it('that keep the contract pass', async () => {
    expect((await (await broken({})).get(RANKINGS)).status).toBe(200);
  });

  it('with a value of the wrong kind fail loudly', async () => {
    const app = await broken({ total: 1.5 });
    const response = await app.get(RANKINGS);
    expect(response.status).toBe(500);
    expect((await problemOf(response)).detail).toBe(
      'The answer of listRankings breaks the contract: 200, /total must be integer',
    );
    expect(app.log.some(({ msg }) => msg === 'answer breaks the contract')).toBe(true);
  });

  it('with a field that the contract does not name fail loudly', async () => {
    const tasks = { queued: 0, running: 0, succeeded: 0, failed: 0, stopped: 0, lost: 1 };
    const found = run({ stages: [{ kind: 'compute', tasks, seconds: null, counters: {} }] });
    const app = await serve({ services: (all) => ({ ...all, runs: { ...all.runs, find: async () => found } }) });
    const response = await app.get('/v1/cohorts/demo/runs/9');
    expect(response.status).toBe(500);
    expect((await problemOf(response)).detail).toContain('/stages/0/tasks/lost is unknown');
  });

  it('with a status that the contract does not name fail loudly', async () => {
    const gone = async () => {
      throw new ProblemError('gone', 'It was here a moment ago.');
    };
    const app = await serve({ services: (all) => ({ ...all, cohorts: { ...all.cohorts, find: gone } }) });
    const response = await app.get('/v1/cohorts/demo');
    expect(response.status).toBe(500);
    expect((await problemOf(response)).detail).toBe(
      'The answer of getCohort breaks the contract: 410, the contract does not name this status',
    );
  });

  it('are not looked at in production', async () => {
    const app = await serve({
      services: (all) => ({ ...all, rankings: { ...all.rankings, list: async () => rankingPage({ total: 1.5 }) } }),
      options: { validateResponses: false },
    });
    expect((await app.get(RANKINGS)).status).toBe(200);
  });

  it('of text come as text', async () => {
    const app = await serve();
    const response = await app.get('/openapi.yaml');
    expect(response.headers.get('content-type')).toBe('application/yaml');
    expect(await response.text()).toBe(contract.text);
  });
});

describe('bind', () => {
  const handlers = (ids: string[]) =>
    Object.fromEntries(ids.map((id) => [id, async () => ({})])) as unknown as Handlers;
  const all = [...contract.operations.keys()];

  it('takes exactly the handlers of the contract', () => {
    expect(() => bind(new Router(), contract, handlers(all), { bodyLimit: 1, idempotency: forgetful })).not.toThrow();
  });

  it('names an operation without handler and a handler without operation', () => {
    const wrong = handlers([...all.filter((id) => id !== 'getStats'), 'getNothing']);
    expect(() => bind(new Router(), contract, wrong, { bodyLimit: 1, idempotency: forgetful })).toThrow(
      'getStats has no handler, getNothing is not in the contract',
    );
  });
});

describe('compileContract', () => {
  const minimal = (operation: string) =>
    readContract(`openapi: 3.1.0\npaths:\n  /a:\n    get:\n      operationId: a\n      responses: {}\n${operation}`);

  it('refuses other versions of OpenAPI', () => {
    expect(() => compileContract(readContract('openapi: 3.0.3\npaths: {}'))).toThrow('3.0.3 is not 3.1');
  });

  it('refuses references that lead nowhere', () => {
    expect(() => compileContract(minimal("      parameters: [{ $ref: '#/components/parameters/No' }]"))).toThrow(
      '#/components/parameters/No leads nowhere',
    );
  });

  it('refuses styles that it does not serve', () => {
    const list = '{ name: x, in: query, explode: false, schema: { type: array, items: { type: string } } }';
    expect(() => compileContract(minimal(`      parameters: [${list}]`))).toThrow('parameter x has an unserved style');
  });

  it('refuses keywords that JSON Schema does not know', () => {
    const typo = '{ name: x, in: query, schema: { type: string, maxLenght: 3 } }';
    expect(() => compileContract(minimal(`      parameters: [${typo}]`))).toThrow('maxLenght');
  });
});
