/**
 * Where elements read from. Elements that ask the same thing share one request and its answer, which is kept for a short
 * while; when a sync publishes, or a page comes back after a rest, everything shown is read anew.
 */
import type { Failure } from './failure.ts';
import { failureOf, send } from './transport.ts';

export interface Source {
  /** Where the almanac is: `https://almanac.example.org`. */
  baseUrl: string;
  /** A publishable token (`alm_pk_…`), for cohorts that are not public. */
  token?: string;
}

/** What to read: a path of the API with its parameters, repeated ones as lists. */
export interface Query {
  path: string;
  query?: Readonly<Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>>;
}

/** Two elements that ask within this time get one answer. */
const KEPT_MS = 30_000;
/** A page that was out of sight for longer shows old numbers. */
const REST_MS = 5 * 60_000;
/** Sent on the document when a cohort has a new ranking: `detail` is `{ cohort: <id or label> | null }`. */
export const PUBLISHED = 'almanac-published';

interface Shared {
  answer: Promise<unknown>;
  abort: AbortController;
  users: number;
  settled: boolean;
  at: number;
}

const shared = new Map<string, Shared>();
const readers = new Set<() => void>();
let hiddenSince = 0;

/** The same for the same question, whatever the order of its parameters. */
export function keyOf({ baseUrl, token }: Source, { path, query = {} }: Query): string {
  const search = new URLSearchParams();
  for (const name of Object.keys(query).sort()) {
    for (const value of [query[name]].flat())
      if (value !== null && value !== undefined) search.append(name, `${value}`);
  }
  const text = search.toString();
  return `${token ?? ''} ${baseUrl}${path}${text ? `?${text}` : ''}`;
}

/**
 * Asks, or joins whoever asks the same. `signal` ends this reader's part; the request itself is given up when nobody waits
 * for it any more.
 */
export async function read<T>(source: Source, query: Query, signal: AbortSignal): Promise<T> {
  const key = keyOf(source, query);
  for (const [old, { settled, at }] of shared) if (settled && Date.now() - at > KEPT_MS) shared.delete(old);
  let found = shared.get(key);
  if (!found) {
    const abort = new AbortController();
    const made: Shared = {
      answer: send(source, key.slice(key.indexOf(' ') + 1), abort.signal),
      abort,
      users: 0,
      settled: false,
      at: Date.now(),
    };
    const settle = (keep: boolean) => {
      made.settled = true;
      made.at = Date.now();
      if (!keep && shared.get(key) === made) shared.delete(key);
    };
    made.answer.then(
      () => settle(true),
      () => settle(false),
    );
    shared.set(key, made);
    found = made;
  }
  const mine = found;
  mine.users += 1;
  const leave = () => {
    mine.users -= 1;
    if (mine.users > 0 || mine.settled) return;
    mine.abort.abort();
    if (shared.get(key) === mine) shared.delete(key);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return (await mine.answer) as T;
  } catch (error) {
    throw signal.aborted ? error : new ReadError(failureOf(error));
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Thrown by `read`, with what to tell the reader of the page. */
export class ReadError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail ?? failure.kind);
  }
}

/** Calls `refresh` when what is shown may be old. Returns what ends that; without readers the page holds no listener. */
export function watch(refresh: () => void): () => void {
  if (readers.size === 0) listen('addEventListener');
  readers.add(refresh);
  return () => {
    readers.delete(refresh);
    if (readers.size === 0) listen('removeEventListener');
  };
}

function listen(how: 'addEventListener' | 'removeEventListener'): void {
  document[how](PUBLISHED, refreshAll);
  document[how]('visibilitychange', onVisibility);
  window[how]('online', refreshAll);
}

function refreshAll(): void {
  for (const [key, { settled }] of shared) if (settled) shared.delete(key);
  for (const refresh of readers) refresh();
}

function onVisibility(): void {
  if (document.hidden) hiddenSince = Date.now();
  else if (hiddenSince > 0 && Date.now() - hiddenSince > REST_MS) refreshAll();
}
