/**
 * `npm run test:compose`: every command of docker-compose.yml as a plain process against Debian's PostgreSQL and Redis, with the
 * environment and the secrets that compose would give them: two apis, two workers, a scheduler. A person signs in, collects a
 * cohort, saves, shares and exports; then the database is backed up, destroyed and restored. Writes reports/compose.json; the
 * last line is `N passed, N failed`. What only the Docker engine can do (images, networks, limits) is left to the workflow.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../packages/db/src/embedded/process.ts';
import { Role } from '../chaos/process.ts';
import { writeReport } from '../support/report.ts';
import { temporaryHome } from '../support/services.ts';
import { Stack } from './stack.ts';
import { Visitor } from './visitor.ts';

const SITE = 'https://almanac.example.org';
const MEMBERS = ['giallo_gus', 'backrow_bea', 'half_star_hal', 'odile_keeps'];
const LABEL = 'midnight';
const EMAIL = 'ada@example.org';
const SYNC_MS = 180_000;

interface Row {
  name: string;
  ok: boolean;
  ms: number;
  detail?: string;
}

const rows: Row[] = [];

/** One check. A failure ends the run, since each stands on those before. */
async function check<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    const result = await work();
    rows.push({ name, ok: true, ms: Math.round(performance.now() - began) });
    console.log(`ok   ${name}`);
    return result;
  } catch (error) {
    const detail = (error as Error).message;
    rows.push({ name, ok: false, ms: Math.round(performance.now() - began), detail });
    console.log(`FAIL ${name}\n${detail}`);
    throw error;
  }
}

