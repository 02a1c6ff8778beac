/** For an almanac that is shown but not changed. */
import type { Middleware } from 'koa';
import { ProblemError } from '../problem-error.ts';

/** Answers 403 to every write. */
export function readOnly(): Middleware {
  return async (ctx, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(ctx.method)) {
      throw new ProblemError('read-only', 'This almanac takes no changes. Ask the person who runs it.');
    }
    await next();
  };
}
