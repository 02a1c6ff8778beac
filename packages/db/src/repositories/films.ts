/** One row a film, under however many names it is seen. */
import type { FilmIdentity } from '@cohort-almanac/core';
import type { Database, Sql, Transaction } from '../database.ts';
import { mergeFilms } from './film-merge.ts';

/** A film as some page, feed or file mentions it. At least one name or a title is known. */
export interface FilmSighting extends FilmIdentity {
  title: string;
  year: number | null;
}

type NameKind = keyof FilmIdentity;
const NAME_KINDS: readonly NameKind[] = ['lid', 'letterboxd_id', 'slug'];

interface FoundRow extends FilmIdentity {
  film_id: number;
  title: string;
  release_year: number | null;
  /** The name under which the row was found, when it is one of a film merged into it. */
  alias_kind: NameKind | null;
  alias: string | null;
}

interface StoredFilm extends FoundRow {
  /** Names of films merged into this one, of those that were looked for. */
  aliases: Set<string>;
}

const LOOK_UP = `
  SELECT film_id, lid, letterboxd_id, slug, title, release_year, NULL AS alias_kind, NULL AS alias FROM films
  WHERE lid = ANY ($1::text[]) OR letterboxd_id = ANY ($2::int[]) OR slug = ANY ($3::text[])
  UNION ALL
  SELECT f.film_id, f.lid, f.letterboxd_id, f.slug, f.title, f.release_year, a.kind, a.value
  FROM film_aliases a JOIN films f USING (film_id)
  WHERE (a.kind = 'lid' AND a.value = ANY ($1::text[])) OR (a.kind = 'slug' AND a.value = ANY ($3::text[]))
     OR (a.kind = 'letterboxd_id' AND a.value = ANY ($2::int[]::text[]))`;

const INSERT = `
  INSERT INTO films (lid, letterboxd_id, slug, title, release_year)
  SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::smallint[])`;

export const filmQueries = { lookUp: LOOK_UP, insert: INSERT };

const nameOf = (kind: NameKind, value: string | number) => `${kind} ${value}`;

/** The names that a sighting gives. */
const namesOf = (film: FilmIdentity): { kind: NameKind; value: string | number; name: string }[] =>
  NAME_KINDS.flatMap((kind) => {
    const value = film[kind];
    return value === null ? [] : [{ kind, value, name: nameOf(kind, value) }];
  });

/** The rows that a set of sightings can mean, by each of their names. */
class Known {
  readonly #own = new Map<string, StoredFilm>();
  readonly #byAlias = new Map<string, StoredFilm>();

  constructor(rows: readonly FoundRow[]) {
    const films = new Map<number, StoredFilm>();
    for (const row of rows) {
      const film = films.get(row.film_id) ?? { ...row, aliases: new Set() };
      films.set(row.film_id, film);
      for (const { name } of namesOf(row)) this.#own.set(name, film);
      if (row.alias_kind === null || row.alias === null) continue;
      const alias = nameOf(row.alias_kind, row.alias);
      film.aliases.add(alias);
      this.#byAlias.set(alias, film);
    }
  }

