/** A name for every request, in its answer, its problem and the log. */
import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';

/** What a proxy may hand on: nothing that could break a log line or a header. */
const SANE = /^[A-Za-z0-9._-]{8,128}$/;

/** Takes `X-Request-Id` from the caller when it is sane, otherwise makes one. */
export function requestId(): Middleware {
  return (ctx, next) => {
    const sent = ctx.get('X-Request-Id');
    ctx.state.requestId = SANE.test(sent) ? sent : randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    return next();
  };
}
