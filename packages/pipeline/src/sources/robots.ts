/** What a site's robots.txt allows us. When it can't be read, nothing is. */
import robotsParser, { type Robot } from 'robots-parser';
import { TaskError } from '../errors.ts';
import type { Counters, SiteClient } from './client.ts';

const FRESH_MS = 60 * 60 * 1000;
const READ_WITHIN_MS = 60_000;

/** The name under which rules can be addressed to us. */
export const PRODUCT_TOKEN = 'CohortAlmanac';

export class Robots {
  readonly #client: SiteClient;
  #rules: { robot: Promise<Robot>; readAt: number } | null = null;

  constructor(client: SiteClient) {
    this.#client = client;
  }

  async allows(path: string, ask: { counters: Counters; signal: AbortSignal }): Promise<boolean> {
    if (this.#rules === null || Date.now() - this.#rules.readAt > FRESH_MS) {
      // Read for all who wait for it, so no task's end may break it off.
      const robot = this.#read({ ...ask, signal: AbortSignal.timeout(READ_WITHIN_MS) });
      const rules = { robot, readAt: Date.now() };
      this.#rules = rules;
      robot.catch(() => {
        if (this.#rules === rules) this.#rules = null;
      });
    }
    const robot = await this.#rules.robot;
    return robot.isAllowed(new URL(path, this.#client.host).href, PRODUCT_TOKEN) === true;
  }

  async #read(ask: { counters: Counters; signal: AbortSignal }): Promise<Robot> {
    const answer = await this.#client.get('/robots.txt', ask);
    const url = new URL('/robots.txt', this.#client.host).href;
    // RFC 9309: a robots.txt that is not there forbids nothing; one that may not be seen forbids everything.
    if (answer.status === 404) return robotsParser(url, '');
    if (answer.status !== 200 || /^\s*</.test(answer.body)) {
      throw new TaskError('robots', `${url} could not be read (status ${answer.status}), so nothing is fetched.`, {
        retry: 'later',
      });
    }
    await this.#client.accept(answer);
    const robot = robotsParser(url, answer.body);
    this.#client.slowDown((robot.getCrawlDelay(PRODUCT_TOKEN) ?? 0) * 1000);
    return robot;
  }
}
