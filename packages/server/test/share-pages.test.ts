/** What is shown of a share to people and to other sites: page, frame, feed, picture, oEmbed. */
import { ensureUser, insertToken } from '@cohort-almanac/db';
import { load } from 'cheerio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../src/policies/scopes.ts';
import type { AllServices } from '../src/services/index.ts';
import { makeToken } from '../src/services/token-format.ts';
import { type Circle, circle, publish } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';

/** Text that would break out of HTML, XML, JSON-LD and attributes, were it let. */
const HOSTILE = '<script>alert(1)</script> & "quotes" ]]> \u0001 \u2028 千と千尋';
const BLOG = 'https://blog.example.org';

let made: Circle;
let services: AllServices;
let server: Awaited<ReturnType<typeof serveCircle>>;
let token: string;
let slug: string;
let filterId: number;

beforeAll(async () => {
  made = await circle();
  services = made.freshServices();
  server = await serveCircle(made, services);
  const { id } = await ensureUser(made.db, { email: 'owner@example.org' });
  token = makeToken();
  await insertToken(made.db, { user_id: id, name: 'all', token, scopes: [...SCOPES], expires_at: null });
  await made.db.query("INSERT INTO cohort_memberships VALUES ($1, $2, 'owner')", [made.cohort.id, id]);
  await made.db.query(
    `UPDATE films SET title = $1, tmdb_type = 'movie', tmdb_id = 499, imdb_id = 'tt0055852' WHERE film_id = (
       SELECT film_id FROM film_rankings WHERE strategy = 'bayesian' AND rank = 1 LIMIT 1)`,
    [HOSTILE],
  );
  const saved = await write('POST', '/v1/filters', {
    cohort: 'circle',
    name: HOSTILE.slice(0, 40),
    description: HOSTILE.replace('\u0001', ''),
    filter: { q: '"><img src=x onerror=alert(1)>' },
  });
  filterId = saved.id;
  await write('PATCH', `/v1/filters/${filterId}`, { filter: {} });
  slug = (await write('POST', `/v1/filters/${filterId}/share`, { top: 10, frame_ancestors: [BLOG] })).slug;
});
afterAll(async () => {
  await server.close();
  await made.drop();
});
beforeEach(() => services.shares.changed());

async function write(method: string, path: string, body: object) {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status, path).toBeLessThan(300);
  return JSON.parse(await response.text());
}

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, text: bytes.toString() };
}

const oembed = (query: object) => `/oembed?${new URLSearchParams(query as Record<string, string>)}`;
const pageOf = (of: string) => `http://127.0.0.1:4000/s/${of}`;

/** Every address under which a share is read. */
const places = (of: string) => [
  `/s/${of}`,
  `/embed/${of}`,
  `/s/${of}/feed.xml`,
  `/s/${of}/radarr.json`,
  `/s/${of}/preview.png`,
  `/v1/shares/${of}`,
  oembed({ url: pageOf(of) }),
  oembed({ url: pageOf(of), format: 'xml' }),
];

