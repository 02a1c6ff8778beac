/**
 * Figures for Prometheus. What this process does is counted as it happens; what the installation does is asked of PostgreSQL
 * at a scrape, so that the api tells of workers and scheduler too, and they need no port.
 */
import { timingSafeEqual } from 'node:crypto';
import { type Asks, type Database, type Queue, readRunFigures, readVitalSigns } from '@cohort-almanac/db';
import type { Context, Middleware } from 'koa';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ProblemError } from '../problem-error.ts';
import { BriefCache } from '../services/brief-cache.ts';
import { cacheReads } from '../services/cache-reads.ts';

export interface MetricsOptions {
  db: Database;
  queue: Pick<Queue, 'depth'>;
  /** Who sends it as bearer may read; null: only this machine may. */
  token: string | null;
  /** The sources that can be asked about films; both unless given. */
  asks?: Asks;
}

export interface Metrics {
  /** Counts requests. Stands outside everything. */
  observe: Middleware;
  /** Answers `/metrics`. */
  serve: Middleware;
}

const PATH = '/metrics';
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** However often it is scraped, the database is asked this seldom. */
const FRESH_MS = 5_000;

export function createMetrics({ db, queue, token, asks }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'almanac_http_request_duration_seconds',
    help: 'From the request to the first byte of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  const bytes = new Counter({
    name: 'almanac_http_response_bytes_total',
    help: 'Bytes of answers, of those whose length is known before they are sent',
    labelNames: ['route'],
    registers,
  });
  new Counter({
    name: 'almanac_cache_reads_total',
    help: 'Looks into what this process remembers',
    labelNames: ['cache', 'result'],
    registers,
    collect() {
      this.reset();
      for (const [cache, { hits, misses }] of Object.entries(cacheReads)) {
        this.inc({ cache, result: 'hit' }, hits);
        this.inc({ cache, result: 'miss' }, misses);
      }
    },
  });

  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `almanac_${name}`, help, labelNames, registers });
  const gauges = {
    queue: gauge('queue_wakeups', 'Wake-ups that wait, run or are delayed; absent when nobody knows'),
    workers: gauge('workers', 'Workers that were heard of lately'),
    runs: gauge('runs', 'Runs that are kept', ['kind', 'state']),
    tasks: gauge('tasks', 'Tasks that are ready, wait for their time, or are worked', ['state']),
    oldest: gauge('oldest_ready_task_seconds', 'Since when the task that is ready for longest could have been taken'),
    durations: gauge('run_duration_seconds', 'How long the last run took that ended', ['kind']),
    errors: gauge('task_error_ratio_7d', 'Share of the tasks of seven days that failed'),
    source: gauge('source_requests', 'Requests to the source in the runs that are kept', ['status']),
    traffic: gauge('source_requests_24h', 'Requests of 24 hours to all sites, and those that went wrong', ['outcome']),
    sites: gauge('site_left_alone', '1: a site is not asked just now, for the reason in `state`', ['host', 'state']),
    stale: gauge('stale_cohorts', 'Cohorts whose schedule did not bring what it should have'),
    unpublished: gauge('unpublished_cohorts', 'Cohorts that show nothing yet'),
    backlog: gauge('enrichment_backlog_films', 'Ranked films of which a source was never asked that could tell more'),
    canary: gauge('canary_failed', '1: a known page is not what it was', ['page']),
    fields: gauge('canary_missing_fields', 'Fields that no item of a known page had', ['page']),
  };

  async function collect(): Promise<string> {
    const figures = await readRunFigures(db);
    const signs = await readVitalSigns(db, { asks });
    for (const one of Object.values(gauges)) one.reset();
    const depth = await queue.depth();
    if (depth === null) gauges.queue.remove();
    else gauges.queue.set(depth);
    gauges.workers.set(signs.workers);
    for (const { kind, state, count } of figures.runs) gauges.runs.set({ kind, state }, count);
    const { oldest_ready_seconds, ...tasks } = signs.tasks;
    for (const [state, count] of Object.entries(tasks)) gauges.tasks.set({ state }, count);
    gauges.oldest.set(oldest_ready_seconds);
    for (const { kind, seconds: took } of figures.durations) gauges.durations.set({ kind }, took);
    for (const { status, count } of figures.source) gauges.source.set({ status }, count);
    for (const [outcome, count] of Object.entries(signs.traffic)) gauges.traffic.set({ outcome }, count);
    for (const { host, state } of signs.sites) gauges.sites.set({ host, state }, state === 'open' ? 0 : 1);
    gauges.errors.set(signs.failures.rate ?? 0);
    gauges.stale.set(signs.stale_cohorts);
    gauges.unpublished.set(figures.unpublished_cohorts);
    gauges.backlog.set(signs.enrichment_backlog);
    for (const { kind: page, state, missing } of signs.canary) {
      gauges.canary.set({ page }, state === 'failed' ? 1 : 0);
      gauges.fields.set({ page }, missing.length);
    }
    return registry.metrics();
  }
  const scrapes = new BriefCache<string>(1, FRESH_MS);

  return {
    async observe(ctx, next) {
      const began = process.hrtime.bigint();
      await next();
      const route = routeOf(ctx);
      const method = METHODS.has(ctx.method) ? ctx.method : 'OTHER';
      seconds.observe({ method, route, status: ctx.status }, Number(process.hrtime.bigint() - began) / 1e9);
      if (ctx.length !== undefined) bytes.inc({ route }, ctx.length);
    },

    async serve(ctx, next) {
      if (ctx.path !== PATH || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
      authorise(ctx, token);
      ctx.body = await scrapes.get('', collect);
      ctx.set({ 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' });
    },
  };
}

/** The template of the route: an address would make a series of its own for each cohort, and tell of tokens. */
function routeOf(ctx: Context): string {
  const { _matchedRoute: matched } = ctx as { _matchedRoute?: unknown };
  return typeof matched === 'string' ? matched : 'other';
}

/** A proxy on this machine comes from it, too, so whoever was handed on is not let in without the token. */
function authorise(ctx: Context, token: string | null): void {
  if (token === null) {
    const direct = !['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'].some((name) => ctx.get(name) !== '');
    if (direct && LOOPBACK.test(ctx.req.socket.remoteAddress ?? '')) return;
    throw new ProblemError('not-found', `Nothing is at ${PATH}.`);
  }
  const sent = Buffer.from(ctx.get('Authorization').replace(/^Bearer +/i, ''));
  const due = Buffer.from(token);
  if (sent.length === due.length && timingSafeEqual(sent, due)) return;
  throw new ProblemError('unauthorized', 'Send METRICS_TOKEN as bearer token.', [], {
    'WWW-Authenticate': 'Bearer realm="almanac metrics"',
  });
}
