/** Text as it stands in HTML, XML, URLs and on stars. */
import { escapeMarkup } from '@cohort-almanac/core';
import type { WorldFilm } from './world.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write them, so they must go.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text safe in HTML content and quoted attributes. */
export { escapeMarkup as escapeHtml };

/** Text safe in XML content; characters that XML 1.0 can't hold are dropped. */
export function escapeXml(text: string): string {
  return escapeMarkup(text.replace(NOT_IN_XML, ''));
}

/** JSON safe inside a `<script>` element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A path segment made of a name: `Hirokazu Kore-eda` → `hirokazu-kore-eda`. Never empty. */
export function slugify(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'unknown' : slug;
}

/** A film's name as posters carry it: `Jaws (1975)`, or the title alone when the year is unknown. */
export function filmName(film: WorldFilm): string {
  return film.year === null ? film.title : `${film.title} (${film.year})`;
}

/** A count with thousands separators: `1,078,261`. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** A count with its noun, as in tooltips: `1&nbsp;film`, `79&nbsp;films`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)}&nbsp;${noun}${count === 1 ? '' : 's'}`;
}
