/** One request over a real socket, written exactly as it is meant: `fetch` would mend it first. */
import { type Agent, type OutgoingHttpHeaders, request } from 'node:http';

export interface Ask {
  method: string;
  /** Path and query, encoded. */
  path: string;
  headers: OutgoingHttpHeaders;
  body?: Buffer;
}

export interface Answer {
  status: number;
  /** Names in small letters; repeated ones joined. */
  headers: Readonly<Record<string, string>>;
  /** Of a stream of events only what came first. */
  body: Buffer;
}

const DEADLINE_MS = 30_000;

/** Rejects when the server breaks the connection off or says nothing for half a minute. */
export function exchange(base: string, { method, path, headers, body }: Ask, agent?: Agent): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, agent, headers: withLength(headers, method, body) });
    asked.setTimeout(DEADLINE_MS, () => asked.destroy(new Error(`no answer within ${DEADLINE_MS / 1000} s`)));
    // Who refuses a large body answers before it is sent, and the rest of it meets a closed connection.
    let answered = false;
    asked.on('error', (error) => !answered && reject(error));
    asked.on('response', (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      const done = () =>
        resolve({
          status: response.statusCode!,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          body: Buffer.concat(chunks),
        });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (response.headers['content-type']?.startsWith('text/event-stream')) {
          done();
          asked.destroy();
        }
      });
      response.on('end', done);
      response.on('error', reject);
    });
    asked.end(body);
  });
}

function withLength(headers: OutgoingHttpHeaders, method: string, body: Buffer | undefined): OutgoingHttpHeaders {
  if (headers['transfer-encoding'] !== undefined) return headers;
  if (body !== undefined) return { 'content-length': body.length, ...headers };
  return ['POST', 'PUT', 'PATCH'].includes(method) ? { 'content-length': 0, ...headers } : headers;
}
