/**
 * A world: everything that the sandbox site can show, held in memory and never changed. `loadWorld` reads one from a folder
 * of CSV files, `loadMovielens` makes one from the MovieLens data set. Rows point to their member and film as objects.
 */
import type { HalfStars, Histogram, TmdbType } from '@cohort-almanac/core';

export interface WorldMember {
  /** As in URLs. Letter case doesn't count when it is looked up. */
  username: string;
  display_name: string;
}

export interface WorldFilm {
  slug: string;
  title: string;
  year: number | null;
  /** Letterboxd's short code. Letter case counts. */
  lid: string | null;
  letterboxd_id: number | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
  imdb_id: string | null;
  runtime_minutes: number | null;
  directors: string[];
  genres: string[];
  /** English names or ISO 3166-1 codes, as the world has them. */
  countries: string[];
  /** In stars. */
  weighted_average: number | null;
  /** Of the ratings on the whole site. */
  histogram: Histogram | null;
}

/** A film that a member has watched, with or without a rating. */
export interface WorldRating {
  member: WorldMember;
  film: WorldFilm;
  /** Null = watched only. */
  half_stars: HalfStars | null;
  liked: boolean;
  /** Milliseconds since 1970; null = unknown. */
  rated_at: number | null;
}

/** A film that a member likes without having rated it. */
export interface WorldLike {
  member: WorldMember;
  film: WorldFilm;
  liked_at: number | null;
}

/** One of the up to four films on a member's profile. */
export interface WorldFavorite {
  member: WorldMember;
  film: WorldFilm;
  position: number;
}

export interface WorldWatchlistEntry {
  member: WorldMember;
  film: WorldFilm;
}

export interface WorldFollow {
  follower: WorldMember;
  followed: WorldMember;
}

export interface WorldList {
  owner: WorldMember;
  slug: string;
  title: string;
  ranked: boolean;
  /** In the order in which the site shows them. */
  films: WorldFilm[];
}

export interface WorldListLike {
  member: WorldMember;
  list: WorldList;
}

export interface World {
  members: WorldMember[];
  films: WorldFilm[];
  ratings: WorldRating[];
  likes: WorldLike[];
  favorites: WorldFavorite[];
  watchlists: WorldWatchlistEntry[];
  follows: WorldFollow[];
  lists: WorldList[];
  list_likes: WorldListLike[];
}

/** A world that can't be read: the message says in which file and row, and what to put there. */
export class WorldError extends Error {
  override name = 'WorldError';
}
