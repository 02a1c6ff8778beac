/** What the api answers while its database is away, over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAdmin } from '../../../tests/support/database.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
beforeAll(async () => {
  made = await circle();
  server = await serveCircle(made, made.freshServices());
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

const ask = () => fetch(`${server.url}/v1/cohorts`);

it('answers 503 with Retry-After as a problem while PostgreSQL takes nobody in, and 200 when it is back', async () => {
  expect((await ask()).status).toBe(200);
  const { rows } = await made.db.query<{ name: string }>('SELECT current_database() AS name');
  const { name } = rows[0]!;
  await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  try {
    for (const once of ['first', 'again']) {
      const answer = await ask();
      expect({ once, status: answer.status }).toEqual({ once, status: 503 });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ code: 'unavailable', request_id: expect.any(String) });
    }
  } finally {
    await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  }
  let { status } = await ask();
  for (let tries = 0; status !== 200 && tries < 100; tries++) {
    await sleep(50);
    ({ status } = await ask());
  }
  expect(status).toBe(200);
});
