import { Redis, type RedisOptions } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { BeeProducer, BeeWorker } from './bee.ts';
import { pack, unpack } from './envelope.ts';
import { StoreLimiter } from './limiter.ts';
import { type Listener, Listeners } from './listeners.ts';
import { RedisCache } from './redis-cache.ts';
import { parseRedisUrl } from './redis-url.ts';
import { TaskRunner } from './runner.ts';
import type { ConsumeOptions, Consumer, Coordination, CoordinationLog, Events, Queue } from './types.ts';
import { within } from './within.ts';

/** How long a start waits for Redis before it goes on without. */
const START_MS = 3_000;

export interface RedisModeOptions {
  redisUrl: string;
  prefix: string;
  log: CoordinationLog;
  onRefused?: (key: string) => void;
}

/** Coordination by Redis: bee-queue, and ioredis for the rest. */
export async function createRedisCoordination(options: RedisModeOptions): Promise<Coordination> {
  const { redisUrl, prefix, log, onRefused } = options;
  const clients: Redis[] = [];
  const connect = (settings: RedisOptions) => {
    const client = new Redis({
      ...parseRedisUrl(redisUrl),
      ...settings,
      retryStrategy: (n) => Math.min(50 * 2 ** n, 2000),
    });
    client.on('error', (error) => log.warn({ err: error }, 'trouble with Redis'));
    clients.push(client);
    return client;
  };
  // Requests are answered without Redis rather than late: no command waits for a connection.
  const commands = connect({ enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 2_000 });
  const subscriber = connect({ maxRetriesPerRequest: null });
  const queue = new RedisQueue(options);
  const events = new RedisEvents(commands, subscriber, prefix, log);
  const ready = Promise.all([queue.ready(), isReady(commands), isReady(subscriber)]);
  await within(START_MS, ready).catch((error: unknown) => {
    log.warn({ err: error }, 'Redis does not answer: going on without it until it does');
  });
  return {
    mode: 'redis',
    queue,
    cache: new RedisCache(commands, prefix, log),
    limiter: new StoreLimiter(
      prefix,
      (limit) => new RateLimiterRedis({ ...limit, storeClient: commands, rejectIfRedisNotReady: true }),
      onRefused,
    ),
    events,
    close: async () => {
      await queue.close();
      for (const client of clients) client.disconnect();
    },
  };
}

function isReady(client: Redis): Promise<void> {
  return new Promise((resolve) => client.once('ready', resolve));
}

class RedisQueue implements Queue {
  readonly #options: RedisModeOptions;
  readonly #producer: BeeProducer;

  constructor(options: RedisModeOptions) {
    this.#options = { ...options, prefix: `${options.prefix}:queue` };
    this.#producer = new BeeProducer(this.#options);
  }

  async wake(taskIds: readonly number[], { delayMs = 0 } = {}): Promise<void> {
    if (taskIds.length === 0) return;
    try {
      await this.#producer.push(taskIds, delayMs);
    } catch (error) {
      this.#options.log.warn(
        { err: error, tasks: taskIds.length },
        'workers were not told of tasks: they will look themselves',
      );
    }
  }

  consume(options: ConsumeOptions): Consumer {
    const runner = new TaskRunner(options, this.#options.log);
    const worker = new BeeWorker(this.#options, options.concurrency, (taskId) => runner.run(taskId));
    runner.start();
    return {
      close: async ({ graceMs }) => {
        // Together: bee-queue stops taking at once, and has to note the ends of what the runner still works on.
        const drained = runner.close(graceMs);
        await Promise.all([drained, worker.close(graceMs + 6_000)]);
      },
    };
  }

  async depth(): Promise<number | null> {
    try {
      return await this.#producer.depth();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the length of the queue is unknown');
      return null;
    }
  }

  ready(): Promise<unknown> {
    return this.#producer.ready();
  }

  close(): Promise<void> {
    return this.#producer.close();
  }
}

class RedisEvents implements Events {
  readonly #commands: Redis;
  readonly #subscriber: Redis;
  readonly #channel: string;
  readonly #log: CoordinationLog;
  readonly #listeners: Listeners;
  #subscribed: Promise<unknown> | null = null;

  constructor(commands: Redis, subscriber: Redis, prefix: string, log: CoordinationLog) {
    this.#commands = commands;
    this.#subscriber = subscriber;
    this.#channel = `${prefix}:events`;
    this.#log = log;
    this.#listeners = new Listeners(log);
    subscriber.on('message', (_, text) => {
      const { channel, payload } = unpack(text);
      this.#listeners.deliver(channel, payload);
    });
  }

  async publish(channel: string, payload: object): Promise<void> {
    const text = pack(channel, payload);
    try {
      await this.#commands.publish(this.#channel, text);
    } catch (error) {
      this.#log.warn({ err: error, channel }, 'an event was not sent');
    }
  }

  async subscribe(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const remove = this.#listeners.add(channel, listener);
    this.#subscribed ??= this.#subscriber.subscribe(this.#channel);
    // Without Redis the subscription waits in the client and is made when Redis is there.
    await within(START_MS, this.#subscribed).catch((error: unknown) => {
      this.#log.warn({ err: error, channel }, 'listening to events will begin when Redis answers');
    });
    return async () => remove();
  }
}
