/** One row a film, under however many names it is seen. */
import type { FilmIdentity, TmdbType } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';
import { mergeFilms } from './film-merge.ts';

/** A film as some page, feed or file mentions it. At least one name or a title is known. */
export interface FilmSighting extends FilmIdentity {
  title: string;
  year: number | null;
}

interface StoredFilm extends FilmIdentity {
  film_id: number;
  title: string;
  release_year: number | null;
}

const LOOK_UP = `
  SELECT film_id, lid, letterboxd_id, slug, title, release_year FROM films
  WHERE lid = ANY ($1::text[]) OR letterboxd_id = ANY ($2::int[]) OR slug = ANY ($3::text[])`;

const INSERT = `
  INSERT INTO films (lid, letterboxd_id, slug, title, release_year)
  SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::smallint[])`;

export const filmQueries = { lookUp: LOOK_UP, insert: INSERT };

/** The rows that a set of sightings can mean, by each of their names. */
class Known {
  readonly #byLid = new Map<string, StoredFilm>();
  readonly #byNumber = new Map<number, StoredFilm>();
  readonly #bySlug = new Map<string, StoredFilm>();

  constructor(rows: readonly StoredFilm[]) {
    for (const row of rows) {
      if (row.lid !== null) this.#byLid.set(row.lid, row);
      if (row.letterboxd_id !== null) this.#byNumber.set(row.letterboxd_id, row);
      if (row.slug !== null) this.#bySlug.set(row.slug, row);
    }
  }

  /** All rows that bear one of its names and contradict none, the surest name first. */
  matches(film: FilmSighting): StoredFilm[] {
    const found = [
      film.lid === null ? undefined : this.#byLid.get(film.lid),
      film.letterboxd_id === null ? undefined : this.#byNumber.get(film.letterboxd_id),
      film.slug === null ? undefined : this.#bySlug.get(film.slug),
    ].filter((row): row is StoredFilm => row !== undefined);
    // Two rows with different lids stay two films: a slug can pass from one to the other.
    const same = found.filter((row) => row.lid === null || film.lid === null || row.lid === film.lid);
    return [...new Set(same)];
  }

  slugHolder(slug: string): StoredFilm | undefined {
    return this.#bySlug.get(slug);
  }
}

async function lookUp(sql: Sql, films: readonly FilmSighting[]): Promise<Known> {
  const { rows } = await sql.query<StoredFilm>(LOOK_UP, [
    films.map((f) => f.lid).filter((v) => v !== null),
    films.map((f) => f.letterboxd_id).filter((v) => v !== null),
    films.map((f) => f.slug).filter((v) => v !== null),
  ]);
  return new Known(rows);
}

/** Whether a sighting tells nothing that its row doesn't know. */
function isCurrent(row: StoredFilm, film: FilmSighting): boolean {
  return (
    (film.lid === null || film.lid === row.lid) &&
    (film.letterboxd_id === null || film.letterboxd_id === row.letterboxd_id) &&
    (film.slug === null || film.slug === row.slug) &&
    film.title === row.title &&
    (film.year === null || film.year === row.release_year)
  );
}

/**
 * The film ids of these sightings, in their order. Unknown films are created; a new name, title or year is noted; two
 * rows that turn out to be one film are merged without losing a rating. Known films cost one read; whatever changes
 * something runs under one lock, in a transaction of its own, so that workers who meet the same new film don't double it.
 */
export async function resolveFilms(db: Database, films: readonly FilmSighting[]): Promise<number[]> {
  const known = await lookUp(db, films);
  const ids = films.map((film) => currentId(known, film));
  const open = films.filter((_, i) => ids[i] === null);
  if (open.length === 0) return ids as number[];

  const settled = await db.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('almanac:films', 0))`);
    await settle(tx, open);
    return lookUp(tx, films);
  });
  return films.map((film) => {
    const row = settled.matches(film)[0];
    if (!row) throw new Error(`Film "${film.title}" has no name to be stored under (no lid, number or slug).`);
    return row.film_id;
  });
}

function currentId(known: Known, film: FilmSighting): number | null {
  const matches = known.matches(film);
  return matches.length === 1 && isCurrent(matches[0]!, film) ? matches[0]!.film_id : null;
}

async function settle(tx: Transaction, films: readonly FilmSighting[]): Promise<void> {
  const known = await lookUp(tx, films);
  const fresh = new Map<string, FilmSighting>();
  for (const film of films) {
    const [first, ...others] = known.matches(film);
    if (!first) {
      fresh.set(film.lid ?? film.slug ?? `#${film.letterboxd_id}`, film);
      continue;
    }
    for (const other of others) await mergeFilms(tx, { keep: first.film_id, gone: other.film_id });
    if (others.length > 0 || !isCurrent(first, film)) await note(tx, known, first, film);
  }
  const rows = [...fresh.values()];
  for (const film of rows) await releaseSlug(tx, known, film.slug, null);
  await tx.query(INSERT, [
    rows.map((f) => f.lid),
    rows.map((f) => f.letterboxd_id),
    rows.map((f) => f.slug),
    rows.map((f) => f.title),
    rows.map((f) => f.year),
  ]);
}

