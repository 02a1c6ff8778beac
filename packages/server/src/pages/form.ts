/** What a form of our own pages sends. */
import type { Context } from 'koa';
import { ProblemError } from '../problem-error.ts';

/** Bytes that a form may have: a few short fields. */
const FORM_LIMIT = 4096;

/** The form's fields. Throws the problems `unsupported-media-type` and `payload-too-large`. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  if (!ctx.is('urlencoded')) {
    throw new ProblemError('unsupported-media-type', 'Send the form as application/x-www-form-urlencoded.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > FORM_LIMIT) {
      ctx.set('Connection', 'close');
      throw new ProblemError('payload-too-large', `The form must have at most ${FORM_LIMIT} bytes.`);
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
