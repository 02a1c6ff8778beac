/** Who asks: a bearer token, or nobody. */
import type { Middleware } from 'koa';
import { isScope } from '../policies/scopes.ts';
import { ProblemError } from '../problem-error.ts';
import type { Viewer } from '../services/types.ts';

/** Whom a token speaks for. */
export interface TokenOwner {
  user_id: number;
  token_id: number;
  scopes: readonly string[];
  is_operator: boolean;
}

export interface TokenVerifier {
  /** Null when the token is unknown, expired or revoked. */
  verify(token: string): Promise<TokenOwner | null>;
}

const ANONYMOUS: Viewer = { user_id: null, token_id: null, scopes: [], is_operator: false };
const BEARER = /^Bearer +(alm_sk_[A-Za-z0-9_-]{16,200}) *$/i;

/**
 * Sets `ctx.state.viewer`. A token that is no good leaves the request anonymous and marks it, so that the limiter counts it
 * under its address before `refuseBadToken` answers.
 */
export function authenticate(verifier: TokenVerifier): Middleware {
  return async (ctx, next) => {
    ctx.vary('Authorization');
    const header = ctx.get('Authorization');
    const token = BEARER.exec(header)?.[1];
    const owner = token === undefined ? null : await verifier.verify(token);
    ctx.state.viewer = owner ? { ...owner, scopes: owner.scopes.filter(isScope) } : ANONYMOUS;
    ctx.state.badToken = header !== '' && owner === null;
    await next();
  };
}

/** Answers 401 to a token that is malformed, unknown, revoked or expired; which of these, it does not say. */
export function refuseBadToken(): Middleware {
  return async (ctx, next) => {
    if (ctx.state.badToken) {
      throw new ProblemError('unauthorized', 'The token is unknown, revoked or expired. Create another one.', [], {
        'WWW-Authenticate': 'Bearer realm="almanac", error="invalid_token"',
      });
    }
    await next();
  };
}
