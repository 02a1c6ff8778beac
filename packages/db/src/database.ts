/**
 * The connection to PostgreSQL: one pool for SQL, one Sequelize on the same database for the product tables.
 */
import pg from 'pg';
import { Sequelize } from 'sequelize';
import { defineModels, type Models } from './models/index.ts';

/** What a repository needs to ask a question: the pool, or a client inside a transaction. */
export interface Sql {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null }>;
}

/** A client inside a transaction; `client` is there for COPY. */
export interface Transaction extends Sql {
  readonly client: pg.PoolClient;
}

export interface Database extends Sql {
  readonly sequelize: Sequelize;
  readonly models: Models;
  /** Runs `work` in a transaction; a thrown error rolls it back and is thrown on. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: { isolation?: 'repeatable read' }): Promise<T>;
  /** Holds a session's advisory lock while `work` runs; resolves to null at once when another session holds it. */
  withAdvisoryLock<T>(key: string, work: () => Promise<T>, options?: { wait?: boolean }): Promise<T | null>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections of the SQL pool; the worker wants one a task, the api a handful. */
  poolSize?: number;
  applicationName?: string;
  /** After which PostgreSQL gives a statement up (error 57014); never unless set. */
  statementTimeoutMs?: number;
  /** Statements slower than this, also such as fail, are handed to `onSlowQuery`, without their values. */
  slowQueryMs?: number;
  onSlowQuery?: (query: { text: string; ms: number }) => void;
  /** Told of errors on idle connections (the server went away); the pool replaces them by itself. */
  onError?: (error: Error) => void;
}

const DATE = 1082;
const BIGINT = 20;

/** Dates stay `YYYY-MM-DD`, counts become numbers (none of ours comes near 2^53). */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (value: string) => value;
    if (oid === BIGINT) return Number;
    return pg.types.getTypeParser(oid, format);
  },
} as pg.CustomTypesConfig;

/** Opens the database. Connects on first use; call `close` when done. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    application_name: options.applicationName ?? 'almanac',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs,
    types,
  });
  pool.on('error', (error) => options.onError?.(error));
  const sequelize = new Sequelize(options.url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: 4, idle: 5_000 },
    ...(options.statementTimeoutMs !== undefined && {
      dialectOptions: { statement_timeout: options.statementTimeoutMs },
    }),
    define: { underscored: true, timestamps: false },
  });
  const timed = (target: Pick<pg.ClientBase, 'query'>): Sql['query'] => {
    const slowMs = options.slowQueryMs ?? 500;
    return async (text, values) => {
      const begin = performance.now();
      try {
        return (await target.query(text, values as unknown[] | undefined)) as never;
      } finally {
        const ms = performance.now() - begin;
        if (ms > slowMs) options.onSlowQuery?.({ text, ms });
      }
    };
  };

  /** A client that answers for its own lost connection: the pool listens only to idle ones, and nobody else would. */
  async function connect(): Promise<{ client: pg.PoolClient; release(): void; broke(error: Error): void }> {
    const client = await pool.connect();
    let broken: Error | undefined;
    const broke = (error: Error) => {
      broken ??= error;
      options.onError?.(error);
    };
    client.on('error', broke);
    return {
      client,
      broke,
      release() {
        client.off('error', broke);
        client.release(broken);
      },
    };
  }

  return {
    sequelize,
    models: defineModels(sequelize),
    query: timed(pool),
    async transaction(work, { isolation } = {}) {
      const { client, release, broke } = await connect();
      try {
        await client.query(isolation ? `BEGIN ISOLATION LEVEL ${isolation.toUpperCase()}` : 'BEGIN');
        const result = await work({ client, query: timed(client) });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(broke);
        throw error;
      } finally {
        release();
      }
    },
    async withAdvisoryLock(key, work, { wait = false } = {}) {
      const { client, release, broke } = await connect();
      try {
        const call = wait ? 'pg_advisory_lock' : 'pg_try_advisory_lock';
        const { rows } = await client.query(`SELECT ${call}(hashtextextended($1, 0)) AS locked`, [key]);
        if (!wait && !rows[0].locked) return null;
        try {
          return await work();
        } finally {
          await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(broke);
        }
      } finally {
        release();
      }
    },
    async close() {
      await Promise.all([pool.end(), sequelize.close()]);
    },
  };
}
