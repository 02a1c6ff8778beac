/**
 * What the routes ask of the services. A service knows the stores and the cache; it decides nothing about who may ask
 * (policies do) and nothing about how an answer looks (presenters do).
 */
import type { Readable } from 'node:stream';
import type { FilmFilter, RankingRow, Strategy } from '@cohort-almanac/core';
import type {
  CohortCard,
  CohortDefinition,
  CohortParameters,
  Coverage,
  LikesOnlyFilm,
  Role,
  RunReport,
  Version,
} from '@cohort-almanac/db';
import type { Scope } from '../policies/scopes.ts';
import type { AccessService } from './access-types.ts';
import type { AccountsService, TokensService } from './account-types.ts';
import type { AdminService } from './admin-types.ts';
import type { AnswersService } from './answers.ts';
import type { DigestsService } from './digest-types.ts';
import type { ExportsService } from './exports.ts';
import type { ListReader } from './film-lists.ts';
import type { FilmsService } from './film-types.ts';
import type { FiltersService, SharesService } from './filter-types.ts';
import type { IdempotencyService } from './idempotency.ts';
import type { ImportsService } from './import-types.ts';
import type { JoinsService } from './join-types.ts';
import type { PeopleService } from './people-types.ts';
import type { QuotasService } from './quotas.ts';
import type { SchedulesService } from './schedule-types.ts';
import type { WebhooksService } from './webhook-types.ts';

/** Who asks. Anonymous when all is null. */
export interface Viewer {
  user_id: number | null;
  token_id: number | null;
  /** Signed in with a cookie: the session. */
  session_id?: number;
  scopes: readonly Scope[];
  /** The operator of this almanac: sees and may do everything that the scopes allow. */
  is_operator: boolean;
  /**
   * Set for a publishable token: it reads these cohorts, private ones too, and no others, and sees no names. It speaks
   * for nobody, so `user_id` is null.
   */
  only_cohorts?: readonly number[];
}

/** A cohort together with what the viewer is in it. */
export interface SeenCohort {
  cohort: CohortCard;
  role: Role | null;
}

export interface PageRequest {
  limit: number;
  /** As it came from `next_cursor`; a service throws the problem `invalid-request` on one that it did not make. */
  cursor?: string;
}

/** The fault of a `cursor` that does not belong to the list it came with. */
export const UNKNOWN_CURSOR = 'does not belong to this list; leave it out to begin anew';

export interface Page<T> {
  items: readonly T[];
  next_cursor: string | null;
}

export interface CohortCreation {
  label: string;
  display_name?: string;
  description?: string | null;
  visibility?: 'public' | 'private';
  definition: CohortDefinition;
  parameters: CohortParameters;
}

export interface CohortsService {
  /** Those that the viewer may read, by label. */
  list(viewer: Viewer, request: PageRequest & { q?: string }): Promise<Page<SeenCohort>>;
  /** By id or label, whoever asks; null when there is none. */
  find(viewer: Viewer, idOrLabel: string): Promise<SeenCohort | null>;
  /** Makes the viewer its owner. Throws the problems `conflict` (the label, or as many as they may own) and `unprocessable`. */
  create(viewer: Viewer, input: CohortCreation): Promise<SeenCohort>;
  /** Changes what is given. Throws the problems `conflict` (the label is taken) and `unprocessable` (a name can't be collected). */
  update(viewer: Viewer, cohort: CohortCard, changes: Partial<CohortCreation>): Promise<CohortCard>;
  /** Deletes it with its runs and rankings. The ratings of its members stay: other cohorts may hold them. */
  remove(cohort: CohortCard): Promise<void>;
}

export interface RunsService {
  /** Newest first. */
  list(cohortId: number, request: PageRequest): Promise<Page<RunReport>>;
  /** Null when the cohort has no such run. */
  find(cohortId: number, runId: number): Promise<RunReport | null>;
  /**
   * Starts collecting, or returns the run that is active. `member` is a user name: the problem `unprocessable` is thrown
   * when the cohort has no such member, `conflict` when this almanac collects from nowhere, `quota-exceeded` when the
   * viewer has started as many as they may.
   */
  sync(viewer: Viewer, cohortId: number, options: { full: boolean; member?: string }): Promise<RunReport>;
  /** The run as it goes on, as server-sent events. Throws the problem `unavailable` when too many watch. */
  watch(
    cohortId: number,
    runId: number,
    options: { lastEventId?: string; present(run: RunReport): object },
  ): Promise<Readable>;
  /** Stops a run, unless it is over; resolves to what became of it. */
  stop(cohortId: number, runId: number): Promise<RunReport>;
  /**
   * Does again what failed. Throws the problems `conflict` (it is not over), `unprocessable` (nothing failed) and
   * `quota-exceeded`.
   */
  retryFailed(viewer: Viewer, run: RunReport): Promise<RunReport>;
}

