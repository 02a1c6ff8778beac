/** Looking at a run from outside, through a database that may be away. */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunState } from '@cohort-almanac/core';
import pg from 'pg';

export interface Look {
  id: number;
  state: RunState;
  stage: number;
  /** Tasks of this stage, and how many of them are done. */
  tasks: number;
  done: number;
  over: boolean;
}

export class Watch {
  readonly #pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.#pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 1,
      application_name: 'chaos watch',
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
    });
    // The server is cut off on purpose; the next look makes a new connection.
    this.#pool.on('error', () => undefined);
  }

  /** The newest run; null when there is none or the database is away. */
  async run(): Promise<Look | null> {
    const rows = await this.#ask<Omit<Look, 'over'>>(
      `SELECT r.id, r.state, r.stage, count(t.id)::int AS tasks, count(t.finished_at)::int AS done
       FROM runs r LEFT JOIN run_tasks t ON t.run_id = r.id AND t.stage = r.stage
       GROUP BY r.id ORDER BY r.id DESC LIMIT 1`,
    );
    const run = rows?.[0];
    return run ? { ...run, over: run.state !== 'queued' && run.state !== 'running' } : null;
  }

  /** Looks until `holds` is true of the newest run; null when that takes longer than `withinMs`. */
  async until(
    holds: (run: Look) => boolean,
    { everyMs, withinMs }: { everyMs: number; withinMs: number },
  ): Promise<Look | null> {
    for (const end = performance.now() + withinMs; performance.now() < end; ) {
      const run = await this.run();
      if (run && holds(run)) return run;
      await sleep(everyMs);
    }
    return null;
  }

  /** The tasks that processes of these numbers hold. */
  async heldBy(pids: readonly number[]): Promise<number[]> {
    const rows = await this.#ask<{ id: number }>(
      `SELECT id FROM run_tasks WHERE state = 'running' AND lease_owner LIKE ANY ($1::text[])`,
      [pids.map((pid) => `${hostname()}:${pid}:%`)],
    );
    return (rows ?? []).map(({ id }) => id);
  }

  /** Of the newest run: milliseconds between the first start and the last end of the tasks of each stage. */
  async stageMs(): Promise<number[]> {
    const rows = await this.#ask<{ stage: number; ms: number }>(
      `SELECT stage, extract(epoch FROM max(finished_at) - min(started_at))::float8 * 1000 AS ms FROM run_tasks
       WHERE run_id = (SELECT max(id) FROM runs) GROUP BY stage ORDER BY stage`,
    );
    return (rows ?? []).map(({ ms }) => ms);
  }

  /** Of all runs: counters of tasks added up, and what failed. */
  async sums(): Promise<{ requests: number; retries: number; failed: string | null }> {
    const rows = await this.#ask<{ requests: number; retries: number; failed: string | null }>(
      `SELECT coalesce(sum((counters->>'requests')::int), 0)::int AS requests,
              coalesce(sum((counters->>'retries')::int), 0)::int AS retries,
              string_agg(kind || ': ' || error_kind || ': ' || error, ' | ') FILTER (WHERE state = 'failed') AS failed
       FROM run_tasks`,
    );
    return rows?.[0] ?? { requests: 0, retries: 0, failed: 'the database did not answer' };
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #ask<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[] | null> {
    try {
      return (await this.#pool.query<Row>(text, values)).rows;
    } catch {
      // Away, or just coming back: the caller looks again.
      return null;
    }
  }
}
