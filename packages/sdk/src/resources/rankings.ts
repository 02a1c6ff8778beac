/** What a cohort thinks of films: rankings, insights, single films, numbers. */
import type { Call } from '../core/call.ts';
import type { Query, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import type { Paged } from '../core/page.ts';
import { resource } from '../internal/resource.ts';
import type { CohortRef } from './cohorts.ts';

/** Rankings of films, what moved in them, where two cohorts differ. */
export interface Rankings {
  /** The films ranked under one strategy, narrowed by filters. */
  list(cohort: CohortRef, filter?: Query<'listRankings'>, options?: CallOptions): Paged<Schemas['RankingList']>;
  /** What has moved since the run before. */
  movers(cohort: CohortRef, query?: Query<'getMovers'>, options?: CallOptions): Call<Schemas['Movers']>;
  /** Where two cohorts differ. */
  compare(cohort: CohortRef, query: Query<'compareCohorts'>, options?: CallOptions): Call<Schemas['Comparison']>;
}

export const rankings = resource<Rankings>()(
  {
    list: 'LIST /v1/cohorts/{id}/rankings',
    movers: 'GET /v1/cohorts/{id}/movers?',
    compare: 'GET /v1/cohorts/{id}/compare?',
  },
  () => ({}),
);

type Surface = Schemas['Surface'];
type Of<I, S> = I extends { surface: infer Own } ? (S extends Own ? I & { surface: S } : never) : never;
/** The insights of one surface: `InsightsOf<'hidden-gems'>` has `items`, `InsightsOf<'divergence'>` has two lists. */
export type InsightsOf<S extends Surface> = Of<Schemas['Insights'], S>;

/** Hidden gems, quarrels with the world, favourites. */
export interface Insights {
  /** What stands out in the cohort's taste, on one surface; `buckets` when none is named. */
  get<const S extends Surface = 'buckets'>(
    cohort: CohortRef,
    query?: Query<'getInsights'> & { surface?: S },
    options?: CallOptions,
  ): Call<InsightsOf<S>>;
}

export const insights = resource<Insights>()({}, (send) => ({
  get: <S extends Surface>(id: CohortRef, query?: Query<'getInsights'>, options?: CallOptions) =>
    send<InsightsOf<S>>('GET', { template: '/v1/cohorts/{id}/insights', path: { id }, query }, options),
}));

/** A cohort in numbers. */
export interface Stats {
  /** The cohort in numbers, with coverage and freshness. */
  get(cohort: CohortRef, options?: CallOptions): Call<Schemas['Stats']>;
}

export const stats = resource<Stats>()({ get: 'GET /v1/cohorts/{id}/stats' }, () => ({}));

/** Single films, and why they stand where they stand. */
export interface Films {
  /** One film: the cohort beside the world, and its place under every strategy with the parts of each score. */
  get(cohort: CohortRef, filmId: number, options?: CallOptions): Call<Schemas['FilmDetail']>;
}

export const films = resource<Films>()({ get: 'GET /v1/cohorts/{id}/films/{film_id}' }, () => ({}));
