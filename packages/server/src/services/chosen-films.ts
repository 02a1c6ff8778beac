/** What a ranking version does not hold and filters ask about: lists, watchlists, and who saw what. */
import { type FilmFilter, MEMBER_PARAMETERS, type RankingRow } from '@cohort-almanac/core';
import { type CohortCard, type Database, memberIdsOf, readWatching } from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import { digest } from './cache-keys.ts';
import type { FilmLists, ListReader } from './film-lists.ts';

export interface ChosenFilms {
  /** A film must be in each of these. */
  within: readonly ReadonlySet<number>[];
  /** And in none of these. */
  without: readonly ReadonlySet<number>[];
  /** The members whose ratings alone count; null = everybody's. */
  members: readonly number[] | null;
  /** Stands for all of it: the same text, the same films. */
  state: string;
}

export type ChooseFilms = (cohort: CohortCard, filter: FilmFilter, reader: ListReader) => Promise<ChosenFilms | null>;

/**
 * Reads what a filter asks for beyond the version; null when it asks for nothing such. Throws the problems `forbidden` (it
 * tells who watched what, to somebody who may not see names) and `invalid-filter` (a list or a member is not known here).
 */
export function chooserOf(db: Database, lists: FilmLists): ChooseFilms {
  return async (cohort, filter, reader) => {
    const asked = MEMBER_PARAMETERS.filter((name) => filter[name] !== undefined);
    if (asked.length > 0 && !reader.see_names) throw tellsNames(asked);
    if (asked.length === 0 && !filter.list) return null;

    const listed = filter.list ? await lists.filmsOf(filter.list, cohort.id, reader) : null;
    const ids = await idsOf(db, cohort, filter);
    const watching = await readWatching(db, ids([...MEMBER_PARAMETERS.slice(1)]));
    const filmsOf = (name: 'seen_by' | 'unseen_by' | 'on_watchlist_of', what: 'seen' | 'watchlist') => {
      if (filter[name] === undefined) return [];
      const chosen = new Set(ids([name]));
      return [new Set(watching.filter(({ member_id }) => chosen.has(member_id)).flatMap((member) => member[what]))];
    };
    const within = [...filmsOf('seen_by', 'seen'), ...filmsOf('on_watchlist_of', 'watchlist')];
    const without = filmsOf('unseen_by', 'seen');
    const text = [...within, ...without].map((films) => [...films].sort((a, b) => a - b).join());
    return {
      within: listed ? [listed.films, ...within] : within,
      without,
      members: filter.members ? ids(['members']) : null,
      state: asked.length === 0 ? listed!.state : digest([listed?.state ?? '', ...text].join('\n')),
    };
  };
}

/** The ids of the films among `rows` that are chosen. */
export function chosenAmong(rows: readonly RankingRow[], { within, without }: ChosenFilms): Set<number> {
  const ids = rows.map(({ film_id }) => film_id);
  return new Set(ids.filter((id) => within.every((films) => films.has(id)) && !without.some((films) => films.has(id))));
}

type MemberParameter = (typeof MEMBER_PARAMETERS)[number];

/** Looks every name up at once, and hands out the ids by parameter, each once. */
async function idsOf(db: Database, { id }: CohortCard, filter: FilmFilter) {
  const named = MEMBER_PARAMETERS.flatMap((name) => filter[name] ?? []);
  const known = named.length === 0 ? new Map<string, number>() : await memberIdsOf(db, id, [...new Set(named)]);
  const faults = MEMBER_PARAMETERS.flatMap((name) =>
    (filter[name] ?? [])
      .filter((username) => !known.has(username))
      .map((username) => ({ in: 'query' as const, name, message: `${username} is no member of this cohort` })),
  );
  if (faults.length > 0) {
    const told = faults.map(({ name, message }) => `${name}: ${message}`);
    throw new ProblemError('invalid-filter', `${told.join('. ')}.`, faults);
  }
  return (names: readonly MemberParameter[]): number[] => [
    ...new Set(names.flatMap((name) => (filter[name] ?? []).map((username) => known.get(username)!))),
  ];
}

function tellsNames(asked: readonly string[]): ProblemError {
  const which = asked.join(', ');
  return new ProblemError(
    'forbidden',
    `${which}: that would tell who watched what, which only the cohort's owners and editors may know. Leave it out.`,
  );
}
