/** TMDB's films and series: what they are, who made them, where they come from. */
import type { TmdbType } from '@cohort-almanac/core';
import type { CreditRole, PersonInput } from '@cohort-almanac/db';
import { z } from 'zod';
import { TaskError } from '../errors.ts';
import type { Counters, SiteClient } from '../sources/client.ts';

/** Who is named on a film's page: actors beyond these are not kept. */
const ACTORS_KEPT = 15;
const WRITING_JOBS = new Set(['Screenplay', 'Writer', 'Story', 'Novel', 'Book', 'Theatre Play', 'Author']);

const named = z.object({ id: z.number().int(), name: z.string() });
const country = z.object({ iso_3166_1: z.string().regex(/^[A-Z]{2}$/), name: z.string() });
const answer = z.object({
  id: z.number().int(),
  runtime: z.number().int().nullish(),
  episode_run_time: z.array(z.number()).nullish(),
  number_of_episodes: z.number().int().nullish(),
  release_date: z.string().nullish(),
  first_air_date: z.string().nullish(),
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
});

/** A film or series as TMDB describes it. */
export interface TmdbTitle {
  imdb_id: string | null;
  release_year: number | null;
  runtime_minutes: number | null;
  poster_path: string | null;
  genres: string[];
  countries: { id: string; name: string }[];
  credits: { role: CreditRole; person: PersonInput }[];
}

export class Tmdb {
  readonly #client: SiteClient;
  readonly #apiKey: string | null;

  /** @param apiKey a v3 key, which TMDB wants in the query; null when the client sends a v4 token in its headers */
  constructor(client: SiteClient, apiKey: string | null) {
    this.#client = client;
    this.#apiKey = apiKey;
  }

  /** Asks for one title; null when TMDB has none with this id. */
  async title(type: TmdbType, id: number, ask: { counters: Counters; signal: AbortSignal }): Promise<TmdbTitle | null> {
    const query = new URLSearchParams({ append_to_response: 'credits,external_ids' });
    if (this.#apiKey) query.set('api_key', this.#apiKey);
    const path = `/3/${type}/${id}`;
    const answer = await this.#client.get(`${path}?${query}`, ask);
    const { status, body } = answer;
    if (status === 404) return null;
    if (status === 401 || status === 403) {
      throw new TaskError('forbidden', `TMDB refused the request (status ${status}). Check TMDB_TOKEN.`);
    }
    await this.#client.accept(answer);
    return readTitle(type, path, body);
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

/** Checks and reads an answer of `/3/movie/{id}` or `/3/tv/{id}` with credits and external ids; pure. */
export function readTitle(type: TmdbType, path: string, body: string): TmdbTitle {
  const parsed = answer.safeParse(parseJson(path, body));
  if (!parsed.success) {
    const { path: where, message } = parsed.error.issues[0]!;
    throw new TaskError(
      'markup_changed',
      `TMDB's answer to ${path} is not as expected: ${where.join('.')}: ${message}`,
    );
  }
  const title = parsed.data;
  const date = type === 'movie' ? title.release_date : title.first_air_date;
  return {
    imdb_id: title.external_ids?.imdb_id || title.imdb_id || null,
    release_year: date ? Number(date.slice(0, 4)) : null,
    runtime_minutes: runtime(title),
    poster_path: title.poster_path ?? null,
    genres: title.genres.map((genre) => genre.name),
    countries: title.production_countries.map(({ iso_3166_1, name }) => ({ id: iso_3166_1, name })),
    credits: credits(title),
  };
}

function parseJson(path: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new TaskError('network', `TMDB's answer to ${path} is not JSON.`, { retry: 'later', cause: error });
  }
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
