/** Builds the application. It does not listen, and holds no connection of its own. */

import type { Limiter } from '@cohort-almanac/db';
import Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import { accessLog } from './middleware/access-log.ts';
import { allowedMethods } from './middleware/allowed-methods.ts';
import { authenticate, refuseBadToken, type TokenVerifier } from './middleware/auth.ts';
import { conditionalGet } from './middleware/conditional-get.ts';
import { cors } from './middleware/cors.ts';
import { problems } from './middleware/problems.ts';
import { type RateLimits, rateLimit } from './middleware/rate-limit.ts';
import { readOnly } from './middleware/read-only.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { bind } from './openapi/bind.ts';
import { checkResponses } from './openapi/check-responses.ts';
import type { Contract } from './openapi/compile.ts';
import { rememberMatches } from './openapi/remember-matches.ts';
import { type Draining, endConnections } from './ops/drain.ts';
import type { Metrics } from './ops/metrics.ts';
import { joinPage } from './pages/join.ts';
import { signInPage } from './pages/sign-in.ts';
import { unsubscribePage } from './pages/unsubscribe.ts';
import { accessRoutes } from './routes/access.ts';
import { adminRoutes } from './routes/admin.ts';
import { authRoutes } from './routes/auth.ts';
import { cohortRoutes } from './routes/cohorts.ts';
import { digestRoutes } from './routes/digests.ts';
import { embedRoutes } from './routes/embeds.ts';
import { exportRoutes } from './routes/exports.ts';
import { filmRoutes } from './routes/films.ts';
import { filterRoutes } from './routes/filters.ts';
import { frameRoutes } from './routes/frame.ts';
import { importRoutes } from './routes/imports.ts';
import { joinRoutes } from './routes/joins.ts';
import { peopleRoutes } from './routes/people.ts';
import { rankingRoutes } from './routes/rankings.ts';
import { runRoutes } from './routes/runs.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { shareRoutes } from './routes/shares.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { Services } from './services/types.ts';

export interface AppDependencies {
  contract: Contract;
  services: Services;
  verifier: TokenVerifier;
  limiter: Limiter;
  log: Logger;
  options: AppOptions;
}

export interface AppOptions {
  limits: RateLimits;
  /** Bytes that the body of a request may have. */
  bodyLimit: number;
  /** Bytes that a file may have that is sent in a form. */
  uploadLimit?: number;
  /** Compare every answer with the contract, and fail on what differs: for tests and development. */
  validateResponses: boolean;
  /** Believe `X-Forwarded-For`: behind a proxy of one's own. */
  trustProxy: boolean;
  /** Tells that the process is about to stop. */
  drain?: Draining;
  /** Counts requests, and answers /metrics. */
  metrics?: Metrics;
  /** Refuse every write. */
  readOnly: boolean;
  /** Routes beside the contract: pages, and what they load. */
  pages?: Koa.Middleware;
}

export function createApp({ contract, services, verifier, limiter, log, options }: AppDependencies): Koa {
  const router = new Router();
  bind(
    router,
    contract,
    {
      ...frameRoutes(services.health, contract, options.drain),
      ...cohortRoutes(services),
      ...authRoutes(services, options),
      ...runRoutes(services),
      ...rankingRoutes(services),
      ...peopleRoutes(services),
      ...accessRoutes(services),
      ...filmRoutes(services),
      ...exportRoutes(services),
      ...filterRoutes(services),
      ...shareRoutes(services),
      ...webhookRoutes(services),
      ...embedRoutes(services),
      ...digestRoutes(services),
      ...adminRoutes(services),
      ...importRoutes(services),
      ...joinRoutes(services),
      ...scheduleRoutes(services),
    },
    { ...options, idempotency: services.idempotency },
  );
  rememberMatches(router);
  const app = new Koa({ proxy: options.trustProxy });
  app.on('error', (err) => log.error({ err }, 'an answer broke off'));
  if (options.drain) app.use(endConnections(options.drain));
  if (options.metrics) app.use(options.metrics.observe);
  app.use(requestId());
  app.use(accessLog(log));
  app.use(securityHeaders());
  if (options.validateResponses) app.use(checkResponses(router, contract, log));
  app.use(problems(log));
  if (options.metrics) app.use(options.metrics.serve);
  app.use(authenticate(verifier));
  app.use(cors());
  app.use(rateLimit(limiter, options.limits, log));
  app.use(refuseBadToken());
  // Whoever wants no more mail gets no more, also from an almanac that takes no changes.
  app.use(unsubscribePage(() => services.digests));
  app.use(readOnly({ always: options.readOnly, now: () => services.admin.isReadOnly() }));
  app.use(conditionalGet());
  app.use(router.routes());
  app.use(allowedMethods(router));
  app.use(signInPage(() => services.accounts));
  app.use(joinPage(() => services.joins, options));
  if (options.pages) app.use(options.pages);
  return app;
}
