/** Reads a JSON body: bounded, of the right type, in UTF-8, and says where it is broken. */
import type { Context } from 'koa';
import { ProblemError } from '../problem-error.ts';
import { jsonFault } from './json-position.ts';

/** Whether the request says that it carries a body. */
export function hasBody(ctx: Context): boolean {
  return ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length') || 0) > 0;
}

/** Far more than any body of the contract has. */
const DEEPEST = 32;

/**
 * The request's body, parsed. Throws the problems `unsupported-media-type`, `payload-too-large` (over `limit` bytes) and
 * `invalid-request` (not UTF-8, nested too deep, not JSON: with line and column).
 */
export async function readJson(ctx: Context, limit: number): Promise<unknown> {
  const encoding = ctx.get('Content-Encoding');
  if (!ctx.is('application/json') || (encoding !== '' && encoding.toLowerCase() !== 'identity')) {
    const sent = encoding ? `${ctx.get('Content-Type')} in ${encoding}` : ctx.get('Content-Type') || 'no Content-Type';
    throw new ProblemError('unsupported-media-type', `The body must be application/json, not ${sent}.`);
  }
  const text = decode(await readBytes(ctx, limit));
  if (depthOf(text) > DEEPEST) {
    throw ProblemError.invalid([{ in: 'body', name: '', message: `is nested deeper than ${DEEPEST} levels` }]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = jsonFault(text);
    if (!fault) throw error;
    const message = `is not JSON: line ${fault.line}, column ${fault.column}, where ${fault.expected} is due`;
    throw ProblemError.invalid([{ in: 'body', name: '', message }]);
  }
}

async function readBytes(ctx: Context, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = Number(ctx.get('Content-Length') || 0);
  if (size <= limit) {
    size = 0;
    for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  }
  if (size > limit) {
    // The rest is not read, so the connection can't carry another request.
    ctx.set('Connection', 'close');
    throw new ProblemError('payload-too-large', `The body must have at most ${limit} bytes.`);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw ProblemError.invalid([{ in: 'body', name: '', message: 'is not UTF-8' }]);
  }
}

/** How deep objects and lists lie in each other; of what is no JSON, a guess. One pass, whatever was sent. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if (char === ']' || char === '}') depth -= 1;
  }
  return deepest;
}
