/** Runs that are watched: server-sent events over connections that break. */
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import {
  AbortError,
  ConnectionError,
  ContractMismatchError,
  NotFoundError,
  type RunEvent,
  TimeoutError,
  TruncatedError,
  UnprocessableError,
} from '../src/index.ts';
import { hang, json, problem, SOON, type Step, serve } from './support/misbehave.ts';

const RUN = { id: 7, cohort_id: 3, state: 'queued' };
const STARTED = json(RUN, 202);

const begin = (response: ServerResponse) => response.writeHead(200, { 'Content-Type': 'text/event-stream' });
const event = (id: string, state: string) => `id: ${id}\nevent: run\ndata: ${JSON.stringify({ ...RUN, state })}\n\n`;
const END = 'id: z\nevent: end\ndata: {"state":"succeeded"}\n\n';

/** Sends pieces, then ends the stream, or breaks the connection. */
const events =
  (pieces: string[], ending: 'end' | 'break' | 'stay' = 'end'): Step =>
  async (request, response) => {
    begin(response);
    for (const piece of pieces) await new Promise((resolve) => response.write(piece, resolve));
    if (ending === 'end') response.end();
    if (ending === 'break') request.socket.destroy();
  };

async function collect(stream: AsyncIterable<RunEvent>): Promise<string[]> {
  const told: string[] = [];
  for await (const e of stream) told.push(`${e.id}:${e.type === 'run' ? e.run.state : `end ${e.state}`}`);
  return told;
}

describe('sync', () => {
  it('gives a handle whose events can be read without awaiting it', async () => {
    const { almanac, seen } = await serve([STARTED, events([event('a', 'running'), event('b', 'succeeded'), END])]);
    expect(await collect(almanac.cohorts.sync('demo', { full: true }).events())).toEqual([
      'a:running',
      'b:succeeded',
      'z:end succeeded',
    ]);
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/v1/cohorts/demo/sync', body: '{"full":true}' });
    expect(seen[1]).toMatchObject({ method: 'GET', url: '/v1/cohorts/3/runs/7/events' });
    expect(seen[1]?.headers.accept).toBe('text/event-stream');
  });

  it('awaited, is the run, which prints as one and can be followed', async () => {
    const { almanac } = await serve([STARTED, events([event('b', 'succeeded'), END])]);
    const run = await almanac.cohorts.sync('demo');
    expect(JSON.parse(JSON.stringify(run))).toEqual(RUN);
    expect(Object.keys(run)).toEqual(Object.keys(RUN));
    expect((await run.finished()).state).toBe('succeeded');
  });

  it('finished gives the run at its end', async () => {
    const { almanac } = await serve([STARTED, events([event('a', 'running'), event('b', 'failed'), END])]);
    expect((await almanac.cohorts.sync('demo').finished()).state).toBe('failed');
  });

  it('a sync that is refused rejects wherever it is waited for, and only there', async () => {
    const { almanac } = await serve([problem(422, 'unprocessable')]);
    await expect(almanac.cohorts.sync('demo').finished()).rejects.toBeInstanceOf(UnprocessableError);
    await expect(collect(almanac.cohorts.sync('demo').events())).rejects.toBeInstanceOf(UnprocessableError);
    await expect(almanac.cohorts.sync('demo').withResponse()).rejects.toBeInstanceOf(UnprocessableError);
    await expect(almanac.cohorts.sync('demo')).rejects.toBeInstanceOf(UnprocessableError);
  });

  it('retry gives such a handle, too', async () => {
    const { almanac, seen } = await serve([STARTED, events([event('a', 'succeeded'), END])]);
    expect((await almanac.runs.retry('demo', 6).finished()).state).toBe('succeeded');
    expect(seen[0]?.url).toBe('/v1/cohorts/demo/runs/6/retry');
  });
});

