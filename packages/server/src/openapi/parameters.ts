/** Parameters of a request: read from text, coerced, checked. */
import type { ProblemField } from '@cohort-almanac/core';
import { LRUCache } from 'lru-cache';
import type { CompiledParameters } from './compile.ts';
import { describeFaults, unknownName } from './faults.ts';

type Values = Record<string, unknown>;

/** Every fault of the parameters of one place. Coerces the values in place. */
export function findFaults(
  where: ProblemField['in'],
  { validate }: CompiledParameters,
  values: Values,
): ProblemField[] {
  return [...(validate(values) ? [] : describeFaults(where, validate.errors)), ...findUnusable(where, values, '')];
}

export interface ReadQuery {
  /** Frozen: the same text gives the same object, on which what follows from it can be remembered. */
  values: Readonly<Values>;
  faults: readonly ProblemField[];
}

/** Queries that are remembered for an operation, and how long their text may be. */
const REMEMBERED = 1000;
const LONGEST_REMEMBERED = 500;

/** Reads query strings of one operation. A question that is asked again and again is read and checked once. */
export function queryReader(parameters: CompiledParameters): (text: string) => ReadQuery {
  const valid = new LRUCache<string, ReadQuery>({ max: REMEMBERED });
  return (text) => {
    const known = valid.get(text);
    if (known) return known;
    const { values, faults } = splitQuery(text, parameters);
    const told = new Set(faults.map(({ name }) => name));
    faults.push(...findFaults('query', parameters, values).filter(({ name }) => !told.has(name)));
    const read = { values: Object.freeze(values), faults };
    if (faults.length === 0 && text.length <= LONGEST_REMEMBERED) valid.set(text, read);
    return read;
  };
}

/** Splits a query into what the operation knows; repeated parameters become lists where lists are due. */
function splitQuery(
  text: string,
  { names, lists, open }: CompiledParameters,
): { values: Values; faults: ProblemField[] } {
  const values: Values = {};
  const faults: ProblemField[] = [];
  if (!isUtf8(text)) faults.push({ in: 'query', name: '', message: 'is not percent-encoded UTF-8' });
  const search = new URLSearchParams(text);
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    if (!names.includes(name)) {
      if (!open) faults.push({ in: 'query', name, message: unknownName(name, names) });
    } else if (lists.has(name)) values[name] = all;
    else if (all.length > 1) faults.push({ in: 'query', name, message: 'is given more than once' });
    else values[name] = all[0];
  }
  return { values, faults };
}

/** URLSearchParams reads whatever it gets, and puts U+FFFD where it can't. */
function isUtf8(query: string): boolean {
  if (!query.includes('%')) return true;
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}

/** What a schema lets through and no store takes: U+0000 in text, and `Infinity`, which ajv coerces to a number. */
export function findUnusable(where: ProblemField['in'], value: unknown, at: string): ProblemField[] {
  const name = where === 'body' ? at : (at.split('/')[1] ?? '');
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [{ in: where, name, message: 'must be number' }];
  if (typeof value === 'string') {
    return value.includes('\u0000') ? [{ in: where, name, message: 'must not hold the character U+0000' }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => findUnusable(where, inner, `${at}/${key}`));
}
