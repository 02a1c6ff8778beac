/** Reads a world from a folder of CSV files, and refuses one whose rows contradict each other. */
import { existsSync, statSync } from 'node:fs';
import { type HalfStars, type Histogram, isHistogram, parseStars, TMDB_TYPES } from '@cohort-almanac/core';
import { Problems, type Row, readTable, type TableFormat } from './csv.ts';
import { loadLists } from './load-lists.ts';
import { References } from './references.ts';
import { RESERVED_NAMES } from './route.ts';
import { type World, WorldError, type WorldFilm, type WorldMember } from './world.ts';

const MEMBERS: TableFormat = { file: 'members.csv', key: ['username'], optional: ['display_name'] };
const FILMS: TableFormat = {
  file: 'films.csv',
  key: ['slug', 'title'],
  optional: [
    'year',
    'lid',
    'letterboxd_id',
    'tmdb_type',
    'tmdb_id',
    'imdb_id',
    'runtime',
    'directors',
    'genres',
    'countries',
    'weighted_average',
    'histogram',
  ],
};
const RATINGS: TableFormat = {
  file: 'ratings.csv',
  key: ['username', 'slug', 'rating'],
  optional: ['liked', 'rated_at'],
};
const FOLLOWS: TableFormat = { file: 'follows.csv', key: ['follower', 'followed'], optional: [] };
const LIKES: TableFormat = { file: 'likes.csv', key: ['username', 'slug'], optional: ['liked_at'] };
const FAVORITES: TableFormat = { file: 'favorites.csv', key: ['username', 'slug', 'position'], optional: [] };
const WATCHLISTS: TableFormat = { file: 'watchlists.csv', key: ['username', 'slug'], optional: [] };

const USERNAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const SLUG = /^[A-Za-z0-9][A-Za-z0-9_.~-]*$/;
/** A member's profile has places for four films. */
const FAVORITE_PLACES = 4;

/**
 * Loads a world from `dir`: members.csv, films.csv and ratings.csv must be there, follows.csv, likes.csv, favorites.csv,
 * watchlists.csv, lists.csv and list_likes.csv may be. Empty cells are unknown; an empty rating is "watched only".
 * The order of the files is the order in which the site shows follows and watchlists.
 *
 * @throws WorldError that names file, row, column and what is wrong, for up to twenty problems at once.
 */
export function loadWorld(dir: string): World {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new WorldError(`There is no folder ${dir}: name one with members.csv, films.csv and ratings.csv in it.`);
  }
  const problems = new Problems();
  const must = (format: TableFormat): Row[] => {
    const rows = readTable(dir, format, problems);
    if (rows === null) problems.add(`${format.file} is missing; a world needs members.csv, films.csv and ratings.csv`);
    return rows ?? [];
  };
  const may = (format: TableFormat): Row[] => readTable(dir, format, problems) ?? [];

  const members = readMembers(must(MEMBERS));
  const films = readFilms(must(FILMS));
  const world: World = {
    members: [...members.values()],
    films: [...films.values()],
    ratings: [],
    likes: [],
    favorites: [],
    watchlists: [],
    follows: [],
    lists: [],
    list_likes: [],
  };
  const find = new References(members, films);

  const rated = new Map<string, HalfStars | null>();
  for (const row of must(RATINGS)) {
    const { member, film, key } = find.pair(row, rated);
    const half_stars = readHalfStars(row);
    const liked = row.flag('liked');
    const rated_at = row.time('rated_at');
    if (!member || !film) continue;
    rated.set(key, half_stars);
    world.ratings.push({ member, film, half_stars, liked, rated_at });
  }

  const liked = new Set<string>();
  for (const row of may(LIKES)) {
    const { member, film, key } = find.pair(row, liked);
    const liked_at = row.time('liked_at');
    if (!member || !film) continue;
    liked.add(key);
    if (typeof rated.get(key) === 'number') {
      row.fail('slug', `${member.username} has rated ${film.slug}: set liked to 1 in ratings.csv instead`);
    }
    world.likes.push({ member, film, liked_at });
  }

  const favored = new Set<string>();
  const places = new Set<string>();
  for (const row of may(FAVORITES)) {
    const { member, film, key } = find.pair(row, favored);
    const position = row.integer('position', 1, FAVORITE_PLACES);
    if (row.text('position') === '') row.fail('position', `is empty, but must be 1 to ${FAVORITE_PLACES}`);
    if (!member || !film || position === null) continue;
    favored.add(key);
    const place = `${member.username}\n${position}`;
    if (places.has(place)) row.fail('position', `${member.username} has two favorites in position ${position}`);
    places.add(place);
    world.favorites.push({ member, film, position });
  }

  const watchlisted = new Set<string>();
  for (const row of may(WATCHLISTS)) {
    const { member, film, key } = find.pair(row, watchlisted);
    if (!member || !film) continue;
    watchlisted.add(key);
    world.watchlists.push({ member, film });
  }

  const followed = new Set<string>();
  for (const row of may(FOLLOWS)) {
    const from = find.member(row, 'follower');
    const to = find.member(row, 'followed');
    if (!from || !to) continue;
    const key = `${from.username}\n${to.username}`;
    if (from === to) row.fail('followed', `${from.username} can't follow themselves`);
    if (followed.has(key)) row.fail('followed', `${from.username} follows ${to.username} already in an earlier row`);
    followed.add(key);
    world.follows.push({ follower: from, followed: to });
  }

  const lists = loadLists(dir, problems, find);
  world.lists = lists.lists;
  world.list_likes = lists.list_likes;
  problems.throwIfAny(dir);
  return world;
}

