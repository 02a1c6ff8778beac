/**
 * What strangers hand in: every way in which an export or a feed can be bad, against a member who is stored already. It is
 * refused with a reason and nothing is touched, or taken in up to the last row that is whole. The parts have tests of their own.
 */
import { type Database, resolveFilms, upsertRatings } from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { importExport, importFeedText } from '../../src/index.ts';
import { ENTRIES, feed } from '../parse/fixtures/log-pages.ts';
import { ADA, exportFiles, type Files, pack, Room } from './support/exports.ts';
import { everything, shelf } from './support/store.ts';
import { type ZipEntry, zip } from './support/zip.ts';

const LATER = 'letterboxd-ada_l-2024-06-01-00-00-utc.zip';
const room = new Room();
let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(async () => {
  room.remove();
  await made.drop();
});
beforeEach(async () => {
  await db.query('TRUNCATE films, members, cohorts CASCADE');
  await importExport(db, room.export(ADA));
});

const bring = (data: Uint8Array) => importExport(db, room.file(LATER, data));
const files = (): Files => exportFiles({ ...ADA, ratings: { 1: 1 } });
const entriesOf = (all: Files): ZipEntry[] => Object.entries(all).map(([path, data]) => ({ path, data }));
const withEntry = (entry: ZipEntry) => zip([...entriesOf(files()), entry]);

describe('an export that is refused leaves everything as it was', () => {
  it.for<[string, () => Uint8Array, string]>([
    ['a ZIP bomb', () => withEntry({ path: 'reviews.csv', data: Buffer.alloc(16 * 2 ** 20) }), 'too_compressed'],
    ['encrypted', () => withEntry({ path: 'x.csv', data: 'x', encrypted: true }), 'encrypted'],
    ['truncated', () => pack(files()).subarray(0, -30), 'truncated'],
    ['nested', () => zip([{ path: 'export.zip', data: pack(files()), stored: true }]), 'no_ratings'],
    ['with a path of ../', () => withEntry({ path: '../../etc/cron.d/x', data: 'x' }), 'bad_path'],
    ['with a member of 2 GB', () => withEntry({ path: 'x.csv', data: 'x', claims: { size: 2 ** 31 } }), 'too_large'],
    ['without ratings.csv', () => zip(entriesOf(files()).filter(({ path }) => path !== 'ratings.csv')), 'no_ratings'],
    [
      'in UTF-16',
      () =>
        zip(Object.entries(files()).map(([path, text]) => ({ path, data: Buffer.from(`\uFEFF${text}`, 'utf16le') }))),
      'bad_encoding',
    ],
  ])('%s', async ([, data, code]) => {
    const before = await everything(db);
    await expect(bring(data())).rejects.toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(await everything(db)).toEqual(before);
  });
});

it('an export with CRLF is the same as one without', async () => {
  const before = await everything(db);
  const crlf = Object.fromEntries(
    Object.entries(exportFiles(ADA)).map(([path, text]) => [path, text.replace(/\r?\n/g, '\r\n')]),
  );
  const summary = await importExport(db, room.file('letterboxd-ada_l-2024-05-01-00-00-utc.zip', pack(crlf)));
  expect(summary).toMatchObject({
    complete: true,
    ratings: { total: 4, new: 0, changed: 0, removed: 0 },
    unmatched: [],
  });
  expect(await everything(db)).toEqual(before);
});

it('a broken quote in row 3,000 is named; the rows before it are taken in, and nothing is removed', async () => {
  const stars = (of: number) => Object.fromEntries(Array.from({ length: 3_500 }, (_, i) => [i + 1, of]));
  await importExport(db, room.export({ ratings: stars(2) }, '2024-05-02-00-00'));
  const broken = exportFiles({ ratings: stars(4) });
  const rows = broken['ratings.csv']!.split('\n');
  rows[2_999] = rows[2_999]!.replace('Film', '"Film');
  const summary = await bring(pack({ ...broken, 'ratings.csv': rows.join('\n') }));
  expect(summary).toMatchObject({
    complete: false,
    // The header is row 1.
    ratings: { total: 2_998, new: 0, changed: 2_998, removed: 0 },
    unmatched: [{ file: 'ratings.csv', row: 3_000 }],
  });
  const stored = await shelf(db);
  expect(stored.filter(({ rating }) => rating === 8)).toHaveLength(2_998);
  expect(stored.filter(({ rating }) => rating === 4)).toHaveLength(502);
});

describe('a feed that is refused leaves everything as it was', () => {
  it.for<[string, string, RegExp]>([
    ['HTML', '<!DOCTYPE html><html><head><title>Films</title></head><body>x</body></html>', /not an RSS feed/],
    ['empty', '', /not an RSS feed/],
    ["another member's", feed(ENTRIES, 'ben'), /feed of ben, not of ada_l/],
  ])('%s', async ([, text, reason]) => {
    const before = await everything(db);
    await expect(importFeedText(db, text, 'ada_l')).rejects.toThrow(reason);
    expect(await everything(db)).toEqual(before);
  });
});

it('two imports of one member at once end as if they had come one after the other, whichever is first', async () => {
  const older = room.export({ ...ADA, ratings: { 1: 1, 2: 2 } }, '2024-06-01-00-00');
  const newer = room.export({ ...ADA, ratings: { 1: 5, 3: 3 } }, '2024-06-02-00-00');
  await importExport(db, newer);
  const expected = await shelf(db);
  for (const paths of [
    [older, newer],
    [newer, older],
  ]) {
    await db.query('TRUNCATE films, members, cohorts CASCADE');
    await Promise.all(paths.map((path) => importExport(db, path)));
    const ratingsOf = (rows: typeof expected) => rows.filter(({ rating }) => rating !== null);
    expect(ratingsOf(await shelf(db))).toEqual(ratingsOf(expected));
  }
});

it('one film under two slugs becomes one, and no rating of it is lost', async () => {
  const nothing = { letterboxd_id: null, title: 'Film 1', year: 1951 };
  const [renamed] = await resolveFilms(db, [{ ...nothing, slug: 'film-1-1951', lid: null }]);
  await upsertMember('ben', renamed!);
  // A page shows the export's film under its slug of today, a later one under both names of before.
  const [known] = await resolveFilms(db, [{ ...nothing, slug: 'film-one', lid: 'f1' }]);
  expect(known).not.toBe(renamed);
  const [met] = await resolveFilms(db, [{ ...nothing, slug: 'film-1-1951', lid: 'f1' }]);
  expect(await resolveFilms(db, [{ ...nothing, slug: 'film-one', lid: null }])).toEqual([met]);
  const { rows } = await db.query<{ username: string; rating: number }>(
    `SELECT username, rating FROM ratings JOIN members USING (member_id) WHERE film_id = $1 ORDER BY username`,
    [met],
  );
  expect(rows).toEqual([
    { username: 'ada_l', rating: 8 },
    { username: 'ben', rating: 6 },
  ]);
});

async function upsertMember(username: string, filmId: number): Promise<void> {
  const { rows } = await db.query<{ member_id: number }>(
    'INSERT INTO members (username) VALUES ($1) RETURNING member_id',
    [username],
  );
  const row = { film_id: filmId, rating: 6, liked: false, watched: true, rated_at: null };
  await upsertRatings(db, rows[0]!.member_id, [row], { source: 'crawl', observed_at: new Date() });
}
