/** Lists of films as filters: from their names to the films in them. */
import { createHash } from 'node:crypto';
import { type Database, findLists, type ListCard, readListFilms } from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import { BriefCache } from './brief-cache.ts';

export interface ListedFilms {
  films: ReadonlySet<number>;
  /** Stands for the films: the same text, the same films. */
  state: string;
}

/** Who asks for a list. */
export interface ListReader {
  /** Whether they may see who the members are, and so the members' own lists. */
  see_names: boolean;
}

export const ANYBODY: ListReader = { see_names: false };

export interface FilmLists {
  /**
   * The films on any of these lists (as `listReference` names them). Throws the problem `invalid-filter` that names those
   * which aren't held, and for whom they are not meant: an account export also holds lists that its owner keeps private.
   */
  filmsOf(references: readonly string[], reader: ListReader): Promise<ListedFilms>;
}

export function filmListsOf(db: Database): FilmLists {
  const known = new BriefCache<ListedFilms>(100);
  return {
    filmsOf: (references, { see_names }) =>
      known.get(`${see_names} ${references.join(' ')}`, async () => {
        const lists = await findLists(db, references);
        const isOpen = (list: ListCard | undefined) => list !== undefined && (see_names || list.source !== 'export');
        const missing = references.filter((reference) => !isOpen(lists.get(reference)));
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
