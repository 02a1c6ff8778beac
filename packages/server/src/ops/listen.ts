/** Serving an app over HTTP, and stopping to. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';

export interface Listening {
  server: Server;
  /** `http://host:port`, with the port that was found when 0 was asked for. */
  url: string;
  /** Takes no new connection, lets requests under way finish, drops idle connections. */
  close(): Promise<void>;
}

/** Listens. Rejects when the address is taken. */
export async function listen(app: Koa, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer(app.callback());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: found } = server.address() as AddressInfo;
  return {
    server,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${found}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}
