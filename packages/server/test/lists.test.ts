/** The filter `list`: from a list's name to the films of a ranking, as lists change. */
import { parseFilter, STRATEGIES } from '@cohort-almanac/core';
import { type CohortCard, recordConsent, storeLists, withdrawConsent } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AllServices } from '../src/services/index.ts';
import { type Circle, circle } from './support/circle.ts';

const PATH = 'ann/list/best-of-1994';

let made: Circle;
let cohort: CohortCard;
let services: AllServices;
let ranked: number[];
beforeAll(async () => {
  made = await circle();
  ({ cohort } = made);
  services = made.freshServices();
  ranked = (await read({})).items.map((film) => film.film_id);
  await store([3, 1, 7], 1);
  await storeLists(
    made.db,
    null,
    [{ path: 'director/agnes-varda', lid: null, title: 'Varda', items: items([20, 3]), whole: true }],
    observation(1),
  );
});
afterAll(() => made.drop());

const observation = (minute: number) => ({
  source: 'crawl' as const,
  observed_at: new Date(minute * 60_000),
  complete: false,
});
/** Films by their ranks. */
const items = (ranks: readonly number[]) => ranks.map((rank, n) => ({ position: n + 1, film_id: ranked[rank - 1]! }));

async function store(ranks: readonly number[], minute: number): Promise<void> {
  await storeLists(
    made.db,
    null,
    [{ path: PATH, lid: 'aBc1', title: 'Best', items: items(ranks), whole: true }],
    observation(minute),
  );
}

function filterOf(input: Record<string, unknown>) {
  const parsed = parseFilter({ limit: 200, ...input });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.filter;
}
const read = (input: Record<string, unknown>, by = services) => by.rankings.list(cohort, filterOf(input));
const ranksOf = (page: Awaited<ReturnType<typeof read>>) => page.items.map((film) => film.rank);

it('keeps the films on the list, however it is named, with their ranks', async () => {
  for (const list of [PATH, `https://letterboxd.com/${PATH}/`, 'boxd.it/aBc1']) {
    const page = await read({ list });
    expect(ranksOf(page)).toEqual([1, 3, 7]);
    expect(page.total).toBe(3);
  }
});

it('takes any of several lists, together with other parameters and strategies', async () => {
  expect(ranksOf(await read({ list: [PATH, 'director/agnes-varda'] }))).toEqual([1, 3, 7, 20]);
  expect(ranksOf(await read({ list: PATH, top: 2 }))).toEqual([1, 3]);
  for (const strategy of STRATEGIES) {
    const all = await read({ strategy });
    const due = all.items.filter((film) => [1, 3, 7].some((rank) => ranked[rank - 1] === film.film_id));
    expect((await read({ strategy, list: PATH })).items).toEqual(due);
  }
  expect((await services.rankings.all(cohort, filterOf({ list: PATH }))).items).toEqual(
    (await read({ list: PATH })).items,
  );
});

it('gives the same object for the same list', async () => {
  const filter = filterOf({ list: PATH });
  expect(await services.rankings.list(cohort, filter)).toBe(await services.rankings.list(cohort, filter));
});

it('refuses what is not held, and says how to get it', async () => {
  await expect(read({ list: [PATH, 'bob/list/none', 'boxd.it/zzzz'] })).rejects.toMatchObject({
    code: 'invalid-filter',
    status: 400,
    errors: [
      { name: 'list', message: expect.stringContaining('almanac lists fetch bob/list/none') },
      { name: 'list', message: expect.stringContaining('boxd.it/zzzz') },
    ],
  });
});

it('shows a changed list, under another tag, and ends the cursors of the old one', async () => {
  const before = await read({ list: PATH, limit: 1 });
  await store([2, 5], 2);
  const fresh = made.freshServices();
  const after = await read({ list: PATH, limit: 1 }, fresh);
  expect(after).toMatchObject({ total: 2, filter_hash: before.filter_hash });
  expect(ranksOf(after)).toEqual([2]);
  expect(after.list_state).not.toBe(before.list_state);
  expect(ranksOf(await read({ list: PATH, limit: 1, cursor: after.next_cursor }, fresh))).toEqual([5]);
  await expect(read({ list: PATH, limit: 1, cursor: before.next_cursor }, fresh)).rejects.toMatchObject({
    status: 400,
  });
});

describe('a list that its owner may keep private, as exports and saved pages hold them', () => {
  const path = 'm1/list/not-for-everybody';
  const EDITOR = { see_names: true };
  const NOBODY = { see_names: false };
  let owner: number;
  beforeAll(async () => {
    const { rows } = await made.db.query<{ member_id: number }>(
      'SELECT min(member_id) AS member_id FROM cohort_members',
    );
    owner = rows[0]!.member_id;
  });

  const hold = (source: 'export' | 'pages' | 'crawl' | 'rss', minute: number) =>
    storeLists(made.db, owner, [{ path, lid: 'zZ9', title: 'Secret', items: items([2]), whole: true }], {
      ...observation(minute),
      source,
    });
  const ask = (list: string, reader?: { see_names: boolean; any_list?: boolean }) =>
    made.freshServices().rankings.list(cohort, filterOf({ list }), reader);

  /** Expects the very words that a list gets which nobody holds. */
  async function expectUnknown(reader?: { see_names: boolean }): Promise<void> {
    const unknown = 'm1/list/no-such-list-at-all';
    const answers = await Promise.allSettled([ask(path, reader), ask(unknown, reader)]);
    const [refused, none] = answers.map((one) => (one.status === 'rejected' ? String(one.reason.detail) : 'answered'));
    expect(refused).toContain('is not held here');
    expect(refused).toBe(none!.replaceAll(unknown, path));
    await expect(ask('boxd.it/zZ9', reader)).rejects.toMatchObject({ code: 'invalid-filter' });
  }

  it.each(['export', 'pages'] as const)(
    'is given away to nobody when it came by %s, but to the operator',
    async (source) => {
      await hold(source, source === 'export' ? 9 : 10);
      for (const reader of [undefined, NOBODY, EDITOR]) await expectUnknown(reader);
      expect(ranksOf(await ask(path, { see_names: true, any_list: true }))).toEqual([2]);
    },
  );

  it("is not opened by what a cohort's owner states, but by its own owner, for those who see names there", async () => {
    const consent = { cohortId: cohort.id, memberId: owner };
    await recordConsent(made.db, { ...consent, how: 'owner_statement', statedBy: null });
    await expectUnknown(EDITOR);
    await withdrawConsent(made.db, cohort.id, owner);
    await recordConsent(made.db, { ...consent, how: 'export_with_invite', statedBy: null });
    for (const list of [path, 'boxd.it/zZ9']) expect(ranksOf(await ask(list, EDITOR))).toEqual([2]);
    for (const reader of [undefined, NOBODY]) await expectUnknown(reader);
    await withdrawConsent(made.db, cohort.id, owner);
    await expectUnknown(EDITOR);
  });

  it.each(['crawl', 'rss'] as const)('is open to everybody once it was seen in public, by %s', async (source) => {
    await hold(source, source === 'crawl' ? 20 : 21);
    expect(ranksOf(await ask(path))).toEqual([2]);
  });
});
