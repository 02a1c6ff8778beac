/** One request as the fuzzer makes it, before it is written on the wire. */
import type { OutgoingHttpHeaders } from 'node:http';
import type { CompiledOperation } from '../../packages/server/src/openapi/compile.ts';
import type { World } from '../../packages/server/test/support/world.ts';
import type { Ask } from '../support/exchange.ts';
import { type Caller, credentials } from '../support/request.ts';
import { type Form, partsOf, write } from './form.ts';

/** Who asks, by name, so that the same seed asks the same though tokens are new each time. */
export const CALLERS = {
  owner: 18,
  editor: 3,
  viewer: 3,
  stranger: 4,
  nobody: 3,
  operator: 2,
  expired: 1,
  revoked: 1,
  malformed: 2,
  publishable: 2,
  publishable_elsewhere: 1,
  session: 2,
  session_elsewhere: 1,
  session_over: 1,
} as const;
export type CallerName = keyof typeof CALLERS;

export interface Shot {
  caller: CallerName;
  params: Record<string, string>;
  query: [name: string, value: string][];
  /** Sent as JSON, or as the fields of the form. */
  json?: unknown;
  /** Of an operation that takes a file. */
  form?: Form;
  /** Sent as they are, instead. */
  bytes?: Buffer;
  type: string;
  headers: OutgoingHttpHeaders;
  /** What was broken, in words. */
  broken: string;
}

/** Characters of private use that stand for bytes which are no UTF-8: in addresses they are written as these. */
export const INVALID_BYTES: Readonly<Record<string, string>> = {
  '\uf8ff': '%FF',
  '\uf8fe': '%ED%A0%80',
  '\uf8fd': '%',
};

export function askOf(operation: CompiledOperation, shot: Shot, world: World): Ask {
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => encode(shot.params[name]!));
  const search = shot.query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const { bytes: body, type } = writtenBody(shot);
  return {
    method: operation.method.toUpperCase(),
    path: search === '' ? path : `${path}?${search}`,
    headers: { ...headersOf(shot.caller, world), ...(body && { 'content-type': type }), ...shot.headers },
    body,
  };
}

function writtenBody({ bytes, form, json, type }: Shot): { bytes: Buffer | undefined; type: string } {
  if (bytes !== undefined) return { bytes, type };
  if (form !== undefined) return write(partsOf(json, form), form);
  return { bytes: json === undefined ? undefined : Buffer.from(JSON.stringify(json)), type };
}

function headersOf(name: CallerName, world: World): OutgoingHttpHeaders {
  const { tokens, sessions } = world;
  switch (name) {
    case 'malformed':
      return { authorization: `Bearer ${tokens.owner.slice(0, -1)}${tokens.owner.endsWith('x') ? 'y' : 'x'}` };
    case 'expired':
    case 'revoked':
    case 'publishable':
    case 'publishable_elsewhere':
      return credentials(world, { token: tokens[name] });
    case 'session':
      return credentials(world, { session: sessions.owner });
    case 'session_elsewhere':
      return { ...credentials(world, { session: sessions.owner }), 'sec-fetch-site': 'cross-site' };
    case 'session_over':
      return credentials(world, { session: sessions.over });
    default:
      return credentials(world, name satisfies Caller);
  }
}

function encode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll(
    /%EF%A3%B[DEF]/g,
    (bytes) => INVALID_BYTES[decodeURIComponent(bytes)]!,
  );
}

/** A lone surrogate can't be written as UTF-8: what stands for such bytes takes its place. */
const wellFormed = (text: string) =>
  text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\uf8fe');

/** As somebody would type it, with the names of secrets in place of them. */
export function curlOf(base: string, operation: CompiledOperation, shot: Shot, world: World): string {
  const { method, path, headers, body } = askOf(operation, shot, world);
  const told = Object.entries(headers)
    .map(([name, value]) => [name, /authorization|cookie/.test(name) ? `<${shot.caller}>` : String(value)])
    .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const text = body?.toString('latin1') ?? '';
  const data = body === undefined ? [] : [`--data-binary ${cut(quote(text))}`];
  return ['curl', '-X', method, ...told, ...data, cut(quote(base + path))].join(' ');
}

/** Long ones are shown by their beginning and made again from the seed. */
const cut = (text: string) => (text.length > 600 ? `${text.slice(0, 200)}… (${text.length} characters)` : text);
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
