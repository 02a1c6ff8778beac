import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ImportError } from '../../src/sources/export/error.ts';
import { readExport } from '../../src/sources/export/read.ts';
import { exportFiles, filmCells, pack, Room } from './support/exports.ts';
import { type ZipEntry, zip } from './support/zip.ts';

const room = new Room();
afterAll(() => room.remove());

const SMALL = exportFiles({ ratings: { 1: 4, 2: 0.5, 3: 3.5 }, liked: [1], lists: { two: [8, 1] } });
const read = (data: Uint8Array) => readExport(room.file('export.zip', data));

async function refusal(promise: Promise<unknown>): Promise<ImportError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ImportError);
  return error as ImportError;
}

describe('refused', () => {
  const good: ZipEntry[] = Object.entries(SMALL).map(([path, data]) => ({ path, data }));
  const zeros = Buffer.alloc(8 * 2 ** 20);
  const cases: [what: string, code: string, data: () => Uint8Array][] = [
    ['an empty file', 'not_a_zip', () => Buffer.alloc(0)],
    ['a CSV', 'not_a_zip', () => Buffer.from(SMALL['ratings.csv']!)],
    ['a ZIP without its end', 'truncated', () => pack(SMALL).subarray(0, -40)],
    ['a ZIP of a few bytes', 'truncated', () => pack(SMALL).subarray(0, 60)],
    ['a hole in the middle', 'damaged', () => cutOut(pack(SMALL))],
    ['an encrypted file', 'encrypted', () => zip([...good, { path: 'x', data: 'x', encrypted: true }])],
    ['a bomb', 'too_compressed', () => zip([...good, { path: 'reviews.csv', data: zeros }])],
    [
      'a bomb that claims to be small',
      'damaged',
      () => zip([...without('watched.csv'), { path: 'watched.csv', data: endless(), claims: { size: 90_000 } }]),
    ],
    ['a file of 2 GB', 'too_large', () => zip([...good, { path: 'x', data: 'x', claims: { size: 2 ** 31 } }])],
    [
      'many large files',
      'too_large',
      () =>
        zip([...good, ...[1, 2, 3, 4].map((n) => ({ path: `${n}`, data: 'x', claims: { size: 60e6, packed: 30e6 } }))]),
    ],
    ['more files than an export has', 'too_many_entries', () => zip(good, { claimedEntries: 20_000 })],
    ['fewer files than it claims', 'damaged', () => zip(good, { claimedEntries: 100 })],
    ['a path that climbs out', 'bad_path', () => zip([...good, { path: '../ratings.csv', data: 'x' }])],
    ['a path that climbs out later', 'bad_path', () => zip([...good, { path: 'lists/../../x.csv', data: 'x' }])],
    ['a path that climbs out backwards', 'bad_path', () => zip([...good, { path: '..\\ratings.csv', data: 'x' }])],
    ['an absolute path', 'bad_path', () => zip([...good, { path: '/etc/passwd', data: 'x' }])],
    ['a path on a drive', 'bad_path', () => zip([...good, { path: 'C:/x.csv', data: 'x' }])],
    ['a path twice', 'bad_path', () => zip([...good, good[0]!])],
    [
      'a wrong checksum',
      'damaged',
      () => zip([...without('watched.csv'), { ...only('watched.csv'), claims: { crc: 1 } }]),
    ],
    ['another compression', 'unsupported', () => zip([...good, { path: 'x', data: 'x', claims: { method: 12 } }])],
    ['no ratings.csv', 'no_ratings', () => zip(without('ratings.csv'))],
    ['a ZIP in a ZIP', 'no_ratings', () => zip([{ path: 'export.zip', data: pack(SMALL), stored: true }])],
    ['UTF-16 with its mark', 'bad_encoding', () => recoded('\uFEFF')],
    ['UTF-16 without', 'bad_encoding', () => recoded('')],
    ['Latin-1', 'bad_encoding', () => zip([...without('watched.csv'), { path: 'watched.csv', data: latin1() }])],
    ['a file without its header', 'bad_header', () => pack({ ...SMALL, 'watched.csv': '2024-01-02,Film 1,1951,x\n' })],
    ['an empty ratings.csv', 'bad_header', () => pack({ ...SMALL, 'ratings.csv': '' })],
    ['a broken header', 'bad_header', () => pack({ ...SMALL, 'ratings.csv': '"Date,Name\n' })],
  ];
  const without = (path: string) => good.filter((entry) => entry.path !== path);
  const only = (path: string) => good.find((entry) => entry.path === path)!;
  const endless = () => `Date,Name,Year,Letterboxd URI\n${`2024-01-02,${filmCells(1)}\n`.repeat(100_000)}`;
  const latin1 = () =>
    Buffer.from('Date,Name,Year,Letterboxd URI\n2024-01-02,Amélie,2001,https://boxd.it/a\n', 'latin1');
  const recoded = (mark: string) =>
    zip([
      ...without('ratings.csv'),
      { path: 'ratings.csv', data: Buffer.from(mark + SMALL['ratings.csv'], 'utf16le') },
    ]);

  it.for(cases)('%s: %s', async ([, code, data]) => {
    const { message, code: found } = await refusal(read(data()));
    expect({ code: found, message }).toMatchObject({ code });
    expect(message).toMatch(/\.$/);
  });

  it('a ZIP in a ZIP, and says that it is the inner one that counts', async () => {
    const error = await refusal(read(zip([{ path: 'export.zip', data: pack(SMALL), stored: true }])));
    expect(error.message).toContain('another ZIP');
  });

  it('what is not there', async () => {
    expect((await refusal(readExport(join(room.dir, 'nothing.zip')))).code).toBe('not_found');
  });

  it('a folder with a link in it, or a file of 2 GB', async () => {
    const linked = room.folder(SMALL);
    symlinkSync('/etc/passwd', join(linked, 'lists', 'passwd.csv'));
    expect((await refusal(readExport(linked))).code).toBe('bad_path');
    const large = room.folder(SMALL);
    truncateSync(join(large, 'diary.csv'), 2 ** 31);
    expect((await refusal(readExport(large))).code).toBe('too_large');
  });
});

/** Takes bytes out of the first file's data, so that everything after it stands elsewhere. */
function cutOut(whole: Buffer): Buffer {
  const at = whole.indexOf('ratings.csv') + 20;
  return Buffer.concat([whole.subarray(0, at), whole.subarray(at + 16)]);
}
