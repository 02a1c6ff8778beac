import { readFilmHistograms } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { createApp } from '../../app.ts';
import { compileContract } from '../../openapi/compile.ts';
import { loadContract } from '../../openapi/load.ts';
import { createDrain, type Drain } from '../../ops/drain.ts';
import { listen } from '../../ops/listen.ts';
import { createMetrics } from '../../ops/metrics.ts';
import { pages } from '../../pages/index.ts';
import { verifierOf } from '../../services/tokens.ts';
import type { Stores } from '../context.ts';
import { Failure } from '../errors.ts';
import { portProblem } from '../ports.ts';
import { addRoleOptions, type RoleOptions, runRole } from '../role.ts';

/** Connections for reads: more of them than cores only wait on each other. */
const POOL = 10;

export function define(command: Command): void {
  addRoleOptions(command)
    .addHelpText('after', '\nListens on HOST (127.0.0.1) and PORT (4000).')
    .action(async (options: RoleOptions) => {
      await runRole(
        'api',
        options,
        ({ api, database }) => ({
          poolSize: POOL,
          statementTimeoutMs: database.statement_timeout_ms,
          drainMs: api.drain_ms,
        }),
        async (stores, shutdown) => {
          const drain = createDrain(stores.settings.api.drain_ms);
          const listening = await serve(stores, drain);
          shutdown.on('draining', 'readiness', () => drain.begin());
          // Streams have no end of their own that closing could wait for.
          shutdown.on('draining', 'streams', () => stores.services.runs.close());
          shutdown.on('accepting', 'http', () => {
            const closed = listening.close();
            drain.release();
            return closed;
          });
          shutdown.on('working', 'mail', () => stores.services.accounts.settled());
          return listening.url;
        },
      );
    });
}

async function serve({ settings, db, coordination, services, log }: Stores, drain: Drain) {
  const app = createApp({
    contract: compileContract(loadContract()),
    services,
    verifier: verifierOf(db),
    limiter: coordination.limiter,
    log,
    options: {
      limits: {
        ...perMinute(settings.limits.per_minute.reads),
        writes: perMinute(settings.limits.per_minute.writes),
        exports: perMinute(settings.limits.per_minute.exports),
        imports: perMinute(settings.limits.per_minute.imports),
      },
      bodyLimit: settings.limits.body_bytes,
      uploadLimit: settings.limits.upload_bytes,
      validateResponses: settings.api.validate_responses,
      trustProxy: settings.api.trust_proxy,
      readOnly: settings.api.read_only,
      drain,
      metrics: createMetrics({
        db,
        queue: coordination.queue,
        token: settings.api.metrics_token,
        asks: {
          letterboxd: settings.source.kind !== 'none',
          tmdb: settings.tmdb.token !== null || settings.source.kind === 'sandbox',
        },
      }),
      pages: pages({
        services,
        readWorld: (filmIds) => readFilmHistograms(db, filmIds),
        now: () => settings.now ?? new Date(),
      }),
    },
  });
  const { host, port } = settings.api;
  try {
    return await listen(app, { host, port });
  } catch (error) {
    throw new Failure(portProblem(error, 'PORT', host, port));
  }
}

const perMinute = ({ anonymous, token }: { anonymous: number; token: number }) => ({
  anonymous: { points: anonymous, durationSeconds: 60 },
  token: { points: token, durationSeconds: 60 },
});
