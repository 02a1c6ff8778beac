/** Walks the contract: whoever has no part in a thing is told that there is none, whatever they do. */
import { ensureUser, insertToken } from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileContract } from '../src/openapi/compile.ts';
import { loadContract } from '../src/openapi/load.ts';
import { SCOPES } from '../src/policies/scopes.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

const contract = compileContract(loadContract());

/** Operations on what belongs to somebody: those with a name in their path that is not on this list. */
const PUBLIC_NAMES = new Set(['kind']);
const owned = [...contract.operations.values()].filter(({ path }) =>
  [...path.matchAll(/:(\w+)/g)].some(([, name]) => !PUBLIC_NAMES.has(name!)),
);

let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let stranger: string;
let fill: Record<string, string>;
beforeAll(async () => {
  made = await circle();
  server = await serveCircle(made, made.freshServices());
  const { id } = await ensureUser(made.db, { email: 'stranger@example.org' });
  stranger = makeToken();
  await insertToken(made.db, { user_id: id, name: 'all', token: stranger, scopes: [...SCOPES], expires_at: null });
  const one = async (sql: string) => String((await made.db.query<{ id: number }>(sql)).rows[0]!.id);
  const owner = await ensureUser(made.db, { email: 'owner@example.org' });
  const theirs = { user_id: owner.id, name: 'theirs', token: makeToken(), scopes: [...SCOPES], expires_at: null };
  fill = {
    id: String(made.cohort.id),
    run_id: await one('SELECT min(id) AS id FROM runs'),
    film_id: await one('SELECT min(film_id) AS id FROM films'),
    username: 'member-1',
    user_id: String(owner.id),
    invite_id: '1',
    token_id: String((await insertToken(made.db, theirs)).id),
  };
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

/** The example of an operation's body, and of the parameters that it can't do without. */
function requestOf(id: string): { query: string; body: unknown } {
  const { document } = contract;
  const operation = Object.values(document.paths)
    .flatMap((item) => Object.values(item) as { operationId?: string; requestBody?: unknown }[])
    .find(({ operationId }) => operationId === id)!;
  const content = (operation.requestBody as { content?: Record<string, { example?: unknown }> } | undefined)?.content;
  const query = { getTonight: '?members=member-1', compareCohorts: '?with=circle' }[id] ?? '';
  return { query, body: content?.['application/json']?.example };
}

it('covers every kind of name that a path can have', () => {
  const names = new Set(owned.flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)));
  expect([...names].filter((name) => !(name in fill) && !PUBLIC_NAMES.has(name))).toEqual([]);
  expect(owned.length).toBeGreaterThan(20);
});

it.each(owned.map(({ id, method, path }) => [id, method, path] as const))(
  '%s hides what is not theirs',
  async (id, method, path) => {
    const { query, body } = requestOf(id);
    const address = server.url + path.replaceAll(/:(\w+)/g, (_, name: string) => fill[name]!) + query;
    const response = await fetch(address, {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${stranger}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.status, text).toBe(404);
    expect(text).not.toContain('member-');
  },
);
