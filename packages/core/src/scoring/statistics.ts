/** Film statistics: from the integers of a cohort's ratings to the means that strategies and insights work on. */
import { countBetween, histogramMoments, type Moments } from '../histogram.ts';
import { inSumOrder } from './order.ts';
import type { FilmAggregate, FilmStats } from './types.ts';

/** How many ratings of the cohort's usual spread stand beside a film's own in the standard error of its divergence. */
const PSEUDO_RATINGS = 5;

/**
 * The statistics of each film, one row for each row given, in the order of slug, then lid. A film without ratings
 * (likes-only) has a row of nulls. `divergence` and its standard error are null when Letterboxd's average is unknown.
 */
export function filmStatistics(aggregates: readonly FilmAggregate[]): FilmStats[] {
  const films = inSumOrder(aggregates);
  const moments = films.map((film) => histogramMoments(film.histogram));
  const usualVariance = meanDeviation(moments) ** 2;
  return films.map((film, index) => statisticsOf(film, moments[index]!, usualVariance));
}

/** Mean of the films' population deviations, in stars, over all films with a rating; 0 when there is none. */
function meanDeviation(films: readonly Moments[]): number {
  let rated = 0;
  let sum = 0;
  for (const film of films) {
    if (film.count === 0) continue;
    rated += 1;
    sum += deviationOf(film);
  }
  return rated === 0 ? 0 : sum / rated;
}

function deviationOf({ count, scatter }: Moments): number {
  return Math.sqrt(scatter) / (2 * count);
}

function statisticsOf(film: FilmAggregate, moments: Moments, usualVariance: number): FilmStats {
  const { count: watchers, sum, scatter } = moments;
  const rated = watchers > 0;
  const high = countBetween(film.histogram, 8, 10);
  const low = countBetween(film.histogram, 1, 4);
  const average = sum / (2 * watchers);
  // Σ(r - avg)² of the film in stars, pooled with the cohort's spread.
  const pooled = (scatter / (4 * watchers) + PSEUDO_RATINGS * usualVariance) / (watchers + PSEUDO_RATINGS - 1);
  const world = rated ? film.world_average : null;
  // Field by field: objects that are spread and then added to are many times slower to make and to read.
  return {
    film_id: film.film_id,
    slug: film.slug,
    lid: film.lid,
    title: film.title,
    histogram: film.histogram,
    likes_count: film.likes_count,
    favorites_count: film.favorites_count,
    likes_only_count: film.likes_only_count,
    first_rating_at: film.first_rating_at,
    last_rating_at: film.last_rating_at,
    dated: film.dated,
    world_average: film.world_average,
    watchers,
    avg_rating: rated ? average : null,
    rating_stddev: rated ? deviationOf(moments) : null,
    like_rate: rated ? film.likes_count / watchers : null,
    favorite_rate: rated ? film.favorites_count / watchers : null,
    high_rating_pct: rated ? high / watchers : null,
    low_rating_pct: rated ? low / watchers : null,
    // One division of whole numbers: equal shares give exactly 0.
    consensus_strength: rated ? (high - low) / watchers : null,
    divergence: world === null ? null : average - world,
    divergence_se: world === null ? null : Math.sqrt(pooled / watchers),
  };
}
