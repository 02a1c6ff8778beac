/** Reading the texts and attribute values of a page. */

// White space, no-break and zero-width spaces and direction marks. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
const SPACES = /[\s\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

/** Trims, and collapses white space, no-break spaces and direction marks to one space. */
export function cleanText(text: string): string {
  return text.replace(SPACES, ' ').trim();
}

/** The cleaned text, or null when there is none. */
export function textOrNull(text: string | null | undefined): string | null {
  const cleaned = cleanText(text ?? '');
  return cleaned === '' ? null : cleaned;
}

const WHOLE = /^(?:\d{1,3}(?:,\d{3})+|\d+)$/u;
const SHORTENED = /^(\d+(?:\.\d+)?)([KM])$/iu;

/** Reads a count as the site writes it: `4398`, `4,398`, `75K`, `3.2K`, `1.1M`. Null for anything else. */
export function parseCount(text: string): number | null {
  if (WHOLE.test(text)) return Number(text.replaceAll(',', ''));
  const short = SHORTENED.exec(text);
  if (!short) return null;
  return Math.round(Number(short[1]) * (short[2]!.toUpperCase() === 'K' ? 1e3 : 1e6));
}

/** The count at the beginning of a text such as `79 films`; null when it doesn't begin with one. */
export function leadingCount(text: string): number | null {
  return parseCount(/^\S+/u.exec(cleanText(text))?.[0] ?? '');
}

/** The path (with query) of a link on the site. Browsers make links absolute when they save a page: either form is taken. */
export function toPath(href: string | null | undefined): string | null {
  if (!href) return null;
  if (href.startsWith('/') && !href.startsWith('//')) return href;
  if (!/^https?:\/\//iu.test(href) || !URL.canParse(href)) return null;
  const url = new URL(href);
  return url.pathname + url.search;
}

/** An absolute http(s) address, or null for anything else, such as the local files of a saved page. */
export function webUrl(value: string | null | undefined): string | null {
  return value && /^https?:\/\//iu.test(value) && URL.canParse(value) ? value : null;
}

const FILM_PATH = /^\/film\/([a-z0-9][a-z0-9_-]*)\/?(?:[?#].*)?$/iu;

/** The slug in `/film/<slug>/` (not in `/<user>/film/<slug>/`, which is somebody's view of a film). */
export function filmSlug(href: string | null | undefined): string | null {
  return FILM_PATH.exec(toPath(href) ?? '')?.[1] ?? null;
}

const MEMBER_PATH = /^\/([a-z0-9_-]+)\/?$/iu;

/** The member's name in `/<user>/`. */
export function memberName(href: string | null | undefined): string | null {
  return MEMBER_PATH.exec(toPath(href) ?? '')?.[1] ?? null;
}
