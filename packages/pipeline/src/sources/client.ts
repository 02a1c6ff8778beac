/**
 * The one way in which the almanac asks somebody else's site for something: under its own name, at one pace over all
 * workers, to one host, and not again while that host wants to be left alone.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import {
  clearStrikes,
  type Database,
  endOutage,
  recordOutage,
  recordRefusal,
  reserveSlot,
  type Slot,
} from '@cohort-almanac/db';
import { Agent, request } from 'undici';
import { TaskError } from '../errors.ts';

export interface SiteOptions {
  /** Only this origin is asked, also after a redirect. A path in it (`…/tmdb`) is a prefix of all paths. */
  baseUrl: string;
  /** Requests a second over all workers; null = no limit. */
  rate: number | null;
  userAgent: string;
  /** Sent with every request; never logged. */
  headers?: Readonly<Record<string, string>>;
  /** After refusals in a row (none answered between them) the site is left alone for a while. */
  refusals: { limit: number; closeMs: number; backOffMs: number };
  /** Without a connection the site is tried again after `backOffMs`, which doubles, and given up after `giveUpMs`. */
  outages: { backOffMs: number; longestMs: number; giveUpMs: number };
  timeoutMs?: number;
}

export interface Answer {
  url: string;
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  /** Refusals of this site that came before, without an answer between them. */
  strikes: number;
  /** When it was asked for, by the database's clock. */
  sentAt: Date;
}

/** What a request costs, added to a task's counters. */
export type Counters = Record<string, number>;

export function count(counters: Counters, key: string, by = 1): void {
  counters[key] = (counters[key] ?? 0) + by;
}

export interface RequestContext {
  counters: Counters;
  signal: AbortSignal;
  /** Sent with this request, over the usual ones; names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Whether a redirect to this path may be followed; any on the same origin when absent. */
  mayFollow?: (path: string) => Promise<boolean>;
}

/** A longer wait than this is not sat out by a worker: the task is put back instead. */
const LONGEST_WAIT_MS = 5_000;
/** The largest page seen weighs 270 kB; a body beyond this is not one of theirs. */
const BODY_LIMIT = 8 * 1024 * 1024;
const MAX_REDIRECTS = 3;
/** No connection came about: the site is away, or the way to it. What breaks off later may be the page's own fault. */
const AWAY = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

type Sent = Pick<Slot, 'strikes' | 'away_since'> & { at: Date };

export class SiteClient {
  readonly #db: Database;
  readonly #options: SiteOptions;
  readonly #origin: string;
  readonly #prefix: string;
  readonly #agent: Agent;
  #intervalMs: number;

