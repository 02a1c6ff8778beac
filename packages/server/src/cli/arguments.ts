/** Reading flags: each parser throws commander's InvalidArgumentError, which names the flag and exits with 2. */
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
