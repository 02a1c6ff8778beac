/** A film's own page, and finding what films are filtered by, over HTTP and PostgreSQL. */
import { ensureMembers, recordConsent } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Circle, circle, MEMBERS, publish } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';
import { type Ask, askAs } from './support/people.ts';

let made: Circle;
let server: Awaited<ReturnType<typeof serveCircle>>;
let ask: Ask;
let first: { film_id: number; rank: number; score: number; histogram: number[] };
const at = (filmId: number) => `/v1/cohorts/circle/films/${filmId}`;

beforeAll(async () => {
  made = await circle();
  const { db, cohort } = made;
  await db.query("UPDATE cohorts SET visibility = 'public'");
  await db.query(`UPDATE film_histograms SET rating_count = 55, counts = '{1,2,3,4,5,6,7,8,9,10}'`);
  await db.query("UPDATE films SET tmdb_type = 'movie', tmdb_id = film_id, imdb_id = 'tt00' || film_id");
  await db.query(
    "INSERT INTO genres VALUES ('drama', 'Drama'), ('film-noir', 'Film Noir'), ('science-fiction', 'Science Fiction')",
  );
  await db.query("INSERT INTO countries VALUES ('FR', 'France'), ('SE', 'Sweden')");
  await db.query("INSERT INTO people (name) VALUES ('Agnès Varda'), ('Varg Ölander'), ('Ana Vargas'), ('Åke Ström')");
  await db.query("INSERT INTO film_genres (film_id, genre_id, position) SELECT film_id, 'drama', 0 FROM films");
  await db.query(
    "INSERT INTO film_genres (film_id, genre_id, position) SELECT film_id, 'film-noir', 1 FROM films LIMIT 3",
  );
  await db.query("INSERT INTO film_countries (film_id, country_id, position) SELECT film_id, 'FR', 0 FROM films");
  await db.query(
    `INSERT INTO film_people (film_id, role, person_id, position)
     SELECT film_id, 'director', 1 + film_id % 4, 0 FROM films`,
  );
  await publish(db, cohort.id);
  await db.query('UPDATE cohorts SET revision = revision + 1');
  server = await serveCircle(made, made.freshServices());
  ask = await askAs(made, server.url);
  first = (await ask('owner', '/v1/cohorts/circle/rankings?limit=1')).body.items[0];
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

describe('a film', () => {
  it('has what it is, its numbers, and its place under every strategy with the parts of the score', async () => {
    const { status, body } = await ask('nobody', at(first.film_id));
    expect(status).toBe(200);
    expect(body.film).toMatchObject({
      film_id: first.film_id,
      genres: [{ id: 'drama', name: 'Drama' }, ...body.film.genres.slice(1)],
    });
    expect(body.film.links).toEqual({
      letterboxd: `https://boxd.it/${body.film.lid}`,
      tmdb: `https://www.themoviedb.org/movie/${first.film_id}`,
      imdb: `https://www.imdb.com/title/tt00${first.film_id}/`,
    });
    expect(body.numbers.histogram).toEqual(first.histogram);
    expect(body.numbers.watchers).toBe(first.histogram.reduce((sum, n) => sum + n, 0));
    const place = body.places.find(({ strategy }: { strategy: string }) => strategy === 'bayesian');
    expect(place).toMatchObject({ rank: 1, score: first.score, previous_rank: 1 });
    for (const { score, components } of body.places) {
      const sum = components.reduce((all: number, part: { contribution: number }) => all + part.contribution, 0);
      expect(sum).toBeCloseTo(score, 12);
    }
    const strategies = [...body.places.map(({ strategy }: { strategy: string }) => strategy), ...body.unranked];
    expect(new Set(strategies).size).toBe(6);
    expect(strategies).toHaveLength(6);
  });

  it('has the histogram of the world beside it, unless that contradicts itself', async () => {
    const known = (await made.db.query<{ film_id: number }>('SELECT min(film_id) AS film_id FROM film_histograms'))
      .rows[0]!;
    const world = async () => (await ask('nobody', at(known.film_id))).body.world;
    expect((await world()).histogram).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await made.db.query('UPDATE film_histograms SET flagged = true WHERE film_id = $1', [known.film_id]);
    expect(await world()).toMatchObject({ average: null, histogram: null, rating_count: 55 });
  });

  it('names those who rated it to owners, and to others only those who agreed', async () => {
    const all = (await ask('owner', at(first.film_id))).body;
    expect(all.unnamed).toBe(0);
    const rated = all.opinions.filter(({ rating }: { rating: number | null }) => rating !== null);
    expect(rated).toHaveLength(all.numbers.watchers);
    expect(rated.length).toBeLessThanOrEqual(MEMBERS);
    const seen = all.opinions.filter(({ watched }: { watched: boolean }) => watched).length;
    for (const who of ['viewer', 'stranger', 'nobody'] as const) {
      const { body, text } = await ask(who, at(first.film_id));
      expect(body.opinions).toEqual([]);
      expect(body.unnamed).toBe(seen);
      expect(text).not.toContain('member-');
    }
    const [memberId] = await ensureMembers(made.db, [{ username: rated[0].username }]);
    await recordConsent(made.db, {
      cohortId: made.cohort.id,
      memberId: memberId!,
      how: 'owner_statement',
      statedBy: null,
    });
    const { body } = await ask('nobody', at(first.film_id));
    expect(body.opinions).toEqual([rated[0]]);
    expect(body.unnamed).toBe(seen - 1);
  });

  it('that nobody rated is there for who may see that somebody wants to see it, and for nobody else', async () => {
    const { rows } = await made.db.query<{ film_id: number }>(
      "INSERT INTO films (title) VALUES ('Unseen') RETURNING film_id",
    );
    const id = rows[0]!.film_id;
    expect((await ask('owner', at(id))).status).toBe(404);
    await made.db.query(
      "INSERT INTO watchlist_entries SELECT min(member_id), $1, 'export', now() FROM cohort_members WHERE cohort_id = $2",
      [id, made.cohort.id],
    );
    const { body } = await ask('owner', at(id));
    expect(body).toMatchObject({ numbers: null, world: null, places: [], unnamed: 0 });
    expect(body.opinions).toMatchObject([{ on_watchlist: true, watched: false, rating: null }]);
    expect((await ask('nobody', at(id))).status).toBe(404);
    expect((await ask('owner', at(2_000_000_000))).status).toBe(404);
    expect((await ask('owner', '/v1/cohorts/circle/films/0')).status).toBe(400);
  });

  it('is kept by shared caches only as nobody in particular sees it', async () => {
    const public_ = await ask('nobody', at(first.film_id));
    expect(public_.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=60');
    expect(public_.headers.get('vary')).toMatch(/Authorization, Cookie/);
    expect((await ask('owner', at(first.film_id))).headers.get('cache-control')).toBe('private, no-cache');
    const again = { headers: { 'if-none-match': public_.headers.get('etag')! } };
    expect((await ask('nobody', at(first.film_id), again)).status).toBe(304);
    expect((await ask('owner', at(first.film_id), again)).status).toBe(200);
  });
});

describe('filter options', () => {
  const names = async (query: string) =>
    (await ask('nobody', `/v1/filter-options/${query}`)).body.items.map(({ name }: { name: string }) => name);

  it.each([
    ['directors?q=agn', ['Agnès Varda']],
    ['directors?q=VARDÀ', ['Agnès Varda']],
    ['directors?q=olan', ['Varg Ölander']],
    ['directors?q=ake%20str', ['Åke Ström']],
    ['directors?q=str%20ake', ['Åke Ström']],
    ['genres?q=fict', []],
    ['genres?q=noir', ['Film Noir']],
    ['countries?q=fr', ['France']],
    ['countries?q=swe', []],
    ['writers?q=agn', []],
  ])('%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('come with whole names that begin so first, then with more films', async () => {
    expect(await names('directors?q=var&limit=1')).toEqual(['Varg Ölander']);
    expect(new Set(await names('directors?q=var'))).toEqual(new Set(['Varg Ölander', 'Agnès Varda', 'Ana Vargas']));
    expect(await names('genres')).toEqual(['Drama', 'Film Noir']);
  });

  it('are told by id, whatever else is asked', async () => {
    const { items } = (await ask('nobody', '/v1/filter-options/genres?ids=film-noir&ids=none')).body;
    expect(items).toEqual([{ id: 'film-noir', name: 'Film Noir', films: 3 }]);
    expect(await names('directors?ids=1&q=ake')).toEqual(['Agnès Varda', 'Åke Ström']);
  });

  it('are counted within a cohort, for who may read it', async () => {
    const of = '/v1/filter-options/genres?cohort=circle';
    const total = (await ask('nobody', '/v1/cohorts/circle/rankings?limit=1')).body.total;
    expect((await ask('nobody', of)).body.items[0]).toEqual({ id: 'drama', name: 'Drama', films: total });
    await made.db.query("UPDATE cohorts SET visibility = 'private'");
    const fresh = await serveCircle(made, made.freshServices());
    try {
      expect((await fetch(fresh.url + of)).status).toBe(404);
    } finally {
      await fresh.close();
      await made.db.query("UPDATE cohorts SET visibility = 'public'");
    }
  });

  it('refuse what says nothing, by name', async () => {
    const { status, body } = await ask('nobody', '/v1/filter-options/genres?q=%24%24');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ in: 'query', name: 'q' }]);
    expect((await ask('nobody', '/v1/filter-options/studios')).status).toBe(400);
  });
});
