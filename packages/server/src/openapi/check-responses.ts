/** For tests and development: no answer of an operation leaves that the contract does not promise. */
import { Readable } from 'node:stream';
import type Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { PROBLEM_TYPE } from '../middleware/problems.ts';
import { ProblemError } from '../problem-error.ts';
import type { Contract } from './compile.ts';
import { describeFaults } from './faults.ts';

/**
 * Compares status, media type and body of every answer, problems too, with the contract, and answers 500 with what
 * differs. Stands outside the middleware that writes problems, which it does not catch for it.
 */
export function checkResponses(router: Router, contract: Contract, log: Logger): Middleware {
  return async (ctx, next) => {
    await next();
    const operation = contract.operations.get(operationOf(router, ctx) ?? '');
    if (!operation) return;
    const differs = difference(ctx, operation.responses);
    if (differs === null) return;
    const problem = new ProblemError(
      'internal',
      `The answer of ${operation.id} breaks the contract: ${ctx.status}, ${differs}`,
    );
    log.error({ err: problem }, 'answer breaks the contract');
    ctx.status = problem.status;
    ctx.body = JSON.stringify(problem.toBody(ctx.state.requestId));
    ctx.type = PROBLEM_TYPE;
  };
}

function operationOf(router: Router, ctx: Context): string | undefined {
  const { pathAndMethod } = router.match(ctx.path, ctx.method);
  return pathAndMethod.find((layer) => layer.name !== undefined)?.name;
}

type Responses = Contract['operations'] extends ReadonlyMap<string, { responses: infer R }> ? R : never;

function difference(ctx: Context, responses: Responses): string | null {
  const types = responses.get(ctx.status);
  if (!types) return 'the contract does not name this status';
  if (types.size === 0) return ctx.body ? 'the contract gives this status no body' : null;
  const validate = types.get(ctx.response.type);
  if (validate === undefined)
    return `${ctx.response.type || 'no media type'} instead of ${[...types.keys()].join(', ')}`;
  if (validate === null || ctx.method === 'HEAD' || ctx.body instanceof Readable) return null;
  const check = validate();
  const text = Buffer.isBuffer(ctx.body) ? ctx.body.toString() : ctx.body;
  if (typeof text !== 'string') return 'the body is not written as text';
  if (check(JSON.parse(text))) return null;
  return describeFaults('body', check.errors)
    .map(({ name, message }) => `${name || 'the body'} ${message}`)
    .join('; ');
}
