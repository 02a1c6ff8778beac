import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  clusterOf,
  consensusOf,
  distributionOf,
  filmStatistics,
  insights,
  isRated,
  percentiles,
} from '../../src/scoring/index.ts';
import type { Consensus, Distribution, Histogram } from '../../src/scoring/types.ts';
import { film, histogramOf, ratedStatistics, shuffledCohorts } from './films.ts';

describe('percentiles', () => {
  it('are the middle of the tie block over the number of values', () => {
    expect(percentiles([30, 10, 20, 10, 40])).toEqual([80, 30, 60, 30, 100]);
    expect(percentiles([7])).toEqual([100]);
    expect(percentiles([3, 3, 3, 3])).toEqual([62.5, 62.5, 62.5, 62.5]);
    expect(percentiles([])).toEqual([]);
  });

  it('are exact where they are whole', () => {
    const hundred = percentiles(Array.from({ length: 100 }, (_, index) => index));
    expect(hundred).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it('lie in (0, 100], keep the order, and are 50 + 50/n on average', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 50 }), (values) => {
        const found = percentiles(values);
        for (const [index, percentile] of found.entries()) {
          expect(percentile).toBeGreaterThan(0);
          expect(percentile).toBeLessThanOrEqual(100);
          for (const [other, theirs] of found.entries()) {
            expect(Math.sign(percentile - theirs)).toBe(Math.sign(values[index]! - values[other]!));
          }
        }
        const mean = found.reduce((sum, percentile) => sum + percentile, 0) / found.length;
        expect(mean).toBeCloseTo(50 + 50 / values.length, 9);
      }),
    );
  });
});

describe('bucketOf', () => {
  it.each([
    [90, 90, 'Elite acclaim'],
    [89.9, 90, 'Critical favorite'],
    [90, 89.9, 'Critical favorite'],
    [49.9, 90, 'Cult favorite'],
    [50, 90, 'Steady performer'],
    [49.9, 89.9, 'Steady performer'],
    [90, 40, 'Crowd pleaser'],
    [90, 65, 'Crowd pleaser'],
    [90, 65.1, 'Steady performer'],
    [90, 39.9, 'Guilty pleasure'],
    [89.9, 40, 'Steady performer'],
    [60, 80, 'Critical favorite'],
    [59.9, 80, 'Steady performer'],
    [60, 79.9, 'Steady performer'],
    [29.9, 70, 'Hidden gem'],
    [30, 70, 'Steady performer'],
    [29.9, 69.9, 'Steady performer'],
    [29.9, 90, 'Cult favorite'],
    [85, 39.9, 'Guilty pleasure'],
    [84.9, 39.9, 'Steady performer'],
    [85, 40, 'Steady performer'],
    [29.9, 29.9, 'Skip it'],
    [30, 29.9, 'Steady performer'],
    [29.9, 30, 'Steady performer'],
    [50, 50, 'Steady performer'],
  ])('watchers %s, rating %s: %s', (watchers, rating, bucket) => {
    expect(bucketOf(watchers, rating)).toBe(bucket);
  });
});

describe('clusterOf', () => {
  it.each([
    [1, 1, 'High rating / high watchers'],
    [0.99, 1, 'Middle of the pack'],
    [-0.25, 1, 'High rating / low watchers'],
    [-0.24, 1, 'Critical darling'],
    [0.5, -1, 'Low rating / high watchers'],
    [0.49, -1, 'Divisive pick'],
    [-0.25, -1, 'Low rating / low watchers'],
    [-0.24, -1, 'Divisive pick'],
    [0.75, 0.5, 'High engagement / mixed sentiment'],
    [0.75, -0.5, 'High engagement / mixed sentiment'],
    [0.75, 0.51, 'Middle of the pack'],
    [0.75, -0.51, 'Middle of the pack'],
    [0.74, 0.5, 'Middle of the pack'],
    [0.5, 0.5, 'Critical darling'],
    [-0.5, 0.99, 'Critical darling'],
    [-0.51, 0.99, 'Middle of the pack'],
    [0.5, 0.49, 'Middle of the pack'],
    [0.5, -0.5, 'Divisive pick'],
    [-0.5, -0.99, 'Divisive pick'],
    [-0.51, -0.99, 'Middle of the pack'],
    [0, 0, 'Middle of the pack'],
  ])('watchers %s, rating %s: %s', (watchers, rating, cluster) => {
    expect(clusterOf(watchers, rating)).toBe(cluster);
  });
});

