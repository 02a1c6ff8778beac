import { migrate, openDatabase, pendingMigrations } from '@cohort-almanac/db';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';

test('the schema goes up, down and up again, and ends as it was', async () => {
  const { url, drop } = await testDatabase();
  const db = openDatabase({ url });
  const tables = async () => {
    const { rows } = await db.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    return rows.map((row) => row.table_name);
  };
  try {
    const pending = await pendingMigrations(db);
    expect(await migrate(db)).toEqual(pending);
    const up = await tables();
    expect(up).toContain('film_rankings');
    expect(await pendingMigrations(db)).toEqual([]);
    expect(await migrate(db, { to: 0 })).toEqual([...pending].reverse());
    expect(await tables()).toEqual(['schema_migrations']);
    await migrate(db);
    expect(await tables()).toEqual(up);
  } finally {
    await db.close();
    await drop();
  }
});

test('roles that start together migrate once', async () => {
  const { url, drop } = await testDatabase();
  const databases = [1, 2, 3].map(() => openDatabase({ url }));
  try {
    const ran = await Promise.all(databases.map((db) => migrate(db)));
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  } finally {
    await Promise.all(databases.map((db) => db.close()));
    await drop();
  }
});
