/** Exports of an invented member, in the form in which Letterboxd makes them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zip } from './zip.ts';

/** Film n is `Film n`, of 1950 + n % 70, at boxd.it/f<n>. */
export const filmCells = (n: number): string => `Film ${n},${1950 + (n % 70)},https://boxd.it/f${n}`;

export interface Shelves {
  username?: string | null;
  /** Stars by film number. */
  ratings?: Record<number, number>;
  /** Film numbers. */
  watched?: number[];
  liked?: number[];
  watchlist?: number[];
  favorites?: number[];
  /** Film numbers by slug, in order. */
  lists?: Record<string, number[]>;
  diary?: { film: number; rating?: number; watched_on: string }[];
  /** Day of every row. */
  date?: string;
}

/** A small member with something of everything. */
export const ADA: Shelves = {
  ratings: { 1: 4, 2: 0.5, 3: 3.5, 4: 5 },
  watched: [5],
  liked: [1, 5, 6],
  watchlist: [7, 8],
  favorites: [4, 1],
  lists: { best: [4, 1, 9], worst: [2] },
};

export type Files = Record<string, string>;

/** The files of a whole export; sections that are left out are there and empty. */
export function exportFiles(shelves: Shelves = {}): Files {
  const { username = 'ada_l', date = '2024-01-02' } = shelves;
  const table = (header: string, rows: readonly string[]) => [header, ...rows, ''].join('\n');
  const films = (numbers: readonly number[] = []) =>
    table(
      'Date,Name,Year,Letterboxd URI',
      numbers.map((n) => `${date},${filmCells(n)}`),
    );
  const ratings = shelves.ratings ?? {};
  const rated = Object.keys(ratings).map(Number);
  const favorites = (shelves.favorites ?? []).map((n) => `https://boxd.it/f${n}`).join(', ');
  const files: Files = {
    'ratings.csv': table(
      'Date,Name,Year,Letterboxd URI,Rating',
      rated.map((n) => `${date},${filmCells(n)},${ratings[n]}`),
    ),
    'watched.csv': films([...new Set([...rated, ...(shelves.watched ?? [])])]),
    'likes/films.csv': films(shelves.liked),
    'watchlist.csv': films(shelves.watchlist),
    'diary.csv': table(
      'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date',
      (shelves.diary ?? []).map(({ film, rating = '', watched_on }, i) => {
        const [title, year] = filmCells(film).split(',');
        return `${watched_on},${title},${year},https://boxd.it/entry${i},${rating},,"home, sofa",${watched_on}`;
      }),
    ),
  };
  if (username !== null) {
    files['profile.csv'] =
      'Date Joined,Username,Given Name,Family Name,Email Address,Location,Website,Bio,Pronoun,Favorite Films\n' +
      `2015-01-01,${username},Secretgiven,Secretfamily,secret@example.org,Secretplace,,"Secret bio, with a comma\r\nand a line",,"${favorites}"\n`;
  }
  for (const [slug, numbers] of Object.entries(shelves.lists ?? {})) {
    files[`lists/${slug}.csv`] = [
      'Letterboxd list export v7',
      'Date,Name,Tags,URL,Description',
      `2024-01-01,List ${slug},"a, b",https://boxd.it/l${slug.length},"Two\nlines"`,
      '',
      'Position,Name,Year,URL,Description',
      ...numbers.map((n, i) => `${i + 1},${filmCells(n)},`),
      '',
    ].join('\r\n');
  }
  return files;
}

/** As a ZIP, with the folders that every export has. */
export function pack(files: Files): Buffer {
  const folders = ['deleted/', 'likes/', 'lists/', 'orphaned/'].map((path) => ({ path, stored: true }));
  return zip([...folders, ...Object.entries(files).map(([path, data]) => ({ path, data }))]);
}

/** A folder of one's own for files, removed at the end. */
export class Room {
  readonly dir = mkdtempSync(join(tmpdir(), 'almanac-import-'));
  #last = 0;

  /** Writes a file and returns its path. Same names don't overwrite each other. */
  file(name: string, data: string | Uint8Array): string {
    const path = join(this.dir, String(++this.#last), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
    return path;
  }

  /** The export as a ZIP whose name says when it was made. */
  export(shelves: Shelves, madeAt = '2024-05-01-00-00'): string {
    return this.file(`letterboxd-ada_l-${madeAt}-utc.zip`, pack(exportFiles(shelves)));
  }

  folder(files: Files): string {
    const dir = join(this.dir, String(++this.#last));
    for (const [path, data] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), data);
    }
    return dir;
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
