/** The api as a process of its own, as `almanac api` builds it, but for limits that no bench reaches. Tells its parent its address. */
import { createCoordination, findTokenOwner, openDatabase } from '@cohort-almanac/db';
import { pino } from 'pino';
import { createApp } from '../../packages/server/src/app.ts';
import { compileContract } from '../../packages/server/src/openapi/compile.ts';
import { loadContract } from '../../packages/server/src/openapi/load.ts';
import { listen } from '../../packages/server/src/ops/listen.ts';
import { createServices } from '../../packages/server/src/services/index.ts';

const { BENCH_DATABASE_URL: url = '', BENCH_REDIS_URL: redisUrl } = process.env;
const unlimited = { points: 100_000_000, durationSeconds: 60 };

// Every request is logged, as in use, to where nobody reads it.
const log = pino({ level: 'info' }, pino.destination({ dest: '/dev/null', sync: true }));
const db = openDatabase({ url, poolSize: 10, applicationName: 'almanac bench api' });
const coordination = await createCoordination({
  mode: redisUrl ? 'redis' : 'embedded',
  databaseUrl: url,
  redisUrl: redisUrl ?? null,
  log,
});
const app = createApp({
  contract: compileContract(loadContract()),
  services: createServices(db, coordination),
  verifier: { verify: (token) => findTokenOwner(db, token) },
  limiter: coordination.limiter,
  log,
  options: {
    limits: { anonymous: unlimited, token: unlimited },
    bodyLimit: 1_048_576,
    validateResponses: false,
    trustProxy: false,
    readOnly: false,
  },
});
const listening = await listen(app, { host: '127.0.0.1', port: 0 });
process.once('SIGTERM', async () => {
  await listening.close();
  await coordination.close();
  await db.close();
  process.exit(0);
});
process.send?.(listening.url);
