import { createEmbeddedCoordination } from './embedded-mode.ts';
import { createRedisCoordination } from './redis-mode.ts';
import type { Coordination, CoordinationOptions } from './types.ts';

export { parseRedisUrl, type RedisAddress } from './redis-url.ts';
export type * from './types.ts';

const PREFIX = 'almanac';

/**
 * Queue, cache, limiter and events of this process.
 * @throws when the mode's address is missing or wrong, or PostgreSQL doesn't answer in embedded mode. A Redis that is down
 * is no error: it is used as soon as it is there.
 */
export async function createCoordination(options: CoordinationOptions): Promise<Coordination> {
  const { mode, databaseUrl, redisUrl, log, prefix = PREFIX, onRefused } = options;
  // Channels of NOTIFY are identifiers: at most 63 bytes with their ending.
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(prefix)) {
    throw new Error('The prefix of coordination must be 1 to 40 of a-z, 0-9 and _, beginning with a letter.');
  }
  if (mode === 'embedded') return createEmbeddedCoordination({ databaseUrl, prefix, log, onRefused });
  if (!redisUrl) throw new Error('Coordination by Redis needs REDIS_URL, or ALMANAC_COORDINATION=embedded.');
  return createRedisCoordination({ redisUrl, prefix, log, onRefused });
}
