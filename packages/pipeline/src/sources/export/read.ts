/** Reads an account export: which files count, and how they join. */
import type { Archive, ExportFile } from './archive.ts';
import { dayOf, filmOf, lidOf, nameOf, ratingOf } from './cells.ts';
import { type ExportContents, type ExportFilm, Findings } from './contents.ts';
import { type Row, readTable } from './csv.ts';
import { ImportError } from './error.ts';
import { readList } from './lists.ts';
import { openArchive } from './open.ts';

const FILM_COLUMNS = ['Date', 'Name', 'Year', 'Letterboxd URI'];
const MADE_AT = /letterboxd-.+-(\d{4})-(\d{2})-(\d{2})-(\d{2})-(\d{2})-utc/i;

/** How far reading has got, in bytes of the files that are read. */
export type OnRead = (done: number, total: number) => void;

/**
 * Reads a ZIP or a folder. Throws an ImportError; nothing is half read except a file that ends in a broken row, which is said
 * in `unmatched` and leaves `complete` false. `deleted/`, `orphaned/`, reviews, comments and all that is private in
 * `profile.csv` are not read.
 */
export async function readExport(path: string, onRead: OnRead = () => undefined): Promise<ExportContents> {
  const archive = await openArchive(path);
  try {
    if (!archive.files.has('ratings.csv')) throw noRatings(archive);
    return await new Reader(archive, onRead).read();
  } finally {
    archive.close();
  }
}

function noRatings({ files }: Archive): ImportError {
  const nested = [...files.keys()].some((path) => /\.zip$/i.test(path));
  const hint = nested ? 'It holds another ZIP: give that one.' : 'Give the ZIP that Letterboxd sent, as it is.';
  return new ImportError('no_ratings', `There is no ratings.csv in it, so it is no account export. ${hint}`);
}

class Reader {
  readonly #findings = new Findings();
  readonly #films = new Map<string, ExportFilm>();
  readonly #files: readonly ExportFile[];
  readonly #onBytes: (bytes: number) => void;

