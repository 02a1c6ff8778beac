/** A cohort whose definition grows past its owner's quota of members: what its refresh makes of it, over HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCohort, ensureMembers, type RunReport, replaceCohortMembers } from '@cohort-almanac/db';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bundledWorldDir,
  createSources,
  loadWorld,
  startSandbox,
  startWorker,
} from '../packages/pipeline/src/index.ts';
import { createServices } from '../packages/server/src/services/index.ts';
import { circle } from '../packages/server/test/support/circle.ts';
import { serveCircle } from '../packages/server/test/support/listen.ts';
import { populate, type World } from '../packages/server/test/support/world.ts';
import { exportZip, form } from './joining/club.ts';

const MOST = 4;
const QUOTAS = { cohorts: 50, members_per_cohort: MOST, syncs_per_day: 50, exports_per_hour: 10 };

let made: Awaited<ReturnType<typeof circle>>;
let server: Awaited<ReturnType<typeof serveCircle>>;
let world: World;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  made = await circle();
  const { db, coordination } = made;
  const log = pino({ level: 'silent' });
  world = await populate(made);
  server = await serveCircle(made, createServices(db, coordination, { quotas: QUOTAS }));
  const fault = { match: '^/cel_by_cel/followers', status: 404 };
  const site = await startSandbox({
    world: await loadWorld(bundledWorldDir()),
    port: 0,
    robots: 'open',
    faults: [fault],
  });
  const home = await mkdtemp(join(tmpdir(), 'almanac-quota-'));
  const sources = createSources(
    db,
    {
      source: 'sandbox',
      letterboxdBaseUrl: site.url,
      contact: null,
      rate: null,
      tmdbBaseUrl: `${site.url}/tmdb`,
      tmdbToken: null,
      home,
      version: 'test',
    },
    log,
  );
  const limits = { enrichLimit: 0, batchSize: 1 };
  const worker = await startWorker(
    { db, coordination, sources, limits, mostMembers: MOST, log },
    { concurrency: 4, retryBaseMs: 5 },
  );
  closers.push(
    () => worker.close(2_000),
    () => sources.close(),
    () => site.close(),
    () => server.close(),
    () => made.drop(),
    () => rm(home, { recursive: true, force: true }),
  );
});
afterAll(async () => {
  for (const close of closers) await close();
});

async function ask(method: string, path: string, body?: object) {
  const isForm = body instanceof FormData;
  const response = await fetch(server.url + path, {
    method,
    headers: {
      authorization: `Bearer ${world.tokens.owner}`,
      ...(body && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body && { body: isForm ? (body as FormData) : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function ended(path: string): Promise<RunReport> {
  for (const end = Date.now() + 30_000; ; ) {
    const { body } = await ask('GET', path);
    if (body.finished_at) return body;
    if (Date.now() > end) throw new Error(`${path} did not end: ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function sync(label: string): Promise<RunReport> {
  const { body } = await ask('POST', `/v1/cohorts/${label}/sync`, {});
  return ended(`/v1/cohorts/${label}/runs/${body.id}`);
}
const membersOf = async (label: string): Promise<string[]> =>
  (await ask('GET', `/v1/cohorts/${label}/members`)).body.items.map((m: { username: string }) => m.username).sort();
const cuts = ({ warnings }: RunReport) => warnings.filter((text) => /more than the 4 members/.test(text));
const create = async (label: string, definition: object) =>
  expect((await ask('POST', '/v1/cohorts', { label, definition })).status).toBe(201);

test('is cut to the first so many, says so once, and stays a cohort that works', async () => {
  await create('grown', {
    members: ['half_star_hal'],
    seeds: [{ username: 'odile_keeps', relation: 'following' }],
  });
  const run = await sync('grown');
  expect(run.state).toBe('succeeded');
  expect(cuts(run)).toEqual([
    'The definition gives more than the 4 members that a cohort may have: the first 4 are used.',
  ]);
  const members = await membersOf('grown');
  expect(members).toHaveLength(MOST);
  expect(members).toContain('half_star_hal');
  expect((await ask('GET', '/v1/cohorts/grown/stats')).body.coverage).toMatchObject({ members: MOST });
  expect((await ask('GET', '/v1/auth/session')).body.quotas.members_per_cohort.limit).toBe(MOST);
  // The same definition gives the same members.
  expect(cuts(await sync('grown'))).toHaveLength(1);
  expect(await membersOf('grown')).toEqual(members);
});

test('whoever is named twice or excluded takes nobody’s place', async () => {
  const { body } = await ask('GET', '/v1/cohorts/grown/members');
  expect(body.items).toHaveLength(MOST);
  await create('narrow', {
    members: ['Half_Star_Hal', 'subtitle_sam'],
    seeds: [
      { username: 'giallo_gus', relation: 'following' },
      { username: 'half_star_hal', relation: 'following' },
    ],
    exclusions: (await followed('giallo_gus')).filter((name) => name !== 'odile_keeps'),
  });
  const run = await sync('narrow');
  expect(cuts(run)).toEqual([]);
  expect(await membersOf('narrow')).toEqual(['half_star_hal', 'odile_keeps', 'subtitle_sam']);
});

/** Whom somebody in the bundled world follows. */
async function followed(username: string): Promise<string[]> {
  const { follows } = await loadWorld(bundledWorldDir());
  return follows.filter(({ follower }) => follower.username === username).map(({ followed: one }) => one.username);
}

test('a page that can not be read takes nobody out, and lets nobody in beyond the quota', async () => {
  const { id } = await createCohort(made.db, world.users.owner, {
    label: 'halved',
    definition: {
      members: ['half_star_hal'],
      lists: [],
      seeds: [
        { username: 'cel_by_cel', relation: 'followers', depth: 1, include_seed: false },
        { username: 'odile_keeps', relation: 'following', depth: 1, include_seed: false },
      ],
    },
  });
  const known = ['backrow_bea', 'popcorn_prue', 'subtitle_sam'];
  await replaceCohortMembers(
    made.db,
    id,
    await ensureMembers(
      made.db,
      known.map((username) => ({ username })),
    ),
  );
  expect((await sync('halved')).state).toBe('partial');
  expect(await membersOf('halved')).toEqual([...known, 'half_star_hal'].sort());
});

test('an export into a full cohort is refused, unless its member is there already', async () => {
  const upload = async (username: string) => {
    const fields = form({ cohort: 'grown' }, exportZip({ username, ratings: { 1: 4 } }));
    const { body } = await ask('POST', '/v1/imports', fields);
    return ended(`/v1/imports/${body.id}`);
  };
  expect(await upload('somebody_new')).toMatchObject({ state: 'failed', import: { refusal: { code: 'full' } } });
  expect(await membersOf('grown')).not.toContain('somebody_new');
  const { rows } = await made.db.query("SELECT 1 FROM members WHERE username = 'somebody_new'");
  expect(rows).toEqual([]);
  expect((await upload('half_star_hal')).import?.refusal?.code).not.toBe('full');
});
