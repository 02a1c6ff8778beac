/** Which pages of other origins may read what the API answers. */
import type { Middleware } from 'koa';

const EXPOSED = 'ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';
const READABLE = /^\/(v1\/|openapi\.yaml$|oembed$|s\/[^/]+\/feed\.xml$)/;

/**
 * Lets pages of other origins read, never write, and never with a cookie: any page without a token, the pages of its
 * origins with a publishable one, and none with a secret one. Answers their preflights, which carry no token yet and
 * therefore allow `Authorization` to everybody: the answer itself then says whether the page may read it.
 */
export function cors(): Middleware {
  return async (ctx, next) => {
    if (!READABLE.test(ctx.path)) return next();
    const asked = ctx.get('Access-Control-Request-Method');
    const isPreflight = ctx.method === 'OPTIONS' && ctx.get('Origin') !== '' && asked !== '';
    const reads = (method: string) => method === 'GET' || method === 'HEAD';
    if (reads(isPreflight ? asked : ctx.method)) {
      const readable = isPreflight ? '*' : readableBy(ctx.state.tokenKind, ctx.state.tokenFault, ctx.get('Origin'));
      if (readable) ctx.set('Access-Control-Allow-Origin', readable);
      if (readable !== '*') ctx.vary('Origin');
      ctx.set('Access-Control-Expose-Headers', EXPOSED);
    }
    if (!isPreflight) return next();
    ctx.status = 204;
    if (reads(asked)) {
      ctx.set('Access-Control-Allow-Methods', 'GET, HEAD');
      ctx.set('Access-Control-Allow-Headers', 'Accept, Authorization, If-None-Match, X-Request-Id');
      ctx.set('Access-Control-Max-Age', '86400');
    }
  };
}

/** The pages that may read an answer: all, those of one origin, or none (null). */
function readableBy(kind: string | undefined, fault: string | null | undefined, origin: string): string | null {
  if (kind === undefined) return '*';
  return kind === 'publishable' && !fault && origin !== '' ? origin : null;
}
