/** Rankings as files for other programs. Each is made piece by piece, so that a long one need not be whole in memory. */

import { letterboxdUri } from './film.ts';
import type { RankingRow } from './filter/types.ts';

/** What must be shown wherever the data is; the second sentence is TMDB's own wording. */
export const ATTRIBUTION =
  'Films and ratings by members of Letterboxd (letterboxd.com). ' +
  'This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.';

/** What must be shown wherever it is told where films can be watched. */
export const JUSTWATCH_ATTRIBUTION = 'Where to watch: data by JustWatch (justwatch.com), by way of TMDB.';

export const EXPORT_FORMATS = ['csv', 'json', 'letterboxd', 'radarr'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

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
export function* rankingCsv(rows: Iterable<RankingRow>): Generator<string> {
  yield record(RANKING_COLUMNS.map(([name]) => name));
  for (const row of rows) yield record(RANKING_COLUMNS.map(([, cell]) => cell(row)));
}

/** The most that Letterboxd imports at once, in bytes. */
export const LETTERBOXD_MAX_BYTES = 1_000_000;
const LETTERBOXD_HEADER =
  'LetterboxdURI,tmdbID,imdbID,Title,Year,Directors,Rating,Rating10,WatchedDate,Rewatch,Tags,Review\r\n';

/**
 * The files that Letterboxd imports as a list one after the other (letterboxd.com/about/importing-data), in the order of the
 * ranks: as few as its limit allows, one at least. Rating, date, rewatch, tags and review stay empty: a date would write a
 * diary entry, and the circle's mean could overwrite the member's own rating. `tmdbID` is filled for films only, because
 * there a number alone means a film.
 */
export function letterboxdCsv(rows: readonly RankingRow[]): string[] {
  const encoder = new TextEncoder();
  const parts: string[][] = [[LETTERBOXD_HEADER]];
  let bytes = LETTERBOXD_HEADER.length;
  for (const row of [...rows].sort((a, b) => a.rank - b.rank)) {
    const tmdbId = row.media_type === 'movie' ? row.tmdb_id : null;
    const known = [letterboxdUri(row), tmdbId, row.imdb_id, row.title, row.release_year, names(row.directors)];
    const line = record([...known, null, null, null, null, null, null]);
    const size = encoder.encode(line).length;
    if (bytes + size > LETTERBOXD_MAX_BYTES) {
      parts.push([LETTERBOXD_HEADER]);
      bytes = LETTERBOXD_HEADER.length;
    }
    parts.at(-1)!.push(line);
    bytes += size;
  }
  return parts.map((lines) => lines.join(''));
}

/**
 * A custom list for Radarr: films (no series) with a TMDB id, in the order given, each id once. `imdb_id` is null when it
 * is not known.
 */
export function* radarrJson(rows: Iterable<RankingRow>): Generator<string> {
  const told = new Set<number>();
  yield '[';
  for (const { media_type, tmdb_id, title, imdb_id } of rows) {
    if (media_type !== 'movie' || tmdb_id === null || told.has(tmdb_id)) continue;
    yield `${told.size === 0 ? '' : ','}\n  ${JSON.stringify({ title, imdb_id, tmdbId: tmdb_id })}`;
    told.add(tmdb_id);
  }
  yield told.size === 0 ? ']\n' : '\n]\n';
}

function names(items: readonly { name: string }[]): string {
  return items.map(({ name }) => name).join('; ');
}

function record(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A spreadsheet would run such text as a formula (OWASP, "CSV Injection"); some read full-width signs like plain ones. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell after RFC 4180; null is empty. Text that looks like a formula gets a leading apostrophe, a number never. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