  constructor(
    readonly archive: Archive,
    onRead: OnRead,
  ) {
    const single = ['profile.csv', 'ratings.csv', 'watched.csv', 'likes/films.csv', 'watchlist.csv', 'diary.csv'];
    this.#files = [...archive.files.values()].filter(({ path }) => single.includes(path) || isList(path));
    const total = this.#files.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    this.#onBytes = (bytes) => {
      done += bytes;
      onRead(done, total);
    };
  }

  async read(): Promise<ExportContents> {
    const profile = await this.#profile();
    const ratings = await this.#ratings();
    const watched = await this.#section('watched.csv');
    const liked = await this.#section('likes/films.csv');
    const watchlist = await this.#section('watchlist.csv');
    const lists = await this.#lists();
    await this.#diary(ratings);
    return {
      ...profile,
      madeAt: madeAt(this.archive.names),
      complete: this.#findings.complete,
      films: this.#films,
      ratings,
      watched,
      liked,
      watchlist,
      lists,
      unmatched: this.#findings.unmatched,
    };
  }

  /** Of the profile only the name and the favourites leave this function. */
  async #profile(): Promise<Pick<ExportContents, 'username' | 'favorites'>> {
    const found: Pick<ExportContents, 'username' | 'favorites'> = { username: null, favorites: null };
    await this.#table('profile.csv', ['Username', 'Favorite Films'], (row) => {
      if (found.favorites !== null) return;
      found.username = row.text('Username') || null;
      const links = row.text('Favorite Films').split(',');
      found.favorites = [...new Set(links.map((link) => lidOf(link.trim())).filter((lid) => lid !== null))];
    });
    return found;
  }

  async #ratings(): Promise<ExportContents['ratings']> {
    const ratings: ExportContents['ratings'] = new Map();
    await this.#table('ratings.csv', [...FILM_COLUMNS, 'Rating'], (row) => {
      const rating = ratingOf(row);
      const film = filmOf(row, 'Letterboxd URI');
      if (typeof film === 'string') this.#findings.gap('ratings.csv', row.number, film);
      else if (rating === null) this.#findings.gap('ratings.csv', row.number, 'its Rating is not one of 0.5, 1, … 5');
      else ratings.set(this.#know(film), { rating, rated_at: dayOf(row, 'Date') });
    });
    return ratings;
  }

  async #section(path: 'watched.csv' | 'likes/films.csv' | 'watchlist.csv'): Promise<Set<string> | null> {
    const lids = new Set<string>();
    const found = await this.#table(path, FILM_COLUMNS, (row) => {
      const film = filmOf(row, 'Letterboxd URI');
      if (typeof film === 'string') this.#findings.gap(path, row.number, film);
      else lids.add(this.#know(film));
    });
    if (!found) this.#findings.note(path, null, 'is not in the export: what is stored of it stays');
    return found ? lids : null;
  }

  async #lists(): Promise<ExportContents['lists']> {
    if (!this.archive.hasFolder('lists')) return null;
    const lists: NonNullable<ExportContents['lists']> = [];
    for (const file of this.#files.filter(({ path }) => isList(path))) {
      const list = await readList(file, this.#findings, (film) => this.#know(film), this.#onBytes);
      if (list) lists.push(list);
    }
    return lists;
  }

  /**
   * Dates. `ratings.csv` says when a rating was set; an entry of the diary with a rating that is about a later day says when
   * the film was last judged. An entry's link is its own, not the film's, so it is found by name and year.
   */
  async #diary(ratings: ExportContents['ratings']): Promise<void> {
    const byName = new Map<string, string[]>();
    for (const film of this.#films.values()) {
      const key = nameKey(film);
      byName.set(key, [...(byName.get(key) ?? []), film.lid]);
    }
    await this.#table('diary.csv', [...FILM_COLUMNS, 'Rating', 'Watched Date'], (row) => {
      const named = nameOf(row);
      if (typeof named === 'string') return this.#findings.note('diary.csv', row.number, named);
      const lids = byName.get(nameKey(named)) ?? [];
      const rated = lids.filter((lid) => ratings.has(lid));
      if (lids.length === 0) {
        return this.#findings.note('diary.csv', row.number, `no other file names ${labelOf(named)}`);
      }
      if (rated.length > 1) {
        return this.#findings.note('diary.csv', row.number, `${labelOf(named)} can be any of ${rated.length} films`);
      }
      const rating = rated.length === 1 ? ratings.get(rated[0]!)! : null;
      const day = ratingOf(row) === null ? null : dayOf(row, 'Watched Date');
      if (rating && day && (rating.rated_at === null || day > rating.rated_at)) rating.rated_at = day;
    });
  }

  /** Reads a file; false when it is not there. What can't be read of it is a gap. */
  async #table(path: string, columns: readonly string[], onRow: (row: Row) => void): Promise<boolean> {
    const file = this.archive.files.get(path);
    if (!file) return false;
    const broken = await readTable(file, columns, onRow, this.#onBytes);
    if (broken) this.#findings.gap(path, broken.row, `${broken.reason}; what follows is left out`);
    return true;
  }

  #know(film: ExportFilm): string {
    if (!this.#films.has(film.lid)) this.#films.set(film.lid, film);
    return film.lid;
  }
}

const isList = (path: string): boolean => /^lists\/[^/]+\.csv$/.test(path);

const nameKey = ({ title, year }: { title: string; year: number | null }): string =>
  `${title.normalize('NFC')}\n${year ?? ''}`;

const labelOf = ({ title, year }: { title: string; year: number | null }): string =>
  year === null ? `"${title}"` : `"${title}" (${year})`;

/** The time in a name such as `letterboxd-NAME-2024-05-01-00-00-utc.zip`. */
function madeAt(names: readonly string[]): Date | null {
  for (const name of names) {
    const found = MADE_AT.exec(name);
    if (!found) continue;
    const [, year, month, day, hour, minute] = found;
    const iso = `${year}-${month}-${day}T${hour}:${minute}:00`;
    const time = new Date(`${iso}Z`);
    if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso)) return time;
  }
  return null;
}
