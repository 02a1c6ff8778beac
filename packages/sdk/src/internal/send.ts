/** One call: its attempts, its deadline, and what it answers. Requests are built by openapi-fetch. */
import { createFinalURL, mergeHeaders, serializePrimitiveParam } from 'openapi-fetch';
import { Call, type WithResponse } from '../core/call.ts';
import { AlmanacError, problemError, UsageError } from '../core/errors.ts';
import type { CallOptions, ClientOptions, Fetch } from '../core/options.ts';
import { attempts, bounds } from './attempts.ts';
import { type Deadline, deadline } from './deadline.ts';
import { refuseSecret } from './environment.ts';
import { connectionError } from './faults.ts';
import { type Due, readAnswer } from './read.ts';

export interface Wanted {
  /** `{name}` stands for a parameter of `path`. */
  template: string;
  path?: Record<string, string | number>;
  query?: object | undefined;
  /** Sent as JSON, or as it is if it is a form; or a function that makes it. */
  body?: unknown;
  accept?: string;
  due?: Due;
  /** A status besides 2xx that carries what is wanted. */
  also?: number;
  /** What a stream is given as; without it, the response. */
  wrap?: new (
    response: Response,
    limit: Deadline,
  ) => unknown;
}

/** Sends what is wanted. The promise rejects with an `AlmanacError`, and nothing of the call is left behind by then. */
export type Send = <T>(method: string, wanted: Wanted, options?: CallOptions) => Call<T>;

/** Throws `UsageError` for a token that is none, and `SecretTokenError` for a secret one in a browser. */
export function sender(client: ClientOptions): Send {
  const { token } = client;
  refuseSecret(token);
  const doFetch: Fetch = client.fetch ?? ((url, init) => fetch(url, init));

  async function run(method: string, wanted: Wanted, options: CallOptions): Promise<WithResponse<unknown>> {
    const { due = 'json', also, wrap: Wrap, template, path, query, accept } = wanted;
    const { headers, idempotencyKey = method === 'POST' ? newKey() : undefined, signal } = options;
    const { timeout, maxRetries } = bounds(client, options);
    const maySendTwice = method === 'GET' || method === 'HEAD' || idempotencyKey !== undefined;
    const limit = deadline(timeout, signal);
    let isOpen = false;
    try {
      const url = createFinalURL(template, {
        baseUrl: client.baseUrl,
        params: { path: { ...path }, query: { ...query } },
        querySerializer,
        pathSerializer: fillPath,
      });
      const body = typeof wanted.body === 'function' ? await wanted.body() : wanted.body;
      const isForm = body instanceof FormData;
      const init = {
        method,
        // A form brings its own type, with the boundary.
        body: body === undefined || isForm ? body : JSON.stringify(body),
        headers: mergeHeaders(
          {
            Accept: accept ?? 'application/json',
            Authorization: token ? `Bearer ${token}` : undefined,
            'Content-Type': body === undefined || isForm ? undefined : 'application/json',
            'Idempotency-Key': idempotencyKey,
          },
          client.headers,
          headers,
        ),
        redirect: 'manual',
      } satisfies RequestInit;
      const read = async (response: Response) => {
        const data = await readAnswer(response, due, limit, problemError, also);
        return Wrap ? new Wrap(response, limit) : data;
      };
      const answer = await attempts(
        { doFetch, fault: connectionError },
        url,
        init,
        read,
        limit,
        maySendTwice ? maxRetries : 0,
      );
      isOpen = due === 'stream';
      return answer;
    } catch (error) {
      if (error instanceof AlmanacError) throw error;
      throw new UsageError(`The request could not be made: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    } finally {
      // Who reads the body may still be stopped by the signal.
      if (isOpen) limit.hold();
      else limit.close();
    }
  }

  return <T>(method: string, wanted: Wanted, options: CallOptions = {}) =>
    new Call<T>(run(method, wanted, options) as Promise<WithResponse<T>>);
}

/** Throws `UsageError` for a part that would lead to another path. */
function fillPath(template: string, parts: Record<string, unknown>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = parts[name];
    if ((typeof value !== 'string' && typeof value !== 'number') || /^\.{0,2}$/.test(`${value}`)) {
      throw new UsageError(`${name} must be a number or a text that is not empty, not ${JSON.stringify(value)}.`);
    }
    return encodeURIComponent(value);
  });
}

/** 128 random bits; `randomUUID` is missing in pages without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Lists are repeated, as the contract has them; what is empty is left out. Throws for objects. */
function querySerializer(query: object): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    for (const item of [value].flat()) if (item != null) parts.push(serializePrimitiveParam(name, item));
  }
  return parts.join('&');
}
