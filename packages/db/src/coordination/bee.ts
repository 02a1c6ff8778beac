import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import BeeQueue from 'bee-queue';
import lua from 'bee-queue/lib/lua/index.js';
import type { ClientOpts, RedisClient } from 'redis';
import { parseRedisUrl } from './redis-url.ts';
import type { CoordinationLog } from './types.ts';
import { within } from './within.ts';

/**
 * bee-queue, and all there is to know about it:
 *
 * - Inside is node_redis 3. An ioredis client is replaced by one to 127.0.0.1:6379 in silence. So its own node_redis makes the
 *   clients here: with an error listener at once (with a password, an aborted connection emits two errors, and bee-queue
 *   hears the first), and so that a close ends those that never came to connect.
 * - node_redis gives up for good after `connect_timeout` of trying, an hour, whatever the retry strategy says.
 * - It calls its scripts by hash. A restarted Redis has forgotten them and answers NOSCRIPT for ever, so they are loaded
 *   again on every `ready` of the connection, and once more when a command that was queued meanwhile comes too early.
 * - A timer of its own raises delayed jobs and doesn't survive an error; ours sets it going again.
 * - Jobs of a dead worker stay active until somebody looks for stalled ones, and one that kills its worker would come back
 *   for ever: starts are counted.
 * - Its job timeout doesn't stop the handler: not used, the runner aborts by signal.
 */

interface Wake {
  task_id: number;
}

/** What the types don't show of a queue. */
interface Internals {
  client: RedisClient | null;
  bclient: RedisClient | null;
  eclient: RedisClient | null;
  makeClient(name: 'client' | 'bclient' | 'eclient'): Promise<RedisClient>;
  toKey(name: string): string;
  _activateDelayed(): void;
}

/** bee-queue's own copy, whatever other version is installed beside it. */
const fromHere = createRequire(import.meta.url);
const { createClient } = createRequire(fromHere.resolve('bee-queue'))('redis') as typeof import('redis');

/** The longest time a timer of Node can be set to, 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const STALL_MS = 15_000;
const PUSH_MS = 3_000;
const RECONNECT_MAX_MS = 2_000;
/** A job that was started so often and never ended is dropped; its task's lease expires in PostgreSQL. */
const STARTS_MAX = 3;
const NOTHING_STORED: BeeQueue.QueueSettings = {
  removeOnSuccess: true,
  removeOnFailure: true,
  storeJobs: false,
  getEvents: false,
  sendEvents: false,
};

export interface BeeOptions {
  redisUrl: string;
  prefix: string;
  log: CoordinationLog;
}

/** The sending side. */
export class BeeProducer {
  readonly #connection: Connection;
  readonly #queue: BeeQueue<Wake>;

  constructor(options: BeeOptions) {
    this.#connection = new Connection(options, { isWorker: false });
    this.#queue = this.#connection.queue;
  }

  /** Adds a job a task. @throws when Redis doesn't take them in time. */
  async push(taskIds: readonly number[], delayMs: number): Promise<void> {
    const save = async () => {
      const jobs = taskIds.map((id) => {
        // Ids of our own: Redis' counter begins again after a FLUSHALL, and old jobs that end would take new ones with them.
        // Retries are for jobs that a closing worker gives back.
        const job = this.#queue.createJob({ task_id: id }).setId(randomUUID()).retries(STARTS_MAX);
        return delayMs > 0 ? job.delayUntil(Date.now() + delayMs) : job;
      });
      const [failed] = (await this.#queue.saveAll(jobs)).values();
      if (failed) throw failed;
    };
    const saveOnAnyServer = async () => {
      try {
        await save();
      } catch (error) {
        if (!String(error).includes('NOSCRIPT')) throw error;
        await this.#connection.loadScripts();
        await save();
      }
    };
    this.#connection.mustBeUp();
    await within(PUSH_MS, saveOnAnyServer());
  }

  /** Jobs waiting, active and delayed. @throws when Redis doesn't answer in time. */
  async depth(): Promise<number> {
    this.#connection.mustBeUp();
    const { waiting, active, delayed } = await within(PUSH_MS, this.#queue.checkHealth());
    return waiting + active + delayed;
  }

  /** Resolves once connected; not at all while Redis is down. */
  ready(): Promise<unknown> {
    return this.#queue.ready();
  }

  close(): Promise<void> {
    return this.#connection.close(1_000);
  }
}

/** The receiving side: calls `handler` for each job, at most `concurrency` at a time. */
export class BeeWorker {
  readonly #connection: Connection;
  readonly #log: CoordinationLog;
  readonly #upkeep: NodeJS.Timeout;

  /** @param handler false gives the job to another worker. */
  constructor(options: BeeOptions, concurrency: number, handler: (taskId: number) => Promise<boolean>) {
    this.#log = options.log;
    this.#connection = new Connection(options, { isWorker: true, activateDelayedJobs: true });
    this.#connection.whenReady(() => {
      this.#connection.queue.process(concurrency, (job) => this.#work(job, handler));
    });
    this.#upkeep = setInterval(() => this.#keepUp(), STALL_MS / 2);
  }

