/** Query pairs that make valid filters, drawn from the table itself. */
import fc from 'fast-check';
import { FILTER_PARAMETERS, MAX_VALUES, PARAMETER_NAMES, type ParameterName, parseFilter } from '../../src/index.ts';

export type Pair = readonly [ParameterName, string];

const WORDS = fc.constantFrom('cleo', 'CLÉO', 'spider man', 'spiderman', 'a', '侍', '$', 'Mash', '5 to');
const NAMES = fc.constantFrom(
  'Agnes Varda',
  'agnès-varda',
  '2',
  '黒澤明',
  '黒澤 明',
  'drama',
  'Science fiction',
  'fr',
  'JAPAN',
);

function valueFor(name: ParameterName): fc.Arbitrary<string> {
  const definition = FILTER_PARAMETERS[name];
  if (name === 'cursor') return fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
  switch (definition.type) {
    case 'enum':
      return fc.constantFrom(...definition.values);
    case 'list':
      return fc.constantFrom('https://letterboxd.com/Ann/list/best-of-1994/', 'boxd.it/aBc1', 'director/agnes-varda');
    case 'timeframe':
      return fc.constantFrom('all', 'watched-year:2024', 'watched:2023-08-01-|release:1990-1999', 'release:-1960');
    case 'name':
      return NAMES;
    case 'member':
      return fc.constantFrom(`${name}-1`, `${name}_TWO`);
    case 'text':
      return WORDS;
    case 'number': {
      const { minimum = -10, maximum = 10 } = definition;
      return fc.double({ min: minimum, max: maximum, noNaN: true }).map(String);
    }
    default: {
      const { minimum = 0, maximum = 100, multiple_of: step = 1 } = definition;
      // Near the rows of the tests, so that filters leave something.
      const low = name.startsWith('release_year') || name === 'decade' ? 1950 : minimum;
      const high = name.startsWith('release_year') || name === 'decade' ? 1990 : Math.min(maximum, minimum + 70);
      return fc.integer({ min: Math.ceil(low / step), max: Math.floor(high / step) }).map((n) => String(n * step));
    }
  }
}

const parameter = (name: ParameterName): fc.Arbitrary<Pair[]> =>
  fc
    .array(valueFor(name), {
      minLength: 1,
      maxLength: FILTER_PARAMETERS[name].repeatable ? Math.min(3, MAX_VALUES) : 1,
    })
    .map((values) => values.map((value) => [name, value] as const));

/** Pairs of up to six parameters, in any order, that do not contradict each other. */
export const validPairs: fc.Arbitrary<Pair[]> = fc
  .subarray([...PARAMETER_NAMES], { maxLength: 6 })
  .chain((names) => fc.tuple(...names.map(parameter)))
  .map((groups) => groups.flat())
  .chain((pairs) => fc.shuffledSubarray(pairs, { minLength: pairs.length }))
  .filter((pairs) => parseFilter(pairs).ok);
