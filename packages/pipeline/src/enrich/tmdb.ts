/** TMDB's films and series: what they are, who made them, where they come from. */
import { TMDB_TYPES, type TmdbType } from '@cohort-almanac/core';
import type { CreditRole, PersonInput, TmdbCandidate, WatchOffers } from '@cohort-almanac/db';
import { z } from 'zod';
import { TaskError } from '../errors.ts';
import type { Answer, Counters, SiteClient } from '../sources/client.ts';
import { sameTitle, type WantedTitle } from './match.ts';

/** Who is named on a film's page: actors beyond these are not kept. */
const ACTORS_KEPT = 15;
const WRITING_JOBS = new Set(['Screenplay', 'Writer', 'Story', 'Novel', 'Book', 'Theatre Play', 'Author']);

const named = z.object({ id: z.number().int(), name: z.string() });
/** `2001-07-20`, or nothing at all. */
const date = z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}$/)]);
const country = z.object({ iso_3166_1: z.string().regex(/^[A-Z]{2}$/), name: z.string() });
const offers = z.array(z.object({ provider_id: z.number().int(), provider_name: z.string() })).default([]);
const region = z.object({
  link: z.string().nullish(),
  flatrate: offers,
  free: offers,
  ads: offers,
  rent: offers,
  buy: offers,
});
const answer = z.object({
  id: z.number().int(),
  runtime: z.number().int().nullish(),
  episode_run_time: z.array(z.number().int()).nullish(),
  number_of_episodes: z.number().int().nullish(),
  release_date: date.nullish(),
  first_air_date: date.nullish(),
  poster_path: z.string().startsWith('/').nullish(),
  imdb_id: z.string().nullish(),
  genres: z.array(named).default([]),
  production_countries: z.array(country).default([]),
  created_by: z.array(named).default([]),
  credits: z
    .object({
      cast: z.array(named.extend({ order: z.number().nullish() })).default([]),
      crew: z.array(named.extend({ job: z.string() })).default([]),
    })
    .optional(),
  external_ids: z.object({ imdb_id: z.string().nullish() }).optional(),
  'watch/providers': z.object({ results: z.record(z.string(), region) }).optional(),
});

const found = z.object({
  id: z.number().int(),
  title: z.string().optional(),
  name: z.string().optional(),
  original_title: z.string().nullish(),
  original_name: z.string().nullish(),
  release_date: date.nullish(),
  first_air_date: date.nullish(),
});
const searched = z.object({ results: z.array(found) });

/** A film or series as TMDB describes it. */
export interface TmdbTitle {
  imdb_id: string | null;
  release_year: number | null;
  runtime_minutes: number | null;
  poster_path: string | null;
  genres: string[];
  countries: { id: string; name: string }[];
  credits: { role: CreditRole; person: PersonInput }[];
  /** By country, as `DE`. */
  providers: Record<string, WatchOffers>;
}

/** What TMDB said about a title: the same as before, or the title (null: it has none with this id) and what to ask with next. */
export type TitleAnswer = { unchanged: true } | { unchanged: false; title: TmdbTitle | null; etag: string | null };

interface TmdbAsk {
  counters: Counters;
  signal: AbortSignal;
}

export class Tmdb {
  readonly #client: SiteClient;
  readonly #apiKey: string | null;

  /** @param apiKey a v3 key, which TMDB wants in the query; null when the client sends a v4 token in its headers */
  constructor(client: SiteClient, apiKey: string | null) {
    this.#client = client;
    this.#apiKey = apiKey;
  }

  /**
   * Asks for one title, and with `etag` only for a changed one. Throws a TaskError: `forbidden` for a refused token,
   * `markup_changed` for an answer of another shape, and what the client throws.
   */
  async title(type: TmdbType, id: number, ask: TmdbAsk, etag: string | null = null): Promise<TitleAnswer> {
    const path = `/3/${type}/${id}`;
    const answer = await this.#get(path, { append_to_response: 'credits,external_ids,watch/providers' }, ask, etag);
    if (answer.status === 304) return { unchanged: true };
    if (answer.status === 404) return { unchanged: false, title: null, etag: null };
    const given = answer.headers.etag;
    return {
      unchanged: false,
      title: readTitle(type, path, answer.body),
      etag: typeof given === 'string' ? given : null,
    };
  }

