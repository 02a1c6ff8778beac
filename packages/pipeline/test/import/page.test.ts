/** Pages of the sandbox site, saved one by one and taken in. */
import { findLists, findMember, forgetMember, readListTitles } from '@cohort-almanac/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { importPage, PageError } from '../../src/import/page.ts';
import { bundledWorldDir, loadWorld, type ParseKind, startSandbox } from '../../src/index.ts';

const WHO = 'odile_keeps';
const LIST = `${WHO}/list/forty-for-the-lighthouse`;
const SAVED = new Date('2024-05-01T12:00:00Z');

let made: MigratedDatabase;
let site: Awaited<ReturnType<typeof startSandbox>>;
let world: Awaited<ReturnType<typeof loadWorld>>;
beforeAll(async () => {
  made = await migratedDatabase();
  world = await loadWorld(bundledWorldDir());
  site = await startSandbox({ world, port: 0, robots: 'open', faults: [] });
});
afterAll(async () => {
  await site.close();
  await made.drop();
});
beforeEach(() => made.db.query('TRUNCATE films, members, cohorts, opt_outs CASCADE'));

async function page(path: string): Promise<string> {
  return (await fetch(site.url + path)).text();
}

async function take(kind: ParseKind, path: string, more: { member?: string; url?: string; savedAt?: Date } = {}) {
  return importPage(made.db, { kind, text: await page(path), savedAt: SAVED, ...more });
}

const stored = async () =>
  (
    await made.db.query<{
      slug: string;
      rating: number | null;
      liked: boolean;
      watched: boolean;
      source: string;
      observed_at: Date;
    }>(
      `SELECT slug, rating, liked, watched, r.source, r.observed_at FROM ratings r JOIN films USING (film_id) ORDER BY slug`,
    )
  ).rows;

const NOTHING = { new: 0, changed: 0, removed: 0 };

