/** From a response to its data, or to the error that says what is wrong with it. */
import {
  ContractMismatchError,
  EmptyAnswerError,
  NotJsonError,
  type Problem,
  type ProblemError,
  RedirectError,
  TruncatedError,
} from '../core/errors.ts';
import { type Deadline, within } from './deadline.ts';

/** What is due: JSON, JSON or nothing, a text, or the response itself with its body unread. */
export type Due = 'json' | 'maybe' | 'text' | 'stream';

/** Makes the error of a problem document. */
export type Refusal = (problem: Problem, response: Response) => ProblemError;

/**
 * The data of an answer; throws the error that it means. A status besides 2xx that carries data is given as `also`.
 */
export async function readAnswer(
  response: Response,
  due: Due,
  { signal }: Deadline,
  refusal: Refusal,
  also?: number,
): Promise<unknown> {
  const { status, type } = response;
  const ok = response.ok || status === also;
  if (type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304)) {
    discard(response);
    const to = response.headers.get('location');
    throw new RedirectError(
      `Redirected${to ? ` to ${to}` : ''}, which is not followed: it could carry the token away. Use the final address as baseUrl.`,
      { response },
    );
  }
  if (ok && due === 'stream') return response;
  let text: string;
  try {
    text = await within(signal, response.text());
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new TruncatedError('The answer broke off. Try again; if it stays so, look at the proxies on the way.', {
      response,
      cause,
    });
  }
  if (ok && due === 'text') return text;
  if (ok && due === 'maybe' && !text) return undefined;
  if (ok ? !text : status === 304) {
    throw new EmptyAnswerError(
      `The almanac answered ${status} and no body, where one is due. ${status === 304 ? 'Use @cohort-almanac/sdk/cache instead of If-None-Match.' : 'Almanac and SDK may be of different versions: update the older.'}`,
      { response },
    );
  }
  const data = parse(response, text);
  if (ok) return data;
  if (isProblem(data)) throw refusal(data, response);
  throw new ContractMismatchError(
    `The almanac answered ${status}, and no problem document. Check that baseUrl leads to an almanac; is it of another version than this SDK, update the older.`,
    { response },
  );
}

/** Throws `NotJsonError` when it is something else, and `TruncatedError` when it is damaged. */
function parse(response: Response, text: string): unknown {
  const { status } = response;
  const type = response.headers.get('content-type')?.split(';')[0] || 'no content type';
  if (!/[/+]json$/i.test(type)) {
    throw new NotJsonError(
      `${status} with ${type} where JSON is due: ${JSON.stringify(text.slice(0, 80))}. ${status < 500 ? 'Check that baseUrl leads to an almanac, and to no proxy or sign-in page.' : 'A proxy before the almanac is answering; try again later.'}`,
      { response },
    );
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `The answer broke off, or its JSON is damaged, after ${text.length} characters. Try again; if it stays so, look at the proxies on the way.`;
    throw new TruncatedError(message, { response, cause });
  }
}

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && 'code' in data && 'detail' in data;
}

/** Frees the connection of an answer that nobody reads. */
export function discard(response: Response): void {
  // It fails when the connection is gone already, which is what was wanted.
  if (!response.bodyUsed) response.body?.cancel().catch(() => undefined);
}
