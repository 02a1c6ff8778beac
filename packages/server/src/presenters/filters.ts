import { type FilmFilter, filterHash, filterToQuery, type RankingRow } from '@cohort-almanac/core';
import type { SavedFilter, Share } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import { namingParameters } from '../policies/filters.ts';
import type { ShareAddresses, SharedList } from '../services/filter-types.ts';
import { filterWords, type NameOf } from './filter-words.ts';
import { presentRankingRow } from './rankings.ts';
import { presentPublished, timestamp } from './shared.ts';

/** A saved filter, as its user sees it, with the address of its share. */
export async function presentFilter(
  saved: SavedFilter,
  filter: FilmFilter,
  shareUrl: string | null,
): Promise<Schemas['SavedFilter']> {
  const { id, cohort, name, description, share } = saved;
  return {
    id,
    cohort: { id: cohort.id, label: cohort.label, display_name: cohort.display_name },
    name,
    description,
    filter: presentParameters(saved.filter),
    query: filterToQuery(filter).toString(),
    filter_hash: await filterHash(filter),
    words: filterWords(filter),
    names_members: namingParameters(filter).length > 0,
    share: share && shareUrl !== null ? { slug: share.slug, url: shareUrl, mode: modeOf(share) } : null,
    created_at: timestamp(saved.created_at),
    updated_at: timestamp(saved.updated_at),
  };
}

function presentParameters(filter: SavedFilter['filter']): Schemas['FilterParameters'] {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
}

const modeOf = (share: Share): Schemas['ShareMode'] => (share.frozen ? 'frozen' : 'live');

function presentFrozen({ frozen }: Share): Schemas['Frozen'] | null {
  if (!frozen) return null;
  const { version_id, computed_at, frozen_at } = frozen;
  return { ranking_version: version_id, computed_at: timestamp(computed_at), frozen_at: timestamp(frozen_at) };
}

/** The heading of a shared list. */
export const titleOf = ({ saved, share }: Pick<SharedList, 'saved' | 'share'>): string => share.title ?? saved.name;

/** A share, as the owner of its filter sees it, with the code that embeds it. */
export function presentShare(
  { saved, share }: Pick<SharedList, 'saved' | 'share'>,
  addresses: ShareAddresses,
  embed: Schemas['FilterShare']['embed'],
): Schemas['FilterShare'] {
  return {
    filter_id: saved.id,
    slug: share.slug,
    title: titleOf({ saved, share }),
    mode: modeOf(share),
    frozen: presentFrozen(share),
    top: share.top,
    frame_ancestors: share.frame_ancestors,
    addresses,
    embed,
    created_at: timestamp(share.created_at),
    updated_at: timestamp(share.updated_at),
  };
}

/** What the filter of a list says, with the names that its films know. */
export function wordsOf({ filter, page }: Pick<SharedList, 'filter' | 'page'>): string {
  return filterWords(filter, nameIn(page.items));
}

function nameIn(films: readonly RankingRow[]): NameOf {
  return (id) => {
    for (const { directors, writers, actors } of films) {
      for (const credits of [directors, writers, actors]) {
        const person = credits.find(({ person_id }) => person_id === id);
        if (person) return person.name;
      }
    }
    return undefined;
  };
}

/** A list as the public sees it. Nobody's name stands here: neither a member's nor that of who shared it. */
export function presentSharedList(list: SharedList, addresses: ShareAddresses): Schemas['SharedList'] {
  const { saved, share, cohort, page } = list;
  return {
    items: page.items.map(presentRankingRow),
    next_cursor: page.next_cursor,
    total: page.total,
    ...presentPublished(page),
    strategy: page.strategy,
    timeframe: page.timeframe,
    slug: share.slug,
    title: titleOf(list),
    description: saved.description,
    words: wordsOf(list),
    cohort: { display_name: cohort.display_name },
    mode: modeOf(share),
    frozen: presentFrozen(share),
    addresses,
  };
}
