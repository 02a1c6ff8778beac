/** Turns a query string, command line flags or a saved filter's JSON into a filter, or into everything wrong with them. */
import { formatTimeframe, InvalidTimeframe, parseTimeframe } from '../scoring/timeframes.ts';
import { editDistance } from '../text.ts';
import { nameKey } from './keys.ts';
import { listReference } from './list-reference.ts';
import {
  defaultOrder,
  FILTER_PARAMETERS,
  type FilmFilter,
  isParameterName,
  MAX_VALUES,
  PARAMETER_NAMES,
  type ParameterDefinition,
  type ParameterName,
  RANGES,
} from './parameters.ts';

/** One fault. `parameter` is the name as it was given; when two contradict each other, the message names both. */
export interface FilterError {
  parameter: string;
  message: string;
}

export type ParsedFilter = { ok: true; filter: FilmFilter } | { ok: false; errors: FilterError[] };

/** Pairs (a repeated name is a repeated value), a query string, or an object whose values may be lists. */
export type FilterInput = Iterable<readonly [string, string]> | Readonly<Record<string, unknown>>;

/**
 * Parses and checks a filter. Numbers may be numbers or their text, so query strings and JSON are read alike; in an object
 * a value that is undefined counts as absent. Reports all faults, in the order of the input, contradictions last.
 */
export function parseFilter(input: FilterInput): ParsedFilter {
  const errors: FilterError[] = [];
  const values: Partial<Record<ParameterName, unknown>> = {};
  for (const [name, given] of collect(input)) {
    const fail = (message: string) => errors.push({ parameter: name, message });
    if (!isParameterName(name)) {
      fail(unknownParameter(name));
      continue;
    }
    const definition = FILTER_PARAMETERS[name];
    if (given.length === 0) fail(`${name} is an empty list; give a value or leave it out`);
    else if (given.length > 1 && !definition.repeatable) fail(`${name} is given ${given.length} times; give it once`);
    else if (given.length > MAX_VALUES) fail(`${name} has ${given.length} values; give at most ${MAX_VALUES}`);
    else {
      const read = given.map((value) => readValue(name, definition, value));
      const faults = read.flatMap((one) => ('message' in one ? [one.message] : []));
      for (const message of new Set(faults)) fail(message);
      const good = read.flatMap((one) => ('value' in one ? [one.value] : []));
      if (faults.length === 0) values[name] = definition.repeatable ? sortedUnique(good) : good[0];
    }
  }
  // Every value has passed the check of its own definition, which is what FilmFilter is derived from.
  const filter = withDefaults(values as Partial<FilmFilter>);
  errors.push(...contradictions(filter));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, filter };
}

function withDefaults(given: Partial<FilmFilter>): FilmFilter {
  const sort = given.sort ?? 'score';
  return {
    strategy: 'bayesian',
    timeframe: 'all',
    limit: 50,
    ...given,
    sort,
    order: given.order ?? defaultOrder(sort),
  };
}

function collect(input: FilterInput): Map<string, unknown[]> {
  const collected = new Map<string, unknown[]>();
  if (isPairs(input)) {
    for (const [name, value] of input) {
      const values = collected.get(name);
      if (values) values.push(value);
      else collected.set(name, [value]);
    }
    return collected;
  }
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined) collected.set(name, Array.isArray(value) ? value : [value]);
  }
  return collected;
}

function isPairs(input: FilterInput): input is Iterable<readonly [string, string]> {
  return Symbol.iterator in input;
}

type Read = { value: string | number } | { message: string };

function readValue(name: ParameterName, definition: ParameterDefinition, given: unknown): Read {
  if (typeof given === 'string' && given.trim() === '') {
    return { message: `${name} is empty; give a value or leave it out` };
  }
  switch (definition.type) {
    case 'integer':
    case 'number':
      return readNumber(name, definition, given);
    case 'enum':
      if (typeof given === 'string' && definition.values.includes(given)) return { value: given };
      return { message: `${name} is ${show(given)}; use one of: ${definition.values.join(', ')}` };
    case 'timeframe':
      return readTimeframe(name, definition, given);
    case 'list':
      return readListName(name, definition, given);
    case 'member':
      return readMember(name, definition, given);
    default:
      return readText(name, definition, given);
  }
}

function readListName(name: string, definition: ParameterDefinition & { type: 'list' }, given: unknown): Read {
  const text = readText(name, { ...definition, type: 'text' }, given);
  if (!('value' in text)) return text;
  const value = listReference(String(text.value));
  if (value !== null) return { value };
  return { message: `${name} is ${show(given)}; give owner/list/slug, director/name, or an address of one` };
}

const USERNAME = /^[A-Za-z0-9_-]{1,64}$/;

function readMember(name: string, definition: ParameterDefinition & { type: 'member' }, given: unknown): Read {
  const text = readText(name, { ...definition, type: 'text' }, given);
  if (!('value' in text)) return text;
  const value = String(text.value);
  if (USERNAME.test(value)) return { value: value.toLowerCase() };
  return { message: `${name} is ${show(given)}; give a Letterboxd user name` };
}

