/** Members for the tests of taste and prediction: by hand in stars, and arbitrary ones for properties. */
import fc from 'fast-check';
import type { MemberRatings } from '../../src/people/index.ts';
import { HALF_STARS, type HalfStars, toHalfStars } from '../../src/stars.ts';

/** A member who gave film 1, 2, … these stars; null = not rated. */
export function member(member_id: number, ...stars: (number | null)[]): MemberRatings {
  const ratings = new Map<number, HalfStars>();
  for (const [index, given] of stars.entries()) if (given !== null) ratings.set(index + 1, toHalfStars(given)!);
  return { member_id, ratings };
}

const ratings = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.constantFrom(...HALF_STARS)), { maxLength: 24 })
  .map((entries) => new Map(entries));

/** Up to 45 members with gaps in their numbers, of whom many share films: more raters of a film than are listened to. */
export const circles: fc.Arbitrary<MemberRatings[]> = fc
  .array(ratings, { minLength: 1, maxLength: 45 })
  .map((all) => all.map((one, index) => ({ member_id: index * 3 + 2, ratings: one })));

/** The same members and ratings, in two orders. */
export const shuffledCircles = circles.chain((members) =>
  fc.shuffledSubarray(members, { minLength: members.length, maxLength: members.length }).map((shuffled) => ({
    members,
    shuffled: shuffled.map((one) => ({ ...one, ratings: new Map([...one.ratings].reverse()) })),
  })),
);
