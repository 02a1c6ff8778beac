/** What becomes of a connection that is lost while nobody asks anything of it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asAdmin } from '../../../tests/support/database.ts';
import { type MigratedDatabase, migratedDatabase } from '../../../tests/support/migrated.ts';

let made: MigratedDatabase;
const uncaught = vi.fn();
beforeEach(async () => {
  made = await migratedDatabase({ poolSize: 2 });
  process.on('uncaughtException', uncaught);
});
afterEach(async () => {
  process.off('uncaughtException', uncaught);
  uncaught.mockReset();
  await made.drop();
});

const cutAll = async () => {
  const name = new URL(made.url).pathname.slice(1);
  await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  await new Promise((resolve) => setTimeout(resolve, 200));
};

test('between two statements of a transaction: the next one fails, and the pool goes on', async () => {
  const { db } = made;
  await expect(
    db.transaction(async (tx) => {
      await tx.query('SELECT 1');
      await cutAll();
      await tx.query('SELECT 2');
    }),
  ).rejects.toThrow();
  expect(uncaught).not.toHaveBeenCalled();
  expect((await db.query<{ n: number }>('SELECT 3 AS n')).rows).toEqual([{ n: 3 }]);
});

test('while an advisory lock is held: the work is done, and the lock is free for the next', async () => {
  const { db } = made;
  expect(
    await db.withAdvisoryLock('chore', async () => {
      await cutAll();
      return 'done';
    }),
  ).toBe('done');
  expect(uncaught).not.toHaveBeenCalled();
  expect(await db.withAdvisoryLock('chore', async () => 'again')).toBe('again');
});
