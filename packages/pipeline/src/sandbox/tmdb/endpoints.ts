/** The endpoints of TMDB's API, version 3, that the almanac uses, answered from the world. Shapes: https://developer.themoviedb.org/reference. */
import { histogramTotal, TMDB_TYPES, type TmdbType } from '@cohort-almanac/core';
import { type Answer, JSON_TYPE } from '../answer.ts';
import type { Site } from '../site.ts';
import type { WorldFilm } from '../world.ts';
import { countryCode, countryName } from './countries.ts';
import { genreId } from './genres.ts';
import { watchProviders } from './providers.ts';

const CACHE_CONTROL = 'public, max-age=21600';
const PAGE_LENGTH = 20;

/** Answers the path below `/tmdb/3/`. Any token is taken, and none is needed. */
export function tmdbAnswer(site: Site, segments: readonly string[], query: URLSearchParams): Answer {
  const [first = '', second = '', ...rest] = segments;
  const type = TMDB_TYPES.find((known) => known === first);
  if (type !== undefined) {
    const film = site.filmsByTmdb.get(`${type}/${second}`);
    if (!film) return missing();
    if (rest.length === 0) return ok(details(site, film, type, query));
    if (rest.join('/') === 'watch/providers') return ok({ id: film.tmdb_id, ...watchProviders(film) });
    return missing();
  }
  if (first === 'find' && rest.length === 0) return find(site, second, query);
  const searched = first === 'search' && rest.length === 0 ? TMDB_TYPES.find((known) => known === second) : undefined;
  return searched === undefined ? missing() : search(site, searched, query);
}

function ok(body: unknown): Answer {
  return {
    status: 200,
    type: JSON_TYPE,
    body: JSON.stringify(body),
    headers: { 'cache-control': CACHE_CONTROL },
  };
}

function fail(status: number, code: number, message: string): Answer {
  const body = JSON.stringify({ success: false, status_code: code, status_message: message });
  return { status, type: JSON_TYPE, body };
}

/** TMDB's status 34. */
function missing(): Answer {
  return fail(404, 34, 'The resource you requested could not be found.');
}

/** What search results and details have in common. */
function summary(film: WorldFilm, type: TmdbType) {
  const count = film.histogram === null ? 0 : histogramTotal(film.histogram);
  // The world knows only the year; TMDB has whole dates, or an empty text.
  const date = film.year === null ? '' : `${film.year}-01-01`;
  const named =
    type === 'movie'
      ? { title: film.title, original_title: film.title, release_date: date, video: false }
      : {
          name: film.title,
          original_name: film.title,
          first_air_date: date,
          origin_country: film.countries.flatMap((country) => countryCode(country) ?? []),
        };
  return {
    id: film.tmdb_id,
    ...named,
    adult: false,
    backdrop_path: null,
    poster_path: null,
    original_language: 'en',
    overview: '',
    popularity: 0,
    vote_average: film.weighted_average === null ? 0 : Number((film.weighted_average * 2).toFixed(3)),
    vote_count: count,
  };
}

function details(site: Site, film: WorldFilm, type: TmdbType, query: URLSearchParams) {
  const appended = new Set((query.get('append_to_response') ?? '').split(','));
  const imdb_id = film.imdb_id;
  const runtime = film.runtime_minutes;
  return {
    ...summary(film, type),
    ...(type === 'movie'
      ? { imdb_id, runtime: runtime ?? 0, status: 'Released', belongs_to_collection: null, budget: 0, revenue: 0 }
      : { created_by: [], episode_run_time: runtime === null ? [] : [runtime], type: 'Miniseries', status: 'Ended' }),
    genres: film.genres.map((name) => ({ id: genreId(name), name })),
    homepage: '',
    production_companies: [],
    production_countries: film.countries.flatMap((country) => {
      const code = countryCode(country);
      return code === null ? [] : [{ iso_3166_1: code, name: countryName(code) }];
    }),
    spoken_languages: [],
    tagline: '',
    ...(appended.has('credits') ? { credits: { cast: [], crew: directors(site, film) } } : {}),
    ...(appended.has('watch/providers') ? { 'watch/providers': watchProviders(film) } : {}),
    ...(appended.has('external_ids')
      ? { external_ids: { imdb_id, wikidata_id: null, facebook_id: null, instagram_id: null, twitter_id: null } }
      : {}),
  };
}

function directors(site: Site, film: WorldFilm) {
  return film.directors.map((name) => {
    const id = site.directors.get(site.directorSlug(name))!.tmdb_id;
    return {
      adult: false,
      gender: 0,
      id,
      known_for_department: 'Directing',
      name,
      original_name: name,
      popularity: 0,
      profile_path: null,
      credit_id: `sandbox-${film.tmdb_type}-${film.tmdb_id}-${id}`,
      department: 'Directing',
      job: 'Director',
    };
  });
}

function find(site: Site, id: string, query: URLSearchParams): Answer {
  if (query.get('external_source') !== 'imdb_id') {
    return fail(400, 5, 'Invalid parameters: Your request parameters are incorrect.');
  }
  const film = site.filmsByImdb.get(id);
  const results = (type: TmdbType) =>
    film && film.tmdb_id !== null && film.tmdb_type === type ? [{ ...summary(film, type), media_type: type }] : [];
  return ok({
    movie_results: results('movie'),
    person_results: [],
    tv_results: results('tv'),
    tv_episode_results: [],
    tv_season_results: [],
  });
}

/** Films whose title holds the words searched for: equal titles first, then the most rated. */
function search(site: Site, type: TmdbType, query: URLSearchParams): Answer {
  const text = searchable(query.get('query') ?? '');
  const year = query.get(type === 'movie' ? 'primary_release_year' : 'first_air_date_year') ?? query.get('year');
  const number = Number(query.get('page') ?? '1');
  if (!Number.isInteger(number) || number < 1 || number > 500) {
    return fail(400, 22, 'Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.');
  }
  const found =
    text === ''
      ? []
      : [...site.filmsByTmdb.values()]
          .filter((film) => film.tmdb_type === type && (year === null || year === '' || String(film.year) === year))
          .map((film) => ({ title: searchable(film.title), result: summary(film, type) }))
          .filter(({ title }) => title.includes(text))
          .sort(
            (a, b) =>
              Number(b.title === text) - Number(a.title === text) ||
              b.result.vote_count - a.result.vote_count ||
              a.result.id! - b.result.id!,
          )
          .map(({ result }) => result);
  return ok({
    page: number,
    results: found.slice((number - 1) * PAGE_LENGTH, number * PAGE_LENGTH),
    total_pages: Math.max(1, Math.ceil(found.length / PAGE_LENGTH)),
    total_results: found.length,
  });
}

/** Letters and digits only, without accents and case, so that `Amelie` finds `Amélie`. */
function searchable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