describe('distributionOf', () => {
  it.each<[Distribution, string, Histogram]>([
    ['masterpiece-consensus', 'HIEXTREME 40 %, LOW 10 %', [0, 0, 10, 0, 0, 14, 18, 18, 18, 22]],
    ['masterpiece-consensus', 'P5 exactly 1.2 times the next', [0, 0, 10, 0, 0, 10, 16, 20, 20, 24]],
    ['unclassified', 'P5 less than 1.2 times the next', [0, 0, 10, 0, 0, 10, 17, 20, 20, 23]],
    ['certified-favorite', 'HIEXTREME 39 %', [0, 0, 10, 0, 0, 15, 18, 18, 17, 22]],
    ['unclassified', 'a masterpiece but for LOW 11 %', [0, 0, 11, 0, 0, 9, 16, 20, 20, 24]],
    ['consensus-bomb', 'LOWEXTREME 40 % = 1.6 times 25 %, HIGH 10 %', [20, 20, 0, 12, 13, 13, 12, 10, 0, 0]],
    ['unclassified', 'LOWEXTREME less than 1.6 times MIDLOW', [20, 20, 0, 13, 13, 12, 12, 10, 0, 0]],
    ['unclassified', 'LOWEXTREME less than 1.6 times MIDHIGH', [20, 20, 0, 12, 12, 13, 13, 10, 0, 0]],
    ['unclassified', 'a bomb but for LOWEXTREME 39 %', [20, 19, 1, 12, 13, 13, 12, 10, 0, 0]],
    ['unclassified', 'a bomb but for HIGH 11 %', [20, 20, 0, 12, 13, 12, 12, 11, 0, 0]],
    ['polarizing', 'LOWEXTREME 30 %, HIEXTREME 10 %, MID 40 %', [15, 15, 10, 10, 10, 10, 10, 10, 5, 5]],
    ['unclassified', 'polarizing but for LOWEXTREME 29 %', [15, 14, 11, 10, 10, 10, 10, 10, 5, 5]],
    ['unclassified', 'polarizing but for HIEXTREME 9 %', [15, 15, 10, 10, 10, 10, 10, 11, 5, 4]],
    ['unclassified', 'polarizing but for MID 41 %', [15, 15, 9, 11, 10, 10, 10, 10, 5, 5]],
    ['polarizing', 'HIEXTREME a quarter of LOWEXTREME', [22, 22, 0, 5, 5, 5, 5, 25, 6, 5]],
    ['unclassified', 'HIEXTREME less than a quarter of LOWEXTREME', [23, 22, 0, 5, 5, 5, 5, 24, 6, 5]],
    ['general-dislike', 'LOW + MIDLOW 70 %, LOWEXTREME 20 %, HIGH 20 %', [10, 10, 25, 12, 13, 5, 5, 10, 5, 5]],
    ['general-dislike', 'LOWEXTREME 40 %', [20, 20, 0, 15, 15, 5, 5, 20, 0, 0]],
    ['unclassified', 'dislike but for LOWEXTREME 41 %', [21, 20, 0, 15, 15, 5, 4, 20, 0, 0]],
    ['unclassified', 'dislike but for LOWEXTREME 19 %', [10, 9, 26, 12, 13, 5, 5, 10, 5, 5]],
    ['unclassified', 'dislike but for LOW + MIDLOW 69 %', [10, 10, 24, 12, 13, 6, 5, 10, 5, 5]],
    ['unclassified', 'dislike but for HIGH 21 %', [10, 10, 25, 12, 13, 5, 4, 11, 5, 5]],
    ['certified-favorite', 'HIGH + MIDHIGH 70 %, HIEXTREME 20 %, LOW 15 %', [5, 5, 5, 7, 8, 7, 8, 35, 10, 10]],
    ['certified-favorite', 'HIEXTREME 40 %', [5, 5, 5, 7, 8, 7, 8, 15, 20, 20]],
    ['unclassified', 'favorite but for HIEXTREME 41 %', [5, 5, 5, 7, 8, 7, 8, 14, 20, 21]],
    ['cult-darling', 'favorite but for HIEXTREME 19 %', [5, 5, 5, 7, 8, 7, 8, 36, 10, 9]],
    ['cult-darling', 'favorite but for LOW 16 %', [6, 5, 5, 7, 7, 7, 8, 35, 10, 10]],
    ['cult-darling', 'favorite but for HIGH + MIDHIGH 69 %', [5, 5, 5, 8, 8, 7, 7, 35, 10, 10]],
    ['cult-darling', 'favorite but for MIDHIGH < MIDLOW', [5, 5, 5, 8, 7, 7, 7, 36, 10, 10]],
    ['cult-darling', 'HIGH + MIDHIGH 60 %, LOW 10 % = .4 of HIEXTREME', [3, 3, 4, 15, 15, 7, 8, 20, 13, 12]],
    ['unclassified', 'darling but for LOW less than .4 of HIEXTREME', [3, 3, 4, 15, 15, 7, 8, 19, 13, 13]],
    ['cult-darling', 'HIEXTREME 34 %', [5, 5, 4, 13, 13, 6, 6, 14, 17, 17]],
    ['unclassified', 'darling but for HIEXTREME 35 %', [5, 5, 4, 13, 13, 6, 6, 13, 17, 18]],
    ['unclassified', 'darling but for LOW 9 %', [3, 3, 3, 15, 16, 7, 8, 25, 10, 10]],
    ['unclassified', 'darling but for HIGH + MIDHIGH 59 %', [3, 3, 4, 16, 15, 7, 7, 20, 13, 12]],
    ['steady-crowdpleaser', 'MID 75 %, HIGH 15 %', [3, 3, 4, 18, 19, 19, 19, 10, 3, 2]],
    ['steady-crowdpleaser', 'LOW 15 %', [5, 5, 5, 18, 19, 19, 19, 5, 3, 2]],
    ['steady-crowdpleaser', 'MIDHIGH - MIDLOW 10 %', [3, 3, 3, 16, 17, 21, 22, 10, 3, 2]],
    ['even-split', 'crowdpleaser but for MIDHIGH - MIDLOW 11 %', [3, 3, 4, 16, 16, 21, 22, 10, 3, 2]],
    ['unclassified', 'crowdpleaser but for MID 74 %', [3, 3, 4, 18, 19, 18, 19, 11, 3, 2]],
    ['unclassified', 'crowdpleaser but for HIGH 16 %', [3, 3, 3, 18, 19, 19, 19, 11, 3, 2]],
    ['unclassified', 'crowdpleaser but for LOW 16 %', [6, 5, 5, 18, 19, 19, 19, 4, 3, 2]],
    ['even-split', 'MID 60 %, HIGH 20 %, LOW 20 %', [5, 5, 10, 15, 15, 15, 15, 10, 5, 5]],
    ['even-split', 'LOW - HIGH 5 %', [5, 5, 10, 16, 16, 16, 17, 10, 3, 2]],
    ['unclassified', 'even but for LOW - HIGH 6 %', [5, 5, 10, 16, 16, 17, 17, 9, 3, 2]],
    ['unclassified', 'even but for LOW 21 % and MID 59 %', [5, 5, 11, 15, 15, 14, 15, 10, 5, 5]],
    ['unclassified', 'even but for LOW 9 %', [3, 3, 3, 16, 16, 22, 23, 9, 3, 2]],
    ['balanced-chaos', 'HIGH 40 %, MID 35 %, LOW 25 %', [5, 5, 15, 8, 9, 9, 9, 30, 5, 5]],
    ['balanced-chaos', 'HIGH 25 %, MID 35 %, LOW 40 %', [5, 5, 30, 9, 9, 9, 8, 15, 5, 5]],
    ['unclassified', 'chaos but for a difference of 16 %', [5, 5, 14, 9, 9, 9, 9, 30, 5, 5]],
    ['unclassified', 'chaos but for HIGH 41 %', [5, 5, 16, 8, 8, 8, 9, 31, 5, 5]],
    ['unclassified', 'four ratings', [0, 0, 0, 0, 0, 0, 0, 0, 0, 4]],
    ['masterpiece-consensus', 'five ratings', [0, 0, 0, 0, 0, 0, 0, 0, 0, 5]],
    ['polarizing', 'half 0.5, half 5: first line wins over chaos', [5, 0, 0, 0, 0, 0, 0, 0, 0, 5]],
  ])('%s: %s', (label, _why, histogram) => {
    expect(distributionOf(histogram)).toBe(label);
  });
});

