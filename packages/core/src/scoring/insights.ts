/** Insights: where a film stands among the ranked films of its cohort, and what its ratings look like. */
import { consensusOf, distributionOf } from './distributions.ts';
import { inSumOrder } from './order.ts';
import type { Bucket, Cluster, Insight, RatedFilm } from './types.ts';
import { zScores } from './zscores.ts';

/**
 * The percentile of each value among all, in (0, 100]: the mean position of its tie block, in ascending order from 1,
 * divided by their number. One division of whole numbers, so that a percentile on a threshold is exactly on it.
 */
export function percentiles(values: readonly number[]): number[] {
  const ascending = Float64Array.from(values).sort();
  const byValue = new Map<number, number>();
  for (let first = 0; first < ascending.length; ) {
    const value = ascending[first]!;
    let end = first + 1;
    while (end < ascending.length && ascending[end] === value) end += 1;
    // The block holds the positions first + 1 … end.
    byValue.set(value, (50 * (first + 1 + end)) / ascending.length);
    first = end;
  }
  return values.map((value) => byValue.get(value)!);
}

/** The bucket of a film by the percentiles of its watchers and of its mean rating: the first rule that holds. */
export function bucketOf(watchers: number, rating: number): Bucket {
  if (watchers >= 90 && rating >= 90) return 'Elite acclaim';
  if (rating >= 90 && watchers < 50) return 'Cult favorite';
  if (watchers >= 90 && rating >= 40 && rating <= 65) return 'Crowd pleaser';
  if (rating >= 80 && watchers >= 60) return 'Critical favorite';
  if (rating >= 70 && watchers < 30) return 'Hidden gem';
  if (watchers >= 85 && rating < 40) return 'Guilty pleasure';
  if (rating < 30 && watchers < 30) return 'Skip it';
  return 'Steady performer';
}

/** The cluster of a film by the z-scores of its watchers and of its mean rating: the first rule that holds. */
export function clusterOf(watchers: number, rating: number): Cluster {
  if (rating >= 1 && watchers >= 1) return 'High rating / high watchers';
  if (rating >= 1 && watchers <= -0.25) return 'High rating / low watchers';
  if (rating <= -1 && watchers >= 0.5) return 'Low rating / high watchers';
  if (rating <= -1 && watchers <= -0.25) return 'Low rating / low watchers';
  if (Math.abs(rating) <= 0.5 && watchers >= 0.75) return 'High engagement / mixed sentiment';
  if (rating >= 0.5 && Math.abs(watchers) <= 0.5) return 'Critical darling';
  if (rating <= -0.5 && Math.abs(watchers) <= 0.5) return 'Divisive pick';
  return 'Middle of the pack';
}

/**
 * The insights of a strategy's ranked films (all of them, and no others), in the order of slug, then lid. For a timeframe
 * give the films that it leaves: percentiles and labels are relative to them.
 */
export function insights(rankedStats: readonly RatedFilm[]): Insight[] {
  const films = inSumOrder(rankedStats);
  const watchers = films.map((film) => film.watchers);
  const ratings = films.map((film) => film.avg_rating);
  const watchersPercentiles = percentiles(watchers);
  const ratingPercentiles = percentiles(ratings);
  const watchersZ = zScores(watchers);
  const ratingZ = zScores(ratings);
  return films.map((film, index) => {
    const watchersPercentile = watchersPercentiles[index]!;
    const ratingPercentile = ratingPercentiles[index]!;
    return {
      film_id: film.film_id,
      watchers_percentile: watchersPercentile,
      rating_percentile: ratingPercentile,
      bucket: bucketOf(watchersPercentile, ratingPercentile),
      cluster: clusterOf(watchersZ[index]!, ratingZ[index]!),
      distribution: distributionOf(film.histogram),
      consensus: consensusOf(film.histogram),
    };
  });
}
