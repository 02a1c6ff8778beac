import type { CoordinationLog } from './types.ts';

export type Listener = (payload: unknown) => void;

/** Who listens to which channel in this process. */
export class Listeners {
  readonly #channels = new Map<string, Set<Listener>>();
  readonly #log: CoordinationLog;

  constructor(log: CoordinationLog) {
    this.#log = log;
  }

  /** @returns the function that takes the listener off. */
  add(channel: string, listener: Listener): () => void {
    // A function of our own a call: the same listener may be added twice.
    const entry: Listener = (payload) => listener(payload);
    const listeners = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, listeners.add(entry));
    return () => {
      listeners.delete(entry);
      if (listeners.size === 0 && this.#channels.get(channel) === listeners) this.#channels.delete(channel);
    };
  }

  deliver(channel: string, payload: unknown): void {
    for (const listener of [...(this.#channels.get(channel) ?? [])]) {
      try {
        listener(payload);
      } catch (error) {
        this.#log.error({ err: error, channel }, 'a listener of an event failed');
      }
    }
  }
}
