/** For an almanac that is shown but not changed. */
import type { Middleware } from 'koa';
import { ProblemError } from '../problem-error.ts';

export interface ReadOnlyOptions {
  /** By its settings. */
  always: boolean;
  /** By the operator's switch, which is asked at each write. */
  now(): Promise<boolean>;
}

/** Where the switch itself stands: otherwise it could only be turned on. */
const SWITCH = '/v1/admin/read-only';

/** Answers 403 to every write. */
export function readOnly({ always, now }: ReadOnlyOptions): Middleware {
  return async (ctx, next) => {
    const writes = !['GET', 'HEAD', 'OPTIONS'].includes(ctx.method);
    if (writes && (always || (ctx.path !== SWITCH && (await now())))) {
      throw new ProblemError('read-only', 'This almanac takes no changes. Ask the person who runs it.');
    }
    await next();
  };
}
