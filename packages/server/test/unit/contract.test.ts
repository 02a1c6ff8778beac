/** The contract and core are written apart; here they meet. */
import {
  BUCKETS,
  CLUSTERS,
  CONSENSUS,
  DISTRIBUTIONS,
  ERROR_KINDS,
  EXPORT_FORMATS,
  FILTER_PARAMETERS,
  ORDERS,
  PROBLEMS,
  RUN_KINDS,
  RUN_STATES,
  SORTS,
  SOURCES,
  STRATEGIES,
  TASK_KINDS,
  TASK_STATES,
  TMDB_TYPES,
  TONIGHT_SCORES,
} from '@cohort-almanac/core';
import { AUTH_EVENT_KINDS, WEBHOOK_EVENTS } from '@cohort-almanac/db';
import { describe, expect, it } from 'vitest';
import {
  locate,
  METHODS,
  type Parameter,
  type Reference,
  type RequestBody,
  type Schema,
} from '../../src/openapi/document.ts';
import { SCOPES } from '../../src/policies/scopes.ts';
import { DEFAULT_PAGE } from '../../src/routes/seen.ts';
import { contract } from './support/serve.ts';

const { document } = contract;
type Keywords = Record<string, unknown> & { items?: Schema };

/** A schema with references followed; keywords beside a reference count too. */
function resolve(schema: Schema): Keywords {
  if (typeof schema === 'boolean') throw new Error('a schema of keywords is due');
  const { $ref: _ref, ...beside } = schema;
  return { ...locate<Keywords>(document, { pointer: '', value: schema as Keywords | Reference }).value, ...beside };
}

const schemaOf = (name: string) => resolve({ $ref: `#/components/schemas/${name}` });

/** Enums of the contract that the code has too. */
const ENUMS: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['Strategy', STRATEGIES],
  ['Bucket', BUCKETS],
  ['Cluster', CLUSTERS],
  ['Distribution', DISTRIBUTIONS],
  ['Consensus', CONSENSUS],
  ['MediaType', TMDB_TYPES],
  ['RankingSort', SORTS],
  ['Order', ORDERS],
  ['RunKind', RUN_KINDS],
  ['RunState', RUN_STATES],
  ['TaskKind', TASK_KINDS],
  ['ErrorKind', ERROR_KINDS],
  ['ProblemCode', Object.keys(PROBLEMS)],
  ['AuthEventKind', AUTH_EVENT_KINDS],
  ['WebhookEvent', WEBHOOK_EVENTS],
  ['TonightScore', TONIGHT_SCORES],
  ['Scope', SCOPES],
  ['ExportFormat', EXPORT_FORMATS],
];
/** Enums that the code has only as types: the compiler compares them where presenters and routes meet. */
const TYPES: readonly string[] = [
  'CreditRole',
  'FilterOptionKind',
  'Role',
  'ShareMode',
  'Surface',
  'TokenKind',
  'Visibility',
];

describe('enums', () => {
  it.each(ENUMS)('%s is that of the code', (name, values) => {
    expect(schemaOf(name).enum).toEqual([...values]);
  });

  it('are all compared, here or by the compiler', () => {
    const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Keywords][];
    const named = schemas.filter(([, schema]) => 'enum' in schema).map(([name]) => name);
    expect(named.sort()).toEqual([...ENUMS.map(([name]) => name), ...TYPES].sort());
  });

  it('every source and every state of a task is counted', () => {
    const { properties } = schemaOf('Coverage') as { properties: { sources: { required: string[] } } };
    expect(properties.sources.required).toEqual([...SOURCES]);
    expect(schemaOf('StageTasks').required).toEqual([...TASK_STATES]);
  });
});

