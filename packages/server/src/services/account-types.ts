/** What the routes ask of accounts, sessions and tokens. */
import type { ApiToken, TokenKind, User } from '@cohort-almanac/db';
import type { Scope } from '../policies/scopes.ts';
import type { Viewer } from './types.ts';

/** Where a request comes from. */
export interface Caller {
  /** What the limiter counts under: an IPv4 address, or the /64 of an IPv6 one. Not stored. */
  address_key: string;
  /** The network that is recorded: /24 or /48. */
  network: string;
  request_id: string;
  /** Whether it came over https. */
  secure: boolean;
  /** Whether a page of another origin sent it. */
  foreign: boolean;
}

export interface SignedIn {
  user: User;
  session_id: number;
  /** What the cookie holds. It is not stored and not logged. */
  secret: string;
}

export interface AccountsService {
  /**
   * Takes a wish for a sign-in link, and answers before it is known whether the address has an account. Throws the problem
   * `too-many-requests`, by network address or mail address.
   */
  askForLink(wish: { email: string; invite?: string }, caller: Caller): Promise<void>;
  /** Spends a link. Throws the problem `unauthorized`, the same whether it is unknown, expired or spent. */
  redeem(link: { token: string; invite?: string }, caller: Caller): Promise<SignedIn>;
  find(userId: number): Promise<User | null>;
  change(
    userId: number,
    changes: { display_name?: string | null; letterboxd_username?: string | null },
    caller: Caller,
  ): Promise<User | null>;
  signOut(sessionId: number, userId: number, caller: Caller): Promise<void>;
  /** Resolves when the links that were asked for so far are on their way. */
  settled(): Promise<void>;
}

export interface TokenCreation {
  kind: TokenKind;
  name: string;
  /** All that its maker holds, when left out. */
  scopes?: readonly Scope[];
  /** Null: until it is revoked. */
  expires_in_days: number | null;
  origins: readonly string[];
  cohort_ids: readonly number[];
}

/** A token with its secret, which is shown this once. */
export type NewToken = ApiToken & { token: string };

export interface TokensService {
  list(userId: number): Promise<ApiToken[]>;
  /** Throws the problems `forbidden` (a scope that the maker lacks) and `conflict` (too many tokens). */
  create(maker: Viewer & { user_id: number }, input: TokenCreation, caller: Caller): Promise<NewToken>;
  /** Null when the user has no such live token. Throws `forbidden` when the token may more than its maker. */
  rotate(maker: Viewer & { user_id: number }, id: number, caller: Caller): Promise<NewToken | null>;
  /** False when the user has no such token; one that is revoked already stays so. */
  revoke(userId: number, id: number, caller: Caller): Promise<boolean>;
}
