/** Top people: whose films the cohort rates best. */
import { compareText } from '../film.ts';
import type { Credit, RankingRow } from '../filter/types.ts';
import { inSumOrder } from '../scoring/order.ts';
import { baseOf } from './base-of.ts';

export const PEOPLE_ROLES = ['directors', 'actors', 'writers'] as const;
export type PeopleRole = (typeof PEOPLE_ROLES)[number];

/** A ranked film with its credits. */
export type PersonFilm = Pick<RankingRow, 'film_id' | 'slug' | 'lid' | 'rank' | 'watchers' | PeopleRole>;

export interface Person {
  person_id: number;
  name: string;
  /** In stars: the mean of the films' Bayesian bases, weighted by watchers. */
  score: number;
  /** How many of their films are ranked, 3 at least. */
  films: number;
  /** How many of those stand in the best tenth of the ranking. */
  top_decile_films: number;
  /** Sum of the films' watchers: on how many ratings the score rests. */
  watchers: number;
  /** Their ranked films, the best first. */
  film_ids: number[];
}

/** Two films can be luck. */
const LEAST_FILMS = 3;

/**
 * The people of a role with at least 3 ranked films, by the watchers-weighted mean of those films' bases; ties go to more
 * films, then name, then person_id. `films` are all the films of one ranking, in any order: a film is in the top decile
 * when `10 · rank <= number of films`. A film that credits a person twice in the role counts once.
 * Throws when a film has no base (`baseScores`).
 */
export function topPeople(films: readonly PersonFilm[], base: ReadonlyMap<number, number>, role: PeopleRole): Person[] {
  const filmographies = new Map<number, { credit: Credit; films: PersonFilm[] }>();
  for (const film of inSumOrder(films)) {
    for (const credit of film[role]) {
      const known = filmographies.get(credit.person_id);
      if (!known) filmographies.set(credit.person_id, { credit, films: [film] });
      else if (known.films.at(-1) !== film) known.films.push(film);
    }
  }
  return [...filmographies.values()]
    .filter((filmography) => filmography.films.length >= LEAST_FILMS)
    .map((filmography) => personOf(filmography.credit, filmography.films, base, films.length))
    .sort((a, b) => b.score - a.score || b.films - a.films || compareText(a.name, b.name) || a.person_id - b.person_id);
}

function personOf(
  { person_id, name }: Credit,
  films: readonly PersonFilm[],
  base: ReadonlyMap<number, number>,
  ranked: number,
): Person {
  let watchers = 0;
  let sum = 0;
  for (const film of films) {
    watchers += film.watchers;
    sum += film.watchers * baseOf(base, film.film_id);
  }
  return {
    person_id,
    name,
    score: sum / watchers,
    films: films.length,
    top_decile_films: films.filter(({ rank }) => 10 * rank <= ranked).length,
    watchers,
    film_ids: films
      .slice()
      .sort((a, b) => a.rank - b.rank)
      .map(({ film_id }) => film_id),
  };
}
