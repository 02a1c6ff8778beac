/** 304 for a caller whose copy is current (RFC 9110, 13.1.2). */
import { createHash } from 'node:crypto';
import type { Context, Middleware } from 'koa';

/** The tag of a copy that `key` determines: of everything it is made from, or of the body itself. */
export function entityTag(key: string): string {
  return `"${createHash('sha256').update(key).digest('base64url').slice(0, 27)}"`;
}

/**
 * Compares `If-None-Match` with the answer's ETag: the one that the route set, which spares writing the body, or one of
 * the body. Koa's own `ctx.fresh` is of no use here: it gives up at `Cache-Control: no-cache`, which `fetch` adds by itself
 * to every request that carries an If-None-Match.
 */
export function conditionalGet(): Middleware {
  return async (ctx, next) => {
    await next();
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || ctx.status !== 200) return;
    tagBody(ctx);
    if (matches(ctx.get('If-None-Match'), ctx.response.get('ETag'))) ctx.status = 304;
  };
}

function tagBody(ctx: Context): void {
  const control = ctx.response.get('Cache-Control') || '';
  if (ctx.response.get('ETag') || control.includes('no-store') || typeof ctx.body !== 'string') return;
  ctx.set('ETag', entityTag(ctx.body));
  if (control === '') ctx.set('Cache-Control', 'private, no-cache');
}

/** Weak comparison: `W/"a"` and `"a"` are the same copy. Our tags hold no comma. */
function matches(ifNoneMatch: string, etag: string | undefined): boolean {
  if (!etag || ifNoneMatch === '') return false;
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => plain(tag) === plain(etag));
}
