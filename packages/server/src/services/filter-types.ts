/** What the routes ask about saved filters and their shares. */
import type { FilmFilter, Histogram, RankingRow } from '@cohort-almanac/core';
import type { CohortCard, SavedFilter, Share } from '@cohort-almanac/db';
import type { Page, PageRequest, RankingPage } from './types.ts';

export interface FiltersService {
  /** A user's own, newest first. */
  list(userId: number, request: PageRequest & { cohortId?: number }): Promise<Page<SavedFilter>>;
  /** Null when there is none. */
  find(id: number): Promise<SavedFilter | null>;
  /** Throws the problem `conflict` when the user has too many. */
  create(
    input: Pick<SavedFilter, 'user_id' | 'cohort_id' | 'name' | 'description'> & { filter: FilmFilter },
  ): Promise<SavedFilter>;
  change(
    saved: SavedFilter,
    changes: { name?: string; description?: string | null; filter?: FilmFilter },
  ): Promise<SavedFilter>;
  remove(saved: SavedFilter): Promise<void>;
}

export interface ShareWish {
  title?: string | null;
  mode?: 'live' | 'frozen';
  ranking_version?: number;
  top?: number;
  frame_ancestors?: readonly string[] | null;
  /** Gives it another link. */
  renew_slug?: boolean;
}

/** A list as everybody sees it who has the link. */
export interface SharedList {
  saved: SavedFilter;
  share: Share;
  cohort: CohortCard;
  filter: FilmFilter;
  page: RankingPage;
}

/** What changed on a list from one version to the next. Films with their places on the list. */
export interface ListChange {
  version_id: number;
  computed_at: Date;
  entered: readonly RankingRow[];
  left: readonly RankingRow[];
}

export interface ShareAddresses {
  page: string;
  data: string;
  embed: string;
  feed: string;
  preview: string;
  oembed: string;
}

export interface SharesService {
  /**
   * Shares a saved filter. Throws the problems `conflict` (it is shared already) and `unprocessable` (it asks for members,
   * for a list that is not public, or for a version that is not kept).
   */
  create(saved: SavedFilter, cohort: CohortCard, wish: ShareWish): Promise<SavedFilter>;
  /** Changes a share. Throws `unprocessable` as `create` does. */
  change(saved: SavedFilter, cohort: CohortCard, wish: ShareWish): Promise<SavedFilter>;
  end(saved: SavedFilter): Promise<void>;
  /**
   * A page of what a link shows, the whole list unless a limit is given; null when nothing is behind it, or its maker may
   * not share it any more. Throws the problems `invalid-request` (the cursor) and `gone` (its version, or a list of films
   * that the filter names, is no longer kept).
   */
  open(slug: string, request?: { limit?: number; cursor?: string }): Promise<SharedList | null>;
  /** The same for a saved filter in hand. */
  read(saved: SavedFilter, cohort: CohortCard): Promise<SharedList>;
  /** What entered and left the list between the versions that are kept, newest first. A frozen list has none. */
  changes(list: SharedList): Promise<readonly ListChange[]>;
  /** Places on the list of the version before, by film; null where there is none to compare with. */
  placesBefore(list: SharedList): Promise<ReadonlyMap<number, number> | null>;
  /** Letterboxd's histograms of the films on a list. */
  worldOf(list: SharedList): Promise<ReadonlyMap<number, Histogram>>;
  /** The slug of an address of ours; null for any other. */
  slugOf(address: string): Promise<string | null>;
  addressesOf(slug: string): Promise<ShareAddresses>;
}
