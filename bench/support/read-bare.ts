/** One Koa route with nothing around it, that sends the bytes of a file: what the api's route is compared with. */
import { readFileSync } from 'node:fs';
import Koa from 'koa';
import { listen } from '../../packages/server/src/ops/listen.ts';

const body = readFileSync(process.env.BENCH_BODY ?? '');
const app = new Koa();
app.use((ctx) => {
  ctx.body = body;
  ctx.type = 'application/json';
});
const listening = await listen(app, { host: '127.0.0.1', port: 0 });
process.once('SIGTERM', () => process.exit(0));
process.send?.(listening.url);
