import { type Database, lockImportOf } from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { type ImportSummary, importExport } from '../../src/import/export.ts';
import { ADA, exportFiles, pack, Room } from './support/exports.ts';
import { everything, shelf } from './support/store.ts';

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
beforeEach(() => db.query('TRUNCATE films, members, cohorts CASCADE'));

it('stores nothing when the last of it fails', async () => {
  await db.query('ALTER TABLE list_items ADD CONSTRAINT one_item CHECK (position < 3)');
  try {
    await expect(importExport(db, room.export(ADA))).rejects.toThrow('one_item');
  } finally {
    await db.query('ALTER TABLE list_items DROP CONSTRAINT one_item');
  }
  expect((await db.query('SELECT count(*) FROM members')).rows).toEqual([{ count: 0 }]);
  expect(await shelf(db)).toEqual([]);
});

it('does not touch the store for an export that is refused', async () => {
  await importExport(db, room.export(ADA));
  const before = await everything(db);
  const cut = pack(exportFiles({ ratings: { 1: 1 } })).subarray(0, -30);
  await expect(importExport(db, room.file('cut.zip', cut))).rejects.toMatchObject({ code: 'truncated' });
  expect(await everything(db)).toEqual(before);
});

it('lets imports of one member go one after the other, in any letter case', async () => {
  const paths = ['ada_l', 'ADA_L', 'Ada_L', 'ada_l'].map((username) =>
    room.file('letterboxd-ada_l-2024-05-01-00-00-utc.zip', pack(exportFiles({ ...ADA, username }))),
  );
  const summaries = await Promise.all(paths.map((path) => importExport(db, path)));
  const added = (of: (summary: ImportSummary) => { new: number }) => summaries.map((each) => of(each).new).sort();
  expect(added(({ ratings }) => ratings)).toEqual([0, 0, 0, 4]);
  expect(added(({ lists: of }) => of)).toEqual([0, 0, 0, 2]);
  expect(added(({ watchlist: of }) => of)).toEqual([0, 0, 0, 2]);
  expect(await shelf(db)).toHaveLength(6);
  expect((await db.query('SELECT count(*) FROM members')).rows).toEqual([{ count: 1 }]);
});

it('makes a second import of a member wait until the first has ended', async () => {
  const order: string[] = [];
  let second: Promise<void> | undefined;
  await db.transaction(async (tx) => {
    await lockImportOf(tx, 'ada_l');
    second = db.transaction(async (other) => {
      await lockImportOf(other, 'Ada_L');
      order.push('second');
    });
    await db.transaction((other) => lockImportOf(other, 'ben'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    order.push('first');
  });
  await second;
  expect(order).toEqual(['first', 'second']);
});
