/** A club on a real server with a real worker: what uploads are tried on. */
import { createCohort, type Database, ensureUser, insertToken } from '@cohort-almanac/db';
import { pino } from 'pino';
import { startWorker, type Worker } from '../../packages/pipeline/src/index.ts';
import { exportFiles, type Shelves } from '../../packages/pipeline/test/import/support/exports.ts';
import { zip } from '../../packages/pipeline/test/import/support/zip.ts';
import { SCOPES } from '../../packages/server/src/policies/scopes.ts';
import type { AllServices } from '../../packages/server/src/services/index.ts';
import { makeToken } from '../../packages/server/src/services/token-format.ts';
import { type Circle, circle } from '../../packages/server/test/support/circle.ts';
import { serveCircle } from '../../packages/server/test/support/listen.ts';

export const PEOPLE = ['owner', 'editor', 'viewer', 'stranger'] as const;
export type Person = (typeof PEOPLE)[number];

export interface Club {
  made: Circle;
  db: Database;
  url: string;
  services: AllServices;
  ids: Record<Person, number>;
  tokens: Record<Person, string>;
  /** A cohort of the owner, `club`, with an editor and a viewer, and nobody in it. */
  cohortId: number;
  work(leaseSeconds?: number): Promise<Worker>;
  ask(who: Person | null, method: string, path: string, body?: object | FormData): Promise<Answer>;
  /** Waits for the end of a run. */
  ended(runId: number): Promise<Ended>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests look at
  body: any;
}

export interface Ended {
  state: string;
  import: { refusal: { code: string; message: string } | null; summary: Record<string, unknown> | null };
}

export async function club(): Promise<Club> {
  const made = await circle();
  const { db } = made;
  const services = made.freshServices();
  const server = await serveCircle(made, services);
  const ids = {} as Record<Person, number>;
  const tokens = {} as Record<Person, string>;
  for (const name of PEOPLE) {
    const user = await ensureUser(db, { email: `${name}@example.org` });
    tokens[name] = makeToken();
    ids[name] = user.id;
    await insertToken(db, { user_id: user.id, name, token: tokens[name], scopes: [...SCOPES], expires_at: null });
  }
  const definition = { seeds: [], lists: [], members: [] };
  const { id: cohortId } = await createCohort(db, ids.owner, { label: 'club', definition });
  for (const role of ['editor', 'viewer'] as const) {
    await db.query('INSERT INTO cohort_memberships VALUES ($1, $2, $3)', [cohortId, ids[role], role]);
  }
  return {
    made,
    db,
    url: server.url,
    services,
    ids,
    tokens,
    cohortId,
    work: (leaseSeconds) =>
      startWorker(
        {
          db,
          coordination: made.coordination,
          sources: { letterboxd: null, tmdb: null },
          limits: { enrichLimit: 0, batchSize: 1 },
          log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
        },
        { concurrency: 4, retryBaseMs: 20, leaseSeconds },
      ),
    async ask(who, method, path, body) {
      const json = body !== undefined && !(body instanceof FormData);
      const response = await fetch(server.url + path, {
        method,
        headers: {
          ...(who && { authorization: `Bearer ${tokens[who]}` }),
          ...(json && { 'content-type': 'application/json' }),
        },
        ...(body && { body: json ? JSON.stringify(body) : (body as FormData) }),
        redirect: 'manual',
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    async ended(runId) {
      for (const end = Date.now() + 20_000; ; ) {
        const run = await services.imports.find(runId);
        if (run?.finished_at) return { state: run.state, import: run.import! };
        if (Date.now() > end) throw new Error(`Run ${runId} did not end: ${JSON.stringify(run)}`);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    async close() {
      await server.close();
      await made.drop();
    },
  };
}

/** The bytes of an export. */
export function exportZip(shelves: Shelves): Buffer {
  return zip(Object.entries(exportFiles(shelves)).map(([path, data]) => ({ path, data })));
}

/** A form as it is sent: the fields, then the file. */
export function form(fields: Record<string, string>, bytes: Uint8Array | null, name = 'export.zip'): FormData {
  const data = new FormData();
  for (const [key, value] of Object.entries(fields)) data.append(key, value);
  if (bytes) data.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' }), name);
  return data;
}

/** Files that are still stored, finished or not. */
export async function leftovers(db: Database): Promise<number> {
  return (await db.query<{ n: number }>('SELECT count(*) AS n FROM uploads')).rows[0]!.n;
}

export async function ratingsOf(db: Database, username: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'SELECT count(rating) AS n FROM ratings JOIN members USING (member_id) WHERE username = $1',
    [username],
  );
  return rows[0]!.n;
}
