/** The reads of what was computed. */
import {
  canonicalFilter,
  type FilmFilter,
  formatTimeframe,
  InvalidTimeframe,
  parseFilter,
  parseTimeframe,
} from '@cohort-almanac/core';
import { type Handlers, type Query, type Schemas, Serialized } from '../openapi/types.ts';
import { presentInsights, presentRankingPage, presentRankingRow } from '../presenters/rankings.ts';
import { serializeListOnce } from '../presenters/serialize.ts';
import { presentStats } from '../presenters/stats.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services } from '../services/types.ts';
import { cacheable } from './cacheable.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type RankingRoutes = Pick<Handlers, 'listRankings' | 'getInsights' | 'getStats'>;
type RankingServices = Pick<Services, 'cohorts' | 'rankings' | 'insights' | 'stats' | 'answers'>;

export function rankingRoutes({ cohorts, rankings, insights, stats, answers }: RankingServices): RankingRoutes {
  const seen = seenBy(cohorts);
  return {
    async listRankings({ params, query, viewer }) {
      const { filter, key } = read(query);
      const { cohort, rights, audience } = await seen.find(viewer, params.id);
      const page = await rankings.list(cohort, filter, rights);
      return {
        status: 200,
        body: serializeListOnce(page, presentRankingPage, presentRankingRow),
        headers: cacheable(cohort, audience, page.list_state === undefined ? key : `${key} ${page.list_state}`),
      };
    },

    async getInsights({ params, query, viewer }) {
      const { cohort, audience } = await seen.find(viewer, params.id);
      const { surface = 'buckets', strategy = 'bayesian', limit = DEFAULT_PAGE } = query;
      const timeframe = readTimeframe(query.timeframe);
      const what = `insights/${surface}/${strategy}/${timeframe}/${limit}`;
      const { bytes } = await answers.read(cohort, what, async () =>
        presentInsights(await insights.read(cohort, { surface, strategy, timeframe, limit })),
      );
      return {
        status: 200,
        body: new Serialized<Schemas['Insights']>(bytes),
        headers: cacheable(cohort, audience, what),
      };
    },

    async getStats({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      return { status: 200, body: presentStats(cohort, await stats.read(cohort), rights) };
    },
  };
}

interface Asked {
  filter: FilmFilter;
  /** Everything that decides which page it is, as text. */
  key: string;
}

/** Reading a filter costs more than sending a page that is cached; the binder hands on the same query for the same text. */
const asked = new WeakMap<object, Asked>();

/** The contract has checked each parameter; core checks them against each other. */
function read(query: Readonly<Query<'listRankings'>>): Asked {
  const known = asked.get(query);
  if (known) return known;
  const parsed = parseFilter({ ...query });
  if (!parsed.ok) {
    throw new ProblemError(
      'invalid-filter',
      `${parsed.errors.map(({ message }) => message).join('. ')}.`,
      parsed.errors.map(({ parameter, message }) => ({ in: 'query', name: parameter, message })),
    );
  }
  const { filter } = parsed;
  const key = `rankings?${canonicalFilter(filter)}&limit=${filter.limit}&cursor=${filter.cursor ?? ''}`;
  asked.set(query, { filter, key });
  return { filter, key };
}

/** The canonical key. The contract has checked its letters; core knows the calendar. */
function readTimeframe(key = 'all'): string {
  try {
    return formatTimeframe(parseTimeframe(key));
  } catch (error) {
    if (!(error instanceof InvalidTimeframe)) throw error;
    const { message } = error;
    throw new ProblemError('invalid-filter', `timeframe: ${message}.`, [{ in: 'query', name: 'timeframe', message }]);
  }
}
