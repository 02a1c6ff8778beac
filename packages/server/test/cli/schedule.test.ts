import { openDatabase } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
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

const schedule = (...args: string[]) => answer(['cohort', 'schedule', 'friends', ...args], env);
const json = async (...args: string[]) => JSON.parse((await schedule(...args, '--json')).stdout);
const HOUR = 3_600_000;

describe('cohort schedule', () => {
  it('says so while there is none', async () => {
    expect(await json()).toBeNull();
    expect((await schedule()).stdout).toMatch(/not synced by itself.*--every 1d/);
  });

  it('sets intervals, and what is set next replaces them', async () => {
    const begin = Date.now();
    const first = await json('--every', '6h', '--full-every', '2w', '--jitter', '1s');
    expect(first).toMatchObject({
      every_minutes: 360,
      full_every_days: 14,
      jitter_seconds: 1,
      time_zone: 'UTC',
      enabled: true,
    });
    expect(Math.abs(Date.parse(first.next_at) - begin - 6 * HOUR)).toBeLessThan(60_000);

    const second = await json('--cron', '30 4 * * *', '--time-zone', 'Asia/Tokyo');
    expect(second).toMatchObject({
      cron: '30 4 * * *',
      every_minutes: null,
      full_every_days: null,
      jitter_seconds: 0,
      next_full_at: null,
    });
    expect(second.next_at).toMatch(/T19:30:00\.000Z$/);
  });

  it('is told by itself and by cohort show, with what is missing to do it', async () => {
    const { stdout, stderr } = await schedule('--every', '90m', '--full-cron', '0 3 * * 1', '--jitter', '10m');
    expect(stdout).toMatch(/synced +every 90 min, next .* UTC/);
    expect(stdout).toMatch(/in full +at "0 3 \* \* 1", next .* 03:\d\d UTC/);
    expect(stdout).toMatch(/put off by +up to 10 min/);
    expect(stderr).toMatch(/almanac scheduler/);
    expect((await answer(['cohort', 'show', 'friends'], env)).stdout).toMatch(/synced +every 90 min/);
  });

  it('is switched off', async () => {
    expect(await json('--off')).toMatchObject({ enabled: false, next_at: null });
    expect((await answer(['cohort', 'show', 'friends'], env)).stdout).toMatch(/schedule +off/);
  });

  it.for([
    { args: ['--cron', '61 * * * *'], says: /"61 \* \* \* \*" is no cron expression.*minute/ },
    { args: ['--every', '6h', '--time-zone', 'Mars'], says: /"Mars" is no time zone/ },
    { args: ['--every', '6'], says: /--every.*90m or 6h/s },
    { args: ['--full-every', '36h'], says: /--full-every.*7d or 2w/s },
    { args: ['--every', '6h', '--cron', '0 4 * * *'], says: /--every <span>' cannot be used with option '--cron/ },
    { args: ['--off', '--every', '6h'], says: /cannot be used with/ },
    { args: ['--jitter', '10m'], says: /--cron or --every/ },
  ])('$args is wrong usage', async ({ args, says }) => {
    const { code, stdout, stderr } = await schedule(...args);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

it('doctor tells the week’s share of tasks that failed, and remarks on more than 2 %', async () => {
  const db = openDatabase({ url: database.url });
  const share = async () => {
    const { stdout } = await answer(['doctor', '--json'], { ...env, PORT: '0' });
    return JSON.parse(stdout).checks.find(({ check }: { check: string }) => check === 'errors');
  };
  try {
    expect(await share()).toMatchObject({ state: 'ok', detail: 'no run ended in the last 7 days' });
    await db.query(
      `INSERT INTO daily_outcomes (day, kind, tasks, failed) VALUES ((now() AT TIME ZONE 'UTC')::date, 'collect', 1000, 20)`,
    );
    expect(await share()).toMatchObject({ state: 'ok', detail: '2.0 % of 1,000 tasks failed in the last 7 days' });
    await db.query('UPDATE daily_outcomes SET failed = 21');
    expect(await share()).toMatchObject({ state: 'note', detail: expect.stringMatching(/^2\.1 %.*run show/) });
  } finally {
    await db.close();
  }
});
