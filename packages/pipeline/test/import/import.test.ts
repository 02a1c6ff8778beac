import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  cohortsOfMember,
  createCohort,
  type Database,
  ensureMembers,
  ensureOperator,
  findMember,
  markPass,
  replaceCohortMembers,
  resolveFilms,
  upsertRatings,
  upsertWatchlist,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { type ImportProgress, type ImportSummary, importExport } from '../../src/import/export.ts';
import { ADA, exportFiles, filmCells, pack, Room } from './support/exports.ts';
import { everything, shelf as storedShelf } from './support/store.ts';

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

const changes = (total: number, changed: Partial<Record<'new' | 'changed' | 'removed', number>> = {}) => ({
  total,
  new: 0,
  changed: 0,
  removed: 0,
  ...changed,
});

const shelf = (username?: string) => storedShelf(db, username);
const lids = async (sql: string) => (await db.query<{ lid: string }>(sql)).rows.map((row) => row.lid);
const watchlist = () => lids('SELECT lid FROM watchlist_entries JOIN films USING (film_id) ORDER BY lid');
const favorites = () => lids('SELECT lid FROM member_favorites JOIN films USING (film_id) ORDER BY position');
const lists = async () =>
  (
    await db.query(
      `SELECT path, l.lid, l.title, array_agg(f.lid ORDER BY position) AS films FROM lists l
       JOIN list_items USING (list_id) JOIN films f USING (film_id) GROUP BY list_id ORDER BY path`,
    )
  ).rows;

function nothingChanged({ ratings, likes, likes_only, watched, watchlist, lists }: ImportSummary): void {
  for (const section of [ratings, likes, likes_only, watched, watchlist, lists]) {
    expect(section).toEqual(changes(section.total));
  }
}

/** A film of the fixtures as another source knows it, rated or put on the watchlist. */
async function elsewhere(film: number, rating: number | null, at: string): Promise<void> {
  const [member] = await ensureMembers(db, [{ username: 'ada_l' }]);
  const [title, year] = filmCells(film).split(',');
  const names = { lid: `f${film}`, letterboxd_id: film, slug: `film-${film}` };
  const [film_id] = await resolveFilms(db, [{ ...names, title: title!, year: Number(year) }]);
  const observation = { source: 'crawl' as const, observed_at: new Date(at) };
  await upsertRatings(
    db,
    member!,
    [{ film_id: film_id!, rating, liked: false, watched: true, rated_at: null }],
    observation,
  );
  await upsertWatchlist(db, member!, [film_id!], observation);
}

