/** The ratings of a cohort, member by member and film by film. */
import type { HalfStars } from '../stars.ts';

/** What one member rated: film_id to half stars. A member without ratings has an empty map. */
export interface MemberRatings {
  member_id: number;
  ratings: ReadonlyMap<number, HalfStars>;
}

/** Who rated a film: positions in `RatingTable.members`, ascending, and beside each the rating in half stars. */
export interface FilmColumn {
  raters: number[];
  halfStars: number[];
}

/** The same ratings from both sides. */
export interface RatingTable {
  /** By member_id, so that no sum depends on the order in which members were given. */
  members: readonly MemberRatings[];
  /** member_id to position in `members`. */
  positions: ReadonlyMap<number, number>;
  films: ReadonlyMap<number, FilmColumn>;
}

/** Turns the members' ratings to films. Throws a RangeError when a member is given twice. */
export function tabulate(given: readonly MemberRatings[]): RatingTable {
  const members = given.slice().sort((a, b) => a.member_id - b.member_id);
  const positions = new Map<number, number>();
  const films = new Map<number, FilmColumn>();
  for (const [position, { member_id, ratings }] of members.entries()) {
    if (positions.has(member_id)) throw new RangeError(`member ${member_id} is given twice; join the ratings first`);
    positions.set(member_id, position);
    for (const [film_id, halfStars] of ratings) {
      let column = films.get(film_id);
      if (!column) {
        column = { raters: [], halfStars: [] };
        films.set(film_id, column);
      }
      column.raters.push(position);
      column.halfStars.push(halfStars);
    }
  }
  return { members, positions, films };
}
