/** Who asks: a bearer token, a session's cookie, or nobody. */
import type { Context, Middleware } from 'koa';
import { isScope, SCOPES } from '../policies/scopes.ts';
import { ProblemError } from '../problem-error.ts';
import type { Viewer } from '../services/types.ts';
import { isSameOrigin } from './origin.ts';

/** Whom a token speaks for. */
export interface TokenOwner {
  user_id: number;
  token_id: number;
  scopes: readonly string[];
  is_operator: boolean;
  /** `secret` unless it says otherwise. */
  kind?: 'secret' | 'publishable';
  /** Of a publishable token: the origins whose pages may use it. */
  origins?: readonly string[];
  /** Of a publishable token: the cohorts that it reads. */
  cohort_ids?: readonly number[];
}

/** Whose session a cookie opens. */
export interface SessionHolder {
  user_id: number;
  session_id: number;
  is_operator: boolean;
}

export interface TokenVerifier {
  /** Null when the token is unknown, expired or revoked. */
  verify(token: string): Promise<TokenOwner | null>;
  /** Null when the session is unknown, over or signed out. An almanac without it knows no sessions. */
  session?(secret: string): Promise<SessionHolder | null>;
}

/** The name of the session's cookie. */
export const SESSION_COOKIE = 'almanac_session';

/** What is shared answers the same to everybody: nobody is asked who they are, and caches need not tell readers apart. */
const OPEN_TO_ALL = /^\/(v1\/shares|s|embed)\/|^\/oembed$/;

const ANONYMOUS: Viewer = { user_id: null, token_id: null, scopes: [], is_operator: false };
const BEARER = /^Bearer +(alm_[sp]k_[A-Za-z0-9_-]{16,200}) *$/i;

/** Why a token that was sent is of no use. */
type TokenFault = 'unknown' | 'origin' | null;

/**
 * Sets `ctx.state.viewer`. A token that is no good leaves the request anonymous and marks it, so that the limiter counts it
 * under its address before `refuseBadToken` answers. A cookie that is no good counts as none: it may just be old, and
 * public reads work without. Who sends a token is not looked up by cookie.
 */
export function authenticate(verifier: TokenVerifier): Middleware {
  return async (ctx, next) => {
    if (OPEN_TO_ALL.test(ctx.path)) {
      ctx.state.viewer = ANONYMOUS;
      ctx.state.tokenFault = null satisfies TokenFault;
      return next();
    }
    ctx.set('Vary', 'Authorization, Cookie');
    ctx.state.viewer = ANONYMOUS;
    ctx.state.tokenFault = null satisfies TokenFault;
    // Whether the process lives must not hang on the store of tokens.
    if (ctx.path.startsWith('/health/')) return next();
    if (ctx.get('Authorization') === '') await byCookie(ctx, verifier);
    else await byToken(ctx, verifier);
    await next();
  };
}

async function byCookie(ctx: Context, verifier: TokenVerifier): Promise<void> {
  const secret = ctx.cookies.get(SESSION_COOKIE);
  const holder = secret ? await verifier.session?.(secret) : null;
  if (!holder) return;
  ctx.state.viewer = { ...holder, token_id: null, scopes: SCOPES } satisfies Viewer;
}

async function byToken(ctx: Context, verifier: TokenVerifier): Promise<void> {
  const token = BEARER.exec(ctx.get('Authorization'))?.[1];
  const owner = token === undefined ? null : await verifier.verify(token);
  if (owner === null) {
    ctx.state.tokenFault = 'unknown' satisfies TokenFault;
    return;
  }
  ctx.state.tokenKind = owner.kind ?? 'secret';
  if (owner.kind !== 'publishable') {
    const { user_id, token_id, is_operator } = owner;
    const scopes = owner.scopes.filter(isScope);
    ctx.state.viewer = { user_id, token_id, scopes, is_operator } satisfies Viewer;
    return;
  }
  // A browser names the origin of every page that isn't ours. Whoever else has read the token out of a page could send
  // any Origin, so asking programs for one would keep nobody out.
  const origin = ctx.get('Origin');
  if (origin !== '' && !owner.origins?.includes(origin)) {
    ctx.state.tokenFault = 'origin' satisfies TokenFault;
    return;
  }
  ctx.state.viewer = {
    user_id: null,
    token_id: owner.token_id,
    scopes: ['cohorts:read'],
    is_operator: false,
    only_cohorts: owner.cohort_ids ?? [],
  } satisfies Viewer;
}

/** Answers 401 to a token that is malformed, unknown, revoked or expired; which of these, it does not say. */
export function refuseBadToken(): Middleware {
  return (ctx, next) => {
    // Nothing outside /v1 asks for a token, so none can be wrong there.
    const fault: TokenFault = ctx.path.startsWith('/v1/') ? ctx.state.tokenFault : null;
    if (fault === 'unknown') {
      throw new ProblemError('unauthorized', 'The token is unknown, revoked or expired. Create another one.', [], {
        'WWW-Authenticate': 'Bearer realm="almanac", error="invalid_token"',
      });
    }
    if (fault === 'origin') {
      throw new ProblemError('forbidden', 'This token is not for pages of this origin. Create one that names it.');
    }
    return next();
  };
}

/** Throws the problem `forbidden` when a write is sent with a cookie, and not for sure by a page of this almanac. */
export function refuseForgery(ctx: Context): void {
  const viewer: Viewer = ctx.state.viewer;
  if (viewer.session_id === undefined || ['GET', 'HEAD', 'OPTIONS'].includes(ctx.method) || isSameOrigin(ctx)) return;
  throw new ProblemError(
    'forbidden',
    'A write with a session must come from a page of this almanac: send its Origin, or use a token.',
  );
}
