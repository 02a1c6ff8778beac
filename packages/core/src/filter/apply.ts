/** A filter at work on the rows of one ranking. */
import { compareText } from '../film.ts';
import { fold, nameKey, queryWords, searchText } from './keys.ts';
import { FILTER_PARAMETERS, type FilmFilter, PARAMETER_NAMES } from './parameters.ts';
import type { Credit, Label, RankingRow } from './types.ts';

type Test = (row: RankingRow) => boolean;
type NumberField = {
  [K in keyof RankingRow]: RankingRow[K] extends number | null ? K : never;
}[keyof RankingRow];
type ListField = 'genres' | 'countries' | 'directors' | 'actors' | 'writers';

/**
 * The filter as a function that says whether a row passes. It covers everything that can be said of one film; `top`, `sort`,
 * `order` and `list` are `applyFilter`'s; strategy, timeframe and recent_years choose the rows beforehand. A bound on a value that the film does
 * not have (null) leaves it out.
 */
export function compileFilter(filter: FilmFilter): Test {
  const tests = testsOf(filter);
  const [first, second] = tests;
  if (!first) return () => true;
  if (!second) return first;
  return (row) => {
    for (const test of tests) if (!test(row)) return false;
    return true;
  };
}

/**
 * Filters, cuts and sorts. `rows` are those of one version, strategy and timeframe, in rank order. `top` keeps the best N by
 * rank of what the other parameters leave, and only then is sorted. Films that are equal under the sort stand by rank, and
 * those without a value come last, both in either order. What is on the lists of `list` is not known here: `listed` are the
 * ids of those films, and must be given when the filter has lists.
 *
 * A version is immutable, and so must `rows` be: the orders into which it was sorted are remembered while the array lives,
 * so hand in the same array again for the next page or filter.
 */
export function applyFilter(
  rows: readonly RankingRow[],
  filter: FilmFilter,
  listed?: ReadonlySet<number>,
): RankingRow[] {
  const test = compileFilter(filter);
  const passes: Test = listed ? (row) => listed.has(row.film_id) && test(row) : test;
  if (filter.top === undefined) return inOrder(rows, filter).filter(passes);
  const best: RankingRow[] = [];
  for (const row of rows) {
    if (best.length === filter.top) break;
    if (passes(row)) best.push(row);
  }
  return sorted(best, filter);
}

/** Cheap tests first: the first that fails ends the work on a row. */
function testsOf(filter: FilmFilter): Test[] {
  const bounds: Test[] = [];
  const choices: Test[] = [];
  const names: Test[] = [];
  for (const name of PARAMETER_NAMES) {
    const definition = FILTER_PARAMETERS[name];
    const value = filter[name];
    if (value === undefined || !('field' in definition)) continue;
    if (definition.type === 'name') names.push(nameTest(definition.field as ListField, value as readonly string[]));
    else if (definition.type === 'enum') {
      const field = definition.field as 'bucket';
      const wanted = new Set(value as readonly string[]);
      choices.push((row) => wanted.has(row[field]));
    } else bounds.push(boundTest(definition.field as NumberField, definition.bound!, value as number));
  }
  if (filter.decade) {
    const decades = new Set(filter.decade);
    bounds.push((row) => row.release_year !== null && decades.has(row.release_year - (row.release_year % 10)));
  }
  if (filter.q !== undefined) {
    const words = queryWords(filter.q);
    names.push((row) => {
      const text = searchTextOf(row);
      return words.every((word) => text.includes(word));
    });
  }
  return [...bounds, ...choices, ...names];
}

function boundTest(field: NumberField, bound: 'min' | 'max', limit: number): Test {
  if (bound === 'min') {
    return (row) => {
      const value = row[field];
      return value !== null && value >= limit;
    };
  }
  return (row) => {
    const value = row[field];
    return value !== null && value <= limit;
  };
}

function nameTest(field: ListField, values: readonly string[]): Test {
  const wanted = values.map(nameKey);
  return field === 'genres' || field === 'countries' ? labelTest(field, wanted) : personTest(field, wanted);
}

function labelTest(field: 'genres' | 'countries', wanted: readonly string[]): Test {
  const parts = wanted.map(part);
  return (row) => {
    const text = keysOf(row[field]);
    return parts.some((key) => text.includes(key));
  };
}

/** Digits alone are a person's number, everything else is a name. */
function personTest(field: 'directors' | 'actors' | 'writers', wanted: readonly string[]): Test {
  const isNumber = (key: string) => /^[0-9]+$/.test(key);
  const numbers = new Set(wanted.filter(isNumber).map(Number));
  const parts = wanted.filter((key) => !isNumber(key)).map(part);
  return (row) => {
    if (numbers.size > 0 && row[field].some(({ person_id }) => numbers.has(person_id))) return true;
    if (parts.length === 0) return false;
    const text = keysOf(row[field]);
    return parts.some((key) => text.includes(key));
  };
}

function inOrder(rows: readonly RankingRow[], filter: FilmFilter): readonly RankingRow[] {
  const known = ordersOf(rows);
  const name = `${filter.sort} ${filter.order}`;
  const order = known.get(name) ?? sorted(rows, filter);
  known.set(name, order);
  return order;
}

function sorted(rows: readonly RankingRow[], { sort, order }: FilmFilter): RankingRow[] {
  const direction = order === 'asc' ? 1 : -1;
  // Sorting is stable and the rows come in rank order, so ties need no rule of their own.
  if (sort === 'title') {
    return [...rows].sort((a, b) => direction * compareText(sortTitleOf(a), sortTitleOf(b)));
  }
  return [...rows].sort((a, b) => {
    const x = a[sort];
    const y = b[sort];
    if (x === y) return 0;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -direction : direction;
  });
}

/** A function that computes once for each object; what it found lives as long as the object does. */
function remembered<Of extends object, Found>(find: (of: Of) => Found): (of: Of) => Found {
  const known = new WeakMap<Of, Found>();
  return (of) => {
    let found = known.get(of);
    if (found === undefined) {
      found = find(of);
      known.set(of, found);
    }
    return found;
  };
}

// Rows are read again and again while a ranking is cached, so what is reduced from them is kept beside them.
const ordersOf = remembered((_rows: readonly RankingRow[]) => new Map<string, readonly RankingRow[]>());
const sortTitleOf = remembered((row: RankingRow) => fold(row.title));
const searchTextOf = remembered((row: RankingRow) => searchText(row.title));

/** The keys of all names, and of the ids of labels, between bars. */
const keysOf = remembered((items: readonly (Credit | Label)[]) => {
  const all = items.flatMap((item) => ('id' in item ? [keyOf(item.id), keyOf(item.name)] : [keyOf(item.name)]));
  return part(all.join('|'));
});

/** A key as it stands in `keysOf`; keys themselves hold no bar. */
function part(key: string): string {
  return `|${key}|`;
}

/** Genres and people recur over films, so their keys are kept by text; when the store is full it begins anew. */
const keys = new Map<string, string>();
const MAX_KEYS = 50_000;

function keyOf(text: string): string {
  let key = keys.get(text);
  if (key === undefined) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = nameKey(text);
    keys.set(text, key);
  }
  return key;
}