async function note(tx: Sql, known: Known, row: StoredFilm, film: FilmSighting): Promise<void> {
  await releaseSlug(tx, known, film.slug, row.film_id);
  await tx.query(
    `UPDATE films SET lid = coalesce($2, lid), letterboxd_id = coalesce($3, letterboxd_id), slug = coalesce($4, slug),
                      title = $5, release_year = coalesce($6, release_year)
     WHERE film_id = $1`,
    [row.film_id, film.lid, film.letterboxd_id, film.slug, film.title, film.year],
  );
}

/** A slug that another film held has moved on; that film gets its new one when it is next seen. */
async function releaseSlug(tx: Sql, known: Known, slug: string | null, filmId: number | null): Promise<void> {
  const holder = slug === null ? undefined : known.slugHolder(slug);
  if (holder && holder.film_id !== filmId) {
    await tx.query('UPDATE films SET slug = NULL WHERE film_id = $1 AND slug = $2', [holder.film_id, slug]);
  }
}

/** What enrichment needs to know of a film before it asks anybody. */
export interface FilmToEnrich extends FilmIdentity {
  film_id: number;
  title: string;
  release_year: number | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
  page_checked_at: Date | null;
  histogram_checked_at: Date | null;
  tmdb_checked_at: Date | null;
}

/**
 * A film needs enrichment while a source that could still add something was never asked: its page when its TMDB id is
 * unknown, its histogram, TMDB when the id is known. `f` is the films row.
 */
export const NEEDS_ENRICHMENT = `(
  (f.tmdb_id IS NULL AND f.page_checked_at IS NULL AND (f.slug IS NOT NULL OR f.letterboxd_id IS NOT NULL))
  OR (f.histogram_checked_at IS NULL AND f.slug IS NOT NULL)
  OR (f.tmdb_id IS NOT NULL AND f.tmdb_checked_at IS NULL))`;

const TO_ENRICH = `f.film_id, f.lid, f.letterboxd_id, f.slug, f.title, f.release_year, f.tmdb_type, f.tmdb_id,
  f.page_checked_at, f.histogram_checked_at, f.tmdb_checked_at`;

/** The films among these ids that still need enrichment (all of them when `force`), in the order given. */
export async function filmsToEnrich(
  db: Sql,
  filmIds: readonly number[],
  { force = false }: { force?: boolean } = {},
): Promise<FilmToEnrich[]> {
  const { rows } = await db.query<FilmToEnrich>(
    `SELECT ${TO_ENRICH} FROM films f JOIN unnest($1::int[]) WITH ORDINALITY AS wanted (film_id, position)
       ON wanted.film_id = f.film_id
     WHERE $2 OR ${NEEDS_ENRICHMENT} ORDER BY wanted.position`,
    [filmIds, force],
  );
  return rows;
}

/** The films of all cohorts that need enrichment, most watched first. */
export async function nextFilmsToEnrich(db: Sql, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ film_id: number }>(
    `SELECT f.film_id FROM films f JOIN ratings r USING (film_id) WHERE ${NEEDS_ENRICHMENT}
     GROUP BY f.film_id, f.slug ORDER BY count(r.rating) DESC, f.slug LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.film_id);
}

export async function findFilmBySlug(db: Sql, slug: string): Promise<FilmToEnrich | null> {
  const { rows } = await db.query<FilmToEnrich>(`SELECT ${TO_ENRICH} FROM films f WHERE f.slug = $1`, [slug]);
  return rows[0] ?? null;
}
