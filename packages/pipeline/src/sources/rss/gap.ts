/** Whether entries were lost between two readings of a feed, which holds only the newest ones. */
import type { ParsedPage } from '../../parse/index.ts';

/** About fifty entries make a full feed; one that is clearly shorter holds all there are. */
const FULL_FROM = 45;

/** Up to where a member's entries are known. */
export interface KnownEntries {
  /** The newest entry of the last reading. */
  guid: string | null;
  /** All that was published until then is known: from the last reading, or from a complete pass over the member's films. */
  until: Date | null;
}

/**
 * True when the feed doesn't reach back to anything known although it is full (or came cut off): there may be entries
 * between, which no reading has seen. The first reading of all has nothing to be apart from, so it has no gap.
 */
export function hasGap(feed: Pick<ParsedPage<'rss'>, 'items' | 'complete'>, known: KnownEntries): boolean {
  const { guid, until } = known;
  if (guid === null && until === null) return false;
  const full = feed.items.length >= FULL_FROM || !feed.complete;
  const meets = feed.items.some(
    (item) => item.guid === guid || (until !== null && Date.parse(item.published_at) <= until.getTime()),
  );
  return full && !meets;
}
