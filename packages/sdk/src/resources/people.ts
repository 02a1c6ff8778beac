/** People before and behind the camera, and the members' tastes. */
import type { Call } from '../core/call.ts';
import type { Query, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import { resource } from '../internal/resource.ts';
import type { CohortRef } from './cohorts.ts';

/** Directors, actors, writers. */
export interface People {
  /** The people whose films the cohort rates best. */
  list(cohort: CohortRef, query?: Query<'listPeople'>, options?: CallOptions): Call<Schemas['PeopleList']>;
}

export const people = resource<People>()({ list: 'GET /v1/cohorts/{id}/people?' }, () => ({}));

/** Members' tastes, and a film for tonight. */
export interface Taste {
  /** How far members agree, two by two; for owners and editors. */
  get(cohort: CohortRef, query?: Query<'getTaste'>, options?: CallOptions): Call<Schemas['Taste']>;
  /** Films for an evening of some members that none of them has seen; for owners and editors. */
  tonight(cohort: CohortRef, query: Query<'getTonight'>, options?: CallOptions): Call<Schemas['Tonight']>;
}

export const taste = resource<Taste>()(
  { get: 'GET /v1/cohorts/{id}/taste?', tonight: 'GET /v1/cohorts/{id}/tonight?' },
  () => ({}),
);
