import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PEOPLE_ROLES, type PersonFilm, topPeople } from '../../src/people/index.ts';

const person = (person_id: number, name = `Person ${person_id}`) => ({ person_id, name });

function film(film_id: number, watchers: number, given: Partial<PersonFilm> = {}): PersonFilm {
  const slug = `film-${String(film_id).padStart(2, '0')}`;
  return { film_id, slug, lid: null, rank: film_id, watchers, directors: [], actors: [], writers: [], ...given };
}

describe('topPeople', () => {
  const varda = person(1, 'Agnès Varda');
  const lynch = person(2, 'David Lynch');
  const films = [
    film(1, 10, { directors: [varda] }),
    film(2, 30, { directors: [lynch] }),
    film(3, 1, { directors: [lynch], writers: [lynch] }),
    film(4, 5, { directors: [varda, lynch] }),
    film(5, 5, { directors: [varda], actors: [varda] }),
    film(6, 100, { directors: [person(3)] }),
    film(7, 100, { directors: [person(3)] }),
    ...Array.from({ length: 13 }, (_, index) => film(index + 8, 2)),
  ];
  const base = new Map([
    [1, 4],
    [2, 4],
    [3, 1],
    [4, 3],
    [5, 3.5],
    [6, 5],
    [7, 5],
  ]);

  it('weighs the bases of three films and more by their watchers, and counts those of the best tenth', () => {
    // 20 films: ranks 1 and 2 are the best tenth.
    expect(topPeople(films, base, 'directors')).toEqual([
      {
        person_id: 2,
        name: 'David Lynch',
        score: (30 * 4 + 1 * 1 + 5 * 3) / 36,
        films: 3,
        top_decile_films: 1,
        watchers: 36,
        film_ids: [2, 3, 4],
      },
      {
        person_id: 1,
        name: 'Agnès Varda',
        score: (10 * 4 + 5 * 3 + 5 * 3.5) / 20,
        films: 3,
        top_decile_films: 1,
        watchers: 20,
        film_ids: [1, 4, 5],
      },
    ]);
  });

  it('keeps the roles apart', () => {
    expect(topPeople(films, base, 'actors')).toEqual([]);
    expect(topPeople(films, base, 'writers')).toEqual([]);
  });

  it('has no best tenth among nine films, and one film of it among nineteen', () => {
    const of = (length: number) => Array.from({ length }, (_, i) => film(i + 1, 2, { actors: [varda] }));
    const bases = new Map(of(19).map(({ film_id }) => [film_id, 3]));
    expect(topPeople(of(9), bases, 'actors')[0]!.top_decile_films).toBe(0);
    expect(topPeople(of(10), bases, 'actors')[0]!.top_decile_films).toBe(1);
    expect(topPeople(of(19), bases, 'actors')[0]!.top_decile_films).toBe(1);
  });

  it('breaks ties by more films, then name, then person_id', () => {
    const four = [person(9, 'Zoe'), person(8, 'Bo'), person(7, 'Al'), person(6, 'Bo')];
    const credits = [four, four, four, [person(9, 'Zoe')]];
    const tied = credits.map((writers, index) => film(index + 1, 2, { writers }));
    const bases = new Map(tied.map(({ film_id }) => [film_id, 3]));
    expect(topPeople(tied, bases, 'writers').map(({ person_id }) => person_id)).toEqual([9, 7, 6, 8]);
  });

  it('counts a film once that credits somebody twice', () => {
    const twice = [film(1, 2, { actors: [varda, lynch, varda] }), film(2, 2, { actors: [varda] })];
    expect(topPeople(twice, base, 'actors')).toEqual([]);
  });

  it('needs a base for each film of theirs', () => {
    const known = [1, 2, 3].map((id) => film(id, 2, { actors: [varda] }));
    expect(() => topPeople(known, new Map([[1, 3]]), 'actors')).toThrow('film 2 has no base score');
  });

  it('has every person of three films, within the bases of those, and the same for films in another order', () => {
    const people = fc
      .uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 })
      .map((all) => all.map((id) => person(id)));
    const ranked = fc
      .array(
        fc.record({ watchers: fc.integer({ min: 2, max: 50 }), base: fc.integer({ min: 50, max: 500 }), people }),
        {
          maxLength: 30,
        },
      )
      .map((all) => ({
        films: all.map((given, index) => film(index + 1, given.watchers, { actors: given.people })),
        base: new Map(all.map((given, index) => [index + 1, given.base / 100])),
      }));
    fc.assert(
      fc.property(ranked, fc.constantFrom(...PEOPLE_ROLES), ({ films, base }, role) => {
        const found = topPeople(films, base, role);
        expect(topPeople([...films].reverse(), base, role)).toEqual(found);
        const credits = films.flatMap((one) => one[role]);
        const due = [1, 2, 3, 4, 5, 6].filter((id) => credits.filter(({ person_id }) => person_id === id).length >= 3);
        expect(found.map(({ person_id }) => person_id).sort()).toEqual(due);
        for (const [index, { score, film_ids, films: count, top_decile_films }] of found.entries()) {
          const bases = film_ids.map((id) => base.get(id)!);
          expect(score).toBeGreaterThanOrEqual(Math.min(...bases) - 1e-9);
          expect(score).toBeLessThanOrEqual(Math.max(...bases) + 1e-9);
          expect(film_ids.length).toBe(count);
          expect(top_decile_films).toBe(film_ids.filter((id) => id <= films.length / 10).length);
          if (index > 0) expect(found[index - 1]!.score).toBeGreaterThanOrEqual(score);
        }
      }),
    );
  });
});
