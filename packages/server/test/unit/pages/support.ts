/** Editions such as the services give, for tests of the pages made of them. */
import type { LikesOnlyFilm } from '@cohort-almanac/db';
import type { Edition, PageFrame } from '../../../src/pages/first-page.ts';
import type { PageServices } from '../../../src/pages/read.ts';
import type { CohortStats } from '../../../src/services/types.ts';
import { cohort, film, published, rankingPage, run, version } from '../support/data.ts';

export const frame: PageFrame = {
  now: new Date('2026-11-23T10:00:00Z'),
  stylesheet: '/assets/almanac.css?v=1',
  dashboard: '/widgets/dashboard.js',
  script: '/assets/almanac.js?v=1',
};

export const lovedFilm: LikesOnlyFilm = {
  film_id: 30,
  title: 'Shoah',
  slug: 'shoah',
  lid: '2aaa',
  release_year: 1985,
  poster_url: null,
  likes_only_count: 4,
  likes_count: 0,
  watchers: 0,
};

export const done = run({ state: 'succeeded', stage: 1, finished_at: new Date('2026-11-22T19:41:00Z') });

export function stats(over: Partial<CohortStats> = {}): CohortStats {
  const last_synced_at = new Date('2026-11-22T19:41:00Z');
  return { version: version(), coverage: published.coverage, last_run: done, last_synced_at, ...over };
}

/** Five ranked films, and one in each story. */
export function edition(over: Partial<Edition> = {}): Edition {
  const films = [1, 2, 3, 4, 5].map((rank) =>
    film({ rank, film_id: rank, title: `Film ${rank}`, slug: `film-${rank}` }),
  );
  const divergent = (divergence: number) => ({ value: 1, divergence_se: 0.1, film: film({ divergence }) });
  return {
    cohort: cohort({ display_name: 'The Circle' }),
    stats: stats(),
    ranking: rankingPage({ items: films, total: 40 }),
    stories: {
      gems: [film()],
      quarrels: [film({ consensus: 'divisive', histogram: [2, 1, 0, 0, 0, 0, 0, 0, 1, 1] })],
      higher: [divergent(1.25)],
      lower: [divergent(-0.75)],
      loved: [lovedFilm],
    },
    world: new Map([[1, [0, 0, 0, 0, 0, 1, 1, 2, 3, 3]]]),
    ...over,
  };
}

/** Services that hold this edition, and nothing else. */
export function pageServices(shown: Edition, cohorts: Partial<PageServices['cohorts']> = {}): PageServices {
  const seen = { cohort: cohort(), role: null };
  return {
    cohorts: {
      find: async (_viewer, label) => (label === 'demo' ? seen : null),
      list: async () => ({ items: [], next_cursor: null }),
      create: () => Promise.reject(new Error('a page creates nothing')),
      update: () => Promise.reject(new Error('a page changes nothing')),
      remove: () => Promise.reject(new Error('a page removes nothing')),
      ...cohorts,
    },
    rankings: {
      list: async (_cohort, filter) =>
        filter.consensus ? rankingPage({ items: shown.stories.quarrels }) : shown.ranking,
      all: () => Promise.reject(new Error('a page shows one page of films')),
    },
    insights: {
      async read(_cohort, { surface, strategy, timeframe }) {
        const about = { ...published, strategy, timeframe };
        const { gems, higher, lower, loved } = shown.stories;
        if (surface === 'divergence') return { ...about, surface, positive: higher, negative: lower };
        if (surface === 'likes-only') return { ...about, surface, items: loved };
        if (surface === 'buckets') return { ...about, surface, items: [] };
        return { ...about, surface, items: gems };
      },
    },
    stats: { read: async () => shown.stats },
  };
}
