/** Every operation of the contract is a method of the SDK, and every problem code has a class. */
import { readFileSync } from 'node:fs';
import { PROBLEMS } from '@cohort-almanac/core';
import { CohortAlmanac, ProblemError } from '@cohort-almanac/sdk';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Operation {
  operationId?: string;
  responses?: Record<string, { content?: Record<string, unknown> }>;
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
}
const contract = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')) as Contract;
const VERBS = ['get', 'put', 'post', 'patch', 'delete'];

/** Pages, pictures, feeds, addresses to go to, and what only Prometheus reads: for those there is `request()`. */
const FOR_PEOPLE = /^(text\/html|text\/plain|image\/png|application\/atom\+xml)$/;
function isForPeople(responses: Operation['responses'] = {}): boolean {
  const good = Object.entries(responses).filter(([status]) => /^[23]/.test(status) && status !== '304');
  const types = good.flatMap(([, { content = {} }]) => Object.keys(content));
  return (
    good.every(([status]) => status.startsWith('3')) ||
    (types.length > 0 && types.every((type) => FOR_PEOPLE.test(type)))
  );
}

const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  VERBS.flatMap((verb) => {
    const id = item[verb]?.operationId;
    return id ? [{ id, verb: verb.toUpperCase(), path, isForPeople: isForPeople(item[verb]?.responses) }] : [];
  }),
);

/** What a request of that method and path is, in the contract. A fixed path goes before one with parameters. */
function operationOf(method: string, pathname: string): string | undefined {
  const fits = (path: string) =>
    new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname);
  const found = operations.filter(({ verb, path }) => verb === method && fits(path));
  return found.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]?.id;
}

type Method = (...input: unknown[]) => unknown;

/** Calls every method of every resource, and tells which operations were asked for. */
async function reached(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let current = '';
  const almanac = new CohortAlmanac({
    baseUrl: 'http://almanac.invalid',
    maxRetries: 0,
    fetch: async (url, { method = 'GET', headers }) => {
      const id = operationOf(method, new URL(url).pathname);
      if (id === undefined) throw new Error(`${current} asks for ${method} ${url}, which the contract does not have`);
      found.set(id, current);
      const accept = new Headers(headers).get('accept');
      if (accept === 'text/event-stream') return new Response('event: end\ndata: {"state":"succeeded"}\n\n');
      return Response.json({ id: 1, cohort_id: 1, items: [], next_cursor: null });
    },
  });
  for (const [resource, methods] of Object.entries(almanac)) {
    for (const [name, method] of Object.entries(methods as Record<string, Method>)) {
      current = `${resource}.${name}`;
      // Path parameters of any kind, then whatever is due: more than enough for any method.
      const result = method('1', 1, { file: new Blob(['x']), cohort: '1' }, {});
      if (result instanceof Promise) await result;
      else for await (const _ of result as AsyncIterable<unknown>) break;
    }
  }
  return found;
}

describe('the SDK', () => {
  it('reaches every operation of the contract', async () => {
    const found = await reached();
    const due = operations.filter(({ isForPeople }) => !isForPeople);
    expect(due.length).toBeGreaterThan(60);
    expect(due.filter(({ id }) => !found.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('reaches the pages for people by request()', async () => {
    const fetch = async () => new Response('<p>', { headers: { 'Content-Type': 'text/html' } });
    const almanac = new CohortAlmanac({ baseUrl: 'http://almanac.invalid', fetch });
    const page = await almanac.request('GET', '/s/{slug}', { path: { slug: 'AAAA' }, as: 'text' });
    expect(page).toBe('<p>');
  });

  it('has a class for every problem code', async () => {
    for (const [code, { status }] of Object.entries(PROBLEMS)) {
      const problem = { type: `/problems/${code}`, title: '', status, detail: '', code, request_id: 'r' };
      const fetch = async () => Response.json(problem, { status });
      const almanac = new CohortAlmanac({ baseUrl: 'http://almanac.invalid', maxRetries: 0, fetch });
      const error = await almanac.cohorts.get('demo').catch((e: unknown) => e);
      expect(error).toBeInstanceOf(ProblemError);
      expect((error as Error).constructor, code).not.toBe(ProblemError);
    }
  });
});
