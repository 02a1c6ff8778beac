import {
  claimTask,
  cohortsToRecompute,
  createCohort,
  type Database,
  ensureMembers,
  ensureOperator,
  type FilterParameterValues,
  ForgottenMemberError,
  findCohort,
  findFilter,
  forgetMember,
  forgottenAmong,
  hasConsent,
  holdLease,
  insertFilter,
  insertShare,
  LeaseLostError,
  listCohortMembers,
  recordConsent,
  removeForgottenVersions,
  replaceFavorites,
  saveCheckpoint,
  saveFeed,
  saveNewestViewings,
  startRun,
  storeLists,
  type Task,
  upsertRatings,
  upsertWatchlist,
  withdrawConsent,
} from '@cohort-almanac/db';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { makeCohort, rate } from './factories.ts';

let made: MigratedDatabase;
let db: Database;
beforeAll(async () => {
  made = await migratedDatabase({ poolSize: 20 });
  db = made.db;
});
afterAll(() => made.drop());
beforeEach(() => db.query('TRUNCATE films, members, cohorts, opt_outs CASCADE'));

/** Names that are easily taken for `zed-7`. */
const NEIGHBOURS = ['zed-70', 'xzed-7', 'zed-7-b', 'zed'];
const OBSERVATION = { source: 'export' as const, observed_at: new Date('2026-01-01') };

/** Where a text occurs as a word of its own, in any column of any table. */
async function whereIs(name: string): Promise<string[]> {
  const { rows: columns } = await db.query<{ table_name: string; column_name: string }>(
    `SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables t
       USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1, 2`,
  );
  expect(columns.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const { table_name, column_name } of columns) {
    const { rows } = await db.query(`SELECT 1 FROM "${table_name}" WHERE "${column_name}"::text ~* $1 LIMIT 1`, [
      `(^|[^a-z0-9_-])${name}($|[^a-z0-9_-])`,
    ]);
    if (rows.length > 0) found.push(`${table_name}.${column_name}`);
  }
  return found;
}

/** The tables that hold rows of a member. */
async function tablesOf(memberId: number): Promise<string[]> {
  const { rows: columns } = await db.query<{ table_name: string; column_name: string }>(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('member_id', 'owner_member_id')
       AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { table_name, column_name } of columns) {
    const { rows } = await db.query(`SELECT 1 FROM "${table_name}" WHERE "${column_name}" = $1 LIMIT 1`, [memberId]);
    if (rows.length > 0) found.push(table_name);
  }
  return found;
}

/** A member with rows in every table that can hold one. */
async function fill(memberId: number, username: string): Promise<void> {
  await rate(db, memberId, { 1: 8, 2: 3 });
  const { rows: films } = await db.query<{ film_id: number }>('SELECT film_id FROM films ORDER BY film_id LIMIT 2');
  const ids = films.map((film) => film.film_id);
  await replaceFavorites(db, memberId, ids);
  await upsertWatchlist(db, memberId, ids, OBSERVATION);
  const list = { path: `${username}/list/best`, lid: null, title: 'Best', whole: true };
  await storeLists(db, memberId, [{ ...list, items: [{ position: 1, film_id: ids[0]! }] }], {
    ...OBSERVATION,
    complete: false,
  });
  await saveNewestViewings(db, memberId, ['1'], new Date());
  await saveFeed(db, memberId, {
    etag: 'x',
    last_modified: null,
    last_guid: 'y',
    last_published_at: null,
    polled_at: new Date(),
  });
}

async function addVersion(cohortId: number, { published }: { published: boolean }): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `WITH run AS (INSERT INTO runs (cohort_id, kind, state, as_of) VALUES ($1, 'sync', 'succeeded', '2026-01-01') RETURNING id)
     INSERT INTO ranking_versions (cohort_id, run_id, stage, as_of, parameters, coverage, summary)
     SELECT $1, id, 2, '2026-01-01', '{}', '{}', '{}' FROM run RETURNING id`,
    [cohortId],
  );
  const { id } = rows[0]!;
  if (published) await db.query('UPDATE cohorts SET current_version_id = $2 WHERE id = $1', [cohortId, id]);
  return id;
}

