/** Movers: what has changed in a ranking since an earlier one. */
import type { RankedFilm } from '../scoring/types.ts';

type Ranked = Pick<RankedFilm, 'film_id' | 'rank'>;

/** A film must stand so high in one of the two rankings. */
const TOP = 250;

export interface Mover {
  film_id: number;
  rank: number;
  previous_rank: number;
  /** Places won (positive) or lost (negative). */
  change: number;
}

export interface Movers {
  /** Films that rose, the farthest first; then the better rank. */
  risers: Mover[];
  /** Films that fell, the farthest first; then the better rank of before. */
  fallers: Mover[];
  /** Films in the top 250 that were not ranked at all before, by rank. */
  entered: { film_id: number; rank: number }[];
  /** Films of the top 250 of before that are not ranked any more, by their rank of then. */
  left: { film_id: number; previous_rank: number }[];
}

/**
 * Compares the ranks of a ranking with those of an earlier one of the same cohort and strategy, among the films that stand
 * in either top 250. Films that kept their rank are in none of the lists. Both are whole rankings, in any order: with ranks
 * cut off at 250, a film that came from place 251 would look new.
 */
export function movers(current: readonly Ranked[], previous: readonly Ranked[]): Movers {
  const before = new Map(previous.map(({ film_id, rank }) => [film_id, rank]));
  const now = new Set(current.map(({ film_id }) => film_id));
  const moved: Mover[] = [];
  const entered: Movers['entered'] = [];
  for (const { film_id, rank } of current) {
    const previous_rank = before.get(film_id);
    if (previous_rank === undefined) {
      if (rank <= TOP) entered.push({ film_id, rank });
    } else if (Math.min(rank, previous_rank) <= TOP) {
      moved.push({ film_id, rank, previous_rank, change: previous_rank - rank });
    }
  }
  const left = previous
    .filter(({ film_id, rank }) => rank <= TOP && !now.has(film_id))
    .map(({ film_id, rank }) => ({ film_id, previous_rank: rank }));
  return {
    risers: moved.filter(({ change }) => change > 0).sort((a, b) => b.change - a.change || a.rank - b.rank),
    fallers: moved
      .filter(({ change }) => change < 0)
      .sort((a, b) => a.change - b.change || a.previous_rank - b.previous_rank),
    entered: entered.sort((a, b) => a.rank - b.rank),
    left: left.sort((a, b) => a.previous_rank - b.previous_rank),
  };
}
