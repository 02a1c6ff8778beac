/** Somebody at the other side of the proxy: requests arrive as Caddy hands them on. */
import { request } from 'node:http';

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

export class Visitor {
  /** Sent with each request: `authorization` or `cookie`. */
  credentials: Record<string, string> = {};
  readonly #base: string;
  readonly #site: URL;

  /** @param site PUBLIC_URL, by which the visitor knows the almanac */
  constructor(base: string, site: string) {
    this.#base = base;
    this.#site = new URL(site);
  }

  send(method: string, path: string, body?: object): Promise<Answer> {
    const headers = {
      host: this.#site.host,
      origin: this.#site.origin,
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': this.#site.host,
      ...(body && { 'content-type': 'application/json' }),
      ...this.credentials,
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${this.#base}${path}`, { method, headers, timeout: 30_000 }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
        response.on('error', reject);
      });
      asked.on('error', reject);
      asked.on('timeout', () => asked.destroy(new Error(`${method} ${path} was not answered`)));
      asked.end(body && JSON.stringify(body));
    });
  }

  /** The same, for an answer in JSON. Rejects when it is a problem. */
  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const { status, text } = await this.send(method, path, body);
    if (status >= 400) throw new Error(`${method} ${path} was answered with ${status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
