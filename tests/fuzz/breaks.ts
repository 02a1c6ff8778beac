/** The ways in which a good request is broken. Each takes a number from which all its choices follow. */
import type { World } from '../../packages/server/test/support/world.ts';
import { INVALID_BYTES, type Shot } from './shot.ts';

const SQL = [
  "'; DROP TABLE users; --",
  "' OR '1'='1",
  '1); SELECT pg_sleep(1); --',
  '$1',
  '%',
  '\\',
  "E'\\\\x00'",
  '{}',
  'NULL',
];
const HTML = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{7*7}}', '#{7*7}', '<!--', '&lt;'];
const ODD_NUMBERS = [
  '1e400',
  '-0',
  '9007199254740993',
  '0x10',
  '1_000',
  ' 7 ',
  '٣',
  'NaN',
  '-1',
  '2147483648',
  '1e-400',
  '',
];
const LONG = 'x'.repeat(10_000);
const DEEP = 20_000;

export interface Ground {
  world: World;
  bodyLimit: number;
  /** Bytes that a file may have. */
  uploadLimit: number;
  /** Cursors of all lists, of all versions, and some that were made up. */
  cursors: readonly string[];
}

type Break = (shot: Shot, n: number, ground: Ground) => Shot;

/** A string of a request, and how to put another in its place. */
interface Place {
  name: string;
  put(shot: Shot, value: unknown): void;
}

export const BREAKS: Readonly<Record<string, Break>> = {
  nothing: (shot) => shot,
  'an unknown field': (shot, n) => withJson(shot, n, (parent, pick) => (parent[pick(UNKNOWN)] = 1)),
  'a field left out': (shot, n) =>
    withJson(shot, n, (parent, pick) => {
      delete parent[pick(Object.keys(parent))];
    }),
  'a wrong type': (shot, n) =>
    withJson(shot, n, (parent, pick) => {
      parent[pick(Object.keys(parent))] = pick([null, 1.5, -1, true, '', [], {}, [[]], 1e308, 'x', { $ref: '#' }]);
    }),
  'another value for the whole body': (shot, n) => ({
    ...shot,
    json: choose([null, 0, '', [], true, 'text', [{}]], n),
  }),
  'a huge body': (shot, n, { bodyLimit }) => ({
    ...shot,
    bytes: Buffer.from(`{"label":"${'x'.repeat(bodyLimit * (1 + (n % 3)))}"}`),
    headers: n % 2 === 0 ? shot.headers : { ...shot.headers, 'transfer-encoding': 'chunked' },
  }),
  'a deep body': (shot, n) => {
    const [open, close] = n % 2 === 0 ? ['[', ']'] : ['{"a":', '}'];
    const deep = `${open.repeat(DEEP / open.length)}1${close.repeat(DEEP / open.length)}`;
    const field = Object.keys((shot.json as object | null) ?? {})[0] ?? 'label';
    return { ...shot, bytes: Buffer.from(n % 3 === 0 ? deep : `{"${field}":${deep}}`) };
  },
  'a body that is no UTF-8': (shot, n) => ({
    ...shot,
    bytes: Buffer.concat(
      [Buffer.from('{"label":"'), choose([[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf8, 0x88]], n), Buffer.from('"}')].map(
        (one) => Buffer.from(one),
      ),
    ),
  }),
  'a body that is no JSON': (shot, n) => ({
    ...shot,
    bytes: Buffer.from(choose(['{', '{"a":1,}', "{'a':1}", '\ufeff{}', 'a=b', '{"a":1}{', '{"a":01}', ' '], n)),
  }),
  'a field given twice': (shot) => {
    const [field = 'label', value = 1] = Object.entries((shot.json as object | null) ?? {})[0] ?? [];
    return {
      ...shot,
      bytes: Buffer.from(`{${JSON.stringify(field)}:${JSON.stringify(value)},${JSON.stringify(field)}:null}`),
    };
  },
  'a prototype': (shot, n) => ({
    ...shot,
    bytes: Buffer.from(
      choose(
        [
          '{"__proto__":{"isAdmin":true}}',
          '{"constructor":{"prototype":{"x":1}}}',
          '{"toString":1,"hasOwnProperty":2}',
        ],
        n,
      ),
    ),
  }),
  'a NUL': (shot, n) => atPlace(shot, n, (text, m) => choose(['\u0000', `${text}\u0000`, `\u0000${text}`], m)),
  'a long string': (shot, n) =>
    atPlace(shot, n, (_, m, all) => (all ? LONG : choose([LONG, ' '.repeat(10_000), '\u{1f3ac}'.repeat(10_000)], m))),
  SQL: (shot, n) => atPlace(shot, n, (text, m) => choose([choose(SQL, m), text + choose(SQL, m)], n)),
  HTML: (shot, n) => atPlace(shot, n, (text, m) => choose([choose(HTML, m), text + choose(HTML, m)], n)),
  'odd characters': (shot, n) =>
    atPlace(
      shot,
      n,
      (text, m) =>
        text + choose(['\ud800', '\u202e', '\ufeff', '\r\nX-Injected: 1', '/../', 'ﬀİ', '%00', '\u0007', '\uffff'], m),
    ),
  'bytes that are no UTF-8': (shot, n) => atAddress(shot, n, (text, m) => text + choose(Object.keys(INVALID_BYTES), m)),
  'an odd number': (shot, n) => atAddress(shot, n, (_, m) => choose(ODD_NUMBERS, m)),
  'an unknown parameter': (shot, n) => ({
    ...shot,
    query: [...shot.query, [choose([...UNKNOWN, '', 'a[b]', 'limit[]'], n), '1']],
  }),
  'a parameter given twice': (shot, n) => {
    const [name, value] = shot.query.length > 0 ? choose(shot.query, n) : (['limit', '1'] as const);
    return { ...shot, query: [...shot.query, [name, value]] };
  },
  'a cursor of another list': (shot, n, { cursors }) => ({
    ...shot,
    query: [...shot.query.filter(([name]) => name !== 'cursor'), ['cursor', choose(cursors, n)]],
  }),
  'another media type': (shot, n) => ({
    ...shot,
    bytes: shot.bytes ?? Buffer.from(JSON.stringify(shot.json ?? {})),
    type: choose(
      [
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        'application/json; charset=utf-16',
        'application/json/x',
        '',
      ],
      n,
    ),
  }),
  'odd headers': (shot, n) => ({ ...shot, headers: { ...shot.headers, ...choose(ODD_HEADERS, n) } }),
};