const LEASE = { leaseSeconds: 60 };
const claim = async (): Promise<Task> => (await claimTask(db, 'w', LEASE))!;
const sync = (cohortId: number, member_ids?: number[]) =>
  startRun(db, { cohortId, kind: 'sync', options: member_ids ? { member_ids } : {}, asOf: '2026-01-01' });

describe('forgetting', () => {
  test('leaves the name and the member’s rows nowhere, and everybody else as they were', async () => {
    const cohort = await makeCohort(db, ['zed-7', ...NEIGHBOURS]);
    const [zed, ...others] = cohort.members as [number, ...number[]];
    await fill(zed, 'zed-7');
    await fill(others[0]!, 'zed-70');
    await recordConsent(db, { cohortId: cohort.id, memberId: zed, how: 'export_with_invite', statedBy: null });
    const definition = {
      seeds: ['Zed-7', 'zed-70'].map((username) => ({
        username,
        relation: 'following' as const,
        depth: 1,
        include_seed: true,
      })),
      lists: ['zed-7/list/best', 'zed/list/best'],
      members: ['zed-7', ...NEIGHBOURS],
    };
    await db.query('UPDATE cohorts SET definition = $2 WHERE id = $1', [cohort.id, JSON.stringify(definition)]);
    const { run } = await sync(cohort.id, cohort.members);
    await db.query(
      `UPDATE run_tasks SET state = 'failed', error = 'No page /Zed-7/films/, nor /zed-70/.',
         warnings = ARRAY['The watchlist of zed-7 is private.', 'zed-7-b'],
         checkpoint = '{"found": [{"username": "zed-7", "display_name": "Zed"}]}' WHERE run_id = $1`,
      [run.id],
    );
    await db.query(`UPDATE runs SET state = 'failed', error = 'zed-7 failed, zed did not' WHERE id = $1`, [run.id]);
    const owner = await ensureOperator(db);
    const save = async (filter: FilterParameterValues) => {
      const input = { user_id: owner.id, cohort_id: cohort.id, name: 'one', description: null, filter };
      const { id } = (await insertFilter(db, input, 10))!;
      await insertShare(db, id, `slug-${id}`, { title: null, top: 10, version_id: null, frame_ancestors: null });
      return id;
    };
    const some = await save({ seen_by: ['zed-70', 'Zed-7'], list: ['zed-7/list/best', 'zed/list/best'], q: 'x' });
    const alone = await save({ members: ['zed-7'], list: ['zed-7/list/best'] });
    const other = await save({ unseen_by: ['xzed-7'] });
    expect(await tablesOf(zed)).toEqual([
      'cohort_members',
      'lists',
      'member_consents',
      'member_diaries',
      'member_favorites',
      'member_feeds',
      'members',
      'ratings',
      'run_tasks',
      'watchlist_entries',
    ]);
    const neighbours = await tablesOf(others[0]!);
    expect(await whereIs('zed-7')).not.toEqual([]);

    const result = await forgetMember(db, 'ZED-7');

    expect(result).toEqual({
      known: true,
      removed: { ratings: 2, watchlist_entries: 2, favorites: 2, lists: 1 },
      cohorts: [{ id: cohort.id, label: cohort.label, lost_seeds: 1, lost_lists: 1, stopped_run_id: null }],
      mentioned_in: [],
    });
    expect(await whereIs('zed-7')).toEqual([]);
    expect(await tablesOf(zed)).toEqual([]);
    const saved = async (id: number) => {
      const found = (await findFilter(db, id))!;
      return { filter: found.filter, shared: found.share !== null };
    };
    expect(await saved(some)).toEqual({
      filter: { seen_by: ['zed-70'], list: ['zed/list/best'], q: 'x' },
      shared: true,
    });
    // Nothing is left of what it was cut from.
    expect(await saved(alone)).toEqual({ filter: {}, shared: false });
    expect(await saved(other)).toEqual({ filter: { unseen_by: ['xzed-7'] }, shared: true });
    expect(await tablesOf(others[0]!)).toEqual(neighbours);
    const after = (await findCohort(db, cohort.id))!;
    expect(after.definition).toEqual({
      seeds: [definition.seeds[1]],
      lists: ['zed/list/best'],
      members: NEIGHBOURS,
    });
    expect(after.revision).toBeGreaterThan(cohort.revision);
    expect((await listCohortMembers(db, cohort.id)).map((m) => m.username)).toEqual([...NEIGHBOURS].sort());
    const { rows } = await db.query('SELECT error, warnings FROM run_tasks ORDER BY id LIMIT 1');
    expect(rows).toEqual([
      {
        error: 'No page /(forgotten)/films/, nor /zed-70/.',
        warnings: ['The watchlist of (forgotten) is private.', 'zed-7-b'],
      },
    ]);
    // The list of those who asked does not name them either.
    const { rows: kept } = await db.query<{ name_hash: Buffer }>('SELECT name_hash FROM opt_outs');
    expect(kept.map((row) => row.name_hash.length)).toEqual([32]);
  });

  test('says which names that people wrote hold the member’s', async () => {
    const owner = await ensureOperator(db);
    const definition = { seeds: [], lists: [], members: ['ann'] };
    await createCohort(db, owner.id, { label: 'zed-7', definition });
    await createCohort(db, owner.id, { label: 'about', display_name: 'Friends of Zed-7', definition });
    await createCohort(db, owner.id, { label: 'zed-70', description: 'all but xzed-7', definition });
    const { known, cohorts, mentioned_in } = await forgetMember(db, 'zed-7');
    expect({ known, cohorts }).toEqual({ known: false, cohorts: [] });
    expect(mentioned_in.map(({ label }) => label)).toEqual(['about', 'zed-7']);
  });

  test('a second time changes nothing more', async () => {
    const cohort = await makeCohort(db, ['zed-7', 'ann']);
    await rate(db, cohort.members[0]!, { 1: 8 });
    await forgetMember(db, 'zed-7');
    const { revision } = (await findCohort(db, cohort.id))!;
    expect(await forgetMember(db, 'zed-7')).toMatchObject({ known: false, removed: { ratings: 0 }, cohorts: [] });
    expect((await findCohort(db, cohort.id))!.revision).toBe(revision);
  });

  test('marks the versions of cohorts that held the member, also of one since left, and of no other', async () => {
    const within = await makeCohort(db, ['zed-7', 'ann']);
    const left = await makeCohort(db, ['zed-7', 'ann']);
    const other = await makeCohort(db, ['ann']);
    await sync(left.id, [left.members[0]!]);
    await db.query(`UPDATE runs SET state = 'succeeded' WHERE cohort_id = $1`, [left.id]);
    await db.query('DELETE FROM cohort_members WHERE cohort_id = $1 AND member_id = $2', [left.id, left.members[0]]);
    for (const { id } of [within, left, other]) {
      await addVersion(id, { published: false });
      await addVersion(id, { published: true });
    }
    await forgetMember(db, 'zed-7');
    const labels = (await cohortsToRecompute(db)).map(({ id }) => id);
    expect(labels.sort()).toEqual([within.id, left.id].sort());
    // What is not published goes at once, what is published as soon as there is something in its place.
    expect(await removeForgottenVersions(db)).toBe(2);
    for (const { id } of [within, left]) await addVersion(id, { published: true });
    expect(await cohortsToRecompute(db)).toEqual([]);
    expect(await removeForgottenVersions(db)).toBe(2);
    expect(await removeForgottenVersions(db)).toBe(0);
    const { rows } = await db.query('SELECT count(*) AS n FROM ranking_versions GROUP BY cohort_id ORDER BY cohort_id');
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 2]);
  });
});