describe('importing a saved page', () => {
  it('adds the films of a films page as its owner rated them, and nothing the second time', async () => {
    const { summary, warnings } = await take('films', `/${WHO}/films/`);
    const rows = await stored();
    expect(rows).toHaveLength(72);
    expect(summary).toMatchObject({ member: WHO, source: 'pages', complete: false, watched: { total: 72, new: 72 } });
    const due = new Map(world.ratings.filter((r) => r.member.username === WHO).map((r) => [r.film.slug, r]));
    for (const row of rows) {
      const said = due.get(row.slug)!;
      expect(row).toMatchObject({ rating: said.half_stars, liked: said.liked, source: 'pages', observed_at: SAVED });
    }
    expect(warnings.join()).toContain(`/${WHO}/films/page/2/`);

    const again = await take('films', `/${WHO}/films/`);
    for (const section of ['ratings', 'likes', 'likes_only', 'watched'] as const) {
      expect(again.summary[section]).toEqual({ ...NOTHING, total: summary[section].total });
    }
    expect(await stored()).toEqual(rows);
  });

  it('removes nothing that another page brought, and follows what changed', async () => {
    await take('films', `/${WHO}/films/`);
    await take('films', `/${WHO}/films/page/2/`);
    const both = (await stored()).length;
    expect(both).toBeGreaterThan(72);
    const first = (await stored())[0]!;
    await made.db.query('UPDATE ratings SET rating = CASE WHEN rating = 1 THEN 2 ELSE 1 END, observed_at = $1', [
      new Date(SAVED.getTime() - 1000),
    ]);
    await take('films', `/${WHO}/films/`);
    await take('films', `/${WHO}/films/page/2/`);
    expect((await stored()).length).toBe(both);
    expect((await stored())[0]).toEqual(first);
  });

  it('leaves what was observed later', async () => {
    await take('films', `/${WHO}/films/`);
    await made.db.query('UPDATE ratings SET rating = 1, observed_at = $1', [new Date(SAVED.getTime() + 1000)]);
    const { summary } = await take('films', `/${WHO}/films/`);
    expect(summary.ratings).toMatchObject({ new: 0, changed: 0 });
    expect((await stored()).every((row) => row.rating === 1)).toBe(true);
  });

  it('never believes a file that was saved in the future', async () => {
    await take('films', `/${WHO}/films/`, { savedAt: new Date(Date.now() + 86_400_000) });
    for (const row of await stored()) expect(row.observed_at.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('takes likes, watchlist, diary, profile and feed of the same member', async () => {
    expect((await take('likes', `/${WHO}/likes/films/`)).summary.likes.new).toBeGreaterThan(0);
    const watchlist = (await take('watchlist', `/${WHO}/watchlist/`)).summary.watchlist;
    expect(watchlist.new).toBe(watchlist.total);
    expect(watchlist.total).toBeGreaterThan(0);
    expect((await take('watchlist', `/${WHO}/watchlist/`)).summary.watchlist.new).toBe(0);
    expect((await take('diary', `/${WHO}/diary/`)).summary.watched.total).toBeGreaterThan(0);
    const { rows } = await made.db.query('SELECT 1 FROM ratings WHERE rated_at IS NOT NULL');
    expect(rows.length).toBeGreaterThan(0);
    const second = (await take('diary', `/${WHO}/diary/`)).summary;
    expect([second.ratings, second.watched]).toMatchObject([{ new: 0, changed: 0 }, { new: 0 }]);
    expect((await take('profile', `/${WHO}/`)).summary.favorites).toBeGreaterThan(0);
    expect((await take('rss', `/${WHO}/rss/`)).summary).toMatchObject({ member: WHO, source: 'rss', kind: 'rss' });
  });

  it('takes a list whole, a filmography, a film and its histogram', async () => {
    const due = world.lists.find((list) => list.slug === 'forty-for-the-lighthouse')!.films.map((film) => film.slug);
    for (const changes of [{ new: 1 }, { new: 0, changed: 0 }]) {
      expect((await take('list', `/${LIST}/`)).summary).toMatchObject({ member: WHO, lists: { total: 1, ...changes } });
    }
    const list = (await findLists(made.db, [LIST])).get(LIST)!;
    expect(list.source).toBe('pages');
    expect((await readListTitles(made.db, list.list_id)).map((film) => film.slug)).toEqual(due);

    const slug = due[0]!;
    expect((await take('film', `/film/${slug}/`)).summary.films.total).toBe(1);
    const path = `/csi/film/${slug}/ratings-summary/`;
    await expect(take('histogram', path)).rejects.toThrow('--url');
    await take('histogram', path, { url: path });
    const { rows } = await made.db.query(
      'SELECT counts FROM film_histograms JOIN films USING (film_id) WHERE slug = $1 AND counts IS NOT NULL',
      [slug],
    );
    expect(rows).toHaveLength(1);
  });

  it('refuses a page of somebody else, of another kind, or of a forgotten person', async () => {
    await expect(take('films', `/${WHO}/films/`, { member: 'somebody' })).rejects.toThrow(`a page of ${WHO}, not of`);
    await expect(take('profile', `/${WHO}/films/`)).rejects.toThrow(PageError);
    await forgetMember(made.db, WHO);
    await expect(take('films', `/${WHO}/films/`)).rejects.toThrow('forgotten');
    expect(await findMember(made.db, WHO)).toBeNull();
    expect(await stored()).toEqual([]);
  });

  it('stores the names of a page of members, but of nobody who asked to be forgotten', async () => {
    const followed = world.follows.filter((f) => f.follower.username === WHO).map((f) => f.followed.username);
    await forgetMember(made.db, followed[0]!);
    const { summary } = await take('members', `/${WHO}/following/`);
    const { rows } = await made.db.query<{ username: string }>('SELECT username FROM members');
    expect(rows.map((row) => row.username)).not.toContain(followed[0]);
    expect(summary.members.total).toBe(rows.length);
  });
});
