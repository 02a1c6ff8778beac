import type { TmdbCandidate } from '@cohort-almanac/db';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchTitle } from '../../src/enrich/match.ts';

const candidate = (tmdb_id: number, title: string, year: number | null, more: Partial<TmdbCandidate> = {}) => ({
  tmdb_type: 'movie' as const,
  tmdb_id,
  title,
  original_title: null,
  year,
  ...more,
});

const crash = [candidate(1, 'Crash', 1996), candidate(2, 'Crash', 2004)];

describe('how sure a title and a year are', () => {
  test.each<[string, { title: string; year: number | null }, TmdbCandidate[], string, number | null]>([
    ['the same title and year', { title: 'Crash', year: 2004 }, crash, 'high', 2],
    ['accents and punctuation aside', { title: 'Amelie!', year: 2001 }, [candidate(3, 'Amélie', 2001)], 'high', 3],
    [
      'by its original title',
      { title: '千と千尋の神隠し', year: 2001 },
      [candidate(4, 'Spirited Away', 2001, { original_title: '千と千尋の神隠し' })],
      'high',
      4,
    ],
    [
      'a title of nothing but signs',
      { title: '$', year: 1971 },
      [candidate(5, '$', 1971), candidate(6, '!', 1971)],
      'high',
      5,
    ],
    ['a year that is one off', { title: 'Crash', year: 2005 }, crash, 'medium', null],
    ['a year that is two off', { title: 'Crash', year: 2006 }, crash, 'low', null],
    ['a year that nobody states', { title: 'Heat', year: null }, [candidate(7, 'Heat', 1995)], 'medium', null],
    ['a year that TMDB does not state', { title: 'Heat', year: 1995 }, [candidate(7, 'Heat', null)], 'medium', null],
    ['two of the same title and no year', { title: 'Crash', year: null }, crash, 'ambiguous', null],
    [
      'the years before and after',
      { title: 'Crash', year: 2000 },
      [candidate(1, 'Crash', 1999), candidate(2, 'Crash', 2001)],
      'ambiguous',
      null,
    ],
    [
      'a film and a series of the same title and year',
      { title: 'Fargo', year: 1996 },
      [candidate(8, 'Fargo', 1996), candidate(8, 'Fargo', 1996, { tmdb_type: 'tv' })],
      'ambiguous',
      null,
    ],
    [
      'the same candidate found twice',
      { title: 'Heat', year: 1995 },
      [candidate(7, 'Heat', 1995), candidate(7, 'Heat', 1995)],
      'high',
      7,
    ],
    ['only other titles', { title: 'Heat', year: 1995 }, [candidate(9, 'Heat Wave', 1995)], 'low', null],
    ['nothing', { title: 'Heat', year: 1995 }, [], 'none', null],
  ])('%s', (_, wanted, found, confidence, id) => {
    const result = matchTitle(wanted, found);
    expect({ confidence: result.confidence, id: result.match?.tmdb_id ?? null }).toEqual({ confidence, id });
  });

  const film = fc.record({
    tmdb_type: fc.constantFrom('movie' as const, 'tv' as const),
    tmdb_id: fc.integer({ min: 1, max: 6 }),
    title: fc.constantFrom('Heat', 'HEAT', 'Héat', 'Ran'),
    original_title: fc.constantFrom(null, 'Heat'),
    year: fc.constantFrom(null, 1994, 1995, 1996, 1997),
  });
  // TMDB's key decides what a candidate is.
  const results = fc.uniqueArray(film, { selector: (f) => `${f.tmdb_type} ${f.tmdb_id}`, maxLength: 12 });
  const wanted = fc.record({ title: fc.constantFrom('Heat', 'heat', 'Ran'), year: fc.constantFrom(null, 1995, 1996) });

  test('is the same in whatever order TMDB answers, and certain only of one that is exactly the same', () => {
    fc.assert(
      fc.property(wanted, results, fc.infiniteStream(fc.nat()), (film, found, noise) => {
        const result = matchTitle(film, found);
        const shuffled = found.map((f) => ({ f, at: noise.next().value as number })).sort((a, b) => a.at - b.at);
        const other = matchTitle(
          film,
          shuffled.map(({ f }) => f),
        );
        expect(other.confidence).toBe(result.confidence);
        expect(other.match).toEqual(result.match);
        expect(result.candidates.length).toBe(Math.min(10, found.length));
        if (result.match) expect(result.match).toMatchObject({ year: film.year });
        expect(result.match !== null).toBe(result.confidence === 'high');
        if (result.match) expect(result.candidates[0]).toEqual(result.match);
      }),
    );
  });
});
