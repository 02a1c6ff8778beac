import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemberRatings, tasteMatch, tasteMatrix } from '../../src/people/index.ts';
import { circles, member, shuffledCircles } from './members.ts';

const match = (a: MemberRatings, b: MemberRatings) => tasteMatch(a.ratings, b.ratings);

/** Pearson's correlation as textbooks have it, in stars and with two passes. */
function naive(a: MemberRatings, b: MemberRatings): number | null {
  const shared = [...a.ratings.keys()].filter((film) => b.ratings.has(film));
  const n = shared.length;
  if (n < 5) return null;
  const x = shared.map((film) => a.ratings.get(film)! / 2);
  const y = shared.map((film) => b.ratings.get(film)! / 2);
  if (new Set(x).size === 1 || new Set(y).size === 1) return null;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, i) => (value - mx) * (y[i]! - my)));
  const deviation = (values: number[], m: number) => Math.sqrt(mean(values.map((value) => (value - m) ** 2)));
  return ((covariance / (deviation(x, mx) * deviation(y, my))) * n) / (n + 20);
}

describe('tasteMatch', () => {
  it('is the correlation over the shared films, times n / (n + 20)', () => {
    // Deviations -2 -1 0 1 2 and -1 -2 0 2 1: covariance 8, squares 10 and 10, so 0.8 · 5/25.
    const found = match(member(1, 1, 2, 3, 4, 5, 0.5), member(2, 2, 1, 3, 5, 4));
    expect(found.match).toBeCloseTo(0.16, 12);
    expect(found.shared_films).toBe(5);
  });

  it('is n / (n + 20) for the same order at any scale, and minus that for the opposite one', () => {
    const wide = member(1, 1, 2, 3, 4, 5);
    expect(match(wide, member(2, 3, 3.5, 4, 4.5, 5)).match).toBe(0.2);
    expect(match(wide, member(3, 5, 4, 3, 2, 1)).match).toBe(-0.2);
  });

  it('counts for more with more films in common', () => {
    const stars = Array.from({ length: 20 }, (_, index) => (index % 10) / 2 + 0.5);
    expect(match(member(1, ...stars), member(2, ...stars))).toEqual({ match: 0.5, shared_films: 20 });
  });

  it('says nothing below five shared films', () => {
    expect(match(member(1, 1, 2, 3, 4, null, 5), member(2, 1, 2, 3, 4, 5))).toEqual({ match: null, shared_films: 4 });
    expect(match(member(1), member(2))).toEqual({ match: null, shared_films: 0 });
  });

  it('says nothing when one side gave every shared film the same', () => {
    const flat = member(1, 4, 4, 4, 4, 4, 1);
    const other = member(2, 1, 2, 3, 4, 5);
    expect(match(flat, other)).toEqual({ match: null, shared_films: 5 });
    expect(match(other, flat)).toEqual({ match: null, shared_films: 5 });
    expect(match(flat, flat).match).toBeCloseTo(6 / 26, 12);
  });
});

describe('tasteMatrix', () => {
  it('has the members by id, and in the diagonal no match and the number of their films', () => {
    const matrix = tasteMatrix([member(9, 5, 4, 3, 2, 1), member(4, 1, 2, 3, 4, 5, 5), member(6)]);
    expect(matrix).toEqual({
      member_ids: [4, 6, 9],
      matches: [
        [null, null, -0.2],
        [null, null, null],
        [-0.2, null, null],
      ],
      shared_films: [
        [6, 0, 5],
        [0, 0, 0],
        [5, 0, 5],
      ],
    });
    expect(tasteMatrix([])).toEqual({ member_ids: [], matches: [], shared_films: [] });
  });

  it('refuses a member who is given twice', () => {
    expect(() => tasteMatrix([member(1, 4), member(1, 5)])).toThrow('member 1 is given twice');
  });

  it('agrees with a textbook correlation of every pair, and exactly with tasteMatch', () => {
    fc.assert(
      fc.property(circles, (members) => {
        const { matches, shared_films } = tasteMatrix(members);
        for (const [i, a] of members.entries()) {
          for (const [j, b] of members.entries()) {
            if (i === j) continue;
            expect({ match: matches[i]![j], shared_films: shared_films[i]![j] }).toEqual(match(a, b));
            const expected = naive(a, b);
            if (expected === null) expect(matches[i]![j]).toBeNull();
            else expect(matches[i]![j]).toBeCloseTo(expected, 10);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is symmetric, within n / (n + 20), and the same for members and ratings in another order', () => {
    fc.assert(
      fc.property(shuffledCircles, ({ members, shuffled }) => {
        const matrix = tasteMatrix(members);
        expect(tasteMatrix(shuffled)).toEqual(matrix);
        for (const [i, row] of matrix.matches.entries()) {
          for (const [j, cell] of row.entries()) {
            const shared = matrix.shared_films[i]![j]!;
            expect(cell).toBe(matrix.matches[j]![i]);
            expect(shared).toBe(matrix.shared_films[j]![i]);
            expect(Math.abs(cell ?? 0)).toBeLessThanOrEqual(shared / (shared + 20));
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
