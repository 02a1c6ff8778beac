import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILTER_PARAMETERS, flagOf, PARAMETER_NAMES, parseFilter } from '../../src/index.ts';

function errorsOf(input: Parameters<typeof parseFilter>[0]) {
  const parsed = parseFilter(input);
  if (parsed.ok) throw new Error(`accepted: ${JSON.stringify(parsed.filter)}`);
  return parsed.errors;
}
const query = (text: string) => new URLSearchParams(text);

describe('parseFilter', () => {
  it('fills the defaults', () => {
    expect(parseFilter([])).toEqual({
      ok: true,
      filter: { strategy: 'bayesian', timeframe: 'all', sort: 'score', order: 'desc', limit: 50 },
    });
  });

  it('orders numbers from the largest and titles from A unless told otherwise', () => {
    expect(parseFilter({ sort: 'watchers' })).toMatchObject({ filter: { order: 'desc' } });
    expect(parseFilter({ sort: 'title' })).toMatchObject({ filter: { order: 'asc' } });
    expect(parseFilter({ sort: 'title', order: 'desc' })).toMatchObject({ filter: { order: 'desc' } });
  });

  it('reads a query string and saved JSON to the same filter', () => {
    const text = 'genre=Drama&genre=Horror&release_year_min=1990&rating_min=3.5&decade=1990&director=12&q=+man+';
    const json = {
      genre: ['Horror', 'Drama', 'Drama'],
      release_year_min: 1990,
      rating_min: 3.5,
      decade: 1990,
      director: [12],
      q: 'man',
      bucket: undefined,
    };
    const parsed = parseFilter(query(text));
    expect(parsed).toMatchObject({
      ok: true,
      filter: { genre: ['Drama', 'Horror'], decade: [1990], director: ['12'], q: 'man' },
    });
    expect(parseFilter(json)).toEqual(parsed);
  });

  it('has one name for a list, however it is given', () => {
    const given = [
      'Ann/list/Best-of',
      '/ann/list/best-of/',
      'https://letterboxd.com/ann/list/best-of',
      'letterboxd.com/ann/list/best-of/',
    ];
    for (const list of given) expect(parseFilter({ list })).toMatchObject({ filter: { list: ['ann/list/best-of'] } });
    expect(parseFilter({ list: 'https://boxd.it/aBc1' })).toMatchObject({ filter: { list: ['boxd.it/aBc1'] } });
    expect(parseFilter({ list: '/director/agnes-varda/' })).toMatchObject({
      filter: { list: ['director/agnes-varda'] },
    });
  });

  it('sorts repeated numbers as numbers', () => {
    expect(parseFilter({ decade: [2000, '1990', 1990] })).toMatchObject({ filter: { decade: [1990, 2000] } });
  });

  it('has one form for zero', () => {
    const parsed = parseFilter({ divergence_min: '-0' });
    expect(parsed.ok && Object.is(parsed.filter.divergence_min, 0)).toBe(true);
  });

  it('reports every fault at once, in the order given', () => {
    const errors = errorsOf(query('watcher_min=2&limit=0&strategy=best&q=&rating_min=high&sort=score&sort=title'));
    expect(errors.map((error) => error.parameter)).toEqual([
      'watcher_min',
      'limit',
      'strategy',
      'q',
      'rating_min',
      'sort',
    ]);
    expect(errors[0]!.message).toContain('did you mean watchers_min?');
    expect(errors[1]!.message).toContain('from 1 to 200');
    expect(errors[2]!.message).toContain('cohort_affinity');
    expect(errors[3]!.message).toContain('q is empty');
    expect(errors[4]!.message).toContain('"high"');
    expect(errors[5]!.message).toContain('given 2 times');
  });

  it.each([
    [
      'an unknown name close to one',
      { 'release-year-min': 1990 },
      'release-year-min',
      'did you mean release_year_min?',
    ],
    ['an unknown name close to none', { banana: 1 }, 'banana', 'banana is not a filter parameter'],
    ['a name of Object', { constructor: 'x' }, 'constructor', 'is not a filter parameter'],
    ['a parameter of another world', { seen_in: 'cinema' }, 'seen_in', 'is not a filter parameter'],
    ['a fraction for an integer', { watchers_min: 2.5 }, 'watchers_min', 'a whole number'],
    ['a number in words', { score_min: '1e' }, 'score_min', 'give a number'],
    ['a hexadecimal number', { top: '0x10' }, 'top', 'whole number'],
    ['infinity', { score_min: Infinity }, 'score_min', 'give a number'],
    ['a huge exponent', { score_max: '1e999' }, 'score_max', 'give a number'],
    ['a boolean', { limit: true }, 'limit', 'true'],
    ['null', { genre: null }, 'genre', 'null'],
    ['an object', { q: { a: 1 } }, 'q', 'give text'],
    ['an empty list', { genre: [] }, 'genre', 'empty list'],
    ['an empty text in a list', { genre: ['Drama', ' '] }, 'genre', 'genre is empty'],
    ['too many values', { genre: Array.from({ length: 51 }, (_, i) => `g${i}`) }, 'genre', 'at most 50'],
    ['a year inside a decade', { decade: 1994 }, 'decade', 'such as 1990'],
    ['a rating over five', { rating_max: 5.5 }, 'rating_max', 'from 0.5 to 5'],
    ['a title query too long', { q: 'x'.repeat(201) }, 'q', 'at most 200'],
    ['a control character', { q: 'a\0b' }, 'q', 'control characters'],
    ['half a surrogate pair', { genre: '\ud800' }, 'genre', 'broken text'],
    ['a name without letters', { director: '--' }, 'director', 'no letter or digit'],
    ['a timeframe that is none', { timeframe: 'last-year' }, 'timeframe', 'watched-year:2024'],
    ['a timeframe as a number', { timeframe: 2024 }, 'timeframe', 'give text'],
    ['a timeframe outside the calendar', { timeframe: 'watched:2023-02-30-' }, 'timeframe', 'not in the calendar'],
    ['a timeframe that ends before it begins', { timeframe: 'release:1999-1990' }, 'timeframe', 'swap its ends'],
    ['what is no list', { list: 'ann/films' }, 'list', 'owner/list/slug'],
    ['a list of another site', { list: 'https://example.org/ann/list/x/' }, 'list', 'owner/list/slug'],
    ['no recent year', { recent_years: 0 }, 'recent_years', 'from 1 to 100'],
    ['an enumerated value in other letters', { consensus: 'Divisive' }, 'consensus', 'use one of'],
  ])('refuses %s', (_, input, parameter, message) => {
    const errors = errorsOf(input as Record<string, unknown>);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.parameter).toBe(parameter);
    expect(errors[0]!.message).toContain(message);
  });

  it.each([
    ['watchers_min=9&watchers_max=3', ['watchers_min (9)', 'watchers_max (3)']],
    ['release_year_min=2000&release_year_max=1999', ['release_year_min', 'release_year_max']],
    ['divergence_min=1&divergence_max=-1', ['divergence_min (1)', 'divergence_max (-1)']],
    ['likes_min=5&watchers_max=4', ['likes_min (5)', 'watchers_max (4)']],
    ['recent_years=5&timeframe=watched-year:2024', ['recent_years (5)', 'timeframe (watched-year:2024)']],
    ['decade=1990&release_year_max=1989', ['decade (1990)', 'release_year_max (1989)']],
    ['decade=1970&decade=1980&release_year_min=1990', ['decade (1970, 1980)', 'release_year_min (1990)']],
    [
      'decade=1970&decade=1990&release_year_min=1980&release_year_max=1985',
      ['decade', 'release_year_min (1980)', 'release_year_max (1985)'],
    ],
  ])('names both sides of a contradiction: %s', (text, named) => {
    const errors = errorsOf(query(text));
    expect(errors).toHaveLength(1);
    for (const part of named) expect(errors[0]!.message).toContain(part);
  });

  it.each([
    'watchers_min=3&watchers_max=3',
    'timeframe=all&recent_years=5',
    'decade=1990&release_year_min=1999',
    'decade=1990&release_year_max=1990',
    'decade=1970&decade=1990&release_year_min=1985',
  ])('accepts what only narrows: %s', (text) => expect(parseFilter(query(text)).ok).toBe(true));

  it('never throws, whatever is given', () => {
    const name = fc.oneof(fc.constantFrom<string>(...PARAMETER_NAMES), fc.string());
    const value = fc.oneof(fc.jsonValue(), fc.string(), fc.double(), fc.constant(undefined));
    fc.assert(
      fc.property(fc.dictionary(name, value), (input) => {
        const parsed = parseFilter(input);
        if (!parsed.ok) {
          expect(parsed.errors.length).toBeGreaterThan(0);
          for (const error of parsed.errors) expect(error.message.length).toBeLessThan(400);
        }
      }),
    );
  });
});

