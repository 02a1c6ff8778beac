import { STAGES } from '@cohort-almanac/core';
import { expect, test } from 'vitest';
import { ACTIONS, planRounds, randomNumbers } from './plan.ts';

test('the same seed gives the same rounds, another seed others', () => {
  expect(planRounds(1, 20, 'redis')).toEqual(planRounds(1, 20, 'redis'));
  expect(planRounds(1, 20, 'redis')).not.toEqual(planRounds(2, 20, 'redis'));
  expect(planRounds(1, 20, 'redis').map((r) => r.share)).not.toEqual(planRounds(1, 20, 'embedded').map((r) => r.share));
});

test('more rounds begin with the same ones', () => {
  expect(planRounds(7, 30, 'redis').slice(0, 10)).toEqual(planRounds(7, 10, 'redis'));
});

test('every action that a coordination knows comes in as many rounds as there are actions', () => {
  const actionsOf = (coordination: 'redis' | 'embedded', rounds: number) =>
    new Set(planRounds(3, rounds, coordination).map(({ action }) => action));
  expect(actionsOf('redis', ACTIONS.length)).toEqual(new Set(ACTIONS));
  expect(actionsOf('embedded', 6)).toEqual(new Set(ACTIONS.filter((action) => !action.includes('redis'))));
});

test('every stage of a sync is struck sooner or later, at any part of it', () => {
  const rounds = planRounds(1, 400, 'embedded');
  expect(new Set(rounds.map(({ stage }) => stage))).toEqual(new Set(STAGES.sync.keys()));
  const shares = rounds.map(({ share }) => share);
  expect(Math.min(...shares)).toBeLessThan(0.05);
  expect(Math.max(...shares)).toBeGreaterThan(0.95);
  expect(rounds.every(({ awayMs }) => awayMs >= 100 && awayMs <= 12_000)).toBe(true);
});

test('the random numbers are spread evenly', () => {
  const random = randomNumbers(42);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) counts[Math.floor(random() * 10)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1_150);
});