function readTimeframe(name: string, definition: ParameterDefinition & { type: 'timeframe' }, given: unknown): Read {
  const text = readText(name, { ...definition, type: 'text' }, given);
  if (!('value' in text)) return text;
  try {
    return { value: formatTimeframe(parseTimeframe(String(text.value))) };
  } catch (error) {
    if (error instanceof InvalidTimeframe) return { message: `${name}: ${error.message}` };
    throw error;
  }
}

/** The numbers of JSON, and leading zeros and a plus, which people type. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;

function readNumber(
  name: string,
  definition: ParameterDefinition & { type: 'integer' | 'number' },
  given: unknown,
): Read {
  const { type, minimum = -Infinity, maximum = Infinity, multiple_of } = definition;
  const text = typeof given === 'string' ? given.trim() : given;
  const number = typeof text === 'number' ? text : typeof text === 'string' && NUMBER.test(text) ? Number(text) : NaN;
  const wanted = type === 'integer' ? 'a whole number' : 'a number';
  if (!Number.isFinite(number) || (type === 'integer' && !Number.isInteger(number))) {
    return { message: `${name} is ${show(given)}; give ${wanted}${within(minimum, maximum)}` };
  }
  if (number < minimum || number > maximum) {
    return { message: `${name} is ${number}; give ${wanted}${within(minimum, maximum)}` };
  }
  if (multiple_of !== undefined && number % multiple_of !== 0) {
    return {
      message: `${name} is ${number}; give a multiple of ${multiple_of}, such as ${number - (number % multiple_of)}`,
    };
  }
  // Adding zero turns -0 into 0, so that both have one canonical form.
  return { value: number + 0 };
}

function within(minimum: number, maximum: number): string {
  return Number.isFinite(minimum) ? ` from ${minimum} to ${maximum}` : '';
}

const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

function readText(name: string, definition: ParameterDefinition & { type: 'text' | 'name' }, given: unknown): Read {
  // A person's number may stand as a number in JSON.
  const text = typeof given === 'number' && definition.type === 'name' ? String(given) : given;
  if (typeof text !== 'string') return { message: `${name} is ${show(given)}; give text` };
  const value = text.trim();
  if (value.length > definition.max_length) {
    return { message: `${name} has ${value.length} characters; give at most ${definition.max_length}` };
  }
  if (UNPRINTABLE.test(value)) return { message: `${name} holds control characters or broken text; remove them` };
  if (definition.type === 'name' && nameKey(value) === '') {
    return { message: `${name} is ${show(given)}, which has no letter or digit; give an id or a name` };
  }
  return { value };
}

function contradictions(filter: FilmFilter): FilterError[] {
  const found: FilterError[] = [];
  const ranges = [...RANGES, ['likes_min', 'watchers_max'] as const];
  for (const [low, high] of ranges) {
    const min = filter[low];
    const max = filter[high];
    if (typeof min === 'number' && typeof max === 'number' && min > max) {
      const why = low === 'likes_min' ? '; only raters count as likes' : '';
      found.push({
        parameter: low,
        message: `${low} (${min}) is greater than ${high} (${max})${why}; no film can match`,
      });
    }
  }
  const { decade, release_year_min: from = -Infinity, release_year_max: to = Infinity } = filter;
  if (decade && from <= to && decade.every((first) => first + 9 < from || first > to)) {
    const all = decade.join(', ');
    const bound = decade.every((first) => first > to)
      ? `release_year_max (${to})`
      : decade.every((first) => first + 9 < from)
        ? `release_year_min (${from})`
        : `release_year_min (${from}) to release_year_max (${to})`;
    found.push({ parameter: 'decade', message: `decade (${all}) lies outside ${bound}; no film can match` });
  }
  const { seen_by = [], unseen_by = [] } = filter;
  if (seen_by.length > 0 && seen_by.every((member) => unseen_by.includes(member))) {
    found.push({
      parameter: 'seen_by',
      message: `seen_by (${seen_by.join(', ')}) contradicts unseen_by (${unseen_by.join(', ')}); no film can match`,
    });
  }
  if (filter.recent_years !== undefined && filter.timeframe !== 'all') {
    found.push({
      parameter: 'recent_years',
      message: `recent_years (${filter.recent_years}) is a timeframe of its own and timeframe (${filter.timeframe}) another; give one of them`,
    });
  }
  return found;
}

function sortedUnique(values: readonly (string | number)[]): (string | number)[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
}

/** A value as a message shows it, cut so that a message stays a line. */
function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function unknownParameter(name: string): string {
  const near = nearestName(name);
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  return near === null
    ? `${shown} is not a filter parameter`
    : `${shown} is not a filter parameter; did you mean ${near}?`;
}

/** The parameter that a mistyped name most likely meant: at most a third of its letters differ. */
function nearestName(name: string): ParameterName | null {
  if (name.length > 40) return null;
  const wanted = name.toLowerCase().replaceAll('-', '_');
  let best: ParameterName | null = null;
  let least = Math.floor(wanted.length / 3) + 1;
  for (const candidate of PARAMETER_NAMES) {
    const distance = editDistance(wanted, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}
