/** What the blocks are tried on: one almanac with its demo, a folder for each document, and what stands in for names in the text. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../packages/db/src/embedded/process.ts';
import { almanac, Role } from '../chaos/process.ts';
import { removeHome, temporaryHome } from '../support/services.ts';
import { ROOT } from './blocks.ts';

const NOW = '2026-11-22T19:40:00Z';

export class Ground {
  readonly url: string;
  readonly env: Record<string, string>;
  readonly #work: string;
  readonly #up: Role;
  #stands: [string, string][] = [];

  private constructor(work: string, env: Record<string, string>) {
    this.#work = work;
    this.env = env;
    this.url = `http://127.0.0.1:${env.PORT}`;
    this.#up = new Role(['up'], { cwd: work, env }, /Ctrl-C stops/, join(work, 'up.log'));
  }

  /** @throws when it does not come up. */
  static async open(): Promise<Ground> {
    const work = await temporaryHome();
    const home = join(work, 'almanac');
    for (const folder of [home, join(work, 'home')]) {
      mkdirSync(folder);
      // Not 0700: as root, PostgreSQL runs under an account that has to enter it.
      chmodSync(folder, 0o755);
    }
    // As in a clone: `npx almanac` is what the workspace links, and the examples find their packages.
    symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'));
    writeFileSync(join(work, 'home/.curlrc'), 'fail-with-body\nsilent\nshow-error\n');
    const ground = new Ground(work, {
      PATH: process.env.PATH ?? '',
      HOME: join(work, 'home'),
      ROOT,
      ALMANAC_HOME: home,
      ALMANAC_NOW: NOW,
      ALMANAC_SOURCE: 'sandbox',
      PORT: String(await freePort()),
      SANDBOX_PORT: String(await freePort()),
      WEBHOOK_ALLOW_LOOPBACK: '1',
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
    });
    await ground.#up.start();
    await ground.#prepare();
    return ground;
  }

  /** A token, a shared list and free ports: what a reader would write in place of the names in the text. */
  async #prepare(): Promise<void> {
    const made = await almanac(
      { cwd: this.#work, env: this.env },
      ...['token', 'create', '--email', 'demo@localhost', '--name', 'documents', '--json'],
    );
    const { token } = JSON.parse(made) as { token: string };
    const receiver = `http://127.0.0.1:${await freePort()}`;
    Object.assign(this.env, { ALMANAC_URL: this.url, ALMANAC_TOKEN: token, TOKEN: token, RECEIVER: receiver });
    const filter = await this.send<{ id: number }>('POST', '/v1/filters', {
      cohort: 'demo',
      name: 'Horror',
      filter: { genre: ['horror'] },
    });
    const { slug } = await this.send<{ slug: string }>('POST', `/v1/filters/${filter.id}/share`, { top: 10 });
    this.#stands = [
      ['http://127.0.0.1:4000', this.url],
      ['http://127.0.0.1:4010', `http://127.0.0.1:${this.env.SANDBOX_PORT}`],
      ['https://almanac.example.org', this.url],
      ['https://hooks.example.org', receiver],
      ['--port 4011', `--port ${await freePort()}`],
      ['alm_sk_…', token],
      ['SLUG', slug],
    ];
  }

  /** The text as a reader would run it. */
  filled(text: string): string {
    return this.#stands.reduce((filled, [name, value]) => filled.replaceAll(name, value), text);
  }

  /** The answer as the token's holder gets it. @throws unless it is 2xx */
  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.fetch(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} is answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  fetch(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.env.TOKEN}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    return fetch(this.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  }

  /** The folder in which the blocks of a document are run. */
  folderOf(document: string): string {
    const folder = join(this.#work, document.replaceAll('/', '-').replace(/\.md$/, ''));
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  async close(): Promise<void> {
    await this.#up.stop();
    await removeHome(this.#work);
  }
}
