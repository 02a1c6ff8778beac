/** Asking for a member's feed: what is new in it, and whether that is all that is new. */
import type { FeedState, Member } from '@cohort-almanac/db';
import { TaskError } from '../../errors.ts';
import type { FeedItem } from '../../parse/index.ts';
import type { Ask, Letterboxd } from '../letterboxd.ts';
import { hasGap } from './gap.ts';

export type FeedPoll =
  /** Nothing new since the last poll. */
  | { kind: 'unchanged'; state: FeedState }
  /** `state` is what to store once the items are; null when there is a gap, so that the next poll sees it again. */
  | { kind: 'read'; items: FeedItem[]; warnings: string[]; state: FeedState | null }
  | { kind: 'unavailable'; reason: string };

/**
 * Polls a feed with what is known of it. A site that doesn't answer now is a TaskError, to be tried again; with `lastTry`, as
 * for a feed that is refused, gone or not understood, it is `unavailable`, and the films have to be read from their pages.
 */
export async function pollFeed(
  letterboxd: Letterboxd,
  member: Pick<Member, 'username' | 'full_pass_at'>,
  known: FeedState | null,
  ask: Ask,
  { lastTry }: { lastTry: boolean },
): Promise<FeedPoll> {
  const polled_at = new Date();
  try {
    const answer = await letterboxd.feed(member.username, ask, known);
    if (answer.unchanged) return { kind: 'unchanged', state: { ...known!, polled_at } };
    const { feed, etag, last_modified } = answer;
    const gap = hasGap(feed, {
      guid: known?.last_guid ?? null,
      until: latest(known?.last_published_at ?? null, member.full_pass_at),
    });
    // A feed that came in part is asked for again, whole.
    const validators = feed.complete ? { etag, last_modified } : { etag: null, last_modified: null };
    const state = gap ? null : { ...nextState(feed.items, known), ...validators, polled_at };
    return { kind: 'read', items: feed.items, warnings: feed.warnings, state };
  } catch (error) {
    if (!(error instanceof TaskError) || error.retry === 'throttled') throw error;
    if (error.retry === 'later' && !lastTry) throw error;
    return { kind: 'unavailable', reason: error.message };
  }
}

/** Up to where a feed is known once its items are stored. A feed that lost its newest entry is still known as far as before. */
export function nextState(
  items: readonly FeedItem[],
  known: Pick<FeedState, 'last_guid' | 'last_published_at'> | null,
): Pick<FeedState, 'last_guid' | 'last_published_at'> {
  const newest = items.reduce<FeedItem | null>(
    (best, item) => (best === null || Date.parse(item.published_at) > Date.parse(best.published_at) ? item : best),
    null,
  );
  return {
    last_guid: newest?.guid ?? known?.last_guid ?? null,
    last_published_at: latest(newest && new Date(newest.published_at), known?.last_published_at ?? null),
  };
}

/** The later of two times, of which either may be unknown. */
export function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
