/** Lists as files, over HTTP and PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { ATTRIBUTION, LETTERBOXD_MAX_BYTES } from '@cohort-almanac/core';
import { listExportEvents } from '@cohort-almanac/db';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fromBuffer } from 'yauzl';
import { type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';
import { type Ask, askAs } from './support/people.ts';

let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let ask: Ask;
let ranked: { film_id: number; title: string; divergence: number | null; tmdb_id: number | null }[];

beforeAll(async () => {
  made = await circle();
  await made.db.query("UPDATE cohorts SET visibility = 'public'");
  await made.db.query("UPDATE films SET title = '=cmd|''/C calc''!A0' WHERE film_id = 1");
  await made.db.query("UPDATE films SET tmdb_type = 'movie', tmdb_id = film_id WHERE film_id % 2 = 1");
  server = await serveCircle(made, made.freshServices());
  ask = await askAs(made, server.url);
  ranked = (await ask('owner', '/v1/cohorts/circle/rankings?limit=200')).body.items;
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

const take = (json: object, who: Parameters<Ask>[0] = 'viewer') => ask(who, '/v1/exports', { json });
const events = () => listExportEvents(made.db, { limit: 100 });

describe('csv', () => {
  it('holds the whole list in its order, with the attribution in every row', async () => {
    const { status, headers, text } = await take({ cohort: 'circle', format: 'csv' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="almanac-circle-bayesian-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(headers.get('cache-control')).toBe('private, no-store');
    const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(rows.map(({ title }) => title!.replace(/^'=/, '='))).toEqual(ranked.map(({ title }) => title));
    expect(new Set(rows.map(({ attribution }) => attribution))).toEqual(new Set([ATTRIBUTION]));
  });

  it('defuses formulas, and leaves numbers below 0 the numbers that they are', async () => {
    const { text } = await take({ cohort: 'circle', format: 'csv', filter: { sort: 'title' } });
    const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(rows.some(({ title }) => title!.startsWith("'=cmd|"))).toBe(true);
    const below = ranked.filter(({ divergence }) => divergence !== null && divergence < 0);
    expect(below.length).toBeGreaterThan(0);
    for (const { title, divergence } of below) {
      expect(rows.some((row) => row.title!.endsWith(title) && row.divergence === String(divergence))).toBe(true);
    }
  });

  it('follows a filter and its order, and is cut where that is asked', async () => {
    const filter = { sort: 'watchers', order: 'asc', release_year_min: 1980 };
    const query = new URLSearchParams({ ...filter, release_year_min: '1980', limit: '200' });
    const shown = (await ask('viewer', `/v1/cohorts/circle/rankings?${query}`)).body.items;
    const { text } = await take({ cohort: 'circle', format: 'csv', filter, limit: 4 });
    const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(rows.map(({ rank }) => Number(rank))).toEqual(shown.slice(0, 4).map(({ rank }: { rank: number }) => rank));
  });
});

it('json is what rankings say, without pages', async () => {
  const { body, headers } = await take({ cohort: 'circle', format: 'json' });
  expect(headers.get('content-type')).toBe('application/json');
  const { next_cursor: _, ...page } = (await ask('viewer', '/v1/cohorts/circle/rankings?limit=200')).body;
  expect(body).toEqual(page);
});

it('radarr is a list of films that TMDB knows', async () => {
  const { body, headers } = await take({ cohort: String(made.cohort.id), format: 'radarr' });
  expect(headers.get('content-disposition')).toContain('-radarr.json"');
  const known = ranked.filter(({ tmdb_id }) => tmdb_id !== null);
  expect(body).toEqual(known.map(({ title, tmdb_id }) => ({ title, imdb_id: null, tmdbId: tmdb_id })));
});

describe('letterboxd', () => {
  it('is one file while Letterboxd takes it at once', async () => {
    const { text, headers } = await take({ cohort: 'circle', format: 'letterboxd' });
    expect(headers.get('export-parts')).toBe('1');
    expect(text.startsWith('LetterboxdURI,tmdbID,imdbID,Title,')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(ranked.length + 1);
  });

  it('is a ZIP of several when it does not, or one of them by its number', async () => {
    const before = ranked[0]!.title;
    await made.db.query('UPDATE films SET title = repeat($1, 40000) || film_id', ['x']);
    await made.db.query('UPDATE cohorts SET revision = revision + 1');
    const fresh = await serveCircle(made, made.freshServices());
    try {
      const again = await askAs(made, fresh.url);
      const wish = { cohort: 'circle', format: 'letterboxd' };
      const first = await again('viewer', '/v1/exports', { json: { ...wish, part: 1 } });
      const parts = Number(first.headers.get('export-parts'));
      expect(parts).toBeGreaterThan(1);
      const texts: string[] = [];
      for (let part = 1; part <= parts; part += 1) {
        texts.push((await again('viewer', '/v1/exports', { json: { ...wish, part } })).text);
      }
      expect(texts.every((text) => Buffer.byteLength(text) <= LETTERBOXD_MAX_BYTES)).toBe(true);
      expect(texts.flatMap((text) => text.trim().split('\r\n').slice(1))).toHaveLength(ranked.length);
      const beyond = await again('viewer', '/v1/exports', { json: { ...wish, part: parts + 1 } });
      expect(beyond.status).toBe(422);
      expect(beyond.body.detail).toContain(`from 1 to ${parts}`);

      const zip = await fetch(`${fresh.url}/v1/exports`, {
        method: 'POST',
        body: JSON.stringify(wish),
        headers: { 'content-type': 'application/json', authorization: again.authorization('viewer') },
      });
      expect(zip.headers.get('content-type')).toBe('application/zip');
      expect(await unzip(Buffer.from(await zip.arrayBuffer()))).toEqual(texts);
    } finally {
      await fresh.close();
      await made.db.query('UPDATE films SET title = $1 WHERE film_id = $2', [before, ranked[0]!.film_id]);
    }
  });
});

describe('an export', () => {
  it('is recorded, with what was sent', async () => {
    const { text } = await take({ cohort: 'circle', format: 'csv', filter: { top: 3 } });
    await vi.waitFor(async () => {
      expect((await events())[0]).toMatchObject({
        cohort_id: made.cohort.id,
        format: 'csv',
        films: 3,
        bytes: Buffer.byteLength(text),
        complete: true,
        network: '127.0.0.0/24',
      });
    });
  });

  it('is counted, and refused when it is one too many', async () => {
    const json = { cohort: 'circle', format: 'radarr' };
    const { quotas } = (await ask('stranger', '/v1/auth/session')).body;
    await made.db.query(
      `INSERT INTO quota_uses (user_id, kind)
       SELECT (SELECT id FROM users WHERE email = 'stranger@example.org'), 'export' FROM generate_series(1, $1)`,
      [quotas.exports_per_hour.limit],
    );
    const refused = await ask('stranger', '/v1/exports', { json });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await take(json)).status).toBe(200);
  });

  it('of a saved filter needs nothing but its number, and is for its owner', async () => {
    const json = { cohort: 'circle', name: 'Best three', filter: { top: 3 } };
    const { id } = (await ask('viewer', '/v1/filters', { json })).body;
    const { body } = await take({ filter_id: id, format: 'json' });
    expect(body.items.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3]);
    const other = await take({ filter_id: id, format: 'json' }, 'owner');
    const nowhere = await take({ filter_id: 2_000_000_000, format: 'json' }, 'owner');
    expect([other.status, nowhere.status]).toEqual([404, 404]);
  });

  it('by members is for who may see their names', async () => {
    const json = { cohort: 'circle', format: 'csv', filter: { seen_by: ['member-2'] } };
    expect((await take(json, 'owner')).status).toBe(200);
    const refused = await take(json, 'viewer');
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('member-2');
    expect((await take({ cohort: 'circle', format: 'csv' }, 'nobody')).status).toBe(401);
  });

  it.each([
    [{ format: 'csv' }, '/cohort'],
    [{ format: 'csv', cohort: 'circle', filter_id: 1 }, '/cohort'],
    [{ format: 'csv', filter: {}, filter_id: 1 }, '/filter'],
    [{ format: 'csv', cohort: 'circle', part: 2 }, '/part'],
    [{ format: 'xlsx', cohort: 'circle' }, '/format'],
    [{ format: 'csv', cohort: 'circle', filter: { watcher_min: 2 } }, '/filter/watcher_min'],
    [{ format: 'csv', cohort: 'circle', filter: { rating_min: 4, rating_max: 2 } }, '/filter/rating_min'],
    [{ format: 'csv', cohort: 'circle', filter: { limit: 2 } }, '/filter/limit'],
    [{ format: 'csv', cohort: 'circle', colour: 'red' }, '/colour'],
  ])('of %j is refused, naming %s', async (json, name) => {
    const before = (await events()).length;
    const { status, body } = await take(json);
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ in: 'body', name }));
    expect(await events()).toHaveLength(before);
  });

  it('that is sent again under its key is made again', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const json = { cohort: 'circle', format: 'csv', filter: { top: 2 } };
    const first = await ask('viewer', '/v1/exports', { json, headers });
    const second = await ask('viewer', '/v1/exports', { json, headers });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text).toBe(first.text);
  });
});

/** The files of a ZIP, in the order of their names. */
function unzip(bytes: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, string>();
      zip.on('error', reject);
      zip.on('end', () => resolve([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)));
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, async (broken, stream) => {
          if (broken) return reject(broken);
          const pieces: Buffer[] = [];
          for await (const piece of stream) pieces.push(piece as Buffer);
          files.set(entry.fileName, Buffer.concat(pieces).toString());
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
}
