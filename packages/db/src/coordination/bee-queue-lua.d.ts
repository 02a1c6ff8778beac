/** The part of bee-queue that its types leave out: loading its scripts into a server. */
declare module 'bee-queue/lib/lua/index.js' {
  import type { RedisClient } from 'redis';

  const lua: { buildCache(client: RedisClient): Promise<unknown> };
  export default lua;
}
