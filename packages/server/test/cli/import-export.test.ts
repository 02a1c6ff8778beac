import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { Room as Exports, exportFiles, pack } from '../../../pipeline/test/import/support/exports.ts';
import { answer, type Environment, Room } from './almanac.ts';

let database: TestDatabase;
let room: Room;
let env: Environment;
const exports = new Exports();
beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url });
  env = room.env;
  await answer(['migrate'], env);
});
afterAll(async () => {
  exports.remove();
  room.remove();
  await database.drop();
});

it('shows what an export held and what it changed, and what to do next', async () => {
  const path = exports.export({ ratings: { 1: 4, 2: 3 }, watched: [3], liked: [3], favorites: [1] });
  const { code, stdout } = await answer(['import', 'export', path], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/The export of ada_l, with 1 favourite:/);
  expect(stdout).toMatch(/^ratings +2 +2 +0 +0$/m);
  expect(stdout).toMatch(/^watched +3 +3 +0 +0$/m);
  expect(stdout).toMatch(/almanac cohort create --label LABEL --members ada_l/);
});

it('prints the summary as JSON, and warns of a broken row', async () => {
  const files = exportFiles({ ratings: { 1: 4, 5: 3 } });
  files['ratings.csv'] = files['ratings.csv']!.replace('Film 5', 'Film "5');
  const path = exports.file('letterboxd-ada_l-2024-06-01-00-00-utc.zip', pack(files));
  const { code, stdout, stderr } = await answer(['import', 'export', path, '--member', 'ADA_L', '--json'], env);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    member: 'ada_l',
    source: 'export',
    complete: false,
    ratings: { total: 1, new: 0, changed: 0, removed: 0 },
    unmatched: [{ file: 'ratings.csv', row: 3 }],
  });
  expect(stderr).toMatch(/nothing was removed/);
});

it('says in one line why an export is refused', async () => {
  const cut = exports.file('cut.zip', pack(exportFiles()).subarray(0, -30));
  const { code, stdout, stderr } = await answer(['import', 'export', cut], env);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe('almanac: The ZIP is cut off: its end is missing. Download or copy it again.\n');
  expect((await answer(['import', 'export', cut, '--member', 'no name'], env)).code).toBe(2);
});
