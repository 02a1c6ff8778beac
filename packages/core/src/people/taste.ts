/** Taste match: how far two members agree, over the films that both rated. */
import type { HalfStars } from '../stars.ts';
import { type MemberRatings, type RatingTable, tabulate } from './ratings.ts';

/** With fewer films in common nothing is said about two tastes. */
const LEAST_SHARED = 5;
/** With so many films in common, half of the correlation counts. */
const HALF_TRUST = 20;

export interface TasteMatch {
  /** In [-1, 1]: 1 is the same taste, -1 the opposite one; null when nothing can be said. */
  match: number | null;
  /** How many films both rated: what the match rests on. */
  shared_films: number;
}

/** The taste matches of a cohort, members by member_id. Both tables are square and symmetric. */
export interface TasteMatrix {
  member_ids: number[];
  /** `matches[i][j]` is the match of members i and j; null when nothing can be said, and of a member with themself. */
  matches: (number | null)[][];
  /** How many films both rated; in the diagonal, how many the member rated. */
  shared_films: number[][];
}

/** Sums over the films that two members both rated, in half stars. All whole numbers, so exact in any order of films. */
interface PairSums {
  n: number;
  a: number;
  b: number;
  aa: number;
  bb: number;
  ab: number;
}

/**
 * Pearson's correlation over the films both rated, times `n / (n + 20)`, n being the number of those films. Null below 5
 * of them, and when one of the two gave all of them the same rating: without a spread there is no correlation, and 0 would
 * claim that the tastes had been compared and have nothing to do with each other.
 */
function matchOf({ n, a, b, aa, bb, ab }: PairSums): number | null {
  if (n < LEAST_SHARED) return null;
  // n² times the variances and the covariance.
  const spreadA = n * aa - a * a;
  const spreadB = n * bb - b * b;
  if (spreadA === 0 || spreadB === 0) return null;
  const correlation = (n * ab - a * b) / Math.sqrt(spreadA * spreadB);
  // The root is rounded: perfect agreement could come out a hair above 1.
  return Math.max(-1, Math.min(1, correlation)) * (n / (n + HALF_TRUST));
}

/** The taste match of two members, by their ratings (film_id to half stars). The same from both sides. */
export function tasteMatch(first: ReadonlyMap<number, HalfStars>, second: ReadonlyMap<number, HalfStars>): TasteMatch {
  const [fewer, more] = first.size <= second.size ? [first, second] : [second, first];
  const sums: PairSums = { n: 0, a: 0, b: 0, aa: 0, bb: 0, ab: 0 };
  for (const [film_id, a] of fewer) {
    const b = more.get(film_id);
    if (b === undefined) continue;
    sums.n += 1;
    sums.a += a;
    sums.b += b;
    sums.aa += a * a;
    sums.bb += b * b;
    sums.ab += a * b;
  }
  return { match: matchOf(sums), shared_films: sums.n };
}

/**
 * One member's matches with everybody in the table, in its order, and null with themself. Walks the raters of the member's
 * films once, so its cost is the number of ratings that those films have, not members times films.
 */
export function matchesOf({ members, films }: RatingTable, position: number): TasteMatch[] {
  const n = new Int32Array(members.length);
  const a = new Int32Array(members.length);
  const b = new Int32Array(members.length);
  const aa = new Int32Array(members.length);
  const bb = new Int32Array(members.length);
  const ab = new Int32Array(members.length);
  for (const [film_id, own] of members[position]!.ratings) {
    const { raters, halfStars } = films.get(film_id)!;
    for (let index = 0; index < raters.length; index += 1) {
      const other = raters[index]!;
      const theirs = halfStars[index]!;
      n[other]! += 1;
      a[other]! += own;
      b[other]! += theirs;
      aa[other]! += own * own;
      bb[other]! += theirs * theirs;
      ab[other]! += own * theirs;
    }
  }
  return members.map((_, i) => {
    const sums = { n: n[i]!, a: a[i]!, b: b[i]!, aa: aa[i]!, bb: bb[i]!, ab: ab[i]! };
    return { match: i === position ? null : matchOf(sums), shared_films: sums.n };
  });
}

/**
 * The taste matches of all pairs of a cohort; a few hundred members take a fraction of a second. Throws a RangeError when a
 * member is given twice.
 */
export function tasteMatrix(members: readonly MemberRatings[]): TasteMatrix {
  const table = tabulate(members);
  const rows = table.members.map((_, position) => matchesOf(table, position));
  return {
    member_ids: table.members.map((member) => member.member_id),
    matches: rows.map((row) => row.map((cell) => cell.match)),
    shared_films: rows.map((row) => row.map((cell) => cell.shared_films)),
  };
}
