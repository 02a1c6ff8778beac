/** Rankings as files for other programs. */

import { letterboxdUri } from './film.ts';
import type { RankingRow } from './filter/types.ts';

/** What must be shown wherever the data is; the second sentence is TMDB's own wording. */
export const ATTRIBUTION =
  'Films and ratings by members of Letterboxd (letterboxd.com). ' +
  'This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.';

type Cell = string | number | null;

const RANKING_COLUMNS: readonly (readonly [header: string, cell: (row: RankingRow) => Cell])[] = [
  ['rank', (row) => row.rank],
  ['score', (row) => row.score],
  ['title', (row) => row.title],
  ['release_year', (row) => row.release_year],
  ['watchers', (row) => row.watchers],
  ['avg_rating', (row) => row.avg_rating],
  ['likes_count', (row) => row.likes_count],
  ['favorites_count', (row) => row.favorites_count],
  ['divergence', (row) => row.divergence],
  ['distribution', (row) => row.distribution],
  ['bucket', (row) => row.bucket],
  ['directors', (row) => names(row.directors)],
  ['genres', (row) => names(row.genres)],
  ['letterboxd_uri', letterboxdUri],
  ['tmdb_id', (row) => row.tmdb_id],
  ['imdb_id', (row) => row.imdb_id],
  ['attribution', () => ATTRIBUTION],
];

/** The header of the ranking's CSV and one record a film, in the order given. Numbers are not rounded. */
export function rankingCsv(rows: readonly RankingRow[]): string {
  const header = record(RANKING_COLUMNS.map(([name]) => name));
  return header + rows.map((row) => record(RANKING_COLUMNS.map(([, cell]) => cell(row)))).join('');
}

/** The most that Letterboxd imports at once, in bytes. */
export const LETTERBOXD_MAX_BYTES = 1_000_000;
const LETTERBOXD_HEADER =
  'LetterboxdURI,tmdbID,imdbID,Title,Year,Directors,Rating,Rating10,WatchedDate,Rewatch,Tags,Review\r\n';

/**
 * The file that Letterboxd imports as a list (letterboxd.com/about/importing-data), in the order of the ranks. Rating,
 * date, rewatch, tags and review stay empty: a date would write a diary entry, and the circle's mean could overwrite the
 * member's own rating. `tmdbID` is filled for films only, because there a number alone means a film. `left_out` counts the films at
 * the end that did not fit into the size that Letterboxd takes.
 */
export function letterboxdCsv(rows: readonly RankingRow[]): { csv: string; left_out: number } {
  const encoder = new TextEncoder();
  const records = [LETTERBOXD_HEADER];
  let bytes = LETTERBOXD_HEADER.length;
  const ranked = [...rows].sort((a, b) => a.rank - b.rank);
  for (const row of ranked) {
    const tmdbId = row.media_type === 'movie' ? row.tmdb_id : null;
    const known = [letterboxdUri(row), tmdbId, row.imdb_id, row.title, row.release_year, names(row.directors)];
    const line = record([...known, null, null, null, null, null, null]);
    bytes += encoder.encode(line).length;
    if (bytes > LETTERBOXD_MAX_BYTES) break;
    records.push(line);
  }
  return { csv: records.join(''), left_out: ranked.length - (records.length - 1) };
}

/**
 * A custom list for Radarr: films (no series) with a TMDB id, in the order given, each id once. `imdb_id` is null when it
 * is not known.
 */
export function radarrJson(rows: readonly RankingRow[]): string {
  const films = new Map<number, { title: string; imdb_id: string | null; tmdbId: number }>();
  for (const { media_type, tmdb_id, title, imdb_id } of rows) {
    if (media_type === 'movie' && tmdb_id !== null && !films.has(tmdb_id)) {
      films.set(tmdb_id, { title, imdb_id, tmdbId: tmdb_id });
    }
  }
  return `${JSON.stringify([...films.values()], null, 2)}\n`;
}

function names(items: readonly { name: string }[]): string {
  return items.map(({ name }) => name).join('; ');
}

function record(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A spreadsheet would run such text as a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell after RFC 4180; null is empty. Text that looks like a formula gets a leading apostrophe, a number never. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
