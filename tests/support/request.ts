/** A request of an operation, as its contract and the world give it, to be changed where a status asks for it. */
import type { OutgoingHttpHeaders } from 'node:http';
import type { CompiledOperation, Contract } from '../../packages/server/src/openapi/compile.ts';
import {
  locate,
  type MediaType,
  type Parameter,
  type Reference,
  type RequestBody,
} from '../../packages/server/src/openapi/document.ts';
import type { Names, Person, World } from '../../packages/server/test/support/world.ts';
import { writtenOperation } from './check-answer.ts';
import type { Ask } from './exchange.ts';

export type Caller = Person | 'operator' | 'nobody' | { token: string } | { session: string };

/** What differs from the plain request. */
export interface Wish {
  as?: Caller;
  /** Instead of what the world has under these names. */
  params?: Names;
  /** Instead of the query that the operation can't do without. */
  query?: Record<string, string | number>;
  /** Instead of all query, as it is written. */
  search?: string;
  /** Instead of the example; null sends none. Bytes are sent as they are. */
  body?: unknown;
  type?: string;
  headers?: OutgoingHttpHeaders;
}

/** Values for parameters that an operation can't do without, by their names. */
const REQUIRED: Readonly<Record<string, (world: World) => string>> = {
  members: ({ own }) => own.username!,
  with: ({ own }) => own.id!,
};

/** Throws, saying what to add where, when a name in the path or a required parameter has no value. */
export function requestOf(contract: Contract, world: World, operation: CompiledOperation, wish: Wish = {}): Ask {
  const written = writtenOperation(contract, operation);
  const names = { ...world.own, ...wish.params };
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = names[name];
    if (value === undefined) throw new Error(`world.ts has no value for the name "${name}" in ${operation.path}`);
    return encodeURIComponent(value);
  });
  const query = wish.query ?? requiredQuery(contract, world, written.parameters ?? []);
  const content = written.requestBody && bodyOf(contract, written.requestBody);
  const value = wish.body === undefined ? content?.example : wish.body;
  const isForm = content?.type === FORM && wish.type === undefined && !Buffer.isBuffer(value);
  const body = value === undefined || value === null ? undefined : isForm ? encodeForm(value as object) : encode(value);
  const search =
    wish.search ?? new URLSearchParams(Object.entries(query).map(([name, one]) => [name, String(one)])).toString();
  return {
    method: operation.method.toUpperCase(),
    path: search === '' ? path : `${path}?${search}`,
    headers: {
      ...credentials(world, wish.as ?? 'owner'),
      ...(body && {
        'content-type': wish.type ?? (isForm ? `${FORM}; boundary=${BOUNDARY}` : (content?.type ?? JSON_TYPE)),
      }),
      ...wish.headers,
    },
    body,
  };
}

export function credentials(world: World, who: Caller): OutgoingHttpHeaders {
  if (who === 'nobody') return {};
  if (typeof who === 'string') return { authorization: `Bearer ${world.tokens[who]}` };
  if ('token' in who) return { authorization: `Bearer ${who.token}` };
  return { cookie: `almanac_session=${who.session}`, 'sec-fetch-site': 'same-origin' };
}

function requiredQuery(contract: Contract, world: World, written: (Parameter | Reference)[]): Record<string, string> {
  return Object.fromEntries(
    written
      .map((value) => locate<Parameter>(contract.document, { pointer: '', value }).value)
      .filter(({ in: where, required }) => where === 'query' && required)
      .map((parameter) => [parameter.name, exampleOf(parameter, world)]),
  );
}

function exampleOf(parameter: Parameter & { example?: unknown }, world: World): string {
  if (parameter.example !== undefined) return String(parameter.example);
  const known = REQUIRED[parameter.name];
  if (!known) throw new Error(`the required parameter "${parameter.name}" has no example in the contract`);
  return known(world);
}

/** The first media type of a body, and its example. */
function bodyOf(contract: Contract, value: RequestBody | Reference): { type: string; example: unknown } {
  const { content } = locate<RequestBody>(contract.document, { pointer: '', value }).value;
  const [type, media] = Object.entries(content)[0] as [string, MediaType & { example?: unknown; examples?: unknown }];
  const [first] = Object.values((media.examples ?? {}) as Record<string, { value: unknown }>);
  return { type, example: media.example ?? first?.value };
}

const encode = (value: unknown): Buffer => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value)));

const JSON_TYPE = 'application/json';
const FORM = 'multipart/form-data';
const BOUNDARY = 'a-boundary-of-our-own';

/** The fields of a form, and under `file` a file of this name, or the bytes that are given there. */
function encodeForm(fields: object): Buffer {
  const parts = Object.entries(fields).map(([name, value]: [string, unknown]) => {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`;
    if (name !== 'file') return Buffer.from(`${head}\r\n\r\n${value}\r\n`);
    const bytes = Buffer.isBuffer(value) ? value : Buffer.from('PK no zip');
    const fileName = Buffer.isBuffer(value) ? 'export.zip' : String(value);
    const start = `${head}; filename="${fileName}"\r\nContent-Type: application/zip\r\n\r\n`;
    return Buffer.concat([Buffer.from(start), bytes, Buffer.from('\r\n')]);
  });
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}
