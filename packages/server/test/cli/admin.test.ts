/** `almanac admin`: each command against a real database, as a process of its own. */

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealer } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { sealerOf } from '../../src/cli/secret-key.ts';
import { answer, type Environment, Room } from './almanac.ts';

let database: TestDatabase;
let room: Room;
let env: Environment;
beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url });
  env = room.env;
  await answer(['migrate'], env);
  await answer(['cohort', 'create', '--label', 'friends', '--members', 'anna'], env);
});
afterAll(async () => {
  room.remove();
  await database.drop();
});

const admin = (...args: string[]) => answer(['admin', ...args], env);
const json = async (...args: string[]) => JSON.parse((await admin(...args, '--json')).stdout);

describe('admin', () => {
  it('says how it stands, and switches read-only', async () => {
    expect((await admin('status')).stdout).toMatch(/workers +0[\s\S]*read-only +no/);
    expect(await json('read-only', '--reason', 'moving')).toMatchObject({ read_only: true, reason: 'moving' });
    expect((await json('status')).read_only.read_only).toBe(true);
    expect((await admin('read-write')).stdout).toContain('takes changes');
  });

  it('lists and locks users', async () => {
    const { id } = JSON.parse((await answer(['user', 'create', '--email', 'ada@example.org', '--json'], env)).stdout);
    expect((await json('lock', String(id))).disabled_at).not.toBeNull();
    expect((await admin('users', '--q', 'ada')).stdout).toMatch(/ada@example\.org +yes/);
    expect((await admin('unlock', String(id))).stdout).toContain('is open');
  });

  it.each(['cohorts', 'runs', 'hosts', 'films', 'slow-queries', 'events', 'exports'])('lists %s', async (what) => {
    expect((await json(what)).items).toBeInstanceOf(Array);
    expect((await admin(what)).code).toBe(0);
  });
});

describe('the key that seals secrets', () => {
  const home = mkdtempSync(join(tmpdir(), 'almanac-key-'));
  afterAll(() => rmSync(home, { recursive: true }));
  const settings = (secret_key: string | null) => ({ home, auth: { signup: 'invite' as const, secret_key } });

  it('is made at first need, for its owner alone, and found again', () => {
    const file = join(home, 'secret.key');
    const sealer = sealerOf(settings(null));
    expect(() => statSync(file)).toThrow();
    const sealed = sealer.seal('whsec_x');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(sealerOf(settings(null)).open(sealed)).toBe('whsec_x');
    expect(createSealer(Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')).open(sealed)).toBe('whsec_x');
  });

  it('is that of the settings where they have one', () => {
    const key = 'ab'.repeat(32);
    const sealed = sealerOf(settings(key)).seal('whsec_y');
    expect(createSealer(Buffer.from(key, 'hex')).open(sealed)).toBe('whsec_y');
    expect(() => sealerOf(settings(null)).open(sealed)).toThrow(/SECRET_KEY/);
  });
});