/** What every read of a published version says about it. All null and zero before the first one. */
export interface Published {
  ranking_version: number | null;
  computed_at: Date | null;
  coverage: Coverage;
}

export interface RankingPage extends Published, Page<RankingRow> {
  /** Films that the filter leaves of those ranked under the strategy. */
  total: number;
  strategy: Strategy;
  /** The canonical key of the timeframe that was read; of `recent_years` the window that they mean. */
  timeframe: FilmFilter['timeframe'];
  filter_hash: string;
  /** Under filters by lists and members: stands for what these hold, which changes by itself. */
  list_state?: string;
}

/** Every film that a filter leaves. */
export type WholeRanking = Omit<RankingPage, 'total' | 'next_cursor' | 'list_state'>;

export interface RankingsService {
  /**
   * One page of a cohort's films. Throws the problems `invalid-request` (the cursor belongs to another filter) and
   * `gone` (its version is no longer kept), and those of `ChooseFilms`. Without a `reader` it is read as by anybody. A page that is asked for again may be the very same object.
   */
  list(cohort: CohortCard, filter: FilmFilter, reader?: ListReader): Promise<RankingPage>;
  /** Every film that a filter leaves, in its order, whatever its `limit`: for exports. */
  all(cohort: CohortCard, filter: FilmFilter, reader?: ListReader): Promise<WholeRanking>;
}

export interface InsightsRequest {
  surface: InsightsPage['surface'];
  strategy: Strategy;
  /** A canonical key. */
  timeframe: FilmFilter['timeframe'];
  /** Films in each list. */
  limit: number;
}

export interface DivergentFilm {
  /** abs(divergence) - 1.64 standard errors, in stars. */
  value: number;
  divergence_se: number;
  film: RankingRow;
}

/** What stands on a surface; the shape follows from `surface`. */
export type InsightsPage = Published & { strategy: Strategy; timeframe: FilmFilter['timeframe'] } & (
    | {
        surface: 'buckets';
        items: readonly { bucket: RankingRow['bucket']; total: number; films: readonly RankingRow[] }[];
      }
    | { surface: 'divergence'; positive: readonly DivergentFilm[]; negative: readonly DivergentFilm[] }
    | { surface: 'hidden-gems' | 'favorites'; items: readonly RankingRow[] }
    | { surface: 'likes-only'; items: readonly LikesOnlyFilm[] }
  );

export interface InsightsService {
  read(cohort: CohortCard, request: InsightsRequest): Promise<InsightsPage>;
}

export interface CohortStats {
  /** The published version; null before the first. */
  version: Version | null;
  /** Before the first version too: who is known, and whose data is there. */
  coverage: Coverage;
  last_run: RunReport | null;
  /** When the last sync that brought data ended. */
  last_synced_at: Date | null;
}

export interface StatsService {
  read(cohort: CohortCard): Promise<CohortStats>;
}

export interface HealthCheck {
  name: string;
  ok: boolean;
  /** What a person who runs the almanac can go by; no address, no secret. */
  detail: string | null;
}

export interface HealthService {
  /** Asks each service behind the almanac, with a deadline of its own. Never throws. */
  check(): Promise<readonly HealthCheck[]>;
}

export interface Services {
  accounts: AccountsService;
  tokens: TokensService;
  cohorts: CohortsService;
  runs: RunsService;
  rankings: RankingsService;
  insights: InsightsService;
  stats: StatsService;
  people: PeopleService;
  films: FilmsService;
  exports: ExportsService;
  access: AccessService;
  filters: FiltersService;
  shares: SharesService;
  webhooks: WebhooksService;
  digests: DigestsService;
  admin: AdminService;
  imports: ImportsService;
  joins: JoinsService;
  schedules: SchedulesService;
  health: HealthService;
  idempotency: IdempotencyService;
  quotas: QuotasService;
  answers: AnswersService;
}
