/** Saved filters over the database. */
import { type FilmFilter, filterToQuery, isParameterName, parseFilter } from '@cohort-almanac/core';
import {
  type Database,
  deleteFilter,
  type FilterParameterValues,
  findFilter,
  insertFilter,
  listFilters,
  updateFilter,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { FiltersService } from './filter-types.ts';
import { UNKNOWN_CURSOR } from './types.ts';

/** Saved filters of one user. */
const MOST_FILTERS = 500;
/** They say how much of a list is read at once, not what is on it. */
const PAGING: ReadonlySet<string> = new Set(['limit', 'cursor']);

export interface FiltersOptions {
  /** Called when what a share shows has changed. */
  onChange: () => void;
}

export function filtersService(db: Database, { onChange }: FiltersOptions): FiltersService {
  return {
    async list(userId, { cohortId, limit, cursor }) {
      const before = cursor === undefined ? undefined : decodeId(cursor);
      const found = await listFilters(db, userId, { cohortId, before, limit: limit + 1 });
      const items = found.slice(0, limit);
      return { items, next_cursor: found.length > limit ? encodeId(items.at(-1)!.id) : null };
    },

    find: (id) => findFilter(db, id),

    async create({ filter, ...input }) {
      const saved = await insertFilter(db, { ...input, filter: parametersOf(filter) }, MOST_FILTERS);
      if (saved) return saved;
      throw new ProblemError('conflict', `You have ${MOST_FILTERS} saved filters. Delete one that you no longer need.`);
    },

    async change(saved, { filter, ...changes }) {
      const changed = await updateFilter(db, saved.id, { ...changes, ...(filter && { filter: parametersOf(filter) }) });
      onChange();
      if (!changed) throw new ProblemError('not-found', `You have no saved filter ${saved.id}.`);
      return changed;
    },

    async remove({ id }) {
      await deleteFilter(db, id);
      onChange();
    },
  };
}

/**
 * The filter that was sent, or that is stored. Throws the problem `invalid-filter` with the place in the body of every fault.
 */
export function readFilter(input: Readonly<Record<string, unknown>>): FilmFilter {
  const parsed = parseFilter(input);
  const paging = Object.keys(input).filter((name) => PAGING.has(name));
  const faults = [
    ...(parsed.ok ? [] : parsed.errors),
    ...paging.map((parameter) => ({
      parameter,
      message: `${parameter} says how much is read at once, which is not saved; leave it out`,
    })),
  ];
  if (parsed.ok && faults.length === 0) return parsed.filter;
  throw new ProblemError(
    'invalid-filter',
    `${faults.map(({ message }) => message).join('. ')}.`,
    faults.map(({ parameter, message }) => ({ in: 'body', name: `/filter/${pointerStep(parameter)}`, message })),
  );
}

const pointerStep = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The parameters that are no defaults, in canonical order, numbers as numbers. */
export function parametersOf(filter: FilmFilter): FilterParameterValues {
  const values: FilterParameterValues = {};
  for (const name of new Set(filterToQuery(filter).keys())) {
    if (isParameterName(name) && !PAGING.has(name)) values[name] = filter[name]!;
  }
  return values;
}

const encodeId = (id: number): string => Buffer.from(String(id)).toString('base64url');

function decodeId(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
}
