/** A filter as text: for links, and as the name under which its result is cached and saved. */
import { compareText } from '../film.ts';
import { nameKey, queryWords } from './keys.ts';
import { defaultOrder, FILTER_PARAMETERS, type FilmFilter, PARAMETER_NAMES, type ParameterName } from './parameters.ts';

/** How much of a result is read, not what the result is. */
const PAGING: ReadonlySet<ParameterName> = new Set(['limit', 'cursor']);
const SORTED_NAMES = [...PARAMETER_NAMES].sort(compareText);

/**
 * The filter as a query string's parameters, sorted by name, defaults left out. `parseFilter` reads it back to the same
 * filter.
 */
export function filterToQuery(filter: FilmFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of SORTED_NAMES) {
    for (const value of asked(filter, name)) query.append(name, String(value));
  }
  return query;
}

/**
 * The one text of all filters that give the same films in the same order: `name=value` pairs as in a query string, sorted,
 * defaults left out, repeated values sorted and without duplicates, names and words reduced to the key by which they are
 * compared (`genre=Science Fiction` is `genre=science-fiction`). It covers strategy, timeframe, every filter, `top`, `sort`
 * and `order`; not `limit` and `cursor`, which only say how much of the list is read at once.
 */
export function canonicalFilter(filter: FilmFilter): string {
  const pairs = new URLSearchParams();
  for (const name of SORTED_NAMES) {
    if (PAGING.has(name)) continue;
    const keys = asked(filter, name).map((value) => canonicalValue(name, value));
    for (const key of [...new Set(keys)].sort(compareText)) pairs.append(name, key);
  }
  return pairs.toString();
}

/** SHA-256 of the canonical form, 64 hexadecimal digits: the `filter_hash`. */
export async function filterHash(filter: FilmFilter): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalFilter(filter)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The values of a parameter that differ from what holds without it, as a list. */
function asked(filter: FilmFilter, name: ParameterName): readonly (string | number)[] {
  const value = filter[name];
  if (value === undefined) return [];
  if (typeof value === 'object') return [...value].sort((a, b) => (a < b ? -1 : 1));
  const definition = FILTER_PARAMETERS[name];
  const standard =
    name === 'order' ? defaultOrder(filter.sort) : 'default' in definition ? definition.default : undefined;
  return value === standard ? [] : [value];
}

function canonicalValue(name: ParameterName, value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (name === 'q') return [...new Set(queryWords(value))].sort(compareText).join(' ');
  return FILTER_PARAMETERS[name].type === 'name' ? nameKey(value) : value;
}
