import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { acquireServices } from '../../packages/db/src/embedded/index.ts';
import { choosePlace } from '../../packages/db/src/embedded/postgres-place.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** To a database of a server on which tests may make others. */
    ALMANAC_TEST_DATABASE_URL: string;
    /** Empty when there is no Redis. */
    ALMANAC_TEST_REDIS_URL: string;
  }
}

/**
 * Starts PostgreSQL, and Redis if there is one, before the tests that need them, and stops them afterwards. DATABASE_URL
 * and REDIS_URL replace them.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await temporaryHome();
  const services = await acquireServices({
    home,
    databaseUrl: process.env.DATABASE_URL || undefined,
    redisUrl: process.env.REDIS_URL || undefined,
    coordination: 'auto',
    fast: true,
    role: 'test',
  });
  const databaseUrl = new URL(services.databaseUrl);
  if (!process.env.DATABASE_URL) databaseUrl.pathname = '/postgres';
  project.provide('ALMANAC_TEST_DATABASE_URL', databaseUrl.href);
  project.provide('ALMANAC_TEST_REDIS_URL', services.redisUrl ?? '');
  return async () => {
    await services.release();
    await removeHome(home);
  };
}

/** An ALMANAC_HOME that PostgreSQL's account can enter when the tests run as root. */
export async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'almanac-test-'));
  await chmod(home, 0o755);
  return home;
}

/** Removes a home and its data, wherever that was kept. */
export async function removeHome(home: string): Promise<void> {
  if (!existsSync(home)) return;
  const { dataDir } = await choosePlace(home);
  await rm(dataDir, { recursive: true, force: true });
  if (!dataDir.startsWith(home)) await rm(dirname(dataDir), { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}
