/**
 * Half stars and stars. Inside, a rating is a whole number of half stars, 1 to 10, so that sums and comparisons are exact;
 * outside it is 0.5 to 5 stars.
 */

export const HALF_STARS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
/** A rating in half stars. */
export type HalfStars = (typeof HALF_STARS)[number];

/** Whether the value is a rating in half stars: a whole number from 1 to 10. */
export function isHalfStars(value: unknown): value is HalfStars {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10;
}

/** Half stars (1..10) as stars (0.5..5). */
export function toStars(halfStars: HalfStars): number {
  return halfStars / 2;
}

/** Stars (0.5..5, in steps of a half) as half stars; null for any other number, such as 0 or 3.7. */
export function toHalfStars(stars: number): HalfStars | null {
  const halfStars = stars * 2;
  return isHalfStars(halfStars) ? halfStars : null;
}

const NUMBER = /^\d+(?:\.\d+)?$/u;
const GLYPHS = /^(★{0,5})(½?)$/u;

/** Reads a rating that a person or a page wrote: `3.5`, `4`, `4.0`, `★★½`. Null for everything else, also for `0`. */
export function parseStars(text: string): HalfStars | null {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return toHalfStars(Number(trimmed));
  const glyphs = GLYPHS.exec(trimmed);
  if (!glyphs) return null;
  return toHalfStars(glyphs[1]!.length + (glyphs[2] === '' ? 0 : 0.5));
}

/** A rating as Letterboxd shows it: `½`, `★★★`, `★★★½`. */
export function formatStars(halfStars: HalfStars): string {
  return '★'.repeat(Math.floor(halfStars / 2)) + (halfStars % 2 === 1 ? '½' : '');
}
