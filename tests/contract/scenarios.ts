/**
 * What does not follow from the contract: for some operations what a good request is, and how to get at their own statuses.
 * An operation that is not named here is asked with its example, by the owner, for what the world names.
 */
import { randomBytes } from 'node:crypto';
import {
  type CohortInput,
  createCohort,
  ensureMembers,
  ensureOperator,
  ensureUser,
  forgetMember,
  insertFilter,
  insertSession,
  insertShare,
  insertTestDelivery,
  insertToken,
  insertWebhook,
  replaceCohortMembers,
  reserveSlot,
  setUserDisabled,
  startRun,
} from '@cohort-almanac/db';
import { makeSecret } from '../../packages/server/src/services/sign-in-link.ts';
import { makeToken } from '../../packages/server/src/services/token-format.ts';
import { AS_OF, publish } from '../../packages/server/test/support/circle.ts';
import { exchange } from '../support/exchange.ts';
import { requestOf, type Wish } from '../support/request.ts';
import { JOINING } from './joining.ts';
import type { Stage } from './stage.ts';

type Scenario = (stage: Stage) => Promise<Wish> | Wish;
/** By status; `good` is the request that everything else starts from. */
export type Scenarios = Readonly<Partial<Record<number | 'good', Scenario>>>;

let count = 0;
const fresh = (prefix: string) => `${prefix}-${++count}`;

/** A new cohort of the owner. */
async function newCohort({ circle, world, services }: Stage, over: Partial<CohortInput> = {}): Promise<number> {
  const definition = { seeds: [], lists: [], members: [] };
  const { id } = await createCohort(circle.db, world.users.owner, { label: fresh('scene'), definition, ...over });
  services.cohorts.changed();
  return id;
}

/** A new run of a new cohort, in a state. */
async function newRun(stage: Stage, kind: 'sync' | 'compute', state: string) {
  const id = await newCohort(stage);
  const { run } = await startRun(stage.circle.db, { cohortId: id, kind, options: {}, asOf: AS_OF });
  await stage.circle.db.query('UPDATE runs SET state = $2 WHERE id = $1', [run.id, state]);
  stage.services.cohorts.changed();
  return { params: { id: String(id), run_id: String(run.id) } };
}

/** A new webhook of the owner. */
async function newWebhook({ circle, world }: Stage): Promise<{ id: number; params: { webhook_id: string } }> {
  const { id } = await insertWebhook(circle.db, {
    user_id: world.users.owner,
    cohort_id: circle.cohort.id,
    url: 'https://hooks.example.org/',
    events: ['ranking.published'],
    description: null,
    secret: Buffer.from('sealed'),
  });
  return { id, params: { webhook_id: String(id) } };
}

const webhookWish = ({ world }: Stage, url = 'https://hooks.example.org/') => ({
  cohort: world.own.id!,
  url,
  events: ['ranking.published'],
});

/** A saved filter of the owner, shared or not. */
async function newFilter({ circle, world }: Stage, { cohortId = circle.cohort.id, shared = false, filter = {} } = {}) {
  const input = { user_id: world.users.owner, cohort_id: cohortId, name: fresh('filter'), description: null, filter };
  const { id } = (await insertFilter(circle.db, input, 10_000))!;
  const slug = randomBytes(16).toString('base64url');
  const settings = { title: null, top: 20, version_id: null, frame_ancestors: null };
  if (shared) await insertShare(circle.db, id, slug, settings);
  return { params: { filter_id: String(id), slug } };
}

/** The link of a list that is cut from one that nobody may read. */
const closedList: Scenario = async (stage) => {
  const { params } = await newFilter(stage, { shared: true, filter: { list: ['ann/list/nowhere'] } });
  return { params };
};

const oembedOf = (slug: string) => ({ url: `http://127.0.0.1:4000/s/${slug}` });
/** A link under which nothing is. */
const NOWHERE = 'CCCCCCCCCCCCCCCCCCCCCC';
const nowhere: Scenario = () => ({ params: { slug: NOWHERE } });
const publicOnly: Scenarios = { good: () => ({ as: 'nobody' }), 404: nowhere, 410: closedList };
/** Their query is never wrong, so what is left is a path that no link has. */
const publicPage: Scenarios = { ...publicOnly, 400: () => ({ params: { slug: 'x'.repeat(201) } }) };

/** To everybody else administration is not there. */
const BY_OPERATOR: Scenarios = { good: () => ({ as: 'operator' }) };

