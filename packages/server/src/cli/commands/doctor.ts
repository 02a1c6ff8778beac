import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { liveUsers, pendingMigrations, readVitalSigns, type VitalSigns } from '@cohort-almanac/db';
import type { Command } from 'commander';
import about from '../../../package.json' with { type: 'json' };
import { loadSettings, mask, type Settings } from '../../settings/index.ts';
import { openStores, type Stores } from '../context.ts';
import { EXIT, Exit, explain } from '../errors.ts';
import { integer, printJson, printTable } from '../output.ts';
import { openJobs } from '../pipeline.ts';
import { findPortProblem } from '../ports.ts';

interface Finding {
  check: string;
  /** `note`: works, but worth knowing. */
  state: 'ok' | 'note' | 'broken';
  detail: string;
}

export function define(command: Command): void {
  command
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nChanges nothing but an empty ALMANAC_HOME, which it makes, and reads one known page of each kind from the source. Exits 1 if something is broken.',
    )
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine();
      if (json) printJson({ checks: findings });
      else {
        printTable(
          [
            { head: 'check', cell: (f) => f.check },
            { head: 'state', cell: (f) => f.state },
            { head: 'detail', cell: (f) => f.detail },
          ],
          findings,
        );
      }
      if (findings.some(({ state }) => state === 'broken')) throw new Exit(EXIT.failed);
    });
}

/** Runs a check; what it throws is what is broken. */
async function check(
  name: string,
  work: () => Promise<Omit<Finding, 'check'>> | Omit<Finding, 'check'>,
): Promise<Finding> {
  try {
    return { check: name, ...(await work()) };
  } catch (error) {
    return { check: name, state: 'broken', detail: explain(error).lines.join(' ') };
  }
}

const ok = (detail: string) => ({ state: 'ok' as const, detail });
const remark = (detail: string) => ({ state: 'note' as const, detail });
const broken = (detail: string) => ({ state: 'broken' as const, detail });

async function examine(): Promise<Finding[]> {
  const findings = [await check('node', nodeVersion)];
  let settings: Settings | undefined;
  findings.push(
    await check('settings', () => {
      settings = loadSettings();
      return ok(`profile ${settings.profile}, source ${settings.source.kind}`);
    }),
  );
  if (!settings) return findings;
  const { home } = settings;
  const found = settings;
  const users = await liveUsers(home).catch(() => []);
  findings.push(await check('home', () => writable(home)), await check('disk', () => diskSpace(home)));
  findings.push(...(await examineStores(found)));
  findings.push(await check('source', () => source(found)), await check('tmdb', () => tmdb(found)));
  findings.push(
    await check('port', async () => {
      const serving = users.find(({ role }) => role === 'up' || role === 'api');
      if (serving) return ok(`${found.api.port}: \`almanac ${serving.role}\` runs (pid ${serving.pid})`);
      const { host, port } = found.api;
      const problem = await findPortProblem('PORT', host, port);
      return problem ? broken(problem) : ok(`${port} on ${host} is free`);
    }),
  );
  return findings;
}

function nodeVersion() {
  const wanted = about.engines.node.replace(/^>=/, '');
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = wanted.split('.').map(Number);
  const enough = major > needMajor || (major === needMajor && minor >= needMinor);
  return enough ? ok(process.version) : broken(`${process.version} is too old: install Node ${wanted} or later.`);
}

async function writable(home: string) {
  await mkdir(home, { recursive: true });
  const probe = join(home, `.doctor-${process.pid}`);
  await writeFile(probe, '');
  await rm(probe);
  return ok(home);
}

const MEGABYTE = 1024 * 1024;

async function diskSpace(home: string) {
  const { bavail, bsize } = await statfs(home);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  if (free < 200) return broken(`${free} MB free: the database needs room. Free some, or move ALMANAC_HOME.`);
  return free < 2048 ? remark(`${free} MB free`) : ok(`${Math.floor(free / 1024)} GB free`);
}

async function examineStores(settings: Settings): Promise<Finding[]> {
  let stores: Stores;
  try {
    stores = await openStores({ role: 'doctor', schema: 'ignore', settings });
  } catch (error) {
    return [{ check: 'services', state: 'broken', detail: explain(error).lines.join(' ') }];
  }
  const { db, coordination, services } = stores;
  try {
    const where = settings.database.url ? mask(settings.database.url) : 'embedded PostgreSQL';
    const schema = await check('schema', async () => {
      const pending = await pendingMigrations(db);
      if (pending.length === 0) return ok('current');
      const missing = `${pending.length} migrations are missing`;
      return settings.database.url
        ? broken(`${missing}: run \`almanac migrate\`.`)
        : remark(`${missing}; the next command applies them.`);
    });
    // The others look into tables, which an older schema may not have.
    const health = schema.state === 'note' ? [] : await services.health.check();
    const checks = health.map(
      ({ name, ok: fine, detail }): Finding => ({
        check: name,
        state: fine ? 'ok' : 'broken',
        detail: detail ?? 'answers',
      }),
    );
    const more = schema.state === 'ok' ? [...(await signsOf(stores)), ...(await pagesOf(stores))] : [];
    return [{ check: 'services', ...ok(`${where}, coordination ${coordination.mode}`) }, ...checks, schema, ...more];
  } finally {
    await stores.close();
  }
}

