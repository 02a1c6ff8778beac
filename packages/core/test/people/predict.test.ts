import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemberRatings, predictor, tasteMatch } from '../../src/people/index.ts';
import { circles, member, shuffledCircles } from './members.ts';

const FILM = 6;
const you = member(1, 1, 2, 3, 4, 5);
/** Somebody whose match with you is 0.2, and what they gave the film. */
const friend = (id: number, stars: number) => member(id, 1, 2, 3, 4, 5, stars);

function predict(members: MemberRatings[], base = new Map([[FILM, 3]]), mean = 3.2) {
  return predictor({ members, base, mean });
}

describe('predictor', () => {
  it('adds to the base the mean of the deviations, each times its match', () => {
    // Film 6: 4.5 of a mean of 19.5/6 = 3.25 and 1.5 of a mean of 16.5/6 = 2.75; both matches are 0.2.
    const both = predict([you, friend(2, 4.5), friend(3, 1.5)])(1, FILM);
    expect(both.rating).toBeCloseTo(3 + (0.2 * 1.25 + 0.2 * -1.25) / 2, 12);
    const one = predict([you, friend(2, 4.5)])(1, FILM);
    expect(one.rating).toBeCloseTo(3.25, 12);
    expect([both.neighbours, one.neighbours]).toEqual([2, 1]);
    // 0.8 · 5/25 = 0.16 for the reordered friend, who gave 5 of a mean of 20/6.
    const uneven = predict([you, friend(2, 4.5), member(3, 2, 1, 3, 5, 4, 5)])(1, FILM);
    expect(uneven.rating).toBeCloseTo(3 + (0.2 * 1.25 + 0.16 * (5 - 20 / 6)) / 2, 12);
  });

  it('is the base alone without a rater of positive and known match', () => {
    const opposite = member(2, 5, 4, 3, 2, 1, 5);
    const flat = member(3, 4, 4, 4, 4, 4, 5);
    const stranger = member(4, 1, 2, 3, 4, null, 5);
    expect(predict([you, opposite, flat, stranger])(1, FILM)).toEqual({ rating: 3, neighbours: 0 });
  });

  it('is the mean of the cohort for a film that nobody rated, and knows nothing of who is not given', () => {
    const ask = predict([you, friend(2, 4.5)]);
    expect(ask(1, 99)).toEqual({ rating: 3.2, neighbours: 0 });
    expect(ask(77, FILM)).toEqual({ rating: 3, neighbours: 0 });
  });

  it('does not count a member among their own neighbours', () => {
    expect(predict([member(1, 1, 2, 3, 4, 5, 5)])(1, FILM)).toEqual({ rating: 3, neighbours: 0 });
  });

  it('listens to the thirty nearest, and among equals to the lower member_id', () => {
    const thirty = Array.from({ length: 30 }, (_, index) => friend(index + 2, 4.5));
    const low = friend(40, 0.5);
    expect(predict([low, ...thirty, you])(1, FILM)).toEqual(predict([you, ...thirty])(1, FILM));
    expect(predict([you, ...thirty])(1, FILM).neighbours).toBe(30);
    // Of more films in common, so nearer than all thirty: it takes the place of one.
    const nearer = member(50, 1, 2, 3, 4, 5, 0.5, 3.5);
    const seven = member(1, 1, 2, 3, 4, 5, null, 3.5);
    const found = predict([seven, ...thirty, nearer])(1, FILM);
    const match = tasteMatch(seven.ratings, nearer.ratings).match!;
    expect(match).toBeGreaterThan(0.2);
    expect(found.neighbours).toBe(30);
    expect(found.rating).toBeCloseTo(3 + (29 * 0.2 * 1.25 + match * (0.5 - 19 / 7)) / 30, 12);
  });

  it('stays between half a star and five', () => {
    const ask = (stars: number, base: number) => predict([you, friend(2, stars)], new Map([[FILM, base]]))(1, FILM);
    expect(ask(5, 4.9).rating).toBe(5);
    expect(ask(0.5, 0.6).rating).toBe(0.5);
  });

  it('refuses a member who is given twice', () => {
    expect(() => predict([you, you])).toThrow('member 1 is given twice');
  });

  it('is within bounds, and the same for members and ratings in another order', () => {
    const bases = fc.dictionary(fc.integer({ min: 1, max: 15 }).map(String), fc.integer({ min: 1, max: 10 }));
    fc.assert(
      fc.property(shuffledCircles, bases, ({ members, shuffled }, given) => {
        const base = new Map(Object.entries(given).map(([film, halfStars]) => [Number(film), halfStars / 2]));
        const ask = predict(members, base);
        const again = predict(shuffled, base);
        for (const { member_id } of members.slice(0, 8)) {
          for (let film = 1; film <= 15; film += 1) {
            const found = ask(member_id, film);
            expect(again(member_id, film)).toEqual(found);
            expect(found.rating).toBeGreaterThanOrEqual(0.5);
            expect(found.rating).toBeLessThanOrEqual(5);
            expect(found.neighbours).toBeLessThanOrEqual(30);
            if (found.neighbours === 0) expect(found.rating).toBe(base.get(film) ?? 3.2);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('agrees with the formula, written out', () => {
    fc.assert(
      fc.property(circles, (members) => {
        const ask = predict(members);
        const you = members[0]!;
        const near = members
          .slice(1)
          .filter(({ ratings }) => ratings.has(FILM))
          .map((one) => ({ one, match: tasteMatch(you.ratings, one.ratings).match ?? 0 }))
          .filter(({ match }) => match > 0)
          .sort((a, b) => b.match - a.match || a.one.member_id - b.one.member_id)
          .slice(0, 30);
        const deviations = near.map(({ one: { ratings }, match }) => {
          const all = [...ratings.values()];
          return match * (ratings.get(FILM)! - all.reduce((sum, value) => sum + value, 0) / all.length);
        });
        const shift = near.length === 0 ? 0 : deviations.reduce((sum, value) => sum + value, 0) / near.length / 2;
        const found = ask(you.member_id, FILM);
        expect(found.neighbours).toBe(near.length);
        expect(found.rating).toBeCloseTo(Math.min(5, Math.max(0.5, 3 + shift)), 10);
      }),
      { numRuns: 60 },
    );
  });
});
