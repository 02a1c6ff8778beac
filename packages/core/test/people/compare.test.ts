import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedCohort, compareCohorts } from '../../src/people/index.ts';
import { baseScores, filmStatistics, rankFilms } from '../../src/scoring/index.ts';
import type { FilmAggregate } from '../../src/scoring/types.ts';
import { CLUB, cohorts, film, histogramOf, TODAY } from '../scoring/films.ts';

function cohort(films: FilmAggregate[]): ComparedCohort {
  const stats = filmStatistics(films);
  return { stats, base: baseScores(stats, CLUB), ranked: rankFilms('bayesian', stats, CLUB, TODAY) };
}

const given = (film_id: number, ...stars: number[]) =>
  film(`film-${film_id}`, { film_id, histogram: histogramOf(...stars) });

describe('compareCohorts', () => {
  it('has the films with three watchers in both, by the difference of their bases', () => {
    // m = 3; C is 4 here and 3 there.
    const first = cohort([given(1, 5, 5, 5), given(2, 3, 3, 3), given(3, 4, 4), given(5, 4, 4, 4)]);
    const second = cohort([given(1, 2, 2, 2), given(2, 4, 4, 4), given(3, 3, 3, 3), given(4, 3, 3, 3)]);
    const { films, top } = compareCohorts(first, second);
    expect(films).toEqual([
      { film_id: 1, first_base: 4.5, second_base: 2.5, first_watchers: 3, second_watchers: 3, difference: 2 },
      { film_id: 2, first_base: 3.5, second_base: 3.5, first_watchers: 3, second_watchers: 3, difference: 0 },
    ]);
    expect(top).toEqual({ both: 3, either: 5, jaccard: 0.6 });
  });

  it('puts more watchers first among equal differences, then slug, then film_id', () => {
    const fours = histogramOf(4, 4, 4);
    const same = cohort([
      film('b', { film_id: 1, histogram: fours }),
      film('a', { film_id: 3, histogram: fours }),
      film('a', { film_id: 2, histogram: fours }),
      film('c', { film_id: 4, histogram: histogramOf(4, 4, 4, 4) }),
    ]);
    const backwards = { ...same, stats: [...same.stats].reverse() };
    expect(compareCohorts(backwards, same).films.map(({ film_id }) => film_id)).toEqual([4, 2, 3, 1]);
  });

  it('looks at the top 100 only', () => {
    const ranked = (from: number) => Array.from({ length: 150 }, (_, i) => ({ film_id: from + i, rank: i + 1 }));
    const of = (from: number): ComparedCohort => ({ stats: [], base: new Map(), ranked: ranked(from) });
    expect(compareCohorts(of(0), of(50)).top).toEqual({ both: 50, either: 150, jaccard: 1 / 3 });
    expect(compareCohorts(of(0), of(100)).top.jaccard).toBe(0);
    expect(compareCohorts(of(0), { ...of(0), ranked: [] }).top).toEqual({ both: 0, either: 100, jaccard: 0 });
  });

  it('says nothing of two cohorts without films', () => {
    const none = cohort([]);
    expect(compareCohorts(none, none)).toEqual({ films: [], top: { both: 0, either: 0, jaccard: null } });
  });

  it('needs a base for each film', () => {
    const one = cohort([given(1, 4, 4, 4)]);
    expect(() => compareCohorts(one, { ...one, base: new Map() })).toThrow('film 1 has no base score');
  });

  it('is the same from the other side with the sign turned, in any order, and all alike with itself', () => {
    fc.assert(
      fc.property(cohorts, cohorts, (a, b) => {
        // One film has one name in both.
        const named = b.map((one, i) => (a[i] ? { ...one, slug: a[i].slug, lid: a[i].lid } : one));
        const [first, second] = [cohort(a), cohort(named)];
        const there = compareCohorts(first, second);
        const back = compareCohorts(second, first);
        expect(back.top).toEqual(there.top);
        const differences = new Map(back.films.map(({ film_id, difference }) => [film_id, difference]));
        expect(differences.size).toBe(there.films.length);
        for (const [index, { film_id, difference }] of there.films.entries()) {
          expect(differences.get(film_id)! + difference).toBe(0);
          if (index > 0) expect(there.films[index - 1]!.difference).toBeGreaterThanOrEqual(difference);
        }
        const turned = (of: ComparedCohort) => ({
          ...of,
          stats: [...of.stats].reverse(),
          ranked: [...of.ranked].reverse(),
        });
        expect(compareCohorts(turned(first), turned(second))).toEqual(there);
        const itself = compareCohorts(first, first);
        expect(itself.films.every(({ difference }) => difference === 0)).toBe(true);
        expect(itself.top.jaccard).toBe(first.ranked.length > 0 ? 1 : null);
      }),
    );
  });
});
