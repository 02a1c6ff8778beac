/** Letterboxd's pages, asked for politely and read with the parsers. */

import { TaskError } from '../errors.ts';
import { type PageContents, type ParsedPage, type ParseError, type ParseKind, parsePage } from '../parse/index.ts';
import type { Counters, SiteClient } from './client.ts';
import type { FailedPages } from './failed-pages.ts';
import { SOURCE_PATHS } from './paths.ts';
import { Robots } from './robots.ts';

export interface Ask {
  counters: Counters;
  signal: AbortSignal;
}

export class Letterboxd {
  readonly #client: SiteClient;
  readonly #robots: Robots;
  readonly #failedPages: FailedPages;

  constructor(client: SiteClient, failedPages: FailedPages) {
    this.#client = client;
    this.#robots = new Robots(client);
    this.#failedPages = failedPages;
  }

  /** Whether robots.txt lets us list a member's films newest rating first. */
  allowsNewestFirst(username: string, ask: Ask): Promise<boolean> {
    return this.#robots.allows(SOURCE_PATHS.filmsByRatedDate(username), ask);
  }

  /**
   * Fetches and reads one page. Throws a TaskError of the kind that the page, the site or robots.txt gave; the page of a
   * failure is kept to look at.
   * @param ownerAnswers for a watchlist: its owner's films page was just read, so a bare 403 means private
   */
  async page<K extends keyof PageContents>(
    kind: K & ParseKind,
    path: string,
    ask: Ask,
    { ownerAnswers }: { ownerAnswers?: boolean } = {},
  ): Promise<ParsedPage<K>> {
    if (!(await this.#robots.allows(path, ask))) {
      throw new TaskError('robots', `robots.txt of ${this.#client.host} forbids ${path}.`);
    }
    const answer = await this.#client.get(path, { ...ask, mayFollow: (next) => this.#robots.allows(next, ask) });
    const result = parsePage<K>(kind, answer.body, {
      url: answer.url,
      status: answer.status,
      headers: answer.headers,
      ownerAnswers,
    });
    if (result.ok) {
      await this.#client.accept(answer);
      return result.page;
    }
    await this.#failedPages.keep({ error: result.error.error, kind, url: answer.url, html: answer.body });
    if (result.error.error === 'blocked' || result.error.error === 'forbidden') {
      await this.#client.refuse(result.error.error === 'blocked' ? 'a challenge' : 'status 403');
    } else {
      await this.#client.accept(answer);
    }
    throw new TaskError(result.error.error, describe(path, result.error));
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

function describe(path: string, error: ParseError): string {
  return `${path}: ${error.message}${error.selector ? ` (selector "${error.selector}")` : ''}`;
}
