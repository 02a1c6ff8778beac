/** A run of the pipeline, to be watched while it goes on. */
import { backoff, deadline, pause } from '../internal/deadline.ts';
import { discard } from '../internal/read.ts';
import type { Send } from '../internal/send.ts';
import { readEvents } from '../internal/sse.ts';
import { Call, handledElsewhere } from './call.ts';
import type { Schemas } from './contract.ts';
import { AlmanacError, ContractMismatchError, retryAfter, TruncatedError } from './errors.ts';
import type { CallOptions } from './options.ts';

/** A run's state when it is another; and, at last, that it is over. */
export type RunEvent =
  | { type: 'run'; id: string; run: Schemas['Run'] }
  | { type: 'end'; id: string; state: Schemas['RunState'] };

/** How a run is watched. */
export interface WatchOptions extends Pick<CallOptions, 'signal' | 'headers'> {
  /** Milliseconds without a sign of life after which the connection counts as dead: 45,000. The almanac gives one every 15 s. */
  idleTimeout?: number | undefined;
  /** How often in a row a connection may fail, without an event between, before it is given up: 10. */
  maxReconnects?: number | undefined;
  /** The id of the last event that was seen, to go on from there. */
  lastEventId?: string | undefined;
}

/** What `finished` takes. */
export interface FinishOptions extends WatchOptions {
  /** Milliseconds to wait at most; no end by default. */
  timeout?: number | undefined;
}

/** What can be done with a run that goes on. */
export interface Watching {
  /**
   * The run's states until it is over. Connects again when the connection breaks, and goes on after the last event. Stop by
   * leaving the loop, or with the signal.
   */
  events(options?: WatchOptions): AsyncGenerator<RunEvent, void, undefined>;
  /** Waits until the run is over. Also a failed run is an answer: look at its `state`. */
  finished(options?: FinishOptions): Promise<Schemas['Run']>;
}

/** The run as it was answered, and what can be done with it. */
export type WatchedRun = Schemas['Run'] & Watching;

/**
 * A run that was asked for. Awaited, it is the run with `events()` and `finished()`; both can also be called right away.
 */
export class RunHandle extends Call<WatchedRun> implements Watching {
  readonly #watching: Watching;

  /** @internal */
  constructor(call: Call<Schemas['Run']>, send: Send) {
    const watching: Watching = {
      async *events(options) {
        handledElsewhere(handle);
        const run = await call;
        yield* watch(send, run.cohort_id, run.id, options);
      },
      async finished(options = {}) {
        const { timeout = Infinity, signal, ...rest } = options;
        const limit = deadline(timeout, signal);
        try {
          let last: Schemas['Run'] | undefined;
          for await (const event of watching.events({ ...rest, signal: limit.signal })) {
            if (event.type === 'run') last = event.run;
          }
          return last ?? (await call);
        } catch (error) {
          throw limit.signal.aborted ? limit.signal.reason : error;
        } finally {
          limit.close();
        }
      },
    };
    super(
      call.withResponse().then((answer) => {
        // Not enumerable, so that the run prints and serialises as what it is.
        const value = (name: keyof Watching) => ({ value: watching[name] });
        Object.defineProperties(answer.data, { events: value('events'), finished: value('finished') });
        return answer as typeof answer & { data: WatchedRun };
      }),
    );
    const handle = this;
    this.#watching = watching;
  }

  events(options?: WatchOptions): AsyncGenerator<RunEvent, void, undefined> {
    return this.#watching.events(options);
  }

  finished(options?: FinishOptions): Promise<Schemas['Run']> {
    handledElsewhere(this);
    return this.#watching.finished(options);
  }
}

/** The events of a run, over as many connections as it takes. */
export async function* watch(
  send: Send,
  cohort: string | number,
  run: string | number,
  { signal, headers, idleTimeout = 45_000, maxReconnects = 10, lastEventId }: WatchOptions = {},
): AsyncGenerator<RunEvent, void, undefined> {
  let seen = lastEventId;
  let retry: number | undefined;
  for (let failures = 0; ; ) {
    const limit = deadline(idleTimeout, signal);
    let fault: unknown;
    let response: Response | undefined;
    try {
      response = await send<Response>(
        'GET',
        {
          template: '/v1/cohorts/{id}/runs/{run_id}/events',
          path: { id: cohort, run_id: run },
          accept: 'text/event-stream',
          due: 'stream',
        },
        {
          signal: limit.signal,
          timeout: Infinity,
          maxRetries: 0,
          headers: { ...headers, ...(seen !== undefined && { 'Last-Event-ID': seen }) },
        },
      );
      for await (const event of readEvents(response, limit)) {
        retry = event.retry ?? retry;
        if (event.data === '') continue;
        failures = 0;
        seen = event.id || seen;
        const id = seen ?? '';
        const data = parse(event.data, response);
        if (event.type === 'run') yield { type: 'run', id, run: data as Schemas['Run'] };
        if (event.type === 'end') {
          yield { type: 'end', id, state: (data as Schemas['Run']).state };
          return;
        }
      }
      fault = new TruncatedError('The events of the run ended before the run did.', { response });
    } catch (error) {
      // The deadline is that of one silence, not of the whole.
      if (signal?.aborted) throw limit.signal.reason;
      fault = limit.signal.aborted ? limit.signal.reason : error;
      if (!(fault instanceof AlmanacError && fault.retryable)) throw fault;
    } finally {
      limit.close();
      if (response) discard(response);
    }
    failures += 1;
    if (failures > maxReconnects) throw fault;
    const asked = fault instanceof AlmanacError ? retryAfter(fault.response) : null;
    const rest = deadline(Infinity, signal);
    await pause(
      asked ?? Math.max(retry ?? 0, failures > 1 || retry === undefined ? backoff(failures - 1) : 0),
      rest.signal,
    ).finally(rest.close);
  }
}

function parse(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ContractMismatchError(
      'An event of the run is not JSON: almanac and SDK are of different versions. Update the older.',
      { response, cause },
    );
  }
}
