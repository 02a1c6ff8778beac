import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFilms } from '../../src/film.ts';
import { histogramTotal } from '../../src/histogram.ts';
import { filmStatistics } from '../../src/scoring/index.ts';
import { bySlug, cohorts, film, histogramOf, shuffledCohorts } from './films.ts';

describe('filmStatistics', () => {
  it('gives means, shares and deviations in stars', () => {
    const [stats] = filmStatistics([
      film('a', { histogram: histogramOf(2, 3.5, 4, 5), likes_count: 2, favorites_count: 1, likes_only_count: 7 }),
    ]);
    expect(stats).toMatchObject({
      watchers: 4,
      avg_rating: 3.625,
      like_rate: 0.5,
      favorite_rate: 0.25,
      high_rating_pct: 0.5,
      low_rating_pct: 0.25,
      consensus_strength: 0.25,
      likes_only_count: 7,
    });
    // (2.640625 + 0.015625 + 0.140625 + 1.890625) / 4
    expect(stats!.rating_stddev).toBeCloseTo(Math.sqrt(1.171875), 14);
  });

  it('counts 4.0 as high and 2.0 as low, and 3.5 and 2.5 as neither', () => {
    const [stats] = filmStatistics([film('a', { histogram: histogramOf(4, 3.5, 2.5, 2) })]);
    expect([stats!.high_rating_pct, stats!.low_rating_pct, stats!.consensus_strength]).toEqual([0.25, 0.25, 0]);
  });

  it('gives a likes-only film a row of nulls', () => {
    const [stats] = filmStatistics([film('a', { likes_only_count: 3, world_average: 3.2 })]);
    expect(stats).toMatchObject({ watchers: 0, likes_only_count: 3 });
    const { avg_rating, rating_stddev, like_rate, favorite_rate } = stats!;
    const { high_rating_pct, low_rating_pct, consensus_strength, divergence, divergence_se } = stats!;
    expect([avg_rating, rating_stddev, like_rate, favorite_rate]).toEqual([null, null, null, null]);
    expect([high_rating_pct, low_rating_pct, consensus_strength, divergence, divergence_se]).toEqual(
      Array(5).fill(null),
    );
  });

  it('pools the spread of a film with the mean spread of all rated films', () => {
    const stats = filmStatistics([
      film('a', { histogram: histogramOf(3, 5), world_average: 3.5 }), // mean 4, deviation 1
      film('b', { histogram: histogramOf(4, 4, 4), world_average: null }), // deviation 0
      film('c', { histogram: histogramOf(2), world_average: 2 }), // one rating: deviation 0
      film('d', { likes_only_count: 2, world_average: 3 }), // does not count
    ]);
    const usual = 1 / 3;
    expect(bySlug(stats, 'a').divergence).toBe(0.5);
    expect(bySlug(stats, 'a').divergence_se).toBeCloseTo(Math.sqrt((2 + 5 * usual ** 2) / (2 + 4) / 2), 14);
    expect(bySlug(stats, 'b')).toMatchObject({ divergence: null, divergence_se: null });
    expect(bySlug(stats, 'c').divergence).toBe(0);
    expect(bySlug(stats, 'c').divergence_se).toBeCloseTo(Math.sqrt((5 * usual ** 2) / 5), 14);
  });

  it('orders by slug, then lid, code unit by code unit, names that are missing last', () => {
    const stats = filmStatistics([
      film(null, { lid: 'b' }),
      film('b'),
      film('a', { lid: 'b' }),
      film('a', { lid: 'B' }),
      film('Z'),
      film(null, { lid: 'a' }),
    ]);
    expect(stats.map(({ slug, lid }) => `${slug}/${lid}`)).toEqual([
      'Z/null',
      'a/B',
      'a/b',
      'b/null',
      'null/a',
      'null/b',
    ]);
  });

  it('keeps every film, its histogram and its watchers', () => {
    fc.assert(
      fc.property(cohorts, (films) => {
        const stats = filmStatistics(films);
        expect(stats.map((row) => row.film_id).sort((a, b) => a - b)).toEqual(films.map((row) => row.film_id));
        for (const [index, row] of stats.entries()) {
          expect(histogramTotal(row.histogram)).toBe(row.watchers);
          expect(row.avg_rating === null).toBe(row.watchers === 0);
          if (row.watchers > 0) {
            expect(row.avg_rating).toBeGreaterThanOrEqual(0.5);
            expect(row.avg_rating).toBeLessThanOrEqual(5);
            expect(Math.abs(row.consensus_strength!)).toBeLessThanOrEqual(1);
            expect(row.consensus_strength).toBeCloseTo(row.high_rating_pct! - row.low_rating_pct!, 12);
          }
          if (index > 0) expect(compareFilms(stats[index - 1]!, row)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('does not depend on the order of the films', () => {
    fc.assert(
      fc.property(shuffledCohorts, ({ films, shuffled }) => {
        const bare = (rows: typeof films) => JSON.stringify(filmStatistics(rows.map((row) => ({ ...row, dated: [] }))));
        expect(bare(shuffled)).toBe(bare(films));
      }),
    );
  });
});
