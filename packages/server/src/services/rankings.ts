/** Filtered rankings, page by page. */
import { createHash } from 'node:crypto';
import {
  applyFilter,
  canonicalFilter,
  cursorFits,
  decodeCursor,
  encodeCursor,
  type FilmFilter,
  filterHash,
  type RankingRow,
  timeframeOf,
} from '@cohort-almanac/core';
import type { CohortCard, Version } from '@cohort-almanac/db';
import { LRUCache } from 'lru-cache';
import { ProblemError } from '../problem-error.ts';
import { counted } from './cache-reads.ts';
import { ANYBODY, type FilmLists, type ListedFilms, type ListReader } from './film-lists.ts';
import { type RankingPage, type RankingsService, UNKNOWN_CURSOR } from './types.ts';
import { publishedOf, type Versions } from './versions.ts';

/** Films referred to at most by remembered lists. */
const MAX_ROWS_OF_LISTS = 500_000;
/** Films on remembered pages. A page is kept with its JSON, about a kilobyte a film. */
const MAX_ROWS_OF_PAGES = 100_000;

export interface WholeRankings {
  /** Every film that a filter leaves, in its order, whatever its `limit`: for exports. */
  all(cohort: CohortCard, filter: FilmFilter, reader?: ListReader): Promise<readonly RankingRow[]>;
}

export function rankingsService(versions: Versions, filmLists: FilmLists): RankingsService & WholeRankings {
  // The same page is the same object, so that what is made of it (its JSON) can be remembered beside it.
  const pages = new LRUCache<string, RankingPage>({
    max: 5_000,
    maxSize: MAX_ROWS_OF_PAGES,
    sizeCalculation: sizeOf,
  });
  // A list that is paged through is filtered once.
  const lists = new LRUCache<string, RankingRow[]>({
    max: 500,
    maxSize: MAX_ROWS_OF_LISTS,
    sizeCalculation: (l) => l.length + 1,
  });

  // The contract's binder gives the same object for the same query string: its hash is computed once.
  const hashes = new WeakMap<FilmFilter, string>();

  async function hashOf(filter: FilmFilter): Promise<string> {
    let hash = hashes.get(filter);
    if (hash === undefined) {
      hash = await filterHash(filter);
      hashes.set(filter, hash);
    }
    return hash;
  }

  async function filtered(
    cohort: CohortCard,
    version: Version,
    filter: FilmFilter,
    listed: ListedFilms | null,
  ): Promise<RankingRow[]> {
    const key = `${version.id} ${cohort.revision} ${listed?.state ?? ''} ${canonicalFilter(filter)}`;
    const known = counted('lists', lists.get(key));
    if (known) return known;
    const timeframe = timeframeOf(filter, version.as_of);
    const list = applyFilter(
      await versions.ranking(cohort, version.id, filter.strategy, timeframe),
      filter,
      listed?.films,
    );
    lists.set(key, list);
    return list;
  }

  return {
    async list(cohort, filter, reader) {
      const hash = await hashOf(filter);
      const listed = filter.list ? await filmLists.filmsOf(filter.list, cohort.id, reader ?? ANYBODY) : null;
      // A cursor is good as long as the lists hold the same films.
      const content = listed
        ? createHash('sha256')
            .update(hash + listed.state)
            .digest('hex')
        : hash;
      const { versionId, position } = begin(cohort, filter, content);
      const key = `${versionId} ${cohort.id} ${cohort.revision} ${content} ${position} ${filter.limit}`;
      const known = counted('pages', pages.get(key));
      if (known) return known;

      const version = versionId === null ? null : await versions.find(versionId);
      // Also a cursor that was made up, to read another cohort's version.
      if (versionId !== null && version?.cohort_id !== cohort.id) throw expired();
      const rows = version ? await filtered(cohort, version, filter, listed) : [];
      // A cursor always has films before it: without, its version was pruned after it was found.
      if (position > 0 && position >= rows.length) throw expired();
      const end = position + filter.limit;
      const page: RankingPage = {
        ...publishedOf(version, cohort),
        items: rows.slice(position, end),
        total: rows.length,
        next_cursor:
          versionId !== null && end < rows.length
            ? encodeCursor({ ranking_version: versionId, filter_hash: content, position: end })
            : null,
        strategy: filter.strategy,
        timeframe: version ? timeframeOf(filter, version.as_of) : filter.timeframe,
        filter_hash: hash,
        ...(listed && { list_state: listed.state }),
      };
      pages.set(key, page);
      return page;
    },

    async all(cohort, filter, reader) {
      const version = cohort.current_version_id === null ? null : await versions.find(cohort.current_version_id);
      const listed = filter.list ? await filmLists.filmsOf(filter.list, cohort.id, reader ?? ANYBODY) : null;
      return version ? filtered(cohort, version, filter, listed) : [];
    },
  };
}

function sizeOf(page: RankingPage): number {
  return page.items.length + 1;
}

/** Where a page begins: at the top of the current version, or where the cursor's version was left. */
function begin(cohort: CohortCard, filter: FilmFilter, hash: string): { versionId: number | null; position: number } {
  if (filter.cursor === undefined) return { versionId: cohort.current_version_id, position: 0 };
  const cursor = decodeCursor(filter.cursor);
  if (!cursor || !cursorFits(cursor, hash)) {
    throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
  }
  return { versionId: cursor.ranking_version, position: cursor.position };
}

function expired(): ProblemError {
  return new ProblemError(
    'gone',
    'The ranking has been computed anew since, and the version that this cursor reads is gone. Begin anew without it.',
  );
}
