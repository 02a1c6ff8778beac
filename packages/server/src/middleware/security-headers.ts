/** Headers that keep answers from being used as what they are not. */
import type { Middleware } from 'koa';

/** Pages load their own files and TMDB's posters; nothing inline, nobody frames them. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' https://image.tmdb.org data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Sets them on every answer; a page that needs another Content-Security-Policy sets its own before. */
export function securityHeaders(): Middleware {
  return async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Referrer-Policy', 'strict-origin-when-cross-origin');
    // Only over https does it say anything (RFC 6797, 7.2).
    if (ctx.secure) ctx.set('Strict-Transport-Security', 'max-age=31536000');
    await next();
    if (!ctx.response.get('Content-Security-Policy')) {
      ctx.set('Content-Security-Policy', ctx.response.type === 'text/html' ? PAGE_POLICY : DATA_POLICY);
    }
  };
}
