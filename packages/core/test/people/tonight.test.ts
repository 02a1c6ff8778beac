import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Predictor,
  TONIGHT_SCORES,
  type TonightFilm,
  type TonightMember,
  tonight,
} from '../../src/people/index.ts';

const genre = (id: string) => ({ id, name: id });

function film(film_id: number, given: Partial<TonightFilm> = {}): TonightFilm {
  return { film_id, slug: `film-${film_id}`, lid: null, runtime_minutes: 100, genres: [], ...given };
}

function viewer(member_id: number, watchlist: number[], seen: number[] = []): TonightMember {
  return { member_id, watchlist: new Set(watchlist), seen: new Set(seen) };
}

/** Predictions by member and film, each with one neighbour; 3 stars where the test says nothing. */
function says(given: Record<number, Record<number, number>>): Predictor {
  return (member_id, film_id) => ({ rating: given[member_id]?.[film_id] ?? 3, neighbours: 1 });
}

const ids = (entries: { film_id: number }[]) => entries.map(({ film_id }) => film_id);

describe('tonight', () => {
  const predict = says({ 1: { 10: 5, 11: 3.5, 12: 2 }, 2: { 10: 1, 11: 3, 12: 2 } });
  const members = [viewer(1, [10, 11, 13]), viewer(2, [12, 14], [13])];

  it('offers what stands on a watchlist and nobody has seen, by the mean or by the lowest prediction', () => {
    const films = [10, 11, 12, 13, 15].map((id) => film(id));
    const mean = tonight({ films, members, predict, by: 'mean' });
    expect(mean.map(({ film_id, score }) => [film_id, score])).toEqual([
      [11, 3.25],
      [10, 3],
      [12, 2],
    ]);
    const careful = tonight({ films, members, predict, by: 'least_misery' });
    expect(careful.map(({ film_id, score }) => [film_id, score])).toEqual([
      [11, 3],
      [12, 2],
      [10, 1],
    ]);
    expect(careful[0]).toEqual({
      film_id: 11,
      watchlists: 1,
      score: 3,
      predictions: [
        { member_id: 1, rating: 3.5, neighbours: 1 },
        { member_id: 2, rating: 3, neighbours: 1 },
      ],
    });
  });

  it('puts what more of them want to see before what they would like better', () => {
    const both = [viewer(1, [10, 12]), viewer(2, [12])];
    const entries = tonight({ films: [film(10), film(12)], members: both, predict, by: 'mean' });
    expect(entries.map(({ film_id, watchlists }) => [film_id, watchlists])).toEqual([
      [12, 2],
      [10, 1],
    ]);
  });

  it('breaks ties by slug, lid and film_id', () => {
    const films = [film(4, { slug: 'b' }), film(3, { slug: 'a', lid: 'Z' }), film(2, { slug: 'a', lid: 'A' }), film(1)];
    const entries = tonight({ films, members: [viewer(1, [1, 2, 3, 4])], predict, by: 'mean' });
    expect(ids(entries)).toEqual([2, 3, 4, 1]);
  });

  it('counts a member once who is chosen twice, and has nothing for nobody', () => {
    const once = tonight({ films: [film(10)], members: [viewer(1, [10])], predict, by: 'mean' });
    expect(tonight({ films: [film(10)], members: [viewer(1, [10]), viewer(1, [10])], predict, by: 'mean' })).toEqual(
      once,
    );
    expect(tonight({ films: [film(10)], members: [], predict, by: 'mean' })).toEqual([]);
  });

  it('keeps to the runtime, bounds included, and leaves out films of unknown length', () => {
    const films = [80, 90, 120, 130, null].map((runtime_minutes, index) => film(index + 1, { runtime_minutes }));
    const ask = (wishes: object) =>
      ids(tonight({ films, members: [viewer(1, [1, 2, 3, 4, 5])], predict, by: 'mean', wishes }));
    expect(ask({ runtime_min: 90, runtime_max: 120 })).toEqual([2, 3]);
    expect(ask({ runtime_min: 120 })).toEqual([3, 4]);
    expect(ask({ runtime_max: 80 })).toEqual([1]);
    expect(ask({})).toEqual([1, 2, 3, 4, 5]);
  });

  it('leaves out vetoed films and genres', () => {
    const films = [
      film(1),
      film(2, { genres: [genre('drama'), genre('horror')] }),
      film(3, { genres: [genre('drama')] }),
    ];
    const ask = (wishes: object) =>
      ids(tonight({ films, members: [viewer(1, [1, 2, 3])], predict, by: 'mean', wishes }));
    expect(ask({ vetoed_films: new Set([3]) })).toEqual([1, 2]);
    expect(ask({ vetoed_genres: new Set(['horror']) })).toEqual([1, 3]);
    expect(ask({ vetoed_genres: new Set(['drama']), vetoed_films: new Set([1]) })).toEqual([]);
  });

  it('holds all of that for arbitrary evenings, in any order of films and members', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 10 });
    const chosen = fc
      .array(fc.record({ watchlist: some, seen: fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((all) => all.map(({ watchlist, seen }, index) => viewer(index + 1, watchlist, seen)));
    const genres = ['comedy', 'drama', 'horror'];
    const films = fc
      .array(
        fc.record({
          runtime_minutes: fc.option(fc.integer({ min: 60, max: 200 })),
          genres: fc.subarray(genres).map((all) => all.map(genre)),
          slug: fc.option(fc.constantFrom('a', 'b', 'c')),
        }),
        { minLength: 20, maxLength: 20 },
      )
      .map((all) => all.map((given, index) => film(index + 1, given)));
    const wishes = fc.record(
      {
        runtime_min: fc.integer({ min: 60, max: 120 }),
        runtime_max: fc.integer({ min: 90, max: 200 }),
        vetoed_films: some.map((all) => new Set(all.slice(0, 3))),
        vetoed_genres: fc.subarray(genres, { maxLength: 2 }).map((all) => new Set(all)),
      },
      { requiredKeys: [] },
    );
    const guess: Predictor = (member_id, film_id) => ({
      rating: ((member_id * 7 + film_id * 3) % 10) / 2 + 0.5,
      neighbours: 2,
    });
    fc.assert(
      fc.property(films, chosen, wishes, fc.constantFrom(...TONIGHT_SCORES), (films, members, wishes, by) => {
        const entries = tonight({ films, members, predict: guess, by, wishes });
        expect(
          tonight({ films: [...films].reverse(), members: [...members].reverse(), predict: guess, by, wishes }),
        ).toEqual(entries);
        const due = films.filter(
          ({ film_id, runtime_minutes, genres }) =>
            members.some(({ watchlist }) => watchlist.has(film_id)) &&
            members.every(({ seen }) => !seen.has(film_id)) &&
            (wishes.runtime_min === undefined || (runtime_minutes ?? 0) >= wishes.runtime_min) &&
            (wishes.runtime_max === undefined || (runtime_minutes ?? 999) <= wishes.runtime_max) &&
            !wishes.vetoed_films?.has(film_id) &&
            genres.every(({ id }) => !wishes.vetoed_genres?.has(id)),
        );
        expect(new Set(ids(entries))).toEqual(new Set(ids(due)));
        expect(entries.length).toBe(due.length);
        for (const [index, { score, watchlists, predictions }] of entries.entries()) {
          const ratings = predictions.map(({ rating }) => rating);
          expect(score).toBeGreaterThanOrEqual(Math.min(...ratings));
          expect(score).toBeLessThanOrEqual(Math.max(...ratings));
          const above = entries[index - 1];
          if (above) expect(above.watchlists * 10 + above.score).toBeGreaterThanOrEqual(watchlists * 10 + score);
        }
      }),
    );
  });
});
