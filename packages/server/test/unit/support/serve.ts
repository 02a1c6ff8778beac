/** The real application on a real port, with services that hold a few rows in memory. */
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type AppOptions, createApp } from '../../../src/app.ts';
import type { TokenOwner } from '../../../src/middleware/auth.ts';
import { entityTag } from '../../../src/middleware/conditional-get.ts';
import { compileContract } from '../../../src/openapi/compile.ts';
import { loadContract } from '../../../src/openapi/load.ts';
import { listen } from '../../../src/ops/listen.ts';
import type { InsightsRequest, Services } from '../../../src/services/types.ts';
import { cohort, published, rankingPage, run, version } from './data.ts';

export const contract = compileContract(loadContract());

export const TOKENS: Record<string, TokenOwner> = {
  alm_sk_owner00000000000: owner(1, ['cohorts:read', 'cohorts:write', 'runs:write']),
  alm_sk_reader0000000000: owner(2, ['cohorts:read']),
  alm_sk_stranger00000000: owner(3, ['cohorts:read', 'cohorts:write', 'runs:write']),
};

function owner(user_id: number, scopes: string[]): TokenOwner {
  return { user_id, token_id: user_id + 100, scopes, is_operator: false };
}

/** What the services were asked, in order. */
export type Calls = { service: string; request: unknown }[];

const unasked = async (): Promise<never> => {
  throw new Error('no test of the frame asks for this');
};

/** Keeps no answer. */
export const forgetful: Services['idempotency'] = {
  begin: async () => ({ settle: async () => {}, release: async () => {} }),
};

/** A public cohort `demo` (1) and a private one `club` (2), both owned by user 1, who may see names. */
function servicesInMemory(calls: Calls): Services {
  const cohorts = [cohort(), cohort({ id: 2, label: 'club', visibility: 'private' })];
  const role = (user: number | null) => (user === 1 ? ('owner' as const) : null);
  const note = (service: string, request: unknown) => calls.push({ service, request });
  const none = { find: unasked, change: unasked, list: unasked, create: unasked, rotate: unasked, revoke: unasked };
  return {
    accounts: { ...none, askForLink: unasked, redeem: unasked, signOut: unasked, settled: unasked },
    tokens: none,
    cohorts: {
      async list(viewer, request) {
        note('cohorts.list', request);
        return { items: [{ cohort: cohorts[0]!, role: role(viewer.user_id) }], next_cursor: null };
      },
      async find(viewer, name) {
        const found = cohorts.find(({ id, label }) => name === label || name === String(id));
        return found ? { cohort: found, role: role(viewer.user_id) } : null;
      },
      update: unasked,
      remove: unasked,
      async create(_viewer, input) {
        note('cohorts.create', input);
        return {
          cohort: cohort({ id: 5, label: input.label, current_version_id: null, computed_at: null }),
          role: 'owner',
        };
      },
    },
    access: {
      members: unasked,
      member: unasked,
      setConsent: unasked,
      memberships: unasked,
      setRole: unasked,
      invites: unasked,
      invite: unasked,
      endInvite: unasked,
    },
    films: { read: unasked, options: unasked },
    exports: { write: unasked },
    filters: { ...none, remove: unasked },
    shares: {
      ...none,
      end: unasked,
      open: unasked,
      read: unasked,
      changes: unasked,
      placesBefore: unasked,
      worldOf: unasked,
      slugOf: unasked,
      addressesOf: unasked,
    },
    admin: {
      status: unasked,
      users: unasked,
      createUser: unasked,
      setDisabled: unasked,
      signInLink: unasked,
      cohorts: unasked,
      runs: unasked,
      hosts: unasked,
      resumeHost: unasked,
      films: unasked,
      slowQueries: unasked,
      events: unasked,
      exports: unasked,
      setReadOnly: unasked,
      isReadOnly: async () => false,
    },
    digests: {
      state: unasked,
      subscribe: unasked,
      unsubscribe: unasked,
      behindLink: unasked,
      endByLink: unasked,
    },
    webhooks: {
      list: unasked,
      find: unasked,
      create: unasked,
      change: unasked,
      remove: unasked,
      rotate: unasked,
      test: unasked,
      deliveries: unasked,
    },
    imports: { receive: unasked, find: unasked },
    schedules: { find: unasked, set: unasked, end: unasked },
    joins: { door: unasked, come: unasked, find: unasked, renew: unasked, leave: unasked },
    people: { people: unasked, taste: unasked, movers: unasked, compare: unasked, tonight: unasked },
    runs: {
      async list(id, request) {
        note('runs.list', { id, ...request });
        return { items: [run()], next_cursor: null };
      },
      async find(_cohortId, runId) {
        return runId === 9 ? run() : null;
      },
      watch: unasked,
      stop: unasked,
      retryFailed: unasked,
      async sync(_viewer, id, options) {
        note('runs.sync', { id, ...options });
        return run();
      },
    },
    rankings: {
      async list(_cohort, filter) {
        note('rankings.list', filter);
        return rankingPage();
      },
      all: unasked,
    },
    insights: {
      async read(_cohort, request: InsightsRequest) {
        note('insights.read', request);
        return {
          ...published,
          strategy: request.strategy,
          timeframe: request.timeframe,
          surface: 'buckets',
          items: [],
        };
      },
    },
    stats: {
      async read() {
        return { version: version(), coverage: published.coverage, last_run: run(), last_synced_at: null };
      },
    },
    health: {
      async check() {
        return [{ name: 'database', ok: true, detail: null }];
      },
    },
    idempotency: forgetful,
    answers: {
      async read(_cohort, _what, make) {
        const text = JSON.stringify(await make());
        return { bytes: Buffer.from(text), tag: entityTag(text) };
      },
    },
    quotas: { read: unasked, take: unasked, refuseMembers: unasked, mostCohorts: () => null },
  };
}

