import {
  clearStrikes,
  type Database,
  endOutage,
  openDatabase,
  recordOutage,
  recordRefusal,
  reserveSlot,
} from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';

let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase();
  db = made.db;
});
afterAll(() => made.drop());

test('workers in several processes share one pace', async () => {
  const other = openDatabase({ url: made.url });
  try {
    const slots = await Promise.all(
      Array.from({ length: 20 }, (_, n) => reserveSlot(n % 2 ? db : other, 'http://pace', 100)),
    );
    const times = slots.map((slot) => slot.now.getTime() + slot.wait_ms).sort((a, b) => a - b);
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThan(98);
  } finally {
    await other.close();
  }
});

const refusal = { backOffMs: null, limit: 3, closeMs: 60_000, reason: 'status 403' };

test('refusals of requests that were under way together count once; after the limit the site is left alone', async () => {
  const host = 'http://refusing';
  const sentAt = new Date();
  for (let i = 0; i < 5; i++) await recordRefusal(db, host, { ...refusal, sentAt });
  expect(await reserveSlot(db, host, 0)).toMatchObject({ strikes: 1, closed_until: null });
  for (let i = 0; i < 2; i++) await recordRefusal(db, host, { ...refusal, sentAt: new Date(Date.now() + 1_000) });
  expect(await reserveSlot(db, host, 0)).toMatchObject({
    strikes: 3,
    closed_until: expect.any(Date),
    reason: 'status 403',
  });
});

test('an answer between refusals begins the count anew; Retry-After is kept', async () => {
  const host = 'http://throttling';
  await recordRefusal(db, host, { ...refusal, sentAt: new Date(), backOffMs: 60_000 });
  expect(await reserveSlot(db, host, 50)).toMatchObject({ blocked_until: expect.any(Date), strikes: 1 });
  await clearStrikes(db, host);
  expect((await reserveSlot(db, host, 0)).strikes).toBe(0);
});

test('without a connection a site is left alone for longer each time, counts no refusal, and is given up in the end', async () => {
  const host = 'http://away';
  const outage = { backOffMs: 10_000, longestMs: 15_000, giveUpMs: 60_000, closeMs: 30_000, reason: 'no connection' };
  const blockedFor = async () => {
    const { blocked_until, now } = await reserveSlot(db, host, 0);
    return blocked_until!.getTime() - now.getTime();
  };
  const sentAt = new Date();
  for (let i = 0; i < 3; i++) await recordOutage(db, host, { ...outage, sentAt });
  const first = await blockedFor();
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(outage.backOffMs);
  const later = new Date(Date.now() + 1_000);
  await recordOutage(db, host, { ...outage, sentAt: later });
  expect(await blockedFor()).toBeGreaterThan(outage.backOffMs);
  expect(await reserveSlot(db, host, 0)).toMatchObject({
    strikes: 0,
    closed_until: null,
    away_since: expect.any(Date),
  });

  await db.query(`UPDATE source_hosts SET away_since = now() - interval '2 minutes' WHERE host = $1`, [host]);
  await recordOutage(db, host, { ...outage, sentAt: later });
  expect(await reserveSlot(db, host, 0)).toMatchObject({ closed_until: expect.any(Date) });
  await endOutage(db, host);
  expect(await reserveSlot(db, host, 0)).toMatchObject({ away_since: null });
});
