import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramTotal } from '../../src/histogram.ts';
import {
  checkParameters,
  defaultParameters,
  filmStatistics,
  isRated,
  rankFilms,
  STRATEGIES,
} from '../../src/scoring/index.ts';
import type { RankedFilm } from '../../src/scoring/types.ts';
import { CLUB, cohorts, film, histogramOf, rank, shuffledCohorts, TODAY } from './films.ts';

function partsOf(row: RankedFilm): number {
  return Object.values(row.components).reduce<number>((sum, part) => (typeof part === 'number' ? sum + part : sum), 0);
}

describe('defaultParameters', () => {
  it.each([
    [0, 3, 4, 2],
    [12, 3, 6, 2],
    [13, 3.25, 6.5, 2],
    [50, 12.5, 25, 2.5],
    [149, 37.25, 74.5, 7.45],
    [150, 37.5, 75, 7.5],
    [200, 50, 75, 10],
    [5000, 50, 75, 10],
  ])('a cohort of %s: m %s, baseline %s, floor %s', (size, m, baseline, floor) => {
    expect(defaultParameters(size)).toEqual({ m, baseline, floor, tau: 365, alpha: 0.5, beta: 0.25 });
  });

  it.each([-1, 2.5, Number.NaN])('refuses a size of %s', (size) => {
    expect(() => defaultParameters(size)).toThrow(RangeError);
  });
});

describe('checkParameters', () => {
  it.each([
    ['m', -1],
    ['m', Number.NaN],
    ['baseline', 0],
    ['floor', -1],
    ['tau', 0],
    ['alpha', Number.POSITIVE_INFINITY],
    ['beta', Number.NaN],
  ] as const)('refuses %s = %s by name', (name, value) => {
    expect(() => checkParameters({ ...CLUB, [name]: value })).toThrow(name);
    expect(() => rankFilms('wilson', [], { ...CLUB, [name]: value }, TODAY)).toThrow(name);
  });

  it('accepts weights of nothing', () => {
    expect(() => checkParameters({ ...CLUB, m: 0, floor: 0, alpha: 0, beta: -1 })).not.toThrow();
  });
});

describe('ties', () => {
  it('fall to more watchers, then slug, then lid', () => {
    const films = [
      film('b', { histogram: histogramOf(1, 2) }),
      film('a', { lid: 'y', histogram: histogramOf(1, 2) }),
      film('a', { lid: 'x', histogram: histogramOf(1, 2) }),
      film(null, { lid: 'a', histogram: histogramOf(1, 2) }),
      film('c', { histogram: histogramOf(1, 2, 2) }),
    ];
    const ids = rank('wilson', films).map((row) => row.film_id);
    expect(ids).toEqual([4, 2, 1, 0, 3].map((index) => films[index]!.film_id));
  });
});

describe.each(STRATEGIES)('every ranking: %s', (strategy) => {
  it('is a permutation of the films that the strategy ranks, best score first', () => {
    fc.assert(
      fc.property(cohorts, fc.nat(60), (films, size) => {
        const parameters = defaultParameters(size);
        const stats = filmStatistics(films);
        const byId = new Map(stats.map((row) => [row.film_id, row]));
        const ranking = rankFilms(strategy, stats, parameters, TODAY);
        const eligible = films.filter((row) => {
          const watchers = histogramTotal(row.histogram);
          if (strategy === 'cohort_affinity') return watchers >= parameters.floor;
          if (strategy === 'recency') return row.dated.reduce((sum, entry) => sum + entry.count, 0) >= 2;
          return watchers >= 2 && (strategy !== 'discovery' || row.world_average !== null);
        });
        expect(ranking.map((row) => row.film_id).sort((a, b) => a - b)).toEqual(eligible.map((row) => row.film_id));
        expect(ranking.map((row) => row.rank)).toEqual(ranking.map((_, index) => index + 1));
        for (const [index, row] of ranking.entries()) {
          expect(row.strategy).toBe(strategy);
          expect(Number.isFinite(row.score)).toBe(true);
          expect(partsOf(row)).toBeCloseTo(row.score, 12);
          const before = ranking[index - 1];
          if (!before) continue;
          expect(before.score).toBeGreaterThanOrEqual(row.score);
          if (before.score === row.score) {
            expect(byId.get(before.film_id)!.watchers).toBeGreaterThanOrEqual(byId.get(row.film_id)!.watchers);
          }
        }
      }),
    );
  });

  it('is the same, byte for byte, for the same films in another order', () => {
    fc.assert(
      fc.property(shuffledCohorts, ({ films, shuffled }) => {
        const once = rankFilms(strategy, filmStatistics(films), CLUB, TODAY);
        const stats = filmStatistics(shuffled).reverse();
        expect(JSON.stringify(rankFilms(strategy, stats, CLUB, TODAY))).toBe(JSON.stringify(once));
      }),
    );
  });

  it('ranks nothing when there is nothing', () => {
    expect(rankFilms(strategy, [], CLUB, TODAY)).toEqual([]);
    expect(rank(strategy, [film('liked', { likes_only_count: 3, world_average: 4 })])).toEqual([]);
  });

  it('leaves what it was given as it was', () => {
    fc.assert(
      fc.property(cohorts, (films) => {
        const stats = filmStatistics(films).filter(isRated).reverse();
        const before = JSON.stringify(stats);
        rankFilms(strategy, stats, CLUB, TODAY);
        expect(JSON.stringify(stats)).toBe(before);
      }),
      { numRuns: 20 },
    );
  });
});
