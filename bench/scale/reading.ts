/** Readers of all cohorts at once, by one api and by two, from another process. */
import type { ChildProcess } from 'node:child_process';
import type { Database } from '@cohort-almanac/db';
import { checkAlive, processorSeconds } from '../support/almanac.ts';
import { stop } from '../support/children.ts';
import { median, percentile, progress, rounded } from '../support/figures.ts';
import { type Load, load, medianLoad } from '../support/load.ts';
import { inTurn, neverAskedBefore } from '../support/questions.ts';
import { same } from './computing.ts';
import { labelOf, type Store } from './grow.ts';
import { peakOf, type Roles } from './roles.ts';

const CONNECTIONS = 50;
const ROUNDS = 3;
const SECONDS = 4;

interface Answer {
  total: number;
  ranking_version: number;
  items: { film_id: number; rank: number }[];
}

interface Served extends Load {
  /** Cores that the apis kept busy together; null where the system doesn't tell. */
  api_cores: number | null;
  /** Answers for a second of the apis' own processor time: what other work on the machine changes least. */
  requests_per_core_second: number | null;
}

export interface Reading {
  apis: number;
  /** The first question about a cohort after a start, one after the other: its ranking comes from the database. */
  first_p95_ms: number;
  /** The plain ranking of every cohort, in turn. */
  cached: Served;
  /** Filters that nobody asked for before, of one cohort. */
  cold: Served;
  /** The same of all cohorts in turn. */
  cold_of_all: Served;
  /** The most that one of the apis ever took. */
  api_peak_mb: number | null;
}

/** Of those who were answered; when nobody was, they waited at least as long as was asked. */
export const waited = ({ requests_per_second, p95_ms }: Load): number =>
  requests_per_second > 0 ? p95_ms : SECONDS * 1000;

/** @throws when an api answers otherwise than another, or not what was ranked */
export async function measureReading(db: Database, roles: Roles, store: Store, apis: number): Promise<Reading> {
  const { processes, urls } = await roles.startApis(apis);
  const paths = store.cohortIds.map((_, n) => `/v1/cohorts/${labelOf(n)}/rankings`);
  const first: number[] = [];
  const answers: Answer[][] = [];
  for (const url of urls) {
    const read: Answer[] = [];
    for (const path of paths) {
      const begin = performance.now();
      read.push(await ask(url + path));
      first.push(performance.now() - begin);
    }
    answers.push(read);
  }
  for (const other of answers) same('Two apis', answers[0], other);
  same('What was ranked and what is read', await totals(db, store), answers[0]!.map(totalOf));

  const kinds = {
    cached: inTurn(paths),
    cold: neverAskedBefore([paths[0]!]),
    cold_of_all: neverAskedBefore(paths),
  };
  type Kind = keyof typeof kinds;
  const loads: Record<Kind, Served[]> = { cached: [], cold: [], cold_of_all: [] };
  for (let n = 0; n <= ROUNDS; n += 1) {
    progress(`scale: ${apis} api, ${n === 0 ? 'warming up' : `round ${n} of ${ROUNDS}`}`);
    for (const kind of Object.keys(kinds) as Kind[]) {
      const one = await serve(processes, urls, kinds[kind], n === 0 ? 1 : SECONDS);
      if (n > 0) loads[kind].push(one);
    }
  }
  const measured = {
    apis,
    first_p95_ms: rounded(percentile(first, 0.95)),
    cached: medianServed(loads.cached),
    cold: medianServed(loads.cold),
    cold_of_all: medianServed(loads.cold_of_all),
    api_peak_mb: await peakOf(processes),
  };
  for (const each of processes) await stop(each);
  return measured;
}

async function serve(apis: ChildProcess[], urls: string[], next: () => string, seconds: number): Promise<Served> {
  const used = async () => {
    await checkAlive(apis);
    const each = await Promise.all(apis.map(processorSeconds));
    return each.includes(null) ? null : each.reduce((sum: number, one) => sum + Number(one), 0);
  };
  const [before, begin] = [await used(), performance.now()];
  const served = await load(urls, next, { connections: CONNECTIONS, seconds });
  const [after, elapsed] = [await used(), (performance.now() - begin) / 1000];
  const cores = before === null || after === null ? null : (after - before) / elapsed;
  return {
    ...served,
    api_cores: cores === null ? null : rounded(cores),
    requests_per_core_second: cores ? Math.round(served.requests_per_second / cores) : null,
  };
}

function medianServed(served: readonly Served[]): Served {
  const middle = (figures: readonly (number | null)[]) => (figures.includes(null) ? null : median(figures.map(Number)));
  return {
    ...medianLoad(served),
    api_cores: middle(served.map(({ api_cores }) => api_cores)),
    requests_per_core_second: middle(served.map((one) => one.requests_per_core_second)),
  };
}

async function ask(url: string): Promise<Answer> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Answer;
}

const totalOf = ({ total, ranking_version }: Answer) => ({ version: ranking_version, total });

/** The current version of each cohort, and how many films its usual strategy ranks. */
async function totals(db: Database, { cohortIds }: Store): Promise<{ version: number; total: number }[]> {
  const { rows } = await db.query<{ version: number; total: number }>(
    `SELECT c.current_version_id AS version, count(*) AS total
     FROM cohorts c JOIN film_rankings r ON r.version_id = c.current_version_id
     WHERE c.id = ANY ($1) AND r.strategy = 'bayesian' AND r.timeframe = 'all' GROUP BY c.id ORDER BY c.id`,
    [cohortIds],
  );
  return rows;
}
