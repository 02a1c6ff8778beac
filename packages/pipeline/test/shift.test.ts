/** A member who takes films away while their pages are being read. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findMember, findRun, startRun } from '@cohort-almanac/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundledWorldDir, type Fault } from '../src/index.ts';
import { type Setup, setUp } from './support/bench.ts';

const MEMBER = 'odile_keeps';

let s: Setup;
let changed: string;
beforeEach(async () => {
  s = await setUp('embedded');
  changed = mkdtempSync(join(tmpdir(), 'almanac-shift-'));
  cpSync(bundledWorldDir(), changed, { recursive: true });
});
afterEach(async () => {
  await s.close();
  rmSync(changed, { recursive: true });
});

/** Takes rows of a member out of a file of the changed world. */
function takeOut(file: 'ratings.csv' | 'watchlists.csv', slugs: readonly string[]): void {
  const path = join(changed, file);
  const gone = slugs.map((slug) => `${MEMBER},${slug}`);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const kept = lines.filter((line) => !gone.some((row) => line === row || line.startsWith(`${row},`)));
  expect(kept).toHaveLength(lines.length - slugs.length);
  writeFileSync(path, `${kept.join('\n')}\n`);
}

async function slugsIn(table: 'ratings' | 'watchlist_entries'): Promise<string[]> {
  const { rows } = await s.db.query<{ slug: string }>(
    `SELECT slug FROM ${table} JOIN films USING (film_id) ORDER BY slug COLLATE "C"`,
  );
  return rows.map(({ slug }) => slug);
}

/** The films of a member, newest release first as the site shows them, by the page they stand on. */
async function firstPage(url: string, section: string): Promise<string[]> {
  const html = await (await fetch(`${url}/${MEMBER}/${section}/`)).text();
  return [...html.matchAll(/data-item-slug="([^"]+)"/g)].map((match) => match[1]!);
}

/** A full sync in which the site becomes the changed world between two pages of a section. */
async function changeBetween(section: 'films' | 'watchlist', cohortId: number) {
  const held: Fault = { match: `^/${MEMBER}/${section}/page/2/`, status: 429, retry_after: 1 };
  const site = await s.site({ enrichLimit: 0, faults: [held] });
  const options = { full: true };
  const { run, taskIds } = await startRun(s.db, { cohortId, kind: 'sync', options, asOf: '2026-11-01' });
  await s.coordination.queue.wake(taskIds);
  while (((await site.stats()).kinds[section]?.[429] ?? 0) === 0) await sleep(10);
  const back = await site.away();
  await back({ world: changed, faults: [] });
  const report = async () => (await findRun(s.db, run.id))!;
  while (!(await report()).finished_at) await sleep(20);
  await site.close();
  return report();
}

test.each([
  ['films', 'ratings.csv', 'ratings'],
  ['watchlist', 'watchlists.csv', 'watchlist_entries'],
] as const)(
  '%s that shift in mid-pass: the one that nobody saw stays, and the next pass is a whole one',
  async (section, file, table) => {
    const site = await s.site({ enrichLimit: 0 });
    const cohort = await s.cohort({ members: [MEMBER] });
    await s.sync(cohort.id);
    const before = await slugsIn(table);
    const [gone] = (await firstPage(site.url, section)) as [string];
    await site.close();
    takeOut(file, [gone]);
    const { full_pass_at } = (await findMember(s.db, 1))!;

    const run = await changeBetween(section, cohort.id);
    expect(run.state).toBe('succeeded');
    expect(run.warnings).toEqual([expect.stringContaining(`${section} of ${MEMBER} changed while they were read`)]);
    expect(run.counters.ratings_removed ?? 0).toBe(0);
    expect(await slugsIn(table)).toEqual(before);
    // Films that were not counted make no pass over everything: the next one reads them all again.
    const after = (await findMember(s.db, 1))!.full_pass_at;
    if (section === 'films') expect(after).toEqual(full_pass_at);

    const settled = await s.site({ enrichLimit: 0, world: changed });
    await s.sync(cohort.id, { full: true });
    await settled.close();
    expect(await slugsIn(table)).toEqual(before.filter((slug) => slug !== gone));
  },
  60_000,
);
