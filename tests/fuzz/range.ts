/** Where is shot at: the application on a fresh copy of one prepared database. */
import { Agent } from 'node:http';
import { encodeCursor } from '@cohort-almanac/core';
import type { Coordination, Database } from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { createApp } from '../../packages/server/src/app.ts';
import { type Contract, compileContract } from '../../packages/server/src/openapi/compile.ts';
import { loadContract } from '../../packages/server/src/openapi/load.ts';
import { type Listening, listen } from '../../packages/server/src/ops/listen.ts';
import { createServices } from '../../packages/server/src/services/index.ts';
import { verifierOf } from '../../packages/server/src/services/tokens.ts';
import type { World } from '../../packages/server/test/support/world.ts';
import type { Ground } from '../support/by-name.ts';
import { exchange } from '../support/exchange.ts';
import { requestOf } from '../support/request.ts';
import { openTemplate } from '../support/template.ts';
import { digest } from './digest.ts';

export interface Range {
  contract: Contract;
  world: World;
  cursors: readonly string[];
  bodyLimit: number;
  uploadLimit: number;
  /** Runs `work` against an application on a copy of the database, which is thrown away afterwards. */
  onCopy<T>(work: (target: Target) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface Target {
  url: string;
  agent: Agent;
  /** Has a worker take in what was uploaded. Resolves to what went wrong. */
  digest(): Promise<string[]>;
}

const BODY_LIMIT = 100_000;
const UPLOAD_LIMIT = 200_000;
const PLENTY = { points: 1_000_000_000, durationSeconds: 60 };

/** @param log where the application writes what went wrong */
export async function openRange(
  ground: Ground,
  { connections, log }: { connections: number; log: Logger },
): Promise<Range> {
  const template = await openTemplate(ground, 'fuzz');
  const { world } = template;
  const contract = compileContract(loadContract());
  const coordination = unlimited(template.coordination);

  const onCopy: Range['onCopy'] = (work) =>
    template.onCopy(async ({ db }) => {
      const services = createServices(db, coordination, { accounts: { log } });
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      const listening = await serve(contract, db, services, coordination, log);
      try {
        return await work({ url: listening.url, agent, digest: () => digest(db, coordination) });
      } finally {
        services.runs.close();
        agent.destroy();
        listening.server.closeAllConnections();
        await listening.close();
        await services.accounts.settled();
      }
    });
  return {
    contract,
    world,
    cursors: await onCopy((target) => harvestCursors(contract, world, target)),
    bodyLimit: BODY_LIMIT,
    uploadLimit: UPLOAD_LIMIT,
    onCopy,
    close: template.close,
  };
}

/** Limits are another suite's: here they would turn most answers into the same 429. */
function unlimited(coordination: Coordination): Coordination {
  return {
    ...coordination,
    limiter: { consume: async (_key, { points }) => ({ allowed: true, remaining: points, resetMs: 0 }) },
  };
}

function serve(
  contract: Contract,
  db: Database,
  services: ReturnType<typeof createServices>,
  { limiter }: Coordination,
  log: Logger,
): Promise<Listening> {
  const app = createApp({
    contract,
    services,
    verifier: verifierOf(db),
    limiter,
    log,
    options: {
      limits: { anonymous: PLENTY, token: PLENTY },
      bodyLimit: BODY_LIMIT,
      uploadLimit: UPLOAD_LIMIT,
      validateResponses: false,
      trustProxy: false,
      readOnly: false,
    },
  });
  return listen(app, { host: '127.0.0.1', port: 0 });
}

/** The cursors of every list that has a second page, and some that no list gave. */
async function harvestCursors(contract: Contract, world: World, { url, agent }: Target): Promise<string[]> {
  const cursors = [
    encodeCursor({ ranking_version: 2_147_483_647, filter_hash: 'f'.repeat(64), position: 50 }),
    encodeCursor({ ranking_version: -1, filter_hash: '', position: -1 }),
    Buffer.from('{"__proto__":1}').toString('base64url'),
    '0',
    '1e9',
    '-1',
    '99999999999999999999',
    'AAAA',
    '=',
  ];
  for (const operation of contract.operations.values()) {
    const takes = new Set(operation.parameters.query.names);
    if (!takes.has('cursor') || !takes.has('limit')) continue;
    const { body } = await exchange(url, requestOf(contract, world, operation, { query: { limit: 1 } }), agent);
    const next = (JSON.parse(body.toString()) as { next_cursor?: string | null }).next_cursor;
    if (next) cursors.push(next);
  }
  return cursors;
}
