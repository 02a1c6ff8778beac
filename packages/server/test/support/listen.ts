/** The whole application over a circle, on a real port. Every answer is held against the contract. */
import type { Middleware } from 'koa';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { compileContract } from '../../src/openapi/compile.ts';
import { loadContract } from '../../src/openapi/load.ts';
import { listen } from '../../src/ops/listen.ts';
import type { AllServices } from '../../src/services/index.ts';
import { verifierOf } from '../../src/services/tokens.ts';
import type { Circle } from './circle.ts';

/** `pages` answers what is not of the API. */
export function serveCircle(
  { db, coordination }: Pick<Circle, 'db' | 'coordination'>,
  services: AllServices,
  pages?: Middleware,
) {
  const plenty = { points: 100_000, durationSeconds: 60 };
  const app = createApp({
    contract: compileContract(loadContract()),
    services,
    verifier: verifierOf(db),
    limiter: coordination.limiter,
    log: pino({ level: 'silent' }),
    options: {
      limits: { anonymous: plenty, token: plenty },
      bodyLimit: 100_000,
      validateResponses: true,
      trustProxy: false,
      readOnly: false,
      ...(pages && { pages }),
    },
  });
  return listen(app, { host: '127.0.0.1', port: 0 });
}
