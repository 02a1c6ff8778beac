/** What is said of a run. */
import type { Schemas } from '@cohort-almanac/sdk';
import type { Voice } from './film.ts';

/** Why tasks failed, in words. */
export const ERRORS: Readonly<Record<Schemas['Run']['errors'][number]['kind'], string>> = {
  markup_changed: 'the page is not built as it used to be',
  too_old: 'the page is too old',
  blocked: 'the site asks for a check that only people can pass',
  private: 'the profile is private',
  forbidden: 'the site refuses',
  not_found: 'not found',
  robots: 'the site’s robots.txt forbids it',
  throttled: 'the site asks to wait',
  network: 'no usable answer',
  gate: 'the numbers contradict each other',
  refused: 'the file may not be taken in',
  crashed: 'the worker broke down',
  internal: 'a fault of the almanac',
};

export const ACTIVE: ReadonlySet<string> = new Set(['queued', 'running']);
/** How often a run that is under way is asked after, in milliseconds. */
export const PACE_MS = 2_000;

/** How long something took, in seconds or minutes. */
export function tookText(voice: Voice, ms: number): string {
  const seconds = ms / 1000;
  return seconds < 90
    ? voice.say('{n} s', { n: voice.number(seconds, seconds < 10 ? 1 : 0) })
    : voice.say('{n} min', { n: voice.number(seconds / 60, 0) });
}
