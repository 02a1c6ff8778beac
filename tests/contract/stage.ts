/** The application in all the states in which it has to answer: well, hard pressed, failing, cut off, read-only. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { openDatabase } from '@cohort-almanac/db';
import { pino } from 'pino';
import { type AppOptions, createApp } from '../../packages/server/src/app.ts';
import type { TokenVerifier } from '../../packages/server/src/middleware/auth.ts';
import type { Contract } from '../../packages/server/src/openapi/compile.ts';
import { listen } from '../../packages/server/src/ops/listen.ts';
import { type AllServices, createServices } from '../../packages/server/src/services/index.ts';
import { verifierOf } from '../../packages/server/src/services/tokens.ts';
import type { Circle } from '../../packages/server/test/support/circle.ts';
import type { World } from '../../packages/server/test/support/world.ts';
import type { Template } from '../support/template.ts';

/**
 * `limited` takes one request a minute; `failing` has a defect in every service, `blind` one where tokens are read; in `slow`
 * work that has a key waits at a gate.
 */
export type State = 'well' | 'limited' | 'failing' | 'blind' | 'cut' | 'read_only' | 'slow';

export interface Stage {
  contract: Contract;
  circle: Pick<Circle, 'db' | 'cohort'>;
  world: World;
  services: AllServices;
  bodyLimit: number;
  url: Readonly<Record<State, string>>;
  gate: Gate;
}

const BODY_LIMIT = 100_000;
const PLENTY = { points: 1_000_000, durationSeconds: 60 };
const ONE = { points: 1, durationSeconds: 60 };
const LOG = pino({ level: 'silent' });

/** Runs `work` on a stage of its own, with everybody where they were at the beginning. */
export function onStage<T>(
  { onCopy, world, cohort, coordination }: Template,
  contract: Contract,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  return onCopy(async ({ db, url }) => {
    const line = await openLine(url);
    const farDb = openDatabase({ url: line.url, poolSize: 5, onError: () => undefined });
    const closing: (() => Promise<void>)[] = [() => farDb.close()];
    try {
      return await work(await setUp());
    } finally {
      for (const close of closing.reverse()) await close();
    }

    async function setUp(): Promise<Stage> {
      const services = createServices(db, coordination, { accounts: { log: LOG } });
      const far = createServices(farDb, coordination, { accounts: { log: LOG } });
      closing.push(async () => services.runs.close());
      const gate = makeGate();
      const verifier = verifierOf(db);
      const serve = async (
        of: { services: AllServices; verifier: TokenVerifier },
        options: Partial<AppOptions> = {},
      ) => {
        const app = createApp({
          contract,
          services: of.services,
          verifier: of.verifier,
          limiter: coordination.limiter,
          log: LOG,
          options: {
            limits: { anonymous: PLENTY, token: PLENTY },
            bodyLimit: BODY_LIMIT,
            uploadLimit: BODY_LIMIT,
            // The answers are looked at from outside, as they leave in production.
            validateResponses: false,
            trustProxy: false,
            readOnly: false,
            ...options,
          },
        });
        const listening = await listen(app, { host: '127.0.0.1', port: 0 });
        closing.push(() => {
          listening.server.closeAllConnections();
          return listening.close();
        });
        return listening.url;
      };
      const urls = {
        well: await serve({ services, verifier }),
        limited: await serve({ services, verifier }, { limits: { anonymous: ONE, token: ONE } }),
        failing: await serve({ services: broken(services), verifier }),
        blind: await serve({ services, verifier: broken({ verifier }).verifier }),
        cut: await serve({ services: far, verifier: verifierOf(farDb) }),
        slow: await serve({ services: gate.before(services), verifier }),
        read_only: await serve({ services, verifier }, { readOnly: true }),
      };
      // Cut in the midst: the pool holds a connection that is gone when it is used again.
      await farDb.query('SELECT 1');
      await line.cut();
      return { contract, circle: { db, cohort }, world, services, bodyLimit: BODY_LIMIT, url: urls, gate };
    }
  });
}

/** The same objects, every method of which has a defect. */
function broken<T extends object>(objects: T): T {
  const fail = () => {
    throw new Error('a defect, put in on purpose');
  };
  const breakAll = (object: object) =>
    new Proxy(object, { get: (target, name) => (name in target ? fail : undefined) });
  return Object.fromEntries(Object.entries(objects).map(([name, object]) => [name, breakAll(object)])) as T;
}

interface Gate {
  /** The same services, where a request whose Idempotency-Key has been taken waits before its work begins. */
  before(services: AllServices): AllServices;
  /** Starts `first`, and while it waits, does `second`; then lets the first go on. */
  meanwhile<T>(first: () => Promise<unknown>, second: () => Promise<T>): Promise<T>;
}

function makeGate(): Gate {
  let arrived = () => {};
  let opened = Promise.resolve();
  return {
    before: (services) => ({
      ...services,
      idempotency: {
        async begin(request) {
          const begun = await services.idempotency.begin(request);
          arrived();
          await opened;
          return begun;
        },
      },
    }),
    async meanwhile(first, second) {
      let open = () => {};
      opened = new Promise((resolve) => {
        open = resolve;
      });
      const here = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const ended = first();
      // An answer instead of an arrival: nothing is held up, and the second answer will show it.
      await Promise.race([here, ended]);
      try {
        return await second();
      } finally {
        open();
        await ended;
      }
    },
  };
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
