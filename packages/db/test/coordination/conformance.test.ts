import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { removeHome, temporaryHome } from '../../../../tests/support/services.ts';
import { type Consumer, type Coordination, createCoordination } from '../../src/coordination/index.ts';
import { findRedisServer, startRedis, stopRedis } from '../../src/embedded/redis.ts';
import { Tasks } from './tasks.ts';

/** So long that what happens in a test was not found by polling. */
const NEVER = 600_000;
const MODES = ['redis', 'embedded'] as const;
const redisServer = findRedisServer();
if (!redisServer) {
  console.warn(
    'SKIPPED: the Redis half of packages/db/test/coordination (neither redis-server nor valkey-server on PATH)',
  );
}

describe.each(MODES)('coordination, %s', (mode) => {
  const isRedis = mode === 'redis';
  describe.skipIf(isRedis && !redisServer)('conforms', () => {
    // What only a Redis can do wrong is asked only of Redis; the embedded half has no such case to skip.
    const redisTest: typeof test = isRedis ? test : ((() => {}) as unknown as typeof test);
    let database: TestDatabase;
    let tasks: Tasks;
    let home = '';
    let redisUrl: string | null = null;
    let nextId = 1;
    let nextPrefix = 1;
    const open: (() => Promise<void>)[] = [];
    const logged: string[] = [];
    const log = {
      info: (_: object, message: string) => void logged.push(message),
      warn: (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`),
      error: (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`),
    };

    beforeAll(async () => {
      expect(inject('ALMANAC_TEST_DATABASE_URL')).not.toBe('');
      database = await testDatabase();
      tasks = new Tasks(database.url);
      await tasks.create();
      home = await temporaryHome();
      // Its own, since it is restarted and emptied.
      if (isRedis) redisUrl = (await startRedis(home))?.url ?? null;
    });

    afterEach(async () => {
      for (const close of open.splice(0).reverse()) await close();
      logged.length = 0;
    });

    afterAll(async () => {
      await tasks.end();
      await database.drop();
      await stopRedis(home);
      await removeHome(home);
    });

    const newPrefix = () => `conformance_${nextPrefix++}`;
    const newIds = (n: number) => Array.from({ length: n }, () => nextId++);

    async function instance(prefix: string): Promise<Coordination> {
      const coordination = await createCoordination({ mode, databaseUrl: database.url, redisUrl, log, prefix });
      open.push(() => coordination.close());
      return coordination;
    }

    /** A worker that claims, works for a while, and finishes. */
    function work(
      coordination: Coordination,
      topic: string,
      { concurrency = 2, pollMs = NEVER, taskMs = 5, onIdle = () => {} } = {},
    ): Consumer & { seen: (number | null)[]; peak: () => number } {
      let now = 0;
      let peak = 0;
      const seen: (number | null)[] = [];
      const consumer = coordination.queue.consume({
        concurrency,
        pollMs,
        onIdle,
        onTask: async (wanted) => {
          peak = Math.max(peak, ++now);
          try {
            seen.push(wanted);
            const id = await tasks.claim(topic, wanted);
            if (id === null) return false;
            await sleep(taskMs);
            await tasks.finish(id);
            return true;
          } finally {
            now--;
          }
        },
      });
      open.push(() => consumer.close({ graceMs: 5_000 }));
      return { ...consumer, seen, peak: () => peak };
    }

    const allDone = (topic: string, n: number, timeout: number) =>
      vi.waitFor(async () => expect(await tasks.doneCounts(topic)).toEqual({ 1: n }), { timeout, interval: 20 });

    async function restartTransport(): Promise<void> {
      if (!isRedis) {
        expect(await tasks.cutConnections()).toBeGreaterThan(0);
        return;
      }
      await stopRedis(home);
      await sleep(300);
      expect((await startRedis(home))?.url).toBe(redisUrl);
    }

    describe('queue', () => {
      test('a wake reaches workers, and each task is done once', async () => {
        const topic = newPrefix();
        const [producer, a, b] = await Promise.all([instance(topic), instance(topic), instance(topic)]);
        const workers = [work(a, topic), work(b, topic)];
        await vi.waitFor(() => expect(workers.every(({ seen }) => seen.length > 0)).toBe(true));
        const ids = newIds(40);
        await tasks.add(topic, ids);
        await producer.queue.wake(ids);
        await allDone(topic, ids.length, 5_000);
        expect(workers.some(({ seen }) => seen.some((id) => id !== null && ids.includes(id)))).toBe(true);
      });

      test('more ids than one message holds arrive', async () => {
        const topic = newPrefix();
        const coordination = await instance(topic);
        const heard = new Set<number>();
        const consumer = coordination.queue.consume({
          concurrency: 10,
          pollMs: NEVER,
          onTask: async (id) => {
            if (id !== null) heard.add(id);
            return false;
          },
        });
        open.push(() => consumer.close({ graceMs: 1_000 }));
        const ids = Array.from({ length: 2_000 }, (_, i) => 1_000_000_000 + i);
        await coordination.queue.wake(ids);
        await vi.waitFor(() => expect(heard.size).toBe(ids.length), { timeout: 10_000 });
      });

      test('what nobody was told of is found by polling, one look after the other while there is work', async () => {
        const topic = newPrefix();
        const ids = newIds(30);
        await tasks.add(topic, ids);
        work(await instance(topic), topic, { pollMs: 60_000 });
        await allDone(topic, ids.length, 5_000);
        const late = newPrefix();
        work(await instance(late), late, { pollMs: 200 });
        await sleep(100);
        await tasks.add(late, newIds(1));
        await allDone(late, 1, 2_000);
      });

      test('a delayed wake comes after its delay, even when its sender is gone', async () => {
        const topic = newPrefix();
        const sender = await createCoordination({ mode, databaseUrl: database.url, redisUrl, log, prefix: topic });
        const worker = work(await instance(topic), topic);
        await vi.waitFor(() => expect(worker.seen).toEqual([null]));
        await sleep(200);
        const [id] = newIds(1) as [number];
        await tasks.add(topic, [id]);
        await sender.queue.wake([id], { delayMs: 800 });
        await sender.close();
        await sleep(600);
        expect(worker.seen).toEqual([null]);
        await allDone(topic, 1, 4_000);
      });

      test('polls and wakes together never exceed the concurrency', async () => {
        const topic = newPrefix();
        const coordination = await instance(topic);
        const ids = newIds(60);
        await tasks.add(topic, ids);
        const worker = work(coordination, topic, { concurrency: 3, pollMs: 20, taskMs: 15 });
        await coordination.queue.wake(ids);
        await allDone(topic, ids.length, 10_000);
        expect(worker.peak()).toBe(3);
      });

      test('idleness is told once there is nothing left', async () => {
        const topic = newPrefix();
        await tasks.add(topic, newIds(3));
        const left = await new Promise<Record<number, number>>((resolve) => {
          instance(topic).then((c) =>
            work(c, topic, { pollMs: 50, onIdle: () => void tasks.doneCounts(topic).then(resolve) }),
          );
        });
        expect(left).toEqual({ 1: 3 });
      });

      test('a task that throws is logged, and the next is worked', async () => {
        const topic = newPrefix();
        const coordination = await instance(topic);
        const heard: number[] = [];
        const consumer = coordination.queue.consume({
          concurrency: 1,
          pollMs: NEVER,
          onTask: async (id) => {
            if (id === null) return false;
            heard.push(id);
            if (id === 1) throw new Error('out of order');
            return false;
          },
        });
        open.push(() => consumer.close({ graceMs: 1_000 }));
        await coordination.queue.wake([1]);
        await vi.waitFor(() => expect(heard).toEqual([1]));
        await coordination.queue.wake([2]);
        await vi.waitFor(() => expect(heard).toEqual([1, 2]));
        expect(logged.join()).toContain('a task failed with an error that nobody caught');
      });

      test('close waits for what runs, takes nothing more, and leaves the rest to others', async () => {
        const topic = newPrefix();
        const [a, b] = await Promise.all([instance(topic), instance(topic)]);
        const ids = newIds(3);
        await tasks.add(topic, ids);
        const slow = work(a, topic, { concurrency: 1, taskMs: 700 });
        await vi.waitFor(async () => expect(await tasks.isClaimed(ids[0] as number)).toBe(true));
        await a.queue.wake(ids);
        await sleep(100);
        await slow.close({ graceMs: 5_000 });
        expect(await tasks.doneCounts(topic)).toEqual({ 0: 2, 1: 1 });
        const before = slow.seen.length;
        // In Redis the rest still waits there; NOTIFY is heard by who listens, so it is said again.
        const other = work(b, topic);
        if (!isRedis) await a.queue.wake(ids);
        await allDone(topic, 3, 5_000);
        expect(slow.seen.length).toBe(before);
        expect(other.seen.length).toBeGreaterThan(0);
      });

      test('what runs longer than the grace is aborted', async () => {
        const topic = newPrefix();
        const coordination = await instance(topic);
        let reason: unknown = null;
        const consumer = coordination.queue.consume({
          concurrency: 1,
          onTask: (_, signal) =>
            new Promise((resolve) => {
              signal.addEventListener('abort', () => {
                reason = signal.reason;
                resolve(false);
              });
            }),
        });
        await sleep(50);
        const begun = Date.now();
        await consumer.close({ graceMs: 200 });
        expect(reason).toBeInstanceOf(Error);
        expect(Date.now() - begun).toBeGreaterThanOrEqual(190);
        expect(Date.now() - begun).toBeLessThan(3_000);
      });

      test("a killed worker's task comes to another when its lease is over", async () => {
        const topic = newPrefix();
        const producer = await instance(topic);
        const script = fileURLToPath(new URL('./hanging-worker.ts', import.meta.url));
        const args = [mode, database.url, redisUrl ?? '', topic, topic];
        const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=almanac-source', script, ...args], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let said = '';
        child.stdout.on('data', (data) => {
          said += data;
        });
        try {
          await vi.waitFor(() => expect(said).toContain('ready'), { timeout: 15_000 });
          const ids = newIds(1);
          await tasks.add(topic, ids);
          await producer.queue.wake(ids);
          await vi.waitFor(() => expect(said).toContain('claimed'), { timeout: 5_000 });
        } finally {
          child.kill('SIGKILL');
          await once(child, 'exit');
        }
        expect(await tasks.doneCounts(topic)).toEqual({ 0: 1 });
        work(producer, topic, { pollMs: 200 });
        await allDone(topic, 1, 6_000);
      });

      test('depth counts what waits, where that can be known', async () => {
        const { queue } = await instance(newPrefix());
        await queue.wake([1, 2]);
        await queue.wake([3], { delayMs: 60_000 });
        expect(await queue.depth()).toBe(isRedis ? 3 : null);
      });
    });

    describe('a transport that fails', () => {
      test('wakes, delayed wakes, events, cache and limiter work again after a restart in mid-work', async () => {
        const topic = newPrefix();
        const [producer, consumerSide] = await Promise.all([instance(topic), instance(topic)]);
        const worker = work(consumerSide, topic, { taskMs: 400 });
        const heard: unknown[] = [];
        await consumerSide.events.subscribe('news', (payload) => heard.push(payload));
        const before = newIds(4);
        await tasks.add(topic, before);
        await producer.queue.wake(before);
        await vi.waitFor(async () => expect(await tasks.isClaimed(before[0] as number)).toBe(true));
        await restartTransport();
        // Wakes that were lost are for polling; new ones must arrive soon.
        const after = newIds(1) as [number];
        await tasks.add(topic, after);
        await vi.waitFor(
          async () => {
            await producer.queue.wake([...before, ...after]);
            expect(worker.seen).toContain(after[0]);
          },
          { timeout: 15_000, interval: 500 },
        );
        await allDone(topic, 5, 10_000);
        const [delayed] = newIds(1) as [number];
        await tasks.add(topic, [delayed], 900);
        await producer.queue.wake([delayed], { delayMs: 1_000 });
        await allDone(topic, 6, 15_000);
        await vi.waitFor(
          async () => {
            await producer.events.publish('news', { n: 1 });
            await sleep(100);
            expect(heard).toContainEqual({ n: 1 });
          },
          { timeout: 10_000 },
        );
        await producer.cache.set('key', 'value', 60);
        expect(String(await producer.cache.get('key'))).toBe('value');
        expect((await producer.limiter.consume('key', { points: 2, durationSeconds: 60 })).remaining).toBe(1);
      }, 60_000);

      redisTest('FLUSHALL in mid-work loses no task', async () => {
        const topic = newPrefix();
        const coordination = await instance(topic);
        const ids = newIds(30);
        await tasks.add(topic, ids);
        const worker = work(coordination, topic, { taskMs: 30, pollMs: 300 });
        await coordination.queue.wake(ids);
        await vi.waitFor(() => expect(worker.seen.length).toBeGreaterThan(5));
        const client = new Redis(redisUrl as string);
        await client.flushall();
        client.disconnect();
        await allDone(topic, ids.length, 8_000);
        const [id] = newIds(1) as [number];
        await tasks.add(topic, [id]);
        await coordination.queue.wake([id]);
        await allDone(topic, ids.length + 1, 3_000);
      });

      redisTest('without Redis nothing rejects, and all is well once it is there', async () => {
        const topic = newPrefix();
        await stopRedis(home);
        try {
          const coordination = await instance(topic);
          await coordination.queue.wake([1]);
          await coordination.events.publish('news', {});
          await coordination.cache.set('key', 'value', 60);
          expect(await coordination.cache.get('key')).toBeNull();
          expect(String(await coordination.cache.getOrCompute('key', 60, async () => 'computed'))).toBe('computed');
          const limit = { points: 1, durationSeconds: 60 };
          expect((await coordination.limiter.consume('me', limit)).allowed).toBe(true);
          expect((await coordination.limiter.consume('me', limit)).allowed).toBe(false);
          expect(await coordination.queue.depth()).toBeNull();
          const ids = newIds(1);
          await tasks.add(topic, ids);
          work(coordination, topic);
          await allDone(topic, 1, 3_000);
          await startRedis(home);
          const next = newIds(1);
          await tasks.add(topic, next);
          await vi.waitFor(
            async () => {
              await coordination.queue.wake(next);
              expect(await tasks.doneCounts(topic)).toEqual({ 1: 2 });
            },
            { timeout: 10_000, interval: 300 },
          );
          await coordination.cache.set('key', 'value', 60);
          expect(String(await coordination.cache.get('key'))).toBe('value');
        } finally {
          await startRedis(home);
        }
      });

      redisTest('closes at once while Redis is down, whether it was ever there or not', async () => {
        const topic = newPrefix();
        const options = { mode, databaseUrl: database.url, redisUrl, log, prefix: topic };
        const before = await createCoordination(options);
        const workers = [work(before, topic)];
        await before.queue.wake([1]);
        await vi.waitFor(() => expect(workers[0]?.seen).toContain(1));
        await stopRedis(home);
        try {
          const since = await createCoordination(options);
          workers.push(work(since, topic));
          const begun = Date.now();
          await Promise.all(workers.map((worker) => worker.close({ graceMs: 1_000 })));
          await Promise.all([before.close(), since.close()]);
          expect(Date.now() - begun).toBeLessThan(1_500);
          // Longer than any pause between two attempts to connect: an error that nobody hears would end the test run.
          await sleep(2_500);
          expect(logged.filter((line) => line.includes('did not close'))).toEqual([]);
        } finally {
          await startRedis(home);
        }
      });

      redisTest('a job that never ends is dropped at its fourth start', async () => {
        const topic = newPrefix();
        const coordination = await instance(topic);
        await coordination.queue.wake([77]);
        const client = new Redis(redisUrl as string);
        const key = (name: string) => `${topic}:queue:tasks:${name}`;
        const [jobId] = await client.lrange(key('waiting'), 0, -1);
        await client.hset(key('starts'), jobId as string, 3);
        const worker = work(coordination, topic);
        await vi.waitFor(() => expect(logged.join()).toContain('never ends and is dropped'));
        expect(worker.seen).toEqual([null]);
        expect(await client.exists(key('starts'), key('waiting'))).toBe(0);
        client.disconnect();
      });
    });

    describe('cache', () => {
      test('keeps bytes as they are until they are deleted or expire', async () => {
        const { cache } = await instance(newPrefix());
        const bytes = Buffer.from([0, 255, 128, 10, 13]);
        expect(await cache.get('k')).toBeNull();
        await cache.set('k', bytes, 60);
        expect(await cache.get('k')).toEqual(bytes);
        await cache.set('text', 'Amélie 🎬', 60);
        expect(String(await cache.get('text'))).toBe('Amélie 🎬');
        await cache.delete('k');
        expect(await cache.get('k')).toBeNull();
        await cache.set('short', 'x', 0.2);
        expect(await cache.get('short')).not.toBeNull();
        await sleep(300);
        expect(await cache.get('short')).toBeNull();
      });

      test('who misses at once computes once', async () => {
        const prefix = newPrefix();
        const [a, b] = await Promise.all([instance(prefix), instance(prefix)]);
        let computed = 0;
        const compute = async () => {
          computed++;
          await sleep(150);
          return 'value';
        };
        const asked = [a, b].flatMap(({ cache }) =>
          Array.from({ length: 10 }, () => cache.getOrCompute('k', 60, compute)),
        );
        expect(new Set((await Promise.all(asked)).map(String))).toEqual(new Set(['value']));
        // Embedded caches are one a process, so each instance computes for itself.
        expect(computed).toBe(isRedis ? 1 : 2);
        await a.cache.getOrCompute('k', 60, compute);
        expect(computed).toBe(isRedis ? 1 : 2);
      });

      test('a failed computation is nobody’s value', async () => {
        const { cache } = await instance(newPrefix());
        const fail = () => cache.getOrCompute('k', 60, () => Promise.reject(new Error('no')));
        await expect(fail()).rejects.toThrow('no');
        const begun = Date.now();
        expect(String(await cache.getOrCompute('k', 60, async () => 'yes'))).toBe('yes');
        expect(Date.now() - begun).toBeLessThan(1_000);
      });
    });

    describe('limiter', () => {
      test('counts over all instances, by key and limit, and begins again', async () => {
        const prefix = newPrefix();
        const [a, b] = await Promise.all([instance(prefix), instance(prefix)]);
        const limit = { points: 5, durationSeconds: 1 };
        const answers = await Promise.all([a, b, a, b, a, b, a, b].map(({ limiter }) => limiter.consume('me', limit)));
        expect(answers.filter(({ allowed }) => allowed)).toHaveLength(5);
        const refused = answers.find(({ allowed }) => !allowed);
        expect(refused?.remaining).toBe(0);
        expect(refused?.resetMs).toBeGreaterThan(0);
        expect(refused?.resetMs).toBeLessThanOrEqual(1_000);
        expect((await b.limiter.consume('you', limit)).remaining).toBe(4);
        expect((await b.limiter.consume('me', { points: 9, durationSeconds: 60 })).remaining).toBe(8);
        expect((await b.limiter.consume('x'.repeat(5_000), limit)).remaining).toBe(4);
        await sleep(1_100);
        expect((await a.limiter.consume('me', limit)).allowed).toBe(true);
      });
    });

    test('a large limit is taken in portions, and still kept over all instances', async () => {
      const prefix = newPrefix();
      const instances = await Promise.all([instance(prefix), instance(prefix), instance(prefix)]);
      const limit = { points: 100, durationSeconds: 60 };
      const answers = await Promise.all(
        Array.from({ length: 400 }, (_, n) => instances[n % 3]!.limiter.consume('me', limit)),
      );
      const allowed = answers.filter((answer) => answer.allowed).length;
      expect(allowed).toBeLessThanOrEqual(100);
      expect(allowed).toBeGreaterThanOrEqual(100 - 100 / 20);
      expect((await instances[0]!.limiter.consume('me', limit)).allowed).toBe(false);
    });

    describe('events', () => {
      test('go to all instances that listen to the channel, until they stop', async () => {
        const prefix = newPrefix();
        const [a, b, stranger] = await Promise.all([instance(prefix), instance(prefix), instance(newPrefix())]);
        const heard: [string, unknown][] = [];
        const listen = (name: string, { events }: Coordination, channel: string) =>
          events.subscribe(channel, (payload) => heard.push([name, payload]));
        await a.events.subscribe('run', () => {
          throw new Error('a bad listener');
        });
        const stop = await listen('a', a, 'run');
        await listen('b', b, 'run');
        await listen('other channel', b, 'film');
        await listen('other prefix', stranger, 'run');
        await a.events.publish('run', { id: 1, title: 'Amélie 🎬' });
        await vi.waitFor(() => expect(heard).toHaveLength(2));
        await stop();
        await b.events.publish('run', { id: 2 });
        await vi.waitFor(() => expect(heard).toHaveLength(3));
        await sleep(50);
        expect(heard.toSorted(([x], [y]) => x.localeCompare(y))).toEqual([
          ['a', { id: 1, title: 'Amélie 🎬' }],
          ['b', { id: 1, title: 'Amélie 🎬' }],
          ['b', { id: 2 }],
        ]);
        expect(logged.join()).toContain('a listener of an event failed');
      });

      test('are refused when too large, in both modes alike', async () => {
        const { events } = await instance(newPrefix());
        await expect(events.publish('run', { text: 'x'.repeat(8_000) })).rejects.toThrow(RangeError);
        const heard: unknown[] = [];
        await events.subscribe('run', (payload) => heard.push(payload));
        const largest = { text: 'x'.repeat(7_999 - '["run",{"text":""}]'.length) };
        await events.publish('run', largest);
        await vi.waitFor(() => expect(heard).toEqual([largest]));
      });
    });

    test('says what it is', async () => {
      const { mode: said } = await instance(newPrefix());
      expect(said).toBe(mode);
      expect(logged.some((line) => line.includes('one machine'))).toBe(!isRedis);
    });
  });
});
