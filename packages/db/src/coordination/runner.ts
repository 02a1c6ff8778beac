import type { ConsumeOptions, CoordinationLog } from './types.ts';

/** How long a closing runner waits for aborted tasks to notice it. */
const ABORT_MS = 5_000;
const POLL_MS = 2_000;
/** More wake-ups than this are forgotten: polling finds their tasks. */
const PENDING_MAX = 10_000;

/**
 * The part of a consumer that doesn't depend on the transport: never more than `concurrency` tasks at a time, whether
 * somebody told us of them or we looked ourselves, and a close that drains.
 */
export class TaskRunner {
  readonly #options: ConsumeOptions;
  readonly #log: CoordinationLog;
  readonly #pending = new Set<number>();
  readonly #running = new Map<Promise<void>, AbortController>();
  readonly #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: ConsumeOptions, log: CoordinationLog) {
    this.#options = options;
    this.#log = log;
  }

  /** Begins to look for work. */
  start(): void {
    this.poll();
  }

  /** Looks for work now if a slot is free, and then again and again. */
  poll(): void {
    if (this.#closed) return;
    if (this.#timer) clearTimeout(this.#timer);
    const pollMs = this.#options.pollMs ?? POLL_MS;
    this.#timer = setTimeout(() => this.poll(), pollMs * (0.75 + Math.random() / 2));
    if (this.#hasSlot()) this.#occupy(null);
  }

  /** Works these tasks as slots become free. */
  offer(taskIds: readonly number[]): void {
    if (this.#closed) return;
    for (const id of taskIds) if (this.#pending.size < PENDING_MAX) this.#pending.add(id);
    this.#fill();
  }

  /**
   * Works one task when a slot is free.
   * @returns false when the runner closed before, so that the task can be given to somebody else.
   */
  async run(taskId: number): Promise<boolean> {
    while (!this.#closed && !this.#hasSlot()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) return false;
    await this.#occupy(taskId);
    return true;
  }

  async close(graceMs: number): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#pending.clear();
    for (const wake of this.#waiting.splice(0)) wake();
    await this.#settled(graceMs);
    if (this.#running.size === 0) return;
    this.#log.warn({ tasks: this.#running.size }, 'tasks still run after the grace period and are aborted');
    for (const controller of this.#running.values()) controller.abort(new Error('The worker shuts down.'));
    await this.#settled(ABORT_MS);
    if (this.#running.size > 0)
      this.#log.error({ tasks: this.#running.size }, 'aborted tasks did not end and are left');
  }

  #hasSlot(): boolean {
    return this.#running.size < this.#options.concurrency;
  }

  /** Puts one task, or one look for work, into a free slot. Never rejects. */
  #occupy(taskId: number | null): Promise<void> {
    const controller = new AbortController();
    const promise = this.#call(taskId, controller.signal).then((worked) => {
      this.#running.delete(promise);
      if (!this.#closed) this.#passOn(taskId === null, worked);
    });
    this.#running.set(promise, controller);
    return promise;
  }

  async #call(taskId: number | null, signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#options.onTask(taskId, signal);
    } catch (error) {
      this.#log.error({ err: error, task_id: taskId }, 'a task failed with an error that nobody caught');
      return false;
    }
  }

  /** A slot became free: it goes to who waits for it, else to a next look if the last one brought something. */
  #passOn(looked: boolean, worked: boolean): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
      return;
    }
    this.#fill();
    if (!this.#hasSlot()) return;
    if (worked) this.#occupy(null);
    else if (looked && this.#running.size === 0) this.#options.onIdle?.();
  }

  #fill(): void {
    for (const id of this.#pending) {
      if (!this.#hasSlot()) return;
      this.#pending.delete(id);
      this.#occupy(id);
    }
  }

  async #settled(withinMs: number): Promise<void> {
    if (this.#running.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([Promise.allSettled([...this.#running.keys()]), late]);
    clearTimeout(timer);
  }
}