describe('consensusOf', () => {
  it.each<[Consensus | null, string, Histogram]>([
    [null, 'four ratings', histogramOf(4, 4, 4, 4)],
    ['unanimous', '80 % are 4.0 or better, whatever the rest', histogramOf(0.5, 4, 4, 4, 4)],
    ['divisive', '75 % are', histogramOf(0.5, 0.5, 5, 5, 5, 5, 5, 5)],
    ['agreement', 'a deviation of exactly 0.4', histogramOf(2, 3, 3, 3, 3)],
    ['mixed', 'a deviation of 0.43', histogramOf(2, 2, 3, 3, 3, 3, 3, 3)],
    ['agreement', 'all the same', histogramOf(3, 3, 3, 3, 3)],
    ['divisive', 'a deviation of exactly 1.0', histogramOf(2, 2, 2, 4, 4, 4)],
    ['mixed', 'a deviation just below 1.0', histogramOf(2, 2, 2, 3.5, 4, 4)],
  ])('%s: %s', (label, _why, histogram) => {
    expect(consensusOf(histogram)).toBe(label);
  });
});

describe('insights', () => {
  it('places films among each other', () => {
    const found = insights(
      ratedStatistics(
        film('crowd', { film_id: 1, histogram: [0, 0, 0, 2, 2, 4, 4, 4, 2, 2] }),
        film('gem', { film_id: 2, histogram: histogramOf(4.5, 5, 4.5) }),
        film('middle', { film_id: 3, histogram: histogramOf(3, 3, 3.5, 4, 2, 3) }),
        film('dud', { film_id: 4, histogram: histogramOf(1, 1.5, 1) }),
      ),
    );
    expect(found.map((row) => row.film_id)).toEqual([1, 4, 2, 3]);
    expect(found.find((row) => row.film_id === 1)).toMatchObject({
      watchers_percentile: 100,
      rating_percentile: 75,
      bucket: 'Steady performer',
      cluster: 'High engagement / mixed sentiment',
    });
    expect(found.find((row) => row.film_id === 2)).toMatchObject({
      watchers_percentile: 37.5,
      rating_percentile: 100,
      bucket: 'Cult favorite',
      cluster: 'High rating / low watchers',
      distribution: 'unclassified',
      consensus: null,
    });
    expect(found.find((row) => row.film_id === 3)).toMatchObject({ watchers_percentile: 75, rating_percentile: 50 });
    expect(found.find((row) => row.film_id === 4)).toMatchObject({
      rating_percentile: 25,
      cluster: 'Low rating / low watchers',
    });
  });

  it('puts films that do not differ into the middle of the pack', () => {
    const same = Array.from({ length: 7 }, (_, index) => film(`f${index}`, { histogram: histogramOf(3, 3.5, 4.5) }));
    for (const row of insights(ratedStatistics(...same))) expect(row.cluster).toBe('Middle of the pack');
    expect(insights([])).toEqual([]);
  });

  it('has a row for each film, whatever their order', () => {
    fc.assert(
      fc.property(shuffledCohorts, ({ films, shuffled }) => {
        const rated = filmStatistics(films).filter(isRated);
        const byId = new Map(rated.map((row) => [row.film_id, row]));
        const again = shuffled.flatMap((row) => byId.get(row.film_id) ?? []);
        const found = insights(rated);
        expect(found).toHaveLength(rated.length);
        expect(JSON.stringify(insights(again))).toBe(JSON.stringify(found));
      }),
    );
  });
});
