/**
 * Walks the contract: whoever has no part in a thing is told that there is none, whatever they do and wherever they name it;
 * whoever has a lesser part is told that it is not enough. An operation that is new fails here until it is placed.
 */
import { insertSession } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf, writtenOperation } from '../../../tests/support/check-answer.ts';
import { type Answer, exchange } from '../../../tests/support/exchange.ts';
import { requestOf, type Wish } from '../../../tests/support/request.ts';
import { type CompiledOperation, compileContract } from '../src/openapi/compile.ts';
import { locate, type Parameter, type Reference, type RequestBody, type Schema } from '../src/openapi/document.ts';
import { loadContract } from '../src/openapi/load.ts';
import { makeSecret } from '../src/services/sign-in-link.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';
import { PUBLIC_NAMES, populate, type World } from './support/world.ts';

const contract = compileContract(loadContract());
const operations = [...contract.operations.values()];
const namesIn = ({ path }: CompiledOperation) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
/** Operations on what belongs to somebody. */
const owned = operations.filter((operation) => namesIn(operation).some((name) => !PUBLIC_NAMES.has(name)));
const ofCohorts = owned.filter(({ path }) => path.startsWith('/v1/cohorts/:id'));

/** What an owner of the cohort may do, and an editor may not. */
const FOR_OWNERS = new Set([
  'deleteCohort',
  'stateConsent',
  'withdrawConsent',
  'listMemberships',
  'changeMembership',
  'removeMembership',
  'listInvites',
  'createInvite',
  'endInvite',
]);
/** What editors may do, and viewers may not. */
const FOR_EDITORS = new Set([
  'updateCohort',
  'listCohortMembers',
  'getReminder',
  'getSchedule',
  'setSchedule',
  'endSchedule',
  'syncCohort',
  'stopRun',
  'retryRun',
  'getTaste',
  'getTonight',
]);
/** What whoever may see the cohort may do. */
const FOR_VIEWERS = new Set([
  'getCohort',
  'listRuns',
  'getRun',
  'watchRun',
  'listRankings',
  'getInsights',
  'listPeople',
  'getMovers',
  'compareCohorts',
  'getStats',
  'getDigest',
  'subscribeToDigest',
  'unsubscribeFromDigest',
  'getFilm',
]);

/**
 * Where a request names a thing of somebody in its query or body: how to ask for one that is the neighbour's, and for one that
 * is nobody's. Both must be answered alike. Null: it names nothing that anybody could own.
 */
const NAMED: Readonly<Record<string, ((names: World['own']) => Wish) | null>> = {
  // The operator may name everything, and nobody else gets so far.
  'listAllRuns cohort_id': null,
  'listAuthEvents user_id': null,
  'listExportEvents user_id': null,
  'listExportEvents cohort_id': null,
  'createExport cohort': ({ id }) => ({ body: { format: 'csv', cohort: id } }),
  'createExport filter_id': ({ filter_id }) => ({ body: { format: 'csv', filter_id: Number(filter_id) } }),
  'listFilterOptions cohort': ({ id }) => ({ query: { cohort: id! } }),
  // Genres, countries and people of films belong to nobody.
  'listFilterOptions ids': null,
  'compareCohorts with': ({ id }) => ({ query: { with: id! } }),
  'createToken cohort_ids': ({ id }) => ({
    body: {
      kind: 'publishable',
      name: 'of others',
      origins: ['https://blog.example.org'],
      cohort_ids: [Number(id) || 2_147_483_647],
    },
  }),
  'createWebhook cohort': ({ id }) => ({
    body: { cohort: id!, url: 'https://hooks.example.org/', events: ['ranking.published'] },
  }),
  'syncCohort member': ({ username }) => ({ body: { member: username } }),
  'listRankings members': ({ username }) => ({ query: { members: username! } }),
  'listRankings seen_by': ({ username }) => ({ query: { seen_by: username! } }),
  'listRankings unseen_by': ({ username }) => ({ query: { unseen_by: username! } }),
  'listRankings on_watchlist_of': ({ username }) => ({ query: { on_watchlist_of: username! } }),
  'getTaste members': ({ username }) => ({ query: { members: username! } }),
  'getTonight members': ({ username }) => ({ query: { members: username! } }),
  'createFilter cohort': ({ id }) => ({ body: { cohort: id, name: 'of others', filter: {} } }),
  'listFilters cohort': ({ id }) => ({ query: { cohort: id! } }),
  'createShare ranking_version': ({ version_id }) => frozenAt(version_id),
  'updateShare ranking_version': ({ version_id }) => frozenAt(version_id),
  // Films belong to nobody.
  'getTonight veto_film': null,
  // Whom a cohort collects is named by hand: it need not be known here.
  'createCohort definition.members': null,
  'createCohort definition.exclusions': null,
  'updateCohort definition.exclusions': null,
  'createCohort definition.seeds.username': null,
  'updateCohort definition.members': null,
  'updateCohort definition.seeds.username': null,
  // For whom a door is made, and whose an export has to be, is said by hand too.
  'createInvite username': null,
  'importExport member': null,
  'importExport cohort': ({ id }) => ({ body: { cohort: id!, file: 'export.zip' } }),
  // One's own name on Letterboxd, as one says.
  'updateSession letterboxd_username': null,
};

