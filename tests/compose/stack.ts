/** The services of the compose file as plain processes: its commands and its environment, with hosts and paths of this machine. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../packages/db/src/embedded/process.ts';
import { almanac, Role, type Surroundings } from '../chaos/process.ts';
import { type ComposeFile, environmentOf, readCompose } from './file.ts';
import { type Postgres, type RedisServer, startPostgres, startRedis } from './ground.ts';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
const run = promisify(execFile);

/** Where the services find each other inside of compose. */
const DATABASE = 'db:5432';
const REDIS = 'redis:6379';
const SECRETS = '/run/secrets/';

export class Stack {
  readonly compose: ComposeFile;
  readonly postgres: Postgres;
  readonly redis: RedisServer;
  readonly #folder: string;
  readonly #envFile: string;
  readonly #roles: Role[] = [];

  private constructor(folder: string, envFile: string, compose: ComposeFile, postgres: Postgres, redis: RedisServer) {
    this.#folder = folder;
    this.#envFile = envFile;
    this.compose = compose;
    this.postgres = postgres;
    this.redis = redis;
  }

  /** Makes the secrets as an operator does, and starts what the compose file names `db` and `redis`. */
  static async open(folder: string, settings: Readonly<Record<string, string>>): Promise<Stack> {
    const envFile = Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('');
    const compose = readCompose(settings);
    const secrets = join(folder, 'secrets');
    await run(join(DEPLOY, 'secrets.sh'), [secrets]);
    mkdirSync(join(folder, 'home'));
    const { db, redis } = compose.services;
    const here = (text: string) => text.replace(SECRETS, `${secrets}/`);
    const started = await startPostgres(folder, {
      command: db!.command!,
      user: db!.environment!.POSTGRES_USER!,
      database: db!.environment!.POSTGRES_DB!,
      passwordFile: here(db!.environment!.POSTGRES_PASSWORD_FILE!),
    });
    const transport = await startRedis(folder, redis!.command!.map(here));
    for (const [name, from, port] of [
      ['database_url', DATABASE, started.port],
      ['redis_url', REDIS, transport.port],
    ] as const) {
      const file = join(secrets, name);
      const text = readFileSync(file, 'utf8');
      if (!text.includes(from)) throw new Error(`${name} does not lead to ${from}`);
      chmodSync(file, 0o644);
      writeFileSync(file, text.replace(from, `127.0.0.1:${port}`));
    }
    return new Stack(folder, envFile, compose, started, transport);
  }

  secret(name: string): string {
    return readFileSync(join(this.#folder, 'secrets', name), 'utf8').trim();
  }

  /** What the processes of a service are given. */
  #place(service: string, port?: number): Surroundings {
    const given = environmentOf(this.compose.services[service]!, this.#envFile);
    const env: Record<string, string> = { PATH: process.env.PATH ?? '', HOME: this.#folder, NODE_ENV: 'production' };
    for (const [name, value] of Object.entries(given)) {
      env[name] = value.startsWith(SECRETS) ? join(this.#folder, 'secrets', value.slice(SECRETS.length)) : value;
    }
    env.ALMANAC_HOME = join(this.#folder, 'home');
    if (port !== undefined) Object.assign(env, { HOST: '127.0.0.1', PORT: String(port) });
    return { cwd: this.#folder, env };
  }

  /** Runs a service that ends, or another command in a service's environment; what it printed. */
  run(service: string, ...args: string[]): Promise<string> {
    return almanac(this.#place(service), ...(args.length > 0 ? args : this.compose.services[service]!.command!));
  }

  /** Starts a role by its service's command and waits until it is ready; an api's address. */
  async start(service: string, name = service): Promise<string> {
    const port = await freePort();
    const { command } = this.compose.services[service]!;
    const role = new Role(command!, this.#place(service, port), /"msg":"ready: /, join(this.#folder, `${name}.log`));
    this.#roles.push(role);
    await role.start();
    return `http://127.0.0.1:${port}`;
  }

  /** Asks all roles to stop, in the reverse of their order. Rejects when one did not end with 0, or ended by itself before. */
  async stopRoles(): Promise<void> {
    const deaths: string[] = [];
    for (let role = this.#roles.pop(); role; role = this.#roles.pop()) {
      await role.stop();
      deaths.push(...role.deaths);
    }
    if (deaths.length > 0) throw new Error(deaths.join('\n'));
  }

  /** Runs a script of deploy/ against the database. Rejects with what it said. */
  async script(name: string, ...args: string[]): Promise<string> {
    const { stdout } = await run(join(DEPLOY, name), args, { cwd: this.#folder, env: this.postgres.env });
    return stdout.trim();
  }

  async close(): Promise<void> {
    await this.stopRoles().finally(() => this.redis.stop().finally(() => this.postgres.stop()));
  }
}
