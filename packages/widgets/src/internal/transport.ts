/** One request to the almanac, by the SDK: with its retries, its deadline and its errors. */
import { AlmanacError, getter, ProblemError } from '@cohort-almanac/sdk/get';
import type { Failure } from './failure.ts';
import type { Source } from './source.ts';

/** How long a reader of a page waits, retries included. */
const DEADLINE_MS = 20_000;

/** Reads an address. Rejects with what `failureOf` explains. */
export async function send<T>({ token }: Source, address: string, signal: AbortSignal): Promise<T> {
  return getter({ token, timeout: DEADLINE_MS })<T>(address, { signal });
}

/** Why it failed, in the words of whoever reads the page. */
export function failureOf(error: unknown): Failure {
  const status = error instanceof AlmanacError ? error.status : undefined;
  const detail = error instanceof ProblemError ? error.problem.detail : null;
  const requestId = error instanceof AlmanacError ? error.requestId : null;
  if (status === undefined && !navigator.onLine) return { kind: 'offline', detail, requestId };
  if (status === 401 || status === 403) return { kind: 'unauthorised', detail, requestId };
  return { kind: status === 404 || status === 410 ? 'missing' : 'problem', detail, requestId };
}
