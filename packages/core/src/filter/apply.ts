/** A filter at work on the rows of one ranking. */
import {
  type ChoiceField,
  type Columns,
  columnsOf,
  type LabelField,
  type NumberField,
  type PersonField,
} from './columns.ts';
import { nameKey, queryWords } from './keys.ts';
import { FILTER_PARAMETERS, type FilmFilter, PARAMETER_NAMES } from './parameters.ts';
import type { RankingRow } from './types.ts';

/** For each film 1 while it is left, else 0. */
type Left = Uint8Array;

/**
 * Filters, cuts and sorts. `rows` are those of one version, strategy and timeframe, in rank order. A bound on a value that a
 * film does not have (null) leaves it out. `top` keeps the best N by rank of what the other parameters leave, and only then
 * is sorted. Films that are equal under the sort stand by rank, and those without a value come last, both in either order.
 * What is on lists and watchlists, and who saw what, is not known here: `listed` are the ids of the films that these
 * parameters leave, and must be given when the filter has one. Strategy, timeframe, recent_years and members choose the rows
 * beforehand.
 *
 * A version is immutable, and so must `rows` be: what is laid out for filtering them is kept while the array lives, so hand
 * in the same array again for the next page or filter.
 */
export function applyFilter(
  rows: readonly RankingRow[],
  filter: FilmFilter,
  listed?: ReadonlySet<number>,
): RankingRow[] {
  const columns = columnsOf(rows);
  const left = new Uint8Array(rows.length).fill(1);
  narrow(left, columns, filter);
  if (listed) keepListed(left, rows, listed);
  if (filter.top !== undefined) cut(left, filter.top);
  const result: RankingRow[] = [];
  for (const place of columns.order(filter.sort, filter.order)) if (left[place] === 1) result.push(rows[place]!);
  return result;
}

/** Takes out what any parameter that speaks of one film alone leaves out. */
function narrow(left: Left, columns: Columns, filter: FilmFilter): void {
  for (const name of PARAMETER_NAMES) {
    const definition = FILTER_PARAMETERS[name];
    const value = filter[name];
    if (value === undefined || !('field' in definition)) continue;
    if (definition.type === 'name') {
      keepPlaces(
        left,
        placesOfNames(columns, definition.field as LabelField | PersonField, value as readonly string[]),
      );
    } else if (definition.type === 'enum') {
      const places = columns.choices(definition.field as ChoiceField);
      keepPlaces(
        left,
        (value as readonly string[]).map((choice) => places.get(choice)),
      );
    } else {
      keepBound(left, columns.numbers(definition.field as NumberField), definition.bound!, value as number);
    }
  }
  if (filter.decade) keepDecades(left, columns.numbers('release_year'), new Set(filter.decade));
  if (filter.q !== undefined) keepWords(left, columns.texts(), queryWords(filter.q));
}

function keepBound(left: Left, numbers: Float64Array, bound: 'min' | 'max', limit: number): void {
  if (bound === 'min') for (let i = 0; i < left.length; i += 1) left[i]! &= Number(numbers[i]! >= limit);
  else for (let i = 0; i < left.length; i += 1) left[i]! &= Number(numbers[i]! <= limit);
}

function keepDecades(left: Left, years: Float64Array, decades: ReadonlySet<number>): void {
  for (let i = 0; i < left.length; i += 1) left[i]! &= Number(decades.has(years[i]! - (years[i]! % 10)));
}

function keepWords(left: Left, texts: readonly string[], words: readonly string[]): void {
  for (let i = 0; i < left.length; i += 1) {
    if (left[i] === 1 && !words.every((word) => texts[i]!.includes(word))) left[i] = 0;
  }
}

function keepPlaces(left: Left, lists: readonly (readonly number[] | undefined)[]): void {
  const wanted = new Uint8Array(left.length);
  for (const places of lists) for (const place of places ?? []) wanted[place] = 1;
  for (let i = 0; i < left.length; i += 1) left[i]! &= wanted[i]!;
}

function keepListed(left: Left, rows: readonly RankingRow[], listed: ReadonlySet<number>): void {
  for (let i = 0; i < left.length; i += 1) left[i]! &= Number(listed.has(rows[i]!.film_id));
}

/** Digits alone are a person's number, everything else is a name. */
function placesOfNames(columns: Columns, field: LabelField | PersonField, values: readonly string[]) {
  const keys = values.map(nameKey);
  if (field === 'genres' || field === 'countries') return keys.map((key) => columns.labels(field).get(key));
  return keys.map((key) => columns.people(field).get(/^[0-9]+$/.test(key) ? `#${Number(key)}` : key));
}

function cut(left: Left, top: number): void {
  let kept = 0;
  for (let i = 0; i < left.length; i += 1) {
    if (kept === top) left[i] = 0;
    else kept += left[i]!;
  }
}
