/** Where the next page of a filtered ranking begins. */

/** The content of a cursor. Its text is opaque: callers hand it back as they got it. */
export interface Cursor {
  /** The ranking version that the page before was read from, so that no list mixes two. */
  ranking_version: number;
  /** First 16 hexadecimal digits of the `filter_hash`: a cursor is good only for the filter that it was given with. */
  filter_hash: string;
  /** How many films of the list came before. A version is immutable, so a position in it stays what it was. */
  position: number;
}

const HASH_DIGITS = 16;
/** Versions are numbered by PostgreSQL's integers. */
const MAX_VERSION = 2_147_483_647;
const CONTENT = /^1\.([1-9][0-9]{0,9})\.([0-9a-f]{16})\.([1-9][0-9]{0,8})$/;
const BASE64URL = /^[A-Za-z0-9_-]{1,100}$/;

/** Writes a cursor; a whole `filter_hash` is shortened. The leading 1 is the version of this form. */
export function encodeCursor(cursor: Cursor): string {
  const hash = cursor.filter_hash.slice(0, HASH_DIGITS);
  return btoa(`1.${cursor.ranking_version}.${hash}.${cursor.position}`)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Reads a cursor; null when the text is not one that `encodeCursor` wrote. */
export function decodeCursor(text: string): Cursor | null {
  if (!BASE64URL.test(text) || text.length % 4 === 1) return null;
  const found = CONTENT.exec(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  if (!found) return null;
  const cursor = { ranking_version: Number(found[1]), filter_hash: found[2]!, position: Number(found[3]) };
  return cursor.ranking_version <= MAX_VERSION ? cursor : null;
}

/** Whether a cursor was given with the filter of this hash (whole, or its beginning). */
export function cursorFits(cursor: Cursor, filterHash: string): boolean {
  return cursor.filter_hash === filterHash.slice(0, HASH_DIGITS);
}
