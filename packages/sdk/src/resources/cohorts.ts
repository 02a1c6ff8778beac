/** Cohorts: what they are, who belongs to them, who may do what with them. */
import type { Call } from '../core/call.ts';
import type { Answer, Body, Query, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import type { Paged } from '../core/page.ts';
import { RunHandle } from '../core/run-handle.ts';
import { resource } from '../internal/resource.ts';

/** A cohort's id, or its label. */
export type CohortRef = string | number;

/** Cohorts: what they are, who belongs to them, who may do what with them. */
export interface Cohorts {
  /** The cohorts that the caller may read, by label. */
  list(query?: Query<'listCohorts'>, options?: CallOptions): Paged<Schemas['CohortList']>;
  /** Makes a cohort, whose owner the caller becomes. Nothing is collected before `sync`. */
  create(cohort: Body<'createCohort'>, options?: CallOptions): Call<Schemas['Cohort']>;
  /** One cohort. */
  get(cohort: CohortRef, options?: CallOptions): Call<Schemas['Cohort']>;
  /** Changes a cohort; what is left out stays. */
  update(cohort: CohortRef, change: Body<'updateCohort'>, options?: CallOptions): Call<Schemas['Cohort']>;
  /** Deletes a cohort with its runs, rankings and invites. */
  delete(cohort: CohortRef, options?: CallOptions): Call<void>;
  /**
   * Collects the cohort's ratings anew. While a run is active, gives that one. `events()` and `finished()` follow it:
   * `const run = await almanac.cohorts.sync('demo').finished()`.
   */
  sync(cohort: CohortRef, body?: Body<'syncCohort'>, options?: CallOptions): RunHandle;
  /** When it syncs by itself; for owners and editors. */
  schedule(cohort: CohortRef, options?: CallOptions): Call<Schemas['Schedule']>;
  /** Syncs it by itself from now on; what is left out is off. */
  setSchedule(cohort: CohortRef, schedule: Body<'setSchedule'>, options?: CallOptions): Call<Schemas['Schedule']>;
  /** Syncs it by itself no more. */
  endSchedule(cohort: CohortRef, options?: CallOptions): Call<void>;
  /** What to write to a member whose data is old. */
  reminder(cohort: CohortRef, username: string, options?: CallOptions): Call<Answer<'getReminder'>>;
  /** Whether the caller gets the weekly digest of it. */
  digest(cohort: CohortRef, options?: CallOptions): Call<Schemas['Digest']>;
  /** Gets the caller a weekly digest by mail. */
  subscribe(cohort: CohortRef, options?: CallOptions): Call<Schemas['Digest']>;
  /** Ends that. */
  unsubscribe(cohort: CohortRef, options?: CallOptions): Call<Schemas['Digest']>;
  /** Who belongs to it; for owners and editors. */
  members(
    cohort: CohortRef,
    query?: Query<'listCohortMembers'>,
    options?: CallOptions,
  ): Paged<Schemas['CohortMemberList']>;
  /** Records the owner's word that a member agreed to be named. */
  stateConsent(cohort: CohortRef, username: string, options?: CallOptions): Call<void>;
  /** Takes that back. */
  withdrawConsent(cohort: CohortRef, username: string, options?: CallOptions): Call<void>;
  /** Who has a role in it; for owners. */
  memberships(cohort: CohortRef, options?: CallOptions): Call<Schemas['MembershipList']>;
  /** Gives a user another role. */
  changeMembership(
    cohort: CohortRef,
    userId: number,
    role: Body<'changeMembership'>,
    options?: CallOptions,
  ): Call<void>;
  /** Takes a user's role away, or gives up one's own. */
  removeMembership(cohort: CohortRef, userId: number, options?: CallOptions): Call<void>;
  /** The invites, the newest first; for owners. */
  invites(cohort: CohortRef, options?: CallOptions): Call<Schemas['InviteList']>;
  /** Makes an invite. Its link stands in this answer and never again. */
  createInvite(cohort: CohortRef, invite: Body<'createInvite'>, options?: CallOptions): Call<Schemas['NewInvite']>;
  /** Ends an invite; roles that it gave stay. */
  endInvite(cohort: CohortRef, inviteId: number, options?: CallOptions): Call<void>;
}

export const cohorts = resource<Cohorts>()(
  {
    list: 'LIST /v1/cohorts',
    create: 'POST /v1/cohorts?',
    get: 'GET /v1/cohorts/{id}',
    update: 'PATCH /v1/cohorts/{id}?',
    delete: 'DELETE /v1/cohorts/{id}!',
    schedule: 'GET /v1/cohorts/{id}/schedule',
    setSchedule: 'PUT /v1/cohorts/{id}/schedule?',
    endSchedule: 'DELETE /v1/cohorts/{id}/schedule!',
    reminder: 'GET /v1/cohorts/{id}/members/{username}/reminder',
    digest: 'GET /v1/cohorts/{id}/digest',
    subscribe: 'PUT /v1/cohorts/{id}/digest',
    unsubscribe: 'DELETE /v1/cohorts/{id}/digest',
    members: 'LIST /v1/cohorts/{id}/members',
    stateConsent: 'PUT /v1/cohorts/{id}/members/{username}/consent!',
    withdrawConsent: 'DELETE /v1/cohorts/{id}/members/{username}/consent!',
    memberships: 'GET /v1/cohorts/{id}/memberships',
    changeMembership: 'PUT /v1/cohorts/{id}/memberships/{user_id}?!',
    removeMembership: 'DELETE /v1/cohorts/{id}/memberships/{user_id}!',
    invites: 'GET /v1/cohorts/{id}/invites',
    createInvite: 'POST /v1/cohorts/{id}/invites?',
    endInvite: 'DELETE /v1/cohorts/{id}/invites/{invite_id}!',
  },
  (send) => ({
    sync: (id, body, options) =>
      new RunHandle(send('POST', { template: '/v1/cohorts/{id}/sync', path: { id }, body }, options), send),
  }),
);
