/** What identifies a film, and the one order in which films are summed and listed. */

/** The names under which a film is known. Any can be missing; `film_id` (our own number) is the key. */
export interface FilmIdentity {
  /** Letterboxd's short code, as in `boxd.it/<lid>`. Case matters. */
  lid: string | null;
  /** Letterboxd's number, as in `film:N`. */
  letterboxd_id: number | null;
  /** Letterboxd's path segment. It can change. */
  slug: string | null;
}

export const TMDB_TYPES = ['movie', 'tv'] as const;
/** TMDB's ids of films and series collide, so the type is part of the key. */
export type TmdbType = (typeof TMDB_TYPES)[number];

/** Compares by code unit, the same on every machine; null comes last. */
export function compareText(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

/** The order of every sum over films (slug, then lid), so that no result depends on who worked first. */
export function compareFilms(a: Pick<FilmIdentity, 'slug' | 'lid'>, b: Pick<FilmIdentity, 'slug' | 'lid'>): number {
  return compareText(a.slug, b.slug) || compareText(a.lid, b.lid);
}

const FINAL_YEAR = /^(.*\S)\s+\((\d{4})\)$/su;

/**
 * Splits a poster's name, `Film (2025)`, into title and year. Only a final `(dddd)` is a year; without one the whole name
 * is the title and the year is null. A name that is nothing but `(1984)` is a title.
 */
export function splitFilmName(name: string): { title: string; year: number | null } {
  const found = FINAL_YEAR.exec(name);
  return found ? { title: found[1]!, year: Number(found[2]) } : { title: name, year: null };
}

/** Where the film can be read about: its page by slug, its short link by lid, or null when neither is known. */
export function letterboxdUri(film: Pick<FilmIdentity, 'slug' | 'lid'>): string | null {
  if (film.lid !== null) return `https://boxd.it/${film.lid}`;
  return film.slug === null ? null : `https://letterboxd.com/film/${film.slug}/`;
}
