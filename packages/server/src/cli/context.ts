/** What commands and roles work with: settings, log, database, coordination and services, opened and closed in order. */
import {
  acquireServices,
  type CohortCard,
  type Coordination,
  createCoordination,
  type Database,
  ensureOperator,
  findCohort,
  migrate,
  noteSlowQuery,
  openDatabase,
  pendingMigrations,
  type Sealer,
  type ServiceName,
} from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { SCOPES } from '../policies/scopes.ts';
import { type AllServices, createServices } from '../services/index.ts';
import { refusalLog } from '../services/refusals.ts';
import type { Viewer } from '../services/types.ts';
import { loadSettings, type Settings } from '../settings/index.ts';
import { Failure } from './errors.ts';
import { interruption } from './interrupt.ts';
import { createLog, quiet } from './log.ts';
import { mailerOf } from './mail.ts';
import { sealerOf } from './secret-key.ts';

export interface Stores {
  settings: Settings;
  log: Logger;
  db: Database;
  coordination: Coordination;
  /** Whether this almanac started its PostgreSQL itself. */
  embeddedDatabase: boolean;
  /** Migrations that were applied while opening. */
  migrated: string[];
  services: AllServices;
  /** Starts again what this almanac started itself and has ended; resolves to its names. */
  revive(): Promise<ServiceName[]>;
  /** Opens and seals what is stored sealed. */
  sealer: Sealer;
  /** Ends the queue's connections, then the database's, then the use of embedded services. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** How this process calls itself among the users of the home's services. */
  role: string;
  /**
   * What to do about a schema that is behind: `refuse` (roles), `migrate`, or `migrate-own`, which migrates an embedded
   * database and refuses with another, whose schema is its operator's business. `ignore` leaves it to the caller.
   */
  schema: 'refuse' | 'migrate' | 'migrate-own' | 'ignore';
  settings?: Settings;
  log?: Logger;
  /** Connections of the SQL pool. */
  poolSize?: number;
  /** After which PostgreSQL gives a statement up; null or left out: never. */
  statementTimeoutMs?: number;
}

/** Opens everything. What was opened before a failure is closed again. */
export async function openStores(options: OpenOptions): Promise<Stores> {
  const settings = options.settings ?? loadSettings();
  const log = options.log ?? createLog(quiet(settings.log.level), options.role);
  const closers = new Closers();
  try {
    const embedded = await acquireServices({
      home: settings.home,
      databaseUrl: settings.database.url ?? undefined,
      redisUrl: settings.redis.url ?? undefined,
      coordination: settings.queue.coordination,
      role: options.role,
    });
    closers.add(() => embedded.release());
    const db = openDatabase({
      url: embedded.databaseUrl,
      poolSize: options.poolSize,
      statementTimeoutMs: options.statementTimeoutMs,
      slowQueryMs: settings.database.slow_query_ms,
      applicationName: `almanac ${options.role}`,
      onSlowQuery: ({ text, ms }) => {
        log.info({ ms: Math.round(ms), sql: text.replace(/\s+/g, ' ').trim() }, 'slow query');
        noteSlowQuery(db, { text, ms }).catch((err: Error) => log.debug({ err }, 'a slow query was not noted'));
      },
      onError: (error) => log.warn({ err: error }, 'a database connection was lost; it is replaced when needed'),
    });
    closers.add(() => db.close());
    const embeddedDatabase = settings.database.url === null;
    const migrated = await settleSchema(db, options.schema, embeddedDatabase);
    const refusals = refusalLog(db, log);
    closers.add(() => refusals.flush());
    const coordination = await createCoordination({
      mode: embedded.coordination,
      databaseUrl: embedded.databaseUrl,
      redisUrl: embedded.redisUrl,
      log,
      onRefused: (key) => refusals.note(key),
    });
    closers.add(() => coordination.close());
    const sealer = sealerOf(settings);
    return {
      settings,
      log,
      db,
      coordination,
      embeddedDatabase,
      migrated,
      sealer,
      services: createServices(db, coordination, {
        today: () => today(settings),
        quotas: settings.limits.quotas,
        limits: settings.limits.per_minute,
        accounts: {
          mailer: mailerOf(settings),
          signup: settings.auth.signup,
          publicUrl: settings.api.public_url,
          links: settings.limits.sign_in_links,
          log,
        },
        webhooks: { sealer, allowLoopback: settings.webhooks.allow_loopback },
      }),
      revive: () => embedded.revive(),
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function settleSchema(db: Database, schema: OpenOptions['schema'], embedded: boolean): Promise<string[]> {
  if (schema === 'ignore') return [];
  if (schema === 'migrate') return migrate(db);
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return [];
  if (schema === 'migrate-own' && embedded) return migrate(db);
  throw new Failure(
    `The database lacks ${pending.length === 1 ? 'the migration' : `${pending.length} migrations, from`} ${pending[0]}. ` +
      'Run `almanac migrate` first.',
  );
}

/** The UTC day to which ages are counted, `YYYY-MM-DD`. */
export const today = (settings: Settings): string => (settings.now ?? new Date()).toISOString().slice(0, 10);

/** A command's context: the stores, and the operator in whose name it acts. */
export interface CommandContext extends Stores {
  operator: Viewer & { user_id: number };
  /** Aborts when the command is asked to stop; short ones finish first, so that no service is left running. */
  signal: AbortSignal;
}

/** Runs a one-shot command: opens, works, and closes whatever comes of it. */
export async function withContext<T>(role: string, work: (context: CommandContext) => Promise<T>): Promise<T> {
  const signal = interruption();
  const stores = await openStores({ role, schema: 'migrate-own' });
  try {
    const { id } = await ensureOperator(stores.db);
    const operator = { user_id: id, token_id: null, scopes: SCOPES, is_operator: true };
    return await work({ ...stores, operator, signal });
  } finally {
    await stores.close();
  }
}

/** What the operator may do with every cohort. */
export const OPERATOR_RIGHTS = { read: true, edit: true, sync: true, own: true, see_names: true } as const;

/** The cohort of a COHORT argument. Throws a Failure that says which there are. */
export async function cohortOf(db: Database, idOrLabel: string): Promise<CohortCard> {
  const cohort = await findCohort(db, idOrLabel);
  if (!cohort)
    throw new Failure(`There is no cohort "${idOrLabel}". \`almanac cohort list\` shows those that there are.`);
  return cohort;
}

/** Closers, called in the reverse of their order. One that fails doesn't keep the others from being called. */
export class Closers {
  readonly #closers: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
