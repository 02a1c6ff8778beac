/** How much the dated ratings of a film still weigh. */
import { compareText } from '../film.ts';
import { dayNumber } from './days.ts';
import type { FilmAggregate, ScoringParameters } from './types.ts';

/** The dated ratings of one film, weighted by age. */
export interface DatedWeight {
  /** How many ratings have a date. */
  count: number;
  /** Sum of their weights. */
  weight: number;
  /** Sum of weight times rating, in stars. */
  stars: number;
}

/**
 * Weighs dated ratings by `exp(-age/tau)`, ages in whole days up to `asOf` (`YYYY-MM-DD`). A date after `asOf` counts as
 * `asOf`: no rating weighs more than one of today. Each day's weight is worked out once.
 */
export function recencyWeights(
  asOf: string,
  { tau }: Pick<ScoringParameters, 'tau'>,
): (film: Pick<FilmAggregate, 'dated'>) => DatedWeight {
  const today = dayNumber(asOf);
  const known = new Map<string, number>();
  const weightOf = (day: string): number => {
    let weight = known.get(day);
    if (weight === undefined) {
      weight = Math.exp(-Math.max(0, today - dayNumber(day)) / tau);
      known.set(day, weight);
    }
    return weight;
  };
  return ({ dated }) => {
    const sums: DatedWeight = { count: 0, weight: 0, stars: 0 };
    for (const { day, count, half_stars } of inDayOrder(dated)) {
      const weight = weightOf(day);
      sums.count += count;
      sums.weight += weight * count;
      sums.stars += weight * (half_stars / 2);
    }
    return sums;
  };
}

type Dated = FilmAggregate['dated'];

/** Sums of weights are rounded, so they are always taken in the order of the days. Fast when they come in that order. */
function inDayOrder(dated: Dated): Dated {
  for (let index = 1; index < dated.length; index += 1) {
    if (!(dated[index - 1]!.day < dated[index]!.day)) return dated.slice().sort(compareDays);
  }
  return dated;
}

function compareDays(a: Dated[number], b: Dated[number]): number {
  return compareText(a.day, b.day) || a.count - b.count || a.half_stars - b.half_stars;
}