  constructor(db: Database, options: SiteOptions) {
    const base = new URL(options.baseUrl);
    this.#db = db;
    this.#options = options;
    this.#intervalMs = options.rate === null ? 0 : 1000 / options.rate;
    this.#origin = base.origin;
    this.#prefix = base.pathname.replace(/\/$/, '');
    this.#agent = new Agent({
      connections: 16,
      headersTimeout: options.timeoutMs ?? 30_000,
      bodyTimeout: options.timeoutMs ?? 30_000,
      connect: { timeout: 10_000 },
    });
  }

  /** Under this name the site's pace stands in the database. */
  get host(): string {
    return this.#origin + this.#prefix;
  }

  /**
   * Asks for a path. Answers 200, 304, 403 and 404 come back, for the caller to understand; whatever else is a TaskError:
   * `throttled` (429, or the site is being left alone), `network` (no answer, 5xx, a redirect to elsewhere). While nobody gets
   * a connection the site is left alone, as after a 429, and that costs no attempt.
   */
  async get(path: string, ask: RequestContext): Promise<Answer> {
    const { counters, signal } = ask;
    const sent = await this.#waitForSlot(signal);
    const answer = await this.#send(path, ask, sent);
    if (sent.away_since !== null) await endOutage(this.#db, this.host);
    count(counters, `status_${answer.status}`);
    if (answer.status === 304) count(counters, 'cache_hits');
    if (answer.status === 429 || (answer.status === 503 && answer.headers['retry-after'] !== undefined)) {
      const delayMs =
        retryAfterMs(answer.headers['retry-after']) ?? this.#options.refusals.backOffMs * 2 ** sent.strikes;
      count(counters, 'throttled');
      await this.#refused(sent.at, delayMs, `status ${answer.status}`);
      throw new TaskError('throttled', `${this.host} asked to wait (status ${answer.status}).`, {
        retry: 'throttled',
        delayMs,
      });
    }
    if (answer.status >= 500) {
      throw new TaskError('network', `${answer.url} answered ${answer.status}.`, { retry: 'later' });
    }
    return { ...answer, strikes: sent.strikes, sentAt: sent.at };
  }

  /** Notes that an answer was one: refusals before it are forgiven. Said by who has read it, as a challenge can be a 200. */
  async accept(answer: Answer): Promise<void> {
    if (answer.strikes > 0) await clearStrikes(this.#db, this.host);
  }

  /** Notes that an answer turned out to be a refusal (a challenge page, a bare 403). */
  async refuse(answer: Answer, reason: string): Promise<void> {
    await this.#refused(answer.sentAt, null, reason);
  }

  /** Keeps at least this long between requests, as a site's robots.txt may ask for; never less than the settings say. */
  slowDown(intervalMs: number): void {
    this.#intervalMs = Math.max(this.#intervalMs, intervalMs);
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  async #refused(sentAt: Date, backOffMs: number | null, reason: string): Promise<void> {
    const { limit, closeMs } = this.#options.refusals;
    await recordRefusal(this.#db, this.host, { sentAt, backOffMs, limit, closeMs, reason });
  }

  async #waitForSlot(signal: AbortSignal): Promise<Sent> {
    const slot = await reserveSlot(this.#db, this.host, this.#intervalMs);
    const ready = await this.#heed(slot, signal);
    if (!ready) return this.#waitForSlot(signal);
    if (slot.wait_ms > 0) {
      await sleep(slot.wait_ms, undefined, { signal });
      // While this one waited for its slot, another may have been asked to wait longer.
      if (!(await this.#heed(await reserveSlot(this.#db, this.host, 0), signal))) return this.#waitForSlot(signal);
    }
    const { now, wait_ms, strikes, away_since } = slot;
    return { at: new Date(now.getTime() + wait_ms), strikes, away_since };
  }

  /** Whether the site may be asked. Sits out a short block and then says no, so that a slot is taken anew. */
  async #heed(slot: Slot, signal: AbortSignal): Promise<boolean> {
    if (slot.closed_until && slot.away_since) {
      throw new TaskError(
        'network',
        `${this.host} has not answered since ${slot.away_since.toISOString()} (${slot.reason}) and is left alone until ` +
          `${slot.closed_until.toISOString()}. Sync again when it is back.`,
      );
    }
    if (slot.closed_until) {
      throw new TaskError(
        'throttled',
        `${this.host} refused several requests in a row (${slot.reason}) and is left alone until ` +
          `${slot.closed_until.toISOString()}. Sync again after that.`,
      );
    }
    if (slot.blocked_until) {
      const delayMs = slot.blocked_until.getTime() - slot.now.getTime();
      if (delayMs > LONGEST_WAIT_MS) {
        const retry = { retry: 'throttled', delayMs } as const;
        throw slot.away_since
          ? new TaskError('network', `${this.host} does not answer (${slot.reason}).`, retry)
          : new TaskError('throttled', `${this.host} asked to wait (${slot.reason}).`, retry);
      }
      await sleep(Math.max(0, delayMs), undefined, { signal });
      return false;
    }
    return true;
  }

  async #send(
    path: string,
    { counters, signal, headers, mayFollow }: RequestContext,
    first: Sent,
  ): Promise<Omit<Answer, 'strikes' | 'sentAt'>> {
    let url = new URL(this.#origin + this.#prefix + path);
    let sent = first;
    for (let redirects = 0; ; redirects++) {
      count(counters, 'requests');
      const response = await this.#request(url, sent, signal, headers);
      const location = response.headers.location;
      if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string') {
        const body = await this.#read(response.body, url);
        return { url: shown(url), status: response.statusCode, headers: response.headers, body };
      }
      await response.body.dump();
      const next = new URL(location, url);
      if (next.origin !== this.#origin || redirects >= MAX_REDIRECTS) {
        throw new TaskError('network', `${shown(url)} redirects to ${shown(next)}, which is not followed.`);
      }
      if (mayFollow && !(await mayFollow(next.pathname + next.search))) {
        throw new TaskError('robots', `${shown(url)} redirects to ${shown(next)}, which robots.txt forbids.`);
      }
      sent = await this.#waitForSlot(signal);
      url = next;
    }
  }

  async #request(url: URL, sent: Sent, signal: AbortSignal, headers: RequestContext['headers']) {
    try {
      return await request(url, {
        dispatcher: this.#agent,
        signal,
        headers: {
          'user-agent': this.#options.userAgent,
          accept: 'text/html, application/json;q=0.9',
          ...this.#options.headers,
          ...headers,
        },
      });
    } catch (error) {
      const code = signal.aborted ? null : codeOf(error);
      if (code === null || !AWAY.has(code)) throw this.#networkError(url, error, signal);
      const { outages, refusals } = this.#options;
      await recordOutage(this.#db, this.host, {
        ...outages,
        closeMs: refusals.closeMs,
        sentAt: sent.at,
        reason: `no connection: ${code}`,
      });
      throw new TaskError('network', `No answer from ${shown(url)}: ${code}.`, {
        retry: 'throttled',
        delayMs: outages.backOffMs,
        cause: error,
      });
    }
  }

  async #read(body: AsyncIterable<Buffer>, url: URL): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of body) {
        size += chunk.length;
        if (size > BODY_LIMIT) break;
        chunks.push(chunk);
      }
    } catch (error) {
      throw this.#networkError(url, error);
    }
    if (size > BODY_LIMIT) throw new TaskError('network', `${shown(url)} sent more than ${BODY_LIMIT} bytes.`);
    return Buffer.concat(chunks).toString('utf8');
  }

  #networkError(url: URL, error: unknown, signal?: AbortSignal): unknown {
    if (signal?.aborted) return signal.reason;
    const reason = codeOf(error) ?? (error instanceof Error ? error.message : error);
    return new TaskError('network', `No answer from ${shown(url)}: ${reason}.`, {
      retry: 'later',
      cause: error,
    });
  }
}

/** The code of an error of undici or of the system; of several tries to connect (happy eyeballs) that of the first. */
function codeOf(error: unknown): string | null {
  const one = error instanceof AggregateError && !('code' in error) ? error.errors[0] : error;
  return one instanceof Error && 'code' in one && typeof one.code === 'string' && one.code !== '' ? one.code : null;
}

/** An address as messages and logs may show it: a query can hold a key. */
function shown(url: URL): string {
  return url.origin + url.pathname;
}

/** Retry-After as RFC 9110 has it: seconds or a date. */
export function retryAfterMs(value: string | string[] | undefined, now = Date.now()): number | null {
  if (typeof value !== 'string') return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
