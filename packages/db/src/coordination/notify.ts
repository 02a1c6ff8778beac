import pg from 'pg';
import type { CoordinationLog } from './types.ts';

const RECONNECT_MAX_MS = 5_000;
/** A connection can be dead without an error (a router that forgot it): ask now and then. */
const HEARTBEAT_MS = 30_000;

type Handler = (payload: string) => void;

/** PostgreSQL's LISTEN on one connection of its own, which is made again whenever it is lost. */
export class NotifyListener {
  readonly #databaseUrl: string;
  readonly #log: CoordinationLog;
  readonly #handlers = new Map<string, Handler>();
  readonly #onReconnect = new Set<() => void>();
  #client: pg.Client | null = null;
  #connecting: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(databaseUrl: string, log: CoordinationLog) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
  }

  /** Connects. Later connections are made without being asked. */
  async open(): Promise<void> {
    await this.#connect();
    this.#timer = setInterval(() => this.#heartbeat(), HEARTBEAT_MS);
  }

  /** Hands each payload of the channel to the handler; one handler a channel. */
  async listen(channel: string, handler: Handler): Promise<void> {
    this.#handlers.set(channel, handler);
    await this.#client?.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  }

  /** Calls back after the connection was lost and made again: notifications in between never came. */
  onReconnect(callback: () => void): () => void {
    this.#onReconnect.add(callback);
    return () => this.#onReconnect.delete(callback);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#connecting?.catch(() => undefined);
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'almanac listen',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    });
    client.on('notification', ({ channel, payload }) => this.#handlers.get(channel)?.(payload ?? ''));
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, null));
    try {
      await client.connect();
      for (const channel of this.#handlers.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
  }

  #lost(client: pg.Client, error: Error | null): void {
    if (this.#closed || client !== this.#client) return;
    this.#client = null;
    this.#log.warn({ err: error }, 'the connection for notifications was lost and is made again');
    client.end().catch(() => undefined);
    this.#connecting ??= this.#reconnect().finally(() => {
      this.#connecting = null;
    });
  }

  async #reconnect(): Promise<void> {
    for (let waitMs = 100; !this.#closed; waitMs = Math.min(waitMs * 2, RECONNECT_MAX_MS)) {
      try {
        await this.#connect();
        this.#log.info({}, 'the connection for notifications is back');
        for (const callback of this.#onReconnect) callback();
        return;
      } catch (error) {
        this.#log.warn({ err: error }, 'no connection for notifications yet');
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  #heartbeat(): void {
    const client = this.#client;
    client?.query('SELECT 1').catch((error: Error) => this.#lost(client, error));
  }
}
