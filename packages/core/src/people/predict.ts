/** Predicted ratings: what a member would give a film that they have not seen. */
import { type MemberRatings, tabulate } from './ratings.ts';
import { matchesOf } from './taste.ts';

/** k: at most so many raters of a film are listened to. */
export const NEIGHBOURS = 30;
const LEAST_STARS = 0.5;
const MOST_STARS = 5;

export interface Prediction {
  /** In stars, in [0.5, 5], not rounded. */
  rating: number;
  /** How many raters stand behind it, at most 30. With 0 the rating is the film's base alone. */
  neighbours: number;
}

/** The predicted rating of a film (film_id) by a member (member_id). */
export type Predictor = (member_id: number, film_id: number) => Prediction;

/**
 * Predicts ratings within a cohort:
 *
 *     prediction(u, f) = base(f) + 1/|N| · Σ over v in N of match(u, v) · (rating(v, f) - mean(v)),   clamped to [0.5, 5]
 *
 * - `base(f)` is the film's Bayesian base in stars (`baseScores`); a film that nobody rated has `mean`, which is what the
 *   base of a film without ratings comes to (`cohortMean`).
 * - N are the k = 30 raters of f with the largest positive taste match with u (ties to the lower member_id), all of them
 *   when there are fewer. `mean(v)` is the mean of all of v's ratings.
 * - A match that is negative, 0 or unknown makes no neighbour: who disagrees with u in general says little of this film.
 * - The sum is divided by the number of neighbours, not by the sum of the matches: each neighbour's deviation is taken at
 *   the share at which tastes agree, as in a regression of u's deviation on v's. A single neighbour with a weak match so
 *   moves the prediction little, without a further constant. Without neighbours the prediction is the base.
 *
 * A rating of u's own for f is not looked at here, though it has its part in the base and in the matches. Matches are
 * worked out when a member is first asked about, and kept. The order of members and ratings makes no difference.
 * Throws a RangeError when a member is given twice; who is not given counts as somebody without ratings.
 */
export function predictor({
  members,
  base,
  mean,
}: {
  members: readonly MemberRatings[];
  base: ReadonlyMap<number, number>;
  mean: number;
}): Predictor {
  const table = tabulate(members);
  const means = table.members.map(({ ratings }) => meanStars(ratings));
  const matches = new Map<number, Float64Array>();
  const matchesWith = (position: number): Float64Array => {
    let row = matches.get(position);
    if (!row) {
      row = Float64Array.from(matchesOf(table, position), ({ match }) => match ?? 0);
      matches.set(position, row);
    }
    return row;
  };

  return (member_id, film_id) => {
    const position = table.positions.get(member_id);
    const film = table.films.get(film_id);
    const known = base.get(film_id) ?? mean;
    if (position === undefined || !film) return { rating: clamped(known), neighbours: 0 };
    const row = matchesWith(position);
    const nearest: { match: number; deviation: number }[] = [];
    for (const [index, rater] of film.raters.entries()) {
      const match = row[rater]!;
      if (match > 0) nearest.push({ match, deviation: film.halfStars[index]! / 2 - means[rater]! });
    }
    // The sort is stable, and raters come by member_id.
    nearest.sort((a, b) => b.match - a.match);
    const neighbours = Math.min(NEIGHBOURS, nearest.length);
    if (neighbours === 0) return { rating: clamped(known), neighbours };
    let sum = 0;
    for (const { match, deviation } of nearest.slice(0, neighbours)) sum += match * deviation;
    return { rating: clamped(known + sum / neighbours), neighbours };
  };
}

function clamped(stars: number): number {
  return Math.min(MOST_STARS, Math.max(LEAST_STARS, stars));
}

/** The mean in stars; 0 without ratings, which is never asked for. */
function meanStars(ratings: MemberRatings['ratings']): number {
  let sum = 0;
  for (const halfStars of ratings.values()) sum += halfStars;
  return ratings.size === 0 ? 0 : sum / (2 * ratings.size);
}
