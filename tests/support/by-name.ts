/** PostgreSQL and Redis for a suite that is run by name, outside vitest. */
import { acquireServices, type Database, migrate, openDatabase } from '@cohort-almanac/db';
import pg from 'pg';
import { removeHome, temporaryHome } from './services.ts';

export interface Ground {
  redisUrl: string;
  /** A new database, empty or a copy of one to which nobody is connected. Resolves to its address. */
  create(name: string, template?: string): Promise<string>;
  drop(name: string): Promise<void>;
  /** Stops what was started. */
  close(): Promise<void>;
}

/** @throws when there is no PostgreSQL or no Redis: what is run by name must not pass for want of them. */
export async function openGround(role: string): Promise<Ground> {
  const home = await temporaryHome();
  const services = await acquireServices({
    home,
    databaseUrl: process.env.DATABASE_URL || undefined,
    redisUrl: process.env.REDIS_URL || undefined,
    coordination: 'redis',
    fast: true,
    role,
  }).catch(async (error: unknown) => {
    await removeHome(home);
    throw error;
  });
  const addressOf = (name: string) => {
    const url = new URL(services.databaseUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  const admin = new pg.Client({ connectionString: process.env.DATABASE_URL || addressOf('postgres') });
  await admin.connect();
  return {
    redisUrl: services.redisUrl!,
    async create(name, template) {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${template}`}`);
      return addressOf(name);
    },
    async drop(name) {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
    async close() {
      await admin.end();
      await services.release();
      await removeHome(home);
    },
  };
}

/** A new database with the schema in it, open. */
export async function openMigrated(
  ground: Ground,
  name: string,
): Promise<{ db: Database; url: string; drop(): Promise<void> }> {
  const url = await ground.create(name);
  const db = openDatabase({ url, poolSize: 10 });
  await migrate(db);
  return {
    db,
    url,
    async drop() {
      await db.close();
      await ground.drop(name);
    },
  };
}
