/** /metrics over HTTP and a real database: who may read it, and what it says. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { compileContract } from '../src/openapi/compile.ts';
import { loadContract } from '../src/openapi/load.ts';
import { listen } from '../src/ops/listen.ts';
import { createMetrics } from '../src/ops/metrics.ts';
import { verifierOf } from '../src/services/tokens.ts';
import { type Circle, circle } from './support/circle.ts';

const plenty = { points: 10_000, durationSeconds: 60 };
const TOKEN = 'a-token-for-metrics-only';

let made: Circle;
beforeAll(async () => {
  made = await circle();
});
afterAll(() => made.drop());

async function serve(token: string | null) {
  const { db, coordination } = made;
  const app = createApp({
    contract: compileContract(loadContract()),
    services: made.freshServices(),
    verifier: verifierOf(db),
    limiter: coordination.limiter,
    log: pino({ level: 'silent' }),
    options: {
      limits: { anonymous: plenty, token: plenty },
      bodyLimit: 10_000,
      validateResponses: true,
      trustProxy: true,
      readOnly: false,
      metrics: createMetrics({ db, queue: coordination.queue, token }),
    },
  });
  return listen(app, { host: '127.0.0.1', port: 0 });
}

test('tells of requests by route, and of runs, cohorts, films and the source from the database', async () => {
  const { db, cohort } = made;
  await db.query("UPDATE cohorts SET visibility = 'public'");
  await db.query(
    `INSERT INTO run_telemetry (run_id, stage, tasks, errors, counters)
     SELECT min(id), 1, '{}', '{}', '{"status_429": 2, "status_403": 1, "requests": 9}' FROM runs`,
  );
  await db.query("INSERT INTO daily_outcomes (day, kind, tasks, failed) VALUES (now()::date, 'collect', 8, 2)");
  await db.query(
    `INSERT INTO canary_results (kind, path, state, missing, checked_at)
     VALUES ('films', '/a/films/', 'failed', '{rating,slug}', now()), ('list', '/b/', 'ok', '{}', now())`,
  );
  await db.query(`INSERT INTO cohort_schedules (cohort_id, problem) SELECT id, 'unreadable' FROM cohorts`);
  const server = await serve(null);
  for (let n = 0; n < 3; n += 1) await (await fetch(`${server.url}/v1/cohorts/${cohort.label}/rankings`)).text();
  await (await fetch(`${server.url}/v1/cohorts/nobody/rankings`)).text();
  await (await fetch(`${server.url}/join/secret-token-of-somebody`)).text();
  const response = await fetch(`${server.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  const text = await response.text();
  await server.close();

  const route = 'method="GET",route="/v1/cohorts/:id/rankings"';
  for (const line of [
    `almanac_http_request_duration_seconds_count{${route},status="200"} 3`,
    `almanac_http_request_duration_seconds_count{${route},status="404"} 1`,
    'almanac_http_request_duration_seconds_count{method="GET",route="other",status="404"} 1',
    'almanac_runs{kind="compute",state="succeeded"} 1',
    'almanac_source_requests{status="429"} 2',
    'almanac_source_requests{status="403"} 1',
    'almanac_task_error_ratio_7d 0.25',
    'almanac_stale_cohorts 1',
    'almanac_unpublished_cohorts 0',
    'almanac_enrichment_backlog_films 60',
    'almanac_canary_failed{page="films"} 1',
    'almanac_canary_missing_fields{page="films"} 2',
    'almanac_canary_failed{page="list"} 0',
    'almanac_workers 0',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).toMatch(/almanac_cache_reads_total\{cache="pages",result="hit"\} [1-9]/);
  expect(text).toMatch(/almanac_run_duration_seconds\{kind="compute"\} \d/);
  expect(text).toMatch(/almanac_http_response_bytes_total\{route="\/v1\/cohorts\/:id\/rankings"\} [1-9]/);
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect(text).not.toContain('secret-token');
});

test('without a token only this machine reads it, and not through a proxy', async () => {
  const server = await serve(null);
  expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  const handedOn = await fetch(`${server.url}/metrics`, { headers: { 'X-Forwarded-For': '203.0.113.9' } });
  expect(handedOn.status).toBe(404);
  // Nor whoever says that they are this machine.
  expect((await fetch(`${server.url}/metrics`, { headers: { 'X-Forwarded-For': '127.0.0.1' } })).status).toBe(404);
  await server.close();
});

test('with a token everybody needs it', async () => {
  const server = await serve(TOKEN);
  const ask = (headers = {}) => fetch(`${server.url}/metrics`, { headers });
  expect((await ask()).status).toBe(401);
  expect((await ask({ authorization: 'Bearer another-token-of-this-len' })).status).toBe(401);
  const letIn = await ask({ authorization: `Bearer ${TOKEN}`, 'X-Forwarded-For': '203.0.113.9' });
  expect(letIn.status).toBe(200);
  await server.close();
});