/** A site has its misses, such as members who are gone; more than this share is worth a look. */
const TOLERATED_ERRORS = 0.02;

async function signsOf({ db, settings }: Stores): Promise<Finding[]> {
  const asks = {
    letterboxd: settings.source.kind !== 'none',
    tmdb: settings.tmdb.token !== null || settings.source.kind === 'sandbox',
  };
  try {
    const signs = await readVitalSigns(db, { asks });
    return [
      { check: 'errors', ...weeklyErrors(signs) },
      { check: 'work', ...workOf(signs) },
      { check: 'schedules', ...schedulesOf(signs) },
    ];
  } catch (error) {
    return [{ check: 'work', ...broken(explain(error).lines.join(' ')) }];
  }
}

function weeklyErrors({ failures: { tasks, rate } }: VitalSigns) {
  if (rate === null) return ok('no run ended in the last 7 days');
  const share = `${(rate * 100).toFixed(1)} % of ${integer(tasks)} tasks failed in the last 7 days`;
  return rate > TOLERATED_ERRORS ? remark(`${share}: \`almanac run show ID\` says why`) : ok(share);
}

/** Tasks that nobody takes for so long are stuck. */
const TOLERATED_WAIT_SECONDS = 300;

function workOf({ tasks, runs, workers, enrichment_backlog, sites }: VitalSigns) {
  const films = enrichment_backlog === 1 ? '1 film is' : `${integer(enrichment_backlog)} films are`;
  const told = `${integer(runs.active)} runs, ${integer(tasks.ready + tasks.delayed)} tasks waiting; ${films} still to be asked about`;
  const shut = sites.find(({ state }) => state === 'closed' || state === 'away');
  if (shut) return remark(`${told}; ${shut.host} is ${shut.state === 'away' ? 'away' : 'left alone after refusals'}`);
  if (tasks.oldest_ready_seconds <= TOLERATED_WAIT_SECONDS) return ok(told);
  const hint = workers === 0 ? 'no worker is running: start one with `almanac worker`' : 'look at the worker’s log';
  return remark(`${told}, the oldest for ${integer(Math.round(tasks.oldest_ready_seconds))} s: ${hint}`);
}

function schedulesOf({ stale_cohorts }: VitalSigns) {
  if (stale_cohorts === 0) return ok('no cohort is overdue');
  const cohorts = stale_cohorts === 1 ? '1 cohort was' : `${integer(stale_cohorts)} cohorts were`;
  return remark(
    `${cohorts} not brought up to date as planned: is \`almanac scheduler\` running? See \`almanac runs COHORT\``,
  );
}

/** Reads one known page of each kind from the source: the first to see that its markup has changed. */
async function pagesOf(stores: Stores): Promise<Finding[]> {
  const { settings, db } = stores;
  if (settings.source.kind === 'none') return [];
  // Without a sandbox there is nothing to read; the check of the source says so.
  if ((await source(settings)).state !== 'ok') return [];
  const jobs = await openJobs(stores);
  try {
    const { checkCanary } = await import('@cohort-almanac/pipeline');
    const { letterboxd } = jobs.sources;
    if (letterboxd === null) return [];
    const signal = AbortSignal.timeout(CANARY_MS);
    const results = await checkCanary({ db, letterboxd }, { counters: {}, signal });
    return results.map(({ kind, path, state, missing, detail }) => {
      const check = `page ${kind}`;
      if (state === 'ok') return { check, ...ok(path!) };
      const why = missing.length > 0 ? `${path} lacks ${missing.join(', ')}` : detail!;
      return { check, ...(state === 'failed' ? broken(why) : remark(why)) };
    });
  } catch (error) {
    return [{ check: 'pages', ...broken(explain(error).lines.join(' ')) }];
  } finally {
    await jobs.close();
  }
}

/** A dozen pages at one a second, and time to wait for a site that is slow. */
const CANARY_MS = 90_000;
const ANSWER_MS = 3_000;

async function source({ source: { kind, base_url, own_sandbox } }: Settings) {
  if (kind === 'none') return ok('none: nothing is fetched');
  if (kind === 'letterboxd') return ok(base_url);
  try {
    const answer = await fetch(`${base_url}/robots.txt`, { signal: AbortSignal.timeout(ANSWER_MS) });
    await answer.arrayBuffer();
    return answer.ok ? ok(`sandbox at ${base_url}`) : broken(`${base_url} answers with status ${answer.status}`);
  } catch {
    const hint = own_sandbox ? 'start it with `almanac up` or `almanac sandbox`' : 'check LETTERBOXD_BASE_URL';
    return remark(`no sandbox answers at ${base_url}: ${hint}`);
  }
}

function tmdb({ tmdb: { base_url, token }, source: { kind } }: Settings) {
  if (token !== null) return ok(`${base_url}, with a token`);
  if (kind === 'sandbox') return ok(`${base_url}, which needs no token`);
  return remark('no TMDB_TOKEN: films get no posters, credits, genres and countries from TMDB');
}
