/** Rows such as the stores give, for tests of the frame around them. */
import type { RankingRow } from '@cohort-almanac/core';
import type { CohortCard, RunReport, Version } from '@cohort-almanac/db';
import type { Published, RankingPage } from '../../../src/services/types.ts';

const time = new Date('2026-11-22T19:40:00Z');

export function cohort(over: Partial<CohortCard> = {}): CohortCard {
  return {
    id: 1,
    label: 'demo',
    display_name: 'Demo',
    description: null,
    visibility: 'public',
    definition: {
      seeds: [{ username: 'secret-seed', relation: 'following', depth: 1, include_seed: true }],
      lists: ['secret-owner/list/best'],
      members: ['secret-member'],
    },
    parameters: { m: 7 },
    revision: 0,
    current_version_id: 3,
    created_at: time,
    updated_at: time,
    member_count: 12,
    computed_at: time,
    active_run_id: null,
    ...over,
  };
}

export function film(over: Partial<RankingRow> = {}): RankingRow {
  return {
    film_id: 10,
    rank: 1,
    score: 4.25,
    title: 'M',
    slug: 'm',
    lid: '29w4',
    letterboxd_id: 51_000,
    release_year: 1931,
    poster_url: null,
    media_type: 'movie',
    tmdb_id: 832,
    imdb_id: 'tt0022100',
    runtime_minutes: 111,
    watchers: 5,
    avg_rating: 4.5,
    rating_stddev: 0.3,
    histogram: [0, 0, 0, 0, 0, 0, 0, 1, 2, 2],
    likes_count: 4,
    favorites_count: 1,
    likes_only_count: 0,
    like_rate: 0.8,
    favorite_rate: 0.2,
    consensus_strength: 1,
    divergence: null,
    distribution: 'unclassified',
    bucket: 'Hidden gem',
    cluster: 'Middle of the pack',
    consensus: 'unanimous',
    watchers_percentile: 40,
    rating_percentile: 95,
    previous_rank: null,
    directors: [{ person_id: 5, name: 'Fritz Lang' }],
    actors: [{ person_id: 6, name: 'Peter Lorre' }],
    writers: [],
    genres: [{ id: 'crime', name: 'Crime' }],
    countries: [{ id: 'DE', name: 'Germany' }],
    ...over,
  };
}

export const published: Published = {
  ranking_version: 3,
  computed_at: time,
  coverage: {
    members: 12,
    members_with_data: 11,
    sources: { export: 1, rss: 0, pages: 0, crawl: 10 },
    oldest_observed_at: '2026-11-20T10:00:00+00:00',
    newest_observed_at: null,
  },
};

export function rankingPage(over: Partial<RankingPage> = {}): RankingPage {
  return {
    ...published,
    items: [film()],
    next_cursor: null,
    total: 1,
    strategy: 'bayesian',
    timeframe: 'all',
    filter_hash: 'a'.repeat(64),
    ...over,
  };
}

const noTasks = { queued: 0, running: 0, succeeded: 0, failed: 0, stopped: 0 };

export function run(over: Partial<RunReport> = {}): RunReport {
  return {
    id: 9,
    cohort_id: 1,
    kind: 'compute',
    options: {},
    state: 'running',
    stage: 0,
    as_of: '2026-11-22',
    error_kind: null,
    error: null,
    created_at: time,
    started_at: time,
    finished_at: null,
    stages: [
      { kind: 'compute', tasks: { ...noTasks, running: 1 }, seconds: 2.5, counters: { requests: 4 } },
      { kind: 'publish', tasks: noTasks, seconds: null, counters: {} },
    ],
    counters: { requests: 4 },
    errors: [{ kind: 'private', count: 1, example: 'secret-member keeps it private' }],
    warnings: ['secret-member has no films'],
    position: 0,
    import: null,
    ...over,
  };
}

export function version(over: Partial<Version> = {}): Version {
  return {
    id: 3,
    cohort_id: 1,
    run_id: 9,
    stage: 0,
    as_of: '2026-11-22',
    parameters: { m: 3, baseline: 6, floor: 2, tau: 365, alpha: 0.5, beta: 0.25 },
    coverage: published.coverage,
    summary: { films: 1, ratings: 5, likes: 4, likes_only: 0, mean: 4.5, histogram: [0, 0, 0, 0, 0, 0, 0, 1, 2, 2] },
    previous_version_id: null,
    computed_at: time,
    published_at: time,
    final: true,
    ...over,
  };
}
