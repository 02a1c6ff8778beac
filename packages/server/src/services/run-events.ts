/**
 * A run as it goes on, for whoever watches. Each message is the whole state, so nothing is lost when one is: whoever comes back
 * is told only if the state is another than the one they saw last. What publishes on the channel only says that it is
 * worth looking; without it the state is looked at every few seconds.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RunState } from '@cohort-almanac/core';
import type { Events, RunReport } from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';

export interface RunEvents {
  /**
   * Server-sent events: `run` with the state whenever it is another, `end` when the run is over, a comment now and then so that
   * nobody on the way takes the connection for dead. Ends by itself after `end`. Throws the problem `unavailable` when too
   * many watch already.
   * @param lastEventId the id of the last event that the watcher saw
   */
  watch(
    runId: number,
    options: { lastEventId?: string; read: () => Promise<RunReport | null>; present(run: RunReport): object },
  ): Promise<Readable>;
  /** Ends all streams, each with a word on when to come back; later ones end at once. */
  close(): void;
}

export interface RunEventsOptions {
  /** Streams at a time. */
  most?: number;
  /** Between two looks when nothing says that it is worth it. */
  lookEveryMs?: number;
  /** Between two looks at least. */
  pauseMs?: number;
  /** After so long without an event a comment is sent. */
  aliveEveryMs?: number;
}

const OVER: ReadonlySet<RunState> = new Set(['succeeded', 'partial', 'failed', 'stopped']);
export const isOver = (state: RunState): boolean => OVER.has(state);

export function runEvents(
  events: Pick<Events, 'subscribe'>,
  { most = 200, lookEveryMs = 3_000, pauseMs = 300, aliveEveryMs = 15_000 }: RunEventsOptions = {},
): RunEvents {
  const open = new Set<AbortController>();
  let closed = false;
  return {
    async watch(runId, { lastEventId, read, present }) {
      if (closed) return Readable.from([comeBack()]);
      if (open.size >= most) {
        throw new ProblemError('unavailable', 'Too many watch runs at this moment. Read the run itself instead.', [], {
          'Retry-After': '30',
        });
      }
      const closing = new AbortController();
      open.add(closing);
      const bell = new Bell(closing.signal);
      let unsubscribe: () => Promise<void>;
      try {
        unsubscribe = await events.subscribe(`run:${runId}`, () => bell.ring());
      } catch (error) {
        open.delete(closing);
        throw error;
      }
      async function* messages(): AsyncGenerator<string> {
        // At once, as the headers wait for the first byte: when to come back after a break, in milliseconds.
        yield 'retry: 3000\n\n';
        let seen = lastEventId;
        let said = Date.now();
        while (!closing.signal.aborted) {
          const run = await read();
          // Its cohort was deleted.
          if (run === null) return;
          const data = JSON.stringify(present(run));
          const id = createHash('sha256').update(data).digest('base64url').slice(0, 16);
          if (id !== seen) {
            yield `id: ${id}\nevent: run\ndata: ${data}\n\n`;
            seen = id;
            said = Date.now();
          }
          if (isOver(run.state)) {
            yield `id: ${id}\nevent: end\ndata: ${JSON.stringify({ state: run.state })}\n\n`;
            return;
          }
          if (Date.now() - said >= aliveEveryMs) {
            yield ': still here\n\n';
            said = Date.now();
          }
          await bell.wait(pauseMs, lookEveryMs);
        }
        if (closed) yield comeBack();
      }
      const stream = Readable.from(messages());
      // Also when the watcher hangs up: a waiting look ends at once.
      stream.once('close', () => {
        closing.abort();
        open.delete(closing);
        void unsubscribe();
      });
      return stream;
    },
    close() {
      closed = true;
      for (const closing of open) closing.abort();
    },
  };
}

/** When the almanac stops: a few seconds, and not the same for all, so that they don't come back as one. */
function comeBack(): string {
  return `retry: ${2000 + Math.floor(Math.random() * 3000)}\n: the almanac is about to stop\n\n`;
}

/** Wakes whoever waits, also when it rang before. */
class Bell {
  readonly #signal: AbortSignal;
  #rung = false;
  #wake: (() => void) | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.ring(), { once: true });
  }

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Waits at least `least` and until it rings, but at most `most` milliseconds; less when the stream ends. */
  async wait(least: number, most: number): Promise<void> {
    await this.#until(least, () => this.#signal.aborted);
    await this.#until(most - least, () => this.#rung);
    this.#rung = false;
  }

  #until(ms: number, enough: () => boolean): Promise<void> {
    if (enough()) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = () => enough() && done();
    });
  }
}
