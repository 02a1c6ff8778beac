/** The client. */
import { type Send, sender } from '../internal/send.ts';
import { session, tokens } from '../resources/account.ts';
import { admin } from '../resources/admin.ts';
import { cohorts } from '../resources/cohorts.ts';
import { exports } from '../resources/exports.ts';
import { filters, shares } from '../resources/filters.ts';
import { imports } from '../resources/imports.ts';
import { people, taste } from '../resources/people.ts';
import { films, insights, rankings, stats } from '../resources/rankings.ts';
import { runs } from '../resources/runs.ts';
import { webhooks } from '../resources/webhooks.ts';
import type { Call } from './call.ts';
import type { RawAnswer } from './contract.ts';
import { UsageError } from './errors.ts';
import type { CallOptions, ClientOptions } from './options.ts';

/** What a raw request takes besides the options of every call. */
export interface RawOptions extends CallOptions {
  /** The parameters of the path by name, for `{name}` in it. */
  path?: Record<string, string | number> | undefined;
  /** The query; lists are repeated. */
  query?: Record<string, unknown> | undefined;
  /** Sent as JSON; `FormData` as it is. */
  body?: unknown;
  /** How the answer is given: as JSON (`undefined` of an empty one), a text, or the `Response` with its body unread. */
  as?: 'json' | 'text' | 'response' | undefined;
}

type Given<O, T> = O extends { as: 'text' } ? string : O extends { as: 'response' } ? Response : T;

/**
 * A client of one almanac. Nothing is sent until a method is called, and nothing is shared between two clients.
 *
 * Methods reject with an `AlmanacError`: a `ProblemError` when the almanac says no, other classes when nothing useful is
 * answered.
 */
export class CohortAlmanac {
  readonly #options: ClientOptions;
  readonly #send: Send;
  /** Cohorts: what they are, who belongs to them, who may do what with them; and their syncs. */
  readonly cohorts;
  /** Runs of the pipeline. */
  readonly runs;
  /** Rankings of films, what moved in them, where two cohorts differ. */
  readonly rankings;
  /** Hidden gems, quarrels with the world, favourites. */
  readonly insights;
  /** A cohort in numbers. */
  readonly stats;
  /** Single films, and why they stand where they stand. */
  readonly films;
  /** Directors, actors, writers. */
  readonly people;
  /** Members' tastes, and a film for tonight. */
  readonly taste;
  /** Saved filters, and what there is to filter by. */
  readonly filters;
  /** Lists that are shared by a link. */
  readonly shares;
  /** Rankings as files. */
  readonly exports;
  /** Account exports that are handed in, and the door by which members join with theirs. */
  readonly imports;
  /** Being told of what happens in a cohort. */
  readonly webhooks;
  /** Tokens of the account. */
  readonly tokens;
  /** The account, and signing in and out. */
  readonly session;
  /** The almanac itself: health, contract. */
  readonly admin;

  /** Throws `UsageError` when the options can't work, and `SecretTokenError` for a secret token in a browser. */
  constructor(options: ClientOptions) {
    const { baseUrl, token } = options;
    if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
      throw new UsageError(
        `baseUrl must be the almanac's address, such as https://almanac.example.org, not "${baseUrl}".`,
      );
    }
    if (token && !/^alm_[sp]k_[\w-]+$/.test(token)) {
      throw new UsageError('token must be one of an almanac, which begins with alm_sk_ or alm_pk_ and has no spaces.');
    }
    this.#options = { ...options, baseUrl: baseUrl.replace(/\/+$/, '') };
    const send = sender(this.#options);
    this.#send = send;
    this.cohorts = cohorts(send);
    this.runs = runs(send);
    this.rankings = rankings(send);
    this.insights = insights(send);
    this.stats = stats(send);
    this.films = films(send);
    this.people = people(send);
    this.taste = taste(send);
    this.filters = filters(send);
    this.shares = shares(send);
    this.exports = exports(send);
    this.imports = imports(send);
    this.webhooks = webhooks(send);
    this.tokens = tokens(send);
    this.session = session(send);
    this.admin = admin(send);
  }

  /** Another client, with some options changed: `almanac.withOptions({ timeout: 5_000 })`. */
  withOptions(options: Partial<ClientOptions>): CohortAlmanac {
    return new CohortAlmanac({ ...this.#options, ...options });
  }

  /**
   * Sends any request, with the retries, deadline and errors of all others: for paths that this version doesn't know.
   * `almanac.request('GET', '/v1/cohorts/{id}', { path: { id: 'demo' } })`
   */
  request<V extends string, P extends string, const O extends RawOptions = RawOptions>(
    method: V,
    path: P,
    options?: O,
  ): Call<Given<O, RawAnswer<V, P>>> {
    const { path: parts, query, body, as = 'json', ...rest } = options ?? ({} as RawOptions);
    const due = as === 'json' ? 'maybe' : as === 'text' ? 'text' : 'stream';
    const accept = as === 'json' ? undefined : '*/*';
    return this.#send(method.toUpperCase(), { template: path, path: parts, query, body, due, accept }, rest);
  }
}
