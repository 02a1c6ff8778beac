/** Forms with a file, `multipart/form-data` (RFC 7578), good ones and broken ones. All choices follow from a number. */
import type { OutgoingHttpHeaders } from 'node:http';
import { ADA, exportFiles, pack, type Shelves } from '../../packages/pipeline/test/import/support/exports.ts';
import { zip } from '../../packages/pipeline/test/import/support/zip.ts';

/** One part as it is written, headers and all. */
export interface Part {
  head: readonly string[];
  body: Buffer;
}

/** The file of a form, and what else its frame says. The fields are the request's own, as in JSON. */
export interface Form {
  file: Buffer;
  fileName: string;
  boundary: string;
}

/** What is sent of a form: bytes, and what is said about them. */
export interface Written {
  bytes: Buffer;
  type: string;
  headers?: OutgoingHttpHeaders;
}

const NEW_LINE = Buffer.from('\r\n');
const USERNAMES = ['ada_l', 'member-1', 'unseen-member', 'nobody_here', null];
const LONG = 'x'.repeat(10_000);

const choose = <T>(list: readonly T[], n: number): T => list[Math.abs(n) % list.length]!;
const rest = (n: number) => Math.floor(n / 13);

/** A form whose file is a small export, of one member or another. */
export function formOf(n: number): Form {
  const shelves: Shelves = { ...ADA, username: choose(USERNAMES, n), ratings: { [n % 97]: 0.5 + (n % 10) / 2 } };
  return { file: pack(exportFiles(shelves)), fileName: choose(FILE_NAMES, rest(n)), boundary: `cut-here-${n}` };
}

const FILE_NAMES = ['letterboxd-ada_l-2026-11-20-18-30-utc.zip', 'export.zip', 'Ausfuhr (2).ZIP', 'utc', 'über.zip'];

export function partsOf(fields: unknown, { file, fileName }: Form): Part[] {
  const given = typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? fields : { whole: fields };
  return [
    ...Object.entries(given)
      .filter(([name]) => name !== 'file')
      .map(([name, value]) => fieldPart(name, typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))),
    filePart('file', fileName, file),
  ];
}

/** As browsers write them: quotes and ends of lines in a name are percent-encoded (HTML, multipart form data). */
const quoted = (name: string) => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const fieldPart = (name: string, value: string): Part => ({
  head: [`Content-Disposition: form-data; name="${quoted(name)}"`],
  body: Buffer.from(value),
});

const filePart = (name: string, fileName: string, file: Buffer): Part => ({
  head: [
    `Content-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(fileName)}"`,
    'Content-Type: application/zip',
  ],
  body: file,
});

