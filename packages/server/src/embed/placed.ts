/** Films as they stand on one list: ranks are places on it, and moves are moves on it. */
import type { RankingRow } from '@cohort-almanac/core';
import type { SharedList } from '../services/filter-types.ts';

export function placed(
  { page }: Pick<SharedList, 'page'>,
  before: ReadonlyMap<number, number> | null,
): readonly RankingRow[] {
  return page.items.map((film, place) => ({
    ...film,
    rank: place + 1,
    previous_rank: before?.get(film.film_id) ?? null,
  }));
}
