/** Letterboxd's pages, asked for politely and read with the parsers. */

import { TaskError } from '../errors.ts';
import { type PageContents, type ParsedPage, type ParseError, type ParseKind, parsePage } from '../parse/index.ts';
import type { Answer, Counters, SiteClient } from './client.ts';
import type { FailedPages } from './failed-pages.ts';
import { SOURCE_PATHS } from './paths.ts';
import { Robots } from './robots.ts';

export interface Ask {
  counters: Counters;
  signal: AbortSignal;
}

/** What a feed's address answered: nothing new since we last asked, or the feed, with what to ask with next time. */
export type FeedAnswer =
  | { unchanged: true }
  | { unchanged: false; feed: ParsedPage<'rss'>; etag: string | null; last_modified: string | null };

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
    const answer = await this.#get(path, ask);
    return this.#read(kind, path, answer, { ownerAnswers });
  }

  /** Where the site is asked; a path of it may be part of this. */
  get host(): string {
    return this.#client.host;
  }

  /**
   * Asks for a member's feed, and with `known` only for a changed one. Throws as `page` does, and when the feed turns out
   * to be somebody else's.
   */
  async feed(
    username: string,
    ask: Ask,
    known: { etag: string | null; last_modified: string | null } | null = null,
  ): Promise<FeedAnswer> {
    const path = SOURCE_PATHS.feed(username);
    const conditions = {
      ...(known?.etag && { 'if-none-match': known.etag }),
      ...(known?.last_modified && { 'if-modified-since': known.last_modified }),
    };
    const answer = await this.#get(path, ask, { accept: 'application/rss+xml, application/xml;q=0.9', ...conditions });
    if (answer.status === 304 && Object.keys(conditions).length > 0) {
      await this.#client.accept(answer);
      return { unchanged: true };
    }
    const feed = await this.#read('rss', path, answer);
    if (feed.item.username.toLowerCase() !== username.toLowerCase()) {
      throw new TaskError('not_found', `${path} is the feed of ${feed.item.username}, not of ${username}.`);
    }
    const { etag, 'last-modified': last_modified } = answer.headers;
    return { unchanged: false, feed, etag: textOf(etag), last_modified: textOf(last_modified) };
  }

  async #get(path: string, ask: Ask, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    if (!(await this.#robots.allows(path, ask))) {
      throw new TaskError('robots', `robots.txt of ${this.#client.host} forbids ${path}.`);
    }
    return this.#client.get(path, { ...ask, headers, mayFollow: (next) => this.#robots.allows(next, ask) });
  }

  async #read<K extends keyof PageContents>(
    kind: K & ParseKind,
    path: string,
    answer: Answer,
    { ownerAnswers }: { ownerAnswers?: boolean } = {},
  ): Promise<ParsedPage<K>> {
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
      await this.#client.refuse(answer, result.error.error === 'blocked' ? 'a challenge' : 'status 403');
    } else {
      await this.#client.accept(answer);
    }
    throw new TaskError(result.error.error, describe(path, result.error));
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

const textOf = (header: string | string[] | undefined): string | null => (typeof header === 'string' ? header : null);

function describe(path: string, error: ParseError): string {
  return `${path}: ${error.message}${error.selector ? ` (selector "${error.selector}")` : ''}`;
}
