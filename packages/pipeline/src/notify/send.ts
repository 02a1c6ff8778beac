/** Sending one webhook: to a checked address, without following anything, and with an end. */
import type { DeliveryResult, TargetRules } from '@cohort-almanac/db';
import { Agent, request } from 'undici';
import { retryAfterMs } from '../sources/client.ts';
import { type Message, signedHeaders } from './sign.ts';
import { findTarget, pinned, type Resolve, resolveByDns, TargetError } from './target.ts';

export interface SendOptions extends TargetRules {
  userAgent: string;
  /** For all of it: name, connection, answer. */
  timeoutMs?: number;
  resolve?: Resolve;
}

export type Sent = DeliveryResult & { retryAfterMs: number | null };

/** How long a receiver may take. */
const TIMEOUT_MS = 15_000;
/** Bytes of an answer that are read, and characters that are kept. */
const READ_BYTES = 4_096;
const KEPT_CHARACTERS = 1_000;

/** Tries once. Never throws: what went wrong is the result. */
export async function send(
  url: string,
  message: Message,
  secrets: readonly string[],
  { userAgent, timeoutMs = TIMEOUT_MS, resolve = resolveByDns, allowLoopback }: SendOptions,
): Promise<Sent> {
  const begin = performance.now();
  const deadline = AbortSignal.timeout(timeoutMs);
  const result = (part: Omit<Sent, 'duration_ms'>): Sent => ({
    ...part,
    duration_ms: Math.round(performance.now() - begin),
  });
  let agent: Agent | undefined;
  try {
    const addresses = await before(deadline, findTarget(url, { allowLoopback }, resolve));
    agent = new Agent({ connect: { lookup: pinned(addresses) }, connections: 1, pipelining: 1 });
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      signal: deadline,
      headers: {
        'content-type': 'application/json',
        'user-agent': userAgent,
        ...signedHeaders(message, secrets),
      },
      body: message.body,
    });
    const answer = await beginningOf(body);
    const fine = statusCode >= 200 && statusCode < 300;
    const redirect = statusCode >= 300 && statusCode < 400;
    const error = fine ? null : redirect ? 'redirects are not followed' : `status ${statusCode}`;
    return result({ status: statusCode, error, answer, retryAfterMs: retryAfterMs(headers['retry-after']) });
  } catch (error) {
    return result({ status: null, error: reasonOf(error, deadline, timeoutMs), answer: null, retryAfterMs: null });
  } finally {
    // What is still coming is not waited for.
    await agent?.destroy();
  }
}

/** Resolves as `work` does, or rejects at the deadline: a lookup can't be called off. */
async function before<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(deadline.reason), { once: true });
  });
  return Promise.race([work, late]);
}

/** The beginning of a body as text. What breaks off later does not undo the status. */
async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= READ_BYTES) break;
    }
  } catch {
    chunks.push(Buffer.from(' [broken off]'));
  }
  const text = Buffer.concat(chunks).subarray(0, READ_BYTES).toString('utf8');
  // PostgreSQL takes no NUL, and a log needs no control characters.
  return [...text.replace(/[^\P{Cc}\n\t]/gu, '')].slice(0, KEPT_CHARACTERS).join('');
}

function reasonOf(error: unknown, deadline: AbortSignal, timeoutMs: number): string {
  if (error instanceof TargetError) return error.message;
  if (deadline.aborted) return `no answer within ${timeoutMs / 1000} s`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  return `no connection: ${code}`;
}