export const SCENARIOS: Readonly<Record<string, Scenarios>> = {
  ...JOINING,
  askForSignInLink: {
    good: () => ({ as: 'nobody' }),
    422: async (stage) => {
      const headers = { 'idempotency-key': 'used-for-another-request' };
      const other: Wish = { as: 'nobody', headers, body: { email: 'eve@example.org' } };
      const operation = stage.contract.operations.get('askForSignInLink')!;
      await exchange(stage.url.well, requestOf(stage.contract, stage.world, operation, other));
      return { headers };
    },
  },
  redeemSignInLink: {
    good: ({ world }) => ({ as: 'nobody', body: { token: world.links.expired } }),
    200: ({ world }) => ({ as: 'nobody', body: { token: world.links.fresh } }),
    401: ({ world }) => ({ as: 'nobody', body: { token: world.links.spent } }),
  },
  endSession: {
    good: async ({ circle: { db }, world }) => {
      const session = makeSecret();
      await insertSession(db, world.users.owner, session);
      return { as: { session } };
    },
    403: () => ({ as: 'owner' }),
  },
  createToken: {
    409: async ({ circle: { db }, world }) => {
      const full = { user_id: world.users.stranger, name: 'one of many', scopes: ['account:write'], expires_at: null };
      for (let n = 0; n < 50; n++) await insertToken(db, { ...full, token: makeToken() });
      return { as: 'stranger' };
    },
    422: ({ world }) => ({
      body: {
        kind: 'publishable',
        name: 'of others',
        origins: ['https://blog.example.org'],
        cohort_ids: [Number(world.theirs.id)],
      },
    }),
  },
  createCohort: {
    201: () => ({ body: { label: fresh('made'), definition: { members: ['member-1'] } } }),
    409: () => ({ body: { label: 'circle', definition: { members: ['member-1'] } } }),
    422: async ({ circle: { db } }) => {
      await forgetMember(db, 'gone-one');
      return { body: { label: fresh('made'), definition: { members: ['gone-one'] } } };
    },
  },
  updateCohort: {
    409: ({ world }) => ({ params: { id: world.own.id! }, body: { label: 'elsewhere' } }),
    422: async ({ circle: { db } }) => {
      await forgetMember(db, 'gone-two');
      return { body: { definition: { members: ['gone-two'] } } };
    },
  },
  deleteCohort: { 204: async (stage) => ({ params: { id: String(await newCohort(stage)) } }) },
  removeMembership: {
    204: async (stage) => {
      const id = await newCohort(stage);
      const join = 'INSERT INTO cohort_memberships (cohort_id, user_id, role) VALUES ($1, $2, $3)';
      await stage.circle.db.query(join, [id, stage.world.users.viewer, 'viewer']);
      return { params: { id: String(id), user_id: String(stage.world.users.viewer) } };
    },
    409: async (stage) => ({
      params: { id: String(await newCohort(stage)), user_id: String(stage.world.users.owner) },
    }),
  },
  changeMembership: {
    409: async (stage) => ({
      params: { id: String(await newCohort(stage)), user_id: String(stage.world.users.owner) },
    }),
  },
  syncCohort: {
    202: async (stage) => {
      const id = await newCohort(stage);
      await replaceCohortMembers(stage.circle.db, id, await ensureMembers(stage.circle.db, [{ username: 'member-1' }]));
      return { params: { id: String(id) } };
    },
    409: (stage) => newRun(stage, 'compute', 'running'),
    422: () => ({ body: { member: 'nobody-here' } }),
  },
  retryRun: {
    202: async (stage) => {
      const wish = await newRun(stage, 'sync', 'failed');
      await stage.circle.db.query("UPDATE run_tasks SET state = 'failed' WHERE run_id = $1", [wish.params.run_id]);
      return wish;
    },
    409: (stage) => newRun(stage, 'sync', 'running'),
    422: (stage) => newRun(stage, 'sync', 'succeeded'),
  },
  getSchedule: {
    good: async ({ contract, world, url }) => {
      await exchange(url.well, requestOf(contract, world, contract.operations.get('setSchedule')!));
      return {};
    },
  },
  updateFilter: { 422: () => ({ body: { filter: { seen_by: ['member-1'] } } }) },
  createExport: {
    good: ({ world }) => ({ body: { cohort: world.own.id, format: 'json' } }),
    422: () => ({ body: { cohort: 'circle', format: 'letterboxd', part: 1000 } }),
  },
  listFilterOptions: { 404: ({ world }) => ({ query: { cohort: world.none.id! } }) },
  listRankings: {
    410: async (stage) => {
      const id = await newCohort(stage);
      const { db } = stage.circle;
      const members = await db.query<{ member_id: number }>(
        'SELECT member_id FROM cohort_members WHERE cohort_id = $1',
        [stage.circle.cohort.id],
      );
      await replaceCohortMembers(
        db,
        id,
        members.rows.map(({ member_id }) => member_id),
      );
      await publish(db, id);
      stage.services.cohorts.changed();
      const operation = stage.contract.operations.get('listRankings')!;
      const params = { id: String(id) };
      const first = requestOf(stage.contract, stage.world, operation, { params, query: { limit: 1 } });
      const page = JSON.parse((await exchange(stage.url.well, first)).body.toString());
      await publish(db, id);
      await db.query('DELETE FROM ranking_versions WHERE id = $1', [page.ranking_version]);
      stage.services.cohorts.changed();
      // Another limit, so that it is no page that is remembered.
      return { params, query: { limit: 2, cursor: page.next_cursor } };
    },
  },
  createFilter: {
    good: () => ({ body: { cohort: 'circle', name: fresh('filter'), filter: { watchers_min: 2 } } }),
    404: () => ({ body: { cohort: 'no-such-cohort', name: 'x', filter: {} } }),
    409: async ({ circle, world }) => {
      await circle.db.query(
        `INSERT INTO saved_filters (user_id, cohort_id, name, filter)
         SELECT $1, $2, 'one of many', '{}' FROM generate_series(1, 500)`,
        [world.users.viewer, circle.cohort.id],
      );
      return { as: 'viewer' };
    },
    422: async (stage) => {
      const operation = stage.contract.operations.get('createFilter')!;
      const headers = { 'idempotency-key': fresh('key') };
      const body = { cohort: 'circle', name: 'first', filter: {} };
      await exchange(stage.url.well, requestOf(stage.contract, stage.world, operation, { headers, body }));
      return { headers, body: { ...body, name: 'another' } };
    },
  },
  listFilters: { 404: () => ({ query: { cohort: 'no-such-cohort' } }) },
  deleteFilter: { 204: (stage) => newFilter(stage) },
  createShare: {
    good: async (stage) => ({ ...(await newFilter(stage)), body: { top: 10 } }),
    409: (stage) => newFilter(stage, { shared: true }),
    422: () => ({ body: { mode: 'live', ranking_version: 1 } }),
  },
  updateShare: {
    // On a share of its own: the example renews the link.
    good: (stage) => newFilter(stage, { shared: true }),
    422: () => ({ body: { mode: 'live', ranking_version: 1 } }),
  },
  endShare: { 204: (stage) => newFilter(stage, { shared: true }) },
  getSharedList: publicOnly,
  getSharePage: publicPage,
  getShareFrame: publicPage,
  getShareFeed: publicPage,
  getShareRadarr: publicPage,
  getSharePreview: publicPage,
  getOEmbed: {
    good: ({ world }) => ({ as: 'nobody', query: oembedOf(world.own.slug!) }),
    400: () => ({ query: { format: 'json' } }),
    404: () => ({ query: oembedOf(NOWHERE) }),
    410: async (stage) => ({ query: oembedOf((await closedList(stage)).params!.slug!) }),
  },
  createWebhook: {
    good: (stage) => ({ body: webhookWish(stage) }),
    409: async ({ circle, world }) => {
      await circle.db.query(
        `INSERT INTO webhooks (user_id, cohort_id, url, events, secret)
         SELECT $1, $2, 'https://hooks.example.org/', '{ranking.published}', 'sealed' FROM generate_series(1, 20)`,
        [world.users.viewer, circle.cohort.id],
      );
      return { as: 'viewer' };
    },
    422: (stage) => ({ body: webhookWish(stage, 'https://10.0.0.1/') }),
  },
  updateWebhook: { 422: () => ({ body: { url: 'http://hooks.example.org/' } }) },
  deleteWebhook: { 204: async (stage) => ({ params: (await newWebhook(stage)).params }) },
  testWebhook: {
    202: async (stage) => ({ params: (await newWebhook(stage)).params }),
    409: async (stage) => {
      const { id, params } = await newWebhook(stage);
      await insertTestDelivery(stage.circle.db, { webhookId: id, cohortId: stage.circle.cohort.id });
      return { params };
    },
  },
  getAdminStatus: BY_OPERATOR,
  listUsers: BY_OPERATOR,
  createUser: {
    good: () => ({ as: 'operator', body: { email: `${fresh('made')}@example.org` } }),
    409: () => ({ as: 'operator', body: { email: 'owner@example.org' } }),
  },
  updateUser: {
    good: ({ world }) => ({
      as: 'operator',
      params: { user_id: String(world.users.stranger) },
      body: { disabled: false },
    }),
    409: async ({ circle }) => ({
      as: 'operator',
      params: { user_id: String((await ensureOperator(circle.db)).id) },
      body: { disabled: true },
    }),
  },
  createLoginLink: {
    ...BY_OPERATOR,
    409: async ({ circle }) => {
      const user = await ensureUser(circle.db, { email: `${fresh('locked')}@example.org` });
      await setUserDisabled(circle.db, user.id, true);
      return { as: 'operator', params: { user_id: String(user.id) } };
    },
  },
  listCohortHealth: BY_OPERATOR,
  listAllRuns: BY_OPERATOR,
  listHosts: BY_OPERATOR,
  resumeHost: {
    good: async ({ circle }) => {
      await reserveSlot(circle.db, 'https://letterboxd.com', 1);
      return { as: 'operator' };
    },
  },
  listWaitingFilms: BY_OPERATOR,
  listSlowQueries: BY_OPERATOR,
  listAuthEvents: BY_OPERATOR,
  listExportEvents: BY_OPERATOR,
  switchReadOnly: { good: () => ({ as: 'operator', body: { read_only: false } }) },
};
