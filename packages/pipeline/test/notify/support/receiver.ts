/** A receiver of webhooks on a real port, with the manners that a path asks for. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What `/held` requests wait for. */
  release(): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const held: ServerResponse[] = [];
  const manners: Record<string, (response: ServerResponse) => void> = {
    '/ok': (r) => r.writeHead(200).end('thank you'),
    '/broken': (r) => r.writeHead(500).end('out of\0 order'),
    '/later': (r) => r.writeHead(503, { 'retry-after': '3600' }).end(),
    '/gone': (r) => r.writeHead(410).end(),
    '/moved': (r) => r.writeHead(307, { location: '/ok' }).end(),
    '/hanging': () => {},
    '/dripping': (r) => {
      r.writeHead(200).write('a');
    },
    '/hung-up': (r) => r.destroy(),
    '/held': (r) => held.push(r),
    '/huge': (r) => {
      r.writeHead(200);
      const more = () => {
        while (r.write('x'.repeat(65_536)));
      };
      r.on('drain', more);
      more();
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    received.push({ path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.on('error', () => response.destroy());
    manners[request.url!]!(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    release() {
      for (const response of held.splice(0)) response.writeHead(200).end();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
