/** What deploy/ shows and warns of is what `/metrics` serves: every query of the alerts and of the dashboard names real metrics. */
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createApp } from '../src/app.ts';
import { compileContract } from '../src/openapi/compile.ts';
import { loadContract } from '../src/openapi/load.ts';
import { listen } from '../src/ops/listen.ts';
import { createMetrics } from '../src/ops/metrics.ts';
import { verifierOf } from '../src/services/tokens.ts';
import { type Circle, circle } from './support/circle.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

interface Alerts {
  groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
}
interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}

const alerts = (parse(read('deploy/prometheus/alerts.yml')) as Alerts).groups.flatMap(({ rules }) => rules);
const { panels } = JSON.parse(read('deploy/grafana/dashboards/almanac.json')) as Dashboard;

/** Words of PromQL that stand where a metric could; functions are known by their parenthesis. */
const WORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'by', 'without', 'on', 'ignoring']);
/** Prometheus makes this one itself, for each target. */
const OF_PROMETHEUS = new Set(['up']);

/** The metrics that a query reads. */
function metricsOf(query: string): string[] {
  const bare = query
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '');
  const names = [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\w)(?!\s*\()/g)].map(([name]) => name);
  return names.filter((name) => !WORDS.has(name) && !OF_PROMETHEUS.has(name));
}

let made: Circle;
const served = new Set<string>();
beforeAll(async () => {
  made = await circle();
  const { db, coordination } = made;
  const plenty = { points: 10_000, durationSeconds: 60 };
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
      trustProxy: false,
      readOnly: false,
      metrics: createMetrics({ db, queue: coordination.queue, token: null }),
    },
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  try {
    const text = await (await fetch(`${listening.url}/metrics`, { headers: { connection: 'close' } })).text();
    for (const [, name, type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      served.add(name!);
      if (type === 'histogram') for (const part of ['bucket', 'sum', 'count']) served.add(`${name}_${part}`);
    }
  } finally {
    await listening.close();
  }
});
afterAll(() => made.drop());

const queries = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

describe('queries', () => {
  it.each(queries)('%s', (_, expr) => {
    expect(expr).not.toBe('');
    expect(metricsOf(expr).filter((name) => !served.has(name))).toEqual([]);
  });

  it('read something', () => {
    const readings = queries.flatMap(([, expr]) => metricsOf(expr));
    expect(new Set(readings).size).toBeGreaterThan(12);
    expect(metricsOf('sum by (kind) (rate(almanac_gone_total{state="x"}[5m])) / almanac_tasks > 2')).toEqual([
      'almanac_gone_total',
      'almanac_tasks',
    ]);
  });
});

describe('alerts', () => {
  it('lead to a section of the runbook', () => {
    const headings = [...read('docs/runbook.md').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const anchors = alerts.map(({ annotations }) => annotations.runbook.split('#')[1]);
    expect(anchors.filter((anchor) => !headings.includes(anchor!))).toEqual([]);
  });
});
