/** What is told of a film stands in the rows of every ranking that holds it: kept once, rankings take a third of the memory. */
import type { RankingRow } from '@cohort-almanac/core';

/** Of a row, what belongs to the film and takes memory of its own; the rest are numbers of the ranking. */
const TEXTS = ['title', 'slug', 'lid', 'poster_url', 'media_type', 'imdb_id'] as const;
const PEOPLE = ['directors', 'actors', 'writers'] as const;
const LABELS = ['genres', 'countries'] as const;
/** Words of a few kinds, which the database sends anew for each row. */
const WORDS = ['distribution', 'bucket', 'cluster', 'consensus'] as const;

/**
 * Makes what reads a ranking's rows share with those read before. Only what is equal is shared, so that a film which was
 * enriched meanwhile is told as it is; rows that nobody holds any more are not held here either.
 * @returns writes into the rows that it is given, which nobody else may have seen
 */
export function sharingFilms(): (rows: RankingRow[]) => RankingRow[] {
  const films = new Map<number, WeakRef<RankingRow>>();
  const words = new Map<string, string>();
  return (rows) => {
    for (const row of rows) {
      const known = films.get(row.film_id)?.deref();
      if (!(known && share(row, known))) films.set(row.film_id, new WeakRef(row));
      for (const field of WORDS) {
        const word = row[field];
        if (word === null) continue;
        if (!words.has(word)) words.set(word, word);
        assign(row, field, words.get(word) as RankingRow[typeof field]);
      }
    }
    return rows;
  };
}

/** False when something differs; what does not is shared all the same. */
function share(row: RankingRow, known: RankingRow): boolean {
  let same = true;
  for (const field of TEXTS) {
    if (row[field] === known[field]) assign(row, field, known[field]);
    else same = false;
  }
  for (const field of PEOPLE) {
    const [own, other] = [row[field], known[field]];
    const equal = own.length === other.length && own.every(isPerson, other);
    if (equal) assign(row, field, other);
    else same = false;
  }
  for (const field of LABELS) {
    const [own, other] = [row[field], known[field]];
    const equal = own.length === other.length && own.every(isLabel, other);
    if (equal) assign(row, field, other);
    else same = false;
  }
  return same;
}

function isPerson(this: RankingRow['actors'], { person_id, name }: RankingRow['actors'][number], at: number): boolean {
  return this[at]!.person_id === person_id && this[at]!.name === name;
}

function isLabel(this: RankingRow['genres'], { id, name }: RankingRow['genres'][number], at: number): boolean {
  return this[at]!.id === id && this[at]!.name === name;
}

function assign<Field extends keyof RankingRow>(row: RankingRow, field: Field, value: RankingRow[Field]): void {
  row[field] = value;
}