export interface Served {
  url: string;
  calls: Calls;
  /** The log's lines, parsed. */
  log: Record<string, unknown>[];
  get(path: string, init?: RequestInit): Promise<Response>;
  /** POST of a JSON text, with the owner's token. */
  post(path: string, body: BodyInit | null, headers?: Record<string, string>): Promise<Response>;
}

export interface ServeOptions {
  options?: Partial<AppOptions>;
  services?: (services: Services) => Services;
  limiter?: Parameters<typeof createApp>[0]['limiter'];
}

/** Serves until the test ends. */
export async function serve({ options, services = (all) => all, limiter }: ServeOptions = {}): Promise<Served> {
  const calls: Calls = [];
  const log: Record<string, unknown>[] = [];
  const app = createApp({
    contract,
    services: services(servicesInMemory(calls)),
    verifier: { verify: async (token) => TOKENS[token] ?? null },
    limiter: limiter ?? {
      consume: async (_key, { points }) => ({ allowed: true, remaining: points - 1, resetMs: 60_000 }),
    },
    log: pino({ level: 'info' }, { write: (line: string) => log.push(JSON.parse(line)) }),
    options: {
      limits: {
        anonymous: { points: 10, durationSeconds: 60 },
        token: { points: 100, durationSeconds: 60 },
      },
      bodyLimit: 2000,
      validateResponses: true,
      trustProxy: false,
      readOnly: false,
      ...options,
    },
  });
  const { url, close, server } = await listen(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    server.closeAllConnections();
    await close();
  });
  return {
    url,
    calls,
    log,
    get: (path, init) => fetch(url + path, init),
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: 'POST',
        body,
        headers: { Authorization: 'Bearer alm_sk_owner00000000000', 'Content-Type': 'application/json', ...headers },
        ...(body instanceof ReadableStream && { duplex: 'half' }),
      }),
  };
}

/** The problem in an answer, after checking that it is one. */
export async function problemOf(response: Response): Promise<Record<string, unknown> & { errors?: unknown[] }> {
  if (response.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`no problem but ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as Record<string, unknown>;
}