describe('the parameters of rankings', () => {
  const listed = document.paths['/v1/cohorts/{id}/rankings']?.get?.parameters ?? [];
  const parameters = listed.map((value) => locate<Parameter>(document, { pointer: '', value }).value);

  it("are those of core's table, in its order", () => {
    expect(parameters.map(({ name }) => name)).toEqual(Object.keys(FILTER_PARAMETERS));
  });

  it.each(Object.entries(FILTER_PARAMETERS))('%s takes what core takes', (name, definition) => {
    const outer = resolve(parameters.find((parameter) => parameter.name === name)!.schema);
    expect(outer.type === 'array').toBe('repeatable' in definition);
    const inner = outer.items === undefined ? outer : resolve(outer.items);
    if (outer.items !== undefined) expect(outer.maxItems).toBe(50);
    if ('default' in definition) expect(outer.default).toBe(definition.default);
    else expect(outer.default).toBeUndefined();
    switch (definition.type) {
      case 'integer':
      case 'number':
        expect(inner).toMatchObject({ type: definition.type });
        expect([inner.minimum, inner.maximum, inner.multipleOf]).toEqual([
          definition.minimum,
          definition.maximum,
          definition.multiple_of,
        ]);
        break;
      case 'enum':
        expect(inner.enum).toEqual([...definition.values]);
        break;
      case 'member':
        expect(inner).toMatchObject({ type: 'string', pattern: `^[A-Za-z0-9_-]{1,${definition.max_length}}$` });
        break;
      default:
        expect(inner).toMatchObject({ type: 'string', minLength: 1, maxLength: definition.max_length });
    }
  });
});

describe('scopes', () => {
  it('of the operations are those that tokens can have', () => {
    const used = new Set([...contract.operations.values()].flatMap(({ scopes }) => scopes));
    expect([...used].sort()).toEqual([...SCOPES].sort());
  });

  it('are asked of every write', () => {
    for (const { id, method, anonymous, scopes, path } of contract.operations.values()) {
      // Nobody is signed in before signing in.
      if (path === '/v1/auth/session') continue;
      // Who joins has no account.
      if (path.startsWith('/v1/joins/')) continue;
      if (method !== 'get') expect({ id, anonymous }).toEqual({ id, anonymous: false });
      else if (scopes.length === 0) expect({ id, anonymous }).toEqual({ id, anonymous: true });
    }
  });
});

describe('every operation', () => {
  it('has schemas that compile', () => {
    const ofResponses = [...contract.operations.values()].flatMap(({ responses }) => [...responses.values()]);
    const compile = () => ofResponses.map((types) => [...types.values()].map((validator) => validator?.()));
    expect(compile).not.toThrow();
  });

  it('names the problems that the frame answers with', () => {
    for (const { id, path, body, responses } of contract.operations.values()) {
      // Whether the process lives is asked of nothing that could fail.
      const due = id === 'getLiveness' ? [400] : [400, 500];
      if (!path.startsWith('/health/')) due.push(429);
      // A token that is no good, or not for the page that sends it, is refused wherever tokens count.
      if (path.startsWith('/v1/') && !path.startsWith('/v1/shares/')) due.push(401, 403);
      if (body) due.push(413, 415);
      if (path.includes(':id')) due.push(404);
      expect({ id, missing: due.filter((status) => !responses.has(status)) }).toEqual({ id, missing: [] });
      // A body that nobody asked for is a fault of the request, 400: these two are never reached without one.
      const idle = body ? [] : [413, 415].filter((status) => responses.has(status));
      expect({ id, 'never answers': idle }).toEqual({ id, 'never answers': [] });
    }
  });
});

