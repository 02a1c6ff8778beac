import { isIP } from 'node:net';

/** A Redis address taken apart, in the words that ioredis and node_redis 3 share. */
export interface RedisAddress {
  host: string;
  port: number;
  username: string | undefined;
  password: string | undefined;
  db: number;
  /** Present for `rediss:`, with the name by which managed servers choose their certificate (RFC 6066: not for addresses). */
  tls: { servername?: string } | undefined;
}

/**
 * Reads `redis[s]://[[user]:password@]host[:port][/db]` (the scheme registered at IANA), so that all clients understand an
 * address alike.
 * @throws naming what is wrong, without the address: it may hold a password.
 */
export function parseRedisUrl(url: string): RedisAddress {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !['redis:', 'rediss:'].includes(parsed.protocol) || !parsed.hostname) {
    throw new Error('REDIS_URL must look like redis://:password@host:6379/0, or rediss://… with TLS.');
  }
  const db = parsed.pathname.replace('/', '') || '0';
  if (!/^\d+$/.test(db)) throw new Error('The path of REDIS_URL must be the number of a database, as in /0.');
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: Number(parsed.port || 6379),
    username: decodeURIComponent(parsed.username) || undefined,
    password: decodeURIComponent(parsed.password) || undefined,
    db: Number(db),
    tls: parsed.protocol === 'rediss:' ? (isIP(host) ? {} : { servername: host }) : undefined,
  };
}
