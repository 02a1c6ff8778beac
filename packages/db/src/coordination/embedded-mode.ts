import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { pack, unpack } from './envelope.ts';
import { StoreLimiter } from './limiter.ts';
import { type Listener, Listeners } from './listeners.ts';
import { MemoryCache } from './memory-cache.ts';
import { NotifyListener } from './notify.ts';
import { TaskRunner } from './runner.ts';
import type { ConsumeOptions, Consumer, Coordination, CoordinationLog, Events, Queue } from './types.ts';

const LIMITS_TABLE = 'rate_limits';
/** So many ids of up to 15 digits fit into one NOTIFY. */
const IDS_A_NOTIFY = 450;

export interface EmbeddedModeOptions {
  databaseUrl: string;
  prefix: string;
  log: CoordinationLog;
  onRefused?: (key: string) => void;
}

/**
 * Coordination without Redis, for the processes of one machine: NOTIFY for wake-ups and events, a cache in each process,
 * limits counted in PostgreSQL.
 */
export async function createEmbeddedCoordination({
  databaseUrl,
  prefix,
  log,
  onRefused,
}: EmbeddedModeOptions): Promise<Coordination> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'almanac coordination',
    max: 2,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle connection for coordination was lost'));
  const listener = new NotifyListener(databaseUrl, log);
  const queue = new NotifyQueue(pool, listener, prefix, log);
  const events = new NotifyEvents(pool, listener, prefix, log);
  try {
    await listener.open();
    await queue.open();
    await events.open();
    await createLimitsTable(pool);
  } catch (error) {
    await Promise.all([listener.close(), pool.end()]);
    throw error;
  }
  log.info({ mode: 'embedded' }, 'coordination is embedded (no Redis): for one machine only');
  return {
    mode: 'embedded',
    queue,
    cache: new MemoryCache(),
    limiter: new StoreLimiter(
      prefix,
      (limit) =>
        new RateLimiterPostgres({
          ...limit,
          storeClient: pool,
          tableName: LIMITS_TABLE,
          tableCreated: true,
          clearExpiredByTimeout: true,
        }),
      onRefused,
    ),
    events,
    close: async () => {
      await listener.close();
      await pool.end();
    },
  };
}

/** The library makes its own table, and says when. */
async function createLimitsTable(pool: pg.Pool): Promise<void> {
  const options = { storeClient: pool, tableName: LIMITS_TABLE, clearExpiredByTimeout: false, points: 1, duration: 1 };
  const create = () =>
    new Promise<void>((resolve, reject) => {
      new RateLimiterPostgres(options, (error?: Error) => (error ? reject(error) : resolve()));
    });
  try {
    await create();
  } catch (error) {
    // IF NOT EXISTS doesn't cover two processes at once: the later one hears that table or type exist. By now they do.
    const exists = error instanceof pg.DatabaseError && ['42P07', '42710', '23505'].includes(error.code ?? '');
    if (!exists) throw error;
    await create();
  }
}

interface WakeMessage {
  ids: number[];
  delay_ms: number;
}

class NotifyQueue implements Queue {
  readonly #pool: pg.Pool;
  readonly #listener: NotifyListener;
  readonly #channel: string;
  readonly #log: CoordinationLog;
  readonly #consumers = new Set<(message: WakeMessage) => void>();

  constructor(pool: pg.Pool, listener: NotifyListener, prefix: string, log: CoordinationLog) {
    this.#pool = pool;
    this.#listener = listener;
    this.#channel = `${prefix}_tasks`;
    this.#log = log;
  }

  async open(): Promise<void> {
    await this.#listener.listen(this.#channel, (text) => {
      const message = JSON.parse(text) as WakeMessage;
      for (const tell of this.#consumers) tell(message);
    });
  }

  async wake(taskIds: readonly number[], { delayMs = 0 } = {}): Promise<void> {
    try {
      for (let at = 0; at < taskIds.length; at += IDS_A_NOTIFY) {
        const message: WakeMessage = { ids: taskIds.slice(at, at + IDS_A_NOTIFY), delay_ms: delayMs };
        await this.#pool.query('SELECT pg_notify($1, $2)', [this.#channel, JSON.stringify(message)]);
      }
    } catch (error) {
      this.#log.warn(
        { err: error, tasks: taskIds.length },
        'workers were not told of tasks: they will look themselves',
      );
    }
  }

  consume(options: ConsumeOptions): Consumer {
    const runner = new TaskRunner(options, this.#log);
    const timers = new Set<NodeJS.Timeout>();
    // The consumers wait, not the sender: that one may be a command that ends at once.
    const tell = ({ ids, delay_ms }: WakeMessage) => {
      if (delay_ms <= 0) return runner.offer(ids);
      const timer = setTimeout(() => {
        timers.delete(timer);
        runner.offer(ids);
      }, delay_ms);
      timers.add(timer);
    };
    this.#consumers.add(tell);
    const stopReconnect = this.#listener.onReconnect(() => runner.poll());
    runner.start();
    return {
      close: async ({ graceMs }) => {
        this.#consumers.delete(tell);
        stopReconnect();
        for (const timer of timers) clearTimeout(timer);
        await runner.close(graceMs);
      },
    };
  }

  async depth(): Promise<null> {
    return null;
  }
}

class NotifyEvents implements Events {
  readonly #pool: pg.Pool;
  readonly #listener: NotifyListener;
  readonly #channel: string;
  readonly #log: CoordinationLog;
  readonly #listeners: Listeners;

  constructor(pool: pg.Pool, listener: NotifyListener, prefix: string, log: CoordinationLog) {
    this.#pool = pool;
    this.#listener = listener;
    this.#channel = `${prefix}_events`;
    this.#log = log;
    this.#listeners = new Listeners(log);
  }

  async open(): Promise<void> {
    await this.#listener.listen(this.#channel, (text) => {
      const { channel, payload } = unpack(text);
      this.#listeners.deliver(channel, payload);
    });
  }

  async publish(channel: string, payload: object): Promise<void> {
    const text = pack(channel, payload);
    try {
      await this.#pool.query('SELECT pg_notify($1, $2)', [this.#channel, text]);
    } catch (error) {
      this.#log.warn({ err: error, channel }, 'an event was not sent');
    }
  }

  async subscribe(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const remove = this.#listeners.add(channel, listener);
    return async () => remove();
  }
}
