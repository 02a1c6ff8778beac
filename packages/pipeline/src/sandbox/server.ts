/** The sandbox site over HTTP: the only part that touches the network, on node:http alone. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, JSON_TYPE, TEXT } from './answer.ts';
import { Counters, type SandboxStats } from './counters.ts';
import { applyFault, type Fault, FaultRules } from './faults.ts';
import { render } from './render/index.ts';
import type { RobotsMode } from './robots.ts';
import { findRoute, kindOf } from './route.ts';
import { Site } from './site.ts';
import type { World } from './world.ts';

export interface SandboxOptions {
  world: World;
  /** 0 takes any free port. */
  port: number;
  /** Default 127.0.0.1: the sandbox is for this machine. */
  host?: string;
  robots: RobotsMode;
  faults?: readonly Fault[];
  /** Gets one line a request: method, path, status, milliseconds. */
  log?: (line: string) => void;
}

export interface Sandbox {
  /** Without final slash. */
  url: string;
  port: number;
  /** What `GET /__stats` answers. */
  stats(): SandboxStats;
  /** Ends all connections, also those that a fault keeps waiting. */
  close(): Promise<void>;
}

/** Starts the site. Rejects with a message that says what to do when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const site = new Site(options.world);
  const rules = new FaultRules(options.faults ?? []);
  const counters = new Counters();
  const waiting = new Set<NodeJS.Timeout>();
  let origin = '';

  const server = createServer((request, response) => {
    const started = performance.now();
    const { path, query } = splitUrl(request.url ?? '/');
    if (path === '/__stats') {
      const body = JSON.stringify(counters.stats(query.get('paths') === '1'));
      send(request, response, { status: 200, type: JSON_TYPE, body, headers: { 'cache-control': 'no-store' } });
      return;
    }
    const route = findRoute(path);
    const right = (): Answer =>
      request.method === 'GET' || request.method === 'HEAD'
        ? render(site, route, { robots: options.robots, origin, query })
        : { status: 405, type: TEXT, body: 'Only GET and HEAD.\n', headers: { allow: 'GET, HEAD' } };
    const fault = rules.take(path);
    const answer = (): void => {
      const status = send(request, response, fault ? applyFault(fault, right) : right());
      counters.count(kindOf(route), status, path, Date.now());
      options.log?.(`${request.method} ${request.url} ${status} ${(performance.now() - started).toFixed(1)} ms`);
    };
    if (!fault?.delay_ms) return answer();
    const timer = setTimeout(() => {
      waiting.delete(timer);
      answer();
    }, fault.delay_ms);
    waiting.add(timer);
  });
  // A client that keeps a pool of connections must not find them closed between two pages.
  server.keepAliveTimeout = 60_000;

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new Error(`Port ${options.port} on ${host} is in use: choose another one for the sandbox.`) : error,
      );
    });
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url: origin,
    port,
    stats: () => counters.stats(),
    close: () =>
      new Promise((resolve, reject) => {
        for (const timer of waiting) clearTimeout(timer);
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?');
  if (mark === -1) return { path: url, query: new URLSearchParams() };
  return { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

/** Sends an answer and returns its status; a cacheable one gets an ETag and answers 304 to who has it. */
function send(request: IncomingMessage, response: ServerResponse, answer: Answer): number {
  const body = Buffer.from(answer.body);
  const headers: Record<string, string | number> = { ...answer.headers, 'content-type': answer.type };
  const etag =
    answer.status === 200 && answer.headers?.['cache-control']?.startsWith('public')
      ? `W/"${createHash('sha1').update(body).digest('hex')}"`
      : null;
  if (etag !== null) headers.etag = etag;
  if (etag !== null && request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return 304;
  }
  response.writeHead(answer.status, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
  return answer.status;
}
