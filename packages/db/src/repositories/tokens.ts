/** API tokens: stored as SHA-256, shown once by whoever makes them. */
import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';

/** A secret token stands for its user; a publishable one may stand in a page, and reads a few cohorts for it. */
export type TokenKind = 'secret' | 'publishable';

export interface ApiToken {
  id: number;
  user_id: number;
  kind: TokenKind;
  name: string;
  last_four: string;
  scopes: string[];
  /** Of a publishable token: the origins whose pages may use it. */
  origins: string[];
  /** Of a publishable token: the cohorts that it reads. */
  cohort_ids: number[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();
const plain = { attributes: { exclude: ['hash'] } };

export async function insertToken(
  db: Database,
  input: {
    user_id: number;
    name: string;
    token: string;
    scopes: string[];
    expires_at: Date | null;
    kind?: TokenKind;
    origins?: string[];
    cohort_ids?: number[];
  },
): Promise<ApiToken> {
  const { token, ...rest } = input;
  const row = await db.models.apiTokens.create({ ...rest, hash: hashOf(token), last_four: token.slice(-4) });
  const { hash: _hash, ...visible } = row.get({ plain: true });
  return { ...visible, last_used_at: null, revoked_at: null };
}

export async function listTokens(db: Database, userId?: number): Promise<ApiToken[]> {
  const rows = await db.models.apiTokens.findAll({
    ...plain,
    ...(userId === undefined ? {} : { where: { user_id: userId } }),
    order: [['id', 'ASC']],
  });
  return rows.map((row) => row.get({ plain: true }));
}

/** Revokes a token; false when there is none with this id, or it was revoked before. */
export async function revokeToken(db: Database, id: number): Promise<boolean> {
  const [changed] = await db.models.apiTokens.update({ revoked_at: new Date() }, { where: { id, revoked_at: null } });
  return changed === 1;
}

/** One token of a user; null when it is not theirs. */
export async function findToken(db: Database, userId: number, id: number): Promise<ApiToken | null> {
  const row = await db.models.apiTokens.findOne({ ...plain, where: { id, user_id: userId } });
  return row ? row.get({ plain: true }) : null;
}

/**
 * Puts another secret in a token's place and ends the old one in the same statement. False when the token is not this
 * user's, or has ended.
 */
export async function rotateToken(db: Database, userId: number, id: number, token: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE api_tokens SET hash = $3, last_four = $4, last_used_at = NULL
     WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [id, userId, hashOf(token), token.slice(-4)],
  );
  return rowCount === 1;
}

export interface TokenOwner {
  token_id: number;
  user_id: number;
  scopes: string[];
  is_operator: boolean;
  kind: TokenKind;
  origins: string[];
  cohort_ids: number[];
}

/** Whom a token speaks for; null when it is unknown, expired or revoked. Notes the use, at most once a minute. */
export async function findTokenOwner(db: Database, token: string): Promise<TokenOwner | null> {
  const { rows } = await db.query<TokenOwner & { stale: boolean }>(
    `SELECT t.id AS token_id, t.user_id, t.scopes, u.is_operator, t.kind, t.origins, t.cohort_ids,
            t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute' AS stale
     FROM api_tokens t JOIN users u ON u.id = t.user_id
     WHERE t.hash = $1 AND u.disabled_at IS NULL AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())`,
    [hashOf(token)],
  );
  const found = rows[0];
  if (!found) return null;
  const { stale, ...owner } = found;
  if (stale) await db.query('UPDATE api_tokens SET last_used_at = now() WHERE id = $1', [owner.token_id]);
  return owner;
}
