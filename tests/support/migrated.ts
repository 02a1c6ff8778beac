import { type Database, migrate, openDatabase } from '@cohort-almanac/db';
import { testDatabase } from './database.ts';

export interface MigratedDatabase {
  db: Database;
  url: string;
  drop(): Promise<void>;
}

/** An open database of one's own with the schema in it. */
export async function migratedDatabase({ poolSize = 10 }: { poolSize?: number } = {}): Promise<MigratedDatabase> {
  const { url, drop } = await testDatabase();
  const db = openDatabase({ url, poolSize });
  await migrate(db);
  return {
    db,
    url,
    async drop() {
      await db.close();
      await drop();
    },
  };
}
