import { type Database, openDatabase, resolveFilms, storeFilmDetails } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { startSandbox } from '../../../pipeline/src/sandbox/index.ts';
import { loadWorld } from '../../../pipeline/src/sandbox/load-world.ts';
import { answer, type Environment, Room, WORLD } from './almanac.ts';

let database: TestDatabase;
let room: Room;
let env: Environment;
let db: Database;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url });
  const sandbox = await startSandbox({ world: loadWorld(room.world(WORLD)), port: 0, robots: 'open' });
  closers.push(() => sandbox.close());
  env = { ...room.env, LETTERBOXD_BASE_URL: sandbox.url };
  expect((await answer(['migrate'], env)).code).toBe(0);
  db = openDatabase({ url: database.url });
  closers.push(() => db.close());
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
  room.remove();
  await database.drop();
});

const json = async (args: string[]) => {
  const { code, stdout, stderr } = await answer([...args, '--json'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  return JSON.parse(stdout);
};

const known = async (films: { lid?: string; slug?: string; title: string; year?: number }[]) =>
  resolveFilms(
    db,
    films.map(({ lid = null, slug = null, title, year = null }) => ({
      lid: lid,
      letterboxd_id: null,
      slug,
      title,
      year,
    })),
  );

describe('films merge', () => {
  it('makes two one, and both names mean it from then on', async () => {
    const [keep, gone] = await known([
      { lid: 'k1', slug: 'solaris', title: 'Solaris', year: 1972 },
      { lid: 'g1', slug: 'solyaris', title: 'Solyaris', year: 1972 },
    ]);
    const { code, stdout, stderr } = await answer(['films', 'merge', 'solaris', 'g1', '--yes'], env);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        `Solyaris (1972) [id ${gone}, solyaris] is now a part of Solaris (1972) [id ${keep}, solaris], ` +
        'which 0 members have.\n',
    });
    expect(stderr).toMatch(/almanac compute COHORT/);
    const shown = await json(['films', 'show', 'solyaris']);
    expect(shown).toMatchObject({ film_id: keep, slug: 'solaris', lid: 'k1' });
    expect((await answer(['films', 'show', `id:${keep}`], env)).stdout).toMatch(/also known by\s+lid g1/);
  });

  it('says why it will not', async () => {
    const same = await answer(['films', 'merge', 'solaris', 'solyaris', '--yes'], env);
    expect(same).toMatchObject({ code: 1, stderr: expect.stringMatching(/are one film already/) });
    const unknown = await answer(['films', 'merge', 'solaris', 'stalker', '--yes'], env);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringMatching(/No film "stalker" is known here/) });
  });

  it('asks which is meant when one slug is the id of another film', async () => {
    const [first] = await known([{ slug: 'first', title: 'First' }]);
    const [second] = await known([{ slug: String(first), title: 'Called by a number' }]);
    const which = await answer(['films', 'show', String(first)], env);
    expect(which).toMatchObject({ code: 1, stderr: expect.stringMatching(/can mean 2 films/) });
    expect(await json(['films', 'show', `id:${first}`])).toMatchObject({ title: 'First' });
    expect(await json(['films', 'show', `slug:${first}`])).toMatchObject({ film_id: second });
  });
});

describe('films unresolved and resolve', () => {
  it('lists what the search left open and takes a decision of each kind', async () => {
    expect((await answer(['films', 'unresolved'], env)).stdout).toMatch(/is resolved/);
    const [near, other, absent, found] = await known([
      { lid: 'r1', title: 'Ran', year: 1986 },
      { lid: 'r2', title: 'Heat', year: 1990 },
      { lid: 'r3', title: 'Home Movie', year: 1999 },
      { lid: 'r4', title: 'alien', year: 1979 },
    ]);
    for (const id of [near, other, absent, found]) {
      expect((await answer(['enrich', '--film', `id:${id}`], env)).code).toBe(0);
    }
    expect(await json(['films', 'show', 'r4'])).toMatchObject({ tmdb_id: 9101, tmdb_confidence: 'high' });

    const { items } = await json(['films', 'unresolved']);
    expect(items.map((film: { title: string; tmdb_confidence: string }) => [film.title, film.tmdb_confidence])).toEqual(
      [
        ['Heat', 'low'],
        ['Home Movie', 'none'],
        ['Ran', 'medium'],
      ],
    );
    expect((await answer(['films', 'unresolved'], env)).stdout).toMatch(
      new RegExp(`${near}\\s+Ran \\(1986\\)\\s+0\\s+medium\\s+1\\s+Ran \\(1985\\)\\s+movie:9106`),
    );

    expect(await json(['films', 'resolve', 'r1', '--candidate', '1'])).toMatchObject({
      tmdb_type: 'movie',
      tmdb_id: 9106,
      tmdb_confidence: 'chosen',
    });
    expect((await answer(['films', 'resolve', 'r2', '--tmdb', 'tv:4321'], env)).stdout).toMatch(
      /Heat \(1990\) is tv:4321/,
    );
    expect((await answer(['films', 'resolve', 'r3', '--none'], env)).stdout).toMatch(/not looked for/);
    expect(await json(['films', 'unresolved'])).toEqual({ items: [], next_cursor: null });

    // The next enrichment asks TMDB about what was chosen.
    const { tmdb_checked_at } = await json(['films', 'show', 'r1']);
    expect(tmdb_checked_at).toBeNull();
    await answer(['enrich', '--film', 'lid:r1'], env);
    expect((await json(['films', 'show', 'r1'])).tmdb_checked_at).not.toBeNull();
  });

  it('refuses a decision that is none', async () => {
    const refused = async (...args: string[]) => {
      const { code, stderr } = await answer(['films', 'resolve', 'r1', ...args], env);
      return [code, stderr];
    };
    expect(await refused()).toEqual([2, expect.stringMatching(/one of --tmdb, --candidate and --none/)]);
    expect(await refused('--none', '--candidate', '1')).toEqual([2, expect.stringMatching(/one of/)]);
    expect(await refused('--tmdb', 'film:12')).toEqual([2, expect.stringMatching(/movie:ID or tv:ID/)]);
    expect(await refused('--candidate', '2')).toEqual([1, expect.stringMatching(/has no candidate 2: it has only 1/)]);
  });
});

describe('enrich', () => {
  it('asks about every film by force, and says when TMDB can not be asked', async () => {
    const [film] = await known([{ slug: 'tampopo', title: 'Tampopo' }]);
    await db.query(`INSERT INTO members (username) VALUES ('anna') ON CONFLICT DO NOTHING`);
    await db.query(
      `INSERT INTO ratings (member_id, film_id, rating, source, observed_at)
       SELECT member_id, $1, 8, 'crawl', now() FROM members WHERE username = 'anna'`,
      [film],
    );
    expect(await json(['enrich'])).toMatchObject({ films: 1, enriched: 1, failures: [] });
    expect(await json(['enrich'])).toMatchObject({ films: 0, requests: 0 });
    const forced = await json(['enrich', '--force']);
    expect(forced).toMatchObject({ films: 1, enriched: 1 });
    expect(forced.requests).toBeGreaterThan(1);

    await db.transaction((tx) => storeFilmDetails(tx, [{ film_id: film!, checked: ['histogram'] }], new Date(0)));
    const without = { ...env, ALMANAC_SOURCE: 'none', LETTERBOXD_BASE_URL: '' };
    const { code, stdout, stderr } = await answer(['enrich'], without);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/Every film is known/) });
    expect(stderr).toMatch(/No TMDB token is set/);
  });
});
