/**
 * An almanac and a page of somebody else's, on two origins: the almanac serves the widgets as the script tag gets them, and
 * answers what was recorded; the page is whatever a test wants.
 */
import { readdirSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { recorded } from '../../fixtures/almanac.ts';
import { literals } from '../../scripts/literals.ts';

export interface Answer {
  status: number;
  body: unknown;
}

export interface Host {
  /** The almanac's origin. */
  almanac: string;
  /** Every request to its API. */
  asked: { url: URL; headers: IncomingHttpHeaders }[];
  /** Answers of a test's own; undefined leaves it to what was recorded, a promise keeps the asker waiting. */
  answer: (url: URL, method: string) => Answer | undefined | Promise<Answer | undefined>;
  /** Puts up a page; gives its address. */
  put(html: string, headers?: Record<string, string>): string;
  close(): Promise<void>;
}

const SRC = new URL('../../src/', import.meta.url);

export async function openHost(): Promise<Host> {
  const files = await widgetFiles();
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const host: Partial<Host> & Pick<Host, 'asked' | 'answer'> = { asked: [], answer: () => undefined };
  const almanac = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://almanac');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, idempotency-key');
    response.setHeader('access-control-allow-methods', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const file = files.get(url.pathname);
    if (file !== undefined) return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(file);
    if (!url.pathname.startsWith('/v1/')) return void response.writeHead(404).end();
    host.asked.push({ url, headers: request.headers });
    const own = await host.answer(url, request.method ?? 'GET');
    const body = own ? own.body : recorded(url);
    send(
      response,
      own?.status ?? (body === undefined ? 404 : 200),
      body ?? { code: 'not-found', detail: 'There is no such thing here.', request_id: 'r1' },
    );
  });
  const blog = createServer((request, response) => {
    const page = pages.get(request.url ?? '/');
    if (!page) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
  });
  const [at, blogAt] = [await listen(almanac), await listen(blog)];
  return Object.assign(host as Host, {
    almanac: at,
    put(html: string, headers: Record<string, string> = {}) {
      const path = `/${pages.size + 1}`;
      pages.set(path, { html: `<!doctype html><html lang="en"><title>A blog</title>${html}</html>`, headers });
      return blogAt + path;
    },
    async close() {
      for (const server of [almanac, blog]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The files of the script tag, built from source: `/widgets/loader.js` and its neighbours, and a second copy of them. */
async function widgetFiles(): Promise<Map<string, string>> {
  const components = readdirSync(new URL('components/', SRC));
  const { outputFiles } = await build({
    entryPoints: {
      ...Object.fromEntries(components.map((name) => [name, new URL(`components/${name}/index.ts`, SRC).pathname])),
      loader: new URL('loader.ts', SRC).pathname,
      all: new URL('all.ts', SRC).pathname,
      dashboard: new URL('dashboard/index.ts', SRC).pathname,
    },
    bundle: true,
    write: false,
    splitting: true,
    outdir: 'widgets',
    format: 'esm',
    target: 'es2022',
    conditions: ['almanac-source', 'browser', 'production'],
    plugins: [literals()],
  });
  return new Map(
    outputFiles.flatMap(({ path, text }) =>
      ['widgets', 'widgets-next'].map((at) => [`/${at}/${basename(path)}`, text] as const),
    ),
  );
}
