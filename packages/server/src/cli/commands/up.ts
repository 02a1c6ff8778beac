import { liveUsers, type ServiceUser } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { isOver } from '../../services/run-events.ts';
import { makeSignInLink } from '../../services/sign-in-link.ts';
import { loadSettings, type Settings } from '../../settings/index.ts';
import { Closers, openStores, type Stores } from '../context.ts';
import { DEMO_EMAIL, DEMO_LABEL, ensureDemo } from '../demo.ts';
import { Failure } from '../errors.ts';
import { followRun } from '../follow.ts';
import { aborted, interruption } from '../interrupt.ts';
import { quiet } from '../log.ts';
import { duration, integer, note, print } from '../output.ts';
import { findPortProblem } from '../ports.ts';
import { openProgress } from '../progress.ts';
import { supervise, superviseServices } from '../supervise.ts';
import { describe } from './sandbox.ts';

const ROLE = 'up';
/** In the order in which they are started; they are stopped in the reverse: first nothing more is accepted. */
const ROLES = ['scheduler', 'worker', 'api'] as const;

export function define(command: Command): void {
  command
    .option('--verbose', 'show the log of api, worker and scheduler')
    .addHelpText(
      'after',
      '\nWithout DATABASE_URL and REDIS_URL it starts its own, with their data in ALMANAC_HOME (.almanac). The first start\n' +
        'creates and collects the demo cohort from a site of invented people. Ctrl-C stops all of it.',
    )
    .action(up);
}

async function up({ verbose = false }: { verbose?: boolean }): Promise<void> {
  const signal = interruption();
  const settings = loadSettings();
  const closers = new Closers();
  try {
    await start(settings, closers, { signal, verbose });
    if (!signal.aborted) print('Ctrl-C stops everything.');
    await aborted(signal);
  } finally {
    if (signal.aborted) note('\nStopping …');
    await closers.close();
  }
  note('Stopped.');
}

/** Starts all of it, and leaves early when it is asked to stop. */
async function start(
  settings: Settings,
  closers: Closers,
  { signal, verbose }: { signal: AbortSignal; verbose: boolean },
): Promise<void> {
  await refuseSecond(settings);
  const { host, port } = settings.api;
  const taken = await findPortProblem('PORT', host, port);
  if (taken) throw new Failure(taken);

  const stores = await step('database', async () => {
    const opened = await openStores({ role: ROLE, schema: 'migrate', settings });
    closers.add(() => opened.close());
    const applied = opened.migrated.length > 0 ? `, ${opened.migrated.length} migrations applied` : ', schema current';
    return [
      opened,
      (opened.embeddedDatabase ? `embedded PostgreSQL, data in ${settings.home}` : 'DATABASE_URL') + applied,
    ];
  });
  await refuseSecond(settings);
  const watch = superviseServices(() => stores.revive());
  closers.add(() => watch.stop());
  said('coordination', stores.coordination.mode === 'redis' ? 'Redis' : 'embedded, for this machine alone');

  const { own_sandbox, sandbox_port } = settings.source;
  if (own_sandbox && !signal.aborted) {
    await step('sandbox', async () => {
      const pipeline = await import('@cohort-almanac/pipeline');
      const world = pipeline.loadWorld(pipeline.bundledWorldDir());
      const inUse = await findPortProblem('SANDBOX_PORT', '127.0.0.1', sandbox_port);
      if (inUse) throw new Failure(inUse);
      const sandbox = await pipeline.startSandbox({ world, port: sandbox_port, robots: 'open' });
      closers.add(() => sandbox.close());
      return [sandbox, `${sandbox.url}, ${describe(world)}`];
    });
  }

  const env = { ...process.env, LOG_LEVEL: verbose ? 'info' : quiet(settings.log.level) };
  let address = '';
  for (const role of ROLES) {
    if (signal.aborted) return;
    const { detail } = await step(role, async () => {
      const running = await supervise(role, env, { drainMs: settings.api.drain_ms });
      closers.add(() => running.stop());
      return [running, running.detail];
    });
    address = detail;
  }
  if (own_sandbox && !signal.aborted) await startDemo(stores, signal);
  // The api is the last that was started. Who listens on every address is found on this machine's own.
  if (signal.aborted) return;
  const base = address.replace(/\/\/(0\.0\.0\.0|\[::\]):/, '//127.0.0.1:');
  print(`\nOpen ${base}/`);
  if (own_sandbox) {
    const link = await makeSignInLink(stores.db, base, { email: DEMO_EMAIL, signup: 'none' });
    print(`Sign in as the demo user, once, within 15 minutes: ${link}`);
  }
}

/** One almanac a home: two would share a port, a sandbox and the demo. */
async function refuseSecond({ home }: Settings): Promise<void> {
  const other: ServiceUser | undefined = (await liveUsers(home)).find(({ role }) => role === ROLE);
  if (!other || other.pid === process.pid) return;
  throw new Failure(
    `It already runs on ${home} (pid ${other.pid}, since ${other.since}). Stop that one first, or set ALMANAC_HOME, PORT ` +
      'and SANDBOX_PORT to others.',
  );
}

async function startDemo(stores: Stores, signal: AbortSignal): Promise<void> {
  const cohort = await ensureDemo(stores.db);
  if (cohort.current_version_id !== null) {
    return said('demo', `cohort ${DEMO_LABEL}, ${integer(cohort.member_count)} members, ranked before`);
  }
  const { run } = await stores.services.runs.start(cohort.id, 'sync', {});
  const progress = openProgress();
  const begin = performance.now();
  const seen = await followRun(stores, run.id, { signal, onReport: (report) => progress.update(report) });
  progress.end();
  if (!isOver(seen.state)) return;
  const { counters, state, error, errors } = seen;
  const told = errors.map(({ kind, count, example }) => `${kind} (${count}): ${example}`);
  if (state === 'failed' || state === 'stopped') {
    note(`almanac: the demo could not be collected: ${[error ?? state, ...told].join('\n  ')}`);
    return note(`\`almanac sync ${DEMO_LABEL} --wait\` tries again.`);
  }
  if (state === 'partial') note(`Warning: some of it failed.${told.map((line) => `\n  ${line}`).join('')}`);
  const numbers = `${integer(counters.ratings_new ?? 0)} ratings, ${integer(counters.films_enriched ?? 0)} films`;
  said('demo', `cohort ${DEMO_LABEL}: ${numbers}, ranked`, performance.now() - begin);
}

async function step<T>(name: string, work: () => Promise<[T, string]>): Promise<T> {
  const begin = performance.now();
  const [result, detail] = await work();
  said(name, detail, performance.now() - begin);
  return result;
}

function said(name: string, detail: string, ms?: number): void {
  print(`${name.padEnd(13)}${detail}${ms === undefined ? '' : `  (${duration(ms)})`}`);
}
