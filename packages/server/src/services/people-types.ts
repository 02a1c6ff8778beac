/** What the routes ask about the people of a cohort: those who make its films, and those who watch them. */
import type { CohortComparison, Movers, Person, Prediction, Strategy, TonightScore } from '@cohort-almanac/core';
import type { CohortCard, FilmBrief, KnownOffers } from '@cohort-almanac/db';
import type { Published } from './types.ts';

export type CreditKind = 'director' | 'actor' | 'writer';

export interface PeoplePage extends Published {
  role: CreditKind;
  total: number;
  items: readonly (Omit<Person, 'film_ids'> & { best: readonly FilmBrief[] })[];
}

export interface NamedMember {
  username: string;
  display_name: string | null;
}

export interface TastePage extends Published {
  /** Members of the cohort; the matrix shows those of `members`. */
  total: number;
  members: readonly (NamedMember & { ratings: number })[];
  matches: (number | null)[][];
  shared_films: number[][];
}

type Placed<T extends { film_id: number }> = Omit<T, 'film_id'> & { film: FilmBrief };

export interface MoversPage extends Published {
  strategy: Strategy;
  /** What the ranking is compared with; null when there is no earlier one. */
  previous_version: number | null;
  previous_computed_at: Date | null;
  risers: readonly Placed<Movers['risers'][number]>[];
  fallers: readonly Placed<Movers['fallers'][number]>[];
  entered: readonly Placed<Movers['entered'][number]>[];
  left: readonly Placed<Movers['left'][number]>[];
}

type ComparedFilm = Placed<CohortComparison['films'][number]>;

export interface ComparePage extends Published {
  /** The other cohort's version. */
  with_version: number | null;
  strategy: Strategy;
  /** Films with opinions on both sides. */
  total: number;
  top: CohortComparison['top'];
  /** What the first cohort rates higher, the largest difference first; and what the other does. */
  higher: readonly ComparedFilm[];
  lower: readonly ComparedFilm[];
}

export interface TonightRequest {
  /** User names, in lower case. */
  members: readonly string[];
  by: TonightScore;
  runtime_min?: number;
  runtime_max?: number;
  veto_films: readonly number[];
  veto_genres: readonly string[];
  /** A country (ISO 3166, `DE`) for which is told where the films can be watched. */
  region?: string;
  limit: number;
}

export interface TonightPage extends Published {
  by: TonightScore;
  members: readonly NamedMember[];
  /** Films that fit, before the limit. */
  total: number;
  items: readonly {
    film: FilmBrief;
    watchlists: number;
    score: number;
    predictions: readonly (Prediction & { username: string })[];
    /** Null when it is not known where it can be watched, or was not asked for. */
    watch: KnownOffers | null;
  }[];
  /** Of `items`, those of which it is not known where they can be watched; null when no region was given. */
  region: string | null;
  unknown_offers: number;
}

export interface PeopleService {
  people(cohort: CohortCard, request: { role: CreditKind; limit: number }): Promise<PeoplePage>;
  /**
   * The matches of the named members, or of those with the most ratings. Throws the problem `invalid-request` for a name
   * that is no member's.
   */
  taste(cohort: CohortCard, request: { members: readonly string[]; limit: number }): Promise<TastePage>;
  movers(cohort: CohortCard, request: { strategy: Strategy; limit: number }): Promise<MoversPage>;
  compare(cohort: CohortCard, other: CohortCard, request: { strategy: Strategy; limit: number }): Promise<ComparePage>;
  /** Throws the problem `invalid-request` for a name that is no member's. */
  tonight(cohort: CohortCard, request: TonightRequest): Promise<TonightPage>;
}
