/** Surfaces: lists of films beside the rankings, each with its own order. */
import { compareText } from '../film.ts';
import { compareTied, isRated } from './order.ts';
import type { Bucket, FilmStats, Insight } from './types.ts';

/** A film on a surface, and the number by which it stands there (larger first). */
export interface SurfaceEntry {
  film_id: number;
  value: number;
}

/** What a surface asks of a film's statistics. */
export type SurfaceFilm = Pick<
  FilmStats,
  | 'film_id'
  | 'slug'
  | 'lid'
  | 'title'
  | 'watchers'
  | 'avg_rating'
  | 'likes_count'
  | 'favorites_count'
  | 'likes_only_count'
  | 'divergence'
  | 'divergence_se'
>;

type Placed = SurfaceEntry & { film: SurfaceFilm };

const GEM_BUCKETS: ReadonlySet<Bucket> = new Set(['Hidden gem', 'Cult favorite']);
/** Half the width of a 90 % interval, in standard errors. */
const STANDARD_ERRORS = 1.64;
/** A cohort with fewer members takes the word of two watchers for a hidden gem. */
const SMALL_COHORT = 8;

/**
 * Films that few saw and those few love: bucket Hidden gem or Cult favorite and at least 3 watchers (2 in a cohort of
 * fewer than 8 members), by their Bayesian base (`baseScores`).
 */
export function hiddenGems(
  stats: readonly SurfaceFilm[],
  insights: readonly Pick<Insight, 'film_id' | 'bucket'>[],
  base: ReadonlyMap<number, number>,
  members: number,
): SurfaceEntry[] {
  const gems = new Set(insights.filter((row) => GEM_BUCKETS.has(row.bucket)).map((row) => row.film_id));
  const watchers = members < SMALL_COHORT ? 2 : 3;
  const placed = stats
    .filter((film) => gems.has(film.film_id) && film.watchers >= watchers)
    .map((film) => ({ film, film_id: film.film_id, value: baseOf(base, film) }));
  return inOrder(placed, (a, b) => compareTied(a.film, b.film));
}

/**
 * Films with at least 3 watchers on which the cohort and the world disagree, by how sure that is:
 * `abs(divergence) - 1.64 · divergence_se`, in stars. `positive`: the cohort rates higher.
 */
export function divergences(stats: readonly SurfaceFilm[]): { positive: SurfaceEntry[]; negative: SurfaceEntry[] } {
  const side = (sign: 1 | -1): SurfaceEntry[] => {
    const placed: Placed[] = [];
    for (const film of stats) {
      if (film.watchers < 3 || film.divergence === null || film.divergence_se === null) continue;
      const distance = sign * film.divergence;
      if (distance <= 0) continue;
      placed.push({ film, film_id: film.film_id, value: distance - STANDARD_ERRORS * film.divergence_se });
    }
    return inOrder(placed, (a, b) => compareTied(a.film, b.film));
  };
  return { positive: side(1), negative: side(-1) };
}

/** Films that members liked and did not rate, by how many did; then by likes of raters, then by title. */
export function likesOnly(stats: readonly SurfaceFilm[]): SurfaceEntry[] {
  const placed = stats
    .filter((film) => film.likes_only_count > 0)
    .map((film) => ({ film, film_id: film.film_id, value: film.likes_only_count }));
  return inOrder(
    placed,
    (a, b) =>
      b.film.likes_count - a.film.likes_count || compareText(a.film.title, b.film.title) || compareTied(a.film, b.film),
  );
}

/** Films that raters hold among their profile favourites, by how many do; then by their Bayesian base. */
export function favorites(stats: readonly SurfaceFilm[], base: ReadonlyMap<number, number>): SurfaceEntry[] {
  const placed = stats
    .filter((film) => isRated(film) && film.favorites_count > 0)
    .map((film) => ({ film, film_id: film.film_id, value: film.favorites_count, base: baseOf(base, film) }));
  return inOrder(placed, (a, b) => b.base - a.base || compareTied(a.film, b.film));
}

function inOrder<Entry extends Placed>(placed: Entry[], compareEqual: (a: Entry, b: Entry) => number): SurfaceEntry[] {
  return placed
    .sort((a, b) => b.value - a.value || compareEqual(a, b))
    .map(({ film_id, value }) => ({ film_id, value }));
}

function baseOf(base: ReadonlyMap<number, number>, film: SurfaceFilm): number {
  const value = base.get(film.film_id);
  if (value === undefined) throw new Error(`film ${film.film_id} has no base score; compute both from the same films`);
  return value;
}
