/**
 * How long it takes to rank a cohort of 100 thousand ratings, and how that grows: aggregates read, all strategies and their
 * insights computed, everything written under a new version, apart and together.
 */
import { defaultParameters } from '@cohort-almanac/core';
import { type Database, readAggregates, writeVersion } from '@cohort-almanac/db';
import { computeVersion } from '@cohort-almanac/pipeline';
import { type BenchCohort, generateCohort, MOVIELENS_SHAPE, movielensCohort } from './support/cohort.ts';
import { withStores } from './support/database.ts';
import { atMost, type Budget, progress, rounded } from './support/figures.ts';
import { type StoredCohort, storeCohort } from './support/store-cohort.ts';

const ROUNDS = 3;
const AS_OF = '2026-11-01';
/** Ten times the ratings and films of the small one, so as many ratings a film; five times the members. */
const LARGE_SHAPE = { members: 3_050, films: 97_240, ratings: 1_008_360, leastWatchers: 1 };

interface Times {
  aggregates_ms: number;
  core_ms: number;
  write_ms: number;
  total_ms: number;
}

interface Measured extends Times {
  members: number;
  films: number;
  ratings: number;
  us_per_rating: number;
}

export interface ComputeBench {
  bench: 'compute';
  /** The best of three rounds, each part by itself and all together. MovieLens only if its folder is given. */
  movielens: Measured | null;
  small: Measured;
  large: Measured;
  /** Time a rating, large to small, both generated alike; 1 is linear. */
  growth: number;
  growth_of: { aggregates: number; core: number; write: number };
  budget: Budget;
}

/** Measures on a generated cohort of MovieLens' shape, on one ten times as large, and on MovieLens if its folder is given. */
export async function run({ movielens: dir }: { movielens?: string } = {}): Promise<ComputeBench> {
  const movielens = dir === undefined ? null : await measure(movielensCohort(dir), 'MovieLens');
  const small = await measure(generateCohort(MOVIELENS_SHAPE), 'small');
  const large = await measure(generateCohort(LARGE_SHAPE), 'large');
  const growth = (part: keyof Times) => rounded(large[part] / large.ratings / (small[part] / small.ratings));
  return {
    bench: 'compute',
    movielens,
    small,
    large,
    growth: growth('total_ms'),
    growth_of: { aggregates: growth('aggregates_ms'), core: growth('core_ms'), write: growth('write_ms') },
    budget: {
      ms_of_100k: atMost(3_000, (movielens ?? small).total_ms),
      growth: atMost(1.3, growth('total_ms')),
    },
  };
}

function measure(cohort: BenchCohort, name: string): Promise<Measured> {
  return withStores(async ({ db }) => {
    progress(`compute: storing ${name} (${cohort.ratings.length} ratings)`);
    const stored = await storeCohort(db, cohort);
    const rounds: Times[] = [];
    for (let n = 1; n <= ROUNDS; n += 1) {
      progress(`compute: ${name}, round ${n} of ${ROUNDS}`);
      rounds.push(await round(db, stored, n));
    }
    const best = (part: keyof Times) => rounded(Math.min(...rounds.map((times) => times[part])));
    const total_ms = best('total_ms');
    return {
      members: cohort.members,
      films: cohort.films.length,
      ratings: cohort.ratings.length,
      aggregates_ms: best('aggregates_ms'),
      core_ms: best('core_ms'),
      write_ms: best('write_ms'),
      total_ms,
      us_per_rating: rounded((total_ms * 1000) / cohort.ratings.length),
    };
  });
}

/** What the compute task does; its version is left among those of the rounds before, as in use. */
async function round(db: Database, { cohortId, runId }: StoredCohort, stage: number): Promise<Times> {
  const begin = performance.now();
  const aggregates = await db.transaction((tx) => readAggregates(tx, cohortId), { isolation: 'repeatable read' });
  const read = performance.now();
  const parameters = defaultParameters(aggregates.coverage.members_with_data);
  const { content, summary, violations } = computeVersion(aggregates, parameters, AS_OF);
  if (violations.length > 0) throw new Error(`The numbers of the bench contradict each other: ${violations[0]}`);
  const computed = performance.now();
  const { coverage } = aggregates;
  await db.transaction((tx) =>
    writeVersion(
      tx,
      { cohort_id: cohortId, run_id: runId, stage, as_of: AS_OF, parameters, coverage, summary },
      content,
    ),
  );
  const written = performance.now();
  return {
    aggregates_ms: read - begin,
    core_ms: computed - read,
    write_ms: written - computed,
    total_ms: written - begin,
  };
}