describe('every way to read a share', () => {
  it('is open, cacheable and the same for all, and answers 304', async () => {
    for (const path of places(slug)) {
      const answer = await get(path, { cookie: 'almanac_session=x', authorization: `Bearer ${token}` });
      expect(answer.status, `${path} ${answer.text}`).toBe(200);
      expect(answer.headers.get('cache-control'), path).toMatch(/^public, .*s-maxage=60, stale-while-revalidate=\d+$/);
      expect(answer.headers.get('vary') ?? '', path).not.toMatch(/cookie|authorization/i);
      expect(answer.headers.get('set-cookie'), path).toBeNull();
      const etag = answer.headers.get('etag')!;
      const again = await get(path, { 'if-none-match': etag });
      expect([path, again.status, again.bytes.length]).toEqual([path, 304, 0]);
      expect((await get(path)).bytes.equals(answer.bytes), path).toBe(true);
    }
  });

  it('names nobody', async () => {
    for (const path of places(slug)) {
      expect((await get(path)).text, path).not.toMatch(/member-\d|@example\.org|operator/);
    }
  });

  it('runs nothing that stands in a title', async () => {
    for (const path of places(slug)) {
      const { text } = await get(path);
      if (path.includes('preview')) continue;
      // In JSON a tag is text; the HTML that oEmbed's JSON holds is looked at below.
      const isJson =
        path.startsWith('/v1/') || path.endsWith('.json') || (path.startsWith('/oembed') && !path.includes('xml'));
      if (!isJson) expect(text, path).not.toContain('<script>alert');
      expect(text, path).toContain('alert(1)');
    }
  });

  it('ends with the share, without a hint that there was one', async () => {
    const saved = await write('POST', '/v1/filters', { cohort: 'circle', name: 'Short-lived', filter: {} });
    const { slug: dead } = await write('POST', `/v1/filters/${saved.id}/share`, {});
    expect((await get(`/s/${dead}`)).status).toBe(200);
    await write('PATCH', `/v1/filters/${saved.id}/share`, { renew_slug: true });
    const never = 'AAAAAAAAAAAAAAAAAAAAAA';
    const bare = (text: string) => text.replace(/"request_id":"[^"]*"/, '');
    const all = [places(dead), places(never)] as const;
    for (const [n, path] of all[0].entries()) {
      const [ended, unknown] = [await get(path), await get(all[1][n]!)];
      expect([ended.status, ended.headers.get('cache-control')]).toEqual([404, 'no-store']);
      expect(bare(ended.text)).toBe(bare(unknown.text));
    }
    expect((await get(`/s/${dead}`)).headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

describe('the page', () => {
  it('needs no script, bears what networks add to links, and is framed by nobody', async () => {
    const { text, headers } = await get(`/s/${slug}?utm_source=x&fbclid=y&utm_source=z`);
    const $ = load(text);
    expect($('.frontispiece li, table.ranking tbody tr')).toHaveLength(10);
    expect(
      $('script')
        .map((_, tag) => $(tag).attr('type'))
        .get(),
    ).toEqual(['application/ld+json']);
    expect($('[style], [onclick], img[onerror]')).toHaveLength(0);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect($('.frontispiece .title').first().text()).toContain('<script>alert(1)</script> & "quotes"');
    expect($('meta[name="robots"]').attr('content')).toBe('noindex');
  });

  it('tells other sites what it is', async () => {
    const $ = load((await get(`/s/${slug}`)).text);
    const property = (name: string) => $(`meta[property="${name}"], meta[name="${name}"]`).attr('content');
    expect(property('og:title')).toBe(HOSTILE.slice(0, 40));
    expect(property('og:description')).toContain('"quotes" ]]>');
    expect(property('og:url')).toBe(pageOf(slug));
    expect(property('og:image')).toBe(`${pageOf(slug)}/preview.png`);
    expect([property('og:image:width'), property('og:image:height')]).toEqual(['1200', '630']);
    expect(property('twitter:card')).toBe('summary_large_image');
    expect($('link[type="application/atom+xml"]').attr('href')).toBe(`${pageOf(slug)}/feed.xml`);
    const data = JSON.parse($('script[type="application/ld+json"]').text());
    expect(data).toMatchObject({ '@type': 'ItemList', numberOfItems: 10, url: pageOf(slug) });
    expect(data.itemListElement[0].item.name).toBe(HOSTILE);
    // The discovery link leads to the answer, on this server.
    for (const [type, format] of [
      ['application/json+oembed', 'json'],
      ['text/xml+oembed', 'xml'],
    ]) {
      const found = new URL($(`link[type="${type}"]`).attr('href')!);
      expect(found.searchParams.get('format')).toBe(format);
      expect((await get(found.pathname + found.search)).status).toBe(200);
    }
  });
});

describe('the frame', () => {
  it('may stand where the share says, and says so to the browser alone', async () => {
    const policy = async (frame_ancestors: string[] | null) => {
      await write('PATCH', `/v1/filters/${filterId}/share`, { frame_ancestors });
      const { headers } = await get(`/embed/${slug}`);
      expect(headers.get('x-frame-options')).toBeNull();
      return /frame-ancestors [^;]*/.exec(headers.get('content-security-policy')!)![0];
    };
    expect(await policy(null)).toBe('frame-ancestors *');
    expect(await policy([])).toBe("frame-ancestors 'self'");
    expect(await policy([BLOG, BLOG, 'http://localhost:8080'])).toBe(
      `frame-ancestors 'self' ${BLOG} http://localhost:8080`,
    );
    const injected = await fetch(`${server.url}/v1/filters/${filterId}/share`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ frame_ancestors: ["https://a.example; script-src 'unsafe-inline'"] }),
    });
    expect(injected.status).toBe(400);
  });

  it('has every film, and one script of our own', async () => {
    const $ = load((await get(`/embed/${slug}`)).text);
    expect($('.compact li')).toHaveLength(10);
    expect(
      $('script')
        .map((_, tag) => $(tag).attr('src'))
        .get(),
    ).toEqual([expect.stringMatching(/^\/assets\/frame\.js\?v=/)]);
    expect($('body').attr('data-slug')).toBe(slug);
  });
});

describe('the list for Radarr', () => {
  it('holds the films of the list that have a key there, whatever is asked beside', async () => {
    const { text, headers } = await get(`/s/${slug}/radarr.json?apikey=x`);
    expect(headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(text)).toEqual([{ title: HOSTILE, imdb_id: 'tt0055852', tmdbId: 499 }]);
  });
});

describe('the feed', () => {
  const entriesOf = async () => {
    const { text, headers } = await get(`/s/${slug}/feed.xml`);
    expect(headers.get('content-type')).toBe('application/atom+xml');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    const $ = load(text, { xml: true });
    return $('entry')
      .map((_, entry) => ({ id: $(entry).find('id').text(), content: $(entry).find('content').text() }))
      .get();
  };

  it('tells what entered and left between editions, under names that stay', async () => {
    expect(await entriesOf()).toEqual([]);
    // The first film, with the hostile title, falls out of the list.
    const { items } = JSON.parse((await get(`/v1/shares/${slug}`)).text);
    await made.db.query('UPDATE ratings SET rating = 1 WHERE film_id = $1', [items[0].film_id]);
    await publish(made.db, made.cohort.id);
    services.shares.changed();
    const [entry, ...others] = await entriesOf();
    expect(others).toEqual([]);
    const html = load(entry!.content);
    expect(html('li cite').last().text()).toContain('<script>alert(1)</script> & "quotes"');
    expect(html('script')).toHaveLength(0);
    const version = JSON.parse((await get(`/v1/shares/${slug}`)).text).ranking_version;
    expect(entry!.id).toBe(`${pageOf(slug)}#${version}`);
    await publish(made.db, made.cohort.id);
    services.shares.changed();
    // An edition that changes nobody's place on the list is no news.
    expect(await entriesOf()).toEqual([entry]);
    expect((await get(`/s/${slug}`)).text).toContain('Came and went');
  });

  it('of a frozen list has none', async () => {
    await write('PATCH', `/v1/filters/${filterId}/share`, { mode: 'frozen' });
    expect(await entriesOf()).toEqual([]);
    expect((await get(`/s/${slug}`)).text).toContain('Standing still');
    await write('PATCH', `/v1/filters/${filterId}/share`, { mode: 'live' });
  });
});

describe('the picture', () => {
  it('is a PNG of the size that networks show', async () => {
    const { bytes, headers } = await get(`/s/${slug}/preview.png`);
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});

describe('oEmbed', () => {
  it('answers in JSON and XML with the same', async () => {
    const json = await get(oembed({ url: pageOf(slug), format: 'json', dnt: 'true' }));
    expect(json.headers.get('content-type')).toBe('application/json');
    const answer = JSON.parse(json.text);
    expect(answer).toMatchObject({ type: 'rich', version: '1.0', width: 600, thumbnail_width: 1200 });
    const $ = load(answer.html, null, false);
    expect($('blockquote a').attr('href')).toBe(pageOf(slug));
    expect($('blockquote li')).toHaveLength(10);
    expect($('script')).toHaveLength(0);
    const xml = await get(oembed({ url: pageOf(slug), format: 'xml' }));
    expect(xml.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const $xml = load(xml.text, { xml: true });
    for (const [name, value] of Object.entries(answer)) expect($xml(`oembed > ${name}`).text()).toBe(String(value));
  });

  it('keeps within the room that it is given', async () => {
    const room = { url: `http://127.0.0.1:4000/embed/${slug}`, maxwidth: '320', maxheight: '200' };
    const answer = JSON.parse((await get(oembed(room))).text);
    expect(answer.width).toBeLessThanOrEqual(320);
    expect(answer.height).toBeLessThanOrEqual(200);
    expect(answer).not.toHaveProperty('thumbnail_url');
  });

  it('declines what it does not know', async () => {
    expect((await get(oembed({ url: pageOf(slug), format: 'yaml' }))).status).toBe(400);
    expect((await get('/oembed')).status).toBe(400);
    for (const url of ['nonsense', `https://evil.example/s/${slug}`, 'http://127.0.0.1:4000/', `${pageOf(slug)}/x`]) {
      expect((await get(oembed({ url }))).status, url).toBe(404);
    }
  });
});
