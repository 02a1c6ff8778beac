/**
 * A memory cache for reads: each asks the almanac whether the copy is current (`If-None-Match`), and a 304 is answered from it.
 * So nothing is ever out of date, and what did not change is not sent again.
 */
import type { Fetch } from '../core/options.ts';

/** What `memoryCache` takes. */
export interface CacheOptions {
  /** Asks the almanac; the global `fetch` by default. */
  fetch?: Fetch | undefined;
  /** How many answers are kept: 200. The least recently used goes first. */
  maxEntries?: number | undefined;
  /** How many bytes they may have together: 10,000,000. */
  maxBytes?: number | undefined;
}

/** To be given as the client's `fetch`. */
export interface CachingFetch extends Fetch {
  /** Forgets everything. */
  clear(): void;
  /** How many answers are kept. */
  readonly size: number;
}

interface Entry {
  etag: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** `new CohortAlmanac({ baseUrl, fetch: memoryCache() })`. Answers are kept for each token of their own. */
export function memoryCache(options: CacheOptions = {}): CachingFetch {
  const { maxEntries = 200, maxBytes = 10_000_000 } = options;
  const ask: Fetch = options.fetch ?? ((url, init) => fetch(url, init));
  // In the order of their last use.
  const entries = new Map<string, Entry>();
  let bytes = 0;

  function drop(key: string): void {
    bytes -= entries.get(key)?.body.length ?? 0;
    entries.delete(key);
  }

  function keep(key: string, entry: Entry): void {
    drop(key);
    if (entry.body.length > maxBytes) return;
    entries.set(key, entry);
    bytes += entry.body.length;
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries && bytes <= maxBytes) return;
      drop(oldest);
    }
  }

  const caching = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    // Who asks with an ETag of their own keeps the copy themselves.
    const isPlain = (init.method ?? 'GET') === 'GET' && headers.get('accept') === 'application/json';
    if (!isPlain || headers.has('if-none-match')) return ask(url, init);
    const key = `${headers.get('authorization') ?? ''}\n${url}`;
    const kept = entries.get(key);
    if (kept) headers.set('if-none-match', kept.etag);
    const response = await ask(url, { ...init, headers });
    if (response.status === 304 && kept) {
      for (const [name, value] of response.headers) kept.headers.set(name, value);
      keep(key, kept);
      return new Response(kept.body.slice(), { headers: kept.headers });
    }
    const etag = response.headers.get('etag');
    const mayKeep = response.status === 200 && etag && !/no-store/i.test(response.headers.get('cache-control') ?? '');
    if (!mayKeep || !response.body) {
      if (kept && response.ok) drop(key);
      return response;
    }
    const copied = new Headers(response.headers);
    // They tell of the bytes on the way, which are unpacked here.
    for (const name of ['content-encoding', 'content-length']) copied.delete(name);
    return tapped(response, (body) => keep(key, { etag, headers: copied, body }));
  };
  return Object.defineProperty(Object.assign(caching, { clear: () => [...entries.keys()].forEach(drop) }), 'size', {
    get: () => entries.size,
  }) as unknown as CachingFetch;
}

/** The same answer, whose bytes are handed over when the last of them was read. */
function tapped(response: Response, whole: (body: Uint8Array<ArrayBuffer>) => void): Response {
  const chunks: Uint8Array[] = [];
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      chunks.push(chunk);
      controller.enqueue(chunk);
    },
    flush() {
      const body = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
      let at = 0;
      for (const chunk of chunks) {
        body.set(chunk, at);
        at += chunk.length;
      }
      whole(body);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(tap as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array>), {
    status,
    headers,
  });
}
