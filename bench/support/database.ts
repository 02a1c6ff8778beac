/** A PostgreSQL of a bench's own, with the settings of every embedded one: data is written as safely as in use. */
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireServices, type Database, migrate, openDatabase, type Services } from '@cohort-almanac/db';
import { removeHome } from '../../tests/support/services.ts';
import { stopAll } from './children.ts';

export interface BenchStores {
  home: string;
  db: Database;
  services: Services;
}

/** Runs `work` with a migrated, empty database in a temporary home, and removes all of it whatever comes of it. */
export async function withStores<T>(work: (stores: BenchStores) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'almanac-bench-'));
  // PostgreSQL's account has to get in when this one is root.
  await chmod(home, 0o755);
  const closers = [() => removeHome(home)];
  const closeAll = async () => {
    await stopAll();
    for (let next = closers.pop(); next; next = closers.pop()) await next();
  };
  // An interruption also makes the work fail, and what is closed must be closed in order.
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= closeAll();
    return closing;
  };
  const interrupted = () => void close().finally(() => process.exit(1));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const services = await acquireServices({ home, coordination: 'auto', role: 'bench' });
    closers.push(() => services.release());
    const db = openDatabase({ url: services.databaseUrl, applicationName: 'almanac bench', onError: () => undefined });
    closers.push(() => db.close());
    await migrate(db);
    return await work({ home, db, services });
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await close();
  }
}
