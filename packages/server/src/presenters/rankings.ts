import type { RankingRow } from '@cohort-almanac/core';
import type { Schemas } from '../openapi/types.ts';
import type { InsightsPage, RankingPage, WholeRanking } from '../services/types.ts';
import { presentPublished } from './shared.ts';

/** A ranked film. Names its fields one by one: what a row holds besides stays inside. */
export function presentRankingRow(row: RankingRow): Schemas['RankingRow'] {
  const { film_id, rank, score, title, slug, release_year, poster_url, media_type, tmdb_id, imdb_id, lid } = row;
  const { watchers, avg_rating, rating_stddev, histogram, likes_count, favorites_count, likes_only_count } = row;
  const { like_rate, favorite_rate, consensus_strength, divergence, distribution, bucket, cluster, consensus } = row;
  return {
    film_id,
    rank,
    score,
    title,
    slug,
    release_year,
    poster_url,
    media_type,
    tmdb_id,
    imdb_id,
    lid,
    watchers,
    avg_rating,
    rating_stddev,
    histogram: [...histogram],
    likes_count,
    favorites_count,
    likes_only_count,
    like_rate,
    favorite_rate,
    consensus_strength,
    divergence,
    distribution,
    bucket,
    cluster,
    consensus,
    previous_rank: row.previous_rank,
    directors: row.directors.map(({ person_id, name }) => ({ id: person_id, name })),
    genres: row.genres.map(({ id, name }) => ({ id, name })),
    countries: row.countries.map(({ id, name }) => ({ id, name })),
  };
}

export function presentRankingPage(page: RankingPage): Schemas['RankingList'] {
  return {
    items: page.items.map(presentRankingRow),
    next_cursor: page.next_cursor,
    total: page.total,
    ...presentPublished(page),
    strategy: page.strategy,
    timeframe: page.timeframe,
    filter_hash: page.filter_hash,
  };
}

/** What an exported list says besides its films. */
export function presentExportedList(ranking: WholeRanking): Omit<Schemas['ExportedList'], 'items'> {
  return {
    total: ranking.items.length,
    ...presentPublished(ranking),
    strategy: ranking.strategy,
    timeframe: ranking.timeframe,
    filter_hash: ranking.filter_hash,
  };
}

export function presentInsights(page: InsightsPage): Schemas['Insights'] {
  const common = { strategy: page.strategy, timeframe: page.timeframe, ...presentPublished(page) };
  switch (page.surface) {
    case 'buckets':
      return {
        surface: page.surface,
        ...common,
        items: page.items.map(({ bucket, total, films }) => ({ bucket, total, films: films.map(presentRankingRow) })),
      };
    case 'divergence': {
      const present = ({ value, divergence_se, film }: (typeof page.positive)[number]) => ({
        value,
        divergence_se,
        film: presentRankingRow(film),
      });
      return {
        surface: page.surface,
        ...common,
        positive: page.positive.map(present),
        negative: page.negative.map(present),
      };
    }
    case 'likes-only':
      return { surface: page.surface, ...common, items: page.items.map(presentLikesOnly) };
    default:
      return { surface: page.surface, ...common, items: page.items.map(presentRankingRow) };
  }
}

function presentLikesOnly(film: Schemas['LikesOnlyFilm']): Schemas['LikesOnlyFilm'] {
  const { film_id, title, slug, lid, release_year, poster_url, likes_only_count, likes_count, watchers } = film;
  return { film_id, title, slug, lid, release_year, poster_url, likes_only_count, likes_count, watchers };
}
