import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { type Sandbox, startSandbox } from '../../../pipeline/src/sandbox/index.ts';
import { loadWorld } from '../../../pipeline/src/sandbox/load-world.ts';
import { answer, type Environment, Room, WORLD } from './almanac.ts';

let database: TestDatabase;
let room: Room;
let site: Sandbox;
let env: Environment;
let file: string;

beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url });
  site = await startSandbox({ world: loadWorld(room.world(WORLD)), port: 0, robots: 'letterboxd' });
  env = { ...room.env, LETTERBOXD_BASE_URL: site.url };
  file = join(room.home, 'anna.xml');
  writeFileSync(file, await (await fetch(`${site.url}/anna/rss/`)).text());
  expect((await answer(['migrate'], env)).code).toBe(0);
});
afterAll(async () => {
  await site.close();
  room.remove();
  await database.drop();
});

it('takes in a saved feed, and says what to do next', async () => {
  const { code, stdout, stderr } = await answer(['import', 'rss', file, '--member', 'anna'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/The feed of anna/);
  expect(stdout).toMatch(/^ratings +5 +5 +0 +0$/m);
  expect(stdout).toMatch(/almanac cohort create .*--members anna/);
});

it('prints the summary of an import as JSON; the second time nothing is new', async () => {
  const { code, stdout } = await answer(['import', 'rss', file, '--member', 'ANNA', '--json'], env);
  expect(code).toBe(0);
  const none = { total: 0, new: 0, changed: 0, removed: 0 };
  expect(JSON.parse(stdout)).toEqual({
    member: 'anna',
    source: 'rss',
    complete: false,
    ratings: { ...none, total: 5 },
    likes: { ...none, total: 2 },
    likes_only: none,
    watched: { ...none, total: 5 },
    watchlist: none,
    lists: none,
    favorites: 0,
    unmatched: [],
  });
});

it('takes a feed from its address on the source, and from nowhere else', async () => {
  const { code, stdout } = await answer(['import', 'rss', `${site.url}/ben/rss/`, '--member', 'ben', '--json'], env);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ member: 'ben', ratings: { new: 5 } });
  const other = await answer(['import', 'rss', 'https://letterboxd.com/ben/rss/', '--member', 'ben'], env);
  expect(other).toMatchObject({ code: 1, stdout: '' });
  expect(other.stderr).toMatch(/is not fetched: the feed of ben is http:\/\/127.*Save the feed to a file/);
});

it.each([
  ['somebody else’s feed', ['--member', 'ben'], /feed of anna, not of ben/, 1],
  ['no member', [], /--member/, 2],
])('refuses %s', async (_, flags, says, code) => {
  const refused = await answer(['import', 'rss', file, ...flags], env);
  expect(refused).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(says) });
});

it('says that a file is missing, or no feed', async () => {
  const missing = await answer(['import', 'rss', 'missing.xml', '--member', 'anna'], env);
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/missing\.xml can't be read/) });
  const page = join(room.home, 'page.html');
  writeFileSync(page, await (await fetch(`${site.url}/anna/films/`)).text());
  const html = await answer(['import', 'rss', page, '--member', 'anna'], env);
  expect(html).toMatchObject({ code: 1, stderr: expect.stringMatching(/not an RSS feed/) });
});