export function write(parts: readonly Part[], { boundary }: Form, end = `--${boundary}--\r\n`): Written {
  const written = parts.map(({ head, body }) =>
    Buffer.concat([Buffer.from(`--${boundary}\r\n${head.join('\r\n')}\r\n\r\n`), body, NEW_LINE]),
  );
  return {
    bytes: Buffer.concat([...written, Buffer.from(end)]),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}

type BreakForm = (fields: unknown, form: Form, n: number, limit: number) => Written;

const withFile = (make: (file: Buffer, n: number, limit: number) => Buffer): BreakForm => {
  return (fields, form, n, limit) => write(partsOf(fields, { ...form, file: make(form.file, n, limit) }), form);
};
const withParts = (make: (parts: Part[], n: number) => Part[]): BreakForm => {
  return (fields, form, n) => write(make(partsOf(fields, form), n), form);
};

/** Where something is put among parts: anywhere, the end as well. */
const inserted = <T>(list: readonly T[], one: T, n: number): T[] => {
  const at = Math.abs(n) % (list.length + 1);
  return [...list.slice(0, at), one, ...list.slice(at)];
};

export const BAD_FILE = 'a file that is no export';

export const FORM_BREAKS: Readonly<Record<string, BreakForm>> = {
  [BAD_FILE]: withFile((file, n) => choose(BAD_FILES, n)(file, rest(n))),
  'a file that is too large': withFile((_, n, limit) => Buffer.alloc(limit + 1 + (n % 5) * limit, n % 256)),
  'an empty file': withFile(() => Buffer.alloc(0)),
  'a file name to fear': (fields, form, n) => {
    const [field, ...head] = filePart('file', '', form.file).head;
    const said = field!.replace('filename=""', choose(ODD_FILE_NAMES, n));
    return write([...partsOf(fields, form).slice(0, -1), { head: [said, ...head], body: form.file }], form);
  },
  'no file': withParts((parts) => parts.slice(0, -1)),
  'no parts': withParts(() => []),
  'the file before the fields': withParts((parts) => [...parts].reverse()),
  'the file as a field': withParts((parts) => [...parts.slice(0, -1), fieldPart('file', LONG.slice(0, 100))]),
  'a field as a file': withParts((parts, n) => {
    const { head, body } = choose(parts, n);
    return inserted(parts, filePart(/name="([^"]*)"/.exec(head[0]!)![1]!, 'a.txt', body), rest(n));
  }),
  'a part twice': withParts((parts, n) => inserted(parts, choose(parts, n), rest(n))),
  'a part that nobody knows': withParts((parts, n) =>
    inserted(
      parts,
      n % 2 === 0 ? fieldPart(choose(ODD_NAMES, rest(n)), '1') : filePart(choose(ODD_NAMES, rest(n)), 'a', NEW_LINE),
      n,
    ),
  ),
  'a thousand parts': withParts((parts, n) => [
    ...Array.from({ length: 1000 }, (_, i) =>
      n % 2 === 0 ? fieldPart(`f${i}`, '1') : filePart(`f${i}`, 'a', NEW_LINE),
    ),
    ...parts,
  ]),
  'a part with other headers': withParts((parts, n) => {
    const { head, body } = choose(parts, rest(n));
    return [...parts.filter(({ head: one }) => one !== head), { head: choose(ODD_HEADS, n)(head), body }];
  }),
  'a field that is no UTF-8': withParts((parts, n) =>
    parts.map((part, i) =>
      i < parts.length - 1 || parts.length === 1
        ? { ...part, body: Buffer.from(choose([[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xff, 0xfe, 0x41, 0]], n)) }
        : part,
    ),
  ),
  'a field with a NUL': withParts((parts, n) =>
    parts.map((part, i) => (i < parts.length - 1 ? { ...part, body: inNul(part.body, n) } : part)),
  ),
  'a huge field': withParts((parts, n) =>
    inserted(parts, fieldPart(choose(['cohort', 'named', 'file', 'member'], n), LONG.repeat(1 + (n % 20))), rest(n)),
  ),
  'a form that is cut off': (fields, form, n) => {
    const whole = write(partsOf(fields, form), form);
    return { ...whole, bytes: whole.bytes.subarray(0, n % whole.bytes.length) };
  },
  'a form without an end': (fields, form, n) =>
    write(partsOf(fields, form), form, choose(['', '--', `--${form.boundary}`, `--${form.boundary}\r\n`], n)),
  'more after the end': (fields, form, n) => {
    const whole = write(partsOf(fields, form), form);
    return { ...whole, bytes: Buffer.concat([whole.bytes, n % 2 === 0 ? whole.bytes : Buffer.from(LONG)]) };
  },
  'another boundary': (fields, form, n) => ({
    ...write(partsOf(fields, form), form),
    type: choose(ODD_TYPES, n)(form.boundary),
  }),
  'a file that holds the boundary': withFile((file, n) =>
    Buffer.concat([file.subarray(0, n % file.length), Buffer.from(`\r\n--cut-here-${n}\r\n\r\n`), file]),
  ),
  'a form in pieces': (fields, form, n) => ({
    ...write(partsOf(fields, form), form),
    headers: choose(
      [{ 'transfer-encoding': 'chunked' }, { 'content-encoding': 'gzip' }, { expect: '100-continue' }],
      n,
    ),
  }),
};

const inNul = (body: Buffer, n: number) =>
  choose([Buffer.concat([body, Buffer.alloc(1)]), Buffer.concat([Buffer.alloc(1), body]), Buffer.alloc(3)], n);

const BAD_FILES: readonly ((file: Buffer, n: number) => Buffer)[] = [
  (file, n) => file.subarray(0, n % file.length),
  (file, n) => {
    const copy = Buffer.from(file);
    for (let i = 0; i < 8; i++) copy[(n * (i + 1) * 7919) % copy.length]! ^= 1 + (n % 255);
    return copy;
  },
  (_, n) => Buffer.from(choose(['no zip', '<!doctype html>', 'Date,Name,Year\n', '\u0000', 'PK\u0003\u0004'], n)),
  (file) => zip([{ path: 'export.zip', data: file }]),
  (_, n) => zip([{ path: choose(['../../etc/passwd', '/etc/passwd', 'C:\\a', 'ratings.csv/', ''], n), data: 'x' }]),
  () => zip([]),
  () => zip([{ path: 'ratings.csv', data: 'Date,Name', encrypted: true }]),
  (_, n) => zip([{ path: 'ratings.csv', data: 'x'.repeat(100_000), claims: { size: n } }]),
  () => zip([{ path: 'ratings.csv', data: 'Date,Name' }], { claimedEntries: 65_535 }),
  (_, n) => pack({ 'profile.csv': choose(BAD_TABLES, n), 'ratings.csv': choose(BAD_TABLES, rest(n)) }),
  (file) => Buffer.concat([file, file]),
];

const BAD_TABLES = [
  '',
  '\u0000',
  'Username\n"',
  'Username,Favorite Films\n../../x,https://boxd.it/\n',
  `Username\n${LONG}\n`,
  'Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,"A,1999,https://boxd.it/a,5\n',
  'Date,Name,Year,Letterboxd URI,Rating\nnever,\u0000,-1,javascript:1,NaN\n',
  `Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,${LONG},99999999999,https://boxd.it/a,5e300\n`,
  'Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,A,1999,https://boxd.it/a,5\n'.repeat(50),
];

const ODD_FILE_NAMES = [
  'filename=""',
  'filename="../../../etc/passwd"',
  'filename="C:\\\\con\\\\nul"',
  `filename="${LONG}"`,
  'filename="a\\"; name=\\"cohort"',
  'filename="<script>alert(1)</script>"',
  'filename="\'; DROP TABLE uploads; --"',
  'filename="\u0000-2024-01-01-00-00-utc.zip"',
  'filename="letterboxd-9999-99-99-99-99-utc.zip"',
  'filename="letterboxd-a-2024-02-31-25-61-utc.zip"',
  "filename*=UTF-8''%e2%82%ac%00.zip",
  "filename*=UTF-8''%ff%",
  "filename*=nothing''a",
  'filename=unquoted.zip',
  'filename="never closed',
];

const ODD_NAMES = [
  '',
  '__proto__',
  'constructor',
  'file',
  'file[]',
  'Cohort',
  'cohort\u0000',
  '/~0/~1',
  LONG,
  '<b>',
  'member ',
];

const ODD_HEADS: readonly ((head: readonly string[]) => readonly string[])[] = [
  () => [],
  () => ['Content-Type: text/plain'],
  () => ['Content-Disposition: attachment; name="file"; filename="a"'],
  () => ['Content-Disposition: form-data'],
  () => ['Content-Disposition: form-data; filename="a.zip"'],
  () => ['Content-Disposition form-data; name="file"'],
  (head) => [...head, ...head],
  (head) => [...head, `X-Long: ${LONG.repeat(10)}`],
  (head) => [...head, ...Array.from({ length: 3000 }, (_, i) => `X-${i}: 1`)],
  (head) => [...head, 'Content-Transfer-Encoding: base64'],
  (head) => [...head, 'Content-Transfer-Encoding: no-such'],
  (head) => [head[0]!, 'Content-Type: text/plain; charset=utf-16le'],
  (head) => [head[0]!, 'Content-Type: text/plain; charset=no-such'],
  (head) => [head[0]!, 'Content-Type: multipart/mixed; boundary=inner'],
  (head) => [...head, 'Content-Length: -1'],
  (head) => head.map((line) => line.toUpperCase()),
];

const ODD_TYPES: readonly ((boundary: string) => string)[] = [
  () => 'multipart/form-data',
  () => 'multipart/form-data; boundary=',
  () => 'multipart/form-data; boundary=""',
  () => 'multipart/form-data; boundary=other',
  () => `multipart/form-data; boundary=${LONG.slice(0, 5_000)}`,
  (boundary) => `multipart/mixed; boundary=${boundary}`,
  (boundary) => `multipart/form-data; boundary="${boundary}"; charset=utf-16`,
  (boundary) => `multipart/form-data; boundary=${boundary}; boundary=other`,
  (boundary) => `MULTIPART/FORM-DATA; BOUNDARY=${boundary}`,
  (boundary) => `application/x-www-form-urlencoded; boundary=${boundary}`,
];
