/** One line a request. No header, no query and no address is written: they can hold secrets and persons. */
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { safePath } from '../ops/log-safety.ts';
import type { Viewer } from '../services/types.ts';

/** Logs when the answer has been sent, or the caller has gone. Health checks only show at level debug. */
export function accessLog(log: Logger): Middleware {
  return (ctx, next) => {
    const level = ctx.path.startsWith('/health/') ? 'debug' : 'info';
    if (!log.isLevelEnabled(level)) return next();
    const began = performance.now();
    ctx.res.once('close', () => {
      const viewer: Viewer | undefined = ctx.state.viewer;
      log[level](
        {
          request_id: ctx.state.requestId,
          method: ctx.method,
          path: safePath(ctx.path),
          status: ctx.status,
          bytes: ctx.length ?? null,
          ms: Math.round((performance.now() - began) * 10) / 10,
          user_id: viewer?.user_id ?? null,
          aborted: !ctx.res.writableFinished,
        },
        'request',
      );
    });
    return next();
  };
}
