/** All about one film of a cohort: what it is, its numbers, its place under every strategy, and who thinks what of it. */
import type { Histogram, Insight, RankedFilm, RankingRow } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';
import { type CreditRow, type LabelRow, partsOf } from './film-parts.ts';
import { POSTER_BASE } from './rankings.ts';

/** What a film is, whoever saw it. */
export type FilmFacts = Pick<
  RankingRow,
  | 'film_id'
  | 'title'
  | 'slug'
  | 'lid'
  | 'letterboxd_id'
  | 'release_year'
  | 'poster_url'
  | 'media_type'
  | 'tmdb_id'
  | 'imdb_id'
  | 'runtime_minutes'
  | 'directors'
  | 'actors'
  | 'writers'
  | 'genres'
  | 'countries'
>;

const FACTS = `
  SELECT film_id, title, slug, lid, letterboxd_id, release_year, poster_path, tmdb_type AS media_type, tmdb_id, imdb_id,
         runtime_minutes
  FROM films WHERE film_id = ANY ($1::int[])`;

const CREDITS = `
  SELECT c.film_id, c.role, c.person_id, p.name FROM film_people c JOIN people p USING (person_id)
  WHERE c.film_id = ANY ($1::int[]) ORDER BY c.film_id, c.role, c.position, c.person_id`;

const GENRES = `
  SELECT g.film_id, g.genre_id AS id, n.name FROM film_genres g JOIN genres n USING (genre_id)
  WHERE g.film_id = ANY ($1::int[]) ORDER BY g.film_id, g.position`;

const COUNTRIES = `
  SELECT g.film_id, g.country_id AS id, n.name FROM film_countries g JOIN countries n USING (country_id)
  WHERE g.film_id = ANY ($1::int[]) ORDER BY g.film_id, g.position`;

/** These films, in no order; who is not known is left out. */
export async function readFilmFacts(db: Sql, filmIds: readonly number[]): Promise<FilmFacts[]> {
  const key = [filmIds];
  const [films, credits, genres, countries] = await Promise.all([
    db.query<
      Omit<FilmFacts, 'poster_url' | keyof ReturnType<ReturnType<typeof partsOf>>> & { poster_path: string | null }
    >(FACTS, key),
    db.query<CreditRow>(CREDITS, key),
    db.query<LabelRow>(GENRES, key),
    db.query<LabelRow>(COUNTRIES, key),
  ]);
  const parts = partsOf(credits.rows, genres.rows, countries.rows);
  return films.rows.map(({ poster_path, ...film }) => ({
    ...film,
    poster_url: poster_path === null ? null : POSTER_BASE + poster_path,
    ...parts(film.film_id),
  }));
}

/** A film's numbers in a version; the means are null when nobody rated it. */
export interface FilmNumbers {
  watchers: number;
  avg_rating: number | null;
  rating_stddev: number | null;
  histogram: Histogram;
  likes_count: number;
  favorites_count: number;
  likes_only_count: number;
  high_rating_pct: number | null;
  low_rating_pct: number | null;
  divergence: number | null;
  divergence_se: number | null;
  /** `YYYY-MM-DD`. */
  first_rating_at: string | null;
  last_rating_at: string | null;
}

const NUMBERS = `
  SELECT watchers, avg_rating, rating_stddev, histogram, likes_count, favorites_count, likes_only_count, high_rating_pct,
         low_rating_pct, divergence, divergence_se, first_rating_at, last_rating_at
  FROM cohort_film_stats WHERE version_id = $1 AND film_id = $2`;

/** Null when no member rated or liked the film by then. */
export async function readFilmNumbers(db: Sql, versionId: number, filmId: number): Promise<FilmNumbers | null> {
  const { rows } = await db.query<FilmNumbers>(NUMBERS, [versionId, filmId]);
  return rows[0] ?? null;
}

/** A film's place in one strategy's list over all films. */
export type FilmPlacing = Pick<RankedFilm, 'strategy' | 'rank' | 'score' | 'components'> &
  Omit<Insight, 'film_id'> & {
    /** Films that the strategy ranks. */
    total: number;
    previous_rank: number | null;
  };

