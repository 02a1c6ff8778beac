/** A statement that takes too long is given up by PostgreSQL, and its caller told to come back. */
import { openDatabase } from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

let made: Circle;
beforeAll(async () => {
  made = await circle();
});
afterAll(() => made.drop());

test('503 with Retry-After, in the log as slow, and the connection serves on', async () => {
  const slow: string[] = [];
  await made.db.query("UPDATE cohorts SET visibility = 'public'");
  const db = openDatabase({
    url: made.url,
    poolSize: 1,
    statementTimeoutMs: 100,
    slowQueryMs: 50,
    onSlowQuery: ({ text }) => slow.push(text),
  });
  const services = made.freshServices();
  const server = await serveCircle(made, {
    ...services,
    stats: { read: async () => (await db.query('SELECT pg_sleep(30)')) as never },
  });
  const answer = await fetch(`${server.url}/v1/cohorts/circle/stats`);
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ code: 'unavailable' });
  expect(slow).toEqual(['SELECT pg_sleep(30)']);
  expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await expect(db.sequelize.query('SELECT pg_sleep(30)')).rejects.toThrow('statement timeout');
  await server.close();
  await db.close();
});
