/** What happens in which round: drawn from a seed, so that a round that failed can be played again. Pure. */
import { STAGES } from '@cohort-almanac/core';
import type { CoordinationMode } from '@cohort-almanac/db';

/** What can be done to an almanac at work. */
export const ACTIONS = [
  'kill worker',
  'kill worker twice',
  'kill api',
  'kill scheduler',
  'restart postgres',
  'cut site',
  'flush redis',
  'restart redis',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface RoundPlan {
  round: number;
  coordination: CoordinationMode;
  action: Action;
  /** It is done in this stage of the sync (an index), */
  stage: number;
  /** when this share of the stage is done. */
  share: number;
  /** How long what was struck stays away. */
  awayMs: number;
  workers: 1 | 2;
}

/** How often a stage is struck, beside the others: reading and enriching take most of a sync's time. */
const WEIGHTS = { refresh: 1, collect: 4, compute: 1, publish: 1, enrich: 4, import: 1 } as const;
const STRIKES = STAGES.sync.flatMap((kind, stage) => Array<number>(WEIGHTS[kind]).fill(stage));

/** Also longer than the retries of a task last: an outage costs none. Shorter than what the sandbox is given up after. */
const SITE_AWAY_MS = { from: 500, to: 12_000 };
const AWAY_MS = { from: 100, to: 1_500 };

/** The rounds of one coordination. Every action that it knows comes once before any comes twice. */
export function planRounds(seed: number, rounds: number, coordination: CoordinationMode): RoundPlan[] {
  const random = randomNumbers(seed * 2 + (coordination === 'redis' ? 1 : 0));
  const actions = ACTIONS.filter((action) => coordination === 'redis' || !action.endsWith('redis'));
  let bag: Action[] = [];
  return Array.from({ length: rounds }, (_, i) => {
    if (bag.length === 0) bag = shuffled(actions, random);
    const action = bag.pop()!;
    const { from, to } = action === 'cut site' ? SITE_AWAY_MS : AWAY_MS;
    return {
      round: i + 1,
      coordination,
      action,
      stage: STRIKES[Math.floor(random() * STRIKES.length)]!,
      share: random(),
      awayMs: Math.round(from + random() * (to - from)),
      workers: random() < 0.25 ? 2 : 1,
    };
  });
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Numbers from 0 to 1, the same ones for the same seed: "mulberry32" by Tommy Ettinger, public domain. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
