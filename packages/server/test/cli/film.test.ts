/** `almanac film` and `almanac options`: what the endpoints answer, without a token. */
import { storeFilmDetails } from '@cohort-almanac/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { presentFilmPage, presentOptions } from '../../src/presenters/films.ts';
import { type Circle, circle } from '../support/circle.ts';
import { answer, type Environment, Room } from './almanac.ts';

let made: Circle;
let room: Room;
let env: Environment;
let filmId: number;
beforeAll(async () => {
  made = await circle();
  room = new Room({ DATABASE_URL: made.url });
  env = room.env;
  filmId = (await made.db.query<{ film_id: number }>("SELECT film_id FROM films WHERE slug = 'film-2'")).rows[0]!
    .film_id;
  await made.db.transaction((tx) =>
    storeFilmDetails(
      tx,
      [{ film_id: filmId, genres: [{ id: 'drama', name: 'Drama' }], countries: [], checked: [] }],
      new Date(),
    ),
  );
});
afterAll(async () => {
  room.remove();
  await made.drop();
});

const json = async (...args: string[]) => JSON.parse((await answer([...args, '--json'], env)).stdout);

it('film tells what the endpoint tells, with names, and for people where it stands', async () => {
  const page = (await made.freshServices().films.read(made.cohort, filmId, { see_names: true }))!;
  expect(await json('film', 'circle', 'film-2')).toEqual(JSON.parse(JSON.stringify(presentFilmPage(page))));
  const { stdout, code } = await answer(['film', 'circle', `id:${filmId}`], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Film 2 \(1962\)[\s\S]*watchers +\d[\s\S]*bayesian +\d+ of \d+[\s\S]*member-\d/);
});

it('film says what it does not know', async () => {
  expect(await answer(['film', 'circle', 'no-such-film'], env)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/No film "no-such-film"/),
  });
  await made.db.query("INSERT INTO films (slug, title) VALUES ('unseen', 'Unseen')");
  expect(await answer(['film', 'circle', 'unseen'], env)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/Nobody in circle has or means to see Unseen/),
  });
});

it('options lists what the endpoint lists', async () => {
  const request = { q: 'dra', ids: [], limit: 5 };
  const all = await made.freshServices().films.options(made.cohort, 'genres', request);
  expect(all).toHaveLength(1);
  expect(await json('options', 'genres', '--cohort', 'circle', '--q', 'dra')).toEqual(
    JSON.parse(JSON.stringify(presentOptions('genres', all))),
  );
  expect((await answer(['options', 'genres'], env)).stdout).toMatch(/drama +Drama +1/);
  expect((await answer(['options', 'writers'], env)).stdout).toContain('no such writers');
  expect((await answer(['options', 'shoes'], env)).code).toBe(2);
});
