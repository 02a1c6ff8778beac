/** A worker that claims a task and never ends it, to be killed. Arguments: mode, database, redis, prefix, topic. */
import { createCoordination } from '../../src/coordination/index.ts';
import { Tasks } from './tasks.ts';

const [mode, databaseUrl, redisUrl, prefix, topic] = process.argv.slice(2) as [
  'redis' | 'embedded',
  string,
  string,
  string,
  string,
];
const print = (_: object, message: string) => console.error(message);
const log = { info: print, warn: print, error: print };
const tasks = new Tasks(databaseUrl);
const coordination = await createCoordination({ mode, databaseUrl, redisUrl, log, prefix });
coordination.queue.consume({
  concurrency: 1,
  onTask: async (id) => {
    if (id === null || (await tasks.claim(topic, id, 1_500)) === null) return false;
    console.log('claimed');
    return new Promise(() => undefined);
  },
});
console.log('ready');
