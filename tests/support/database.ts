import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  url: string;
  /** Removes the database, cutting off who is still connected. */
  drop(): Promise<void>;
}

/**
 * A database for one test (file), beside those of other tests.
 * @param template the name of a database to copy; nobody may be connected to it meanwhile. Without one the database is empty.
 */
export async function testDatabase({ template }: { template?: string } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const source = template ? ` TEMPLATE ${pg.escapeIdentifier(template)}` : '';
  await asAdmin(`CREATE DATABASE ${name}${source}`);
  const url = new URL(inject('ALMANAC_TEST_DATABASE_URL'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Runs one statement on the server's maintenance database. */
export async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('ALMANAC_TEST_DATABASE_URL') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
