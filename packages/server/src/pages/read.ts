/** Gathers what the first page shows, as anybody may see it. */
import { type FilmFilter, type FilterInput, parseFilter } from '@cohort-almanac/core';
import type { CohortCard } from '@cohort-almanac/db';
import type { InsightsPage, Services, Viewer } from '../services/types.ts';
import type { Edition } from './first-page.ts';
import type { WorldHistograms } from './ranking.ts';
import type { Stories } from './stories.ts';

export type PageServices = Pick<Services, 'cohorts' | 'rankings' | 'insights' | 'stats'>;
/** Reads Letterboxd's histograms of some films. */
export type ReadWorld = (filmIds: readonly number[]) => Promise<WorldHistograms>;

/** The page is the same for everybody, also for who sends a token. */
const ANYBODY: Viewer = { user_id: null, token_id: null, scopes: [], is_operator: false };
const PREFERRED_LABEL = 'demo';
const TOP = 24;
const STORY_FILMS = 4;
const LOVED_FILMS = 6;

const BEST = filterOf({ limit: TOP });
const DIVISIVE = filterOf({ consensus: 'divisive', limit: 200 });

/** The edition to show: of the cohort `demo`, else of the first public one; null when there is none. */
export async function readEdition(services: PageServices, readWorld: ReadWorld): Promise<Edition | null> {
  const cohort = await chooseCohort(services);
  if (!cohort) return null;
  const surface = (name: InsightsPage['surface'], limit: number) =>
    services.insights.read(cohort, { surface: name, strategy: 'bayesian', timeframe: 'all', limit });
  const [stats, ranking, divisive, ...surfaces] = await Promise.all([
    services.stats.read(cohort),
    services.rankings.list(cohort, BEST),
    services.rankings.list(cohort, DIVISIVE),
    surface('hidden-gems', STORY_FILMS),
    surface('divergence', STORY_FILMS),
    surface('likes-only', LOVED_FILMS),
  ]);
  const quarrels = [...divisive.items].sort((a, b) => b.rating_stddev - a.rating_stddev).slice(0, STORY_FILMS);
  const world = await readWorld([...ranking.items, ...quarrels].map(({ film_id }) => film_id));
  const stories: Stories = { gems: [], quarrels, higher: [], lower: [], loved: [] };
  for (const page of surfaces) {
    if (page.surface === 'hidden-gems') stories.gems = page.items;
    if (page.surface === 'divergence') [stories.higher, stories.lower] = [page.positive, page.negative];
    if (page.surface === 'likes-only') stories.loved = page.items;
  }
  return { cohort, stats, ranking, stories, world };
}

async function chooseCohort({ cohorts }: PageServices): Promise<CohortCard | null> {
  const preferred = await cohorts.find(ANYBODY, PREFERRED_LABEL);
  if (preferred?.cohort.visibility === 'public') return preferred.cohort;
  const { items } = await cohorts.list(ANYBODY, { limit: 1 });
  return items[0]?.cohort ?? null;
}

function filterOf(input: FilterInput): FilmFilter {
  const parsed = parseFilter(input);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  return parsed.filter;
}
