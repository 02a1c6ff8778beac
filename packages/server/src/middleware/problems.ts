/** Every error leaves as problem+json (RFC 9457), and nothing of the inside leaves with it. */
import { isServiceAway } from '@cohort-almanac/db';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { ProblemError } from '../problem-error.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** How long a service that is away usually needs to come back. */
const RETRY_SECONDS = '5';

/** Turns what is thrown further in, and what nobody answered, into problems. */
export function problems(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined)
        throw new ProblemError('not-found', `Nothing is at ${ctx.path}.`);
    } catch (error) {
      const problem = asProblem(error);
      const request_id: string = ctx.state.requestId;
      if (problem.status >= 500) log.error({ err: error, request_id }, 'request failed');
      ctx.status = problem.status;
      // RFC 9110, 15.5.2: a 401 says how to authenticate.
      if (problem.status === 401) ctx.set('WWW-Authenticate', 'Bearer realm="almanac"');
      ctx.set(problem.headers);
      ctx.set('Cache-Control', 'no-store');
      ctx.remove('ETag');
      ctx.body = JSON.stringify(problem.toBody(request_id));
      ctx.type = PROBLEM_TYPE;
    }
  };
}

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isServiceAway(error)) {
    return new ProblemError('unavailable', 'A service behind the almanac does not answer. Try again.', [], {
      'Retry-After': RETRY_SECONDS,
    });
  }
  // Koa's own refusals, such as a path that can't be decoded, carry a status and say whether they may be told.
  if (
    error instanceof Error &&
    'expose' in error &&
    error.expose === true &&
    'status' in error &&
    error.status === 400
  ) {
    return new ProblemError('invalid-request', 'The request can not be read.');
  }
  return new ProblemError('internal', 'The almanac failed at this. The request id finds the reason in its log.');
}
