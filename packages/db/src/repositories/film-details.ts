/** What enrichment finds out about films, stored batch by batch. */
import type { Histogram, TmdbType } from '@cohort-almanac/core';
import type { Sql, Transaction } from '../database.ts';
import { storeProviders, type WatchOffers } from './film-providers.ts';

export type CreditRole = 'director' | 'writer' | 'actor';

export interface PersonInput {
  tmdb_id: number | null;
  slug: string | null;
  name: string;
}

/**
 * How a film's TMDB key was found when Letterboxd did not state it. By the search for its title and year: `high` = one
 * title is the same, of the same year. `chosen` = a person said so. Without a key: `medium` = one title is the same, but its
 * year is one off or unknown; `ambiguous` = several are as good; `low` = only other titles; `none` = nothing was found;
 * `rejected` = a person said that TMDB does not have it.
 */
export type TmdbConfidence = 'high' | 'medium' | 'ambiguous' | 'low' | 'none' | 'chosen' | 'rejected';

/** What a search for a film found. */
export interface TmdbCandidate {
  tmdb_type: TmdbType;
  tmdb_id: number;
  title: string;
  original_title: string | null;
  year: number | null;
}

/** Who is asked about films; `search` is TMDB's. */
export type CheckedSource = 'page' | 'histogram' | 'search' | 'tmdb';

/** All that was learnt of one film. A key that is absent was not asked; what is null was asked, and is unknown. */
export interface FilmDetails {
  film_id: number;
  tmdb_type?: TmdbType | null;
  tmdb_id?: number | null;
  /** Set when TMDB's search was asked; null with a key that Letterboxd states. */
  tmdb_confidence?: TmdbConfidence | null;
  tmdb_candidates?: readonly TmdbCandidate[];
  /** What TMDB gave with its answer, to ask next time whether it has changed. */
  tmdb_etag?: string | null;
  imdb_id?: string | null;
  release_year?: number | null;
  runtime_minutes?: number | null;
  poster_path?: string | null;
  credits?: { role: CreditRole; person: PersonInput }[];
  genres?: { id: string; name: string }[];
  countries?: { id: string; name: string }[];
  /** Offers by country. */
  providers?: Readonly<Record<string, WatchOffers>>;
  histogram?: {
    weighted_average: number | null;
    rating_count: number | null;
    fans: number | null;
    counts: readonly number[] | null;
    flagged: boolean;
  };
  /** Which sources answered (also with "there is none"). */
  checked: readonly CheckedSource[];
}

/** Stores a batch of films' details; what stood before is replaced only by what is now known. */
export async function storeFilmDetails(tx: Transaction, films: readonly FilmDetails[], at: Date): Promise<void> {
  await storeColumns(tx, films, at);
  await storeHistograms(tx, films, at);
  await storeLabels(tx, films, 'genre');
  await storeLabels(tx, films, 'country');
  await storeCredits(tx, films);
  await storeProviders(tx, films, at);
}