const UNKNOWN = ['no_such_field', '__proto__', 'constructor', 'Label', 'id ', '$ref', LONG.slice(0, 300), '\u0000'];
const ODD_HEADERS: readonly Shot['headers'][] = [
  { 'if-none-match': '"a", W/"b", *' },
  { 'if-none-match': LONG.slice(0, 4_000) },
  { accept: 'text/nothing' },
  { 'content-encoding': 'gzip' },
  { 'x-request-id': 'a b{}' },
  { 'last-event-id': "'; --" },
  { 'idempotency-key': LONG.slice(0, 1_000) },
  { origin: 'null' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { authorization: 'Basic YTpi' },
  { authorization: `Bearer ${LONG.slice(0, 4_000)}` },
  { cookie: `almanac_session=${LONG.slice(0, 3_000)}` },
  { cookie: 'almanac_session="; a=b' },
  { 'x-forwarded-for': '::1, 10.0.0.1' },
];

export function choose<T>(list: readonly T[], n: number): T {
  return list[Math.abs(n) % list.length]!;
}

/** Changes one of the objects in the JSON body, which is copied. */
function withJson(
  shot: Shot,
  n: number,
  change: (parent: Record<string, unknown>, pick: <T>(list: readonly T[]) => T) => void,
): Shot {
  if (typeof shot.json !== 'object' || shot.json === null) return { ...shot, json: { no_such_field: n } };
  const json = structuredClone(shot.json);
  const objects = objectsIn(json);
  let rest = Math.floor(n / 7);
  const pick = <T>(list: readonly T[]) => {
    const one = choose(list, rest);
    rest = Math.floor(rest / 3) + 1;
    return one;
  };
  change(choose(objects, n), pick);
  return { ...shot, json };
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}

/** Every string of a request that names or says something: of path, query and body. */
export function placesOf(shot: Shot): Place[] {
  return [...addressPlaces(shot), ...bodyPlaces(shot.json, [])];
}

function addressPlaces(shot: Shot): Place[] {
  return [
    ...Object.keys(shot.params).map((name) => ({
      name,
      // An empty name would be another path.
      put: (target: Shot, value: unknown) => (target.params[name] = String(value) || '0'),
    })),
    ...shot.query.map(([name], index) => ({
      name,
      put: (target: Shot, value: unknown) => (target.query[index] = [name, String(value)]),
    })),
  ].map(({ name, put }) => ({ name, put: (target, value) => void put(target, value) }));
}

function bodyPlaces(value: unknown, at: readonly string[]): Place[] {
  if (typeof value === 'string' || typeof value === 'number') {
    const name = [...at].reverse().find((step) => !/^\d+$/.test(step)) ?? '';
    return at.length === 0 ? [] : [{ name, put: (target, to) => putAt(target.json, at, to) }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => bodyPlaces(inner, [...at, key]));
}

function putAt(root: unknown, at: readonly string[], value: unknown): void {
  const parent = at.slice(0, -1).reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], root);
  (parent as Record<string, unknown>)[at.at(-1)!] = value;
}

export function copyOf(shot: Shot): Shot {
  return { ...shot, params: { ...shot.params }, query: [...shot.query], json: structuredClone(shot.json) };
}

function change(
  shot: Shot,
  places: readonly Place[],
  n: number,
  to: (text: string, n: number, all: boolean) => string,
): Shot {
  const copy = copyOf(shot);
  const inner = Math.floor(n / 11);
  // Now and then in all of them at once.
  const all = n % 5 === 0;
  const chosen = all ? places : places.length > 0 ? [choose(places, n)] : [];
  for (const place of chosen) place.put(copy, to('a', inner, all));
  return copy;
}

const atPlace = (shot: Shot, n: number, to: (text: string, n: number, all: boolean) => string) =>
  change(shot, placesOf(shot), n, to);
const atAddress = (shot: Shot, n: number, to: (text: string, n: number, all: boolean) => string) =>
  change(shot, addressPlaces(shot), n, to);
