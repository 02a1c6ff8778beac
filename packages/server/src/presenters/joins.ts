/** What a door, and a private link, show. */
import type { Door, Join } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import { timestamp } from './shared.ts';

/** Of an export, in the order in which the page says it. */
export const KEPT = [
  'your Letterboxd user name',
  'ratings, and their dates',
  'films you have watched, and the dates of your diary',
  'likes',
  'your watchlist',
  'your lists of films, with their titles',
  'your four favourites',
] as const;
export const DROPPED = [
  'mail address',
  'first and last name',
  'location, website, biography and pronouns',
  'reviews and comments',
  'tags and descriptions',
  'what you have deleted',
  'the ZIP itself, as soon as it is read',
] as const;

export function presentDoor({ cohort_name, cohort_description, username, expires_at }: Door): Schemas['Door'] {
  return {
    cohort: { display_name: cohort_name, description: cohort_description },
    username,
    expires_at: timestamp(expires_at),
    kept: [...KEPT],
    dropped: [...DROPPED],
  };
}

/** How far somebody has come in. */
export function joinState({ run_state, refusal }: Join): Schemas['Join']['state'] {
  if (run_state === 'queued' || run_state === 'running') return 'reading';
  return refusal !== null || run_state === 'failed' || run_state === 'stopped' ? 'refused' : 'joined';
}

export function presentJoin(join: Join): Schemas['Join'] {
  return {
    cohort: { display_name: join.cohort_name },
    state: joinState(join),
    username: join.username,
    refusal: join.refusal,
    named: join.named,
    feed: join.feed,
    since: timestamp(join.created_at),
  };
}
