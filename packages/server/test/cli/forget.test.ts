import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, findMember, forgetMember, openDatabase } from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { startSandbox } from '../../../pipeline/src/sandbox/index.ts';
import { loadWorld } from '../../../pipeline/src/sandbox/load-world.ts';
import { answer, type Environment, Room, WORLD } from './almanac.ts';

/** One person of two cohorts is forgotten, then the seed of one; in the order of a story. */

let database: TestDatabase;
let db: Database;
let room: Room;
let env: Environment;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase({ url: database.url, poolSize: 2 });
  closers.push(() => db.close());
  room = new Room({ DATABASE_URL: database.url, PORT: '0', ALMANAC_NOW: '2026-11-22' });
  const sandbox = await startSandbox({ world: loadWorld(room.world(WORLD)), port: 0, robots: 'open' });
  closers.push(() => sandbox.close());
  env = { ...room.env, LETTERBOXD_BASE_URL: sandbox.url };
  await answer(['migrate'], env);
  await json('cohort', 'create', '--label', 'friends', '--seed', 'anna', '--relation', 'following', '--include-seed');
  await json('cohort', 'create', '--label', 'alone', '--members', 'cleo');
  for (const label of ['friends', 'alone']) await json('sync', label, '--wait');
  await json('compute', 'friends', '--wait');
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
  room.remove();
  await database.drop();
});

async function json(...args: string[]) {
  const { code, stdout, stderr } = await answer([...args, '--json'], env);
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: expect.any(String) });
  return JSON.parse(stdout);
}

interface Film {
  slug: string;
  watchers: number;
  avg_rating: number;
}

/** How many of the world's ratings of a film are by these people, and their mean. */
function truth(slug: string, names: readonly string[]): { watchers: number; mean: number } {
  const stars = WORLD.ratings!.split('\n')
    .map((line) => line.split(','))
    .filter((cells) => cells[1] === slug && names.includes(cells[0]!))
    .map((cells) => Number(cells[2]));
  return { watchers: stars.length, mean: stars.reduce((sum, n) => sum + n, 0) / stars.length };
}

async function expectRankedBy(names: readonly string[]): Promise<void> {
  const { items } = (await json('rankings', 'friends')) as { items: Film[] };
  expect(items).not.toEqual([]);
  for (const { slug, watchers, avg_rating } of items) {
    const { watchers: those, mean } = truth(slug, names);
    expect({ slug, watchers }).toEqual({ slug, watchers: those });
    expect(avg_rating).toBeCloseTo(mean, 12);
  }
}

const members = async () =>
  (await db.query<{ username: string }>('SELECT username FROM members ORDER BY 1')).rows.map((row) => row.username);
const versions = async () => (await db.query<{ n: number }>('SELECT count(*) AS n FROM ranking_versions')).rows[0]!.n;

it('removes the person, ranks anew without them, and deletes what was ranked with them', async () => {
  await expectRankedBy(['anna', 'ben', 'cleo', 'dora']);
  const before = await json('rankings', 'friends');
  expect(await versions()).toBeGreaterThan(3);

  const forgotten = await json('forget', 'Cleo', '--yes');

  expect(forgotten).toMatchObject({
    member: 'cleo',
    known: true,
    removed: { ratings: 5, watchlist_entries: 0, favorites: 0, lists: 0 },
    cohorts: [
      { label: 'friends', lost_seeds: 0, stopped_run_id: null },
      { label: 'alone', lost_seeds: 0, stopped_run_id: null },
    ],
    mentioned_in: [],
    recomputed: [
      { label: 'alone', done: true },
      { label: 'friends', done: true },
    ],
  });
  expect(await members()).toEqual(['anna', 'ben', 'dora']);
  await expectRankedBy(['anna', 'ben', 'dora']);
  expect((await json('rankings', 'friends')).ranking_version).not.toBe(before.ranking_version);
  expect((await json('rankings', 'alone')).items).toEqual([]);
  // One of each cohort, and nothing that was computed before.
  expect(await versions()).toBe(2);
});

it('does not bring them back by a sync, nor by an import', async () => {
  const run = await json('sync', 'friends', '--full', '--wait');
  expect(run.state).toBe('succeeded');
  expect(await members()).toEqual(['anna', 'ben', 'dora']);
  await expectRankedBy(['anna', 'ben', 'dora']);

  const named = await answer(['cohort', 'create', '--label', 'again', '--members', 'cleo,ben'], env);
  expect(named).toMatchObject({ code: 1, stderr: expect.stringContaining('can not be collected') });
  // Whoever was named before they asked is left out.
  await json('cohort', 'create', '--label', 'again', '--members', 'ben');
  await db.query(
    `UPDATE cohorts SET definition = jsonb_set(definition, '{members}', '["cleo", "ben"]') WHERE label = 'again'`,
  );
  const again = await json('sync', 'again', '--wait');
  expect(again.warnings).toEqual([expect.stringContaining('1 asked to be forgotten')]);
  expect(await members()).toEqual(['anna', 'ben', 'dora']);

  const folder = join(room.home, 'export');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'ratings.csv'),
    'Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,Heat,1995,https://boxd.it/aaa3,4\n',
  );
  const refused = await answer(['import', 'export', folder, '--member', 'CLEO'], env);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/This member asked to be forgotten/) });
  expect(await findMember(db, 'cleo')).toBeNull();
  expect((await answer(['import', 'export', folder, '--member', 'eve'], env)).code).toBe(0);
});

it('stops a run that is active, and says when a cohort has lost its seed', async () => {
  const started = await answer(['sync', 'friends'], env);
  const id = Number(/Run (\d+) started/.exec(started.stdout)![1]);
  const { code, stdout, stderr } = await answer(['forget', 'anna', '--yes'], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^anna is forgotten, and will not be collected again\.\n/);
  expect(stdout).toMatch(new RegExp(`taken out of +friends, lost a seed, run ${id} was stopped`));
  expect(stdout).toMatch(/ranked anew +friends, by run \d+/);
  expect(stderr).toMatch(/friends has lost a seed/);
  expect(await json('run', 'show', String(id))).toMatchObject({ state: 'stopped' });
  await expectRankedBy(['ben', 'dora']);
});

it('goes on where it was when it was interrupted', async () => {
  await forgetMember(db, 'dora');
  const before = await json('rankings', 'friends');
  const forgotten = await json('forget', 'dora', '--yes');
  expect(forgotten).toMatchObject({ known: false, recomputed: [{ label: 'friends', done: true }] });
  expect(forgotten.versions_removed).toBeGreaterThan(0);
  expect((await json('rankings', 'friends')).ranking_version).not.toBe(before.ranking_version);
  expect((await json('forget', 'dora', '--yes')).recomputed).toEqual([]);
});

it('keeps a name out that is not known, and says so', async () => {
  const { code, stdout } = await answer(['forget', 'nobody-yet', '--yes'], env);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Nothing was stored of nobody-yet. The name will not be collected.\n',
  });
  expect((await answer(['forget', 'no body'], env)).code).toBe(2);
});
