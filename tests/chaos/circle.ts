/** One almanac at work: its own database, its own processes, one cohort. Made for one round, then thrown away. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunState, STRATEGIES, type Strategy } from '@cohort-almanac/core';
import type { CoordinationMode } from '@cohort-almanac/db';
import { freePort } from '../../packages/db/src/embedded/process.ts';
import { almanac, type Environment, Role, type Surroundings } from './process.ts';
import type { ChaosServices } from './services.ts';
import { Watch } from './watch.ts';

/** What all rounds share. */
export interface Ground {
  services: ChaosServices;
  sandbox: Role;
  siteUrl: string;
  /** Whom the cohort is made from: they and whom they follow. */
  seed: string;
  /** Requests a second; null = no limit. */
  rate: number | null;
}

const LABEL = 'circle';
/** A migrated database in which nothing is but a token; rounds copy it. */
const TEMPLATE = 'chaos_template';
/** Ages are counted to this day, so that rankings of different days can be compared. */
const NOW = '2026-11-22';

export type Rankings = Readonly<Record<Strategy, string>>;

/** The variables of all processes: none of the developer's own settings. */
export function baseEnvironment(home: string): Environment {
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? home,
    NODE_NO_WARNINGS: '1',
    ALMANAC_HOME: home,
    ALMANAC_NOW: NOW,
    ALMANAC_SOURCE: 'sandbox',
    LOG_LEVEL: 'info',
  };
}

/** Makes the database that rounds copy. Resolves to the token in it. */
export async function makeTemplate(services: ChaosServices): Promise<string> {
  await services.admin(`CREATE DATABASE ${TEMPLATE}`);
  const home = join(services.home, 'template');
  mkdirSync(home);
  const env = {
    ...baseEnvironment(home),
    ALMANAC_COORDINATION: 'embedded',
    DATABASE_URL: services.databaseUrl(TEMPLATE),
  };
  const place = { cwd: home, env };
  await almanac(place, 'migrate');
  const made = await almanac(place, 'token', 'create', '--email', 'chaos@example.org', '--name', 'chaos', '--json');
  return (JSON.parse(made) as { token: string }).token;
}

export class Circle {
  readonly watch: Watch;
  readonly workers: Role[];
  readonly scheduler: Role;
  readonly api: Role;
  readonly #place: Surroundings;
  readonly #services: ChaosServices;
  readonly #database: string;
  readonly #url: string;
  readonly #token: string;
  readonly #log: (role: string) => string;

  private constructor(
    services: ChaosServices,
    token: string,
    name: string,
    { place, port, workers }: { place: Surroundings; port: number; workers: number },
  ) {
    this.#services = services;
    this.#token = token;
    this.#database = name;
    this.#place = place;
    this.#url = `http://127.0.0.1:${port}`;
    this.#log = (role) => join(place.cwd, `${role}.log`);
    this.watch = new Watch(services.databaseUrl(name));
    const role = (kind: string, logName = kind) => new Role([kind], place, /"msg":"ready: /, this.#log(logName));
    this.workers = Array.from({ length: workers }, (_, i) => role('worker', `worker-${i + 1}`));
    this.scheduler = role('scheduler');
    this.api = role('api');
  }

  /** An empty database and its processes, ready to work. */
  static async open(
    { services, siteUrl, rate }: Ground,
    token: string,
    name: string,
    { coordination, workers }: { coordination: CoordinationMode; workers: number },
  ): Promise<Circle> {
    await services.admin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    if (coordination === 'redis') await services.redis!.flush();
    const home = join(services.home, name);
    mkdirSync(home);
    const port = await freePort();
    const env: Environment = {
      ...baseEnvironment(home),
      DATABASE_URL: services.databaseUrl(name),
      ALMANAC_COORDINATION: coordination,
      ...(coordination === 'redis' ? { REDIS_URL: services.redis!.url } : {}),
      PORT: String(port),
      LETTERBOXD_BASE_URL: siteUrl,
      ...(rate === null ? {} : { SOURCE_RATE: String(rate) }),
    };
    const circle = new Circle(services, token, name, { place: { cwd: home, env }, port, workers });
    try {
      await Promise.all(circle.roles.map((role) => role.start()));
      return circle;
    } catch (error) {
      await circle.close();
      throw error;
    }
  }

  get roles(): Role[] {
    return [...this.workers, this.scheduler, this.api];
  }

  /** Creates the cohort. Resolves to its id. */
  async createCohort(seed: string): Promise<number> {
    const definition = { seeds: [{ username: seed, relation: 'following', depth: 1, include_seed: true }] };
    const { id } = await this.#ask<{ id: number }>('POST', '/v1/cohorts', { label: LABEL, definition });
    return id;
  }

  /** Asks for a sync, as a visitor of the api. */
  async sync(cohortId: number): Promise<void> {
    await this.#ask('POST', `/v1/cohorts/${cohortId}/sync`, {});
  }

  /** What the api says of the last run and the ranking: whether it still serves after what it went through. */
  async served(cohortId: number): Promise<{ state: RunState | undefined; films: number }> {
    const runs = await this.#ask<{ items: { state: RunState }[] }>('GET', `/v1/cohorts/${cohortId}/runs?limit=1`);
    const page = await this.#ask<{ total: number }>('GET', `/v1/cohorts/${cohortId}/rankings?limit=1`);
    return { state: runs.items[0]?.state, films: page.total };
  }

  /** The ranking under each strategy, as the command line prints it for a spreadsheet. */
  async rankings(): Promise<Rankings> {
    const result: Partial<Record<Strategy, string>> = {};
    const left = [...STRATEGIES];
    const next = async () => {
      for (let strategy = left.shift(); strategy; strategy = left.shift()) {
        result[strategy] = await almanac(this.#place, 'rankings', LABEL, '--strategy', strategy, '--format', 'csv');
      }
    };
    await Promise.all([next(), next()]);
    return result as Rankings;
  }

  /** Lines of the logs at level "error" and above. */
  errors(): string[] {
    const names = [...this.workers.map((_, i) => `worker-${i + 1}`), 'scheduler', 'api'];
    return names.flatMap((name) =>
      readFileSync(this.#log(name), 'utf8')
        .split('\n')
        .filter((line) => /^\{"level":[56]0,/.test(line) || /^\s*(\w*Error|Uncaught)\b/.test(line))
        .map((line) => `${name}: ${line.slice(0, 300)}`),
    );
  }

  /** Asks all processes to stop, and throws the database away. Resolves to what went wrong with that. */
  async close(): Promise<string[]> {
    const stopped = await Promise.allSettled(this.roles.map((role) => role.stop()));
    await this.watch.close();
    await this.#services.admin(`DROP DATABASE IF EXISTS ${this.#database} WITH (FORCE)`);
    return stopped.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
