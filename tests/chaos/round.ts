/** One round: a sync in the midst of which something is struck, and the ranking that comes of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunState, STAGES, STRATEGIES } from '@cohort-almanac/core';
import { Circle, type Ground, type Rankings } from './circle.ts';
import type { Action, RoundPlan } from './plan.ts';
import type { Role } from './process.ts';
import type { Watch } from './watch.ts';

/** An undisturbed sync. */
export interface Reference {
  rankings: Rankings;
  films: number;
  requests: number;
  seconds: number;
  /** Of each stage. */
  stageMs: number[];
}

export interface Row {
  round: number;
  coordination: string;
  action: Action;
  workers: number;
  /** In which stage it was done, and how long after the sync began; stage null = the run was over before. */
  struck: { stage: string | null; seconds: number };
  away_seconds: number;
  state: RunState | 'unfinished';
  seconds: number;
  /** Tasks that a killed worker held, and how long it took until others had taken all of them. */
  abandoned_tasks: number;
  retaken_seconds: number | null;
  retries: number;
  same: boolean;
  passed: boolean;
  /** What was wrong; empty = nothing. */
  problems: string[];
  /** What the processes logged as errors: no failure by itself. */
  logged: string[];
}

/** Often: the shortest stages take a few milliseconds. */
const LOOK_MS = 4;
const FOLLOW_MS = 100;
/** A lease runs out after 20 seconds; twice that, one after the other, and the work itself. */
const PATIENCE_MS = 120_000;
/** Between two deaths of a worker: long enough to have taken tasks. */
const BETWEEN_DEATHS_MS = 1_500;

const seconds = (since: number) => Math.round((performance.now() - since) / 10) / 100;

/** A sync that nobody disturbs. */
export async function playReference(ground: Ground, token: string, name: string): Promise<Reference> {
  const circle = await Circle.open(ground, token, name, { coordination: 'embedded', workers: 1 });
  const cohortId = await circle.createCohort(ground.seed);
  const begin = performance.now();
  await circle.sync(cohortId);
  const end = await circle.watch.until((run) => run.over, { everyMs: FOLLOW_MS, withinMs: 10 * PATIENCE_MS });
  const took = seconds(begin);
  if (end?.state !== 'succeeded') {
    throw new Error(`The undisturbed sync is ${end?.state ?? 'unfinished'}: ${(await circle.watch.sums()).failed}`);
  }
  const reference = {
    rankings: await circle.rankings(),
    films: (await circle.served(cohortId)).films,
    requests: (await circle.watch.sums()).requests,
    seconds: took,
    stageMs: await circle.watch.stageMs(),
  };
  await circle.close();
  return reference;
}

export async function playRound(
  ground: Ground,
  token: string,
  plan: RoundPlan,
  reference: Reference,
  name: string,
): Promise<Row> {
  const row: Row = {
    round: plan.round,
    coordination: plan.coordination,
    action: plan.action,
    workers: plan.workers,
    struck: { stage: null, seconds: 0 },
    away_seconds: plan.awayMs / 1000,
    state: 'unfinished',
    seconds: 0,
    abandoned_tasks: 0,
    retaken_seconds: null,
    retries: 0,
    same: false,
    passed: false,
    problems: [],
    logged: [],
  };
  let circle: Circle | null = null;
  try {
    circle = await Circle.open(ground, token, name, plan);
    await play(ground, circle, plan, reference, row);
  } catch (error) {
    row.problems.push(error instanceof Error ? error.message : String(error));
  }
  if (circle) {
    row.problems.push(...circle.roles.flatMap((role) => role.deaths), ...(await circle.close()));
    row.logged = circle.errors();
  }
  row.passed = row.same && row.problems.length === 0;
  return row;
}

async function play(ground: Ground, circle: Circle, plan: RoundPlan, reference: Reference, row: Row): Promise<void> {
  const { watch } = circle;
  const cohortId = await circle.createCohort(ground.seed);
  const begin = performance.now();
  await circle.sync(cohortId);

  await whenToStrike(watch, plan, reference);
  const before = await watch.run();
  row.struck = { stage: before && !before.over ? STAGES.sync[before.stage]! : null, seconds: seconds(begin) };
  await strike(ground, circle, plan, row);

  const end = await watch.until((run) => run.over, { everyMs: FOLLOW_MS, withinMs: PATIENCE_MS });
  row.seconds = seconds(begin);
  row.state = end?.state ?? 'unfinished';
  const { retries, failed } = await watch.sums();
  row.retries = retries;
  if (row.state !== 'succeeded') {
    row.problems.push(`the run is ${row.state}${failed === null ? '' : `: ${failed.slice(0, 500)}`}`);
  }
  const served = await circle.served(cohortId);
  if (served.films !== reference.films || served.state !== end?.state) {
    row.problems.push(`the api shows ${served.films} films and a run that is ${served.state}`);
  }
  const rankings = await circle.rankings();
  const different = STRATEGIES.filter((strategy) => rankings[strategy] !== reference.rankings[strategy]);
  row.same = different.length === 0;
  if (!row.same) row.problems.push(`other rankings under ${different.join(', ')}`);
}

/** Waits until this share of the stage is done: of its tasks, or of the time that its one task takes undisturbed. */
async function whenToStrike(watch: Watch, { stage, share }: RoundPlan, reference: Reference): Promise<void> {
  const often = { everyMs: LOOK_MS, withinMs: PATIENCE_MS };
  const begun = await watch.until((run) => run.over || run.stage >= stage, often);
  if (begun?.stage !== stage || begun.over) return;
  if (begun.tasks === 1) await sleep(share * (reference.stageMs[stage] ?? 0));
  else await watch.until((run) => run.over || run.stage > stage || run.done >= Math.floor(share * run.tasks), often);
}

async function strike(ground: Ground, circle: Circle, { action, awayMs }: RoundPlan, row: Row): Promise<void> {
  const killed = async (role: Role) => {
    await role.kill();
    await sleep(awayMs);
    await role.start();
  };
  const { services, sandbox } = ground;
  const worker = circle.workers[0]!;
  switch (action) {
    case 'kill worker':
    case 'kill worker twice': {
      const abandoned = { tasks: [] as number[], pids: [] as number[] };
      const killedAt = performance.now();
      for (let left = action === 'kill worker' ? 1 : 2; left > 0; left--) {
        const pid = worker.pid!;
        await worker.kill();
        abandoned.pids.push(pid);
        abandoned.tasks.push(...(await circle.watch.heldBy([pid])));
        await sleep(awayMs);
        await worker.start();
        if (left > 1) await sleep(BETWEEN_DEATHS_MS);
      }
      row.abandoned_tasks = abandoned.tasks.length;
      if (row.abandoned_tasks > 0) row.retaken_seconds = await whenRetaken(circle, abandoned, killedAt);
      return;
    }
    case 'kill api':
      return killed(circle.api);
    case 'kill scheduler':
      return killed(circle.scheduler);
    case 'cut site':
      return killed(sandbox);
    case 'restart postgres':
      return services.restartPostgres(awayMs);
    case 'flush redis':
      return services.redis!.flush();
    case 'restart redis':
      return services.redis!.restart(awayMs);
  }
}

async function whenRetaken(
  { watch }: Circle,
  { tasks, pids }: { tasks: number[]; pids: number[] },
  since: number,
): Promise<number | null> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(FOLLOW_MS)) {
    const held = await watch.heldBy(pids);
    if (!tasks.some((id) => held.includes(id))) return seconds(since);
  }
  return null;
}
