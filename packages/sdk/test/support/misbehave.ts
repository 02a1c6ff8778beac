/** A real HTTP server that answers as it is told, also badly. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { type ClientOptions, CohortAlmanac } from '../../src/index.ts';

export type Step = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Misbehaving {
  baseUrl: string;
  almanac: CohortAlmanac;
  /** What was asked, in order. */
  seen: Seen[];
  /** Requests whose answer has neither ended nor been hung up on. */
  open(): number;
  /** Resolves when no request is open any more. */
  quiet(): Promise<void>;
}

const servers = new Set<Server>();
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers.clear();
});

/** Each request takes the next step; the last one stays. */
export async function serve(steps: Step[], options: Partial<ClientOptions> = {}): Promise<Misbehaving> {
  const seen: Seen[] = [];
  const open = new Set<ServerResponse>();
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      if (open.size === 0) for (const wake of waiting) wake();
    });
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      // The client hung up: `close` has counted it.
      return;
    }
    const body = Buffer.concat(chunks).toString();
    const { method = '', url = '', headers } = request;
    const step = steps[Math.min(seen.length, steps.length - 1)];
    seen.push({ method, url, headers, body });
    step?.(request, response, body);
  });
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    seen,
    almanac: new CohortAlmanac({ baseUrl, ...options }),
    open: () => open.size,
    quiet: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))),
  };
}

/** Answers with JSON. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Step =>
  (_, response) => {
    response
      .writeHead(status, { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1', ...headers })
      .end(JSON.stringify(body));
  };

/** Answers with a problem document. */
export const problem =
  (status: number, code: string, headers: Record<string, string> = {}, more: object = {}): Step =>
  (_, response) => {
    const type = `/problems/${code}`;
    const body = { type, title: code, status, detail: `About ${code}.`, code, request_id: 'req-1', ...more };
    response
      .writeHead(status, { 'Content-Type': 'application/problem+json', 'X-Request-Id': 'req-1', ...headers })
      .end(JSON.stringify(body));
  };

/** Answers with any text. */
export const text =
  (body: string, type: string, status = 200, headers: Record<string, string> = {}): Step =>
  (_, response) => {
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);
  };

/** Says nothing. */
export const hang: Step = () => undefined;

/** Breaks the connection without a word. */
export const reset: Step = (request) => {
  request.socket.resetAndDestroy();
};

/** Promises more than it sends, then breaks off. */
export const breakOff: Step = (request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
  response.write('{"items":[', () => request.socket.destroy());
};

/** Begins an answer and never ends it. */
export const stall: Step = (_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"items":[');
};

/** A retry header that asks to come back at once, so that tests need not wait. */
export const SOON = { 'Retry-After': '0' };
