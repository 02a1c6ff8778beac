import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_POLICY, pages } from '../../../src/pages/index.ts';
import type { PageServices } from '../../../src/pages/read.ts';
import { cohort } from '../support/data.ts';
import { problemOf, serve } from '../support/serve.ts';
import { edition, pageServices } from './support.ts';

const served = (services: PageServices = pageServices(edition())) =>
  serve({ options: { pages: pages({ services, readWorld: async () => new Map() }) } });

describe('the first page over HTTP', () => {
  it('is HTML under a strict policy, the same for who has it already', async () => {
    const app = await served();
    const response = await app.get('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(FIRST_PAGE_POLICY);
    expect(FIRST_PAGE_POLICY).not.toContain('unsafe');
    expect(await response.text()).toMatch(/^<!doctype html>\n<html lang="en">/);
    const again = await app.get('/', { headers: { 'If-None-Match': response.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  it('loads files that may be kept for ever under the name it gives them', async () => {
    const app = await served();
    const [, href] = /<link rel="stylesheet" href="([^"]+)">/.exec(await (await app.get('/')).text())!;
    const named = await app.get(href!);
    expect(named.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(named.headers.get('cache-control')).toContain('immutable');
    const plain = await app.get('/assets/almanac.css?v=another');
    expect(plain.headers.get('cache-control')).toBe('no-cache');
    expect(await plain.text()).toBe(await named.text());
    expect((await app.get('/assets/almanac.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('leaves the rest to the others', async () => {
    const app = await served();
    for (const path of ['/nothing', '/assets/../package.json', '/assets/almanac.ts']) {
      expect(await problemOf(await app.get(path))).toMatchObject({ code: 'not-found' });
    }
    expect((await app.get('/v1/cohorts')).status).toBe(200);
    expect((await app.get('/', { method: 'POST' })).status).toBe(404);
  });

  it('shows only what everybody may read', async () => {
    const hidden = { cohort: cohort({ visibility: 'private' }), role: null };
    const other = { cohort: cohort({ label: 'club', display_name: 'The Club' }), role: null };
    const find = async () => hidden;
    const alone = await served(pageServices(edition(), { find }));
    expect(await (await alone.get('/')).text()).toContain('Whose almanac?');
    const list = async () => ({ items: [other], next_cursor: null });
    const beside = await served(pageServices(edition(), { find, list }));
    expect(await (await beside.get('/')).text()).toContain('<h1 dir="auto">The Club</h1>');
  });
});
