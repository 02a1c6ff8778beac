/** The tables of the bundled demo world as its tests read them: on their own, not through the sandbox's loader. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export const HEADERS = {
  members: 'username,display_name',
  follows: 'follower,followed',
  films:
    'slug,title,year,lid,letterboxd_id,tmdb_type,tmdb_id,imdb_id,runtime,directors,genres,countries,weighted_average,histogram',
  ratings: 'username,slug,rating,liked,rated_at',
  likes: 'username,slug,liked_at',
  favorites: 'username,slug,position',
  watchlists: 'username,slug',
  lists: 'username,list_slug,list_title,ranked,position,slug',
  list_likes: 'username,list_owner,list_slug',
} as const;
export type Table = keyof typeof HEADERS;
export type Row = Record<string, string>;

export function textOf(table: Table): string {
  return readFileSync(new URL(`../../assets/world/${table}.csv`, import.meta.url), 'utf8');
}

/** Strict: a row with another number of columns than the header throws. */
export function read(table: Table): Row[] {
  return parse(textOf(table), { columns: true });
}

export const members = read('members');
export const follows = read('follows');
export const films = read('films');
export const ratings = read('ratings');
export const likes = read('likes');
export const favorites = read('favorites');
export const watchlists = read('watchlists');
export const lists = read('lists');
export const listLikes = read('list_likes');

export const filmBySlug = new Map(films.map((film) => [film.slug!, film]));
export const pairOf = (row: Row): string => `${row.username} ${row.slug}`;
export const listOf = (owner: string, slug: string): string => `${owner}/${slug}`;
export const given = (rows: readonly Row[], column: string): string[] =>
  rows.map((row) => row[column]!).filter((cell) => cell !== '');
export const parts = (cell: string): string[] => (cell === '' ? [] : cell.split(';'));

export function groupBy(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

export function countBy(rows: readonly Row[], column: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[column]!, (counts.get(row[column]!) ?? 0) + 1);
  return counts;
}
