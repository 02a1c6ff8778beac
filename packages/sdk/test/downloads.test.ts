/** Files that come in pieces. */
import { describe, expect, it } from 'vitest';
import { AbortError, NotFoundError, TimeoutError, TruncatedError } from '../src/index.ts';
import { problem, type Step, serve } from './support/misbehave.ts';

describe('downloads', () => {
  const HEADERS = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="demo.csv"',
    'X-Request-Id': 'req-1',
  };
  const sent =
    (pieces: string[], ending: 'end' | 'break' | 'stay' = 'end'): Step =>
    async (request, response) => {
      response.writeHead(200, HEADERS);
      for (const piece of pieces) await new Promise((resolve) => response.write(piece, resolve));
      if (ending === 'end') response.end();
      if (ending === 'break') request.socket.destroy();
    };
  const WISH = { cohort: 'demo', format: 'csv' } as const;

  it('come in pieces, with their name', async () => {
    const { almanac, seen } = await serve([sent(['rank,', 'title\n'])]);
    const { data, requestId } = await almanac.exports.create(WISH).withResponse();
    expect(data).toMatchObject({ filename: 'demo.csv', contentType: 'text/csv; charset=utf-8' });
    expect(requestId).toBe('req-1');
    let text = '';
    for await (const piece of data) text += new TextDecoder().decode(piece);
    expect(text).toBe('rank,title\n');
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/v1/exports', body: JSON.stringify(WISH) });
  });

  it('come as text, as bytes and as a Blob', async () => {
    const { almanac } = await serve([sent(['rank,', 'title\n'])]);
    expect(await (await almanac.exports.create(WISH)).text()).toBe('rank,title\n');
    expect(Buffer.from(await (await almanac.exports.create(WISH)).bytes()).toString()).toBe('rank,title\n');
    expect((await (await almanac.exports.create(WISH)).blob()).type).toBe('text/csv; charset=utf-8');
  });

  it('that are refused are a problem', async () => {
    const { almanac } = await serve([problem(404, 'not-found')]);
    await expect(almanac.exports.create(WISH)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('that break off say so', async () => {
    const { almanac } = await serve([sent(['rank,'], 'break')]);
    const download = await almanac.exports.create(WISH);
    await expect(download.text()).rejects.toBeInstanceOf(TruncatedError);
  });

  it('have the timeout for each piece, not for the whole and not for their reader', async () => {
    const { almanac, quiet } = await serve([sent(['rank,', 'title\n'], 'stay')]);
    const download = await almanac.exports.create(WISH, { timeout: 120 });
    const read = async () => {
      for await (const _ of download) await new Promise((resolve) => setTimeout(resolve, 150));
    };
    await expect(read()).rejects.toBeInstanceOf(TimeoutError);
    await quiet();
  });

  it('end with the signal, when they are left, and when they are not wanted', async () => {
    const { almanac, quiet } = await serve([sent(['rank,'], 'stay')]);
    const controller = new AbortController();
    const download = await almanac.exports.create(WISH, { signal: controller.signal });
    const read = async () => {
      for await (const _ of download) controller.abort();
    };
    await expect(read()).rejects.toBeInstanceOf(AbortError);
    await quiet();
    for await (const _ of await almanac.exports.create(WISH)) break;
    await quiet();
    (await almanac.exports.create(WISH)).cancel();
    await quiet();
  });
});
