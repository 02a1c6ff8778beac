/** Lists fetched page by page from the sandbox site into the store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLists, forgetMember, listLists, readListTitles, resolveFilms, storeLists } from '@cohort-almanac/db';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../tests/support/migrated.ts';
import { bundledWorldDir, createSources, fetchList, loadWorld, startSandbox } from '../src/index.ts';

const LIST = 'odile_keeps/list/forty-for-the-lighthouse';
const ask = () => ({ counters: {} as Record<string, number>, signal: new AbortController().signal });

let made: MigratedDatabase;
let home: string;
let site: Awaited<ReturnType<typeof startSandbox>>;
let sources: ReturnType<typeof createSources>;
beforeAll(async () => {
  made = await migratedDatabase();
  home = await mkdtemp(join(tmpdir(), 'almanac-lists-'));
  site = await startSandbox({ world: await loadWorld(bundledWorldDir()), port: 0, robots: 'open', faults: [] });
  sources = createSources(
    made.db,
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
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await sources.close();
  await site.close();
  await made.drop();
  await rm(home, { recursive: true, force: true });
});

const fetched = (path: string) => fetchList({ db: made.db, letterboxd: sources.letterboxd }, path, ask());

describe('fetchList', () => {
  it('stores a list in its order, with its owner, and again without a change', async () => {
    const world = await loadWorld(bundledWorldDir());
    const due = world.lists.find((list) => list.slug === 'forty-for-the-lighthouse')!;
    const slugs = due.films.map((film) => film.slug);
    for (let times = 0; times < 2; times += 1) {
      expect(await fetched(LIST)).toMatchObject({ path: LIST, title: due.title, films: slugs.length, whole: true });
      const list = (await findLists(made.db, [LIST])).get(LIST)!;
      expect(list).toMatchObject({ title: due.title, source: 'crawl', films: slugs.length });
      expect((await readListTitles(made.db, list.list_id)).map((film) => film.slug)).toEqual(slugs);
    }
    const { rows } = await made.db.query('SELECT username FROM lists JOIN members ON member_id = owner_member_id');
    expect(rows).toEqual([{ username: 'odile_keeps' }]);
  });

  it('replaces what was known of a list, and finds one by its short link', async () => {
    const [film] = (await resolveFilms(made.db, [
      { lid: 'gone', letterboxd_id: null, slug: 'gone', title: 'Gone', year: null },
    ])) as [number];
    const earlier = { source: 'export' as const, observed_at: new Date(0), complete: false };
    await made.db.query('DELETE FROM lists');
    await storeLists(
      made.db,
      null,
      [{ path: LIST, lid: 'aBc1', title: 'Old', items: [{ position: 99, film_id: film }], whole: true }],
      earlier,
    );
    const { films } = await fetched(LIST);
    const found = await findLists(made.db, ['boxd.it/aBc1', LIST, 'boxd.it/abc1']);
    expect([...found.keys()]).toEqual(['boxd.it/aBc1', LIST]);
    expect(found.get('boxd.it/aBc1')).toMatchObject({ path: LIST, films });
    const titles = await readListTitles(made.db, found.get(LIST)!.list_id);
    expect(titles.map((each) => each.slug)).not.toContain('gone');
  });

  it('takes a filmography as a list that is nobody’s', async () => {
    const { films, whole } = await fetched('director/sidney-lumet');
    expect(films).toBeGreaterThan(0);
    expect(whole).toBe(true);
    const list = (await findLists(made.db, ['director/sidney-lumet'])).get('director/sidney-lumet')!;
    expect((await readListTitles(made.db, list.list_id)).map((film) => film.slug)).toContain('12-angry-men');
  });

  it('says that there is no such list, and stores nothing', async () => {
    const before = await listLists(made.db);
    await expect(fetched('odile_keeps/list/no-such-list')).rejects.toMatchObject({ kind: 'not_found' });
    expect(await listLists(made.db)).toEqual(before);
  });

  it('asks nobody without a source', async () => {
    await expect(fetchList({ db: made.db, letterboxd: null }, LIST, ask())).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('fetches nothing of an owner who asked to be forgotten', async () => {
    await forgetMember(made.db, 'odile_keeps');
    await expect(fetched(LIST)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await findLists(made.db, [LIST])).toEqual(new Map());
  });
});
