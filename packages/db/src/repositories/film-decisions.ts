/** What a person looks up about films and decides: which is meant, which are one, what TMDB calls it. */
import type { FilmIdentity, TmdbType } from '@cohort-almanac/core';
import type { Database, Sql } from '../database.ts';
import { touchCohortsWithFilms } from './cohorts.ts';
import type { TmdbCandidate, TmdbConfidence } from './film-details.ts';
import { mergeFilms } from './film-merge.ts';

/** A film with everything by which it can be told from others. */
export interface FilmCard extends FilmIdentity {
  film_id: number;
  title: string;
  release_year: number | null;
  tmdb_type: TmdbType | null;
  tmdb_id: number | null;
  tmdb_confidence: TmdbConfidence | null;
  tmdb_candidates: TmdbCandidate[] | null;
  imdb_id: string | null;
  page_checked_at: Date | null;
  histogram_checked_at: Date | null;
  tmdb_searched_at: Date | null;
  tmdb_checked_at: Date | null;
  /** Names of films that were merged into it. */
  aliases: { kind: keyof FilmIdentity; value: string }[];
  /** Members who have it in their films, and on their watchlist. */
  members: number;
  watchlists: number;
}

const CARD = `
  SELECT f.film_id, f.lid, f.letterboxd_id, f.slug, f.title, f.release_year, f.tmdb_type, f.tmdb_id, f.tmdb_confidence,
    f.tmdb_candidates, f.imdb_id, f.page_checked_at, f.histogram_checked_at, f.tmdb_searched_at, f.tmdb_checked_at,
    (SELECT coalesce(json_agg(json_build_object('kind', a.kind, 'value', a.value) ORDER BY a.kind, a.value), '[]')
     FROM film_aliases a WHERE a.film_id = f.film_id) AS aliases,
    (SELECT count(*) FROM ratings r WHERE r.film_id = f.film_id)::int AS members,
    (SELECT count(*) FROM watchlist_entries w WHERE w.film_id = f.film_id)::int AS watchlists
  FROM films f`;

/**
 * The films that go by a name: a slug, a lid (letter case matters) or our own number, also of films merged into others.
 * Several, when one film's slug is another's number.
 */
export async function findFilms(db: Sql, name: string): Promise<FilmCard[]> {
  const number = /^[1-9]\d{0,8}$/.test(name) ? Number(name) : null;
  const { rows } = await db.query<FilmCard>(
    `${CARD} WHERE f.slug = $1 OR f.lid = $1 OR f.film_id = $2
       OR f.film_id IN (SELECT film_id FROM film_aliases WHERE kind IN ('slug', 'lid') AND value = $1) ORDER BY f.film_id`,
    [name, number],
  );
  return rows;
}

/** One film by our own number, or null. */
export async function readFilmCard(db: Sql, filmId: number): Promise<FilmCard | null> {
  const { rows } = await db.query<FilmCard>(`${CARD} WHERE f.film_id = $1`, [filmId]);
  return rows[0] ?? null;
}

/** The films whose search was not settled, those that most members have first. */
export async function listUnresolvedFilms(db: Sql): Promise<FilmCard[]> {
  const { rows } = await db.query<FilmCard>(
    `SELECT * FROM (${CARD} WHERE f.tmdb_id IS NULL AND f.tmdb_confidence IN ('medium', 'ambiguous', 'low', 'none')) AS u
     ORDER BY members DESC, title, film_id`,
  );
  return rows;
}

/**
 * Makes two films one, for good: `gone` is deleted, and whoever is seen under its names is `keep`. Readers of the cohorts that
 * hold either see that something changed. Resolves to false when one of the two is not there any more.
 */
export async function mergeFilmsForGood(db: Database, pair: { keep: number; gone: number }): Promise<boolean> {
  if (pair.keep === pair.gone) throw new Error('A film can not be merged with itself.');
  return db.transaction(async (tx) => {
    await lockFilms(tx);
    const both = [pair.keep, pair.gone];
    const { rows } = await tx.query('SELECT film_id FROM films WHERE film_id = ANY ($1::int[])', [both]);
    if (rows.length < 2) return false;
    await touchCohortsWithFilms(tx, both);
    await mergeFilms(tx, pair);
    return true;
  });
}

