/** Blocks that a page holds: shown by a real browser, in a page of another site or of the almanac, and really used. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../support/chromium.ts';
import { type Block, ROOT } from './blocks.ts';
import type { Ground } from './ground.ts';

const LATE_MS = 20_000;
const CDN = 'https://cdn.example.org/@cohort-almanac/';
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

interface Served {
  html: string;
  script: string;
  policy: string;
}

export class Pages {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #served: Served[] = [];

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
    server.on('request', ({ url = '' }, response) => {
      const served = this.#served[Number.parseInt(url.slice(1), 10)];
      if (!served) return void response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
      const { html, script, policy } = served;
      if (url.endsWith('/block.js')) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      else {
        if (policy) response.setHeader('content-security-policy', policy);
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
      }
    });
  }

  static async open(): Promise<Pages> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    return new Pages(await chromium.launch({ executablePath: findChromium(), args }), server);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Shows a block. @throws when an element shows nothing, something goes wrong in the page, or the mark's expression stays false */
  async show(ground: Ground, block: Block, policy = ''): Promise<void> {
    const { argument, lines } = block.mark!;
    const served = { ...(await serve(ground, block, lines)), policy };
    const at = this.#served.push(served) - 1;
    const context = await this.#browser.newContext();
    try {
      const page = await context.newPage();
      const faults = await watch(page, ground);
      const path = argument.startsWith('/') ? argument : '';
      if (path) await asTheAlmanac(page, ground.url + path, served);
      const { port } = this.#server.address() as AddressInfo;
      await page.goto(path ? ground.url + path : `http://127.0.0.1:${port}/${at}/`);
      await page.waitForFunction(everyElementShows, undefined, { timeout: LATE_MS }).catch(async () => {
        throw new Error(`an element shows nothing:\n${await page.innerText('body')}`);
      });
      if (argument !== '' && path === '') await page.waitForFunction(argument, undefined, { timeout: LATE_MS });
      if (faults.length > 0) throw new Error(faults.join('\n'));
    } finally {
      await context.close();
    }
  }
}

/** On the almanac's own origin, as behind one proxy. */
async function asTheAlmanac(page: Page, address: string, { html, script }: Served): Promise<void> {
  const at = (path: string) => new URL(path, address).href;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await page.route(at('block.js'), (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
}

/** Everything that goes wrong in a page, as it comes. Nothing leaves this machine. */
async function watch(page: Page, ground: Ground): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    // What a visitor who is not signed in is told.
    if (message.location().url.endsWith('/v1/auth/session') && message.text().includes('401')) return;
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith('https://image.tmdb.org/')) return route.fulfill({ contentType: 'image/gif', body: PIXEL });
    if (url.startsWith(CDN)) return route.fulfill({ path: join(ROOT, 'packages', url.slice(CDN.length)) });
    if (new URL(url).hostname === '127.0.0.1') return route.fallback();
    faults.push(`it asks for ${url} (${ground.url})`);
    return route.abort();
  });
  return faults;
}

/** In the page: whether each of our elements has come to life and has something in it. */
function everyElementShows(): boolean {
  const elements = [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('almanac-'));
  return elements.every((element) => {
    const root = element.shadowRoot ?? element;
    const busy = root.querySelector('[aria-busy="true"]') !== null;
    return element.matches(':defined') && !busy && root.querySelector('li, tr, input, nav') !== null;
  });
}

async function serve(ground: Ground, { language, code }: Block, lines: string): Promise<Omit<Served, 'policy'>> {
  const page = (body: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>${body}</body></html>`;
  const filled = ground.filled(code);
  const inside = ground.filled(lines);
  if (language === 'html') return { html: /<html/.test(filled) ? filled : page(filled + inside), script: '' };
  return { html: page(`${inside}<script type="module" src="block.js"></script>`), script: await bundle(filled) };
}

/** As a bundler would. An element of React that stands alone is rendered. */
async function bundle(code: string): Promise<string> {
  const [element] = /^<[A-Z][\s\S]*>;$/m.exec(code) ?? [];
  const program = element
    ? `import { createRoot } from 'react-dom/client';\n${code.replace(element, `createRoot(document.body).render(${element.slice(0, -1)});`)}`
    : code;
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: ROOT, loader: 'tsx' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
