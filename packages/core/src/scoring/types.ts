/** The shapes that scoring works on: integers in, from the database; numbers out, unrounded. */
import type { FilmIdentity } from '../film.ts';

/** Ten counts, of 0.5, 1.0, … 5.0 stars. */
export type Histogram = readonly [number, number, number, number, number, number, number, number, number, number];

/** One film's ratings of a cohort, reduced to integers. Everything after this is computed here. */
export interface FilmAggregate extends Pick<FilmIdentity, 'slug' | 'lid'> {
  film_id: number;
  title: string;
  histogram: Histogram;
  /** Raters who also liked it. */
  likes_count: number;
  /** Raters who hold it among their profile favourites. */
  favorites_count: number;
  /** Members who liked it and did not rate it. */
  likes_only_count: number;
  /** Oldest and newest known rating date, `YYYY-MM-DD`; null when no rating of it has a date. */
  first_rating_at: string | null;
  last_rating_at: string | null;
  /** The dated ratings by day: how many, and the sum of their half stars. Any order. */
  dated: readonly { day: string; count: number; half_stars: number }[];
  /** Letterboxd's weighted average in stars, null when unknown or flagged. */
  world_average: number | null;
}

/** One row of `cohort_film_stats`: an aggregate with its means, in stars. `filmStatistics` makes them. */
export interface FilmStats extends FilmAggregate {
  watchers: number;
  /** Null for a film that nobody rated (likes-only). */
  avg_rating: number | null;
  rating_stddev: number | null;
  like_rate: number | null;
  favorite_rate: number | null;
  high_rating_pct: number | null;
  low_rating_pct: number | null;
  consensus_strength: number | null;
  divergence: number | null;
  divergence_se: number | null;
}

/** A film with at least one rating, whose means are therefore known. */
export type RatedFilm = FilmStats & {
  avg_rating: number;
  rating_stddev: number;
  like_rate: number;
  favorite_rate: number;
  high_rating_pct: number;
  low_rating_pct: number;
  consensus_strength: number;
};

export const STRATEGIES = ['bayesian', 'cohort_affinity', 'wilson', 'discovery', 'recency', 'hybrid'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** The parameters of a cohort's scoring; `defaultParameters(n)` gives them for a size. */
export interface ScoringParameters {
  /** How many ratings of the mean film stand behind each film. */
  m: number;
  /** From how many watchers on likes and favourites count in full. */
  baseline: number;
  /** Watchers that cohort_affinity asks for. */
  floor: number;
  /** Days after which a dated rating weighs 1/e in recency. */
  tau: number;
  /** Weights of hybrid. */
  alpha: number;
  beta: number;
}

/** One row of `film_rankings`. */
export interface RankedFilm {
  film_id: number;
  strategy: Strategy;
  score: number;
  /** 1 is the best; no two films share a rank. */
  rank: number;
  /** The named parts of the score, so that a film's page can say why it stands where it stands. */
  components: Readonly<Record<string, number | string>>;
}

export const BUCKETS = [
  'Elite acclaim',
  'Cult favorite',
  'Crowd pleaser',
  'Critical favorite',
  'Hidden gem',
  'Guilty pleasure',
  'Skip it',
  'Steady performer',
] as const;
export type Bucket = (typeof BUCKETS)[number];

export const CLUSTERS = [
  'High rating / high watchers',
  'High rating / low watchers',
  'Low rating / high watchers',
  'Low rating / low watchers',
  'High engagement / mixed sentiment',
  'Critical darling',
  'Divisive pick',
  'Middle of the pack',
] as const;
export type Cluster = (typeof CLUSTERS)[number];

export const DISTRIBUTIONS = [
  'masterpiece-consensus',
  'consensus-bomb',
  'polarizing',
  'general-dislike',
  'certified-favorite',
  'cult-darling',
  'steady-crowdpleaser',
  'even-split',
  'balanced-chaos',
  'unclassified',
] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

export const CONSENSUS = ['unanimous', 'agreement', 'divisive', 'mixed'] as const;
export type Consensus = (typeof CONSENSUS)[number];

/** One row of `ranking_insights`. */
export interface Insight {
  film_id: number;
  /** Percentiles among the strategy's ranked films, 0–100. */
  watchers_percentile: number;
  rating_percentile: number;
  bucket: Bucket;
  cluster: Cluster;
  distribution: Distribution;
  consensus: Consensus | null;
}
