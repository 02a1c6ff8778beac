import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadWorld, PAGE_KINDS, type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { findRoute, kindOf } from '../../src/sandbox/route.ts';
import { FIXTURES } from './support.ts';

const world = loadWorld(join(FIXTURES, 'world'));
const open: Sandbox[] = [];

async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ world, port: 0, robots: 'open', ...options });
  open.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

describe('the site over HTTP', () => {
  it('serves pages with type and length', async () => {
    const { url, port } = await start();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const response = await fetch(`${url}/ada/films/`);
    const body = await response.arrayBuffer();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html;charset=UTF-8');
    expect(Number(response.headers.get('content-length'))).toBe(body.byteLength);
    expect(Buffer.from(body).toString()).toContain('data-item-slug="amelie"');
  });

  it('follows its own redirects, and keeps the query out of the path', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/film/film:51526/?esi=1`);
    expect([response.status, response.url]).toEqual([200, `${url}/film/jaws/`]);
    expect((await fetch(`${url}/ada/films`)).url).toBe(`${url}/ada/films/`);
  });

  it('writes whole links into feeds', async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/ada/rss/`)).text()).toContain(`<link>${url}/ada/film/amelie/</link>`);
  });

  it('shows the robots.txt that was chosen', async () => {
    const [lax, strict] = [await start(), await start({ robots: 'letterboxd' })];
    expect(await (await fetch(`${lax.url}/robots.txt`)).text()).not.toContain('Disallow: /');
    expect(await (await fetch(`${strict.url}/robots.txt`)).text()).toContain('Disallow: /*/by/*');
  });

  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const { url } = await start();
    const head = await fetch(`${url}/ada/films/`, { method: 'HEAD' });
    expect([head.status, (await head.text()).length]).toEqual([200, 0]);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000);
    const post = await fetch(`${url}/ada/films/`, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('gives TMDB answers an ETag, and 304 to who has it', async () => {
    const { url } = await start();
    const first = await fetch(`${url}/tmdb/3/movie/578`);
    const etag = first.headers.get('etag');
    expect(first.headers.get('cache-control')).toMatch(/^public/);
    expect(etag).toMatch(/^W\/"[0-9a-f]{40}"$/);
    const second = await fetch(`${url}/tmdb/3/movie/578`, { headers: { 'if-none-match': etag! } });
    expect([second.status, await second.text()]).toEqual([304, '']);
    const other = await fetch(`${url}/tmdb/3/movie/194`, { headers: { 'if-none-match': etag! } });
    expect(other.status).toBe(200);
    expect((await fetch(`${url}/tmdb/3/movie/1`)).headers.get('etag')).toBeNull();
  });

  it('logs a line a request', async () => {
    const lines: string[] = [];
    const { url } = await start({ log: (line) => lines.push(line) });
    await fetch(`${url}/zoe/films/?x=1`);
    expect(lines).toEqual([expect.stringMatching(/^GET \/zoe\/films\/\?x=1 404 \d+\.\d ms$/)]);
  });

  it('says which port is taken', async () => {
    const { port } = await start();
    await expect(startSandbox({ world, port, robots: 'open' })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
  });
});

