/** The example blog over a real almanac: three embeds, no violation of its policy, nothing that moves, and all of it without scripts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ensureUser, insertToken } from '@cohort-almanac/db';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pages } from '../../packages/server/src/pages/index.ts';
import { SCOPES } from '../../packages/server/src/policies/scopes.ts';
import { makeToken } from '../../packages/server/src/services/token-format.ts';
import { type Circle, circle } from '../../packages/server/test/support/circle.ts';
import { serveCircle } from '../../packages/server/test/support/listen.ts';

const ELEMENTS = readdirSync(new URL('../../packages/widgets/src/components', import.meta.url));
const SHOTS = new URL('../../reports/blog/', import.meta.url);

let made: Circle;
let almanac: Awaited<ReturnType<typeof serveCircle>>;
let blog: ChildProcess;
let address: string;
let share: string;
/** The blog with another element in the place of its list: whatever its address asks for. */
let other: string;
let others: Server;
let browser: Browser;
beforeAll(async () => {
  made = await circle();
  const services = made.freshServices();
  almanac = await serveCircle(made, services, pages({ services, readWorld: async () => new Map() }));
  const owner = await ensureUser(made.db, { email: 'owner@example.org' });
  const token = makeToken();
  await insertToken(made.db, { user_id: owner.id, name: 'blog', token, scopes: [...SCOPES], expires_at: null });
  await made.db.query('INSERT INTO cohort_memberships VALUES ($1, $2, $3)', [made.cohort.id, owner.id, 'owner']);
  await made.db.query("UPDATE cohorts SET visibility = 'public' WHERE id = $1", [made.cohort.id]);
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(almanac.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(201);
    return response.json();
  };
  const saved = await post('/v1/filters', { cohort: 'circle', name: 'Ten for winter', filter: {} });
  const { slug } = await post(`/v1/filters/${saved.id}/share`, { top: 10 });
  share = slug;
  blog = spawn(
    process.execPath,
    ['examples/blog-embed/serve.mjs', '--almanac', almanac.url, '--share', slug, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(blog.stdout!, 'data');
  address = String(line).trim();
  others = createServer(async ({ url = '/' }, response) => {
    const { pathname, search } = new URL(url, address);
    const page = await fetch(new URL(pathname, address));
    const text = (await page.text())
      .replace(/<almanac-saved-list[\s\S]*<\/almanac-saved-list>/, decodeURIComponent(search.slice(1)))
      .replace(/<iframe.*<\/iframe>/, '');
    response.writeHead(page.status, { 'content-type': page.headers.get('content-type') ?? '' }).end(text);
  }).listen(0, '127.0.0.1');
  await once(others, 'listening');
  other = `http://127.0.0.1:${(others.address() as AddressInfo).port}/`;
  browser = await chromium.launch({
    executablePath: inject('chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  mkdirSync(SHOTS, { recursive: true });
});
afterAll(async () => {
  blog?.kill();
  await browser?.close();
  others?.close();
  await almanac?.close();
  await made?.drop();
});

/** @param element put in the place of the blog's own */
async function open(width: number, { javaScriptEnabled = true, element = '' } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 2400 }, javaScriptEnabled });
  await context.route('https://image.tmdb.org/**', (route) => route.abort());
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = { violations: [] as string[], shifts: [] as string[] };
    Object.assign(globalThis, { seen });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      seen.violations.push(`${violatedDirective} ${blockedURI}`),
    );
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null }[] };
        seen.shifts.push(`${value}: ${sources.map(({ node }) => node?.nodeName).join(', ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  // A process that shows its first page takes a moment to learn how wide it is, and what moves by that is not the page's doing.
  await page.goto(new URL('/blog.css', element === '' ? address : other).href);
  await page.waitForFunction((asked) => innerWidth === asked, width);
  await page.goto(element === '' ? address : `${other}?${encodeURIComponent(element)}`);
  return page;
}

/** What comes late, such as a frame's height, has its turn. */
const settled = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 1000 })));

const seenOn = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { seen: { violations: string[]; shifts: string[] } }).seen);

describe('the blog', () => {
  it.each([320, 768, 1440])('at %i px: nothing moves, and no policy is violated', async (width) => {
    const page = await open(width);
    await page.waitForFunction(() =>
      document.querySelector('almanac-saved-list')?.shadowRoot?.querySelector('[part="table"] li'),
    );
    await page.frameLocator('iframe').locator('li, tr').first().waitFor();
    await settled(page);
    await page.screenshot({ path: new URL(`${width}.png`, SHOTS).pathname, fullPage: true });
    expect(await seenOn(page)).toEqual({ violations: [], shifts: [] });
    await page.context().close();
  });

  it.each(ELEMENTS)('with <almanac-%s> nothing moves', async (name) => {
    const element = `<almanac-${name} base-url="${almanac.url}" cohort="circle" film="1" share="${share}"></almanac-${name}>`;
    for (const width of [320, 768]) {
      const page = await open(width, { element });
      await page.waitForFunction((tag) => {
        const frame = document.querySelector(tag)?.shadowRoot?.querySelector('[part="frame"]');
        return frame && frame.getAttribute('aria-busy') !== 'true';
      }, `almanac-${name}`);
      await settled(page);
      expect(await seenOn(page), `${width} px`).toEqual({ violations: [], shifts: [] });
      await page.context().close();
    }
  });

  it('without scripts the list is there, as it was when it was put in', async () => {
    const page = await open(768, { javaScriptEnabled: false });
    expect(await page.locator('almanac-saved-list li').count()).toBe(10);
    expect(await page.locator('blockquote a').getAttribute('href')).toContain('/s/');
    expect(await page.frameLocator('iframe').locator('body').innerText()).toContain('Ten for winter');
    await page.screenshot({ path: new URL('without-scripts.png', SHOTS).pathname, fullPage: true });
    await page.context().close();
  });
});
