/** Finding genres, countries and people by the beginning of their names. */
import { nameKey, type RankingRow } from '@cohort-almanac/core';
import type { FilterOption, OptionKind } from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { OptionRequest } from './film-types.ts';

/** Options with their names as they are compared: without letter case and accents, each word after a dash. */
export class OptionIndex {
  readonly #options: readonly FilterOption[];
  readonly #keys: readonly string[];
  readonly #byId: ReadonlyMap<string, FilterOption>;

  /** @param options those with the most films first */
  constructor(options: readonly FilterOption[]) {
    this.#options = options;
    this.#keys = options.map(({ name }) => `-${nameKey(name)}`);
    this.#byId = new Map(options.map((option) => [String(option.id), option]));
  }

  /** The options of `ids`, then those that `q` finds; with neither those with the most films. Each once. */
  find({ q, ids, limit }: OptionRequest): FilterOption[] {
    const named = [...new Set(ids)].flatMap((id) => this.#byId.get(id) ?? []);
    if (q === undefined) return ids.length > 0 ? named : this.#options.slice(0, limit);
    const wholly = `-${nameKey(q)}`;
    if (wholly === '-') {
      throw ProblemError.invalid([
        { in: 'query', name: 'q', message: 'has no letter or digit; give the beginning of a name' },
      ]);
    }
    const words = wholly
      .slice(1)
      .split('-')
      .map((word) => `-${word}`);
    const begin: FilterOption[] = [];
    const within: FilterOption[] = [];
    for (const [place, key] of this.#keys.entries()) {
      if (begin.length === limit) break;
      if (key.startsWith(wholly)) begin.push(this.#options[place]!);
      else if (within.length < limit && words.every((word) => key.includes(word))) within.push(this.#options[place]!);
    }
    return [...new Set([...named, ...[...begin, ...within].slice(0, limit)])];
  }
}

/** What the films of one ranking have, those with the most films first. */
export function optionsOf(rows: readonly RankingRow[], kind: OptionKind): FilterOption[] {
  const counted = new Map<string | number, FilterOption>();
  for (const row of rows) {
    for (const one of row[kind]) {
      const id = 'person_id' in one ? one.person_id : one.id;
      const known = counted.get(id);
      if (known) known.films += 1;
      else counted.set(id, { id, name: one.name, films: 1 });
    }
  }
  return [...counted.values()].sort((a, b) => b.films - a.films || (a.name < b.name ? -1 : Number(a.name > b.name)));
}
