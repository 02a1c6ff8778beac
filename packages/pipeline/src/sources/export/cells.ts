/** What stands in the cells of an export's tables. */
import { parseStars } from '@cohort-almanac/core';
import type { ExportFilm } from './contents.ts';
import type { Row } from './csv.ts';

const SHORT_LINK = /^https?:\/\/boxd\.it\/([A-Za-z0-9]{1,16})$/;
const MOST_CHARACTERS = 500;

/** The code of a short link; null for anything else. */
export function lidOf(uri: string): string | null {
  return SHORT_LINK.exec(uri)?.[1] ?? null;
}

/** The film of a row, or why there is none. */
export function filmOf(row: Row, linkColumn: 'Letterboxd URI' | 'URL'): ExportFilm | string {
  const lid = lidOf(row.text(linkColumn));
  if (lid === null) return `its ${linkColumn} is no short link (https://boxd.it/…)`;
  const named = nameOf(row);
  return typeof named === 'string' ? named : { lid, ...named };
}

/** Title and year of a row, or what is wrong with them. Films that have not come out yet have no year. */
export function nameOf(row: Row): { title: string; year: number | null } | string {
  const title = row.text('Name');
  if (title === '') return 'it names no film';
  if (title.length > MOST_CHARACTERS) return `its Name is longer than ${MOST_CHARACTERS} characters`;
  const year = row.text('Year');
  if (year !== '' && !/^\d{4}$/.test(year)) return 'its Year is not a year';
  return { title, year: year === '' ? null : Number(year) };
}

/** Half stars; null when the cell holds no rating from 0.5 to 5 in steps of a half. */
export const ratingOf = (row: Row): number | null => parseStars(row.text('Rating'));

/** A day that exists, `YYYY-MM-DD`, or null. */
export function dayOf(row: Row, column: string): string | null {
  const text = row.text(column);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}
