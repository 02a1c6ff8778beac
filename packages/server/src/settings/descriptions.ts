/**
 * What each variable means, for people: the table of docs/guides/configuration.md is made of it and of the schema by
 * `npm run gen`. Markdown; links are relative to that page.
 */
import type { VariableName } from './variables.ts';

export const descriptions: Readonly<Record<VariableName, string>> = {
  ALMANAC_PROFILE: '`dev`, `staging` or `alpha`; see below',
  ALMANAC_HOME: 'folder of embedded services, secrets and failed pages',
  ALMANAC_NOW: 'for tests: the present, as a UTC day or time',
  HOST: 'where the API listens',
  PORT: 'its port; 0 takes a free one',
  PUBLIC_URL: 'where people find this almanac; links in mails begin with it',
  TRUST_PROXY: '`1` behind a proxy of yours: callers are told apart by `X-Forwarded-For`',
  ALMANAC_READONLY: '`1`: writes over HTTP answer 403',
  DRAIN_SECONDS: 'seconds between the wish to stop and the end of listening. Unset: 1 in `dev`, 5 elsewhere',
  METRICS_TOKEN: 'what `/metrics` is read with; without it only this machine may',
  SIGNUP: 'who may sign up: `invite`, `open`, `closed`',
  SECRET_KEY:
    "64 hexadecimal digits that seal stored secrets, such as those of [webhooks](webhooks.md). Unset: `secret.key` in `ALMANAC_HOME`, made at first need; api and workers that don't share that folder need the same key here",
  WEBHOOK_ALLOW_LOOPBACK: '`1`: webhooks may lead to this machine, over http too; in `dev` only',
  SMTP_URL: 'the server that takes mail; without it mail is written to `ALMANAC_HOME/mail`, in `dev` only',
  MAIL_FROM: 'the sender of mail',
  DATABASE_URL: 'PostgreSQL; without it an embedded one. TLS: `?sslmode=require` or `verify-full`',
  STATEMENT_TIMEOUT_MS: 'after which a statement of the API is given up; the caller gets 503',
  SLOW_QUERY_MS: 'from which on a statement is logged, without its values',
  REDIS_URL: 'Redis, `rediss://` with TLS; without it a `redis-server` on PATH, else the embedded coordinator',
  ALMANAC_COORDINATION: '`auto`, `redis` (refuse to start without one), `embedded` (for one machine)',
  WORKER_CONCURRENCY: 'tasks that one worker works at once',
  WORKER_LEASE_SECONDS: 'after so long without a sign of life a worker counts as dead, and others take its tasks',
  ALMANAC_SOURCE: '`sandbox`, `letterboxd` or `none` (nothing is fetched)',
  SANDBOX_PORT: 'port of the sandbox that `up` starts',
  LETTERBOXD_BASE_URL:
    'another site of the same shape. Unset: the sandbox at `SANDBOX_PORT`, or https://letterboxd.com',
  LETTERBOXD_CONTACT: 'mail address or web page, named in the User-Agent; required for `letterboxd`',
  SOURCE_RATE: 'requests a second over all workers. Unset: 1 for `letterboxd`, no limit for `sandbox`',
  CANARY_HOURS: 'hours between two checks that one known page of each kind still says what it should; 0 = never',
  TMDB_BASE_URL: 'the TMDB API without its `/3`. Unset: `/tmdb` on the sandbox, or https://api.themoviedb.org',
  TMDB_TOKEN: 'v4 read token or v3 key; without it the real TMDB is not asked',
  ENRICH_FILMS_PER_RUN:
    'films asked about in a run, the most watched first. Unset: 500 for `letterboxd`, 20000 for `sandbox`',
  RATE_LIMIT_ANONYMOUS: 'requests a minute for an address without a token',
  RATE_LIMIT_TOKEN: 'requests a minute for a token',
  RATE_LIMIT_ANONYMOUS_WRITES:
    'writes a minute for an address without a token. Unset: a tenth of `RATE_LIMIT_ANONYMOUS`',
  RATE_LIMIT_TOKEN_WRITES: 'writes a minute for a token. Unset: a tenth of `RATE_LIMIT_TOKEN`',
  RATE_LIMIT_ANONYMOUS_EXPORTS: 'exports a minute for an address without a token. Unset: a twentieth',
  RATE_LIMIT_TOKEN_EXPORTS: 'exports a minute for a token. Unset: a fiftieth',
  RATE_LIMIT_ANONYMOUS_IMPORTS: 'uploads a minute for an address without a token. Unset: a twentieth',
  RATE_LIMIT_TOKEN_IMPORTS: 'uploads a minute for a token. Unset: a hundredth',
  SIGN_IN_LINKS_PER_ADDRESS: 'links asked for from one network address in a quarter of an hour',
  SIGN_IN_LINKS_PER_MAILBOX: 'links asked for one mail address in a quarter of an hour',
  QUOTA_COHORTS: "cohorts that a user may own; this and the next three don't limit the operator",
  QUOTA_MEMBERS: 'members that a cohort may have',
  QUOTA_SYNCS_PER_DAY: 'syncs that a user may start in 24 hours',
  QUOTA_EXPORTS_PER_HOUR: 'exports that a user may make in an hour',
  BODY_LIMIT: 'bytes that the body of a request may have',
  UPLOAD_LIMIT: 'bytes that an export may have which is uploaded',
  LOG_LEVEL: '`trace`, `debug`, `info`, `warn`, `error`, `fatal`, `silent`',
};
