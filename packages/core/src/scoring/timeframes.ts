/**
 * Timeframes: which films a ranking is restricted to, by their release or by when the cohort last rated them. The key of a
 * timeframe is `all`, or parts joined by `|`: `release:1990-1999`, `watched-year:2024`, `watched:2023-08-01-2024-07-31`.
 * Both ends are included; an end that is left out is open (`release:1990-`, `watched:-2024-07-31`).
 */
import { dayNumber, dayOf, isDay } from './days.ts';

/** A stretch of years or days, both ends included; null is open. At least one end is known. */
export interface Span<End> {
  from: End | null;
  to: End | null;
}

/** A film is in it when every part that is not null holds. All null: every film. */
export interface Timeframe {
  release: Span<number> | null;
  watched_year: number | null;
  /** Days, `YYYY-MM-DD`, UTC. */
  watched: Span<string> | null;
}

export const ALL_TIME: Timeframe = { release: null, watched_year: null, watched: null };

/** The key is not one of a timeframe; the message says what was expected. */
export class InvalidTimeframe extends Error {
  override name = 'InvalidTimeframe';
}

const PARTS = /^(release|watched-year|watched):(.*)$/u;
const YEARS = /^(\d{4})?-(\d{4})?$/u;
const YEAR = /^\d{4}$/u;
const DAYS = /^(\d{4}-\d{2}-\d{2})?-(\d{4}-\d{2}-\d{2})?$/u;

/** Reads a timeframe's key. Parts come in any order, each kind once. Throws InvalidTimeframe. */
export function parseTimeframe(key: string): Timeframe {
  if (key === 'all') return ALL_TIME;
  const timeframe = { ...ALL_TIME };
  const seen = new Set<string>();
  for (const part of key.split('|')) {
    const [, kind, value] = PARTS.exec(part) ?? [];
    if (kind === undefined || value === undefined) {
      throw new InvalidTimeframe(
        `"${part}" is no timeframe; use all, or release:1990-1999, watched-year:2024 and watched:2023-08-01-2024-07-31 joined by |`,
      );
    }
    if (seen.has(kind)) throw new InvalidTimeframe(`"${kind}" is given twice; give each part of a timeframe once`);
    seen.add(kind);
    if (kind === 'release') timeframe.release = parseYears(value);
    else if (kind === 'watched-year') timeframe.watched_year = parseYear(value);
    else timeframe.watched = parseDays(value);
  }
  return timeframe;
}

function parseYears(value: string): Span<number> {
  const found = YEARS.exec(value);
  if (!found) throw new InvalidTimeframe(`release:${value} is not a span of years; write release:1990-1999`);
  const year = (text: string | undefined) => (text === undefined ? null : Number(text));
  return checkSpan(`release:${value}`, { from: year(found[1]), to: year(found[2]) });
}

function parseYear(value: string): number {
  if (!YEAR.test(value)) throw new InvalidTimeframe(`watched-year:${value} is not a year; write watched-year:2024`);
  return Number(value);
}

function parseDays(value: string): Span<string> {
  const found = DAYS.exec(value);
  if (!found) {
    throw new InvalidTimeframe(`watched:${value} is not a span of days; write watched:2023-08-01-2024-07-31`);
  }
  const span = { from: found[1] ?? null, to: found[2] ?? null };
  for (const day of [span.from, span.to]) {
    if (day !== null && !isDay(day)) throw new InvalidTimeframe(`watched:${value}: ${day} is not in the calendar`);
  }
  return checkSpan(`watched:${value}`, span);
}

function checkSpan<End extends number | string>(part: string, span: Span<End>): Span<End> {
  if (span.from === null && span.to === null) {
    throw new InvalidTimeframe(`${part} is open at both ends; give one end or leave the part out`);
  }
  if (span.from !== null && span.to !== null && span.from > span.to) {
    throw new InvalidTimeframe(`${part} ends before it begins; swap its ends`);
  }
  return span;
}

/** The one key of a timeframe, under which its rankings are kept: parts in the order release, watched-year, watched. */
export function formatTimeframe({ release, watched_year, watched }: Timeframe): string {
  const parts: string[] = [];
  if (release) parts.push(`release:${formatEnd(release.from)}-${formatEnd(release.to)}`);
  if (watched_year !== null) parts.push(`watched-year:${formatYear(watched_year)}`);
  if (watched) parts.push(`watched:${watched.from ?? ''}-${watched.to ?? ''}`);
  return parts.length === 0 ? 'all' : parts.join('|');
}

function formatYear(year: number): string {
  return String(year).padStart(4, '0');
}

function formatEnd(year: number | null): string {
  return year === null ? '' : formatYear(year);
}

/**
 * The timeframe of the `years` years up to and including the day `asOf`: 1 up to 2024-07-31 begins on 2023-08-01.
 * Throws a RangeError when `years` is not a whole number from 1 on or reaches back before the year 1.
 */
export function recentYears(years: number, asOf: string): Timeframe {
  const next = dayOf(dayNumber(asOf) + 1);
  const first = Number(next.slice(0, 4)) - years;
  if (!Number.isInteger(years) || years < 1 || first < 1) {
    throw new RangeError(`recent years must be a whole number from 1 on and not reach before the year 1, not ${years}`);
  }
  const sameDay = `${formatYear(first)}${next.slice(4)}`;
  // 29 February of a year that has none: the window begins on the day after its 28th.
  const from = isDay(sameDay) ? sameDay : `${formatYear(first)}-03-01`;
  return { ...ALL_TIME, watched: { from, to: asOf } };
}

/** Whether the film is in the timeframe. What is unknown of the film is outside every span. */
export function inTimeframe(
  film: { release_year: number | null; last_rating_at: string | null },
  { release, watched_year, watched }: Timeframe,
): boolean {
  if (release && !isWithin(film.release_year, release)) return false;
  if (watched_year !== null && Number(film.last_rating_at?.slice(0, 4)) !== watched_year) return false;
  return !watched || isWithin(film.last_rating_at, watched);
}

function isWithin<End extends number | string>(value: End | null, { from, to }: Span<End>): boolean {
  if (value === null) return false;
  return (from === null || value >= from) && (to === null || value <= to);
}
