import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseScores,
  divergences,
  favorites,
  filmStatistics,
  hiddenGems,
  insights,
  isRated,
  likesOnly,
} from '../../src/scoring/index.ts';
import type { Bucket, FilmAggregate, Insight } from '../../src/scoring/types.ts';
import { bySlug, CLUB, film, histogramOf, shuffledCohorts } from './films.ts';

function slugsOf(films: FilmAggregate[], entries: readonly { film_id: number }[]) {
  return entries.map((entry) => films.find((row) => row.film_id === entry.film_id)!.slug);
}

function insight(of: FilmAggregate, bucket: Bucket): Insight {
  return {
    film_id: of.film_id,
    watchers_percentile: 20,
    rating_percentile: 80,
    bucket,
    cluster: 'Middle of the pack',
    distribution: 'unclassified',
    consensus: null,
  };
}

describe('hiddenGems', () => {
  const films = [
    film('gem', { histogram: histogramOf(4, 4, 4) }),
    film('cult', { histogram: histogramOf(5, 5, 5) }),
    film('pair', { histogram: histogramOf(5, 5) }),
    film('hit', { histogram: histogramOf(5, 5, 5, 5, 5) }),
    film('unranked', { histogram: histogramOf(5, 5, 5) }),
  ];
  const rows = [
    insight(films[0]!, 'Hidden gem'),
    insight(films[1]!, 'Cult favorite'),
    insight(films[2]!, 'Hidden gem'),
    insight(films[3]!, 'Elite acclaim'),
  ];
  const stats = filmStatistics(films);
  const base = baseScores(stats, CLUB);

  it('are the gems and cult films of three watchers, best base first', () => {
    const gems = hiddenGems(stats, rows, base, 12);
    expect(slugsOf(films, gems)).toEqual(['cult', 'gem']);
    expect(gems[0]!.value).toBe(base.get(films[1]!.film_id));
    expect(slugsOf(films, hiddenGems(stats, rows, base, 8))).toEqual(['cult', 'gem']);
  });

  it('take two watchers in a cohort under eight', () => {
    expect(slugsOf(films, hiddenGems(stats, rows, base, 7))).toEqual(['cult', 'pair', 'gem']);
  });

  it('need a base for each of them', () => {
    expect(() => hiddenGems(stats, rows, new Map(), 12)).toThrow('no base score');
  });
});

describe('divergences', () => {
  const films = [
    film('sure', { histogram: histogramOf(4, 4, 4, 4), world_average: 3 }),
    film('unsure', { histogram: histogramOf(3, 4, 5), world_average: 3 }),
    film('hated', { histogram: histogramOf(1, 1, 1.5), world_average: 4 }),
    film('disliked', { histogram: histogramOf(2, 2.5, 3), world_average: 3 }),
    film('agreed', { histogram: histogramOf(3, 3, 3), world_average: 3 }),
    film('pair', { histogram: histogramOf(5, 5), world_average: 1 }),
    film('unknown', { histogram: histogramOf(5, 5, 5) }),
  ];
  const stats = filmStatistics(films);

  it('stand apart by sign, the surest first', () => {
    const { positive, negative } = divergences(stats);
    expect(slugsOf(films, positive)).toEqual(['sure', 'unsure']);
    expect(slugsOf(films, negative)).toEqual(['hated', 'disliked']);
    const { divergence, divergence_se } = bySlug(stats, 'hated');
    expect(negative[0]!.value).toBe(-divergence! - 1.64 * divergence_se!);
  });
});

describe('likesOnly', () => {
  it('goes by likes without rating, then likes of raters, then title', () => {
    const films = [
      film('rated', { title: 'Z', likes_only_count: 2, histogram: histogramOf(4), likes_count: 1 }),
      film('second', { title: 'B', likes_only_count: 2 }),
      film('first', { title: 'A', likes_only_count: 2 }),
      film('most', { title: 'M', likes_only_count: 3 }),
      film('none', { title: 'N', histogram: histogramOf(4), likes_count: 1 }),
    ];
    const entries = likesOnly(filmStatistics(films));
    expect(slugsOf(films, entries)).toEqual(['most', 'rated', 'first', 'second']);
    expect(entries.map((entry) => entry.value)).toEqual([3, 2, 2, 2]);
  });
});

describe('favorites', () => {
  it('goes by favourites, then base', () => {
    const films = [
      film('fine', { histogram: histogramOf(3, 3), favorites_count: 1 }),
      film('better', { histogram: histogramOf(5, 5), favorites_count: 1 }),
      film('most', { histogram: histogramOf(1, 1), favorites_count: 2 }),
      film('none', { histogram: histogramOf(5, 5) }),
    ];
    const stats = filmStatistics(films);
    const entries = favorites(stats, baseScores(stats, CLUB));
    expect(slugsOf(films, entries)).toEqual(['most', 'better', 'fine']);
    expect(entries.map((entry) => entry.value)).toEqual([2, 1, 1]);
  });
});

describe('every surface', () => {
  it('is the same for the same films in another order, largest value first, no film twice', () => {
    fc.assert(
      fc.property(shuffledCohorts, ({ films, shuffled }) => {
        const surfaces = (given: FilmAggregate[], reversed: boolean) => {
          const stats = filmStatistics(given);
          if (reversed) stats.reverse();
          const rows = insights(stats.filter(isRated));
          const base = baseScores(stats, CLUB);
          const { positive, negative } = divergences(stats);
          return [hiddenGems(stats, rows, base, 5), positive, negative, likesOnly(stats), favorites(stats, base)];
        };
        const found = surfaces(films, false);
        expect(surfaces(shuffled, true)).toEqual(found);
        for (const entries of found) {
          expect(new Set(entries.map((entry) => entry.film_id)).size).toBe(entries.length);
          for (const [index, entry] of entries.entries()) {
            if (index > 0) expect(entries[index - 1]!.value).toBeGreaterThanOrEqual(entry.value);
          }
        }
      }),
    );
  });
});
