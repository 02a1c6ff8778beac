/** The almanac itself. */
import type { Call } from '../core/call.ts';
import type { Body, Query, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import type { Paged } from '../core/page.ts';
import { resource } from '../internal/resource.ts';

/** The almanac itself: health, contract, and what its operator sees and does. */
export interface Admin {
  /** Whether the almanac runs. */
  live(options?: CallOptions): Call<Schemas['Liveness']>;
  /** Whether it can serve, and which part of it can't; also a "no" is an answer. */
  ready(options?: CallOptions): Call<Schemas['Readiness']>;
  /** The contract that it serves, as YAML. */
  contract(options?: CallOptions): Call<string>;
  /** Workers, queues, the week's outcomes, the read-only switch. For the operator, as all that follows. */
  status(options?: CallOptions): Call<Schemas['AdminStatus']>;
  /** All users, by id. */
  users(query?: Query<'listUsers'>, options?: CallOptions): Paged<Schemas['AdminUserPage']>;
  /** Makes an account, with a link that signs it in once. */
  createUser(user: Body<'createUser'>, options?: CallOptions): Call<Schemas['NewUser']>;
  /** Locks or opens an account. */
  updateUser(userId: number, change: Body<'updateUser'>, options?: CallOptions): Call<Schemas['AdminUser']>;
  /** Makes a link that signs a user in once. */
  createLoginLink(userId: number, options?: CallOptions): Call<Schemas['LoginLink']>;
  /** All cohorts with their health, by label. */
  cohorts(query?: Query<'listCohortHealth'>, options?: CallOptions): Paged<Schemas['CohortHealthPage']>;
  /** The runs of all cohorts, the newest first. */
  runs(query?: Query<'listAllRuns'>, options?: CallOptions): Paged<Schemas['RunList']>;
  /** The sites that are asked, and until when they are left alone. */
  hosts(options?: CallOptions): Call<Schemas['SourceHostList']>;
  /** Lets a site be asked again at once. */
  resumeHost(host: Body<'resumeHost'>, options?: CallOptions): Call<Schemas['SourceHostList']>;
  /** Films that wait to be enriched, the most watched first. */
  waitingFilms(query?: Query<'listWaitingFilms'>, options?: CallOptions): Call<Schemas['WaitingFilmList']>;
  /** Statements that took long, the worst first. */
  slowQueries(query?: Query<'listSlowQueries'>, options?: CallOptions): Call<Schemas['SlowQueryList']>;
  /** What happened to accounts, the newest first. */
  authEvents(query?: Query<'listAuthEvents'>, options?: CallOptions): Paged<Schemas['AuthEventPage']>;
  /** Which lists were taken out, the newest first. */
  exportEvents(query?: Query<'listExportEvents'>, options?: CallOptions): Paged<Schemas['ExportEventPage']>;
  /** Switches read-only on or off. */
  switchReadOnly(wish: Body<'switchReadOnly'>, options?: CallOptions): Call<Schemas['ReadOnlySwitch']>;
}

export const admin = resource<Admin>()(
  {
    live: 'GET /health/live',
    status: 'GET /v1/admin/status',
    users: 'LIST /v1/admin/users',
    createUser: 'POST /v1/admin/users?',
    updateUser: 'PATCH /v1/admin/users/{user_id}?',
    createLoginLink: 'POST /v1/admin/users/{user_id}/login-link',
    cohorts: 'LIST /v1/admin/cohorts',
    runs: 'LIST /v1/admin/runs',
    hosts: 'GET /v1/admin/hosts',
    resumeHost: 'POST /v1/admin/hosts?',
    waitingFilms: 'GET /v1/admin/films?',
    slowQueries: 'GET /v1/admin/slow-queries?',
    authEvents: 'LIST /v1/admin/auth-events',
    exportEvents: 'LIST /v1/admin/export-events',
    switchReadOnly: 'PUT /v1/admin/read-only?',
  },
  (send) => ({
    ready: (options) => send('GET', { template: '/health/ready', also: 503 }, options),
    contract: (options) => send('GET', { template: '/openapi.yaml', accept: '*/*', due: 'text' }, options),
  }),
);
