import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramTotal } from '../../src/histogram.ts';
import {
  defaultParameters,
  filmStatistics,
  type GateInput,
  gate,
  insights,
  isRated,
  rankFilms,
  STRATEGIES,
} from '../../src/scoring/index.ts';
import type { FilmAggregate } from '../../src/scoring/types.ts';
import { cohorts, film, histogramOf } from './films.ts';

function computed(aggregates: FilmAggregate[]): GateInput {
  const stats = filmStatistics(aggregates);
  return {
    ratings: aggregates.reduce((sum, row) => sum + histogramTotal(row.histogram), 0),
    aggregates,
    stats,
    rankings: STRATEGIES.map((strategy) => {
      const ranked = rankFilms(strategy, stats, defaultParameters(12), '2024-07-31');
      const ids = new Set(ranked.map((row) => row.film_id));
      return { strategy, ranked, insights: insights(stats.filter(isRated).filter((row) => ids.has(row.film_id))) };
    }),
  };
}

const films = [
  film('a', { film_id: 1, histogram: histogramOf(4, 5), likes_count: 1 }),
  film('b', { film_id: 2, histogram: histogramOf(2, 3, 3), dated: [{ day: '2024-01-01', count: 2, half_stars: 10 }] }),
  film('c', { film_id: 3, likes_only_count: 1 }),
];

/** What a sound run becomes when something in it is broken. */
function broken(change: (input: GateInput) => Partial<GateInput>): string[] {
  const input = computed(films);
  return gate({ ...input, ...change(input) });
}

describe('gate', () => {
  it('lets every sound run pass', () => {
    fc.assert(
      fc.property(cohorts, (aggregates) => {
        expect(gate(computed(aggregates))).toEqual([]);
      }),
    );
  });

  it.each<[string, (input: GateInput) => Partial<GateInput>]>([
    ['ratings lost or doubled: 6 went in, the histograms hold 5', () => ({ ratings: 6 })],
    [
      'films more than once in the aggregates: film_id 3',
      ({ aggregates }) => ({ aggregates: [...aggregates, aggregates[2]!] }),
    ],
    ['films more than once in the statistics: film_id 1', ({ stats }) => ({ stats: [...stats, stats[0]!] })],
    ['films aggregated but without statistics: film_id 3', ({ stats }) => ({ stats: stats.slice(0, 2) })],
    [
      'films with statistics but not aggregated: film_id 3',
      ({ aggregates }) => ({ aggregates: aggregates.slice(0, 2) }),
    ],
    [
      'films whose histogram does not add up to their watchers: film_id 1',
      ({ stats }) => ({ stats: stats.map((row) => (row.film_id === 1 ? { ...row, watchers: 3 } : row)) }),
    ],
    [
      'films with more likes, favourites or dated ratings than watchers: film_id 1, 2',
      ({ stats }) => ({
        stats: stats.map((row) => ({
          ...row,
          likes_count: row.film_id === 1 ? 3 : 0,
          dated: row.film_id === 2 ? [...row.dated, ...row.dated] : [],
        })),
      }),
    ],
  ])('%s', (violation, change) => {
    expect(broken(change)).toContain(violation);
  });

  it.each<[string, (ranking: GateInput['rankings'][number]) => Partial<GateInput['rankings'][number]>]>([
    ['films ranked more than once under bayesian: film_id 1', ({ ranked }) => ({ ranked: [...ranked, ranked[0]!] })],
    [
      'films ranked under bayesian but without ratings in the statistics: film_id 3',
      ({ ranked }) => ({ ranked: ranked.map((row) => (row.film_id === 1 ? { ...row, film_id: 3 } : row)) }),
    ],
    [
      'films more than once in the insights of bayesian: film_id 1',
      ({ insights: rows }) => ({ insights: [...rows, rows[0]!] }),
    ],
    [
      'films ranked under bayesian but without insights: film_id 2',
      ({ insights: rows }) => ({ insights: rows.slice(0, 1) }),
    ],
    ['films with insights but not ranked under bayesian: film_id 2', ({ ranked }) => ({ ranked: ranked.slice(0, 1) })],
    [
      'films without a finite score of bayesian: film_id 1',
      ({ ranked }) => ({ ranked: ranked.map((row, index) => (index === 0 ? { ...row, score: Number.NaN } : row)) }),
    ],
    [
      'films out of place under bayesian: film_id 2',
      ({ ranked }) => ({ ranked: ranked.map((row) => ({ ...row, rank: 1 })) }),
    ],
    [
      'films out of place under bayesian: film_id 1',
      ({ ranked }) => ({ ranked: ranked.map((row) => ({ ...row, rank: 3 - row.rank })) }),
    ],
  ])('%s', (violation, change) => {
    const found = broken(({ rankings }) => ({
      rankings: rankings.map((ranking) =>
        ranking.strategy === 'bayesian' ? { ...ranking, ...change(ranking) } : ranking,
      ),
    }));
    expect(found).toContain(violation);
  });

  it('counts the films that it does not list', () => {
    const many = Array.from({ length: 8 }, (_, index) => film(`f${index}`, { film_id: index + 1 }));
    expect(gate({ ratings: 0, aggregates: many, stats: [], rankings: [] })).toEqual([
      'films aggregated but without statistics: film_id 1, 2, 3, 4, 5 and 3 more',
    ]);
  });
});
