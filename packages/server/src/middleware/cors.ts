/** Public reads from any page: GET without credentials. */
import type { Middleware } from 'koa';

const EXPOSED = 'ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';
const READABLE = /^\/(v1\/|openapi\.yaml$)/;

/** Lets pages of other origins read, never write and never with a token. Answers their preflights. */
export function cors(): Middleware {
  return async (ctx, next) => {
    if (!READABLE.test(ctx.path)) return next();
    const asked = ctx.get('Access-Control-Request-Method');
    const isPreflight = ctx.method === 'OPTIONS' && ctx.get('Origin') !== '' && asked !== '';
    const reads = (method: string) => method === 'GET' || method === 'HEAD';
    if (reads(isPreflight ? asked : ctx.method)) {
      ctx.set('Access-Control-Allow-Origin', '*');
      ctx.set('Access-Control-Expose-Headers', EXPOSED);
    }
    if (!isPreflight) return next();
    ctx.status = 204;
    if (reads(asked)) {
      ctx.set('Access-Control-Allow-Methods', 'GET, HEAD');
      ctx.set('Access-Control-Allow-Headers', 'Accept, If-None-Match, X-Request-Id');
      ctx.set('Access-Control-Max-Age', '86400');
    }
  };
}