function readMembers(rows: Row[]): Map<string, WorldMember> {
  const members = new Map<string, WorldMember>();
  for (const row of rows) {
    const username = row.needed('username');
    if (username === null) continue;
    const key = username.toLowerCase();
    const other = members.get(key);
    if (!USERNAME.test(username)) row.fail('username', `"${username}" may have only letters, digits, - and _`);
    else if (RESERVED_NAMES.has(key)) row.fail('username', `"${username}" is a path of the site; choose another name`);
    else if (other)
      row.fail('username', `"${username}" is there already as "${other.username}" (letter case doesn't count)`);
    members.set(key, { username, display_name: row.text('display_name') || username });
  }
  return members;
}

function readFilms(rows: Row[]): Map<string, WorldFilm> {
  const films = new Map<string, WorldFilm>();
  const identities = new Map<string, string>();
  for (const row of rows) {
    const slug = row.needed('slug');
    const title = row.needed('title');
    const film: WorldFilm = {
      slug: slug ?? '',
      title: title ?? '',
      year: row.integer('year', 1870, 2100),
      lid: row.text('lid') || null,
      letterboxd_id: row.integer('letterboxd_id', 1),
      tmdb_type: readTmdbType(row),
      tmdb_id: row.integer('tmdb_id', 1),
      imdb_id: row.text('imdb_id') || null,
      runtime_minutes: row.integer('runtime', 1),
      directors: row.list('directors'),
      genres: row.list('genres'),
      countries: row.list('countries'),
      weighted_average: row.decimal('weighted_average', 0.5, 5),
      histogram: readHistogram(row),
    };
    if (film.lid !== null && !/^[0-9A-Za-z]+$/.test(film.lid))
      row.fail('lid', `"${film.lid}" is not of letters and digits`);
    if (film.imdb_id !== null && !/^tt\d+$/.test(film.imdb_id))
      row.fail('imdb_id', `"${film.imdb_id}" is not like tt0073486`);
    if (film.tmdb_id !== null && film.tmdb_type === null) {
      row.fail('tmdb_type', 'must be movie or tv, because tmdb_id is given and TMDB counts the two apart');
    }
    for (const column of ['slug', 'lid', 'letterboxd_id'] as const) {
      if (film[column] === null || film[column] === '') continue;
      const identity = `${column} "${film[column]}"`;
      const other = identities.get(identity);
      if (other !== undefined) row.fail(column, `"${film[column]}" is already that of the film ${other}`);
      else identities.set(identity, film.slug);
    }
    if (slug === null) continue;
    if (!SLUG.test(slug)) row.fail('slug', `"${slug}" may have only letters, digits and - _ . ~`);
    films.set(slug, film);
  }
  return films;
}

function readTmdbType(row: Row): WorldFilm['tmdb_type'] {
  const text = row.text('tmdb_type');
  const type = TMDB_TYPES.find((known) => known === text) ?? null;
  if (text !== '' && type === null) row.fail('tmdb_type', `"${text}" is neither movie nor tv`);
  return type;
}

function readHistogram(row: Row): Histogram | null {
  const parts = row.list('histogram');
  if (parts.length === 0) return null;
  const counts = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  if (isHistogram(counts)) return counts;
  row.fail('histogram', 'must be ten whole numbers split by ";", the counts of 0.5, 1.0, … 5.0 stars');
  return null;
}

function readHalfStars(row: Row): HalfStars | null {
  const text = row.text('rating');
  const halfStars = text === '' ? null : parseStars(text);
  if (text !== '' && halfStars === null) {
    row.fail('rating', `"${text}" is not on the half-star scale (0.5, 1, 1.5, … 5; empty = watched only)`);
  }
  return halfStars;
}
