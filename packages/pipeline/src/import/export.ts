/** Takes a member's account export into the store. */
import {
  type Database,
  type FilmSighting,
  filmIdsByLid,
  resolveFilms,
  type Transaction,
  touchCohortsOfMember,
} from '@cohort-almanac/db';
import { type ExportContents, Findings, type Unmatched } from '../sources/export/contents.ts';
import { ImportError } from '../sources/export/error.ts';
import { readExport } from '../sources/export/read.ts';
import { type Stored, storeExport } from './store.ts';

/** What an import found in the export, and what it changed in the store. */
export interface ImportSummary extends Stored {
  /** In lower case. */
  member: string;
  source: 'export';
  /** Whether every row could be read. If not, nothing was removed. */
  complete: boolean;
}

/** How far an import is: bytes read, films looked up, then one write of everything. */
export interface ImportProgress {
  step: 'reading' | 'films' | 'storing';
  done: number;
  total: number;
}

export interface ImportOptions {
  /** Whose export it is; without it, whom profile.csv names. */
  member?: string;
  onProgress?: (progress: ImportProgress) => void;
}

/** Films a look-up: others who meet new films at the same time wait for no more than these. */
const FILMS_AT_ONCE = 5_000;

/**
 * Imports an export, a ZIP or a folder. All of it is stored in one transaction, or nothing when it throws (an ImportError
 * for an export that can't be used); only films that it names may be known afterwards. Two imports of one member go one
 * after the other, and the same export twice changes nothing.
 *
 * What the export says counts as observed at the time in its name, or now without one. Rows observed later stay. A complete
 * export removes what it doesn't hold, from whatever source, if that was not observed later.
 */
export async function importExport(db: Database, input: string, options: ImportOptions = {}): Promise<ImportSummary> {
  const prepared = await prepareExport(db, input, options);
  options.onProgress?.({ step: 'storing', done: 0, total: 1 });
  const summary = await db.transaction(async (tx) => {
    const stored = await storePrepared(tx, prepared);
    await touchCohortsOfMember(tx, stored.memberId);
    return stored.summary;
  });
  options.onProgress?.({ step: 'storing', done: 1, total: 1 });
  return summary;
}

/** An export that was read, with the films that it names looked up; nothing of it is stored yet. */
export interface PreparedExport {
  /** In lower case. */
  username: string;
  contents: ExportContents;
  ids: Map<string, number>;
  unmatched: Unmatched[];
}

/** The first half of `importExport`. Throws an ImportError. */
export async function prepareExport(
  db: Database,
  input: string,
  { member, onProgress = () => undefined }: ImportOptions = {},
): Promise<PreparedExport> {
  const contents = await readExport(input, (done, total) => onProgress({ step: 'reading', done, total }));
  const username = usernameOf(member ?? contents.username);
  return { username, contents, ...(await findFilms(db, contents, onProgress)) };
}

/** The second half, in one transaction. */
export async function storePrepared(
  tx: Transaction,
  { username, contents, ids, unmatched }: PreparedExport,
): Promise<{ memberId: number; summary: ImportSummary }> {
  const { memberId, ...stored } = await storeExport(tx, username, contents, ids);
  const summary = {
    member: username,
    source: 'export' as const,
    complete: contents.complete,
    ...stored,
    unmatched: [...contents.unmatched, ...unmatched, ...stored.unmatched],
  };
  return { memberId, summary };
}

/** Whoever joins can't name anybody: the file says who comes. */
const NAME_IT =
  'Give the export as Letterboxd made it; who runs the cohort can also name the member (`member`, --member).';

function usernameOf(name: string | null): string {
  if (name === null) {
    throw new ImportError('no_member', `There is no profile.csv that says whose export this is. ${NAME_IT}`);
  }
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw new ImportError('no_member', `The user name in profile.csv is none. ${NAME_IT}`);
  }
  return name.toLowerCase();
}

/** The film ids of all codes in an export. */
async function findFilms(
  db: Database,
  contents: ExportContents,
  onProgress: (progress: ImportProgress) => void,
): Promise<{ ids: Map<string, number>; unmatched: Unmatched[] }> {
  const films = [...contents.films.values()];
  const ids = new Map<string, number>();
  for (let begin = 0; begin < films.length; begin += FILMS_AT_ONCE) {
    onProgress({ step: 'films', done: begin, total: films.length });
    const batch = films.slice(begin, begin + FILMS_AT_ONCE);
    const sightings = batch.map((film): FilmSighting => ({ ...film, letterboxd_id: null, slug: null }));
    const found = await resolveFilms(db, sightings);
    batch.forEach(({ lid }, i) => {
      ids.set(lid, found[i]!);
    });
  }
  onProgress({ step: 'films', done: films.length, total: films.length });

  // The profile names favourites by their links alone: one that no file of the export names may be known from elsewhere.
  const findings = new Findings();
  const nameless = (contents.favorites ?? []).filter((lid) => !ids.has(lid));
  for (const [lid, id] of await filmIdsByLid(db, nameless)) ids.set(lid, id);
  for (const lid of nameless) {
    if (!ids.has(lid)) findings.note('profile.csv', 2, `no file names the favourite https://boxd.it/${lid}`);
  }
  return { ids, unmatched: findings.unmatched };
}
