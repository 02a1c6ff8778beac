/** Compare: where two cohorts differ. */
import { compareFilms } from '../film.ts';
import type { FilmStats, RankedFilm } from '../scoring/types.ts';
import { baseOf } from './base-of.ts';

/** What is asked of each of the two cohorts. */
export interface ComparedCohort {
  stats: readonly Pick<FilmStats, 'film_id' | 'slug' | 'lid' | 'watchers'>[];
  /** `baseScores` of the same statistics, under the cohort's own parameters. */
  base: ReadonlyMap<number, number>;
  /** Its ranking, in any order; both cohorts' under the same strategy. */
  ranked: readonly Pick<RankedFilm, 'film_id' | 'rank'>[];
}

export interface ComparedFilm {
  film_id: number;
  /** Bayesian bases in stars. */
  first_base: number;
  second_base: number;
  first_watchers: number;
  second_watchers: number;
  /** `first_base - second_base`. */
  difference: number;
}

export interface CohortComparison {
  /** What the first cohort rates higher comes first, what the second does comes last. */
  films: ComparedFilm[];
  /** The two top 100: how many films stand in both, how many in either, and the share (Jaccard); null of no film. */
  top: { both: number; either: number; jaccard: number | null };
}

/** Fewer watchers are no opinion of a cohort. */
const LEAST_WATCHERS = 3;
const TOP = 100;

/**
 * Compares two cohorts: the films with at least 3 watchers in both, by the difference of their bases (ties to more watchers
 * in both together, then slug, lid and film_id), and how far their top 100 overlap, |both| / |either|.
 * Throws when a film has no base.
 */
export function compareCohorts(first: ComparedCohort, second: ComparedCohort): CohortComparison {
  const others = new Map(second.stats.map((film) => [film.film_id, film]));
  const placed: { film: ComparedCohort['stats'][number]; compared: ComparedFilm }[] = [];
  for (const film of first.stats) {
    const { film_id } = film;
    const other = others.get(film_id);
    if (!other || film.watchers < LEAST_WATCHERS || other.watchers < LEAST_WATCHERS) continue;
    const first_base = baseOf(first.base, film_id);
    const second_base = baseOf(second.base, film_id);
    placed.push({
      film,
      compared: {
        film_id,
        first_base,
        second_base,
        first_watchers: film.watchers,
        second_watchers: other.watchers,
        difference: first_base - second_base,
      },
    });
  }
  placed.sort(
    (a, b) =>
      b.compared.difference - a.compared.difference ||
      watchersOf(b.compared) - watchersOf(a.compared) ||
      compareFilms(a.film, b.film) ||
      a.compared.film_id - b.compared.film_id,
  );
  return { films: placed.map(({ compared }) => compared), top: overlap(topOf(first), topOf(second)) };
}

function watchersOf(film: ComparedFilm): number {
  return film.first_watchers + film.second_watchers;
}

function topOf({ ranked }: ComparedCohort): Set<number> {
  return new Set(ranked.filter(({ rank }) => rank <= TOP).map(({ film_id }) => film_id));
}

function overlap(first: ReadonlySet<number>, second: ReadonlySet<number>): CohortComparison['top'] {
  let both = 0;
  for (const film_id of first) if (second.has(film_id)) both += 1;
  const either = first.size + second.size - both;
  return { both, either, jaccard: either === 0 ? null : both / either };
}
