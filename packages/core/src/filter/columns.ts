/**
 * A ranking column by column. To look at one number of ten thousand films one after the other is many times faster than to
 * visit ten thousand objects, so what filters ask of rows again and again is laid out once and kept while the rows live.
 */
import { compareText } from '../film.ts';
import { fold, nameKey, searchText } from './keys.ts';
import type { Order, Sort } from './parameters.ts';
import type { RankingRow } from './types.ts';

export type NumberField = {
  [K in keyof RankingRow]: RankingRow[K] extends number | null ? K : never;
}[keyof RankingRow];
export type ChoiceField = 'distribution' | 'bucket' | 'cluster' | 'consensus' | 'media_type';
export type LabelField = 'genres' | 'countries';
export type PersonField = 'directors' | 'actors' | 'writers';

/** Films by their place in the ranking, from 0. */
type Places = number[];

export class Columns {
  readonly #rows: readonly RankingRow[];
  readonly #numbers = new Map<NumberField, Float64Array>();
  readonly #places = new Map<string, Map<string, Places>>();
  readonly #orders = new Map<string, Uint32Array>();
  #texts: string[] | null = null;

  constructor(rows: readonly RankingRow[]) {
    this.#rows = rows;
  }

  /** One number a film; NaN when it is not known, which no bound lets through. */
  numbers(field: NumberField): Float64Array {
    return once(this.#numbers, field, () => Float64Array.from(this.#rows, (row) => row[field] ?? Number.NaN));
  }

  /** Where films with each value of the field stand. */
  choices(field: ChoiceField): ReadonlyMap<string, Places> {
    return once(this.#places, field, () => this.#index((row) => (row[field] === null ? [] : [row[field]])));
  }

  /** Where films with each genre or country stand, under the keys of its id and of its name. */
  labels(field: LabelField): ReadonlyMap<string, Places> {
    return once(this.#places, field, () =>
      this.#index((row) => row[field].flatMap(({ id, name }) => [keyOf(id), keyOf(name)])),
    );
  }

  /** Where films with each person stand, under the key of the name and under `#` and the number. */
  people(field: PersonField): ReadonlyMap<string, Places> {
    return once(this.#places, field, () =>
      this.#index((row) => row[field].flatMap(({ person_id, name }) => [`#${person_id}`, keyOf(name)])),
    );
  }

  /** The text of each film in which words are looked for. */
  texts(): readonly string[] {
    this.#texts ??= this.#rows.map((row) => searchText(row.title));
    return this.#texts;
  }

  /** All films under a sort. Equal ones stand by rank, and those without a value come last, both in either order. */
  order(sort: Sort, order: Order): Uint32Array {
    return once(this.#orders, `${sort} ${order}`, () => {
      const places = Uint32Array.from(this.#rows, (_, place) => place);
      const direction = order === 'asc' ? 1 : -1;
      if (sort === 'title') {
        const titles = this.#rows.map((row) => fold(row.title));
        return places.sort((a, b) => direction * compareText(titles[a]!, titles[b]!) || a - b);
      }
      const numbers = this.numbers(sort);
      return places.sort((a, b) => {
        const x = numbers[a]!;
        const y = numbers[b]!;
        if (x < y) return -direction;
        if (x > y) return direction;
        return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
      });
    });
  }

  #index(keysOf: (row: RankingRow) => readonly string[]): Map<string, Places> {
    const index = new Map<string, Places>();
    this.#rows.forEach((row, place) => {
      for (const key of new Set(keysOf(row))) {
        const places = index.get(key);
        if (places) places.push(place);
        else index.set(key, [place]);
      }
    });
    return index;
  }
}

const known = new WeakMap<readonly RankingRow[], Columns>();

/** The columns of these rows, which must not change any more. */
export function columnsOf(rows: readonly RankingRow[]): Columns {
  let columns = known.get(rows);
  if (!columns) {
    columns = new Columns(rows);
    known.set(rows, columns);
  }
  return columns;
}

function once<Key, Value>(store: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = store.get(key);
  if (value === undefined) {
    value = make();
    store.set(key, value);
  }
  return value;
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
