/** The attempts at one request that is made already, and the pauses between them. */
import type { WithResponse } from '../core/call.ts';
import { AlmanacError, type ConnectionError, retryAfter, UsageError } from '../core/errors.ts';
import type { CallOptions, ClientOptions, Fetch } from '../core/options.ts';
import { backoff, type Deadline, pause, within } from './deadline.ts';
import { discard } from './read.ts';

/** How long a call may take, and how often it is tried again. Throws `UsageError` when they are not numbers that can hold. */
export function bounds(client: Partial<ClientOptions>, options: CallOptions): { timeout: number; maxRetries: number } {
  const timeout = options.timeout ?? client.timeout ?? 60_000;
  const maxRetries = options.maxRetries ?? client.maxRetries ?? 2;
  if (!(timeout > 0)) throw new UsageError('timeout must be a number of milliseconds above 0, or Infinity.');
  if (!(maxRetries >= 0)) throw new UsageError('maxRetries must be 0 or more.');
  return { timeout, maxRetries };
}

/** How a request is sent, and the error of one that nothing was answered to. */
export interface Line {
  doFetch: Fetch;
  fault(url: string, cause: unknown): ConnectionError;
}

/** Sends, reads, and sends again what may succeed later. Rejects with an `AlmanacError`. */
export async function attempts<T>(
  line: Line,
  url: string,
  init: RequestInit,
  read: (response: Response) => Promise<T>,
  limit: Deadline,
  retries: number,
): Promise<WithResponse<T>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await once(line, url, init, limit);
      const data = await read(response);
      return { data, response, requestId: response.headers.get('x-request-id') };
    } catch (error) {
      if (limit.signal.aborted || attempt >= retries || !(error instanceof AlmanacError && error.retryable))
        throw error;
      const wait = retryAfter(error.response) ?? backoff(attempt);
      // Whoever waits to no purpose had better hear why.
      if (wait >= limit.left()) throw error;
      await pause(wait, limit.signal);
    }
  }
}

async function once({ doFetch, fault }: Line, url: string, init: RequestInit, { signal }: Deadline): Promise<Response> {
  if (signal.aborted) throw signal.reason;
  const answering = (async () => doFetch(url, { ...init, signal }))();
  try {
    return await within(signal, answering);
  } catch (cause) {
    if (!signal.aborted) throw fault(url, cause);
    // A fetch that doesn't heed the signal may still bring an answer.
    answering.then(discard, () => undefined);
    throw signal.reason;
  }
}
