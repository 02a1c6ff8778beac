/**
 * How processes of one installation talk to each other: four small interfaces with two implementations, on a Redis or
 * embedded (PostgreSQL's NOTIFY and this process' memory). All of it is transport: what must not be lost lies in tables.
 * So a transport that is down costs time and never fails its caller: wake-ups are replaced by polling, cache reads miss,
 * limits are counted by each process alone, events are lost. Each of these is logged.
 */

/** Fields first, then the message, as pino has it. */
export interface CoordinationLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tells workers of tasks that are ready; they claim them from PostgreSQL themselves. */
export interface Queue {
  /** Says that these tasks are ready, `delayMs` from now (0). Never rejects because the transport is down. */
  wake(taskIds: readonly number[], options?: { delayMs?: number }): Promise<void>;
  /** Starts taking tasks, at once and until closed. */
  consume(options: ConsumeOptions): Consumer;
  /** How many wake-ups wait, run or are delayed; null when that can't be known. */
  depth(): Promise<number | null>;
}

export interface ConsumeOptions {
  /** The most calls of `onTask` at a time. */
  concurrency: number;
  /**
   * Works a task: that of the id, or with null whatever is ready. True when there was something to do; after a true the
   * next look for work follows at once. Other workers may be told of the same task: claim it first. What it throws is
   * logged. The signal aborts when the consumer closes and its grace is over.
   */
  onTask(taskId: number | null, signal: AbortSignal): Promise<boolean>;
  /** Called when a look for work found nothing and no task runs here. */
  onIdle?(): void;
  /** Milliseconds between looks for work that nobody told us of, ± 25 % (2000). */
  pollMs?: number;
}

export interface Consumer {
  /** Takes nothing more, waits for what runs, and aborts it when `graceMs` have passed. */
  close(options: { graceMs: number }): Promise<void>;
}

/** Bytes that can be computed again. Values returned are shared: don't write into them. */
export interface Cache {
  /** Null when there is nothing, it expired, or the cache is down. */
  get(key: string): Promise<Buffer | null>;
  set(key: string, value: string | Buffer, ttlSeconds: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** The cached value, else the computed one; callers who miss at once, in any process, share one computation. */
  getOrCompute(key: string, ttlSeconds: number, compute: () => Promise<string | Buffer>): Promise<Buffer>;
}

export interface Limit {
  points: number;
  /** A window begins with its first request. Whole seconds. */
  durationSeconds: number;
}

export interface LimiterAnswer {
  allowed: boolean;
  remaining: number;
  /** Until the window ends. */
  resetMs: number;
}

export interface Limiter {
  /** Takes one point of the key's window. Keys with different limits are counted apart. */
  consume(key: string, limit: Limit): Promise<LimiterAnswer>;
}

/** Messages to whoever listens at this moment. */
export interface Events {
  /**
   * @throws {RangeError} when channel and payload together are larger than a NOTIFY carries (about 8000 bytes): send an id
   * and let the listener read the rest.
   */
  publish(channel: string, payload: object): Promise<void>;
  /** Resolves when messages arrive, to the function that ends it. Survives reconnections. */
  subscribe(channel: string, listener: (payload: unknown) => void): Promise<() => Promise<void>>;
}

export interface Coordination {
  mode: 'redis' | 'embedded';
  queue: Queue;
  cache: Cache;
  limiter: Limiter;
  events: Events;
  /** Ends all connections. Close consumers first. */
  close(): Promise<void>;
}

export interface CoordinationOptions {
  mode: 'redis' | 'embedded';
  databaseUrl: string;
  redisUrl: string | null;
  log: CoordinationLog;
  /** Before all keys, queues and channels (`almanac`), so that two installations can share a server. */
  prefix?: string;
  /** Told of the keys that the limiter refuses. Of those that are refused together, of one. */
  onRefused?: (key: string) => void;
}
