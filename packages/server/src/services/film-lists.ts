/** Lists of films as filters: from their names to the films in them. */
import { type Database, findLists, type ListCard, listsHandedIn, readListFilms } from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import { BriefCache } from './brief-cache.ts';
import { digest, keys } from './cache-keys.ts';

export interface ListedFilms {
  films: ReadonlySet<number>;
  /** Stands for the films: the same text, the same films. */
  state: string;
}

/** Who asks for a list. */
export interface ListReader {
  /** Whether they may see who the members of the cohort are, and so the lists that members handed in to it. */
  see_names: boolean;
  /** The operator at the command line: any list that is held. */
  any_list?: boolean;
}

export const ANYBODY: ListReader = { see_names: false };

export interface FilmLists {
  /**
   * The films on any of these lists (as `listReference` names them), for a ranking of this cohort. Throws the problem
   * `invalid-filter` that names those which aren't held, and in the same words those that are not meant for the reader.
   */
  filmsOf(references: readonly string[], cohortId: number, reader: ListReader): Promise<ListedFilms>;
}

export function filmListsOf(db: Database): FilmLists {
  const known = new BriefCache<ListedFilms>(100);

  async function readable(lists: readonly ListCard[], cohortId: number, reader: ListReader): Promise<Set<number>> {
    const ids = (some: readonly ListCard[]) => some.map((list) => list.list_id);
    if (reader.any_list) return new Set(ids(lists));
    const own = ids(lists.filter(isOwn));
    const shown = reader.see_names && own.length > 0 ? await listsHandedIn(db, own, cohortId) : [];
    return new Set([...ids(lists.filter((list) => !isOwn(list))), ...shown]);
  }

  return {
    filmsOf: (references, cohortId, reader) =>
      known.get(keys.lists(references, cohortId, reader), async () => {
        const lists = await findLists(db, references);
        const open = await readable([...lists.values()], cohortId, reader);
        const missing = references.filter((reference) => !open.has(lists.get(reference)?.list_id ?? -1));
        if (missing.length > 0) throw unknownLists(missing);
        const films = await readListFilms(
          db,
          [...lists.values()].map((list) => list.list_id),
        );
        return { films: new Set(films), state: digest(films.join()) };
      }),
  };
}

/**
 * Whether only its owner may be known to see it: an export holds private lists too, and a page can have been saved by who was
 * signed in. What was crawled or stands in a feed was shown to everybody; a filmography is nobody's.
 */
function isOwn({ source, owner_member_id }: ListCard): boolean {
  return owner_member_id !== null && (source === 'export' || source === 'pages');
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