function same(what: string, got: unknown, expected: unknown): void {
  const [a, b] = [got, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what} differs:\nexpected ${b}\ngot      ${a}`);
}

interface Signed {
  cookie: string;
  token: string;
  slug: string;
  cohort: number;
}

/** Signs in by a link of the command line, collects, saves, shares, and makes a token. */
async function visit(stack: Stack, url: string): Promise<Signed> {
  const visitor = new Visitor(url, SITE);
  const cookie = await check('a person signs in by a link of the command line', async () => {
    await stack.run('api', 'user', 'create', '--email', EMAIL);
    const link = new URL((await stack.run('api', 'user', 'login-link', '--email', EMAIL)).trim());
    same('the link', link.origin, SITE);
    const { status, headers, text } = await visitor.send('PUT', '/v1/auth/session', {
      token: link.searchParams.get('token'),
    });
    if (status !== 200) throw new Error(`signing in was answered with ${status}: ${text}`);
    const [set = ''] = headers['set-cookie'] ?? [];
    if (!/; Secure/.test(set)) throw new Error(`the cookie is not secure: ${set.replace(/=[^;]+/, '=…')}`);
    return set.split(';')[0]!;
  });
  visitor.credentials = { cookie };
  const cohort = await check('makes a cohort', async () => {
    const definition = { members: MEMBERS };
    return (
      await visitor.ask<{ id: number }>('POST', '/v1/cohorts', { label: LABEL, visibility: 'private', definition })
    ).id;
  });
  await check('syncs it, worked by one of two workers', async () => {
    const { id } = await visitor.ask<{ id: number }>('POST', `/v1/cohorts/${cohort}/sync`, {});
    const late = Date.now() + SYNC_MS;
    for (;;) {
      const run = await visitor.ask<{ state: string }>('GET', `/v1/cohorts/${cohort}/runs/${id}`);
      if (run.state === 'succeeded') return;
      if (!['queued', 'running'].includes(run.state))
        throw new Error(`the run ended as ${run.state}: ${JSON.stringify(run)}`);
      if (Date.now() > late) throw new Error(`the run is not over: ${JSON.stringify(run)}`);
      await sleep(500);
    }
  });
  const slug = await check('saves a filter and shares it', async () => {
    const filter = await visitor.ask<{ id: number }>('POST', '/v1/filters', {
      cohort: LABEL,
      name: 'Seen by two',
      filter: { watchers_min: 2, sort: 'divergence' },
    });
    return (await visitor.ask<{ slug: string }>('POST', `/v1/filters/${filter.id}/share`, { top: 10 })).slug;
  });
  const token = await check('makes a token', async () => {
    const made = await visitor.ask<{ token: string }>('POST', '/v1/auth/tokens', {
      name: 'compose',
      scopes: ['cohorts:read'],
    });
    return made.token;
  });
  return { cookie, token, slug, cohort };
}

/** What has to be the same after a restore. */
async function remember(stack: Stack, url: string, { cookie, token, slug, cohort }: Signed) {
  const stranger = new Visitor(url, SITE);
  const holder = new Visitor(url, SITE);
  holder.credentials = { authorization: `Bearer ${token}` };
  const person = new Visitor(url, SITE);
  person.credentials = { cookie };
  const csv = await stack.run('api', 'rankings', LABEL, '--format', 'csv');
  const file = await person.send('POST', '/v1/exports', { cohort: LABEL, format: 'csv', filter: {} });
  const share = await stranger.ask<{ items: { film_id: number }[] }>('GET', `/v1/shares/${slug}`);
  const page = await stranger.send('GET', `/s/${slug}`);
  const list = await holder.ask<{ items: unknown[]; ranking_version: number }>(
    'GET',
    `/v1/cohorts/${cohort}/rankings?limit=50`,
  );
  const session = await person.ask<{ user: { email: string } | null }>('GET', '/v1/auth/session');
  const hidden = await stranger.send('GET', `/v1/cohorts/${cohort}`);
  return {
    csv,
    exported: { status: file.status, text: file.text },
    share,
    page: page.status,
    list,
    user: session.user?.email,
    hidden: hidden.status,
  };
}

/** A hundred and more films, each with the notice of where its data is from, and no member's name for strangers. */
function judge(state: Awaited<ReturnType<typeof remember>>): void {
  const [head = '', ...lines] = state.csv.trim().split(/\r?\n/);
  if (!head.startsWith('rank,score,title') || !head.endsWith('attribution') || lines.length < 50) {
    throw new Error(`the CSV has ${lines.length} films under "${head}"`);
  }
  if (!lines.every((line) => /Letterboxd/.test(line) && /TMDB/.test(line)))
    throw new Error('a line lacks its attribution');
  same('what an export answers', state.exported.status, 200);
  if (!state.exported.text.startsWith('rank,score,title') || !state.exported.text.includes('TMDB')) {
    throw new Error(`the export begins with ${state.exported.text.slice(0, 200)}`);
  }
  if (state.share.items.length !== 10) throw new Error(`the share has ${state.share.items.length} films instead of 10`);
  const told = JSON.stringify(state.share);
  if (MEMBERS.some((name) => told.includes(name))) throw new Error('the share names a member');
  same('what the page of the share answers', state.page, 200);
  same('what a stranger is told of the private cohort', state.hidden, 404);
  same('who is signed in', state.user, EMAIL);
}

async function play(folder: string): Promise<void> {
  const site = await freePort();
  const plain = { PATH: process.env.PATH ?? '', HOME: folder };
  const sandbox = new Role(
    ['sandbox', '--port', String(site)],
    { cwd: folder, env: plain },
    /Sandbox at /,
    join(folder, 'sandbox.log'),
  );
  await sandbox.start();
  const stack = await check('secrets are made; PostgreSQL and Redis start as the file says', () =>
    Stack.open(folder, {
      ALMANAC_PROFILE: 'staging',
      PUBLIC_URL: SITE,
      MAIL_FROM: 'almanac@example.org',
      ALMANAC_SOURCE: 'letterboxd',
      LETTERBOXD_CONTACT: 'ada@example.org',
      LETTERBOXD_BASE_URL: `http://127.0.0.1:${site}`,
      SOURCE_RATE: '1000',
      TMDB_BASE_URL: `http://127.0.0.1:${site}/tmdb`,
      TMDB_TOKEN: 'the-sandbox-needs-none',
    }),
  );
  console.log(`     (PostgreSQL ${stack.postgres.major})`);
  try {
    await check('a role refuses a database without schema', async () => {
      const refused = await stack.run('worker').then(
        () => null,
        (error: Error) => error.message,
      );
      if (!refused?.includes('almanac migrate')) throw new Error(`it did not: ${refused}`);
    });
    await check('migrate applies everything, and a second time nothing', async () => {
      if (!/applied 0001/.test(await stack.run('migrate'))) throw new Error('nothing was applied');
      same('the second time', (await stack.run('migrate')).trim(), 'The schema is current.');
    });
    const url = await check('api twice, worker twice and scheduler are ready', () => startRoles(stack));
    await check('the doctor finds nothing broken', () => stack.run('api', 'doctor'));
    const signed = await visit(stack, url);
    const before = await check('the list is exported, the share is read by a stranger, the token reads', async () => {
      const state = await remember(stack, url, signed);
      judge(state);
      return state;
    });
    await check('metrics need their token, and tell of two workers', async () => {
      const scraper = new Visitor(url, SITE);
      same('without it', (await scraper.send('GET', '/metrics')).status, 401);
      scraper.credentials = { authorization: `Bearer ${stack.secret('metrics_token')}` };
      const { text } = await scraper.send('GET', '/metrics');
      if (!/^almanac_workers 2$/m.test(text)) throw new Error(`not two: ${/^almanac_workers.*$/m.exec(text)?.[0]}`);
    });
    const dump = join(folder, 'backups', 'almanac.dump');
    await check('backup', async () => same('what it prints', await stack.script('backup.sh', dump), dump));
    await check('restore refuses while roles run', async () => {
      const said = await stack.script('restore.sh', dump).then(
        () => 'it was done',
        (error: Error) => error.message,
      );
      if (!said.includes('stop them first')) throw new Error(said);
    });
    await check('all roles stop with 0', () => stack.stopRoles());
    await check('restore refuses what is not what was backed up, and changes nothing', async () => {
      const broken = join(folder, 'broken.dump');
      writeFileSync(broken, 'PGDMP and nothing more');
      const said = await stack.script('restore.sh', broken).then(
        () => 'it was done',
        (error: Error) => error.message,
      );
      if (!said.includes('nothing was changed')) throw new Error(said);
    });
    await check('everything is destroyed', async () => {
      await stack.postgres.admin('DROP DATABASE almanac WITH (FORCE)');
      await stack.redis.restart();
      rmSync(join(folder, 'home'), { recursive: true });
    });
    await check('restore', () => stack.script('restore.sh', dump));
    await check('migrate finds the schema current', async () =>
      same('what it says', (await stack.run('migrate')).trim(), 'The schema is current.'),
    );
    const again = await check('the roles are ready again', () => startRoles(stack));
    await check('same ranking, same share, session and token work', async () => {
      const after = await remember(stack, again, signed);
      judge(after);
      same('the CSV', after.csv, before.csv);
      same('the export', after.exported.text, before.exported.text);
      same('the share', after.share.items, before.share.items);
      same('the list that the token reads', after.list, before.list);
    });
    await check('another restore keeps what stood there', async () => {
      await stack.stopRoles();
      const said = await stack.script('restore.sh', dump);
      const kept = /What stood there is (\w+) now/.exec(said)?.[1];
      if (!kept) throw new Error(said);
      await stack.postgres.admin(`DROP DATABASE ${kept}`);
    });
  } finally {
    await sandbox.stop().finally(() => stack.close());
  }
}

async function startRoles(stack: Stack): Promise<string> {
  const [url] = await Promise.all([
    stack.start('api'),
    stack.start('api', 'api-2'),
    stack.start('worker'),
    stack.start('worker', 'worker-2'),
    stack.start('scheduler'),
  ]);
  const ready = await new Visitor(url, SITE).send('GET', '/health/ready');
  if (ready.status !== 200) throw new Error(`/health/ready answers ${ready.status}: ${ready.text}`);
  return url;
}

const folder = await temporaryHome();
try {
  await play(folder);
} catch (error) {
  // A check that failed has told already.
  if (rows.every(({ ok }) => ok)) {
    rows.push({ name: 'the checks ran to their end', ok: false, ms: 0, detail: (error as Error).message });
    console.log(`FAIL ${(error as Error).stack}`);
  }
} finally {
  if (process.env.KEEP) console.log(`kept ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
const failed = rows.filter(({ ok }) => !ok).length;
writeReport('compose', { passed: rows.length - failed, failed, skipped: 0 }, rows);
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
