/** Serving an app over HTTP, and stopping to. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type Koa from 'koa';
import { PROBLEM_TYPE } from '../middleware/problems.ts';
import { ProblemError } from '../problem-error.ts';

export interface Listening {
  server: Server;
  /** `http://host:port`, with the port that was found when 0 was asked for. */
  url: string;
  /** Takes no new connection, lets requests under way finish, drops idle connections. */
  close(): Promise<void>;
}

/** Bytes of address and headers that are read: a long text in an address is for the contract to refuse, by its name. */
const MAX_HEADER_BYTES = 256 * 1024;

/** Listens. Rejects when the address is taken. */
export async function listen(app: Koa, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, app.callback());
  server.on('clientError', refuse);
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

/** Answers what Node could not read as a request; the application never sees it. */
function refuse(error: Error & { code?: string }, socket: Duplex): void {
  // Who has gone hears nothing.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new ProblemError('headers-too-large', `Address and headers must have at most ${MAX_HEADER_BYTES} bytes.`)
      : new ProblemError('invalid-request', 'This is no HTTP request.');
  const request_id = randomUUID();
  const body = JSON.stringify(problem.toBody(request_id));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${request_id}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
