/** How lists of films are named: by their path on Letterboxd, whole address, or short link. */

const HOST = /^(?:https?:\/\/)?(?:www\.)?letterboxd\.com\//iu;
const SHORT = /^(?:https?:\/\/)?boxd\.it\/([A-Za-z0-9]{1,20})\/?$/u;
const LIST = /^\/?([a-z0-9_-]{1,64})\/list\/([a-z0-9-]{1,120})\/?$/u;
/** What a person can have been in a film, as the paths of filmographies say it. */
const ROLES = [
  'actor',
  'additional-directing',
  'cinematography',
  'co-director',
  'composer',
  'director',
  'editor',
  'executive-producer',
  'original-writer',
  'producer',
  'story',
  'writer',
] as const;
const FILMOGRAPHY = new RegExp(`^/?(${ROLES.join('|')})/([a-z0-9-]{1,120})/?$`, 'u');

/**
 * The one name of a list: `owner/list/slug`, a filmography's `director/agnes-varda`, or `boxd.it/aBc1` for a short link,
 * whose letter case counts. Null when the text is none of them.
 */
export function listReference(text: string): string | null {
  const short = SHORT.exec(text);
  if (short) return `boxd.it/${short[1]}`;
  const path = text.replace(HOST, '').toLowerCase();
  const list = LIST.exec(path);
  if (list) return `${list[1]}/list/${list[2]}`;
  const filmography = FILMOGRAPHY.exec(path);
  return filmography ? `${filmography[1]}/${filmography[2]}` : null;
}

/** Whether a name that `listReference` gave is that of a filmography. */
export function isFilmography(reference: string): boolean {
  return FILMOGRAPHY.test(reference);
}
