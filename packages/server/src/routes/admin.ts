/** The operator's operations. Everybody else is told that there is nothing here. */
import type { Handlers } from '../openapi/types.ts';
import { mayAdminister } from '../policies/admin.ts';
import {
  presentAdminUser,
  presentAuthEvent,
  presentCohortHealth,
  presentExportEvent,
  presentHost,
  presentReadOnly,
  presentSlowQuery,
  presentStatus,
  presentWaitingFilm,
} from '../presenters/admin.ts';
import { presentRun } from '../presenters/run.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services, Viewer } from '../services/types.ts';
import { DEFAULT_PAGE } from './seen.ts';

type AdminRoutes = Pick<
  Handlers,
  | 'getAdminStatus'
  | 'listUsers'
  | 'createUser'
  | 'updateUser'
  | 'createLoginLink'
  | 'listCohortHealth'
  | 'listAllRuns'
  | 'listHosts'
  | 'resumeHost'
  | 'listWaitingFilms'
  | 'listSlowQueries'
  | 'listAuthEvents'
  | 'listExportEvents'
  | 'switchReadOnly'
>;

const PRIVATE = { 'Cache-Control': 'no-store' };
const ALL_NAMES = { see_names: true };

export function adminRoutes({ admin }: Pick<Services, 'admin'>): AdminRoutes {
  const only = (viewer: Viewer) => {
    if (!mayAdminister(viewer)) throw new ProblemError('not-found', 'There is nothing here that you may see.');
  };
  const paged = ({ limit = DEFAULT_PAGE, cursor }: { limit?: number; cursor?: string }) => ({ limit, cursor });

  return {
    async getAdminStatus({ viewer }) {
      only(viewer);
      return { status: 200, body: presentStatus(await admin.status()), headers: PRIVATE };
    },

    async listUsers({ query, viewer }) {
      only(viewer);
      const { items, next_cursor } = await admin.users({ ...paged(query), q: query.q });
      return { status: 200, body: { items: items.map(presentAdminUser), next_cursor }, headers: PRIVATE };
    },

    async createUser({ body, viewer }) {
      only(viewer);
      const { user, sign_in_url } = await admin.createUser(body);
      return { status: 201, body: { user: presentAdminUser(user), sign_in_url }, headers: PRIVATE };
    },

    async updateUser({ params, body, viewer }) {
      only(viewer);
      const user = await admin.setDisabled(params.user_id, body.disabled, viewer.user_id);
      return { status: 200, body: presentAdminUser(user), headers: PRIVATE };
    },

    async createLoginLink({ params, viewer }) {
      only(viewer);
      return { status: 201, body: { sign_in_url: await admin.signInLink(params.user_id) }, headers: PRIVATE };
    },

    async listCohortHealth({ query, viewer }) {
      only(viewer);
      const { items, next_cursor } = await admin.cohorts(paged(query));
      return { status: 200, body: { items: items.map(presentCohortHealth), next_cursor }, headers: PRIVATE };
    },

    async listAllRuns({ query, viewer }) {
      only(viewer);
      const { state, cohort_id } = query;
      const { items, next_cursor } = await admin.runs({ ...paged(query), state, cohort_id });
      return {
        status: 200,
        body: { items: items.map((run) => presentRun(run, ALL_NAMES)), next_cursor },
        headers: PRIVATE,
      };
    },

    async listHosts({ viewer }) {
      only(viewer);
      return { status: 200, body: { items: (await admin.hosts()).map(presentHost) }, headers: PRIVATE };
    },

    async resumeHost({ body, viewer }) {
      only(viewer);
      await admin.resumeHost(body.host);
      return { status: 200, body: { items: (await admin.hosts()).map(presentHost) }, headers: PRIVATE };
    },

    async listWaitingFilms({ query, viewer }) {
      only(viewer);
      const films = await admin.films(query.limit ?? DEFAULT_PAGE);
      return { status: 200, body: { items: films.map(presentWaitingFilm) }, headers: PRIVATE };
    },

    async listSlowQueries({ query, viewer }) {
      only(viewer);
      const queries = await admin.slowQueries(query.limit ?? DEFAULT_PAGE);
      return { status: 200, body: { items: queries.map(presentSlowQuery) }, headers: PRIVATE };
    },

    async listAuthEvents({ query, viewer }) {
      only(viewer);
      const { kind, user_id } = query;
      const { items, next_cursor } = await admin.events({ ...paged(query), kind, user_id });
      return { status: 200, body: { items: items.map(presentAuthEvent), next_cursor }, headers: PRIVATE };
    },

    async listExportEvents({ query, viewer }) {
      only(viewer);
      const { user_id, cohort_id } = query;
      const { items, next_cursor } = await admin.exports({ ...paged(query), user_id, cohort_id });
      return { status: 200, body: { items: items.map(presentExportEvent), next_cursor }, headers: PRIVATE };
    },

    async switchReadOnly({ body, viewer }) {
      only(viewer);
      const { read_only, reason = null } = body;
      return { status: 200, body: presentReadOnly(await admin.setReadOnly({ read_only, reason })), headers: PRIVATE };
    },
  };
}
