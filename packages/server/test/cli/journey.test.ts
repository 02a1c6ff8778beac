import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { startSandbox } from '../../../pipeline/src/sandbox/index.ts';
import { loadWorld } from '../../../pipeline/src/sandbox/load-world.ts';
import { answer, type Environment, Room, truth, WORLD } from './almanac.ts';

/** One cohort from its creation to its rankings, by the commands that a person would type, in their order. */

let database: TestDatabase;
let room: Room;
let env: Environment;
const closers: (() => Promise<void>)[] = [];

/** A site of the same world on another port, with things that go wrong. */
async function site(faults: Parameters<typeof startSandbox>[0]['faults'] = []) {
  const sandbox = await startSandbox({ world: loadWorld(room.world(WORLD)), port: 0, robots: 'open', faults });
  closers.push(() => sandbox.close());
  return sandbox;
}

beforeAll(async () => {
  database = await testDatabase();
  room = new Room({ DATABASE_URL: database.url, PORT: '0', ALMANAC_NOW: '2026-11-22' });
  env = { ...room.env, LETTERBOXD_BASE_URL: (await site()).url };
});
afterAll(async () => {
  for (const close of closers) await close();
  room.remove();
  await database.drop();
});

const json = async (args: string[]) => {
  const { code, stdout, stderr } = await answer([...args, '--json'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  return JSON.parse(stdout);
};

describe('schema', () => {
  it("refuses to touch an operator's database that is behind, and says what to do", async () => {
    for (const args of [['cohort', 'list'], ['worker']]) {
      const { code, stderr } = await answer(args, env);
      expect({ args, code }).toEqual({ args, code: 1 });
      expect(stderr).toMatch(/Run `almanac migrate` first/);
    }
  });

  it('migrates, and then has nothing to do', async () => {
    expect((await json(['migrate'])).applied.length).toBeGreaterThan(0);
    expect(await answer(['migrate'], env)).toEqual({ code: 0, stdout: 'The schema is current.\n', stderr: '' });
  });
});

describe('cohort', () => {
  it('says what to do while there is none', async () => {
    expect((await answer(['cohort', 'list'], env)).stdout).toMatch(/almanac cohort create/);
    const { code, stderr } = await answer(['sync', 'friends'], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/no cohort "friends"/);
  });

  it('creates one from a seed and names, each once whatever the letter case', async () => {
    const args = [
      'cohort',
      'create',
      '--label',
      'friends',
      '--seed',
      'Anna',
      '--relation',
      'following',
      '--include-seed',
    ];
    const cohort = await json([
      ...args,
      '--members',
      'BEN,ben , dora',
      '--list',
      'https://letterboxd.com/anna/list/best/',
    ]);
    // Who is named belongs to it at once; whom anna follows, the first sync finds out.
    expect(cohort).toMatchObject({ label: 'friends', visibility: 'private', member_count: 2, ranking_version: null });
    expect(cohort.definition).toEqual({
      seeds: [{ username: 'anna', relation: 'following', depth: 1, include_seed: true }],
      lists: ['anna/list/best'],
      members: ['ben', 'dora'],
      exclusions: [],
    });
  });

  it('refuses a label that is taken', async () => {
    const { code, stderr } = await answer(['cohort', 'create', '--label', 'friends', '--members', 'ben'], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/"friends" exists already/);
  });

  it('renames and deletes', async () => {
    await json(['cohort', 'create', '--label', 'passing', '--members', 'ben']);
    expect(await json(['cohort', 'rename', 'passing', 'gone'])).toMatchObject({ label: 'gone', display_name: 'gone' });
    expect((await answer(['cohort', 'delete', 'gone', '--yes'], env)).code).toBe(0);
    expect((await json(['cohort', 'list'])).items.map((c: { label: string }) => c.label)).toEqual(['friends']);
  });
});

describe('before the first sync', () => {
  it('plans without asking anybody', async () => {
    const plan = await json(['sync', 'friends', '--plan']);
    expect(plan).toMatchObject({ members: 2 });
    expect((await json(['runs', 'friends'])).items).toEqual([]);
  });

  it('invites to sync instead of an empty table', async () => {
    for (const command of ['rankings', 'insights']) {
      expect((await answer([command, 'friends'], env)).stdout).toMatch(
        /Nothing is ranked yet. `almanac sync friends --wait`/,
      );
    }
  });
});

describe('sync', () => {
  let first: Record<string, number>;

  it('works the tasks itself when no worker is alive, shows progress, and sums up', async () => {
    // The list of the definition isn't there: its part fails, everybody else is collected.
    const { code, stdout, stderr } = await room.run(['sync', 'friends', '--wait'], { env });
    // Which stages are seen depends on how fast they pass.
    expect(stderr).toMatch(/^(finding the members|collecting \d\/4 members|ranking) …?/m);
    expect(stderr).toMatch(/Warning: some of it failed[\s\S]*not_found \(1\)/);
    expect(stdout).toMatch(/Run \d+ of friends: partial in/);
    expect(stdout).toMatch(/members +4 of 4 read/);
    expect(stdout).toMatch(/ratings +23 new, 0 changed, 0 removed/);
    expect(stdout).toMatch(/enriched +8 films/);
    expect(code).toBe(0);
    first = (await json(['runs', 'friends'])).items[0].counters;
  });

  it('changes nothing the second time, with fewer requests', async () => {
    const run = await json(['sync', 'friends', '--wait']);
    expect(run.state).toBe('partial');
    expect(run.counters).toMatchObject({ ratings_new: 0, ratings_changed: 0 });
    expect(run.counters.requests).toBeLessThan(first.requests! / 2);
  });

  it('exits with 1 when nobody could be collected, and keeps what was published', async () => {
    const before = await json(['rankings', 'friends']);
    const down = await site([{ match: '^/(anna|ben|cleo|dora)/$', status: 404 }]);
    const { code, stderr } = await room.run(['sync', 'friends', '--wait'], { env: { LETTERBOXD_BASE_URL: down.url } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/failed: No member could be collected[\s\S]*not_found/);
    expect(await json(['rankings', 'friends'])).toEqual(before);
  });

  it('only starts the run without --wait, and says that nobody works it; it can be stopped once', async () => {
    const started = await answer(['sync', 'friends'], env);
    expect(started.code).toBe(0);
    expect(started.stderr).toMatch(/No worker is alive/);
    const id = /Run (\d+) started/.exec(started.stdout)![1]!;
    expect((await answer(['sync', 'friends'], env)).stderr).toMatch(`Run ${id} (sync) of friends is active already`);
    expect((await json(['run', 'stop', id])).state).toBe('stopped');
    const again = await answer(['run', 'stop', id], env);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/is over already/);
    expect((await answer(['run', 'show', id, '--wait'], env)).code).toBe(1);
  });
});

describe('rankings', () => {
  it('gives the watchers and means that the world holds', async () => {
    const page = await json(['rankings', 'friends', '--strategy', 'wilson']);
    expect(page).toMatchObject({
      strategy: 'wilson',
      next_cursor: null,
      coverage: { members: 4, members_with_data: 4 },
    });
    expect(page.items.length).toBeGreaterThan(3);
    for (const film of page.items) {
      const { watchers, mean } = truth(film.slug);
      expect(film.watchers).toBe(watchers);
      expect(film.avg_rating).toBeCloseTo(mean, 12);
    }
  });

  it('narrows, sorts and pages', async () => {
    const page = await json(['rankings', 'friends', '--genre', 'drama', '--sort', 'title', '--limit', '2']);
    expect(page.items.map((film: { title: string }) => film.title)).toEqual(['Crocodile, Mon Amour', 'Heat']);
    expect(page.total).toBeGreaterThan(2);
    const next = await json([
      ...['rankings', 'friends', '--genre', 'drama', '--sort', 'title', '--limit', '2', '--cursor', page.next_cursor],
    ]);
    expect(next.items[0].title).not.toBe('Heat');
  });

  it('prints a table, and says when filters leave nothing', async () => {
    const { stdout } = await answer(['rankings', 'friends'], env);
    expect(stdout).toMatch(/^ *# +film +score/);
    expect(stdout).toMatch(/Tampopo 🍜 \(1985\)/);
    expect(stdout).toMatch(/4 of 4 members/);
    expect((await answer(['rankings', 'friends', '--rating-min', '5'], env)).stdout).toMatch(/No film passes/);
  });

  it('exports the whole list, and only as much as --limit says', async () => {
    const { stdout } = await answer(['rankings', 'friends', '--format', 'csv'], env);
    const lines = stdout.trim().split('\r\n');
    expect(lines[0]).toMatch(/^rank,score,title,release_year/);
    expect(stdout).toContain('"Crocodile, Mon Amour"');
    expect(stdout).toContain('"The ""Mirror"" (Restored)"');
    const { items } = await json(['rankings', 'friends']);
    expect(lines).toHaveLength(1 + items.length);
    const radarr = JSON.parse(
      (await answer(['rankings', 'friends', '--format', 'radarr', '--limit', '1'], env)).stdout,
    );
    expect(radarr).toEqual([{ title: items[0].title, imdb_id: items[0].imdb_id, tmdbId: items[0].tmdb_id }]);
    const letterboxd = (await answer(['rankings', 'friends', '--format', 'letterboxd'], env)).stdout;
    expect(letterboxd).toMatch(/^LetterboxdURI,tmdbID/);
  });
});

describe('insights, compute, enrich', () => {
  it('reads each surface', async () => {
    for (const surface of ['buckets', 'divergence', 'likes-only', 'hidden-gems', 'favorites']) {
      expect((await json(['insights', 'friends', '--surface', surface])).surface).toBe(surface);
      expect((await answer(['insights', 'friends', '--surface', surface], env)).code).toBe(0);
    }
    expect((await json(['insights', 'friends', '--surface', 'likes-only'])).items[0].slug).toBe('wanda');
  });

  it("ranks anew with the cohort's own parameters", async () => {
    const before = await json(['rankings', 'friends']);
    expect((await json(['compute', 'friends', '--m', '50', '--wait'])).state).toBe('succeeded');
    expect((await json(['cohort', 'show', 'friends'])).parameters.m).toBe(50);
    const after = await json(['rankings', 'friends']);
    expect(after.ranking_version).not.toBe(before.ranking_version);
    expect(after.items[0].score).not.toBe(before.items[0].score);
  });

  it('asks again about one film', async () => {
    expect(await json(['enrich'])).toMatchObject({ films: 0, requests: 0 });
    expect(await json(['enrich', '--film', 'heat', '--force'])).toMatchObject({ films: 1, enriched: 1, failures: [] });
    expect((await answer(['enrich', '--film', 'unknown'], env)).stderr).toMatch(/No film "unknown"/);
  });
});

describe('token and user', () => {
  it('prints the token alone on stdout, lists it without its text, and revokes it', async () => {
    const made = await answer(
      ['token', 'create', '--email', 'Eve@example.org', '--name', 'blog', '--scope', 'cohorts:read'],
      env,
    );
    expect(made.stdout).toMatch(/^alm_sk_[0-9A-Za-z]{36}\n$/);
    const { items } = await json(['token', 'list']);
    expect(items).toMatchObject([
      {
        email: 'Eve@example.org',
        name: 'blog',
        scopes: ['cohorts:read'],
        last_four: made.stdout.trim().slice(-4),
        revoked_at: null,
      },
    ]);
    const days = (Date.parse(items[0].expires_at) - Date.parse(items[0].created_at)) / 86_400_000;
    expect(Math.round(days)).toBe(90);
    expect(JSON.stringify(items)).not.toContain(made.stdout.trim());
    expect((await answer(['token', 'revoke', String(items[0].id)], env)).code).toBe(0);
    expect((await json(['token', 'list'])).items[0].revoked_at).not.toBeNull();
    expect((await answer(['token', 'revoke', String(items[0].id)], env)).code).toBe(1);
  });

  it('creates users once', async () => {
    expect((await json(['user', 'create', '--email', 'fay@example.org'])).email).toBe('fay@example.org');
    expect((await answer(['user', 'create', '--email', 'FAY@example.org'], env)).code).toBe(1);
    const emails = (await json(['user', 'list'])).items.map((user: { email: string }) => user.email);
    expect(emails).toEqual(expect.arrayContaining(['operator@localhost', 'fay@example.org']));
  });
});

describe('doctor', () => {
  it('finds nothing broken, then names what is', async () => {
    expect((await answer(['doctor'], env)).code).toBe(0);
    const { code, stdout } = await answer(['doctor', '--json'], {
      ...env,
      DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
    });
    expect(code).toBe(1);
    const broken = JSON.parse(stdout).checks.filter((c: { state: string }) => c.state === 'broken');
    expect(broken.map((c: { check: string }) => c.check)).toContain('services');
  });
});
