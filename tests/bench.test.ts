/** What the bench `scale` makes up is what it says: cohorts of one size, no film twice, the same ones in every run. */
import { describe, expect, it } from 'vitest';
import { catalogueSize, furtherFilms, ratingsOf } from '../bench/scale/cohorts.ts';
import { byShare, limitsOf } from '../bench/scale/limits.ts';
import { generateCohort } from '../bench/support/cohort.ts';
import { neverAskedBefore } from '../bench/support/questions.ts';

const SEED = 7;
const template = generateCohort({ members: 30, films: 200, ratings: 1_500, leastWatchers: 1 }, SEED);
const films = catalogueSize(template.films.length, 8);
const fourth = ratingsOf(template, 3, films, SEED);
const filmsOf = (ratings: typeof fourth) => new Set(ratings.map(({ film }) => film));

describe('further cohorts', () => {
  it('are as large as the first, which is the template', () => {
    expect(ratingsOf(template, 0, films, SEED)).toBe(template.ratings);
    expect(fourth).toHaveLength(template.ratings.length);
    expect(filmsOf(fourth).size).toBe(filmsOf(template.ratings).size);
  });

  it('have members of their own, none of whom rates a film twice', () => {
    const members = fourth.map(({ member }) => member);
    expect(Math.min(...members)).toBe(91);
    expect(Math.max(...members)).toBe(120);
    expect(new Set(fourth.map(({ member, film }) => `${member} ${film}`)).size).toBe(fourth.length);
  });

  it('share what is watched most, and find the rest in the whole catalogue', () => {
    const known = filmsOf(template.ratings);
    const shared = [...filmsOf(fourth)].filter((film) => known.has(film));
    expect(films).toBe(400);
    expect(shared.length).toBeGreaterThanOrEqual(40);
    expect(shared.length).toBeLessThan(known.size);
    expect(Math.max(...filmsOf(fourth))).toBeGreaterThan(template.films.length);
    expect(Math.max(...filmsOf(fourth))).toBeLessThanOrEqual(films);
  });

  it('rate in half stars, otherwise than the first', () => {
    const stars = fourth.map(({ half_stars }) => half_stars);
    expect(stars.every((n) => Number.isInteger(n) && n >= 1 && n <= 10)).toBe(true);
    expect(stars).not.toEqual(template.ratings.map(({ half_stars }) => half_stars));
  });

  it('are the same for the same seed, and others for another', () => {
    expect(ratingsOf(template, 3, films, SEED)).toEqual(fourth);
    expect(ratingsOf(template, 3, films, SEED + 1)).not.toEqual(fourth);
  });
});

it('gives further films the numbers after those that are known', () => {
  expect(furtherFilms(200, 203, SEED).map(({ slug }) => slug)).toEqual(['film-201', 'film-202', 'film-203']);
});

it('asks no question twice', () => {
  const next = neverAskedBefore(['/a', '/b', '/c']);
  expect(new Set(Array.from({ length: 30_000 }, next)).size).toBe(30_000);
});

it('names the limit first of which most is used up, and leaves out what was not told', () => {
  const limits = limitsOf({ memory: [450, 300], disk: [10, 100], handles: [null, 5] });
  expect(limits).toEqual({
    memory: { limit: 300, value: 450, share: 1.5 },
    disk: { limit: 100, value: 10, share: 0.1 },
  });
  expect(byShare(limits)).toEqual(['memory', 'disk']);
});
