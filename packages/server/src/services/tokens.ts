/** API tokens over the database. */
import {
  type Database,
  findSessionOwner,
  findToken,
  findTokenOwner,
  insertToken,
  listTokens,
  recordAuthEvent,
  revokeToken,
  rotateToken,
} from '@cohort-almanac/db';
import type { TokenVerifier } from '../middleware/auth.ts';
import type { Scope } from '../policies/scopes.ts';
import { PUBLISHABLE_SCOPES, scopesBeyond } from '../policies/tokens.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller, TokensService } from './account-types.ts';
import { SECRET_SHAPE } from './sign-in-link.ts';
import { isTokenShaped, makeToken } from './token-format.ts';
import type { Viewer } from './types.ts';

/** Tokens of one user that are neither revoked nor expired. */
const MOST_TOKENS = 50;
const DAY_MS = 86_400_000;

/** Who is behind a token or a cookie. What can't be one of ours is not asked for. */
export function verifierOf(db: Database): TokenVerifier {
  return {
    verify: async (token) => (isTokenShaped(token) ? findTokenOwner(db, token) : null),
    session: async (secret) => (SECRET_SHAPE.test(secret) ? findSessionOwner(db, secret) : null),
  };
}

export function tokensService(db: Database): TokensService {
  const origin = ({ network, request_id }: Caller) => ({ network, request_id });

  return {
    list: (userId) => listTokens(db, userId),

    async create(maker, input, caller) {
      const scopes = input.scopes ?? (input.kind === 'publishable' ? PUBLISHABLE_SCOPES : usefulTo(maker));
      refuseEscalation(scopesBeyond(maker, scopes));
      const now = Date.now();
      const live = (await listTokens(db, maker.user_id)).filter(
        ({ revoked_at, expires_at }) => !revoked_at && (!expires_at || expires_at.getTime() > now),
      );
      if (live.length >= MOST_TOKENS) {
        throw new ProblemError('conflict', `You have ${MOST_TOKENS} tokens. Revoke one that you don't use.`);
      }
      const token = makeToken(input.kind);
      const row = await insertToken(db, {
        user_id: maker.user_id,
        name: input.name,
        token,
        kind: input.kind,
        scopes: [...new Set(scopes)],
        expires_at: input.expires_in_days === null ? null : new Date(now + input.expires_in_days * DAY_MS),
        origins: [...new Set(input.origins)],
        cohort_ids: [...new Set(input.cohort_ids)],
      });
      const detail = { token_id: row.id, kind: row.kind, scopes: row.scopes };
      await recordAuthEvent(db, { user_id: maker.user_id, kind: 'token_created', detail, ...origin(caller) });
      return { ...row, token };
    },

    async rotate(maker, id, caller) {
      const row = await findToken(db, maker.user_id, id);
      if (!row) return null;
      refuseEscalation(scopesBeyond(maker, row.scopes));
      const token = makeToken(row.kind);
      if (!(await rotateToken(db, maker.user_id, id, token))) return null;
      const detail = { token_id: id };
      await recordAuthEvent(db, { user_id: maker.user_id, kind: 'token_rotated', detail, ...origin(caller) });
      return { ...row, last_four: token.slice(-4), last_used_at: null, token };
    },

    async revoke(userId, id, caller) {
      if (!(await findToken(db, userId, id))) return false;
      if (await revokeToken(db, id)) {
        const detail = { token_id: id };
        await recordAuthEvent(db, { user_id: userId, kind: 'token_revoked', detail, ...origin(caller) });
      }
      return true;
    },
  };
}

/** All that its maker holds; administration is of no use to others than the operator. */
function usefulTo({ scopes, is_operator }: Viewer): readonly Scope[] {
  return scopes.filter((scope) => scope !== 'admin' || is_operator);
}

function refuseEscalation(beyond: readonly string[]): void {
  if (beyond.length === 0) return;
  throw new ProblemError('forbidden', `You don't hold ${beyond.join(', ')}, so no token of yours can.`);
}
