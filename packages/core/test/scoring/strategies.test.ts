import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseScores, filmStatistics, wilsonLowerBound } from '../../src/scoring/index.ts';
import { bySlug, CLUB, film, histogramOf, rank, TODAY } from './films.ts';

describe('bayesian', () => {
  const films = [
    // 4 ratings, mean 4.5: strong-left; high 100 %.
    film('a', { histogram: histogramOf(4, 4.5, 4.5, 5), likes_count: 2, favorites_count: 1 }),
    // 2 ratings, mean 2: right; low 50 %.
    film('b', { histogram: histogramOf(1.5, 2.5) }),
    // One rating: in C, but not ranked.
    film('c', { histogram: histogramOf(1) }),
    film('d', { likes_only_count: 9 }),
  ];
  const ranking = rank('bayesian', films);

  it('computes the score by hand', () => {
    // C = (4.5 + 2 + 1) / 3 = 2.5; m = 3, baseline = 6; of two values one is one deviation up, the other one down.
    const a = bySlug(ranking, 'a');
    expect(a.components.base).toBeCloseTo((4 / 7) * 4.5 + (3 / 7) * 2.5, 14);
    expect(a.components.likes_and_favorites).toBeCloseTo((4 / 6) * (0.6 * 0.25 + 0.25 * 0.5), 14);
    expect(a.components.popularity).toBeCloseTo(0.25, 14);
    expect(a.components.consensus).toBeCloseTo(0.1, 14);
    expect(a.components.shape).toBeCloseTo(0.045, 14);
    expect(a.components.shape_label).toBe('strong-left');
    const b = bySlug(ranking, 'b');
    expect(b.score).toBeCloseTo((2 / 5) * 2 + (3 / 5) * 2.5 - 0.25 - 0.05 - 0.0225, 14);
    expect(b.components.shape_label).toBe('right');
  });

  it('ranks films that two members rated, best first', () => {
    expect(ranking.map((row) => [row.slug, row.rank])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('counts likes and favourites in full from the baseline on, and not more', () => {
    const many = { histogram: [0, 0, 0, 0, 0, 0, 0, 0, 0, 20] as const, likes_count: 20, favorites_count: 20 };
    expect(rank('bayesian', [film('a', many)])[0]!.components.likes_and_favorites).toBeCloseTo(0.85, 14);
  });

  it('gives no film popularity when all have as many watchers, or when there is one', () => {
    const equal = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((slug, index) =>
      film(slug, { histogram: histogramOf(1, 2, index / 2 + 1) }),
    );
    for (const row of rank('bayesian', equal)) expect(row.components.popularity).toBe(0);
    expect(rank('bayesian', equal.slice(0, 1))[0]!.components.popularity).toBe(0);
  });

  it('has the base of every film with a rating', () => {
    const base = baseScores(filmStatistics(films), CLUB);
    expect([...base.keys()].sort((a, b) => a - b)).toEqual(films.slice(0, 3).map((row) => row.film_id));
    expect(base.get(films[2]!.film_id)).toBeCloseTo((1 / 4) * 1 + (3 / 4) * 2.5, 14);
    for (const row of ranking) expect(base.get(row.film_id)).toBe(row.components.base);
  });
});

describe('cohort_affinity', () => {
  it('asks for as many watchers as the floor, which may lie between two numbers', () => {
    const films = [2, 3, 4].map((count) => film(`w${count}`, { histogram: histogramOf(...Array(count).fill(4)) }));
    const slugs = (floor: number) => rank('cohort_affinity', films, { ...CLUB, floor }).map((row) => row.slug);
    expect(slugs(2).sort()).toEqual(['w2', 'w3', 'w4']);
    expect(slugs(2.5).sort()).toEqual(['w3', 'w4']);
    expect(slugs(3).sort()).toEqual(['w3', 'w4']);
  });

  it('computes the score by hand', () => {
    const films = [
      film('a', { histogram: histogramOf(4, 4, 4, 5), likes_count: 4, favorites_count: 1 }),
      film('b', { histogram: histogramOf(2, 3), likes_count: 1 }),
    ];
    const [a, b] = rank('cohort_affinity', films);
    expect(a!.score).toBeCloseTo(0.35 + 0.2 + 0.25 + 0.1 + 0.1 * 0.15 + 0.1, 14);
    // 2 and 3 stars: low 50 %, high 0: right; consensus -0.5.
    expect(b!.score).toBeCloseTo(-0.35 - 0.2 - 0.25 - 0.1 - 0.1 * 0.15 - 0.05, 14);
  });

  it('caps popularity at one deviation above the mean, and not below it', () => {
    const small = ['a', 'b', 'c', 'd', 'e'].map((slug) => film(slug, { histogram: histogramOf(3, 3) }));
    const large = film('hit', { histogram: [0, 0, 0, 0, 0, 200, 0, 0, 0, 0] });
    const down = rank('cohort_affinity', [...small, large]);
    // z of one among six is √5 above; the others are 1/√5 below.
    expect(bySlug(down, 'hit').components.popularity).toBe(0.2);
    expect(bySlug(down, 'a').components.popularity).toBeCloseTo(-0.2 / Math.sqrt(5), 12);
  });
});

describe('wilson', () => {
  it.each([
    // Textbook values of the 95 % Wilson interval.
    [10, 10, 0.7224672],
    [1, 2, 0.0945312],
    [8, 10, 0.4901625],
    [0, 7, 0],
  ])('%s of %s: at least %s', (successes, trials, bound) => {
    expect(wilsonLowerBound(successes, trials)).toBeCloseTo(bound, 6);
  });

  it('takes 3.5 and better of films with two watchers', () => {
    const films = [film('a', { histogram: histogramOf(3.5, 3) }), film('b', { histogram: histogramOf(5) })];
    const ranking = rank('wilson', films);
    expect(ranking).toHaveLength(1);
    expect(ranking[0]!.score).toBeCloseTo(wilsonLowerBound(1, 2), 15);
    expect(ranking[0]!.components.share).toBe(0.5);
  });

  it('gives every film without one good rating exactly 0', () => {
    const films = [3, 7, 11].map((count) => film(`w${count}`, { histogram: histogramOf(...Array(count).fill(2)) }));
    expect(rank('wilson', films).map((row) => [row.slug, row.score])).toEqual([
      ['w11', 0],
      ['w7', 0],
      ['w3', 0],
    ]);
  });

  it('lies between 0 and the share, and grows with more of the same', () => {
    const trials = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(
        trials.chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n))),
        ([k, n]) => {
          const bound = wilsonLowerBound(k, n);
          expect(bound).toBeGreaterThan(0);
          expect(bound).toBeLessThan(k / n);
          expect(wilsonLowerBound(2 * k, 2 * n)).toBeGreaterThan(bound);
        },
      ),
    );
  });
});

