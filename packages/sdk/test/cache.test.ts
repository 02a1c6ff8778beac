import { describe, expect, it } from 'vitest';
import { type CacheOptions, memoryCache } from '../src/cache/index.ts';
import { CohortAlmanac, TruncatedError } from '../src/index.ts';
import { breakOff, json, type Step, serve } from './support/misbehave.ts';

/** Answers with the version's ETag, or 304 to who has it; the number of the request is in the body. */
function versioned(version: { now: string }): Step {
  let count = 0;
  return (request, response) => {
    count += 1;
    const etag = `"${version.now}"`;
    if (request.headers['if-none-match'] === etag)
      response.writeHead(304, { ETag: etag, 'X-Request-Id': `r${count}` }).end();
    else json({ version: version.now, count, url: request.url }, 200, { ETag: etag })(request, response, '');
  };
}

async function cached(step: Step, options: CacheOptions = {}) {
  const { baseUrl, seen } = await serve([step]);
  const fetch = memoryCache(options);
  return { fetch, seen, baseUrl, almanac: new CohortAlmanac({ baseUrl, fetch }) };
}

describe('memoryCache', () => {
  it('answers a 304 from its copy, as 200', async () => {
    const { almanac, seen, fetch } = await cached(versioned({ now: 'a' }));
    const first = await almanac.stats.get('demo');
    const { data, response, requestId } = await almanac.stats.get('demo').withResponse();
    expect(data).toEqual(first);
    expect(data).not.toBe(first);
    expect(response.status).toBe(200);
    expect(requestId).toBe('r2');
    expect(seen.map((s) => s.headers['if-none-match'])).toEqual([undefined, '"a"']);
    expect(fetch.size).toBe(1);
    expect(await almanac.stats.get('demo')).toEqual(first);
  });

  it('takes the new answer when there is one', async () => {
    const version = { now: 'a' };
    const { almanac } = await cached(versioned(version));
    await almanac.stats.get('demo');
    version.now = 'b';
    expect(await almanac.stats.get('demo')).toMatchObject({ version: 'b', count: 2 });
    expect(await almanac.stats.get('demo')).toMatchObject({ version: 'b', count: 2 });
  });

  it('keeps the answers of two tokens apart', async () => {
    const { almanac, seen } = await cached(versioned({ now: 'a' }));
    await almanac.withOptions({ token: 'alm_sk_one' }).stats.get('demo');
    await almanac.withOptions({ token: 'alm_sk_two' }).stats.get('demo');
    expect(seen.map((s) => s.headers['if-none-match'])).toEqual([undefined, undefined]);
  });

  it('keeps neither writes, nor what has no ETag, nor what must not be stored', async () => {
    const plain = await cached(json({}));
    await plain.almanac.stats.get('demo');
    expect(plain.fetch.size).toBe(0);
    const secret = await cached(json({}, 200, { ETag: '"a"', 'Cache-Control': 'private, no-store' }));
    await secret.almanac.stats.get('demo');
    expect(secret.fetch.size).toBe(0);
    const write = await cached(json({}, 201, { ETag: '"a"' }));
    await write.almanac.cohorts.create({ label: 'club', definition: { members: ['ada'] } });
    expect(write.fetch.size).toBe(0);
  });

  it('keeps no more than it may, the most recently used', async () => {
    const { almanac, fetch, seen } = await cached(versioned({ now: 'a' }), { maxEntries: 2 });
    for (const cohort of ['a', 'b', 'a', 'c', 'a', 'b']) await almanac.stats.get(cohort);
    expect(fetch.size).toBe(2);
    expect(seen.map((s) => s.headers['if-none-match'] !== undefined)).toEqual([false, false, true, false, true, false]);
    const small = await cached(versioned({ now: 'a' }), { maxBytes: 10 });
    await small.almanac.stats.get('demo');
    expect(small.fetch.size).toBe(0);
  });

  it('keeps nothing of an answer that breaks off', async () => {
    const { baseUrl } = await serve([
      (request, response, body) => {
        response.setHeader('ETag', '"a"');
        breakOff(request, response, body);
      },
    ]);
    const fetch = memoryCache();
    const almanac = new CohortAlmanac({ baseUrl, fetch, maxRetries: 0 });
    await expect(almanac.stats.get('demo')).rejects.toBeInstanceOf(TruncatedError);
    expect(fetch.size).toBe(0);
  });

  it('leaves an ETag of the caller alone, and forgets on demand', async () => {
    const { almanac, fetch, seen } = await cached(versioned({ now: 'a' }));
    await almanac.stats.get('demo');
    await expect(almanac.stats.get('demo', { headers: { 'If-None-Match': '"a"' } })).rejects.toMatchObject({
      status: 304,
    });
    fetch.clear();
    expect(fetch.size).toBe(0);
    await almanac.stats.get('demo');
    expect(seen.at(-1)?.headers['if-none-match']).toBeUndefined();
  });
});
