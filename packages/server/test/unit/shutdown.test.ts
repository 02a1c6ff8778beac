import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createShutdown } from '../../src/ops/shutdown.ts';

function setUp(graceMs = 1000) {
  const events: string[] = [];
  const log = { info: () => {}, error: (_fields: object, message: string) => events.push(message) };
  const shutdown = createShutdown({ log, graceMs, exit: (code) => events.push(`exit ${code}`) });
  return { events, shutdown };
}

describe('createShutdown', () => {
  it('closes phase by phase, whatever the order of registration', async () => {
    const { events, shutdown } = setUp();
    shutdown.on('stores', 'database', () => void events.push('database'));
    shutdown.on('queues', 'queue', () => void events.push('queue'));
    shutdown.on('accepting', 'http', async () => {
      await sleep(5);
      events.push('http');
    });
    shutdown.on('draining', 'readiness', () => void events.push('readiness'));
    shutdown.on('working', 'worker', () => void events.push('worker'));
    await shutdown.run('test');
    expect(events).toEqual(['readiness', 'http', 'worker', 'queue', 'database', 'exit 0']);
  });

  it('goes on past what fails to close, and exits 1', async () => {
    const { events, shutdown } = setUp();
    shutdown.on('queues', 'queue', () => {
      throw new Error('stuck');
    });
    shutdown.on('stores', 'database', () => void events.push('database'));
    await shutdown.run('test');
    expect(events).toEqual(['failed to close', 'database', 'exit 1']);
  });

  it('runs once, and keeps the code that it was given', async () => {
    const { events, shutdown } = setUp();
    shutdown.on('stores', 'database', () => void events.push('database'));
    await Promise.all([shutdown.run('first', 3), shutdown.run('second')]);
    expect(events).toEqual(['database', 'exit 3']);
  });

  it('ends the process when the grace runs out', async () => {
    const { events, shutdown } = setUp(20);
    shutdown.on('working', 'worker', () => sleep(60));
    await shutdown.run('test');
    expect(events.slice(0, 2)).toEqual(['not done within the grace period', 'exit 1']);
  });
});
