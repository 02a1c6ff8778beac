/** Callers of a circle's api: the owner of its cohort, a viewer, a stranger, and somebody without a token. */
import { ensureUser, insertToken } from '@cohort-almanac/db';
import { SCOPES } from '../../src/policies/scopes.ts';
import { makeToken } from '../../src/services/token-format.ts';
import type { Circle } from './circle.ts';

export type Who = 'owner' | 'viewer' | 'stranger' | 'nobody';

export interface Asked {
  status: number;
  headers: Headers;
  text: string;
  /** The body's JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
}

export interface Ask {
  (who: Who, path: string, init?: RequestInit & { json?: object }): Promise<Asked>;
  /** The header that says who asks. */
  authorization(who: Who): string;
}

/** What asks the api at `url` for whoever is named; roles are in the circle's cohort. */
export async function askAs({ db, cohort }: Circle, url: string): Promise<Ask> {
  const tokens = new Map<Who, string>();
  for (const who of ['owner', 'viewer', 'stranger'] as const) {
    const { id } = await ensureUser(db, { email: `${who}@example.org` });
    const token = makeToken();
    await insertToken(db, { user_id: id, name: who, token, scopes: [...SCOPES], expires_at: null });
    tokens.set(who, token);
    const join = 'INSERT INTO cohort_memberships (cohort_id, user_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
    if (who !== 'stranger') await db.query(join, [cohort.id, id, who]);
  }
  const ask = async (who: Who, path: string, { json, ...init }: RequestInit & { json?: object } = {}) => {
    const token = tokens.get(who);
    const response = await fetch(url + path, {
      ...(json && { method: 'POST', body: JSON.stringify(json) }),
      ...init,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(json && { 'content-type': 'application/json' }),
        ...init.headers,
      },
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };
  return Object.assign(ask, { authorization: (who: Who) => `Bearer ${tokens.get(who)}` });
}