  /** Takes nothing more, and waits for the handlers that run. */
  async close(timeoutMs: number): Promise<void> {
    clearInterval(this.#upkeep);
    await this.#connection.close(timeoutMs);
  }

  async #work(job: BeeQueue.Job<Wake>, handler: (taskId: number) => Promise<boolean>): Promise<void> {
    const starts = await this.#connection.count(job.id);
    try {
      if (starts > STARTS_MAX) {
        this.#log.error({ task_id: job.data.task_id, starts }, 'a queue job never ends and is dropped');
      } else if (!(await handler(job.data.task_id))) {
        throw new Error('The worker closes: this job is for another.');
      }
    } finally {
      await this.#connection.forget(job.id);
    }
  }

  #keepUp(): void {
    if (!this.#connection.isUp()) return;
    this.#connection.queue.checkStalledJobs().catch((error: unknown) => {
      this.#log.warn({ err: error }, 'stalled queue jobs could not be looked for');
    });
    this.#connection.internals._activateDelayed();
  }
}

/** A queue whose connections never give up until it is closed. */
class Connection {
  readonly queue: BeeQueue<Wake>;
  readonly internals: Internals;
  readonly #log: CoordinationLog;
  readonly #clients: RedisClient[] = [];
  #closing = false;
  #opened = false;
  #up = false;

  constructor({ redisUrl, prefix, log }: BeeOptions, settings: BeeQueue.QueueSettings) {
    this.#log = log;
    this.queue = new BeeQueue<Wake>('tasks', {
      ...NOTHING_STORED,
      ...settings,
      prefix,
      stallInterval: STALL_MS,
      autoConnect: false,
    });
    this.queue.on('error', (error) => this.#trouble(error));
    this.internals = this.queue as unknown as Internals;
    const options = clientOptions(redisUrl);
    this.internals.makeClient = (name) => this.#connect(name, options);
    void this.queue.connect();
    this.whenReady(() => {
      this.#opened = true;
      this.#up = true;
    });
  }

  isUp(): boolean {
    return this.#up && !this.#closing;
  }

  /** Without this a command waits in node_redis until Redis is back. */
  mustBeUp(): void {
    if (!this.isUp()) throw new Error('There is no connection to Redis.');
  }

  whenReady(then: () => void): void {
    this.queue.ready().then(
      () => {
        if (!this.#closing) then();
      },
      (error: unknown) => this.#trouble(error),
    );
  }

  async loadScripts(): Promise<void> {
    if (this.internals.client) await lua.buildCache(this.internals.client);
  }

  /** How often this job was started, this time included. */
  count(jobId: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const key = this.internals.toKey('starts');
      this.internals.client?.hincrby(key, jobId, 1, (error, starts) => (error ? reject(error) : resolve(starts)));
    });
  }

  forget(jobId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const key = this.internals.toKey('starts');
      this.internals.client?.hdel(key, jobId, (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(timeoutMs: number): Promise<void> {
    this.#closing = true;
    const endClients = () => {
      for (const client of this.#clients) client.end(true);
    };
    try {
      // A queue that never came to connect would wait for that, and one that lost its connection for the answer to QUIT.
      const closed = this.#opened ? this.queue.close(timeoutMs) : Promise.resolve();
      if (!this.#up) endClients();
      await within(timeoutMs + 1_000, closed);
    } catch (error) {
      this.#log.warn({ err: error }, 'the queue did not close in time');
    } finally {
      endClients();
    }
  }

  /** Like bee-queue's own, but every client has an error listener from its beginning, and is known to `close`. */
  #connect(name: 'client' | 'bclient' | 'eclient', options: ClientOpts): Promise<RedisClient> {
    const client = createClient(options);
    this.#clients.push(client);
    client.on('error', (error) => this.#trouble(error));
    if (name === 'client') {
      client.on('end', () => {
        this.#up = false;
      });
    }
    return new Promise((resolve) => {
      client.once('ready', () => {
        this.internals[name] = client;
        resolve(client);
        if (name === 'client') client.on('ready', () => void this.#reconnected());
      });
    });
  }

  async #reconnected(): Promise<void> {
    try {
      await this.loadScripts();
      this.#up = true;
    } catch (error) {
      this.#trouble(error);
    }
  }

  #trouble(error: unknown): void {
    if (!this.#closing) this.#log.warn({ err: error }, 'the queue has trouble with Redis');
  }
}

function clientOptions(redisUrl: string): ClientOpts {
  const { host, port, username, password, db, tls } = parseRedisUrl(redisUrl);
  // Options that are undefined would count as given.
  return {
    host,
    port,
    db,
    ...(username ? { user: username } : {}),
    ...(password ? { password } : {}),
    ...(tls ? { tls } : {}),
    connect_timeout: LONGEST_TIMER_MS,
    retry_strategy: ({ attempt }) => Math.min(50 * 2 ** attempt, RECONNECT_MAX_MS),
  };
}