describe('every operation, for its readers,', () => {
  interface Written {
    operationId: string;
    tags?: string[];
    summary?: string;
    security?: Record<string, string[]>[];
    requestBody?: { content: Record<string, Shown> } | Reference;
    responses: Record<string, { content?: Record<string, Shown> } | Reference>;
  }
  interface Shown {
    example?: unknown;
    examples?: object;
  }
  const tags = (document as unknown as { tags: { name: string }[] }).tags.map(({ name }) => name);
  const written = Object.values(document.paths).flatMap((item) =>
    METHODS.flatMap((method) => (item[method] as unknown as Written | undefined) ?? []),
  );
  const follow = <T extends object>(value: T | Reference) => locate<T>(document, { pointer: '', value }).value;
  const isShown = ({ example, examples }: Shown) => example !== undefined || examples !== undefined;

  it.each(written)('$operationId has a tag, a summary and an example of its body', (operation) => {
    expect(operation.tags).toHaveLength(1);
    expect(tags).toContain(operation.tags![0]);
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    const { content } = operation.requestBody ? follow(operation.requestBody) : { content: {} };
    for (const [type, media] of Object.entries(content)) {
      if (type === 'application/json') expect(isShown(media), 'an example of the body').toBe(true);
    }
  });

  it.each(written)('$operationId shows what success looks like', ({ responses }) => {
    for (const [status, value] of Object.entries(responses)) {
      const json = status.startsWith('2') && follow(value).content?.['application/json'];
      if (json) expect({ status, shown: isShown(json) }).toEqual({ status, shown: true });
    }
  });

  it.each(written)('$operationId answers failures with problems', ({ operationId, responses }) => {
    const statuses = Object.keys(responses);
    expect(statuses.some((status) => /^[23]/.test(status))).toBe(true);
    for (const [status, value] of Object.entries(responses)) {
      // Whether it is ready is told in the same shape both ways.
      if (!/^[45]/.test(status) || (operationId === 'getReadiness' && status === '503')) continue;
      const { content = {} } = follow(value);
      const types = Object.keys(content);
      expect({ status, types }).toEqual({ status, types: expect.arrayContaining(['application/problem+json']) });
      expect({ status, shown: isShown(content['application/problem+json']!) }).toEqual({ status, shown: true });
    }
  });

  it.each(written)('$operationId asks for access that there is', ({ security = [] }) => {
    const schemes = document.components?.securitySchemes ?? {};
    for (const requirement of security) {
      for (const [scheme, scopes] of Object.entries(requirement)) {
        expect(Object.keys(schemes)).toContain(scheme);
        expect(SCOPES).toEqual(expect.arrayContaining(scopes));
        if (scheme === 'session') expect(scopes).toEqual([]);
      }
    }
  });

  it('every tag is used', () => {
    expect([...new Set(written.flatMap((operation) => operation.tags ?? []))].sort()).toEqual([...tags].sort());
  });
});

describe('every POST', () => {
  it.each([...contract.operations.values()].filter(({ method }) => method === 'post'))(
    '$id takes an Idempotency-Key and says what can be wrong with it',
    ({ parameters, responses }) => {
      expect(parameters.header.names).toContain('idempotency-key');
      expect([...responses.keys()]).toEqual(expect.arrayContaining([409, 422]));
    },
  );
});

describe('every text that a request may hold', () => {
  /** Texts without an upper bound, by where they stand. */
  function unbounded(schema: Schema, at: string): string[] {
    const node = resolve(schema) as Keywords & { properties?: Record<string, Schema>; additionalProperties?: Schema };
    const inner = [
      ...Object.entries(node.properties ?? {}).map(([name, one]) => [`${at}/${name}`, one] as const),
      ...(['oneOf', 'anyOf', 'allOf'] as const).flatMap((key) =>
        ((node[key] ?? []) as Schema[]).map((one) => [at, one] as const),
      ),
      ...(node.items === undefined ? [] : [[`${at}[]`, node.items] as const]),
      ...(typeof node.additionalProperties === 'object' ? [[`${at}/*`, node.additionalProperties] as const] : []),
    ];
    const isText = [node.type].flat().includes('string') && !('enum' in node) && !('const' in node);
    // A pattern without *, + and {n,} is as long as it says.
    const bounded =
      'maxLength' in node ||
      'format' in node ||
      /^(?:[^*+{\\]|\\.|\{\d+(?:,\d+)?\})*$/.test(String(node.pattern ?? '*'));
    const list = node.type === 'array' && !('maxItems' in node) ? [`${at}[] has no maxItems`] : [];
    return [...(isText && !bounded ? [at] : []), ...list, ...inner.flatMap(([where, one]) => unbounded(one, where))];
  }

  it.each(
    Object.values(document.paths).flatMap((item) =>
      (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => item[method] ?? []),
    ),
  )('$operationId', (operation) => {
    const { value: body } = locate<Partial<RequestBody>>(document, {
      pointer: '',
      value: operation.requestBody ?? {},
    });
    const json = body.content?.['application/json']?.schema;
    const parameters = (operation.parameters ?? []).map(
      (one) => locate<Parameter>(document, { pointer: '', value: one }).value,
    );
    expect([
      ...(json === undefined ? [] : unbounded(json, 'body')),
      ...parameters.flatMap(({ name, schema }) => unbounded(schema as Schema, name)),
    ]).toEqual([]);
  });
});

it('the default page is the same in contract and code', () => {
  expect(
    locate<Parameter>(document, { pointer: '', value: { $ref: '#/components/parameters/Limit' } }).value.schema,
  ).toMatchObject({ default: DEFAULT_PAGE });
});