const frozenAt = (version: string | undefined): Wish => ({
  body: { mode: 'frozen', ranking_version: Number(version) },
});

let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let world: World;
let strangersSession: string;
beforeAll(async () => {
  made = await circle();
  server = await serveCircle(made, made.freshServices());
  world = await populate(made);
  strangersSession = makeSecret();
  await insertSession(made.db, world.users.stranger, strangersSession);
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

async function ask(operation: CompiledOperation, wish: Wish): Promise<Answer & { text: string }> {
  const answer = await exchange(server.url, requestOf(contract, world, operation, wish));
  const text = answer.body.toString();
  expect(faultsOf(contract, operation, answer), `${answer.status} ${text}`).toEqual([]);
  return { ...answer, text };
}

const each = (list: readonly CompiledOperation[]) => list.map((operation) => [operation.id, operation] as const);

it('covers every kind of name that a path can have', () => {
  const names = new Set(owned.flatMap(namesIn));
  const unknown = [...names].filter(
    (name) => !PUBLIC_NAMES.has(name) && !(name in world.own && name in world.theirs && name in world.none),
  );
  expect(unknown, 'add these to support/world.ts').toEqual([]);
  expect(owned.length).toBeGreaterThan(20);
});

describe.each(each(owned))('%s', (_, operation) => {
  it('hides from a stranger what is not theirs', async () => {
    const { status, text } = await ask(operation, { as: 'stranger' });
    expect(status, text).toBe(404);
    expect(text).not.toContain('member-');
  });

  it('hides it from a stranger who is signed in with a browser', async () => {
    const { status, text } = await ask(operation, { as: { session: strangersSession } });
    expect(status, text).toBe(404);
  });

  it('hides it from whoever sends no token', async () => {
    const { status, text } = await ask(operation, { as: 'nobody' });
    expect(status, text).toBe(operation.anonymous ? 404 : 401);
  });

  it('hides it from a publishable token of another cohort', async () => {
    const { status, text } = await ask(operation, { as: { token: world.tokens.publishable_elsewhere } });
    const beyond = operation.scopes.some((scope) => scope !== 'cohorts:read') || operation.scopes.length === 0;
    expect(status, text).toBe(beyond ? 403 : 404);
  });

  it('answers alike for what is somebody else’s and what is not there', async () => {
    for (const name of namesIn(operation).filter((one) => !PUBLIC_NAMES.has(one))) {
      const there = await ask(operation, { params: { [name]: world.theirs[name]! } });
      const nowhere = await ask(operation, { params: { [name]: world.none[name]! } });
      expect({ name, status: there.status }).toEqual({ name, status: 404 });
      expect(plain(there.text, world.theirs[name]!)).toBe(plain(nowhere.text, world.none[name]!));
    }
  });
});

/** A problem without what must differ: the name that was asked for, and that of the request. */
function plain(text: string, asked: string): string {
  return text.replaceAll(asked, '…').replace(/"request_id":"[^"]*"/, '');
}

describe('an operation on a cohort', () => {
  it('is placed: for owners, for editors, or for all who may see the cohort', () => {
    const placed = [...FOR_OWNERS, ...FOR_EDITORS, ...FOR_VIEWERS];
    expect([...placed].sort()).toEqual(ofCohorts.map(({ id }) => id).sort());
  });

  it.each(each(ofCohorts.filter(({ id }) => !FOR_VIEWERS.has(id))))(
    '%s is refused to a viewer',
    async (_, operation) => {
      const { status, text } = await ask(operation, { as: 'viewer', params: { user_id: String(world.users.owner) } });
      expect(status, text).toBe(403);
      expect(text).not.toContain('member-');
    },
  );

  it.each(each(ofCohorts.filter(({ id }) => FOR_OWNERS.has(id))))(
    '%s is refused to an editor',
    async (_, operation) => {
      const { status, text } = await ask(operation, { as: 'editor' });
      expect(status, text).toBe(403);
    },
  );

  it.each(each(ofCohorts.filter(({ id }) => FOR_VIEWERS.has(id))))(
    '%s is there for a viewer, without a name of a member',
    async (_, operation) => {
      const { status, text } = await ask(operation, { as: 'viewer' });
      expect(status, text).toBe(200);
      expect(text).not.toContain('member-');
    },
  );

  it.each(each(ofCohorts.filter(({ scopes }) => scopes.every((scope) => scope === 'cohorts:read'))))(
    '%s tells a publishable token of this cohort no name',
    async (_, operation) => {
      const { status, text } = await ask(operation, { as: { token: world.tokens.publishable } });
      expect(status, text).toBe(FOR_VIEWERS.has(operation.id) ? 200 : 403);
      expect(text).not.toContain('member-');
    },
  );
});

describe('what a query or a body names', () => {
  it('is known here, wherever it may be somebody’s', () => {
    expect(operations.flatMap(namersOf).sort()).toEqual(Object.keys(NAMED).sort());
  });

  const tried = Object.entries(NAMED).flatMap(([place, wishOf]) => (wishOf ? [[place, wishOf] as const] : []));
  it.each(tried)('%s answers alike for the neighbour’s and for nobody’s', async (place, wishOf) => {
    const operation = contract.operations.get(place.split(' ')[0]!)!;
    const there = await ask(operation, wishOf(world.theirs));
    const nowhere = await ask(operation, wishOf(world.none));
    expect(there.status, there.text).toBeGreaterThanOrEqual(400);
    expect(there.status).toBe(nowhere.status);
    for (const secret of world.secrets.filter((one) => one !== world.theirs.username)) {
      expect(there.text).not.toContain(secret);
    }
    const ids = (names: World['own']) => [
      names.username!,
      names.filter_id!,
      String(Number(names.id) || 2_147_483_647),
      names.id!,
    ];
    const bare = (text: string, names: World['own']) => ids(names).reduce(plain, text);
    expect(bare(there.text, world.theirs)).toBe(bare(nowhere.text, world.none));
  });
});

/** Where the query or body of an operation can name a thing: `operation field`, with dots between nested fields. */
function namersOf(operation: CompiledOperation): string[] {
  const { document } = contract;
  const written = writtenOperation(contract, operation);
  const inQuery = (written.parameters ?? [])
    .map((value) => locate<Parameter>(document, { pointer: '', value }).value)
    .filter(({ in: where, name, schema }) => where === 'query' && (namesThings(name, schema) || COHORTS.has(name)))
    .map(({ name }) => name);
  const body = written.requestBody && locate<RequestBody>(document, { pointer: '', value: written.requestBody }).value;
  const inBody = body ? Object.values(body.content).flatMap(({ schema }) => (schema ? fieldsOf(schema, '') : [])) : [];
  return [...new Set([...inQuery, ...inBody])].map((name) => `${operation.id} ${name}`);
}

/** Parameters that name a cohort. */
const COHORTS: ReadonlySet<string> = new Set(['with', 'cohort']);
const THINGS = ['#/components/schemas/Id', '#/components/schemas/Username'];

/** Whether a field can hold an id or a user name. */
function namesThings(name: string, schema: Schema): boolean {
  if (typeof schema === 'boolean') return false;
  if (/(^|_)ids?$|username$|^cohort$/.test(name)) return true;
  const { $ref, items } = schema as { $ref?: string; items?: Schema };
  return THINGS.includes($ref ?? '') || (items !== undefined && namesThings('', items));
}

function fieldsOf(schema: Schema, at: string): string[] {
  if (typeof schema === 'boolean') return [];
  const { value } = locate<Record<string, unknown>>(contract.document, {
    pointer: '',
    value: schema as Record<string, unknown> | Reference,
  });
  const { properties = {}, items } = value as { properties?: Record<string, Schema>; items?: Schema };
  const inside = Object.entries(properties).flatMap(([name, field]) => {
    const path = at === '' ? name : `${at}.${name}`;
    return namesThings(name, field) ? [path] : fieldsOf(field, path);
  });
  return items === undefined ? inside : [...inside, ...fieldsOf(items, at)];
}
