/**
 * Seeded rounds in which something is killed, emptied or cut off in the midst of a sync. Each has to end with the very ranking
 * of an undisturbed run. `npm run chaos -- [--movielens DIR] [--members 60] [--rounds 20] [--seed 1]
 * [--coordination redis|embedded|both]`
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { STRATEGIES } from '@cohort-almanac/core';
import type { CoordinationMode } from '@cohort-almanac/db';
import { freePort } from '../../packages/db/src/embedded/process.ts';
import { baseEnvironment, type Ground, makeTemplate } from './circle.ts';
import { planRounds } from './plan.ts';
import { Role } from './process.ts';
import { tableHead, tableRow, writeReport } from './report.ts';
import { playReference, playRound, type Reference, type Row } from './round.ts';
import { type ChaosServices, openServices } from './services.ts';
import { writeFirstMembers } from './world.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const USAGE =
  'Usage: npm run chaos -- [--movielens DIR] [--members 60] [--rounds 20] [--seed 1] [--coordination redis|embedded|both]';
/** Follows everybody else in the bundled world. */
const BUNDLED_SEED = 'odile_keeps';
/** An undisturbed sync is slowed to about this long, so that there is a midst to strike in. */
const SYNC_SECONDS = 4;
/** The most that SOURCE_RATE takes. */
const FASTEST_RATE = 1_000;

interface Options {
  movielens: string | null;
  members: number;
  rounds: number;
  seed: number;
  coordinations: CoordinationMode[];
}

function readArguments(): Options {
  const { values } = parseArgs({
    options: {
      movielens: { type: 'string' },
      members: { type: 'string', default: '60' },
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      coordination: { type: 'string', default: 'both' },
    },
  });
  const number = (name: 'members' | 'rounds' | 'seed', from: number) => {
    const text = values[name];
    if (!/^\d{1,9}$/.test(text) || Number(text) < from) throw new Error(`--${name} takes a whole number from ${from}.`);
    return Number(text);
  };
  const coordinations = { redis: ['redis'], embedded: ['embedded'], both: ['embedded', 'redis'] } as const;
  const chosen = coordinations[values.coordination as keyof typeof coordinations];
  if (!chosen) throw new Error('--coordination takes redis, embedded or both.');
  return {
    movielens: values.movielens === undefined ? null : resolve(values.movielens),
    members: number('members', 2),
    rounds: number('rounds', 1),
    seed: number('seed', 0),
    coordinations: [...chosen],
  };
}

const say = (text: string) => process.stdout.write(`${text}\n`);

function build(): void {
  if (existsSync(join(ROOT, 'packages/server/dist/cli.js'))) return;
  say('Building the almanac …');
  execFileSync('npm', ['run', 'build', '-w', '@cohort-almanac/server'], { cwd: ROOT, stdio: 'ignore' });
}

/** The site that all rounds collect from. It is struck too, but keeps its port. */
async function openSite(services: ChaosServices, { movielens, members }: Options) {
  const port = await freePort();
  const args = ['sandbox', '--port', String(port)];
  let seed = BUNDLED_SEED;
  if (movielens !== null) {
    const world = join(services.home, 'world');
    seed = writeFirstMembers(movielens, world, members);
    args.push('--world', world);
  }
  const env = baseEnvironment(services.home);
  const sandbox = new Role(args, { cwd: services.home, env }, /Sandbox at/, join(services.home, 'sandbox.log'));
  await sandbox.start();
  return { sandbox, siteUrl: `http://127.0.0.1:${port}`, seed };
}

/** Two undisturbed runs: one at full speed, which tells the pace for the second, whose ranking has to be the same. */
async function references(ground: Ground, token: string): Promise<{ reference: Reference; ground: Ground }> {
  const fast = await playReference(ground, token, 'chaos_reference_1');
  const wanted = Math.ceil(fast.requests / SYNC_SECONDS);
  const rate = fast.seconds > SYNC_SECONDS || wanted > FASTEST_RATE ? null : wanted;
  const paced = { ...ground, rate };
  const reference = await playReference(paced, token, 'chaos_reference_2');
  const other = STRATEGIES.filter((strategy) => reference.rankings[strategy] !== fast.rankings[strategy]);
  if (other.length > 0) throw new Error(`Two undisturbed runs rank differently under ${other.join(', ')}.`);
  const pace = rate === null ? 'at full speed' : `at ${rate} requests a second`;
  say(`Undisturbed: ${reference.films} films, ${reference.requests} requests, ${reference.seconds} s ${pace}.`);
  return { reference, ground: paced };
}

async function play(options: Options, services: ChaosServices, rows: Row[]): Promise<void> {
  const token = await makeTemplate(services);
  const site = await openSite(services, options);
  try {
    const { reference, ground } = await references({ services, ...site, rate: null }, token);
    say(tableHead());
    for (const coordination of options.coordinations) {
      for (const plan of planRounds(options.seed, options.rounds, coordination)) {
        const row = await playRound(ground, token, plan, reference, `chaos_${coordination}_${plan.round}`);
        rows.push(row);
        say(tableRow(row));
      }
    }
  } finally {
    await site.sandbox.stop();
  }
}

/** Rejects when somebody asks this process to stop: what runs detached has to be stopped first. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
  });
}

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readArguments();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    return 2;
  }
  const rows: Row[] = [];
  const begin = performance.now();
  let broken = 0;
  try {
    build();
    const services = await openServices({ withRedis: options.coordinations.includes('redis') });
    try {
      await Promise.race([play(options, services, rows), interrupted()]);
    } finally {
      const keepHome = rows.length === 0 || rows.some((row) => !row.passed);
      await services.close({ keepHome });
      if (keepHome) say(`The logs of all processes are in ${services.home}.`);
    }
  } catch (error) {
    broken = 1;
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
  const passed = rows.filter((row) => row.passed).length;
  const failed = rows.length - passed + broken;
  writeReport(ROOT, { passed, failed, skipped: 0 }, rows);
  say(`${rows.length} rounds in ${Math.round((performance.now() - begin) / 1000)} s, seed ${options.seed}`);
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exit(await main());