describe('faults', () => {
  it('applies them as many times as they have', async () => {
    const { url } = await start({ faults: [{ match: '^/ada/films/$', status: 429, retry_after: 2, times: 2 }] });
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await fetch(`${url}/ada/films/`));
    expect(answers.map((a) => [a.status, a.headers.get('retry-after')])).toEqual([
      [429, '2'],
      [429, '2'],
      [200, null],
    ]);
  });

  it('sends the challenge header', async () => {
    const { url } = await start({ faults: [{ match: 'films', status: 403, body: 'challenge' }] });
    const answer = await fetch(`${url}/ada/films/`);
    expect([answer.status, answer.headers.get('cf-mitigated')]).toEqual([403, 'challenge']);
  });

  it('sends a cut page as a whole answer, and an empty one', async () => {
    const { url } = await start({
      faults: [
        { match: '^/ada/films/', body: 'truncated' },
        { match: '/likes/', body: 'empty' },
      ],
    });
    expect(await (await fetch(`${url}/ada/films/`)).text()).not.toContain('</html>');
    expect(await (await fetch(`${url}/ada/likes/films/`)).text()).toBe('');
  });

  it('waits', async () => {
    const { url } = await start({ faults: [{ match: '^/ada/$', delay_ms: 120 }] });
    const started = performance.now();
    expect((await fetch(`${url}/ada/`)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });

  it('does not keep a closing site waiting', async () => {
    const sandbox = await startSandbox({ world, port: 0, robots: 'open', faults: [{ match: '', delay_ms: 60_000 }] });
    const asked = fetch(`${sandbox.url}/ada/`).catch((error: Error) => error.name);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await sandbox.close();
    expect(await asked).toBe('TypeError');
  });
});

describe('counters', () => {
  it('counts requests by kind, status and second, and not those for the counters', async () => {
    const sandbox = await start({ faults: [{ match: '^/ada/watchlist/$', status: 503, times: 1 }] });
    const before = Math.floor(Date.now() / 1000);
    for (const path of ['/ada/watchlist/', '/ada/watchlist/', '/ada/films/', '/ada/films/page/2/', '/zoe/', '/x/y/']) {
      await (await fetch(sandbox.url + path)).text();
    }
    const stats = await (await fetch(`${sandbox.url}/__stats`)).json();
    expect(Object.keys(stats)).toEqual(['kinds', 'seconds']);
    expect(stats.kinds).toEqual({
      watchlist: { 503: 1, 200: 1 },
      films: { 200: 1, 403: 1 },
      profile: { 404: 1 },
      other: { 404: 1 },
    });
    const seconds = Object.entries(stats.seconds as Record<string, number>);
    expect(seconds.reduce((sum, [, n]) => sum + n, 0)).toBe(6);
    for (const [second] of seconds) {
      expect(Number(second)).toBeGreaterThanOrEqual(before);
      expect(Number(second)).toBeLessThanOrEqual(Date.now() / 1000);
    }
    expect(sandbox.stats()).toEqual(stats);
  });

  it('tells the paths when asked', async () => {
    const { url } = await start();
    for (const path of ['/ada/films/', '/ada/films/', '/film/jaws']) await (await fetch(url + path)).text();
    const stats = await (await fetch(`${url}/__stats?paths=1`)).json();
    expect(stats.paths).toEqual({ '/ada/films/': 2, '/film/jaws': 1, '/film/jaws/': 1 });
    expect(stats.kinds.film).toEqual({ 301: 1, 200: 1 });
  });

  it.each([
    ['/u/films/', 'films'],
    ['/u/films/by/rated-date/page/2/', 'films'],
    ['/u/films/genre/drama/', 'films'],
    ['/u/films/diary/', 'diary'],
    ['/u/likes/films/rated/none/', 'likes'],
    ['/u/watchlist/', 'watchlist'],
    ['/u/following/', 'members'],
    ['/u/followers/page/2/', 'members'],
    ['/u/list/x/likes/', 'members'],
    ['/u/list/x/', 'list'],
    ['/u/', 'profile'],
    ['/u', 'profile'],
    ['/u/diary/', 'diary'],
    ['/u/rss/', 'rss'],
    ['/director/x/', 'person'],
    ['/actor/x/', 'person'],
    ['/film/x/', 'film'],
    ['/film/film:5/', 'film'],
    ['/tmdb/5/', 'film'],
    ['/imdb/tt5/', 'film'],
    ['/csi/film/x/ratings-summary/', 'histogram'],
    ['/robots.txt', 'robots'],
    ['/tmdb/3/movie/5', 'tmdb'],
    ['/tmdb/3/find/tt5', 'tmdb'],
    ['/', 'other'],
    ['/search/x/', 'other'],
    ['/u/tags/', 'other'],
  ])('counts %s as %s', (path, kind) => {
    expect(PAGE_KINDS).toContain(kind);
    expect(kindOf(findRoute(path))).toBe(kind);
  });
});
