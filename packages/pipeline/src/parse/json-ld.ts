/** A film page's data for machines: JSON inside a script, inside a commented CDATA section. */
import type { Element } from 'domhandler';
import { textContent } from 'domutils';
import { starsOrNull } from './histogram.ts';
import { filmSlug, textOrNull, toPath, webUrl } from './text.ts';
import type { PersonLink } from './types.ts';

export interface FilmJsonLd {
  title: string | null;
  slug: string | null;
  year: number | null;
  directors: PersonLink[];
  genres: string[];
  average: number | null;
  ratingCount: number | null;
  posterUrl: string | null;
}

export function isJsonLd(name: string, type: string | undefined): boolean {
  return name === 'script' && type === 'application/ld+json';
}

/** Reads the script; null when it isn't JSON about a film. */
export function readJsonLd(script: Element): FilmJsonLd | null {
  const text = textContent(script);
  // The JSON object stands between `/* <![CDATA[ */` and `/* ]]> */`.
  const data = parseObject(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  if (data === null || !('director' in data || 'aggregateRating' in data || filmSlug(asText(data.url)) !== null))
    return null;
  const rating = asObject(data.aggregateRating);
  const count = rating?.ratingCount;
  return {
    title: textOrNull(asText(data.name)),
    slug: filmSlug(asText(data.url)) ?? filmSlug(asText(data['@id'])),
    year: readYear(data.releasedEvent),
    directors: asList(data.director).flatMap(readPerson),
    genres: asList(data.genre).flatMap((genre) => textOrNull(asText(genre)) ?? []),
    average: starsOrNull(rating?.ratingValue),
    ratingCount: typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null,
    posterUrl: webUrl(asText(data.image)),
  };
}

function readPerson(value: unknown): PersonLink[] {
  const person = asObject(value);
  const name = textOrNull(asText(person?.name));
  return name === null ? [] : [{ name, slug: personSlug(asText(person?.sameAs)) }];
}

/** The slug in `/director/<slug>/` and the like. */
export function personSlug(href: string | null | undefined): string | null {
  return /^\/[a-z-]+\/([^/]+)\/$/u.exec(toPath(href) ?? '')?.[1] ?? null;
}

function readYear(events: unknown): number | null {
  const start = asText(asObject(asList(events)[0])?.startDate);
  const year = /^\d{4}/u.exec(start ?? '')?.[0];
  return year === undefined ? null : Number(year);
}

function parseObject(json: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(json));
  } catch {
    // Not JSON: the caller warns, and reads the page itself.
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
