/** `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) for every POST of the contract, in one place. */
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { addressKey } from '../middleware/rate-limit.ts';
import type { IdempotencyService, KeptAnswer } from '../services/idempotency.ts';
import type { Viewer } from '../services/types.ts';
import type { CompiledOperation } from './compile.ts';
import { Serialized } from './types.ts';

/** What a handler resolves to, once its operation is only known at run time. */
export interface AnyReply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** What the request says, after it was validated. */
export interface AnyRequest {
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * Has `work` done once for a POST with a key, and answers the repeats with what it was answered with then, under
 * `Idempotency-Replayed: true`. Only success is kept: a request that failed did nothing, and may be sent again. An answer
 * that is written while it is made is not kept either; its repeat is made anew.
 */
export async function once(
  service: IdempotencyService,
  operation: CompiledOperation,
  ctx: Context,
  request: AnyRequest,
  work: () => Promise<AnyReply>,
): Promise<AnyReply> {
  const sent = ctx.get('Idempotency-Key');
  if (sent === '') return work();
  const begun = await service.begin({
    caller: callerKey(ctx),
    // A structured field's string and the bare text, which many send, are the same key.
    key: sent.replace(/^"(.*)"$/, '$1'),
    fingerprint: fingerprintOf(operation, ctx, request),
  });
  if ('status' in begun) {
    const headers = { ...begun.headers, 'Idempotency-Replayed': 'true' };
    return {
      status: begun.status,
      body: begun.body === null ? undefined : new Serialized(Buffer.from(begun.body)),
      headers,
    };
  }
  let reply: AnyReply;
  try {
    reply = await work();
  } catch (error) {
    await begun.release();
    throw error;
  }
  const kept = keepable(reply);
  if (kept) await begun.settle(kept, { secret: /\bno-store\b/.test(reply.headers?.['Cache-Control'] ?? '') });
  else await begun.release();
  return reply;
}

function keepable({ status, body, headers = {} }: AnyReply): KeptAnswer | null {
  if (status >= 300 || body instanceof Readable) return null;
  const { 'Set-Cookie': _cookie, ...rest } = headers;
  const text = body instanceof Serialized ? body.bytes.toString() : body === undefined ? null : JSON.stringify(body);
  return { status, headers: rest, body: text };
}

/** A token counts for itself, a session for its user, and who is not known for their address. */
function callerKey(ctx: Context): string {
  const { token_id, user_id }: Viewer = ctx.state.viewer;
  if (token_id !== null) return `token:${token_id}`;
  return user_id === null ? `ip:${addressKey(ctx.ip)}` : `user:${user_id}`;
}

/** A body that is read by its handler, such as an upload, is known by its length. */
function fingerprintOf({ id }: CompiledOperation, ctx: Context, { params, query, body }: AnyRequest): string {
  const streamed = body instanceof Readable || body === undefined ? Number(ctx.get('Content-Length') || 0) : null;
  return JSON.stringify([id, params, query, streamed === null ? sorted(body) : null, streamed]);
}

/** The same value with the names of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}