describe('discovery', () => {
  it('compares the cohort with the world, where the world is known', () => {
    const ranking = rank('discovery', [
      film('ours', { histogram: histogramOf(5, 5), world_average: 2 }),
      film('theirs', { histogram: histogramOf(2, 2), world_average: 4 }),
      film('unknown', { histogram: histogramOf(5, 5) }),
      film('single', { histogram: histogramOf(5), world_average: 1 }),
    ]);
    expect(ranking.map(({ slug, score, components }) => ({ slug, score, ...components }))).toEqual([
      { slug: 'ours', score: 2, cohort: 1, world: 1 },
      { slug: 'theirs', score: -2, cohort: -1, world: -1 },
    ]);
  });
});

describe('recency', () => {
  const fresh = film('fresh', {
    histogram: histogramOf(4, 5, 1),
    dated: [
      { day: '2024-07-31', count: 1, half_stars: 8 },
      { day: '2023-08-01', count: 1, half_stars: 10 },
    ],
  });
  const undated = film('undated', { histogram: histogramOf(5, 5) });
  const once = film('once', { histogram: histogramOf(5, 5), dated: [{ day: TODAY, count: 1, half_stars: 10 }] });

  it('weighs a rating by its age, 1/e after tau days, and leaves out what has no date', () => {
    const ranking = rank('recency', [fresh, undated, once]);
    expect(ranking.map((row) => row.slug)).toEqual(['fresh']);
    const mean = (10 / 3 + 5 + 5) / 3;
    const weight = 1 + Math.exp(-1);
    const average = (4 + 5 * Math.exp(-1)) / weight;
    // 2023-08-01 to 2024-07-31 is 365 days: a leap day lies between.
    expect(ranking[0]!.score).toBeCloseTo((weight / (weight + 3)) * average + (3 / (weight + 3)) * mean, 14);
  });

  it('follows tau and the day of the run', () => {
    const score = (tau: number, asOf: string) => rank('recency', [fresh], { ...CLUB, tau }, asOf)[0]!.score;
    expect(score(365, '2026-07-31')).toBeLessThan(score(365, TODAY));
    expect(score(365_000_000, TODAY)).toBeCloseTo((2 / 5) * 4.5 + (3 / 5) * (10 / 3), 5);
  });

  it('counts a date after the day of the run as that day', () => {
    const early = rank('recency', [fresh], CLUB, '2020-01-01')[0]!;
    expect(early.score).toBeCloseTo((2 / 5) * 4.5 + (3 / 5) * (10 / 3), 14);
  });

  it('falls back to the mean of the cohort when nothing weighs any more', () => {
    const [ancient] = rank('recency', [fresh], { ...CLUB, m: 0, tau: 0.01 }, '2060-01-01');
    expect(ancient!.score).toBeCloseTo(10 / 3, 14);
  });

  it('names a day that is none', () => {
    expect(() => rank('recency', [fresh], CLUB, '2024-02-30')).toThrow('2024-02-30');
    expect(() => rank('recency', [fresh], CLUB, 'today')).toThrow('today');
    const broken = film('broken', { histogram: histogramOf(4, 4), dated: [{ day: '', count: 2, half_stars: 16 }] });
    expect(() => rank('recency', [broken])).toThrow(RangeError);
  });
});