describe('the table', () => {
  it('names every parameter once as a flag', () => {
    expect(flagOf('release_year_min')).toBe('release-year-min');
    expect(new Set(PARAMETER_NAMES.map(flagOf)).size).toBe(PARAMETER_NAMES.length);
  });

  it('describes each in one sentence and accepts its own bounds and defaults', () => {
    for (const name of PARAMETER_NAMES) {
      const definition = FILTER_PARAMETERS[name];
      expect(definition.description, name).toMatch(/\.$/);
      const examples =
        definition.type === 'enum'
          ? definition.values
          : definition.type === 'text' || definition.type === 'name'
            ? ['x'.repeat(definition.max_length)]
            : definition.type === 'member'
              ? ['ann', 'A-b_9']
              : definition.type === 'list'
                ? ['ann/list/best-of-1994', 'boxd.it/aBc1', 'director/agnes-varda']
                : definition.type === 'timeframe'
                  ? [definition.default, 'release:1990-1999|watched-year:2024|watched:2023-08-01-2024-07-31']
                  : [definition.minimum ?? -1, definition.maximum ?? 1, definition.default ?? definition.minimum ?? 0];
      for (const value of examples)
        expect(parseFilter({ [name]: value }), `${name}=${value}`).toMatchObject({ ok: true });
    }
  });
});

describe('members', () => {
  it('are user names, whatever their letter case, each once', () => {
    expect(parseFilter(new URLSearchParams('seen_by=Ann&seen_by=ann&seen_by=bo-b_2'))).toMatchObject({
      ok: true,
      filter: { seen_by: ['ann', 'bo-b_2'] },
    });
    for (const wrong of ['a b', 'ann/films', 'é', 'x'.repeat(65)]) {
      expect(parseFilter({ members: wrong })).toMatchObject({ ok: false, errors: [{ parameter: 'members' }] });
    }
  });

  it('who shall have seen a film and not have seen it contradict each other', () => {
    expect(parseFilter(new URLSearchParams('seen_by=ann&unseen_by=Ann'))).toMatchObject({
      ok: false,
      errors: [{ parameter: 'seen_by', message: expect.stringContaining('unseen_by') }],
    });
    expect(parseFilter(new URLSearchParams('seen_by=ann&seen_by=bob&unseen_by=ann'))).toMatchObject({ ok: true });
  });
});
