/** The roles as docker-compose.yml starts them: its environment, its limits; only hosts and ports are this machine's. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Services } from '@cohort-almanac/db';
import { type ComposeFile, environmentOf, readCompose } from '../../tests/compose/file.ts';
import { Almanac, checkAlive, peakMemoryMb } from '../support/almanac.ts';
import { freePort } from '../support/children.ts';

/** What an operator writes into .env, and limits of requests that no bench reaches. */
const SETTINGS = {
  ALMANAC_PROFILE: 'staging',
  PUBLIC_URL: 'http://127.0.0.1',
  MAIL_FROM: 'almanac@example.org',
  DRAIN_SECONDS: '0',
  RATE_LIMIT_ANONYMOUS: '1000000',
};
const SECRETS = '/run/secrets/';

type Role = 'api' | 'worker' | 'scheduler';

export class Roles {
  readonly #almanac: Almanac;
  readonly #compose: ComposeFile;
  readonly #home: string;
  readonly #services: Services;

  constructor(home: string, services: Services) {
    const text = readFileSync(join(process.env.BENCH_ROOT ?? '.', 'docker-compose.yml'), 'utf8');
    this.#compose = readCompose(SETTINGS, text);
    this.#home = home;
    this.#services = services;
    this.#almanac = new Almanac(home, {});
  }

  /** Starts workers or schedulers. @param env in place of what the compose file says */
  start(role: Role, count: number, env: Record<string, string> = {}): Promise<ChildProcess[]> {
    const one = () => this.#almanac.start([role], /"msg":"ready: /, { ...this.#environment(role), ...env });
    return Promise.all(Array.from({ length: count }, one));
  }

  /** Starts apis; resolves to them and their addresses. */
  async startApis(count: number): Promise<{ processes: ChildProcess[]; urls: string[] }> {
    const processes: ChildProcess[] = [];
    const urls: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const port = await freePort();
      processes.push(...(await this.start('api', 1, { HOST: '127.0.0.1', PORT: String(port) })));
      urls.push(`http://127.0.0.1:${port}`);
    }
    return { processes, urls };
  }

  /** A sandbox site over the world in a folder; its address. */
  async startSandbox(world: string): Promise<{ process: ChildProcess; url: string }> {
    const port = await freePort();
    const process = await this.#almanac.start(['sandbox', '--port', String(port), '--world', world], /Sandbox at/);
    return { process, url: `http://127.0.0.1:${port}` };
  }

  /** What the compose file allows a service, in MB of 10^6 bytes. */
  memoryLimitMb(service: Role | 'db'): number {
    const mebibytes = /^(\d+)m$/.exec(this.#compose.services[service]!.mem_limit ?? '')?.[1];
    if (mebibytes === undefined) throw new Error(`docker-compose.yml has no limit of memory for ${service}`);
    return Math.round((Number(mebibytes) * 1_048_576) / 1e6);
  }

  /** Connections that the compose file's PostgreSQL takes. */
  connectionLimit(): number {
    const setting = this.#compose.services.db!.command!.find((each) => each.startsWith('max_connections='));
    return Number(setting?.split('=')[1]);
  }

  #environment(role: Role): Record<string, string> {
    const envFile = Object.entries(SETTINGS)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('');
    const given = Object.entries(environmentOf(this.#compose.services[role]!, envFile));
    return {
      ...Object.fromEntries(given.filter(([, value]) => !value.startsWith(SECRETS))),
      NODE_ENV: 'production',
      ALMANAC_HOME: this.#home,
      ALMANAC_COORDINATION: this.#services.coordination,
      DATABASE_URL: this.#services.databaseUrl,
      ...(this.#services.redisUrl !== null && { REDIS_URL: this.#services.redisUrl }),
      // Nothing is mailed.
      SMTP_URL: 'smtp://127.0.0.1:9',
    };
  }

  close(): Promise<void> {
    return this.#almanac.close();
  }
}

/** The most that one of these processes ever took. @throws when one has ended: none was asked to */
export async function peakOf(processes: readonly ChildProcess[]): Promise<number | null> {
  await checkAlive(processes);
  const peaks = await Promise.all(processes.map(peakMemoryMb));
  return peaks.some((peak) => peak === null) ? null : Math.max(...peaks.map(Number));
}
