import { type FilterInput, parseFilter, STRATEGIES } from '@cohort-almanac/core';
import { describe, expect, it } from 'vitest';
import { filterWords } from '../../src/presenters/filter-words.ts';

function words(input: FilterInput, nameOf?: Parameters<typeof filterWords>[1]): string {
  const parsed = parseFilter(input);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  return filterWords(parsed.filter, nameOf);
}

describe('a filter in words', () => {
  it.each<[FilterInput, string]>([
    [{}, 'By Bayesian score'],
    [
      { genre: ['horror', 'science-fiction'], decade: 1980 },
      'Horror or science fiction · from the 1980s · by Bayesian score',
    ],
    [{ watchers_min: 4, sort: 'divergence' }, 'Seen by 4 or more · most above the world first'],
    [{ sort: 'title', strategy: 'hybrid' }, 'From A to Z · ranked by all scores together'],
    [
      { release_year_min: 1990, release_year_max: 1999, top: 5 },
      'Released from 1990 to 1999 · the best 5 · by Bayesian score',
    ],
    [{ release_year_min: 1990 }, 'Released in 1990 or later · by Bayesian score'],
    [
      { country: ['FR', 'jp'], director: 'Agnès Varda' },
      'From France or Japan · directed by Agnès Varda · by Bayesian score',
    ],
    [{ runtime_min: 60, runtime_max: 90 }, 'From 60 to 90 minutes · by Bayesian score'],
    [{ recent_years: 1 }, 'Rated in the last year · by Bayesian score'],
    [{ timeframe: 'watched:2023-08-01-' }, 'Last rated since 2023-08-01 · by Bayesian score'],
    [
      { rating_max: 2.5, like_rate_min: 0.5 },
      'Mean 2.5 ★ at most · liked by 50 % of its raters or more · by Bayesian score',
    ],
  ])('%j', (input, said) => {
    expect(words(input)).toBe(said);
  });

  it('has words for every strategy', () => {
    expect(new Set(STRATEGIES.map((strategy) => words({ strategy }))).size).toBe(STRATEGIES.length);
  });

  it('knows people by number where their name is known', () => {
    const nameOf = (id: number) => (id === 7 ? 'Akira Kurosawa' : undefined);
    expect(words({ director: ['7', '8'] }, nameOf)).toBe('Directed by Akira Kurosawa or person 8 · by Bayesian score');
  });

  it('does not tell whose list it goes by: its path holds a user name', () => {
    const said = words({ list: ['ann_example/list/best-of-1994', 'director/agnes-varda'] });
    expect(said).toBe('On any of 2 chosen lists · by Bayesian score');
  });
});