/**
 * Sets what a film is called by TMDB; null says that TMDB does not have it. What was known through another key is dropped, and
 * TMDB is asked again by the next enrichment. The film is not searched for any more.
 */
export async function decideTmdb(
  db: Database,
  filmId: number,
  key: { tmdb_type: TmdbType; tmdb_id: number } | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFilms(tx);
    await touchCohortsWithFilms(tx, [filmId]);
    const { rows } = await tx.query<{ tmdb_type: TmdbType | null; tmdb_id: number | null }>(
      'SELECT tmdb_type, tmdb_id FROM films WHERE film_id = $1',
      [filmId],
    );
    const before = rows[0];
    if (!before) throw new Error(`There is no film ${filmId} any more.`);
    await tx.query(`UPDATE films SET tmdb_type = $2, tmdb_id = $3, tmdb_confidence = $4 WHERE film_id = $1`, [
      filmId,
      key?.tmdb_type ?? null,
      key?.tmdb_id ?? null,
      key ? 'chosen' : 'rejected',
    ]);
    if (before.tmdb_id === null || (before.tmdb_type === key?.tmdb_type && before.tmdb_id === key.tmdb_id)) return;
    await dropTmdbData(tx, [filmId]);
  });
}

/** TMDB's terms let its data be kept for six months; in a hundred and eighty days they are never over. */
const TMDB_KEPT = "interval '180 days'";
const EXPIRED_AT_ONCE = 1_000;

/**
 * Drops what TMDB said more than 180 days ago and was not asked again since (for want of a token, or because nobody has the
 * film any more). Keys stay, so that it can be asked again. Resolves to how many films lost something.
 */
export async function expireTmdbData(db: Database): Promise<number> {
  const { rows } = await db.query<{ film_id: number }>(
    `SELECT film_id FROM films WHERE tmdb_checked_at < now() - ${TMDB_KEPT} ORDER BY film_id LIMIT $1`,
    [EXPIRED_AT_ONCE],
  );
  const ids = rows.map((row) => row.film_id);
  if (ids.length > 0) {
    await db.transaction(async (tx) => {
      await touchCohortsWithFilms(tx, ids);
      await dropTmdbData(tx, ids);
    });
  }
  const searches = await db.query(
    `UPDATE films SET tmdb_candidates = NULL, tmdb_searched_at = NULL,
       tmdb_confidence = CASE WHEN tmdb_id IS NULL AND tmdb_confidence <> 'rejected' THEN NULL ELSE tmdb_confidence END
     WHERE tmdb_searched_at < now() - ${TMDB_KEPT}`,
  );
  return ids.length + (searches.rowCount ?? 0);
}

/** Forgets all that TMDB said of films, as if it had never been asked. Credits that a film's page named stay. */
async function dropTmdbData(tx: Sql, filmIds: readonly number[]): Promise<void> {
  await tx.query(
    `UPDATE films SET tmdb_etag = NULL, tmdb_checked_at = NULL, poster_path = NULL, imdb_id = NULL, runtime_minutes = NULL
     WHERE film_id = ANY ($1::int[])`,
    [filmIds],
  );
  await tx.query(
    `DELETE FROM film_people c USING people p
     WHERE c.film_id = ANY ($1::int[]) AND p.person_id = c.person_id AND p.tmdb_id IS NOT NULL`,
    [filmIds],
  );
  for (const table of ['film_genres', 'film_countries', 'film_providers']) {
    await tx.query(`DELETE FROM ${table} WHERE film_id = ANY ($1::int[])`, [filmIds]);
  }
}

/** The lock of everything that changes what films there are. */
async function lockFilms(tx: Sql): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('almanac:films', 0))`);
}