describe('hybrid', () => {
  const dated = (slug: string, day: string) =>
    film(slug, { histogram: histogramOf(4, 4), dated: [{ day, count: 2, half_stars: 16 }] });

  it('adds popularity and freshness by their weights', () => {
    const films = [
      film('new', { histogram: histogramOf(5, 5, 5, 5), dated: [{ day: TODAY, count: 4, half_stars: 40 }] }),
      film('old', { histogram: histogramOf(1, 1), dated: [{ day: '2010-01-01', count: 2, half_stars: 4 }] }),
    ];
    const [first, last] = rank('hybrid', films, { ...CLUB, alpha: 0.4, beta: 0.3 });
    expect(first!.components.rating).toBeCloseTo(1, 12);
    expect(first!.components.popularity).toBeCloseTo(0.4, 12);
    expect(first!.components.recency).toBeCloseTo(0.3, 12);
    expect(last!.score).toBeCloseTo(-1.7, 12);
    expect(rank('hybrid', films)[0]!.score).toBeCloseTo(1.75, 12);
  });

  it('says nothing about the freshness of a film without dates', () => {
    const films = [dated('a', TODAY), dated('b', '2020-01-01'), film('c', { histogram: histogramOf(4, 4) })];
    const ranking = rank('hybrid', films);
    expect(bySlug(ranking, 'c').components.recency).toBe(0);
    expect(bySlug(ranking, 'a').components.recency).toBeGreaterThan(0);
    expect(bySlug(ranking, 'b').components.recency).toBeLessThan(0);
  });

  it('takes weights that differ only by rounding for the same', () => {
    // (3 · x) / 3 is not always x in floating point.
    const films = Array.from({ length: 40 }, (_, index) => {
      const count = index + 2;
      return film(`f${index}`, {
        histogram: histogramOf(...Array(count).fill(4)),
        dated: [{ day: '2024-01-17', count, half_stars: 8 * count }],
      });
    });
    for (const row of rank('hybrid', films)) expect(row.components.recency).toBe(0);
  });
});
