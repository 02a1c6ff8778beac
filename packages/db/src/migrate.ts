/** Brings a database to the schema that this code expects, and back. */
import { Umzug } from 'umzug';
import type { Database, Sql } from './database.ts';
import { migrations } from './migrations/index.ts';

/** One step of the schema. `down` undoes exactly what `up` did. */
export interface Migration {
  name: string;
  up: string;
  down: string;
}

const CREATE_STORE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`;

function umzug(sql: Sql): Umzug<Sql> {
  return new Umzug<Sql>({
    migrations: migrations.map(({ name, up, down }) => ({
      name,
      up: async () => void (await sql.query(up)),
      down: async () => void (await sql.query(down)),
    })),
    context: sql,
    logger: undefined,
    storage: {
      // Only read here: health checks ask this, also on a server that takes no writes.
      async executed() {
        const { rows: tables } = await sql.query<{ there: boolean }>(
          `SELECT to_regclass('schema_migrations') IS NOT NULL AS there`,
        );
        if (!tables[0]!.there) return [];
        const { rows } = await sql.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
        return rows.map((row) => row.name);
      },
      async logMigration({ name }) {
        await sql.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
      },
      async unlogMigration({ name }) {
        await sql.query('DELETE FROM schema_migrations WHERE name = $1', [name]);
      },
    },
  });
}

/**
 * Applies what is missing (or, with `to: 0`, takes everything back), all or nothing, under an advisory lock: roles that
 * start together migrate once. Resolves to the names of the migrations that ran.
 */
export async function migrate(db: Database, { to }: { to?: 0 } = {}): Promise<string[]> {
  const ran = await db.withAdvisoryLock(
    'almanac:migrate',
    () =>
      db.transaction(async (tx) => {
        await tx.query(CREATE_STORE);
        const steps = to === 0 ? await umzug(tx).down({ to: 0 }) : await umzug(tx).up();
        return steps.map((step) => step.name);
      }),
    { wait: true },
  );
  return ran ?? [];
}

/** The migrations that this database still lacks; a role refuses to start while there are any. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const pending = await umzug(db).pending();
  return pending.map((step) => step.name);
}