describe('whoever is forgotten does not come back', () => {
  test('by any path: together with others, in any letter case, by plain SQL, by a list', async () => {
    await forgetMember(db, 'Zed-7');
    await expect(ensureMembers(db, [{ username: 'ann' }, { username: 'zED-7' }])).rejects.toThrow(ForgottenMemberError);
    await expect(ensureMembers(db, [{ username: 'zed-7' }])).rejects.toThrow(/This member asked to be forgotten/);
    const ann = await db.query(`SELECT 1 FROM members WHERE username = 'ann'`);
    expect(ann.rows).toEqual([]);
    await expect(db.query(`INSERT INTO members (username) VALUES ('zed-7')`)).rejects.toThrow(/asked to be forgotten/);
    await db.query(`INSERT INTO members (username) VALUES ('ben')`);
    await expect(db.query(`UPDATE members SET username = 'zed-7' WHERE username = 'ben'`)).rejects.toThrow(
      /asked to be forgotten/,
    );
    await expect(
      db.query(
        `INSERT INTO lists (path, title, source, observed_at) VALUES ('zed-7/list/best', 'Best', 'pages', now())`,
      ),
    ).rejects.toThrow(/asked to be forgotten/);
    expect(
      await ensureMembers(
        db,
        NEIGHBOURS.map((username) => ({ username })),
      ),
    ).toHaveLength(4);
  });

  test('the names are known again, and only those', async () => {
    const name = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { maxLength: 6 }), fc.array(name), async (gone, asked) => {
        await db.query('TRUNCATE opt_outs');
        for (const one of gone) await forgetMember(db, one);
        const found = await forgottenAmong(
          db,
          [...gone, ...asked].map((one) => one.toUpperCase()),
        );
        expect([...found].sort()).toEqual([...gone].sort());
      }),
      { numRuns: 15 },
    );
  });

  test('a task that was claimed before can store nothing after', async () => {
    const cohort = await makeCohort(db, ['zed-7', 'ann']);
    const [zed, ann] = cohort.members as [number, number];
    const { run } = await sync(cohort.id, [zed, ann]);
    const tasks = [await claim(), await claim()];
    expect((await forgetMember(db, 'zed-7')).cohorts).toMatchObject([{ stopped_run_id: run.id }]);
    for (const task of tasks) {
      const store = db.transaction(async (tx) => {
        await holdLease(tx, task);
        await ensureMembers(tx, [{ username: 'zed-7' }]);
      });
      await expect(store).rejects.toThrow(LeaseLostError);
    }
    expect(await whereIs('zed-7')).toEqual([]);
    const { rows } = await db.query('SELECT state FROM runs WHERE id = $1', [run.id]);
    expect(rows).toEqual([{ state: 'stopped' }]);
    // The stopped run was told of, as any that ends.
    expect((await db.query('SELECT 1 FROM run_telemetry WHERE run_id = $1', [run.id])).rows).not.toEqual([]);
  });

  test('a task that is storing at this moment is waited for, and what it stored goes too', async () => {
    const cohort = await makeCohort(db, ['zed-7']);
    const memberId = cohort.members[0]!;
    await rate(db, memberId, { 1: 8 });
    const { rows: films } = await db.query<{ film_id: number }>('SELECT film_id FROM films');
    await sync(cohort.id, [memberId]);
    const task = await claim();
    const { promise: go, resolve: letGo } = withResolvers();
    const { promise: begun, resolve: begin } = withResolvers();
    const store = db.transaction(async (tx) => {
      await holdLease(tx, task);
      begin();
      await go;
      await ensureMembers(tx, [{ username: 'zed-7', display_name: 'Zed' }]);
      await upsertRatings(
        tx,
        memberId,
        [{ film_id: films[0]!.film_id, rating: 9, liked: true, watched: true, rated_at: null }],
        { source: 'crawl', observed_at: new Date() },
      );
    });
    await begun;
    const forgotten = forgetMember(db, 'zed-7');
    await untilSomebodyWaits();
    letGo();
    await store;
    expect(await forgotten).toMatchObject({ known: true, removed: { ratings: 1 } });
    expect(await whereIs('zed-7')).toEqual([]);
    expect(await tablesOf(memberId)).toEqual([]);
  });

  test('an import of the member at this moment ends before it and goes with it, or comes after it and is refused', async () => {
    const { promise: go, resolve: letGo } = withResolvers();
    const { promise: begun, resolve: begin } = withResolvers();
    const before = db.transaction(async (tx) => {
      const [id] = (await ensureMembers(tx, [{ username: 'zed-7' }])) as [number];
      begin();
      await go;
      await saveNewestViewings(tx, id, ['1'], new Date());
    });
    await begun;
    const forgotten = forgetMember(db, 'zed-7');
    await untilSomebodyWaits();
    const after = ensureMembers(db, [{ username: 'zed-7' }]);
    // Whichever of the two waiting is let in first: gone with the member, or refused.
    const outcome = after.then(
      () => 'gone with the member',
      (error: unknown) => error,
    );
    await untilSomebodyWaits(2);
    letGo();
    await before;
    expect(await forgotten).toMatchObject({ known: true });
    const ended = await outcome;
    if (ended !== 'gone with the member') expect(ended).toBeInstanceOf(ForgottenMemberError);
    expect(await whereIs('zed-7')).toEqual([]);
  });

  test('a refresh of another cohort that has found the member begins anew', async () => {
    const cohort = await makeCohort(db, ['ann']);
    const { run } = await sync(cohort.id);
    const task = await claim();
    await db.transaction(async (tx) => saveCheckpoint(tx, task, { found: [{ username: 'zed-7' }] }, {}));
    expect((await forgetMember(db, 'zed-7')).cohorts).toEqual([]);
    await expect(db.transaction((tx) => holdLease(tx, task))).rejects.toThrow(LeaseLostError);
    expect(await claim()).toMatchObject({ id: task.id, run_id: run.id, checkpoint: null, crashes: 0 });
  });
});

