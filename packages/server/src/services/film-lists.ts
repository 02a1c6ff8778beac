/** Lists of films as filters: from their names to the films in them. */
import { createHash } from 'node:crypto';
import { type Database, findLists, readListFilms } from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import { BriefCache } from './brief-cache.ts';

export interface ListedFilms {
  films: ReadonlySet<number>;
  /** Stands for the films: the same text, the same films. */
  state: string;
}

export interface FilmLists {
  /**
   * The films on any of these lists (as `listReference` names them). Throws the problem `invalid-filter` that names those
   * which aren't held.
   */
  filmsOf(references: readonly string[]): Promise<ListedFilms>;
}

export function filmListsOf(db: Database): FilmLists {
  const known = new BriefCache<ListedFilms>(100);
  return {
    filmsOf: (references) =>
      known.get(references.join(' '), async () => {
        const lists = await findLists(db, references);
        const missing = references.filter((reference) => !lists.has(reference));
        if (missing.length > 0) throw unknownLists(missing);
        const films = await readListFilms(
          db,
          [...lists.values()].map((list) => list.list_id),
        );
        return { films: new Set(films), state: createHash('sha256').update(films.join()).digest('base64url') };
      }),
  };
}

function unknownLists(references: readonly string[]): ProblemError {
  const faults = references.map((reference) => ({
    in: 'query' as const,
    name: 'list',
    message: reference.startsWith('boxd.it/')
      ? `${reference} is a short link of no list that is held here; give the list's path`
      : `${reference} is not held here; fetch it with \`almanac lists fetch ${reference}\`, or import the export that holds it`,
  }));
  return new ProblemError('invalid-filter', `${faults.map(({ message }) => message).join('. ')}.`, faults);
}
