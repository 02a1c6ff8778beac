/** What is asked of whom about one film, in the order in which each answer may spare the next question. */
import { histogramIsPlausible, nameKey } from '@cohort-almanac/core';
import type { CheckedSource, FilmDetails, FilmToEnrich, PersonInput } from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import type { Sources } from '../jobs/context.ts';
import type { FilmPageItem } from '../parse/index.ts';
import type { Ask } from '../sources/letterboxd.ts';
import { SOURCE_PATHS } from '../sources/paths.ts';
import { matchTitle } from './match.ts';
import type { Tmdb, TmdbTitle } from './tmdb.ts';

/** The details of a film while they are being gathered. */
type Mutable = { -readonly [K in keyof FilmDetails]: FilmDetails[K] } & { checked: CheckedSource[] };

/**
 * Asks what is due about a film: its page (only for an unknown TMDB key), the histogram of all ratings, TMDB's search for one
 * that only an export names, TMDB. `force` asks again for everything. What answers "there is none" counts as asked. Posters
 * are TMDB's; Letterboxd's are not linked to.
 */
export async function enrichFilm(
  { letterboxd, tmdb }: Sources,
  film: FilmToEnrich,
  ask: Ask,
  { force = false }: { force?: boolean } = {},
): Promise<{ details: FilmDetails; error: TaskError | null }> {
  const details: Mutable = { film_id: film.film_id, checked: [] };
  try {
    await askAll({ letterboxd, tmdb }, film, ask, force, details);
    return { details, error: null };
  } catch (error) {
    // What was learnt before the failure is kept: the next try asks only for the rest.
    if (error instanceof TaskError) return { details, error };
    throw error;
  }
}

async function askAll(
  { letterboxd, tmdb }: Sources,
  film: FilmToEnrich,
  ask: Ask,
  force: boolean,
  details: Mutable,
): Promise<void> {
  let page: FilmPageItem | null = null;
  if (letterboxd && (film.page_due || force) && (film.slug !== null || film.letterboxd_id !== null)) {
    page = await filmPage(letterboxd, film, ask);
    details.checked.push('page');
    if (page) readPage(details, page, film);
  }
  const slug = film.slug ?? page?.slug ?? null;
  // What the world thinks is compared with what somebody here thinks.
  const noHistogramYet = film.histogram_checked_at === null && film.seen;
  if (letterboxd && slug !== null && (film.histogram_due || noHistogramYet || force)) {
    await readHistogram(letterboxd, details, slug, page, ask);
  }
  if (tmdb && (film.search_due || (force && isSearchable(film)))) await searchTmdb(tmdb, details, film, ask);
  const type = details.tmdb_type ?? film.tmdb_type;
  const id = details.tmdb_id ?? film.tmdb_id;
  const isOther = type !== film.tmdb_type || id !== film.tmdb_id;
  if (tmdb && type && id && (film.tmdb_due || isOther || force)) {
    // What a page said has been laid over what TMDB said: then "unchanged" would be no answer.
    const answer = await tmdb.title(type, id, ask, isOther || page || force ? null : film.tmdb_etag);
    details.checked.push('tmdb');
    if (answer.unchanged) return;
    details.tmdb_etag = answer.etag;
    details.providers = answer.title?.providers ?? {};
    if (answer.title) readTmdb(details, answer.title);
  }
}

/** Only an export names it, and nobody has decided about it. */
function isSearchable(film: FilmToEnrich): boolean {
  const nameless = film.slug === null && film.letterboxd_id === null;
  return nameless && film.tmdb_id === null && film.tmdb_confidence !== 'rejected';
}

async function searchTmdb(tmdb: Tmdb, details: Mutable, film: FilmToEnrich, ask: Ask): Promise<void> {
  const wanted = { title: film.title, year: film.release_year };
  const { confidence, match, candidates } = matchTitle(wanted, await tmdb.search(wanted, ask));
  details.checked.push('search');
  details.tmdb_confidence = confidence;
  details.tmdb_candidates = candidates;
  if (match) {
    details.tmdb_type = match.tmdb_type;
    details.tmdb_id = match.tmdb_id;
  }
}

async function filmPage(
  letterboxd: NonNullable<Sources['letterboxd']>,
  film: FilmToEnrich,
  ask: Ask,
): Promise<FilmPageItem | null> {
  if (film.slug === null && film.letterboxd_id === null) return null;
  const path = film.slug === null ? SOURCE_PATHS.filmByNumber(film.letterboxd_id!) : SOURCE_PATHS.film(film.slug);
  try {
    return (await letterboxd.page('film', path, ask)).item;
  } catch (error) {
    if (error instanceof TaskError && error.kind === 'not_found') return null;
    throw error;
  }
}

function readPage(details: Mutable, page: FilmPageItem, film: FilmToEnrich): void {
  // What a person chose stands; what a search found gives way to what Letterboxd states.
  if (page.tmdb_id !== null && page.tmdb_type !== null && film.tmdb_confidence !== 'chosen') {
    details.tmdb_type = page.tmdb_type;
    details.tmdb_id = page.tmdb_id;
    details.tmdb_confidence = null;
  }
  details.imdb_id = page.imdb_id;
  details.release_year = page.year;
  details.runtime_minutes = page.runtime_minutes;
  details.genres = page.genres.map((name) => ({ id: nameKey(name), name }));
  details.credits = page.directors
    .filter(({ slug }) => slug !== null)
    .map(({ name, slug }) => ({ role: 'director', person: { tmdb_id: null, slug, name } satisfies PersonInput }));
}

async function readHistogram(
  letterboxd: NonNullable<Sources['letterboxd']>,
  details: Mutable,
  slug: string,
  page: FilmPageItem | null,
  ask: Ask,
): Promise<void> {
  if (page?.histogram && page.rating_count !== null) {
    details.histogram = {
      weighted_average: page.average,
      rating_count: page.rating_count,
      fans: null,
      counts: page.histogram,
      flagged: !histogramIsPlausible(page.histogram, page.rating_count),
    };
    details.checked.push('histogram');
    return;
  }
  try {
    const { item } = await letterboxd.page('histogram', SOURCE_PATHS.histogram(slug), ask);
    details.histogram = {
      weighted_average: item.average,
      rating_count: item.rating_count,
      fans: item.fans,
      counts: item.histogram,
      flagged: !histogramIsPlausible(item.histogram, item.rating_count),
    };
  } catch (error) {
    if (!(error instanceof TaskError) || !['not_found', 'blocked', 'forbidden'].includes(error.kind)) throw error;
    // The page itself states average and number too; only the bars are missing.
    if (page?.average == null) {
      if (error.kind !== 'not_found') throw error;
    } else {
      details.histogram = {
        weighted_average: page.average,
        rating_count: page.rating_count,
        fans: null,
        counts: null,
        flagged: false,
      };
    }
  }
  details.checked.push('histogram');
}

function readTmdb(details: Mutable, title: TmdbTitle): void {
  details.imdb_id = title.imdb_id ?? details.imdb_id;
  details.release_year ??= title.release_year;
  details.runtime_minutes = title.runtime_minutes ?? details.runtime_minutes;
  details.poster_path = title.poster_path;
  if (title.genres.length > 0) details.genres = title.genres.map((name) => ({ id: nameKey(name), name }));
  details.countries = title.countries;
  // TMDB seldom names who directed a series; then the directors of the film's page stay.
  const directed = title.credits.some(({ role }) => role === 'director');
  details.credits = directed ? title.credits : [...(details.credits ?? []), ...title.credits];
}
