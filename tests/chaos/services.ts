/** The PostgreSQL and the Redis under the almanac that is struck: private ones, so that they can be struck too. */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { acquireServices, type Services } from '@cohort-almanac/db';
import pg from 'pg';
import { prepareBinaries } from '../../packages/db/src/embedded/binaries.ts';
import { choosePlace } from '../../packages/db/src/embedded/postgres-place.ts';
import { startRedis } from '../../packages/db/src/embedded/redis.ts';
import { removeHome, temporaryHome } from '../support/services.ts';

export interface ChaosServices {
  /** Temporary, readable by PostgreSQL's account. */
  home: string;
  /** The address of a database by this name. */
  databaseUrl(name: string): string;
  /** Runs one statement on the maintenance database. */
  admin(sql: string): Promise<void>;
  /** Stops it without a checkpoint, as a crash would, and starts it again with the same port and data. */
  restartPostgres(awayMs: number): Promise<void>;
  redis: PrivateRedis | null;
  /** Stops both and removes the home, unless it is to be kept. */
  close(options: { keepHome: boolean }): Promise<void>;
}

export interface PrivateRedis {
  url: string;
  flush(): Promise<void>;
  /** Kills it, and starts it again, empty, on the same port. */
  restart(awayMs: number): Promise<void>;
}

/** @throws when Redis is asked for and there is none. */
export async function openServices({ withRedis }: { withRedis: boolean }): Promise<ChaosServices> {
  const home = await temporaryHome();
  const services = await start(home, withRedis).catch(async (error: unknown) => {
    await removeHome(home);
    throw error;
  });
  const databaseUrl = (name: string) => {
    const url = new URL(services.databaseUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  return {
    home,
    databaseUrl,
    async admin(sql) {
      const client = new pg.Client({ connectionString: databaseUrl('postgres') });
      await client.connect();
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    },
    restartPostgres: (awayMs) => restartPostgres(home, awayMs),
    redis: services.redisUrl === null ? null : privateRedis(home, services.redisUrl),
    async close({ keepHome }) {
      await services.release();
      if (!keepHome) await removeHome(home);
    },
  };
}

async function start(home: string, withRedis: boolean): Promise<Services> {
  if (withRedis && (await startRedis(home)) === null) {
    throw new Error(
      'There is no Redis: install redis-server or valkey-server, or choose --coordination embedded. ' +
        'REDIS_URL is not used, because the Redis of a round is killed.',
    );
  }
  // Not the fast kind: it would lose commits in a crash, and that is what is tested here.
  return acquireServices({ home, coordination: withRedis ? 'redis' : 'embedded', role: 'chaos' });
}

async function restartPostgres(home: string, awayMs: number): Promise<void> {
  const place = await choosePlace(home);
  const { pgCtl } = await prepareBinaries(place.account, place.copyTo);
  const control = (...args: string[]) =>
    promisify(execFile)(pgCtl, [...args, '-D', place.dataDir, '-w', '-t', '60'], {
      ...place.account,
      cwd: place.dataDir,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
  await control('stop', '-m', 'immediate');
  await sleep(awayMs);
  // "restart" starts a stopped server with the options, and so the port, of its last start (postmaster.opts).
  await control('restart', '-l', join(place.dataDir, 'chaos.log'));
}

function privateRedis(home: string, url: string): PrivateRedis {
  return {
    url,
    flush: () => sayToRedis(url, 'FLUSHALL'),
    async restart(awayMs) {
      const { pid } = (await startRedis(home))!;
      process.kill(pid, 'SIGKILL');
      await sleep(awayMs);
      const again = await startRedis(home);
      if (again?.url !== url) throw new Error('Redis came back at another address.');
    },
  };
}

/** Sends one command (Redis' protocol, "Inline commands") and waits for its OK. */
async function sayToRedis(url: string, command: string): Promise<void> {
  const { hostname, port, password } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      socket.setTimeout(5_000, () => reject(new Error('Redis does not answer.')));
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        text += chunk.toString();
        if (text.split('\r\n').length > 2) resolve(text);
      });
      socket.write(`AUTH ${password}\r\n${command}\r\n`);
    });
    if (answer !== '+OK\r\n+OK\r\n') throw new Error(`Redis answered ${JSON.stringify(answer)} to ${command}.`);
  } finally {
    socket.destroy();
  }
}
