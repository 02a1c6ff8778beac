/** The shape that filters work on: one ranked film with everything that can be asked of it. */
import type { FilmIdentity, TmdbType } from '../film.ts';
import type { Bucket, Cluster, Consensus, Distribution, Histogram } from '../scoring/types.ts';

/** A person in a film's credits. */
export interface Credit {
  person_id: number;
  name: string;
}

/** A genre (`id` is its slug, `science-fiction`) or a country (`id` is its ISO 3166 code, `FR`). */
export interface Label {
  id: string;
  name: string;
}

/** A film of one ranking version under one strategy, as reads see it. */
export interface RankingRow extends FilmIdentity {
  film_id: number;
  rank: number;
  score: number;
  title: string;
  release_year: number | null;
  poster_url: string | null;
  media_type: TmdbType | null;
  tmdb_id: number | null;
  imdb_id: string | null;
  runtime_minutes: number | null;
  watchers: number;
  avg_rating: number;
  rating_stddev: number;
  histogram: Histogram;
  likes_count: number;
  favorites_count: number;
  likes_only_count: number;
  like_rate: number;
  favorite_rate: number;
  consensus_strength: number;
  divergence: number | null;
  distribution: Distribution;
  bucket: Bucket;
  cluster: Cluster;
  consensus: Consensus | null;
  watchers_percentile: number;
  rating_percentile: number;
  /** Rank in the final version of the run before; null for a new entry. */
  previous_rank: number | null;
  directors: readonly Credit[];
  actors: readonly Credit[];
  writers: readonly Credit[];
  genres: readonly Label[];
  countries: readonly Label[];
}