/** Until so many sessions of this database wait for a lock. */
async function untilSomebodyWaits(sessions = 1): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ n: number }>(
      `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows[0]!.n >= sessions) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('consent is a member’s, in one cohort, until it is taken back', async () => {
  const owner = await ensureOperator(db);
  const cohort = await makeCohort(db, ['ann', 'ben']);
  const elsewhere = await makeCohort(db, ['ann']);
  const [ann, ben] = cohort.members as [number, number];
  const consents = () =>
    Promise.all([hasConsent(db, cohort.id, ann), hasConsent(db, cohort.id, ben), hasConsent(db, elsewhere.id, ann)]);
  const revision = async () => (await findCohort(db, cohort.id))!.revision;
  expect(await consents()).toEqual([false, false, false]);

  const before = await revision();
  await recordConsent(db, { cohortId: cohort.id, memberId: ann, how: 'owner_statement', statedBy: owner.id });
  expect(await consents()).toEqual([true, false, false]);
  expect(await revision()).toBe(before + 1);
  await recordConsent(db, { cohortId: cohort.id, memberId: ann, how: 'export_with_invite', statedBy: null });
  const { rows } = await db.query('SELECT how, stated_by FROM member_consents');
  expect(rows).toEqual([{ how: 'export_with_invite', stated_by: null }]);

  expect(await withdrawConsent(db, cohort.id, ann)).toBe(true);
  expect(await revision()).toBe(before + 3);
  expect(await withdrawConsent(db, cohort.id, ann)).toBe(false);
  expect(await consents()).toEqual([false, false, false]);
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
