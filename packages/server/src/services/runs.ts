/** Runs over the database; the queue tells the workers. */

import type { RunKind } from '@cohort-almanac/core';
import {
  type Coordination,
  type Database,
  findMember,
  findRun,
  listCohortMembers,
  listRuns,
  type RunReport,
  retryRun,
  startRun,
  stopRun,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { QuotasService } from './quotas.ts';
import { isOver, runEvents } from './run-events.ts';
import { type RunsService, UNKNOWN_CURSOR, type Viewer } from './types.ts';

export interface RunStarts {
  /** Starts a run, or finds the active one. `created` tells which. */
  start(
    cohortId: number,
    kind: RunKind,
    options: { full?: boolean; member?: string },
  ): Promise<{ run: RunReport; created: boolean }>;
  /** Does again what failed in a run that is over; null when nothing did. */
  retry(runId: number): Promise<{ run: RunReport; created: boolean } | null>;
}

export interface RunsOptions {
  /** The day to which ages are counted, `YYYY-MM-DD`. */
  today: () => string;
  quotas: Pick<QuotasService, 'take'>;
  /** Called when a run began: what was remembered of its cohort is out of date. */
  onStart?: () => void;
}

export function runsService(
  db: Database,
  coordination: Pick<Coordination, 'queue' | 'events'>,
  { today, quotas, onStart }: RunsOptions,
): RunsService & RunStarts & { close(): void } {
  const events = runEvents(coordination.events);

  async function start(cohortId: number, kind: RunKind, { full, member }: { full?: boolean; member?: string }) {
    const memberId = member === undefined ? undefined : await memberOf(db, cohortId, member);
    const started = await startRun(db, {
      cohortId,
      kind,
      options: { ...(full && { full }), ...(memberId !== undefined && { member_ids: [memberId] }) },
      asOf: today(),
    });
    if (!started.created && started.run.kind !== kind) {
      throw new ProblemError(
        'conflict',
        `Run ${started.run.id} (${started.run.kind}) of this cohort is active. Start the ${kind} when it is over, or stop it.`,
      );
    }
    return begun(started);
  }

  async function begun({ run, created, taskIds }: Awaited<ReturnType<typeof startRun>>) {
    onStart?.();
    await coordination.queue.wake(taskIds);
    return { run: (await findRun(db, run.id))!, created };
  }

  /** Counts a run that the viewer starts; one that was active already, or could not start, doesn't count. */
  async function counted<T extends { created: boolean } | null>(viewer: Viewer, work: () => Promise<T>): Promise<T> {
    const giveBack = await quotas.take(viewer, 'sync');
    let started: T | null = null;
    try {
      started = await work();
      return started;
    } finally {
      if (!started?.created) await giveBack();
    }
  }

  async function find(cohortId: number, runId: number): Promise<RunReport | null> {
    const run = await findRun(db, runId);
    return run?.cohort_id === cohortId ? run : null;
  }

  return {
    start,
    close: () => events.close(),
    watch: (cohortId, runId, { lastEventId, present }) =>
      events.watch(runId, {
        lastEventId,
        present,
        async read() {
          const run = await find(cohortId, runId);
          // Whoever is told that it is over then reads what it published, and not what was remembered a moment before.
          if (run && isOver(run.state)) onStart?.();
          return run;
        },
      }),
    async stop(cohortId, runId) {
      if (await stopRun(db, runId)) {
        onStart?.();
        await coordination.events.publish(`run:${runId}`, { type: 'ended' });
      }
      return (await find(cohortId, runId))!;
    },
    async retryFailed(viewer, { id, state, kind }) {
      if (kind === 'import') {
        throw new ProblemError('unprocessable', 'The file of an import is not kept. Upload the export again.');
      }
      if (!isOver(state)) throw new ProblemError('conflict', `Run ${id} is not over. Wait for its end, or stop it.`);
      const started = await counted(viewer, () => retryRun(db, id, today()));
      if (!started) throw new ProblemError('unprocessable', `Nothing failed in run ${id}. Start a sync instead.`);
      return (await begun(started)).run;
    },
    async retry(runId) {
      const started = await retryRun(db, runId, today());
      return started && begun(started);
    },
    async sync(viewer, cohortId, options) {
      return (await counted(viewer, () => start(cohortId, 'sync', options))).run;
    },
    async list(cohortId, { limit, cursor }) {
      const before = cursor === undefined ? undefined : Number(cursor);
      if (cursor !== undefined && !(/^[1-9]\d{0,9}$/.test(cursor) && before! <= MAX_ID)) {
        throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
      }
      const runs = await listRuns(db, cohortId, { limit: limit + 1, before });
      const items = runs.slice(0, limit);
      return { items, next_cursor: runs.length > limit ? String(items.at(-1)!.id) : null };
    },
    find,
  };
}

/** The largest id that PostgreSQL's integers hold. */
const MAX_ID = 2_147_483_647;

async function memberOf(db: Database, cohortId: number, username: string): Promise<number> {
  const member = await findMember(db, username);
  const members = member ? await listCohortMembers(db, cohortId) : [];
  if (!member || !members.some((one) => one.member_id === member.member_id)) {
    throw new ProblemError(
      'unprocessable',
      'The cohort has no member of this name. Add the name to its definition, or sync the whole cohort first.',
    );
  }
  return member.member_id;
}
