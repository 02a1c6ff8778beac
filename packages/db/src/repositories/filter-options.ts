/** What films can be filtered by: genres, countries and people, with how many films have each. */
import type { Sql } from '../database.ts';

export const OPTION_KINDS = ['genres', 'countries', 'directors', 'actors', 'writers'] as const;
export type OptionKind = (typeof OPTION_KINDS)[number];

export interface FilterOption {
  /** Of genres and countries their text, of people their number. */
  id: string | number;
  name: string;
  films: number;
}

/** Options that are read at most, those with the most films. */
const MOST = 200_000;

const people = (role: string) => `
  SELECT p.person_id AS id, p.name, count(*) AS films FROM film_people c JOIN people p USING (person_id)
  WHERE c.role = '${role}' GROUP BY p.person_id`;

const QUERIES: Readonly<Record<OptionKind, string>> = {
  genres:
    'SELECT g.genre_id AS id, g.name, count(*) AS films FROM film_genres f JOIN genres g USING (genre_id) GROUP BY g.genre_id',
  countries:
    'SELECT c.country_id AS id, c.name, count(*) AS films FROM film_countries f JOIN countries c USING (country_id) GROUP BY c.country_id',
  directors: people('director'),
  actors: people('actor'),
  writers: people('writer'),
};

/** All options of a kind, those with the most films first. */
export async function readFilterOptions(db: Sql, kind: OptionKind): Promise<FilterOption[]> {
  const { rows } = await db.query<FilterOption>(`${QUERIES[kind]} ORDER BY films DESC, name, id LIMIT ${MOST}`);
  return rows;
}