describe('importing an export', () => {
  it('stores all of it and says what it found', async () => {
    const summary = await importExport(db, room.export(ADA));
    expect(summary).toEqual({
      member: 'ada_l',
      source: 'export',
      complete: true,
      ratings: changes(4, { new: 4 }),
      likes: changes(3, { new: 3 }),
      likes_only: changes(2, { new: 2 }),
      watched: changes(5, { new: 5 }),
      watchlist: changes(2, { new: 2 }),
      lists: changes(2, { new: 2 }),
      favorites: 2,
      unmatched: [],
    });
    const row = { liked: false, watched: true, source: 'export' };
    expect(await shelf()).toEqual([
      { ...row, lid: 'f1', rating: 8, liked: true, rated_at: '2024-01-02' },
      { ...row, lid: 'f2', rating: 1, rated_at: '2024-01-02' },
      { ...row, lid: 'f3', rating: 7, rated_at: '2024-01-02' },
      { ...row, lid: 'f4', rating: 10, rated_at: '2024-01-02' },
      { ...row, lid: 'f5', rating: null, liked: true, rated_at: null },
      { ...row, lid: 'f6', rating: null, liked: true, watched: false, rated_at: null },
    ]);
    expect(await watchlist()).toEqual(['f7', 'f8']);
    expect(await favorites()).toEqual(['f4', 'f1']);
    expect(await lists()).toEqual([
      { path: 'ada_l/list/best', lid: 'l4', title: 'List best', films: ['f4', 'f1', 'f9'] },
      { path: 'ada_l/list/worst', lid: 'l5', title: 'List worst', films: ['f2'] },
    ]);
    expect((await findMember(db, 'ada_l'))!.last_pass_at).toEqual(new Date('2024-05-01T00:00:00Z'));
    expect((await db.query('SELECT display_name FROM members')).rows).toEqual([{ display_name: null }]);
  });

  it('changes nothing the second time', async () => {
    const path = room.export(ADA);
    await importExport(db, path);
    const before = await everything(db);
    nothingChanged(await importExport(db, path));
    expect(await everything(db)).toEqual(before);
  });

  it('removes exactly what is gone, also when it was made in the same minute', async () => {
    await importExport(db, room.export(ADA));
    const { 2: _, 3: __, ...ratings } = ADA.ratings!;
    const summary = await importExport(
      db,
      room.export({ ...ADA, ratings, watched: [3, 5], liked: [1, 6], watchlist: [8], lists: { best: [1, 9] } }),
    );
    expect(summary).toMatchObject({
      // Film 3 is still watched, film 2 is gone altogether.
      ratings: changes(2, { removed: 2 }),
      likes: changes(2, { removed: 1 }),
      likes_only: changes(1, { removed: 1 }),
      watched: changes(4, { removed: 1 }),
      watchlist: changes(1, { removed: 1 }),
      lists: changes(1, { changed: 1, removed: 1 }),
    });
    expect((await shelf()).map(({ lid, rating, rated_at }) => [lid, rating, rated_at])).toEqual([
      ['f1', 8, '2024-01-02'],
      ['f3', null, null],
      ['f4', 10, '2024-01-02'],
      ['f5', null, null],
      ['f6', null, null],
    ]);
    expect(await watchlist()).toEqual(['f8']);
    expect((await lists()).map(({ films }) => films)).toEqual([['f1', 'f9']]);
  });

  it('tells changed ratings, by stars or date', async () => {
    await importExport(db, room.export({ ratings: { 1: 4, 2: 3, 3: 2 } }));
    const diary = [{ film: 2, rating: 3, watched_on: '2024-02-02' }];
    const summary = await importExport(db, room.export({ ratings: { 1: 4.5, 2: 3, 3: 2 }, diary }));
    expect(summary.ratings).toEqual(changes(3, { changed: 2 }));
    expect((await shelf()).map(({ rating, rated_at }) => [rating, rated_at])).toEqual([
      [9, '2024-01-02'],
      [6, '2024-02-02'],
      [4, '2024-01-02'],
    ]);
  });

  it('meets films and members that are known from elsewhere', async () => {
    await elsewhere(1, 2, '2024-04-01');
    await importExport(
      db,
      room.file('letterboxd-x-2024-05-01-00-00-utc.zip', pack(exportFiles({ ...ADA, username: 'ADA_L' }))),
    );
    expect((await db.query('SELECT count(*) FROM members')).rows).toEqual([{ count: 1 }]);
    expect((await db.query("SELECT lid, slug FROM films WHERE title = 'Film 1'")).rows).toEqual([
      { lid: 'f1', slug: 'film-1' },
    ]);
    expect((await shelf())[0]).toMatchObject({ lid: 'f1', rating: 8, source: 'export' });
  });

  it('takes a later observation over its own, and removes only earlier ones', async () => {
    await elsewhere(1, 2, '2024-06-01');
    await elsewhere(20, 6, '2024-06-01');
    await elsewhere(21, 6, '2024-04-01');
    const summary = await importExport(db, room.export(ADA));
    expect(summary.ratings).toEqual(changes(4, { new: 3, removed: 1 }));
    expect(summary.watchlist).toEqual(changes(2, { new: 2, removed: 1 }));
    const ratings = new Map((await shelf()).map(({ lid, rating }) => [lid, rating]));
    expect([ratings.get('f1'), ratings.get('f20'), ratings.has('f21')]).toEqual([2, 6, false]);
    expect(await watchlist()).toEqual(['f1', 'f20', 'f7', 'f8']);
  });

  it('lets a later export win, whichever comes first', async () => {
    const older = {
      ratings: { 1: 1, 9: 5 },
      liked: [2],
      watchlist: [11],
      favorites: [1],
      lists: { old: [1], best: [9] },
    };
    const paths = [room.export(older, '2024-03-01-00-00'), room.export(ADA)];
    const contents = async () => [await shelf(), await watchlist(), await favorites(), await lists()];
    for (const path of paths) await importExport(db, path);
    const inOrder = await contents();
    await db.query('TRUNCATE films, members CASCADE');
    const summaries = [];
    for (const path of paths.reverse()) summaries.push(await importExport(db, path));
    expect(await contents()).toEqual(inOrder);
    expect(summaries[1]!.ratings.total).toBe(2);
    nothingChanged(summaries[1]!);
    expect(summaries[1]!.unmatched).toMatchObject([{ reason: expect.stringContaining('2024-05-01') }]);
  });

  it('gives a later crawl the dates that it could not see', async () => {
    await elsewhere(1, 8, '2024-06-01');
    await elsewhere(2, 3, '2024-06-01');
    const { ratings } = await importExport(db, room.export(ADA));
    expect(ratings).toEqual(changes(4, { new: 2, changed: 1 }));
    expect((await shelf()).slice(0, 2)).toMatchObject([
      { lid: 'f1', rating: 8, rated_at: '2024-01-02', source: 'crawl' },
      { lid: 'f2', rating: 3, rated_at: null, source: 'crawl' },
    ]);
  });

  it('does not bring back what a later full crawl no longer found', async () => {
    await elsewhere(1, 8, '2024-06-01');
    const { member_id } = (await findMember(db, 'ada_l'))!;
    await markPass(db, member_id, { full: true, at: new Date('2024-06-01') });
    await importExport(db, room.export(ADA));
    expect((await shelf()).map(({ lid }) => lid)).toEqual(['f1']);
    expect(await watchlist()).toEqual(['f1', 'f7', 'f8']);
    expect(await favorites()).toEqual([]);
  });

  it('does not let a name claim a time to come', async () => {
    await importExport(db, room.export(ADA, '2999-01-01-00-00'));
    await elsewhere(1, 2, new Date(Date.now() + 1_000).toISOString());
    expect((await shelf())[0]).toMatchObject({ lid: 'f1', rating: 2 });
  });

  it('removes nothing when a row is broken, and stores what could be read', async () => {
    await importExport(db, room.export(ADA));
    const files = exportFiles({ ratings: { 1: 3, 10: 4, 2: 1 }, lists: { best: [1, 2, 3] }, favorites: [2] });
    files['ratings.csv'] = files['ratings.csv']!.replace('Film 10', '"Film 10');
    files['lists/best.csv'] = files['lists/best.csv']!.replace('2,Film 2', '2,Film "2');
    const summary = await importExport(db, room.file('letterboxd-ada_l-2024-06-01-00-00-utc.zip', pack(files)));
    expect(summary).toMatchObject({
      complete: false,
      // In the order of JavaScript's keys: film 1, 2, then 10, whose row is broken.
      ratings: changes(2, { changed: 2 }),
      watchlist: changes(0),
      lists: changes(1, { changed: 1 }),
      unmatched: [
        { file: 'ratings.csv', row: 4 },
        { file: 'lists/best.csv', row: 7 },
      ],
    });
    expect((await shelf()).filter(({ rating }) => rating !== null)).toHaveLength(4);
    expect((await lists()).map(({ films }) => films)).toEqual([['f1', 'f1', 'f9'], ['f2']]);
  });

  it('leaves sections alone that the export does not have', async () => {
    await importExport(db, room.export(ADA));
    const {
      'likes/films.csv': _,
      'watchlist.csv': __,
      'watched.csv': ___,
      ...files
    } = exportFiles({ ratings: { 1: 4 } });
    const summary = await importExport(db, room.folder(files));
    expect(summary).toMatchObject({
      complete: true,
      ratings: changes(1, { removed: 3 }),
      likes: changes(0),
      watched: changes(1),
      watchlist: changes(0),
      lists: changes(0),
    });
    expect((await shelf()).map(({ lid, rating }) => [lid, rating])).toEqual([
      ['f1', 8],
      ['f2', null],
      ['f3', null],
      ['f4', null],
      ['f5', null],
      ['f6', null],
    ]);
  });

  it('needs to know whose it is', async () => {
    const path = room.folder(exportFiles({ ...ADA, username: null }));
    await expect(importExport(db, path)).rejects.toMatchObject({ code: 'no_member' });
    expect((await importExport(db, path, { member: 'Ben' })).member).toBe('ben');
    expect(await shelf('ben')).toHaveLength(6);
    const odd = room.folder(exportFiles({ ...ADA, username: '../x' }));
    await expect(importExport(db, odd)).rejects.toMatchObject({ code: 'no_member' });
    expect((await importExport(db, room.export(ADA), { member: 'cy' })).member).toBe('cy');
  });

  it('takes a favourite that only another source knows, and says which nobody knows', async () => {
    await elsewhere(30, 6, '2024-04-01');
    const { favorites: count, unmatched } = await importExport(db, room.export({ ...ADA, favorites: [30, 31, 1] }));
    expect(count).toBe(2);
    expect(await favorites()).toEqual(['f30', 'f1']);
    expect(unmatched).toMatchObject([{ file: 'profile.csv', reason: expect.stringContaining('boxd.it/f31') }]);
  });

  it('tells how far it is', async () => {
    const seen: ImportProgress[] = [];
    await importExport(db, room.export(ADA), { onProgress: (at) => seen.push(at) });
    expect([...new Set(seen.map(({ step }) => step))]).toEqual(['reading', 'films', 'storing']);
    for (const step of ['reading', 'films', 'storing']) {
      const last = seen.filter((at) => at.step === step).at(-1)!;
      expect(last.done).toBe(last.total);
    }
  });
});

