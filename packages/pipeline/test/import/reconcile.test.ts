import type { RatingInput, StoredRating } from '@cohort-almanac/db';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Pass, reconcile, type Shelf, type ShelfSection } from '../../src/import/reconcile.ts';

const T = new Date('2024-05-01T00:00:00Z');
const MINUTE = 60_000;

const day = fc.constantFrom(null, '2020-01-01', '2023-03-03');
const aspects = fc.record({
  rating: fc.option(fc.integer({ min: 1, max: 10 })),
  liked: fc.boolean(),
  watched: fc.boolean(),
});
/** Rows that a store or an export can hold: something is said of the film, and who rates has watched. */
const shelfRows = fc
  .uniqueArray(fc.record({ film_id: fc.integer({ min: 1, max: 12 }), rated_at: day, ...{ of: aspects } }), {
    selector: (row) => row.film_id,
  })
  .map((rows) =>
    rows
      .map(({ film_id, rated_at, of }): RatingInput => {
        const rated = of.rating !== null;
        return { film_id, ...of, watched: of.watched || rated, rated_at: rated ? rated_at : null };
      })
      .filter((row) => row.rating !== null || row.liked || row.watched),
  );
const storedRows = fc
  .tuple(shelfRows, fc.array(fc.integer({ min: -2, max: 1 }), { minLength: 12, maxLength: 12 }))
  .map(([rows, ages]): StoredRating[] =>
    rows.map((row) => ({ ...row, observed_at: new Date(T.getTime() + ages[row.film_id - 1]! * MINUTE) })),
  );
const shelf = shelfRows.map((rows): Shelf => new Map(rows.map((row) => [row.film_id, row])));
const pass = fc.record({
  observedAt: fc.constant(T),
  allSeenAt: fc.constantFrom(null, new Date(T.getTime() - MINUTE), T, new Date(T.getTime() + MINUTE)),
  whole: fc.record({ ratings: fc.boolean(), likes: fc.boolean(), watched: fc.boolean() }),
});
const everything: Pass = {
  observedAt: T,
  allSeenAt: null,
  whole: { ratings: true, likes: true, watched: true },
};
const nothing: Pass = { observedAt: T, allSeenAt: null, whole: { ratings: false, likes: false, watched: false } };

/** What the store holds afterwards. */
function apply(stored: readonly StoredRating[], result: ReturnType<typeof reconcile>): StoredRating[] {
  const rows = new Map(stored.map((row) => [row.film_id, row]));
  for (const row of result.write) rows.set(row.film_id, { ...row, observed_at: T });
  for (const { film_id, rated_at } of result.date) rows.set(film_id, { ...rows.get(film_id)!, rated_at });
  for (const film of result.remove) rows.delete(film);
  return [...rows.values()];
}

const holds: Record<ShelfSection, (row: RatingInput) => boolean> = {
  ratings: (row) => row.rating !== null,
  likes: (row) => row.liked,
  likes_only: (row) => row.liked && row.rating === null,
  watched: (row) => row.watched,
};
const sections = Object.keys(holds) as ShelfSection[];

describe('reconcile', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(storedRows, shelf, pass, (stored, given, how) => {
        const once = apply(stored, reconcile(stored, given, how));
        const again = reconcile(once, given, how);
        expect(again.remove).toEqual([]);
        for (const section of sections) {
          expect(again.changes[section]).toMatchObject({ new: 0, changed: 0, removed: 0 });
        }
        expect(new Map(apply(once, again).map((row) => [row.film_id, row]))).toEqual(
          new Map(once.map((row) => [row.film_id, row])),
        );
      }),
    );
  });

  it('counts what it does to the store', () => {
    fc.assert(
      fc.property(storedRows, shelf, pass, (stored, given, how) => {
        const result = reconcile(stored, given, how);
        const after = apply(stored, result);
        for (const section of sections) {
          const { new: added, removed } = result.changes[section];
          const before = stored.filter(holds[section]).length;
          expect(after.filter(holds[section])).toHaveLength(before + added - removed);
        }
      }),
    );
  });

  it('leaves what was observed later as it is, but for a date that it lacks', () => {
    fc.assert(
      fc.property(storedRows, shelf, pass, (stored, given, how) => {
        const after = apply(stored, reconcile(stored, given, how));
        for (const row of stored.filter(({ observed_at }) => observed_at > T)) {
          const twin = given.get(row.film_id);
          const dated = row.rating !== null && row.rating === twin?.rating;
          expect(after).toContainEqual({ ...row, rated_at: row.rated_at ?? (dated ? twin.rated_at : null) });
        }
      }),
    );
  });

  it('makes the store what a whole export says, but for what was observed later', () => {
    fc.assert(
      fc.property(storedRows, shelf, (stored, given) => {
        const late = new Set(stored.filter((row) => row.observed_at > T).map((row) => row.film_id));
        const after = apply(stored, reconcile(stored, given, everything)).filter((row) => !late.has(row.film_id));
        const wanted = [...given.values()].filter((row) => !late.has(row.film_id));
        const bare = ({ film_id, rating, liked, watched }: RatingInput) => ({ film_id, rating, liked, watched });
        const byFilm = (a: { film_id: number }, b: { film_id: number }) => a.film_id - b.film_id;
        expect(after.map(bare).sort(byFilm)).toEqual(wanted.map(bare).sort(byFilm));
      }),
    );
  });

  it('adds no film when a later look saw all there were', () => {
    fc.assert(
      fc.property(storedRows, shelf, (stored, given) => {
        const seen = { ...everything, allSeenAt: new Date(T.getTime() + MINUTE) };
        const known = new Set(stored.map((row) => row.film_id));
        const added = reconcile(stored, given, seen).write.filter((row) => !known.has(row.film_id));
        expect(added).toEqual([]);
      }),
    );
  });

  it('removes nothing when nothing is whole', () => {
    fc.assert(
      fc.property(storedRows, shelf, (stored, given) => {
        const { remove, changes } = reconcile(stored, given, nothing);
        expect(remove).toEqual([]);
        for (const section of ['ratings', 'likes', 'watched'] as const) expect(changes[section].removed).toBe(0);
      }),
    );
  });

  it('takes a rating away and keeps the film watched, without the date of the rating', () => {
    const old = { film_id: 1, rating: 8, liked: false, watched: true, rated_at: '2023-03-03', observed_at: T };
    const given = { film_id: 1, rating: null, liked: false, watched: true, rated_at: null };
    const { write, remove, changes } = reconcile([old], new Map([[1, given]]), everything);
    expect(write).toEqual([given]);
    expect(remove).toEqual([]);
    expect(changes.ratings).toEqual({ total: 0, new: 0, changed: 0, removed: 1 });
    expect(changes.watched).toEqual({ total: 1, new: 0, changed: 0, removed: 0 });
  });
});