async function storeColumns(tx: Sql, films: readonly FilmDetails[], at: Date): Promise<void> {
  const sorted = [...films].sort((a, b) => a.film_id - b.film_id);
  const checked = (source: CheckedSource) => sorted.map((f) => f.checked.includes(source));
  await tx.query(
    `UPDATE films f SET
       tmdb_type = CASE WHEN d.tmdb_id IS NULL THEN f.tmdb_type ELSE d.tmdb_type END,
       tmdb_id = coalesce(d.tmdb_id, f.tmdb_id),
       tmdb_confidence = CASE WHEN d.confidence_known THEN d.confidence ELSE f.tmdb_confidence END,
       tmdb_candidates = coalesce(d.candidates, f.tmdb_candidates),
       tmdb_etag = CASE WHEN d.etag_known OR (d.tmdb_type, d.tmdb_id) <> (f.tmdb_type, f.tmdb_id) THEN d.etag
                        ELSE f.tmdb_etag END,
       imdb_id = coalesce(d.imdb_id, f.imdb_id), release_year = coalesce(f.release_year, d.release_year),
       runtime_minutes = coalesce(d.runtime_minutes, f.runtime_minutes),
       poster_path = coalesce(d.poster_path, f.poster_path),
       page_checked_at = CASE WHEN d.page THEN $16 ELSE f.page_checked_at END,
       histogram_checked_at = CASE WHEN d.histogram THEN $16 ELSE f.histogram_checked_at END,
       tmdb_searched_at = CASE WHEN d.search THEN $16 ELSE f.tmdb_searched_at END,
       -- Another key than before was not asked about yet.
       tmdb_checked_at = CASE WHEN d.tmdb THEN $16
         WHEN (d.tmdb_type, d.tmdb_id) <> (f.tmdb_type, f.tmdb_id) THEN NULL ELSE f.tmdb_checked_at END
     FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::smallint[], $6::int[], $7::text[],
                 $8::boolean[], $9::boolean[], $10::boolean[], $11::boolean[], $12::boolean[], $13::text[], $14::jsonb[],
                 $15::boolean[], $17::text[])
       AS d (film_id, tmdb_type, tmdb_id, imdb_id, release_year, runtime_minutes, poster_path, page, histogram, tmdb,
             search, confidence_known, confidence, candidates, etag_known, etag)
     WHERE f.film_id = d.film_id`,
    [
      sorted.map((f) => f.film_id),
      sorted.map((f) => f.tmdb_type ?? null),
      sorted.map((f) => f.tmdb_id ?? null),
      sorted.map((f) => f.imdb_id ?? null),
      sorted.map((f) => f.release_year ?? null),
      sorted.map((f) => f.runtime_minutes ?? null),
      sorted.map((f) => f.poster_path ?? null),
      checked('page'),
      checked('histogram'),
      checked('tmdb'),
      checked('search'),
      sorted.map((f) => f.tmdb_confidence !== undefined),
      sorted.map((f) => f.tmdb_confidence ?? null),
      sorted.map((f) => (f.tmdb_candidates ? JSON.stringify(f.tmdb_candidates) : null)),
      sorted.map((f) => f.tmdb_etag !== undefined),
      at,
      sorted.map((f) => f.tmdb_etag ?? null),
    ],
  );
}

async function storeHistograms(tx: Sql, films: readonly FilmDetails[], at: Date): Promise<void> {
  const rows = films.flatMap((f) => (f.histogram ? [{ film_id: f.film_id, ...f.histogram }] : []));
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO film_histograms (film_id, weighted_average, rating_count, fans, counts, flagged, observed_at)
     SELECT film_id, weighted_average, rating_count, fans, counts::int[], flagged, $7
     FROM unnest($1::int[], $2::float8[], $3::int[], $4::int[], $5::text[], $6::boolean[])
       AS h (film_id, weighted_average, rating_count, fans, counts, flagged)
     ON CONFLICT (film_id) DO UPDATE
       SET weighted_average = excluded.weighted_average, rating_count = excluded.rating_count, fans = excluded.fans,
           counts = excluded.counts, flagged = excluded.flagged, observed_at = excluded.observed_at`,
    [
      rows.map((r) => r.film_id),
      rows.map((r) => r.weighted_average),
      rows.map((r) => r.rating_count),
      rows.map((r) => r.fans),
      rows.map((r) => (r.counts ? `{${r.counts.join(',')}}` : null)),
      rows.map((r) => r.flagged),
      at,
    ],
  );
}

/** Letterboxd's histograms of the films given, by film. Those not known, or flagged, are not in it. */
export async function readFilmHistograms(db: Sql, filmIds: readonly number[]): Promise<Map<number, Histogram>> {
  const { rows } = await db.query<{ film_id: number; counts: number[] }>(
    'SELECT film_id, counts FROM film_histograms WHERE film_id = ANY ($1::int[]) AND counts IS NOT NULL AND NOT flagged',
    [filmIds],
  );
  return new Map(rows.map(({ film_id, counts }) => [film_id, counts as unknown as Histogram]));
}

const LABELS = {
  genre: { table: 'genres', join: 'film_genres', key: 'genre_id', of: (f: FilmDetails) => f.genres },
  country: { table: 'countries', join: 'film_countries', key: 'country_id', of: (f: FilmDetails) => f.countries },
} as const;

async function storeLabels(tx: Sql, films: readonly FilmDetails[], kind: keyof typeof LABELS): Promise<void> {
  const { table, join, key, of } = LABELS[kind];
  const known = films.filter((f) => of(f) !== undefined);
  const rows = known.flatMap((f) => of(f)!.map((label, position) => ({ film_id: f.film_id, ...label, position })));
  const names = [...new Map(rows.map((r) => [r.id, r.name]))].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.query(
    `INSERT INTO ${table} (${key}, name) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    [names.map(([id]) => id), names.map(([, name]) => name)],
  );
  await tx.query(`DELETE FROM ${join} WHERE film_id = ANY ($1::int[])`, [known.map((f) => f.film_id)]);
  await tx.query(
    `INSERT INTO ${join} (film_id, ${key}, position)
     SELECT * FROM unnest($1::int[], $2::text[], $3::smallint[]) ON CONFLICT DO NOTHING`,
    [rows.map((r) => r.film_id), rows.map((r) => r.id), rows.map((r) => r.position)],
  );
}

