import { describe, expect, it } from 'vitest';
import { explainScore, STRATEGIES } from '../../src/scoring/index.ts';
import { film, histogramOf, rank } from './films.ts';

const FILMS = [
  film('a', {
    histogram: histogramOf(4, 4.5, 4.5, 5),
    likes_count: 2,
    favorites_count: 1,
    world_average: 3.2,
    dated: [
      { day: '2024-01-01', count: 2, half_stars: 17 },
      { day: '2023-01-01', count: 1, half_stars: 9 },
    ],
  }),
  film('b', { histogram: histogramOf(1.5, 2.5, 3), world_average: 3.9 }),
];

describe.each(STRATEGIES)('the parts of a score under %s', (strategy) => {
  const ranked = rank(strategy, FILMS);

  it('add up to it, none left out, each in words', () => {
    expect(ranked.length).toBeGreaterThan(0);
    for (const { score, components } of ranked) {
      const parts = explainScore(strategy, components);
      const numeric = Object.keys(components).filter((name) => typeof components[name] === 'number');
      expect(parts.map(({ name }) => name)).toEqual(numeric);
      expect(parts.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
      for (const { explanation } of parts) expect(explanation).toMatch(/^[A-Z].*\.$/);
    }
  });
});

it('says which shape was counted', () => {
  const [first] = rank('bayesian', FILMS);
  const label = explainScore('bayesian', first!.components).find(({ name }) => name === 'shape')!.label;
  expect(label).toBe(first!.components.shape_label);
});
