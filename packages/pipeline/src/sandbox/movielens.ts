/**
 * The MovieLens data set (GroupLens, ml-latest-small: ratings.csv, movies.csv, links.csv) as a world of 610 members.
 * The files come from https://grouplens.org/datasets/movielens/ and are not part of this project; their README has the licence.
 */
import { existsSync, statSync } from 'node:fs';
import {
  emptyHistogram,
  type HistogramCounts,
  histogramMean,
  histogramTotal,
  parseStars,
  splitFilmName,
} from '@cohort-almanac/core';
import { Problems, type Row, readTable } from './csv.ts';
import { type World, WorldError, type WorldFilm, type WorldMember, type WorldRating } from './world.ts';

/** Half stars from which on a rating counts as a like: 4.5 stars. */
const LIKED_FROM = 9;
const TOP_LIST_LENGTH = 250;
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A positive integer in base 62, with the digits 0–9, A–Z, a–z in this order: 61 → `z`, 62 → `10`. */
export function base62(value: number): string {
  let rest = value;
  let text = '';
  do {
    text = BASE_62.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return text;
}

/**
 * Loads MovieLens from `dir`: member `ml-<userId>`, film `ml-<movieId>` with lid = base 62 of movieId and letterboxd_id = movieId,
 * TMDB id (type movie) and IMDb id from links.csv, liked from 4.5 stars on, weighted average = plain mean
 * and histogram of all its ratings (no average without one). `ml-1` follows everybody and has the list `top-250`, the most
 * rated films, ties by movieId.
 *
 * @throws WorldError when a file is missing or a row can't be read.
 */
export function loadMovielens(dir: string): World {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new WorldError(
      `There is no folder ${dir}: name one with MovieLens's ratings.csv, movies.csv and links.csv in it.`,
    );
  }
  const problems = new Problems();
  const read = (file: string, key: string[]): Row[] => {
    const rows = readTable(dir, { file, key, optional: [] }, problems);
    if (rows === null) problems.add(`${file} is missing; MovieLens comes as ratings.csv, movies.csv and links.csv`);
    return rows ?? [];
  };
  const films = readMovies(
    read('movies.csv', ['movieId', 'title', 'genres']),
    read('links.csv', ['movieId', 'imdbId', 'tmdbId']),
  );
  const { members, ratings } = readRatings(read('ratings.csv', ['userId', 'movieId', 'rating', 'timestamp']), films);
  problems.throwIfAny(dir);

  const counts = new Map<WorldFilm, HistogramCounts>([...films.values()].map((film) => [film, emptyHistogram()]));
  for (const { film, half_stars } of ratings) counts.get(film)![half_stars! - 1]! += 1;
  for (const [film, histogram] of counts) {
    film.histogram = histogram;
    film.weighted_average = histogramMean(histogram);
  }
  const first = members.find((member) => member.username === 'ml-1');
  return {
    members,
    films: [...films.values()],
    ratings,
    likes: [],
    favorites: [],
    watchlists: [],
    follows: first ? members.filter((m) => m !== first).map((followed) => ({ follower: first, followed })) : [],
    lists: first
      ? [{ owner: first, slug: 'top-250', title: 'Top 250', ranked: true, films: mostRated([...films.values()]) }]
      : [],
    list_likes: [],
  };
}

/** The ratings, and the members by their number. */
function readRatings(rows: Row[], films: ReadonlyMap<number, WorldFilm>) {
  const members = new Map<number, WorldMember>();
  const ratings: WorldRating[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const userId = row.integer('userId', 1);
    const movieId = row.integer('movieId', 1);
    const half_stars = parseStars(row.text('rating'));
    const timestamp = row.integer('timestamp', 0, 253_402_300_799);
    const film = films.get(movieId ?? 0);
    const key = `${userId}/${movieId}`;
    if (half_stars === null) row.fail('rating', `"${row.text('rating')}" is not on the half-star scale`);
    if (movieId !== null && !film) row.fail('movieId', `there is no film ${movieId} in movies.csv`);
    if (seen.has(key)) row.fail('movieId', `${userId} has rated ${movieId} already in an earlier row`);
    for (const column of ['userId', 'movieId', 'timestamp']) row.needed(column);
    if (userId === null || !film || half_stars === null || timestamp === null) continue;
    seen.add(key);
    let member = members.get(userId);
    if (!member) {
      member = { username: `ml-${userId}`, display_name: `MovieLens ${userId}` };
      members.set(userId, member);
    }
    ratings.push({ member, film, half_stars, liked: half_stars >= LIKED_FROM, rated_at: timestamp * 1000 });
  }
  return { members: [...members].sort(([a], [b]) => a - b).map(([, member]) => member), ratings };
}

function readMovies(movies: Row[], links: Row[]): Map<number, WorldFilm> {
  const films = new Map<number, WorldFilm>();
  for (const row of movies) {
    const movieId = row.integer('movieId', 1);
    if (movieId === null) continue;
    const { title, year } = splitFilmName(row.text('title'));
    const genres = row.text('genres');
    films.set(movieId, {
      slug: `ml-${movieId}`,
      title,
      year,
      lid: base62(movieId),
      letterboxd_id: movieId,
      tmdb_type: null,
      tmdb_id: null,
      imdb_id: null,
      runtime_minutes: null,
      directors: [],
      genres: genres === '' || genres === '(no genres listed)' ? [] : genres.split('|'),
      countries: [],
      weighted_average: null,
      histogram: null,
    });
  }
  for (const row of links) {
    const film = films.get(row.integer('movieId', 1) ?? 0);
    if (!film) continue;
    const imdb = row.text('imdbId');
    film.imdb_id = imdb === '' ? null : `tt${imdb}`;
    film.tmdb_id = row.integer('tmdbId', 1);
    film.tmdb_type = film.tmdb_id === null ? null : 'movie';
  }
  return films;
}

function mostRated(films: readonly WorldFilm[]): WorldFilm[] {
  return films
    .map((film) => ({ film, n: histogramTotal(film.histogram!) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || a.film.letterboxd_id! - b.film.letterboxd_id!)
    .slice(0, TOP_LIST_LENGTH)
    .map(({ film }) => film);
}
