/** Credits, genres and countries of many films, each person and label as one object however many films share it. */
import type { Credit, Label, RankingRow } from '@cohort-almanac/core';

export interface CreditRow extends Credit {
  film_id: number;
  role: 'director' | 'actor' | 'writer';
}

export interface LabelRow extends Label {
  film_id: number;
}

export type FilmParts = Pick<RankingRow, 'directors' | 'actors' | 'writers' | 'genres' | 'countries'>;

/** What hands out the parts of a film. Rows come in the order in which a film's parts are told. */
export function partsOf(
  credits: readonly CreditRow[],
  genres: readonly LabelRow[],
  countries: readonly LabelRow[],
): (filmId: number) => FilmParts {
  const labels = interner<Label>();
  const people = interner<Credit>();
  const genresOf = groupByFilm(genres, ({ id, name }) => labels(`g:${id}`, { id, name }));
  const countriesOf = groupByFilm(countries, ({ id, name }) => labels(`c:${id}`, { id, name }));
  const creditsOf = (role: CreditRow['role']) =>
    groupByFilm(
      credits.filter((row) => row.role === role),
      ({ person_id, name }) => people(String(person_id), { person_id, name }),
    );
  const [directors, actors, writers] = [creditsOf('director'), creditsOf('actor'), creditsOf('writer')];
  return (filmId) => ({
    directors: directors.get(filmId) ?? [],
    actors: actors.get(filmId) ?? [],
    writers: writers.get(filmId) ?? [],
    genres: genresOf.get(filmId) ?? [],
    countries: countriesOf.get(filmId) ?? [],
  });
}

/** One object a person or label, however many films share it: ten thousand films fit in a few megabytes. */
function interner<T>(): (key: string, value: T) => T {
  const seen = new Map<string, T>();
  return (key, value) => {
    const known = seen.get(key);
    if (known) return known;
    seen.set(key, value);
    return value;
  };
}

/** Lists of exactly their length: one that grew by pushing keeps room for sixteen more, and there is one for each film and part. */
function groupByFilm<Row extends { film_id: number }, T>(
  rows: readonly Row[],
  pick: (row: Row) => T,
): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.film_id);
    if (group) group.push(pick(row));
    else groups.set(row.film_id, [pick(row)]);
  }
  for (const [film, group] of groups) groups.set(film, group.slice());
  return groups;
}
