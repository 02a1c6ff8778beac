/** Reads of a published version: one strategy's whole list, as filters and pages are cut from it. */
import type { Histogram, RankingRow, Strategy } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';
import { type CreditRow, type LabelRow, partsOf } from './film-parts.ts';

const LIST = `
  SELECT r.film_id, r.rank, r.score, f.title, f.slug, f.lid, f.letterboxd_id, f.release_year, f.poster_path,
         f.tmdb_type AS media_type, f.tmdb_id, f.imdb_id, f.runtime_minutes,
         s.watchers, s.avg_rating, s.rating_stddev, s.histogram, s.likes_count, s.favorites_count, s.likes_only_count,
         s.high_rating_pct - s.low_rating_pct AS consensus_strength, s.divergence,
         i.distribution, i.bucket, i.cluster, i.consensus, i.watchers_percentile, i.rating_percentile,
         p.rank AS previous_rank
  FROM film_rankings r
  JOIN films f ON f.film_id = r.film_id
  JOIN cohort_film_stats s ON s.version_id = $1 AND s.film_id = r.film_id
  JOIN ranking_insights i ON i.version_id = $1 AND i.strategy = $2 AND i.timeframe = 'all' AND i.film_id = r.film_id
  LEFT JOIN film_rankings p ON p.version_id = (SELECT previous_version_id FROM ranking_versions WHERE id = $1)
    AND p.strategy = $2 AND p.timeframe = 'all' AND p.film_id = r.film_id
  WHERE r.version_id = $1 AND r.strategy = $2 AND r.timeframe = 'all'
  ORDER BY r.rank`;

const CREDITS = `
  SELECT c.film_id, c.role, c.person_id, p.name
  FROM film_rankings r JOIN film_people c USING (film_id) JOIN people p USING (person_id)
  WHERE r.version_id = $1 AND r.strategy = $2 AND r.timeframe = 'all'
  ORDER BY c.film_id, c.role, c.position, c.person_id`;

const GENRES = `
  SELECT g.film_id, g.genre_id AS id, n.name
  FROM film_rankings r JOIN film_genres g USING (film_id) JOIN genres n USING (genre_id)
  WHERE r.version_id = $1 AND r.strategy = $2 AND r.timeframe = 'all' ORDER BY g.film_id, g.position`;

const COUNTRIES = `
  SELECT g.film_id, g.country_id AS id, n.name
  FROM film_rankings r JOIN film_countries g USING (film_id) JOIN countries n USING (country_id)
  WHERE r.version_id = $1 AND r.strategy = $2 AND r.timeframe = 'all' ORDER BY g.film_id, g.position`;

export const rankingQueries = { list: LIST, credits: CREDITS, genres: GENRES, countries: COUNTRIES };

/** TMDB's picture of this film in the size that a list shows. */
export const POSTER_BASE = 'https://image.tmdb.org/t/p/w342';

type Stored = Omit<
  RankingRow,
  | 'histogram'
  | 'poster_url'
  | 'like_rate'
  | 'favorite_rate'
  | 'directors'
  | 'actors'
  | 'writers'
  | 'genres'
  | 'countries'
> & { histogram: number[]; poster_path: string | null };

/**
 * One strategy's list of a version over all films, in rank order, with all that can be asked of a film. Immutable but for
 * the films' own data, for which the cohort's revision stands. Lists of other timeframes are made from it (timeframes.ts).
 */
export async function readRanking(db: Sql, versionId: number, strategy: Strategy): Promise<RankingRow[]> {
  const key = [versionId, strategy];
  const [films, credits, genres, countries] = await Promise.all([
    db.query<Stored>(LIST, key),
    db.query<CreditRow>(CREDITS, key),
    db.query<LabelRow>(GENRES, key),
    db.query<LabelRow>(COUNTRIES, key),
  ]);
  const parts = partsOf(credits.rows, genres.rows, countries.rows);
  // Every property is written out: a row made by spreading is a slow dictionary, and filters visit ten thousand of them.
  return films.rows.map((film) => {
    const its = parts(film.film_id);
    return {
      film_id: film.film_id,
      rank: film.rank,
      score: film.score,
      title: film.title,
      slug: film.slug,
      lid: film.lid,
      letterboxd_id: film.letterboxd_id,
      release_year: film.release_year,
      poster_url: film.poster_path === null ? null : POSTER_BASE + film.poster_path,
      media_type: film.media_type,
      tmdb_id: film.tmdb_id,
      imdb_id: film.imdb_id,
      runtime_minutes: film.runtime_minutes,
      watchers: film.watchers,
      avg_rating: film.avg_rating,
      rating_stddev: film.rating_stddev,
      histogram: film.histogram as unknown as Histogram,
      likes_count: film.likes_count,
      favorites_count: film.favorites_count,
      likes_only_count: film.likes_only_count,
      like_rate: film.likes_count / film.watchers,
      favorite_rate: film.favorites_count / film.watchers,
      consensus_strength: film.consensus_strength,
      divergence: film.divergence,
      distribution: film.distribution,
      bucket: film.bucket,
      cluster: film.cluster,
      consensus: film.consensus,
      watchers_percentile: film.watchers_percentile,
      rating_percentile: film.rating_percentile,
      previous_rank: film.previous_rank,
      directors: its.directors,
      actors: its.actors,
      writers: its.writers,
      genres: its.genres,
      countries: its.countries,
    };
  });
}

/** A film that members liked without rating it, for the surface that shows those. */
export interface LikesOnlyFilm {
  film_id: number;
  title: string;
  slug: string | null;
  lid: string | null;
  release_year: number | null;
  poster_url: string | null;
  likes_only_count: number;
  likes_count: number;
  watchers: number;
}

export async function readLikesOnly(db: Sql, versionId: number): Promise<LikesOnlyFilm[]> {
  const { rows } = await db.query<Omit<LikesOnlyFilm, 'poster_url'> & { poster_path: string | null }>(
    `SELECT f.film_id, f.title, f.slug, f.lid, f.release_year, f.poster_path,
            s.likes_only_count, s.likes_count, s.watchers
     FROM cohort_film_stats s JOIN films f USING (film_id)
     WHERE s.version_id = $1 AND s.likes_only_count > 0
     ORDER BY s.likes_only_count DESC, s.likes_count DESC, f.title COLLATE "C", f.film_id`,
    [versionId],
  );
  return rows.map(({ poster_path, ...film }) => ({
    ...film,
    poster_url: poster_path === null ? null : POSTER_BASE + poster_path,
  }));
}

/** A film's numbers in a version, also of films that are not ranked: what surfaces are made from. */
export interface VersionFilm {
  film_id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  release_year: number | null;
  last_rating_at: string | null;
  watchers: number;
  avg_rating: number | null;
  likes_count: number;
  favorites_count: number;
  likes_only_count: number;
  divergence: number | null;
  divergence_se: number | null;
}

export async function readVersionFilms(db: Sql, versionId: number): Promise<VersionFilm[]> {
  const { rows } = await db.query<VersionFilm>(
    `SELECT f.film_id, f.slug, f.lid, f.title, f.release_year, s.last_rating_at, s.watchers, s.avg_rating, s.likes_count, s.favorites_count,
            s.likes_only_count, s.divergence, s.divergence_se
     FROM cohort_film_stats s JOIN films f USING (film_id) WHERE s.version_id = $1`,
    [versionId],
  );
  return rows;
}