describe('events', () => {
  const soon = 'retry: 1\n\n';

  it('connects again after a break, and names the last event', async () => {
    const { almanac, seen } = await serve([
      events([soon, event('a', 'running')], 'break'),
      events([soon, event('b', 'succeeded'), END]),
    ]);
    expect(await collect(almanac.runs.watch(3, 7))).toEqual(['a:running', 'b:succeeded', 'z:end succeeded']);
    expect(seen.map((s) => s.headers['last-event-id'])).toEqual([undefined, 'a']);
  });

  it('connects again when the stream ends before the run', async () => {
    const { almanac, seen } = await serve([events([soon, event('a', 'running')]), events([END])]);
    expect(await collect(almanac.runs.watch(3, 7))).toEqual(['a:running', 'z:end succeeded']);
    expect(seen).toHaveLength(2);
  });

  it('connects again after 503, when it is told to', async () => {
    const { almanac, seen } = await serve([problem(503, 'unavailable', SOON), events([END])]);
    expect(await collect(almanac.runs.watch(3, 7))).toEqual(['z:end succeeded']);
    expect(seen).toHaveLength(2);
  });

  it('connects again when nothing comes any more', async () => {
    const { almanac, seen } = await serve([events([soon, event('a', 'running')], 'stay'), events([END])]);
    expect(await collect(almanac.runs.watch(3, 7, { idleTimeout: 60 }))).toEqual(['a:running', 'z:end succeeded']);
    expect(seen[1]?.headers['last-event-id']).toBe('a');
  });

  it('connects again when nobody answers', async () => {
    const { almanac, seen } = await serve([hang, events([END])]);
    expect(await collect(almanac.runs.watch(3, 7, { idleTimeout: 60 }))).toEqual(['z:end succeeded']);
    expect(seen).toHaveLength(2);
  });

  it('gives up after so many breaks in a row without an event', async () => {
    const { almanac, seen } = await serve([problem(503, 'unavailable', SOON)]);
    await expect(collect(almanac.runs.watch(3, 7, { maxReconnects: 3 }))).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(4);
  });

  it('an event begins the count anew', async () => {
    const broken = events([soon, event('a', 'running')], 'break');
    const { almanac } = await serve([broken, broken, broken, events([END])]);
    expect(await collect(almanac.runs.watch(3, 7, { maxReconnects: 1 }))).toHaveLength(4);
  });

  it('a run that is gone is told, not tried again', async () => {
    const { almanac, seen } = await serve([events([soon, event('a', 'running')], 'break'), problem(404, 'not-found')]);
    await expect(collect(almanac.runs.watch(3, 7))).rejects.toBeInstanceOf(NotFoundError);
    expect(seen).toHaveLength(2);
  });

  it('goes on after an event that was seen elsewhere', async () => {
    const { almanac, seen } = await serve([events([END])]);
    await collect(almanac.runs.watch(3, 7, { lastEventId: 'k' }));
    expect(seen[0]?.headers['last-event-id']).toBe('k');
  });

  it('reads what is cut anywhere, in any line ending, with comments and events of tomorrow', async () => {
    const stream = `\uFEFF: hello\r\n\r\nid:a\r\nevent:run\r\ndata: {"state":\r\ndata: "gänzlich"}\r\n\r\nevent: tomorrow\rdata: {}\r\r${END}`;
    const bytes = Buffer.from(stream);
    const { almanac } = await serve([
      async (_, response) => {
        begin(response);
        for (const byte of bytes) await new Promise((resolve) => response.write(Buffer.from([byte]), resolve));
        response.end();
      },
    ]);
    expect(await collect(almanac.runs.watch(3, 7))).toEqual(['a:gänzlich', 'z:end succeeded']);
  });

  it('an event that is no JSON means another version', async () => {
    const { almanac } = await serve([events(['event: run\ndata: <state/>\n\n'])]);
    await expect(collect(almanac.runs.watch(3, 7))).rejects.toBeInstanceOf(ContractMismatchError);
  });

  it('hangs up when the loop is left', async () => {
    const { almanac, quiet } = await serve([events([event('a', 'running')], 'stay')]);
    for await (const _ of almanac.runs.watch(3, 7)) break;
    await quiet();
  });

  it('abort ends it, also while it waits for an event or between two connections', async () => {
    const { almanac, quiet } = await serve([events([event('a', 'running')], 'stay')]);
    const controller = new AbortController();
    const read = async () => {
      for await (const _ of almanac.runs.watch(3, 7, { signal: controller.signal }))
        setTimeout(() => controller.abort(), 20);
    };
    await expect(read()).rejects.toBeInstanceOf(AbortError);
    await quiet();
    const far = await serve([problem(503, 'unavailable', { 'Retry-After': '30' })]);
    const second = new AbortController();
    const waiting = collect(far.almanac.runs.watch(3, 7, { signal: second.signal }));
    await far.quiet();
    setTimeout(() => second.abort(), 20);
    await expect(waiting).rejects.toBeInstanceOf(AbortError);
  });

  it('finished keeps to its timeout and its signal', async () => {
    const stay = events([event('a', 'running')], 'stay');
    const { almanac, quiet } = await serve([STARTED, stay]);
    await expect(almanac.cohorts.sync('demo').finished({ timeout: 80 })).rejects.toBeInstanceOf(TimeoutError);
    await quiet();
    const other = await serve([STARTED, stay]);
    const signal = AbortSignal.timeout(80);
    await expect(other.almanac.cohorts.sync('demo').finished({ signal })).rejects.toBeInstanceOf(AbortError);
    await other.quiet();
  });

  it('a break for good is told as what it was', async () => {
    const { almanac } = await serve([events([soon, event('a', 'running')], 'break')]);
    await expect(collect(almanac.runs.watch(3, 7, { maxReconnects: 0 }))).rejects.toBeInstanceOf(TruncatedError);
    const gone = await serve([(request) => request.socket.resetAndDestroy()]);
    await expect(collect(gone.almanac.runs.watch(3, 7, { maxReconnects: 0 }))).rejects.toBeInstanceOf(ConnectionError);
  });
});