const PLACINGS = `
  SELECT r.strategy, r.rank, r.score, r.components, p.rank AS previous_rank,
         (SELECT max(t.rank) FROM film_rankings t
          WHERE t.version_id = $1 AND t.strategy = r.strategy AND t.timeframe = 'all') AS total,
         i.distribution, i.bucket, i.cluster, i.consensus, i.watchers_percentile, i.rating_percentile
  FROM film_rankings r
  JOIN ranking_insights i USING (version_id, strategy, timeframe, film_id)
  LEFT JOIN film_rankings p ON p.version_id = (SELECT previous_version_id FROM ranking_versions WHERE id = $1)
    AND p.strategy = r.strategy AND p.timeframe = 'all' AND p.film_id = $2
  WHERE r.version_id = $1 AND r.film_id = $2 AND r.timeframe = 'all'`;

/** A film's place under each strategy that ranks it, in no order. */
export async function readFilmPlacings(db: Sql, versionId: number, filmId: number): Promise<FilmPlacing[]> {
  return (await db.query<FilmPlacing>(PLACINGS, [versionId, filmId])).rows;
}

/** What all of Letterboxd thinks of a film. */
export interface FilmWorld {
  /** In stars, weighted. */
  average: number | null;
  rating_count: number | null;
  /** Null when unknown or flagged. */
  histogram: Histogram | null;
  observed_at: Date;
}

const WORLD = `
  SELECT CASE WHEN flagged THEN NULL ELSE weighted_average END AS average, rating_count,
         CASE WHEN flagged THEN NULL ELSE counts END AS histogram, observed_at
  FROM film_histograms WHERE film_id = $1`;

export async function readFilmWorld(db: Sql, filmId: number): Promise<FilmWorld | null> {
  return (await db.query<FilmWorld>(WORLD, [filmId])).rows[0] ?? null;
}

/** What one member has to do with a film. */
export interface Opinion {
  username: string;
  display_name: string | null;
  /** 1 to 10; null = not rated. */
  half_stars: number | null;
  liked: boolean;
  watched: boolean;
  favorite: boolean;
  on_watchlist: boolean;
  /** `YYYY-MM-DD`, if known. */
  rated_at: string | null;
  /** Agreed to be named to the cohort's readers. */
  agreed: boolean;
}

// From the film's side: it has few raters, a cohort can have many members.
const OPINIONS = `
  SELECT m.username, m.display_name, r.rating AS half_stars, coalesce(r.liked, false) AS liked,
         coalesce(r.watched OR r.rating IS NOT NULL, false) AS watched, f.film_id IS NOT NULL AS favorite,
         w.film_id IS NOT NULL AS on_watchlist, r.rated_at, k.member_id IS NOT NULL AS agreed
  FROM (SELECT member_id FROM ratings WHERE film_id = $2
        UNION SELECT member_id FROM watchlist_entries WHERE film_id = $2) AS those
  JOIN cohort_members c USING (member_id)
  JOIN members m USING (member_id)
  LEFT JOIN ratings r ON r.member_id = m.member_id AND r.film_id = $2
  LEFT JOIN member_favorites f ON f.member_id = m.member_id AND f.film_id = $2
  LEFT JOIN watchlist_entries w ON w.member_id = m.member_id AND w.film_id = $2
  LEFT JOIN member_consents k ON k.cohort_id = c.cohort_id AND k.member_id = m.member_id
  WHERE c.cohort_id = $1
  ORDER BY r.rating DESC NULLS LAST, liked DESC, m.username`;

/** The members of a cohort who have seen or liked a film, or mean to see it; the highest ratings first. */
export async function readOpinions(db: Sql, cohortId: number, filmId: number): Promise<Opinion[]> {
  return (await db.query<Opinion>(OPINIONS, [cohortId, filmId])).rows;
}

export const filmPageQueries = { numbers: NUMBERS, placings: PLACINGS, opinions: OPINIONS };
