/** Several cohorts collected at once from a site without a limit of pace, by one worker process and by three. */
import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCohort, ensureOperator } from '@cohort-almanac/db';
import { stop } from '../support/children.ts';
import type { BenchCohort } from '../support/cohort.ts';
import { progress } from '../support/figures.ts';
import { finishRuns, type Stores, type Throughput, throughput } from './computing.ts';
import type { Roles } from './roles.ts';

const COHORTS = 3;
const WORKERS = [1, 3] as const;

interface Synced extends Throughput {
  ratings: number;
  ratings_per_second: number;
}

export interface Syncing {
  one_worker: Synced;
  three_workers: Synced;
}

/**
 * Half of the template's members, under names of their own, in three cohorts by one worker, the other half by three. Films
 * are not enriched, so that a sync is collecting, ranking and publishing.
 * @throws when ratings are missing afterwards
 */
export async function measureSyncing(
  stores: Stores,
  roles: Roles,
  template: BenchCohort,
  home: string,
): Promise<Syncing> {
  const world = join(home, 'world');
  await writeWorld(world, template);
  const site = await roles.startSandbox(world);
  const results: Synced[] = [];
  for (const [half, count] of WORKERS.entries()) {
    progress(`scale: ${COHORTS} cohorts are collected at once, workers: ${count}`);
    const workers = await roles.start('worker', count, {
      ALMANAC_PROFILE: 'dev',
      ALMANAC_SOURCE: 'sandbox',
      LETTERBOXD_BASE_URL: site.url,
      TMDB_BASE_URL: `${site.url}/tmdb`,
      ENRICH_FILMS_PER_RUN: '0',
    });
    results.push(await sync(stores, template, workers, half));
    for (const worker of workers) await stop(worker);
  }
  await stop(site.process);
  return { one_worker: results[0]!, three_workers: results[1]! };
}

/** Collects every second member, from the first or from the second on, in three cohorts. */
async function sync(stores: Stores, template: BenchCohort, workers: ChildProcess[], half: number): Promise<Synced> {
  const { db } = stores;
  const { id: operator } = await ensureOperator(db);
  const groups: number[][] = Array.from({ length: COHORTS }, () => []);
  for (let member = half + 1, n = 0; member <= template.members; member += WORKERS.length, n += 1) {
    groups[n % COHORTS]!.push(member);
  }
  const cohorts: number[] = [];
  for (const [n, members] of groups.entries()) {
    const definition = { seeds: [], lists: [], members: members.map(nameOf) };
    const label = `scale-sync-${half + 1}-${n + 1}`;
    cohorts.push((await createCohort(db, operator, { label, visibility: 'private', definition })).id);
  }
  const seconds = await finishRuns(stores, workers, cohorts, 'sync');
  const chosen = new Set(groups.flat());
  const expected = template.ratings.filter(({ member }) => chosen.has(member)).length;
  const { rows } = await db.query<{ ratings: number }>(
    'SELECT count(r.rating) AS ratings FROM cohort_members m JOIN ratings r USING (member_id) WHERE m.cohort_id = ANY ($1)',
    [cohorts],
  );
  const { ratings } = rows[0]!;
  if (ratings !== expected) throw new Error(`The site shows ${expected} ratings, and ${ratings} were collected`);
  return {
    ...(await throughput(COHORTS, workers, seconds)),
    ratings,
    ratings_per_second: Math.round(ratings / seconds),
  };
}

const nameOf = (member: number): string => `collected-${member}`;

/** The template as a folder that the sandbox site reads. */
async function writeWorld(folder: string, { members, films, ratings }: BenchCohort): Promise<void> {
  await mkdir(folder);
  const table = (name: string, head: string, rows: readonly string[]) =>
    writeFile(join(folder, `${name}.csv`), `${[head, ...rows].join('\n')}\n`);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const names = Array.from({ length: members }, (_, n) => nameOf(n + 1));
  await table('members', 'username', names);
  await table(
    'films',
    'slug,title,year,lid',
    films.map(({ slug, title, year }, n) => `${slug},${quoted(title)},${year ?? ''},L${n + 1}`),
  );
  await table(
    'ratings',
    'username,slug,rating,liked',
    ratings.map(({ member, film, half_stars, liked }) =>
      [nameOf(member), films[film - 1]!.slug, half_stars / 2, liked ? 1 : 0].join(','),
    ),
  );
}