  /**
   * The films and series that TMDB's search finds for a title, those of the same year first; when that year has none of
   * this very title, also those of other years. Two requests, or four.
   */
  async search({ title, year }: WantedTitle, ask: TmdbAsk): Promise<TmdbCandidate[]> {
    const ofYear = year === null ? [] : await this.#searchBoth(title, year, ask);
    const isSame = (candidate: TmdbCandidate) =>
      sameTitle(title, candidate.title) || sameTitle(title, candidate.original_title ?? '');
    if (ofYear.some(isSame)) return ofYear;
    return [...ofYear, ...(await this.#searchBoth(title, null, ask))];
  }

  async #searchBoth(title: string, year: number | null, ask: TmdbAsk): Promise<TmdbCandidate[]> {
    const candidates: TmdbCandidate[] = [];
    for (const type of TMDB_TYPES) {
      const path = `/3/search/${type}`;
      const answer = await this.#get(path, { query: title, ...(year !== null && { year: String(year) }) }, ask);
      if (answer.status === 404) continue;
      candidates.push(...readSearch(type, path, answer.body));
    }
    return candidates;
  }

  async #get(
    path: string,
    parameters: Record<string, string>,
    ask: TmdbAsk,
    etag: string | null = null,
  ): Promise<Answer> {
    const query = new URLSearchParams(parameters);
    if (this.#apiKey) query.set('api_key', this.#apiKey);
    const headers = { accept: 'application/json', ...(etag !== null && { 'if-none-match': etag }) };
    const answer = await this.#client.get(`${path}?${query}`, { ...ask, headers });
    if (answer.status === 401 || answer.status === 403) {
      await this.#client.refuse(answer, `status ${answer.status}`);
      throw new TaskError('forbidden', `TMDB refused the request (status ${answer.status}). Check TMDB_TOKEN.`);
    }
    await this.#client.accept(answer);
    return answer;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

/** Checks and reads an answer of `/3/movie/{id}` or `/3/tv/{id}` with credits and external ids; pure. */
export function readTitle(type: TmdbType, path: string, body: string): TmdbTitle {
  const title = read(answer, path, body);
  const released = type === 'movie' ? title.release_date : title.first_air_date;
  return {
    imdb_id: title.external_ids?.imdb_id || title.imdb_id || null,
    release_year: yearOf(released),
    runtime_minutes: runtime(title),
    poster_path: title.poster_path ?? null,
    genres: title.genres.map((genre) => genre.name),
    countries: title.production_countries.map(({ iso_3166_1, name }) => ({ id: iso_3166_1, name })),
    credits: credits(title),
    providers: Object.fromEntries(
      Object.entries(title['watch/providers']?.results ?? {})
        .filter(([country]) => /^[A-Z]{2}$/.test(country))
        .map(([country, offered]) => [country, offersOf(offered)]),
    ),
  };
}

/** Checks and reads an answer of `/3/search/movie` or `/3/search/tv`, in TMDB's order; pure. */
export function readSearch(type: TmdbType, path: string, body: string): TmdbCandidate[] {
  return read(searched, path, body).results.map((result) => ({
    tmdb_type: type,
    tmdb_id: result.id,
    title: (type === 'movie' ? result.title : result.name) ?? '',
    original_title: (type === 'movie' ? result.original_title : result.original_name) ?? null,
    year: yearOf(type === 'movie' ? result.release_date : result.first_air_date),
  }));
}

/** TMDB states whole dates, and an unknown one as an empty text. */
const yearOf = (date: string | null | undefined): number | null => (date ? Number(date.slice(0, 4)) : null);

function read<Shape extends z.ZodType>(shape: Shape, path: string, body: string): z.infer<Shape> {
  const parsed = shape.safeParse(parseJson(path, body));
  if (parsed.success) return parsed.data;
  const { path: where, message } = parsed.error.issues[0]!;
  throw new TaskError('markup_changed', `TMDB's answer to ${path} is not as expected: ${where.join('.')}: ${message}`);
}

function parseJson(path: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new TaskError('network', `TMDB's answer to ${path} is not JSON.`, { retry: 'later', cause: error });
  }
}

function offersOf({ link, flatrate, free, ads, rent, buy }: z.infer<typeof region>): WatchOffers {
  const named = (given: z.infer<typeof offers>) =>
    given.map(({ provider_id, provider_name }) => ({ id: provider_id, name: provider_name }));
  return {
    link: link?.startsWith('https://') ? link : null,
    flatrate: named(flatrate),
    free: named(free),
    ads: named(ads),
    rent: named(rent),
    buy: named(buy),
  };
}

/** Minutes of a film, or of all episodes of a series. */
function runtime(title: z.infer<typeof answer>): number | null {
  if (title.runtime) return title.runtime;
  const episode = title.episode_run_time?.[0];
  return episode && title.number_of_episodes ? episode * title.number_of_episodes : null;
}

function credits({ credits, created_by }: z.infer<typeof answer>): TmdbTitle['credits'] {
  const person = ({ id, name }: { id: number; name: string }): PersonInput => ({ tmdb_id: id, slug: null, name });
  const crew = credits?.crew ?? [];
  const cast = [...(credits?.cast ?? [])].sort((a, b) => (a.order ?? 999) - (b.order ?? 999)).slice(0, ACTORS_KEPT);
  return [
    ...crew.filter((c) => c.job === 'Director').map((c) => ({ role: 'director' as const, person: person(c) })),
    ...[...created_by, ...crew.filter((c) => WRITING_JOBS.has(c.job))].map((c) => ({
      role: 'writer' as const,
      person: person(c),
    })),
    ...cast.map((c) => ({ role: 'actor' as const, person: person(c) })),
  ];
}
