import { clearStrikes, type Database, openDatabase, recordRefusal, reserveSlot } from '@cohort-almanac/db';
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
