/** Draws a shared list as an image for previews: as SVG, from what its type can set. */
import { escapeMarkup, posterPlaceholder, type RankingRow, setTitle } from '@cohort-almanac/core';
import { day } from '../pages/format.ts';
import { titleOf, wordsOf } from '../presenters/filters.ts';
import type { SharedList } from '../services/filter-types.ts';
import { PREVIEW } from './share-page.ts';

/** The family that is sent along; the drawn posters name it too. */
export const FAMILY = 'Source Serif 4';
const INK = { paper: '#fbf8f1', ink: '#1f1b16', soft: '#5e5548', rule: '#d9cfbc', accent: '#a63514' };
const MARGIN = 60;
const RIGHT = PREVIEW.width - MARGIN;
const POSTERS = 5;
const POSTER = { width: 176, height: 264, y: 292 };

/** What the type holds: Latin, Greek, Cyrillic, and the punctuation that goes with them. */
export const SETTABLE =
  /^[\u0020-\u007e\u00a0-\u012b\u012e-\u0131\u0134-\u0165\u0168-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e80-\u1e85\u1ea0-\u1ef9\u2010\u2012-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2122]*$/;

/** A text as far as it can be set, else what stands for it: no box is ever printed. */
export function settable(text: string, instead: string): string {
  const composed = text.normalize('NFC');
  if (SETTABLE.test(composed)) return composed;
  return SETTABLE.test(instead) ? instead : '';
}

/** A film's title; in a script that the type does not hold, the words of its slug, which are Latin: Spirited Away. */
export function settableTitle({ title, slug }: Pick<RankingRow, 'title' | 'slug'>): string {
  const words = (slug ?? '').split('-').filter(Boolean);
  const named = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return settable(title, named) || 'Untitled';
}

export function drawPreview(list: SharedList): string {
  const words = settable(wordsOf(list).replaceAll('★', 'stars'), 'A list of films');
  const heading = settable(titleOf(list), words);
  const circle = settable(list.cohort.display_name, '');
  const films = list.page.items.slice(0, POSTERS);
  const { computed_at } = list.page;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW.width}" height="${PREVIEW.height}" viewBox="0 0 ${PREVIEW.width} ${PREVIEW.height}" font-family="${FAMILY}">`,
    `<rect width="100%" height="100%" fill="${INK.paper}"/>`,
    // The imprint between the lines of a masthead.
    line('Cohort Almanac'.toUpperCase(), { x: MARGIN, y: 60, size: 19, spacing: 3, weight: 600 }),
    computed_at && line(day(computed_at), { x: RIGHT, y: 60, size: 21, anchor: 'end', fill: INK.soft }),
    `<path d="M${MARGIN} 78H${RIGHT}" stroke="${INK.ink}"/><path d="M${MARGIN} 84H${RIGHT}" stroke="${INK.ink}" stroke-width="3"/>`,
    headingOf(heading, [circle, ...(heading === words ? [] : words.split(' · '))].filter(Boolean)),
    ...films.map(film),
    films.length === 0 &&
      line('Nothing here yet. Tonight?', { x: MARGIN, y: 420, size: 32, italic: true, fill: INK.soft }),
    '</svg>',
  ]
    .filter(Boolean)
    .join('');
}

/** The heading as large as two lines allow, and what it is below. */
function headingOf(heading: string, below: readonly string[]): string {
  const scale = 2;
  const box = { width: (RIGHT - MARGIN) / scale, height: 62 };
  const { lines, size, leading } = setTitle(heading, box);
  const top = 96 + (138 - lines.length * leading * scale) / 2;
  const set = lines.map((text, n) =>
    line(text, { x: MARGIN, y: top + (0.82 * size + n * leading) * scale, size: size * scale, weight: 600 }),
  );
  return `${set.join('')}${line(fitting(below), { x: MARGIN, y: 262, size: 24, italic: true, fill: INK.soft })}`;
}

/** Letters that a line holds at the size of the one below the heading. */
const LETTERS = 96;

/** As many clauses as a line holds. */
function fitting(clauses: readonly string[]): string {
  let said = clauses[0] ?? '';
  for (const clause of clauses.slice(1)) {
    if (said.length + clause.length + 3 > LETTERS) break;
    said += ` · ${clause}`;
  }
  return said.length > LETTERS ? `${said.slice(0, LETTERS - 1).trimEnd()}…` : said;
}

function film(row: RankingRow, place: number): string {
  const gap = (RIGHT - MARGIN - POSTERS * POSTER.width) / (POSTERS - 1);
  const x = MARGIN + place * (POSTER.width + gap);
  const poster = posterPlaceholder({ ...row, title: settableTitle(row) }, { width: POSTER.width });
  const foot = POSTER.y + POSTER.height;
  return [
    `<g transform="translate(${x} ${POSTER.y})">${poster}</g>`,
    line(String(place + 1), { x, y: foot + 42, size: 40, weight: 600 }),
    line(row.avg_rating.toFixed(2), { x: x + POSTER.width, y: foot + 40, size: 24, anchor: 'end', fill: INK.soft }),
  ].join('');
}

interface Setting {
  x: number;
  y: number;
  size: number;
  fill?: string;
  anchor?: 'end';
  weight?: 400 | 600;
  italic?: boolean;
  spacing?: number;
}

function line(text: string, { x, y, size, fill = INK.ink, anchor, weight = 400, italic, spacing }: Setting): string {
  const attributes = [
    anchor && ` text-anchor="${anchor}"`,
    italic && ' font-style="italic"',
    spacing && ` letter-spacing="${spacing}"`,
  ].filter(Boolean);
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${attributes.join('')}>${escapeMarkup(text)}</text>`;
}
