import { ensureUser, findTokenOwner, insertToken, listTokens, revokeToken } from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';

let made: MigratedDatabase;
beforeAll(async () => {
  made = await migratedDatabase();
});
afterAll(() => made.drop());

test('a token speaks for its user until it expires or is revoked, and is not stored', async () => {
  const { db } = made;
  const user = await ensureUser(db, { email: 'Ada@example.org' });
  expect((await ensureUser(db, { email: 'ada@EXAMPLE.org ' })).id).toBe(user.id);
  const token = 'alm_sk_0123456789abcdefghij';
  const make = (expires_at: Date | null, value = token) =>
    insertToken(db, { user_id: user.id, name: 'test', token: value, scopes: ['read'], expires_at });
  const made1 = await make(null);
  expect(made1).not.toHaveProperty('hash');
  expect(await findTokenOwner(db, token)).toEqual({
    token_id: made1.id,
    user_id: user.id,
    scopes: ['read'],
    is_operator: false,
    kind: 'secret',
    origins: [],
    cohort_ids: [],
  });
  expect((await listTokens(db, user.id))[0]).toMatchObject({ last_four: 'ghij', last_used_at: expect.any(Date) });
  const { rows } = await db.query('SELECT row_to_json(t)::text AS row FROM api_tokens t');
  expect(rows[0]!.row).not.toContain(token);

  expect(await revokeToken(db, made1.id)).toBe(true);
  expect(await revokeToken(db, made1.id)).toBe(false);
  expect(await findTokenOwner(db, token)).toBeNull();
  await make(new Date(Date.now() - 1), `${token}2`);
  expect(await findTokenOwner(db, `${token}2`)).toBeNull();
});
