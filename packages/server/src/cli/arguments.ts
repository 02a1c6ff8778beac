/** Reading flags: each parser throws commander's InvalidArgumentError, which names the flag and exits with 2. */
import { formatTimeframe, InvalidTimeframe, parseTimeframe } from '@cohort-almanac/core';
import { InvalidArgumentError } from 'commander';

/** For a flag that may be given several times. */
export function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
    return value;
  };
}

export function positiveNumber(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0 && value <= 1_000_000)) throw new InvalidArgumentError('Give a number above 0, at most 1000000.');
  return value;
}

/** A timeframe's key, in its canonical form. */
export function timeframeKey(text: string): string {
  try {
    return formatTimeframe(parseTimeframe(text));
  } catch (error) {
    if (error instanceof InvalidTimeframe) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** A span such as `90m`, `6h` or `7d`, as a whole number of `unit`. */
export function span(unit: 's' | 'm' | 'd'): (text: string) => number {
  const each = UNIT_SECONDS[unit]!;
  const units = Object.keys(UNIT_SECONDS).filter((one) => UNIT_SECONDS[one]! >= each);
  const example = unit === 'd' ? '7d or 2w' : '90m or 6h';
  return (text) => {
    const [, number, given = ''] = /^([1-9]\d{0,4})([smhdw])$/.exec(text) ?? [];
    const seconds = Number(number) * (UNIT_SECONDS[given] ?? Number.NaN);
    if (!units.includes(given) || seconds > 366 * 86_400) {
      throw new InvalidArgumentError(`Give a span of at most a year, such as ${example}.`);
    }
    return seconds / each;
  };
}

/** An id, as tables show it. */
export const id = wholeNumber(1, 2_147_483_647);

export function pattern(expression: RegExp, wanted: string): (text: string) => string {
  return (text) => {
    if (!expression.test(text)) throw new InvalidArgumentError(`Give ${wanted}.`);
    return text;
  };
}

export const username = pattern(/^[A-Za-z0-9_-]{1,64}$/, 'a Letterboxd user name: letters, digits, _ and -');
export const label = pattern(
  /^[a-z][a-z0-9-]{0,62}$/,
  'a label: small letters, digits and dashes, beginning with a letter, at most 63',
);
export const email = pattern(/^[^\s@]+@[^\s@]+$/, 'a mail address');
