/**
 * How fast a filtered ranking of 10 thousand films is read through the whole api, on a real PostgreSQL, from another process:
 * answers that were asked for before and such that never were, beside a bare Koa route that sends the same bytes. All are
 * measured in turn, several times, so that they meet the same machine.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultParameters } from '@cohort-almanac/core';
import { type Database, publishVersion, readAggregates, type Services, writeVersion } from '@cohort-almanac/db';
import { computeVersion } from '@cohort-almanac/pipeline';
import { startModule, stop } from './support/children.ts';
import { generateCohort } from './support/cohort.ts';
import { withStores } from './support/database.ts';
import { atLeast, atMost, type Budget, median, progress, rounded } from './support/figures.ts';
import { storeFilmDetails } from './support/film-details.ts';
import { type Load, load, medianLoad } from './support/load.ts';
import { inTurn, neverAskedBefore, popularQuestions } from './support/questions.ts';
import { storeCohort } from './support/store-cohort.ts';

const ROUNDS = 3;
const SECONDS = 4;
/** Of each kind before anything counts: code that is young runs slower, and an api in use is not. */
const WARM_SECONDS = 6;
const CONNECTIONS = 50;
const MANY_CONNECTIONS = 300;
const AS_OF = '2026-11-01';
const PATH = '/v1/cohorts/bench/rankings';
/** Two ratings a film at least, so that the bayesian strategy ranks all of them. */
const SHAPE = { members: 610, films: 10_000, ratings: 150_000, leastWatchers: 2 };

/** Twenty lists that many readers would ask for. */
const POPULAR = popularQuestions(PATH, 20);

type Name = 'bare' | 'cached' | 'mixed' | 'cold';

export interface ReadBench {
  bench: 'read';
  coordination: 'redis' | 'embedded';
  films: number;
  connections: number;
  /** Of one answer of fifty films. */
  bytes: number;
  /** The first question after a start: the ranking comes from the database. */
  first_ms: number;
  bare: Load;
  cached: Load;
  /** Twenty questions in turn, all asked before. */
  mixed: Load;
  cold: Load;
  connections_300: Load;
  /** Throughput of cached answers to that of the bare route: the median of the rounds, each by itself. */
  cached_to_bare: number;
  budget: Budget;
}

type Measured = Omit<ReadBench, 'bench' | 'coordination' | 'films' | 'connections' | 'budget'>;

export function run(): Promise<ReadBench> {
  return withStores(async ({ home, db, services }) => {
    progress('read: making a ranking of 10,000 films');
    const films = await publish(db);
    const measured = await measure(home, services);
    return {
      bench: 'read',
      coordination: services.coordination,
      films,
      connections: CONNECTIONS,
      ...measured,
      budget: {
        cached_p95_ms: atMost(10, measured.cached.p95_ms),
        cold_p95_ms: atMost(60, measured.cold.p95_ms),
        cached_to_bare: atLeast(0.5, measured.cached_to_bare),
        failures_at_300: atMost(0, measured.connections_300.failures),
      },
    };
  });
}

/** A published ranking; resolves to how many films it ranks. */
async function publish(db: Database): Promise<number> {
  const { cohortId, runId } = await storeCohort(db, generateCohort(SHAPE));
  await storeFilmDetails(db);
  const aggregates = await readAggregates(db, cohortId);
  const parameters = defaultParameters(aggregates.coverage.members_with_data);
  const { content, summary } = computeVersion(aggregates, parameters, AS_OF);
  const { coverage } = aggregates;
  await db.transaction(async (tx) => {
    const version = { cohort_id: cohortId, run_id: runId, stage: 0, as_of: AS_OF, parameters, coverage, summary };
    await publishVersion(tx, await writeVersion(tx, version, content));
  });
  await db.query('VACUUM ANALYZE');
  return content.rankings.find(({ strategy }) => strategy === 'bayesian')!.ranked.length;
}

async function measure(home: string, { databaseUrl, redisUrl }: Services): Promise<Measured> {
  const api = await startModule<string>('read-api', {
    BENCH_DATABASE_URL: databaseUrl,
    BENCH_REDIS_URL: redisUrl ?? '',
  });
  try {
    const begin = performance.now();
    const answer = await fetch(api.message + PATH);
    const body = Buffer.from(await answer.arrayBuffer());
    const first_ms = rounded(performance.now() - begin);
    if (answer.status !== 200) throw new Error(`The api answered ${answer.status}: ${body.toString().slice(0, 500)}`);
    const file = join(home, 'body.json');
    await writeFile(file, body);
    const bare = await startModule<string>('read-bare', { BENCH_BODY: file });
    try {
      return { first_ms, bytes: body.length, ...(await compare(api.message, bare.message)) };
    } finally {
      await stop(bare.child);
    }
  } finally {
    await stop(api.child);
  }
}

/** Loads on both, in turn. */
async function compare(api: string, bare: string) {
  const cold = neverAskedBefore([PATH]);
  const kinds: Record<Name, (seconds: number, connections?: number) => Promise<Load>> = {
    bare: (seconds, connections = CONNECTIONS) => load(bare, inTurn([PATH]), { connections, seconds }),
    cached: (seconds, connections = CONNECTIONS) => load(api, inTurn([PATH]), { connections, seconds }),
    mixed: (seconds, connections = CONNECTIONS) => load(api, inTurn(POPULAR), { connections, seconds }),
    cold: (seconds, connections = CONNECTIONS) => load(api, cold, { connections, seconds }),
  };
  const names = Object.keys(kinds) as Name[];
  progress('read: warming up');
  for (const name of names) await kinds[name](WARM_SECONDS);
  const loads: Record<Name, Load[]> = { bare: [], cached: [], mixed: [], cold: [] };
  for (let n = 1; n <= ROUNDS; n += 1) {
    progress(`read: round ${n} of ${ROUNDS}`);
    for (const name of names) loads[name].push(await kinds[name](SECONDS));
  }
  const ratios = loads.cached.map((one, n) => one.requests_per_second / loads.bare[n]!.requests_per_second);
  return {
    bare: medianLoad(loads.bare),
    cached: medianLoad(loads.cached),
    mixed: medianLoad(loads.mixed),
    cold: medianLoad(loads.cold),
    connections_300: await kinds.mixed(SECONDS, MANY_CONNECTIONS),
    cached_to_bare: rounded(median(ratios)),
  };
}
