/** What the routes ask about single films, and about what films can be filtered by. */
import type { ScoreComponent, Strategy } from '@cohort-almanac/core';
import type {
  CohortCard,
  FilmFacts,
  FilmNumbers,
  FilmPlacing,
  FilmWorld,
  FilterOption,
  Opinion,
  OptionKind,
} from '@cohort-almanac/db';
import type { ListReader } from './film-lists.ts';
import type { Published } from './types.ts';

export interface FilmPage extends Published {
  film: FilmFacts;
  /** Null when nobody rated or liked it when the version was computed. */
  numbers: FilmNumbers | null;
  world: FilmWorld | null;
  /** In the order of the strategies. */
  places: readonly (Omit<FilmPlacing, 'components'> & { components: readonly ScoreComponent[] })[];
  unranked: readonly Strategy[];
  /** Of those members whom the reader may see. */
  opinions: readonly Opinion[];
  /** Members who have seen it and are not among `opinions`. */
  unnamed: number;
}

export interface OptionRequest {
  q?: string;
  ids: readonly string[];
  limit: number;
}

export interface FilmsService {
  /**
   * A film with numbers in the cohort's version; for who sees names also one that a member has seen or means to see. Null
   * for every other: what films other cohorts hold is not told.
   */
  read(cohort: CohortCard, filmId: number, reader: ListReader): Promise<FilmPage | null>;
  /** Those of a cohort's ranked films, or of all films. Throws the problem `invalid-request` for a `q` without letters. */
  options(cohort: CohortCard | null, kind: OptionKind, request: OptionRequest): Promise<readonly FilterOption[]>;
}
