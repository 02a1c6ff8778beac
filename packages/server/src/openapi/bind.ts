/** Binds handlers to the contract: every operation has one, and none sees a request that breaks the contract. */
import type Router from '@koa/router';
import type { Context } from 'koa';
import { refuseForgery } from '../middleware/auth.ts';
import { callerOf } from '../middleware/caller.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from '../services/account-types.ts';
import type { IdempotencyService } from '../services/idempotency.ts';
import type { Viewer } from '../services/types.ts';
import { hasBody, readJson } from './body.ts';
import type { CompiledBody, CompiledOperation, Contract } from './compile.ts';
import { describeFaults } from './faults.ts';
import { type AnyReply, once } from './idempotent.ts';
import { DEFAULT_UPLOAD_LIMIT, withMultipart } from './multipart.ts';
import { findFaults, findUnusable, queryReader, type ReadQuery } from './parameters.ts';
import { type Handlers, type Input, type OperationId, Serialized } from './types.ts';

export interface BindOptions {
  /** Bytes that a body may have. */
  bodyLimit: number;
  /** Keeps the answers of POST. */
  idempotency: IdempotencyService;
  /** Bytes that a file may have that is sent in a form; 32 MB unless set. */
  uploadLimit?: number;
}

/** What a handler looks like once its operation is only known at run time. */
type AnyHandler = (input: Input<OperationId>) => Promise<AnyReply>;

/**
 * Registers a route, named by its operationId, for every operation of the contract. Throws when an operation has no
 * handler or a handler no operation.
 */
export function bind(router: Router, contract: Contract, handlers: Handlers, options: BindOptions): void {
  const given = new Map<string, unknown>(Object.entries(handlers));
  const missing = [...contract.operations.keys()].filter((id) => typeof given.get(id) !== 'function');
  const spare = [...given.keys()].filter((id) => !contract.operations.has(id));
  if (missing.length > 0 || spare.length > 0) {
    const faults = [
      ...missing.map((id) => `${id} has no handler`),
      ...spare.map((id) => `${id} is not in the contract`),
    ];
    throw new Error(`The handlers don't fit the contract: ${faults.join(', ')}.`);
  }
  for (const operation of contract.operations.values()) {
    const handler = given.get(operation.id) as AnyHandler;
    const readQuery = queryReader(operation.parameters.query);
    router[operation.method](operation.id, operation.path, async (ctx: Context) => {
      const viewer: Viewer = ctx.state.viewer;
      authorise(operation, viewer);
      refuseForgery(ctx);
      const input = validateRequest(operation, readQuery(ctx.querystring), ctx);
      const answer = (body: unknown, known = body) => {
        const asked = new Asked(ctx, input, body, viewer);
        const work = () => handler(asked as unknown as Input<OperationId>);
        // Only what is posted can be told apart from a repeat.
        return operation.method === 'post'
          ? once(options.idempotency, operation, ctx, { ...input, body: known }, work)
          : work();
      };
      const reply =
        operation.body?.type === 'form'
          ? await withMultipart(ctx, options.uploadLimit ?? DEFAULT_UPLOAD_LIMIT, (form) => {
              refuseFaults(operation.body!, { ...form.fields, file: '' });
              // The file itself is not read yet: two of one name and length count as the same.
              return answer(form, [form.fields, form.fileName, ctx.get('Content-Length')]);
            })
          : await answer(await validateBody(operation, ctx, options.bodyLimit));
      send(ctx, operation, reply);
    });
  }
}

/** What a handler is given. */
class Asked {
  readonly params;
  readonly query;
  readonly headers;
  readonly #ctx: Context;

  constructor(
    ctx: Context,
    { params, query, headers }: ReturnType<typeof validateRequest>,
    readonly body: unknown,
    readonly viewer: Viewer,
  ) {
    this.#ctx = ctx;
    this.params = params;
    this.query = query;
    this.headers = headers;
  }

  /** Found out when it is asked for: most operations don't, and it costs more than all the rest. */
  get caller(): Caller {
    return callerOf(this.#ctx);
  }
}

/** The token's scopes against the operation's. What a person may do with a thing is the policies' question. */
function authorise(operation: CompiledOperation, viewer: Viewer): void {
  if (viewer.token_id === null && viewer.session_id === undefined) {
    if (operation.anonymous) return;
    throw new ProblemError('unauthorized', 'Sign in, or send a token: Authorization: Bearer alm_sk_…');
  }
  const lacking = operation.scopes.filter((scope) => !viewer.scopes.some((held) => held === scope));
  if (lacking.length > 0) {
    throw new ProblemError('forbidden', `The token lacks: ${lacking.join(', ')}. Create one that has it.`, [], {
      'WWW-Authenticate': `Bearer realm="almanac", error="insufficient_scope", scope="${operation.scopes.join(' ')}"`,
    });
  }
}

function validateRequest(operation: CompiledOperation, query: ReadQuery, ctx: Context) {
  const { path, header } = operation.parameters;
  const params = { ...ctx.params } as Record<string, unknown>;
  const headers: Record<string, string> = {};
  for (const name of header.names) if (ctx.get(name)) headers[name] = ctx.get(name);
  const faults = [...findFaults('path', path, params), ...query.faults];
  if (header.names.length > 0) faults.push(...findFaults('header', header, headers));
  // A body is only worth reading when the rest is right.
  if (faults.length > 0) throw ProblemError.invalid(faults);
  return { params, query: query.values, headers };
}

async function validateBody({ id, body }: CompiledOperation, ctx: Context, limit: number): Promise<unknown> {
  if (!hasBody(ctx)) {
    if (body?.required) throw ProblemError.invalid([{ in: 'body', name: '', message: 'is missing; send JSON' }]);
    return undefined;
  }
  if (!body) {
    // A body of GET has no meaning (RFC 9110, 9.3.1); a body of anything else was meant for something.
    if (ctx.method === 'GET' || ctx.method === 'HEAD') return undefined;
    throw ProblemError.invalid([{ in: 'body', name: '', message: `is not expected by ${id}` }]);
  }
  const value = await readJson(ctx, limit);
  refuseFaults(body, value);
  return value;
}

function refuseFaults({ validate }: CompiledBody, value: unknown): void {
  // Only what passed is walked through: the contract bounds how deep it goes.
  const faults = validate(value) ? findUnusable('body', value, '') : describeFaults('body', validate.errors);
  if (faults.length > 0) throw ProblemError.invalid(faults);
}

function send(ctx: Context, operation: CompiledOperation, { status, body, headers }: AnyReply): void {
  const type = [...(operation.responses.get(status)?.keys() ?? [])][0];
  const sent = body instanceof Serialized ? body.bytes : type?.endsWith('json') ? JSON.stringify(body) : body;
  // Null, not undefined, is no body; the status comes second, because a missing body would make it 204.
  ctx.body = sent ?? null;
  ctx.status = status;
  if (type) ctx.set('Content-Type', type.startsWith('text/') ? `${type}; charset=utf-8` : type);
  if (headers) ctx.set(headers);
}
