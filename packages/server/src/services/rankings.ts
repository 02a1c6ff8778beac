/** Filtered rankings, page by page. */
import { createHash } from 'node:crypto';
import {
  applyFilter,
  type Cursor,
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
import { keys } from './cache-keys.ts';
import { counted } from './cache-reads.ts';
import { type ChooseFilms, type ChosenFilms, chosenAmong } from './chosen-films.ts';
import { ANYBODY } from './film-lists.ts';
import type { MembersRanking, RankForMembers } from './members-ranking.ts';
import { BYTES_A_JSON, BYTES_A_ROW, thatFit } from './memory.ts';
import { type RankingPage, type RankingsService, UNKNOWN_CURSOR } from './types.ts';
import { publishedOf, type Versions } from './versions.ts';

/** Films referred to at most by the remembered lists of one ranking. */
const MAX_ROWS_OF_LISTS = 100_000;
/** Films on remembered pages. A page is kept with its JSON, and holds its rows even when their ranking is remembered no more. */
const MAX_ROWS_OF_PAGES = thatFit(100_000, 0.1, BYTES_A_ROW + BYTES_A_JSON);

export function rankingsService(
  versions: Versions,
  choose: ChooseFilms,
  rankForMembers: RankForMembers,
): RankingsService {
  // The same page is the same object, so that what is made of it (its JSON) can be remembered beside it.
  const pages = new LRUCache<string, RankingPage>({
    max: 5_000,
    maxSize: MAX_ROWS_OF_PAGES,
    sizeCalculation: sizeOf,
  });
  // A list that is paged through is filtered once. Lists end with the ranking that they were cut from: their rows are its.
  const lists = new WeakMap<readonly RankingRow[], LRUCache<string, RankingRow[]>>();
  const listsOf = (rows: readonly RankingRow[]) => {
    let known = lists.get(rows);
    if (!known) {
      known = new LRUCache({ max: 500, maxSize: MAX_ROWS_OF_LISTS, sizeCalculation: (list) => list.length + 1 });
      lists.set(rows, known);
    }
    return known;
  };

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

  /** What a filter leaves, in its order, with what it was cut from. */
  async function filtered(
    cohort: CohortCard,
    version: Version,
    filter: FilmFilter,
    chosen: ChosenFilms | null,
    narrowed: MembersRanking | null,
  ): Promise<RankingRow[]> {
    const state = stateOf(chosen, narrowed);
    const rows =
      narrowed?.rows ??
      (await versions.ranking(cohort, version.id, filter.strategy, timeframeOf(filter, version.as_of)));
    const lists = listsOf(rows);
    const key = keys.list(cohort, version.id, state, canonicalFilter(filter));
    const known = counted('lists', lists.get(key));
    if (known) return known;
    const list = applyFilter(rows, filter, chosen ? chosenAmong(rows, chosen) : undefined);
    lists.set(key, list);
    return list;
  }

  /** The ranking of the members to whom a filter narrows, if it does. */
  async function narrow(cohort: CohortCard, version: Version | null, filter: FilmFilter, chosen: ChosenFilms | null) {
    if (!version || !chosen?.members) return null;
    return rankForMembers(cohort, version, chosen.members, filter.strategy, timeframeOf(filter, version.as_of));
  }

  return {
    async list(cohort, filter, reader = ANYBODY) {
      const hash = await hashOf(filter);
      const chosen = await choose(cohort, filter, reader);
      const cursor = readCursor(filter);
      const versionId = cursor?.ranking_version ?? cohort.current_version_id;
      // A page that is asked for again needs nothing of the version, unless the filter asks for more than it holds.
      let version = chosen?.members && versionId !== null ? await versions.find(versionId) : null;
      let narrowed = await narrow(cohort, version, filter, chosen);
      const state = stateOf(chosen, narrowed);
      // A cursor is good as long as lists and members hold the same films.
      const content =
        state === ''
          ? hash
          : createHash('sha256')
              .update(hash + state)
              .digest('hex');
      if (cursor && !cursorFits(cursor, content)) throw foreignCursor();
      const position = cursor?.position ?? 0;
      const key = keys.page(cohort, versionId, content, position, filter.limit);
      const known = counted('pages', pages.get(key));
      if (known) return known;

      version ??= versionId === null ? null : await versions.find(versionId);
      // Also a cursor that was made up, to read another cohort's version.
      if (versionId !== null && version?.cohort_id !== cohort.id) throw expired();
      narrowed ??= await narrow(cohort, version, filter, chosen);
      const rows = version ? await filtered(cohort, version, filter, chosen, narrowed) : [];
      // A cursor always has films before it: without, its version was pruned after it was found.
      if (position > 0 && position >= rows.length) throw expired();
      const end = position + filter.limit;
      const page: RankingPage = {
        ...publishedOf(version, cohort),
        ...(narrowed && { coverage: narrowed.coverage }),
        items: rows.slice(position, end),
        total: rows.length,
        next_cursor:
          versionId !== null && end < rows.length
            ? encodeCursor({ ranking_version: versionId, filter_hash: content, position: end })
            : null,
        strategy: filter.strategy,
        timeframe: version ? timeframeOf(filter, version.as_of) : filter.timeframe,
        filter_hash: hash,
        ...(state !== '' && { list_state: state }),
      };
      pages.set(key, page);
      return page;
    },

    async all(cohort, filter, reader = ANYBODY) {
      const chosen = await choose(cohort, filter, reader);
      const version = cohort.current_version_id === null ? null : await versions.find(cohort.current_version_id);
      const narrowed = await narrow(cohort, version, filter, chosen);
      return {
        ...publishedOf(version, cohort),
        ...(narrowed && { coverage: narrowed.coverage }),
        items: version ? await filtered(cohort, version, filter, chosen, narrowed) : [],
        strategy: filter.strategy,
        timeframe: version ? timeframeOf(filter, version.as_of) : filter.timeframe,
        filter_hash: await hashOf(filter),
      };
    },
  };
}

/** Empty when the version holds all that the filter asks for. */
function stateOf(chosen: ChosenFilms | null, narrowed: MembersRanking | null): string {
  if (!chosen) return '';
  return narrowed ? `${chosen.state} ${narrowed.state}` : chosen.state;
}

function sizeOf(page: RankingPage): number {
  return page.items.length + 1;
}

/** Null at the top of the current version. */
function readCursor({ cursor }: FilmFilter): Cursor | null {
  if (cursor === undefined) return null;
  const read = decodeCursor(cursor);
  if (!read) throw foreignCursor();
  return read;
}

function foreignCursor(): ProblemError {
  return ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
}

function expired(): ProblemError {
  return new ProblemError(
    'gone',
    'The ranking has been computed anew since, and the version that this cursor reads is gone. Begin anew without it.',
  );
}
