import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movers } from '../../src/people/index.ts';

/** Films in rank order, from rank `first` on. */
const ranking = (film_ids: number[], first = 1) => film_ids.map((film_id, index) => ({ film_id, rank: first + index }));

describe('movers', () => {
  it('are those that rose and fell, the farthest first, with new and lost films apart', () => {
    expect(movers(ranking([3, 1, 6, 2, 4]), ranking([1, 2, 3, 4, 5]))).toEqual({
      risers: [{ film_id: 3, rank: 1, previous_rank: 3, change: 2 }],
      fallers: [
        { film_id: 2, rank: 4, previous_rank: 2, change: -2 },
        { film_id: 1, rank: 2, previous_rank: 1, change: -1 },
        { film_id: 4, rank: 5, previous_rank: 4, change: -1 },
      ],
      entered: [{ film_id: 6, rank: 3 }],
      left: [{ film_id: 5, previous_rank: 5 }],
    });
  });

  it('puts the better rank first among equal moves', () => {
    const { risers, fallers } = movers(ranking([2, 1, 4, 3]).reverse(), ranking([1, 2, 3, 4]));
    expect(risers.map(({ film_id }) => film_id)).toEqual([2, 4]);
    expect(fallers.map(({ film_id }) => film_id)).toEqual([1, 3]);
  });

  it('needs a place in either top 250', () => {
    const at = (film_id: number, rank: number) => ({ film_id, rank });
    const before = [at(1, 250), at(2, 251), at(3, 251), at(4, 300), at(5, 250), at(6, 251)];
    const now = [at(1, 260), at(2, 250), at(3, 252), at(4, 300), at(7, 250), at(8, 251)];
    const found = movers(now, before);
    expect(found.risers).toEqual([{ film_id: 2, rank: 250, previous_rank: 251, change: 1 }]);
    expect(found.fallers).toEqual([{ film_id: 1, rank: 260, previous_rank: 250, change: -10 }]);
    expect(found.entered).toEqual([at(7, 250)]);
    expect(found.left).toEqual([{ film_id: 5, previous_rank: 250 }]);
  });

  it('has only new entries against nothing, and nothing against itself', () => {
    const two = ranking([7, 8]);
    expect(movers(two, [])).toEqual({ risers: [], fallers: [], entered: two, left: [] });
    expect(movers(two, two)).toEqual({ risers: [], fallers: [], entered: [], left: [] });
  });

  it('is itself the other way round when time runs back, in any order of rows', () => {
    const ranks = fc
      .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), fc.integer({ min: 1, max: 260 }))
      .map(([film_ids, first]) => ranking(film_ids, first));
    fc.assert(
      fc.property(ranks, ranks, (a, b) => {
        const there = movers(a, b);
        const back = movers(b, a);
        expect(movers([...a].reverse(), [...b].reverse())).toEqual(there);
        const turned = back.fallers.map((mover) => ({
          film_id: mover.film_id,
          rank: mover.previous_rank,
          previous_rank: mover.rank,
          change: -mover.change,
        }));
        expect(turned).toEqual(there.risers);
        expect(back.left.map(({ film_id, previous_rank }) => ({ film_id, rank: previous_rank }))).toEqual(
          there.entered,
        );
        for (const { rank, previous_rank, change } of [...there.risers, ...there.fallers]) {
          expect(change).toBe(previous_rank - rank);
          expect(Math.min(rank, previous_rank)).toBeLessThanOrEqual(250);
        }
      }),
    );
  });
});
