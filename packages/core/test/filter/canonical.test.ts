import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalFilter, type FilmFilter, filterHash, filterToQuery, parseFilter } from '../../src/index.ts';
import { validPairs } from './queries.ts';

function filterOf(input: Parameters<typeof parseFilter>[0]): FilmFilter {
  const parsed = parseFilter(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.filter;
}
const canonical = (text: string) => canonicalFilter(filterOf(new URLSearchParams(text)));

describe('filterToQuery', () => {
  it('is read back to the same filter', () => {
    fc.assert(
      fc.property(validPairs, (pairs) => {
        const filter = filterOf(pairs);
        expect(filterOf(filterToQuery(filter))).toEqual(filter);
        expect(filterOf(new URLSearchParams(filterToQuery(filter).toString()))).toEqual(filter);
        expect(filterOf(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
      }),
    );
  });

  it('is sorted, without defaults, and keeps the spelling', () => {
    const filter = filterOf(
      new URLSearchParams('top=5&limit=50&order=desc&genre=Science Fiction&genre=Drama&cursor=abc'),
    );
    expect(filterToQuery(filter).toString()).toBe('cursor=abc&genre=Drama&genre=Science+Fiction&top=5');
  });
});

describe('canonicalFilter', () => {
  it('does not depend on the order of parameters nor on repetition', () => {
    fc.assert(
      fc.property(validPairs, fc.array(fc.nat()), (pairs, shuffle) => {
        const repeatable = pairs.filter(([name]) => Array.isArray(filterOf(pairs)[name]));
        const other = [...pairs, ...repeatable].map((pair, i) => ({ pair, at: shuffle[i] ?? 0 }));
        other.sort((a, b) => a.at - b.at);
        expect(canonicalFilter(filterOf(other.map(({ pair }) => pair)))).toBe(canonicalFilter(filterOf(pairs)));
      }),
    );
  });

  it('is empty when nothing is asked for', () => {
    expect(canonical('')).toBe('');
    expect(canonical('strategy=bayesian&timeframe=all&sort=score&order=desc')).toBe('');
  });

  it('leaves out how much is read at once, and nothing else', () => {
    expect(canonical('limit=7&cursor=x')).toBe('');
    expect(canonical('strategy=wilson&top=9&sort=title&order=desc')).toBe(
      'order=desc&sort=title&strategy=wilson&top=9',
    );
    expect(canonical('sort=title&order=asc')).toBe('sort=title');
  });

  it('is the same for spellings that are compared as equal', () => {
    expect(canonical('genre=Science Fiction')).toBe(canonical('genre=science-fiction'));
    expect(canonical('director=Agnès Varda&director=agnes varda')).toBe('director=agnes-varda');
    expect(canonical('q=Seven the SAMURAI')).toBe(canonical('q=samuraï the, seven'));
    expect(canonical('rating_min=3.50')).toBe(canonical('rating_min=+3.5'));
  });

  it('is the same for a timeframe in any order of its parts', () => {
    expect(canonical('timeframe=watched-year:2024|release:1990-')).toBe(
      canonical('timeframe=release:1990-|watched-year:2024'),
    );
    expect(canonical('recent_years=05')).toBe('recent_years=5');
  });

  it('sorts a filter that was made by hand', () => {
    expect(canonicalFilter({ ...filterOf([]), decade: [2000, 1990, 2000] })).toBe('decade=1990&decade=2000');
  });
});

describe('filterHash', () => {
  it('is the SHA-256 of the canonical form', async () => {
    const filter = filterOf(new URLSearchParams('genre=Animé&q=ゴジラ&limit=3'));
    const expected = createHash('sha256').update(canonicalFilter(filter)).digest('hex');
    expect(await filterHash(filter)).toBe(expected);
    expect(await filterHash({ ...filter, limit: 9, cursor: 'x' })).toBe(expected);
    expect(await filterHash({ ...filter, top: 9 })).not.toBe(expected);
  });
});
