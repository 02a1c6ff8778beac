/** Filters by what members saw, over HTTP and PostgreSQL. */
import { defaultParameters, filmStatistics, rankAndLabel, STRATEGIES } from '@cohort-almanac/core';
import { createCohort, ensureMembers, ensureOperator, readAggregates, replaceCohortMembers } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AS_OF, type Circle, circle } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';
import { type Ask, askAs } from './support/people.ts';

let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let ask: Ask;
const RANKINGS = '/v1/cohorts/circle/rankings?limit=200&';

beforeAll(async () => {
  made = await circle();
  await made.db.query("UPDATE cohorts SET visibility = 'public'");
  await made.db.query(
    `INSERT INTO watchlist_entries (member_id, film_id, source, observed_at)
     SELECT m.member_id, f.film_id, 'export', now() FROM members m, films f
     WHERE f.film_id % 5 = 0 AND m.username = 'member-4'`,
  );
  server = await serveCircle(made, made.freshServices());
  ask = await askAs(made, server.url);
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

const idsOf = (body: { items: { film_id: number }[] }) => body.items.map(({ film_id }) => film_id);

/** What a member has seen, as the database has it. */
async function seenBy(...names: string[]): Promise<Set<number>> {
  const { rows } = await made.db.query<{ film_id: number }>(
    'SELECT DISTINCT film_id FROM ratings JOIN members USING (member_id) WHERE username = ANY ($1)',
    [names],
  );
  return new Set(rows.map(({ film_id }) => film_id));
}

it.each(['members', 'seen_by', 'unseen_by', 'on_watchlist_of'])(
  '%s is refused to who may not see names, whoever is named',
  async (name) => {
    for (const who of ['viewer', 'stranger', 'nobody'] as const) {
      const known = await ask(who, `${RANKINGS}${name}=member-1`);
      const unknown = await ask(who, `${RANKINGS}${name}=nobody-here`);
      expect([known.status, unknown.status]).toEqual([403, 403]);
      expect(known.body.detail).toContain(name);
      expect(known.body.detail).toBe(unknown.body.detail);
    }
  },
);

it('seen_by takes what one of them saw, unseen_by what none of them saw', async () => {
  const all = (await ask('owner', RANKINGS)).body;
  const [one, both] = [await seenBy('member-2'), await seenBy('member-2', 'member-5')];
  const left = async (query: string) => idsOf((await ask('owner', RANKINGS + query)).body);
  expect(await left('seen_by=Member-2')).toEqual(idsOf(all).filter((id) => one.has(id)));
  expect(await left('seen_by=member-2&seen_by=member-5')).toEqual(idsOf(all).filter((id) => both.has(id)));
  expect(await left('unseen_by=member-2&unseen_by=member-5')).toEqual(idsOf(all).filter((id) => !both.has(id)));
  const mixed = idsOf(all).filter((id) => both.has(id) && !one.has(id));
  expect(await left('seen_by=member-5&unseen_by=member-2')).toEqual(mixed);
  expect(mixed.length).toBeGreaterThan(0);
});

it('on_watchlist_of goes together with other filters, and ranks stay', async () => {
  const all = (await ask('owner', RANKINGS)).body.items;
  const { items } = (await ask('owner', `${RANKINGS}on_watchlist_of=member-4&top=3`)).body;
  expect(items).toEqual(all.filter(({ film_id }: { film_id: number }) => film_id % 5 === 0).slice(0, 3));
});

describe('members', () => {
  const NAMES = ['member-1', 'member-3', 'member-6', 'member-7'];
  const query = NAMES.map((name) => `members=${name}`).join('&');

  it.each(STRATEGIES)('are ranked under %s as a cohort of their own would be', async (strategy) => {
    const operator = await ensureOperator(made.db);
    const definition = { seeds: [], lists: [], members: [] };
    const label = `only-${strategy.replace('_', '-')}`;
    const { id } = await createCohort(made.db, operator.id, { label, definition });
    await replaceCohortMembers(
      made.db,
      id,
      await ensureMembers(
        made.db,
        NAMES.map((username) => ({ username })),
      ),
    );
    const { films, coverage } = await readAggregates(made.db, id);
    const stats = filmStatistics(films);
    const { ranked, insights } = rankAndLabel(strategy, stats, defaultParameters(NAMES.length), AS_OF);

    const { body } = await ask('owner', `${RANKINGS}${query}&strategy=${strategy}`);
    const placed = body.items.map(({ film_id, rank, score }: (typeof ranked)[number]) => ({ film_id, rank, score }));
    expect(placed).toEqual(ranked.map(({ film_id, rank, score }) => ({ film_id, rank, score })));
    expect(placed.length).toBeGreaterThan(0);
    for (const row of body.items) {
      const own = stats.find(({ film_id }) => film_id === row.film_id)!;
      const label = insights.find(({ film_id }) => film_id === row.film_id)!;
      expect(row).toMatchObject({ watchers: own.watchers, avg_rating: own.avg_rating, histogram: own.histogram });
      expect(row).toMatchObject({ bucket: label.bucket, cluster: label.cluster, previous_rank: null });
    }
    expect(body.coverage).toMatchObject({ members: NAMES.length, members_with_data: coverage.members_with_data });
  });

  it('are narrowed to within a timeframe, too', async () => {
    const { items, timeframe } = (await ask('owner', `${RANKINGS}${query}&timeframe=release:1970-1989`)).body;
    expect(timeframe).toBe('release:1970-1989');
    expect(items.length).toBeGreaterThan(1);
    expect(items.every(({ release_year: y }: { release_year: number }) => y >= 1970 && y <= 1989)).toBe(true);
    expect(items.map(({ rank }: { rank: number }) => rank)).toEqual(items.map((_: unknown, n: number) => n + 1));
  });

  it('are paged through as long as they have rated nothing more', async () => {
    const path = `/v1/cohorts/circle/rankings?limit=2&${query}`;
    const first = (await ask('owner', path)).body;
    const second = (await ask('owner', `${path}&cursor=${first.next_cursor}`)).body;
    expect(second.items[0].rank).toBe(3);
    await made.db.query(
      `UPDATE ratings SET rating = 11 - rating WHERE member_id = (SELECT member_id FROM members WHERE username = 'member-3')`,
    );
    await made.db.query('UPDATE cohorts SET revision = revision + 1');
    const fresh = await serveCircle(made, made.freshServices());
    try {
      const again = await askAs(made, fresh.url);
      expect((await again('owner', path)).body.items).not.toEqual(first.items);
      const late = await again('owner', `${path}&cursor=${first.next_cursor}`);
      expect(late.status).toBe(400);
      expect(late.body.errors).toMatchObject([{ name: 'cursor' }]);
    } finally {
      await fresh.close();
    }
  });

  it('that are no members are named, with the parameter', async () => {
    const { status, body } = await ask('owner', `${RANKINGS}members=member-1&seen_by=ghost&members=shade`);
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { in: 'query', name: 'members', message: 'shade is no member of this cohort' },
      { in: 'query', name: 'seen_by', message: 'ghost is no member of this cohort' },
    ]);
  });
});