async function storeCredits(tx: Sql, films: readonly FilmDetails[]): Promise<void> {
  const known = films.filter((f) => f.credits !== undefined);
  if (known.length === 0) return;
  const people = known.flatMap((f) => f.credits!.map((credit) => credit.person));
  const ids = await ensurePeople(tx, people);
  const seen = new Set<string>();
  const rows = known.flatMap((film) => {
    const next = { director: 0, writer: 0, actor: 0 };
    return film.credits!.flatMap(({ role, person }) => {
      const person_id = ids(person);
      const key = `${film.film_id} ${role} ${person_id}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ film_id: film.film_id, role, person_id, position: next[role]++ }];
    });
  });
  // A source that names nobody in a role (TMDB and the directors of a series) doesn't deny those of another source.
  await tx.query(
    `DELETE FROM film_people p USING unnest($1::int[], $2::text[]) AS r (film_id, role)
     WHERE p.film_id = r.film_id AND p.role = r.role`,
    [rows.map((r) => r.film_id), rows.map((r) => r.role)],
  );
  await tx.query(
    `INSERT INTO film_people (film_id, role, person_id, position)
     SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::smallint[])`,
    [rows.map((r) => r.film_id), rows.map((r) => r.role), rows.map((r) => r.person_id), rows.map((r) => r.position)],
  );
}

/** People are known by TMDB's number, or by Letterboxd's path while TMDB was not asked. */
async function ensurePeople(tx: Sql, people: readonly PersonInput[]): Promise<(person: PersonInput) => number> {
  const byTmdb = new Map<number, PersonInput>();
  const bySlug = new Map<string, PersonInput>();
  for (const person of people) {
    if (person.tmdb_id !== null) byTmdb.set(person.tmdb_id, person);
    else if (person.slug !== null) bySlug.set(person.slug, person);
  }
  const numbers = [...byTmdb.values()].sort((a, b) => a.tmdb_id! - b.tmdb_id!);
  const slugs = [...bySlug.values()].sort((a, b) => (a.slug! < b.slug! ? -1 : 1));
  await tx.query(
    'INSERT INTO people (tmdb_id, name) SELECT * FROM unnest($1::int[], $2::text[]) ON CONFLICT DO NOTHING',
    [numbers.map((p) => p.tmdb_id), numbers.map((p) => p.name)],
  );
  await tx.query(
    'INSERT INTO people (slug, name) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
    [slugs.map((p) => p.slug), slugs.map((p) => p.name)],
  );
  const { rows } = await tx.query<{ person_id: number; tmdb_id: number | null; slug: string | null }>(
    'SELECT person_id, tmdb_id, slug FROM people WHERE tmdb_id = ANY ($1::int[]) OR slug = ANY ($2::text[])',
    [numbers.map((p) => p.tmdb_id), slugs.map((p) => p.slug)],
  );
  const idByTmdb = new Map(rows.map((row) => [row.tmdb_id, row.person_id]));
  const idBySlug = new Map(rows.map((row) => [row.slug, row.person_id]));
  return (person) => {
    const id = person.tmdb_id !== null ? idByTmdb.get(person.tmdb_id) : idBySlug.get(person.slug);
    if (id === undefined) throw new Error(`The person "${person.name}" has neither a TMDB id nor a slug.`);
    return id;
  };
}
