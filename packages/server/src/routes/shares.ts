/** What is read under a share's link, by whoever has it. */
import { entityTag } from '../middleware/conditional-get.ts';
import type { Handlers } from '../openapi/types.ts';
import { presentSharedList } from '../presenters/filters.ts';
import { ProblemError } from '../problem-error.ts';
import type { SharedList } from '../services/filter-types.ts';
import type { Services } from '../services/types.ts';
import { DEFAULT_PAGE } from './seen.ts';

type ShareRoutes = Pick<Handlers, 'getSharedList'>;

/** The same for everybody, so caches on the way may keep it; a share that ends is gone from them after a minute. */
const PUBLIC = 'public, max-age=60, s-maxage=60, stale-while-revalidate=600';

/** Everything that decides how a shared list looks. */
export function stateOf({ saved, share, cohort, page }: SharedList): string {
  return JSON.stringify([
    saved.updated_at,
    share.slug,
    share.updated_at,
    cohort.updated_at,
    cohort.current_version_id,
    cohort.revision,
    cohort.member_count,
    page.list_state,
  ]);
}

/** The headers of what everybody may read and keep, pages of other origins too. */
export function openHeaders(list: SharedList, what: string): Record<string, string> {
  return {
    ETag: entityTag(`${what} ${stateOf(list)}`),
    'Cache-Control': PUBLIC,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
}

/** Says nothing of what was there once. */
export const nothingShared = () =>
  new ProblemError('not-found', 'Nothing is shared here. The link may be mistyped, or have ended.');

export function shareRoutes({ shares }: Pick<Services, 'shares'>): ShareRoutes {
  return {
    async getSharedList({ params, query }) {
      const { limit = DEFAULT_PAGE, cursor } = query;
      const list = await shares.open(params.slug, { limit, cursor });
      if (!list) throw nothingShared();
      return {
        status: 200,
        body: presentSharedList(list, await shares.addressesOf(list.share.slug)),
        headers: openHeaders(list, `list ${limit} ${cursor ?? ''}`),
      };
    },
  };
}