  /** All rows that bear one of its names and contradict none, the surest name first. */
  matches(film: FilmSighting): StoredFilm[] {
    const found = namesOf(film)
      .flatMap(({ name }) => [this.#byAlias.get(name), this.#own.get(name)])
      .filter((row): row is StoredFilm => row !== undefined);
    // Two rows with different lids stay two films: a slug can pass from one to the other.
    const same = found.filter((row) => row.lid === null || film.lid === null || bears(row, 'lid', film.lid));
    return [...new Set(same)];
  }

  slugHolder(slug: string): StoredFilm | undefined {
    return this.#own.get(nameOf('slug', slug));
  }

  aliasHolder(slug: string): StoredFilm | undefined {
    return this.#byAlias.get(nameOf('slug', slug));
  }
}

/** Whether this is a row's name, its own or that of a film merged into it. */
const bears = (row: StoredFilm, kind: NameKind, value: string | number): boolean =>
  row[kind] === value || row.aliases.has(nameOf(kind, value));

/** Whether a sighting names the row by what never changes of a film: what else it says is true of the row today. */
const isOfRow = (row: StoredFilm, film: FilmSighting): boolean =>
  (film.lid !== null && film.lid === row.lid) ||
  (film.letterboxd_id !== null && film.letterboxd_id === row.letterboxd_id);

/** Whether a sighting is of a film that was merged into the row: it speaks of itself, not of the row. */
const isOfMerged = (row: StoredFilm, film: FilmSighting): boolean =>
  !isOfRow(row, film) && namesOf(film).some(({ kind, value, name }) => row[kind] !== value && row.aliases.has(name));

async function lookUp(sql: Sql, films: readonly FilmSighting[]): Promise<Known> {
  const { rows } = await sql.query<FoundRow>(LOOK_UP, [
    films.map((f) => f.lid).filter((v) => v !== null),
    films.map((f) => f.letterboxd_id).filter((v) => v !== null),
    films.map((f) => f.slug).filter((v) => v !== null),
  ]);
  return new Known(rows);
}

/** Whether a sighting tells nothing that its row doesn't know. */
function isCurrent(row: StoredFilm, film: FilmSighting): boolean {
  if (!namesOf(film).every(({ kind, value }) => bears(row, kind, value))) return false;
  if (isOfMerged(row, film)) return true;
  if (film.slug !== null && film.slug !== row.slug && isOfRow(row, film)) return false;
  return film.title === row.title && (film.year === null || film.year === row.release_year);
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
  let known = await lookUp(tx, films);
  const fresh = new Map<string, FilmSighting>();
  for (const film of films) {
    const [first, ...others] = known.matches(film);
    if (!first) {
      fresh.set(film.lid ?? film.slug ?? `#${film.letterboxd_id}`, film);
      continue;
    }
    for (const other of others) await mergeFilms(tx, { keep: first.film_id, gone: other.film_id });
    if (others.length > 0 || !isCurrent(first, film)) await note(tx, known, first, film);
    if (others.length > 0) known = await lookUp(tx, films);
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
  if (isOfMerged(row, film)) return noteAliases(tx, row, film);
  if (film.slug !== null && row.slug !== null && film.slug !== row.slug) await noteRename(tx, row, film.slug);
  await tx.query(
    `UPDATE films SET lid = coalesce($2, lid), letterboxd_id = coalesce($3, letterboxd_id), slug = coalesce($4, slug),
                      title = $5, release_year = coalesce($6, release_year)
     WHERE film_id = $1`,
    [row.film_id, film.lid, film.letterboxd_id, film.slug, film.title, film.year],
  );
}

/** Another name of a film that was merged into the row is one more name for the row. */
async function noteAliases(tx: Sql, row: StoredFilm, film: FilmSighting): Promise<void> {
  const names = namesOf(film).filter(({ kind, value }) => !bears(row, kind, value));
  await tx.query(
    `INSERT INTO film_aliases (kind, value, film_id) SELECT kind, value, $3 FROM unnest($1::text[], $2::text[]) AS n (kind, value)
     ON CONFLICT (kind, value) DO UPDATE SET film_id = excluded.film_id`,
    [names.map(({ kind }) => kind), names.map(({ value }) => String(value)), row.film_id],
  );
}

/** The slug that a film had before is still its own, until another film is seen under it. */
async function noteRename(tx: Sql, row: StoredFilm, slug: string): Promise<void> {
  await tx.query(`DELETE FROM film_aliases WHERE kind = 'slug' AND value = $1`, [slug]);
  await tx.query(
    `INSERT INTO film_aliases (kind, value, film_id) VALUES ('slug', $1, $2)
     ON CONFLICT (kind, value) DO UPDATE SET film_id = excluded.film_id`,
    [row.slug, row.film_id],
  );
}

/** A slug that another film held has moved on; that film gets its new one when it is next seen. */
async function releaseSlug(tx: Sql, known: Known, slug: string | null, filmId: number | null): Promise<void> {
  if (slug === null) return;
  const holder = known.slugHolder(slug);
  if (holder && holder.film_id !== filmId) {
    await tx.query('UPDATE films SET slug = NULL WHERE film_id = $1 AND slug = $2', [holder.film_id, slug]);
  }
  const alias = known.aliasHolder(slug);
  if (alias && alias.film_id !== filmId) {
    await tx.query(`DELETE FROM film_aliases WHERE kind = 'slug' AND value = $1 AND film_id = $2`, [
      slug,
      alias.film_id,
    ]);
  }
}