it('knows in which cohorts a member is', async () => {
  const { member } = await importExport(db, room.export(ADA));
  const { member_id } = (await findMember(db, member))!;
  expect(await cohortsOfMember(db, member_id)).toEqual([]);
  const owner = await ensureOperator(db);
  for (const label of ['two', 'one']) {
    const { id } = await createCohort(db, owner.id, { label, definition: { seeds: [], lists: [], members: [member] } });
    await replaceCohortMembers(db, id, [member_id]);
  }
  expect((await cohortsOfMember(db, member_id)).map(({ label }) => label)).toEqual(['one', 'two']);
});

const REAL = process.env.ALMANAC_TEST_EXPORTS;
/** A folder of real exports, ZIPs, that its owner keeps elsewhere. */
describe.skipIf(!REAL)('real exports', () => {
  it.for(REAL ? readdirSync(REAL).filter((name) => name.endsWith('.zip')) : [])('%s', async (name) => {
    const summary = await importExport(db, join(REAL!, name));
    expect(summary).toMatchObject({ complete: true, unmatched: [] });
    expect(summary.ratings.total).toBeGreaterThan(0);
    nothingChanged(await importExport(db, join(REAL!, name)));
  });
});

it('is told to the readers of every cohort that holds the member, and of no other', async () => {
  const { id: owner } = await ensureOperator(db);
  const [ada, ben] = await ensureMembers(db, [{ username: 'ada_l' }, { username: 'ben' }]);
  const cohortOf = async (label: string, member: number) => {
    const { id } = await createCohort(db, owner, { label, definition: { seeds: [], lists: [], members: [] } });
    await replaceCohortMembers(db, id, [member]);
  };
  await cohortOf('hers', ada!);
  await cohortOf('hers-too', ada!);
  await cohortOf('his', ben!);
  const revisions = async () =>
    (
      await db.query<{ label: string; revision: number }>('SELECT label, revision FROM cohorts ORDER BY label')
    ).rows.map(({ label, revision }) => `${label} ${revision}`);
  expect(await revisions()).toEqual(['hers 0', 'hers-too 0', 'his 0']);
  await importExport(db, room.export(ADA));
  expect(await revisions()).toEqual(['hers 1', 'hers-too 1', 'his 0']);
});
