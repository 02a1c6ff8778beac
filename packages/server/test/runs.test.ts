/** Watching, stopping and doing runs again, over HTTP. */
import { ensureOperator, findRun, insertToken, startRun } from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AllServices } from '../src/services/index.ts';
import { runEvents } from '../src/services/run-events.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

let made: Circle;
let services: AllServices;
let server: Awaited<ReturnType<typeof serveCircle>>;
let token: string;
let runId: number;
beforeAll(async () => {
  made = await circle();
  services = made.freshServices();
  server = await serveCircle(made, services);
  const operator = await ensureOperator(made.db);
  token = makeToken();
  const scopes = ['cohorts:read', 'runs:write'];
  await insertToken(made.db, { user_id: operator.id, name: 'test', token, scopes, expires_at: null });
});
afterAll(async () => {
  await server.close();
  await made.drop();
});
beforeEach(async () => {
  await made.db.query("UPDATE runs SET state = 'succeeded', finished_at = now() WHERE finished_at IS NULL");
  const started = await startRun(made.db, { cohortId: made.cohort.id, kind: 'sync', options: {}, asOf: '2024-07-31' });
  runId = started.run.id;
});

const path = (what: string) => `${server.url}/v1/cohorts/circle/runs/${runId}${what}`;
const ask = (what: string, init: RequestInit = {}) =>
  fetch(path(what), { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

interface Message {
  id?: string;
  event?: string;
  data: string;
}

/** The events of a stream, one after the other. */
async function* messages(response: Response): AsyncGenerator<Message> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      if (field('event')) yield { id: field('id'), event: field('event'), data: field('data')! };
    }
  }
}

async function next(stream: AsyncGenerator<Message>): Promise<Message> {
  const { value, done } = await stream.next();
  if (done) throw new Error('the stream has ended');
  return value;
}

async function change(state: string): Promise<void> {
  const over = state === 'running' ? null : new Date();
  await made.db.query('UPDATE runs SET state = $2, finished_at = $3 WHERE id = $1', [runId, state, over]);
  await made.coordination.events.publish(`run:${runId}`, { type: 'progress' });
}

describe('watching a run', () => {
  it('that ends lets its watcher read at once what it published', async () => {
    const cohort = () =>
      fetch(`${server.url}/v1/cohorts/circle`, { headers: { authorization: `Bearer ${token}` } }).then((r) => r.json());
    const stream = messages(await ask('/events'));
    await next(stream);
    const { display_name } = (await cohort()) as { display_name: string };
    await made.db.query("UPDATE cohorts SET display_name = display_name || '!' WHERE id = $1", [made.cohort.id]);
    await change('succeeded');
    expect((await next(stream)).event).toBe('run');
    expect(await cohort()).toMatchObject({ display_name: `${display_name}!` });
  });

  it('sends what it is, then every change, then the end', async () => {
    const response = await ask('/events');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const stream = messages(response);
    expect(JSON.parse((await next(stream)).data)).toMatchObject({ id: runId, state: 'queued' });
    await change('running');
    const running = await next(stream);
    expect([running.event, JSON.parse(running.data).state]).toEqual(['run', 'running']);
    await change('succeeded');
    expect(JSON.parse((await next(stream)).data).state).toBe('succeeded');
    expect(await next(stream)).toMatchObject({ event: 'end', data: '{"state":"succeeded"}' });
    expect((await stream.next()).done).toBe(true);
  });

  it('goes on after what was seen last, and sends it again only when it is another', async () => {
    const first = messages(await ask('/events'));
    const { id } = await next(first);
    await first.return(undefined);
    const again = messages(await ask('/events', { headers: { 'Last-Event-ID': id! } }));
    await change('running');
    const news = await next(again);
    expect(JSON.parse(news.data).state).toBe('running');
    expect(news.id).not.toBe(id);
    await again.return(undefined);
    await change('failed');
    const late = messages(await ask('/events', { headers: { 'Last-Event-ID': news.id! } }));
    expect(JSON.parse((await next(late)).data).state).toBe('failed');
    expect((await next(late)).event).toBe('end');
  });

  it('is for those who may read the cohort', async () => {
    expect((await fetch(path('/events'))).status).toBe(404);
    expect((await ask('/events'.replace('events', 'nothing'))).status).toBe(404);
    const other = await fetch(`${server.url}/v1/cohorts/circle/runs/999999/events`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(other.status).toBe(404);
  });

  it('looks by itself when nobody says anything, says that it lives, and leaves no listener behind', async () => {
    const listeners = new Set<unknown>();
    const silent = {
      async subscribe(_channel: string, listener: unknown) {
        listeners.add(listener);
        return async () => {
          listeners.delete(listener);
        };
      },
    };
    const events = runEvents(silent, { most: 2, lookEveryMs: 20, pauseMs: 1, aliveEveryMs: 30 });
    const options = { read: () => findRun(made.db, runId), present: ({ state }: { state: string }) => ({ state }) };
    const watch = () => events.watch(runId, options);
    const [one, two] = [await watch(), await watch()];
    await expect(watch()).rejects.toMatchObject({ code: 'unavailable' });
    const seen = one[Symbol.asyncIterator]();
    expect((await seen.next()).value).toContain('retry');
    expect((await seen.next()).value).toContain('"queued"');
    expect((await seen.next()).value).toBe(': still here\n\n');
    await made.db.query("UPDATE runs SET state = 'running' WHERE id = $1", [runId]);
    let said = '';
    while (!said.includes('running')) said += (await seen.next()).value;
    one.destroy();
    two.resume();
    events.close();
    await new Promise((resolve) => two.once('close', resolve));
    expect(listeners.size).toBe(0);
    (await watch()).destroy();
  });
});

describe('stopping and doing again', () => {
  it('stops a run that is active, and answers one that is over as it is', async () => {
    const stopped = await ask('/stop', { method: 'POST' });
    expect([stopped.status, (await stopped.json()).state]).toEqual([200, 'stopped']);
    expect((await (await ask('/stop', { method: 'POST' })).json()).state).toBe('stopped');
  });

  it('does failed tasks again, and says why it can not', async () => {
    expect((await ask('/retry', { method: 'POST' })).status).toBe(409);
    await change('partial');
    expect((await ask('/retry', { method: 'POST' })).status).toBe(422);
    await made.db.query(
      `INSERT INTO run_tasks (run_id, stage, kind, member_id, state, error_kind)
       SELECT $1, 1, 'collect', min(member_id), 'failed', 'network' FROM members`,
      [runId],
    );
    const again = await ask('/retry', { method: 'POST' });
    expect(again.status).toBe(202);
    const run = await again.json();
    expect(run.id).not.toBe(runId);
    expect(again.headers.get('location')).toBe(`/v1/cohorts/${made.cohort.id}/runs/${run.id}`);
  });

  it('is not for everybody', async () => {
    await made.db.query("UPDATE cohorts SET visibility = 'public'");
    for (const what of ['/stop', '/retry']) {
      expect((await fetch(path(what), { method: 'POST' })).status).toBe(401);
    }
    expect((await findRun(made.db, runId))!.state).toBe('queued');
    await made.db.query("UPDATE cohorts SET visibility = 'private'");
  });
});
