/** Reading a finished address: for bundles that count bytes and have no use for the client's resources. */
import { ProblemError, UsageError } from '../core/errors.ts';
import type { CallOptions, ClientOptions, Fetch } from '../core/options.ts';
import { attempts, bounds } from '../internal/attempts.ts';
import { deadline } from '../internal/deadline.ts';
import { unreachable } from '../internal/faults.ts';
import { type Refusal, readAnswer } from '../internal/read.ts';

/** Reads the JSON of an address. Rejects with an `AlmanacError`, and nothing of the call is left behind by then. */
export type Get = <T>(url: string, options?: CallOptions) => Promise<T>;

const refusal: Refusal = (problem, response) => new ProblemError(problem, response);

/**
 * `GET` of finished addresses, with the client's retries, deadline and errors: `getter({ token })('https://…/v1/cohorts')`.
 * Without what bytes can be saved on: paths to fill in, bodies, streams, and the classes below `ProblemError` (its status
 * tells them apart) and `ConnectionError`.
 */
export function getter(client: Omit<ClientOptions, 'baseUrl'> = {}): Get {
  if (client.token?.startsWith('alm_sk_') && 'document' in globalThis) {
    throw new UsageError('A secret token is not for pages: use alm_pk_.');
  }
  const doFetch: Fetch = client.fetch ?? ((url, init) => fetch(url, init));
  return async <T>(url: string, options: CallOptions = {}): Promise<T> => {
    const { timeout, maxRetries } = bounds(client, options);
    const limit = deadline(timeout, options.signal);
    const headers = {
      Accept: 'application/json',
      ...(client.token && { Authorization: `Bearer ${client.token}` }),
      ...client.headers,
      ...options.headers,
    };
    try {
      const read = (response: Response) => readAnswer(response, 'json', limit, refusal) as Promise<T>;
      return (
        await attempts({ doFetch, fault: unreachable }, url, { headers, redirect: 'manual' }, read, limit, maxRetries)
      ).data;
    } finally {
      limit.close();
    }
  };
}
