/** Who is signed in, and the tokens of their account. */
import type { Call } from '../core/call.ts';
import type { Body, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import { resource } from '../internal/resource.ts';

/** The account that the token or session is of; signing in and out. */
export interface Session {
  /** The account that the token or the session is of. */
  get(options?: CallOptions): Call<Schemas['Session']>;
  /** Changes what the account says of its owner. */
  update(change: Body<'updateSession'>, options?: CallOptions): Call<Schemas['Session']>;
  /** Has a sign-in link mailed. The answer is the same for addresses without an account. */
  requestLink(wish: Body<'askForSignInLink'>, options?: CallOptions): Call<Schemas['Accepted']>;
  /** Spends a link's token; the answer sets the session's cookie. */
  redeem(link: Body<'redeemSignInLink'>, options?: CallOptions): Call<Schemas['Session']>;
  /** Signs out. */
  end(options?: CallOptions): Call<void>;
}

export const session = resource<Session>()(
  {
    get: 'GET /v1/auth/session',
    update: 'PATCH /v1/auth/session?',
    requestLink: 'POST /v1/auth/session?',
    redeem: 'PUT /v1/auth/session?',
    end: 'DELETE /v1/auth/session!',
  },
  () => ({}),
);

/** Tokens of the account. */
export interface Tokens {
  /** All tokens of the account, those that are over too. */
  list(options?: CallOptions): Call<Schemas['ApiTokenList']>;
  /** Makes a token. It stands in this answer and never again. */
  create(token: Body<'createToken'>, options?: CallOptions): Call<Schemas['NewApiToken']>;
  /** Ends a token, at once and for good. */
  revoke(tokenId: number, options?: CallOptions): Call<void>;
  /** Gives a token a new secret; the old one ends at once. */
  rotate(tokenId: number, options?: CallOptions): Call<Schemas['NewApiToken']>;
}

export const tokens = resource<Tokens>()(
  {
    list: 'GET /v1/auth/tokens',
    create: 'POST /v1/auth/tokens?',
    revoke: 'DELETE /v1/auth/tokens/{token_id}!',
    rotate: 'POST /v1/auth/tokens/{token_id}/rotate',
  },
  () => ({}),
);
