/** What the parsers return. Field names are those of the `parse` command's JSON. */
import type { ErrorKind, Histogram, TmdbType } from '@cohort-almanac/core';

/** A film as a poster shows it. At least one of `slug`, `lid` and `letterboxd_id` is known. */
export interface FilmItem {
  slug: string | null;
  title: string;
  /** The year in the poster's name; null for films without one. */
  year: number | null;
  lid: string | null;
  letterboxd_id: number | null;
  /** 0.5 to 5 stars by the page's owner (on a list: by the list's owner); null when unrated or not shown on this kind of page. */
  rating: number | null;
  /** Liked by the page's owner; false on pages that don't show likes. */
  liked: boolean;
}

/** `position` counts from 1 and is null when the list is not ranked. */
export interface ListFilmItem extends FilmItem {
  position: number | null;
}

/** One logged viewing. */
export interface DiaryItem extends FilmItem {
  /** The day of the viewing, `YYYY-MM-DD`. */
  watched_on: string;
  rewatch: boolean;
  reviewed: boolean;
  /** The site's number of the entry, as text. */
  viewing_id: string;
}

export const FEED_ITEM_KINDS = ['watch', 'review', 'list'] as const;
export type FeedItemKind = (typeof FEED_ITEM_KINDS)[number];

/** An entry of a member's feed. What only films have is null (or false) on a list. */
export interface FeedItem {
  kind: FeedItemKind;
  /** `letterboxd-<kind>-<number>`. */
  guid: string;
  /** The film's title, or the list's. */
  title: string;
  year: number | null;
  /** 0.5 to 5 stars; null when the entry has none. */
  rating: number | null;
  liked: boolean;
  rewatch: boolean;
  /** `YYYY-MM-DD`; null for a review of a viewing without a date. */
  watched_on: string | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
  slug: string | null;
  /** When the entry was made, ISO 8601 in UTC. */
  published_at: string;
}

/** Whose feed it is. */
export interface FeedHeader {
  username: string;
  title: string;
}

/** What a list page says of the list itself. `path` is the list's own path, without page number or filter. */
export interface ListHeader {
  title: string | null;
  owner: string | null;
  path: string | null;
  ranked: boolean;
}

export interface MemberItem {
  username: string;
  display_name: string | null;
  avatar_url: string | null;
}

export interface ProfileItem {
  username: string;
  display_name: string | null;
  favorites: FilmItem[];
  /** By what is counted: `films`, `this_year`, `lists`, `following`, `followers`. */
  counts: Record<string, number>;
}

export interface PersonLink {
  name: string;
  slug: string | null;
}

export interface FilmPageItem {
  slug: string;
  title: string;
  year: number | null;
  lid: string | null;
  letterboxd_id: number | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
  imdb_id: string | null;
  runtime_minutes: number | null;
  directors: PersonLink[];
  genres: string[];
  /** Weighted average, 0.5 to 5. */
  average: number | null;
  rating_count: number | null;
  /** Ten counts, half a star to five; null when the page doesn't hold the histogram. */
  histogram: Histogram | null;
  poster_url: string | null;
}

export interface HistogramItem {
  /** Weighted average, 0.5 to 5; null when the page gives none. */
  average: number | null;
  rating_count: number;
  fans: number | null;
  /** Ten counts, half a star to five. */
  histogram: Histogram;
}

interface PageBase {
  /** Path of the next page, or null on the last one. */
  next: string | null;
  /** How many there are over all pages, where the page says so. */
  total: number | null;
  /**
   * Whether everything that the page should hold was read: false when the page was cut off or an item was skipped. Rows that
   * are missing from a page that is not complete must not be taken for removed, and its `next` must not be taken for the end.
   */
  complete: boolean;
  warnings: string[];
}

interface ItemsPage<T> extends PageBase {
  items: T[];
  /** Number of the last page, where the page says so. */
  last_page: number | null;
}

interface SinglePage<T> extends PageBase {
  item: T;
}

/** What each kind of page holds. A new kind is an entry here and one in the table of parsers. */
export interface PageContents {
  films: ItemsPage<FilmItem>;
  likes: ItemsPage<FilmItem>;
  watchlist: ItemsPage<FilmItem>;
  members: ItemsPage<MemberItem>;
  list: ItemsPage<ListFilmItem> & { item: ListHeader };
  diary: ItemsPage<DiaryItem>;
  profile: SinglePage<ProfileItem>;
  person: ItemsPage<FilmItem>;
  film: SinglePage<FilmPageItem>;
  histogram: SinglePage<HistogramItem>;
  rss: ItemsPage<FeedItem> & { item: FeedHeader };
}

export type ParseKind = keyof PageContents;
export type ParsedPage<K extends ParseKind> = { kind: K } & PageContents[K];

/** Why a page could not be read; a subset of the reasons for which a task fails. */
export type ParseErrorKind = Extract<
  ErrorKind,
  'markup_changed' | 'blocked' | 'not_found' | 'private' | 'forbidden' | 'too_old'
>;

export interface ParseError {
  error: ParseErrorKind;
  /** With `markup_changed` and `too_old`: the selector that found nothing, or what it found was unreadable. */
  selector?: string;
  message: string;
}

export type ParseResult<K extends ParseKind> = { ok: true; page: ParsedPage<K> } | { ok: false; error: ParseError };

/** What is known of a page besides its text. A saved file has none of it. */
export interface PageFacts {
  /** Where the page comes from, absolute or as a path. */
  url?: string;
  /** HTTP status; 200 when absent. */
  status?: number;
  /** HTTP headers, names in any letter case. */
  headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** For a watchlist: whether its owner's films page answers, which tells a private watchlist from a refusal. */
  ownerAnswers?: boolean;
}
