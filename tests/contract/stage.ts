/** The application in all the states in which it has to answer: well, hard pressed, failing, cut off, read-only. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { openDatabase } from '@cohort-almanac/db';
import { pino } from 'pino';
import { type AppOptions, createApp } from '../../packages/server/src/app.ts';
import type { TokenVerifier } from '../../packages/server/src/middleware/auth.ts';
import { type Contract, compileContract } from '../../packages/server/src/openapi/compile.ts';
import { loadContract } from '../../packages/server/src/openapi/load.ts';
import { type Listening, listen } from '../../packages/server/src/ops/listen.ts';
import { type AllServices, createServices } from '../../packages/server/src/services/index.ts';
import { verifierOf } from '../../packages/server/src/services/tokens.ts';
import { type Circle, circle } from '../../packages/server/test/support/circle.ts';
import { populate, type World } from '../../packages/server/test/support/world.ts';
import { type Ground, openMigrated } from '../support/by-name.ts';

/** `limited` takes one request a minute; `failing` has a defect in every service, `blind` one where tokens are read. */
export const STATES = ['well', 'limited', 'failing', 'blind', 'cut', 'read_only'] as const;
export type State = (typeof STATES)[number];

export interface Stage {
  contract: Contract;
  circle: Circle;
  world: World;
  services: AllServices;
  bodyLimit: number;
  url: Readonly<Record<State, string>>;
  close(): Promise<void>;
}

const BODY_LIMIT = 100_000;
const PLENTY = { points: 1_000_000, durationSeconds: 60 };
const ONE = { points: 1, durationSeconds: 60 };
const LOG = pino({ level: 'silent' });

export async function openStage(ground: Ground): Promise<Stage> {
  const made = await openMigrated(ground, 'contract');
  const around = await circle(made, ground.redisUrl);
  const world = await populate(around);
  const contract = compileContract(loadContract());
  const services = createServices(around.db, around.coordination, { accounts: { log: LOG } });
  const verifier = verifierOf(around.db);
  const line = await openLine(made.url);
  const farDb = openDatabase({ url: line.url, poolSize: 5, onError: () => undefined });
  const far = createServices(farDb, around.coordination, { accounts: { log: LOG } });

  const open: Listening[] = [];
  const serve = async (of: { services: AllServices; verifier: TokenVerifier }, options: Partial<AppOptions> = {}) => {
    const app = createApp({
      contract,
      services: of.services,
      verifier: of.verifier,
      limiter: around.coordination.limiter,
      log: LOG,
      options: {
        limits: { anonymous: PLENTY, token: PLENTY },
        bodyLimit: BODY_LIMIT,
        // The answers are looked at from outside, as they leave in production.
        validateResponses: false,
        trustProxy: false,
        readOnly: false,
        ...options,
      },
    });
    const listening = await listen(app, { host: '127.0.0.1', port: 0 });
    open.push(listening);
    return listening.url;
  };
  const url = {
    well: await serve({ services, verifier }),
    limited: await serve({ services, verifier }, { limits: { anonymous: ONE, token: ONE } }),
    failing: await serve({ services: broken(services), verifier }),
    blind: await serve({ services, verifier: broken({ verifier }).verifier }),
    cut: await serve({ services: far, verifier: verifierOf(farDb) }),
    read_only: await serve({ services, verifier }, { readOnly: true }),
  };
  // Cut in the midst: the pool holds a connection that is gone when it is used again.
  await farDb.query('SELECT 1');
  await line.cut();

  return {
    contract,
    circle: around,
    world,
    services,
    bodyLimit: BODY_LIMIT,
    url,
    async close() {
      services.runs.close();
      for (const { server, close } of open) {
        server.closeAllConnections();
        await close();
      }
      await farDb.close();
      await around.drop();
    },
  };
}

/** The same objects, every method of which has a defect. */
function broken<T extends object>(objects: T): T {
  const fail = async () => {
    throw new Error('a defect, put in on purpose');
  };
  const breakAll = (object: object) =>
    new Proxy(object, { get: (target, name) => (name in target ? fail : undefined) });
  return Object.fromEntries(Object.entries(objects).map(([name, object]) => [name, breakAll(object)])) as T;
}

/** A line to the database that can be cut. */
async function openLine(url: string): Promise<{ url: string; cut(): Promise<void> }> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port || 5432) });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const here = new URL(url);
  here.hostname = '127.0.0.1';
  here.port = String((server.address() as { port: number }).port);
  return {
    url: here.href,
    cut: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
