import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { answer, type Environment, Room } from './almanac.ts';

let database: TestDatabase;
let room: Room;
let env: Environment;
beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url, PUBLIC_URL: 'https://almanac.example.org' });
  env = room.env;
  await answer(['migrate'], env);
  await answer(['cohort', 'create', '--label', 'friends', '--members', 'anna'], env);
});
afterAll(async () => {
  room.remove();
  await database.drop();
});

const invite = (...args: string[]) => answer(['invite', ...args], env);

describe('invite', () => {
  it('makes links into a cohort without any mail, and lists and ends them', async () => {
    const door = await invite('create', 'friends', '--member', 'Anna', '--max-uses', '3', '--expires', '30d');
    expect(door.stdout).toMatch(/^https:\/\/almanac\.example\.org\/join\/[A-Za-z0-9_-]{43}\n$/);
    const viewer = JSON.parse((await invite('create', 'friends', '--role', 'viewer', '--json')).stdout);
    expect(viewer).toMatchObject({ role: 'viewer', username: null, max_uses: null, uses: 0, state: 'open' });
    expect(viewer.url).toMatch(/^https:\/\/almanac\.example\.org\/auth\/sign-in\?invite=/);
    expect((await invite('end', 'friends', String(viewer.id))).code).toBe(0);
    const { items } = JSON.parse((await invite('list', 'friends', '--json')).stdout);
    expect(items).toMatchObject([
      { role: 'viewer', state: 'over' },
      { role: 'member', username: 'anna', max_uses: 3, state: 'open' },
    ]);
    expect((await invite('list', 'friends')).stdout).toMatch(/member +anna/);
  });

  it('refuses what does not go together or is not there', async () => {
    expect((await invite('create', 'friends', '--role', 'viewer', '--member', 'anna')).code).toBe(2);
    expect((await invite('create', 'nowhere')).code).toBe(1);
    expect((await invite('end', 'friends', '99')).code).toBe(1);
  });
});
