/** Takes a member's feed into the store, from a saved file or from the site that is set as the source. */
import {
  type Database,
  ensureMembers,
  type FeedState,
  ForgottenMemberError,
  findFeed,
  forgottenAmong,
  lockImportOf,
  type RatingInput,
  readLooks,
  readRatingsForUpdate,
  saveFeed,
  type Transaction,
  touchCohortsOfMember,
} from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import { type ParsedPage, parsePage } from '../parse/index.ts';
import type { Ask, Letterboxd } from '../sources/letterboxd.ts';
import { SOURCE_PATHS } from '../sources/paths.ts';
import { type FeedRows, feedRows, storeFeedRows } from '../sources/rss/entries.ts';
import { hasGap } from '../sources/rss/gap.ts';
import { latest, nextState } from '../sources/rss/poll.ts';
import type { ImportSummary } from './export.ts';
import { reconcile } from './reconcile.ts';

/** In the shape of an export's summary. A feed holds only the newest entries, so it is never complete and removes no film. */
export type FeedSummary = Omit<ImportSummary, 'source' | 'complete'> & { source: 'rss'; complete: false };

export interface FeedImport {
  summary: FeedSummary;
  /** What the person should know: entries that couldn't be read, and a gap to what was known. */
  warnings: string[];
}

/** Imports the text of a feed. Throws a TaskError when it is no feed, or somebody else's; nothing is stored then. */
export async function importFeedText(db: Database, text: string, member: string): Promise<FeedImport> {
  const result = parsePage('rss', text);
  if (!result.ok) {
    const { error, selector, message } = result.error;
    throw new TaskError(error, selector === undefined ? message : `${message} (selector "${selector}")`);
  }
  const { username } = result.page.item;
  if (username.toLowerCase() !== member.toLowerCase()) {
    throw new TaskError('not_found', `This is the feed of ${username}, not of ${member}. Nothing was taken in.`);
  }
  await refuseForgotten(db, member);
  return importFeed(db, result.page, member);
}

/**
 * Fetches a feed from its address and imports it. The address must be that of the member's feed on the site that is set
 * as the source, whose robots.txt and pace are kept; nobody else is asked. Throws a TaskError.
 */
export async function importFeedFrom(
  { db, letterboxd }: { db: Database; letterboxd: Letterboxd | null },
  address: string,
  member: string,
  ask: Ask,
): Promise<FeedImport> {
  const instead = 'Save the feed to a file and import that.';
  if (letterboxd === null) {
    throw new TaskError('forbidden', `ALMANAC_SOURCE is "none", so nothing is fetched. ${instead}`);
  }
  const expected = letterboxd.host + SOURCE_PATHS.feed(member);
  if (comparable(address) !== comparable(expected)) {
    throw new TaskError(
      'forbidden',
      `${address} is not fetched: the feed of ${member} is ${expected} here. ${instead}`,
    );
  }
  await refuseForgotten(db, member);
  const answer = await letterboxd.feed(member, ask);
  if (answer.unchanged) throw new TaskError('network', `${expected} did not send the feed.`);
  return importFeed(db, answer.feed, member);
}

/** Names in any letter case and a missing final slash lead to the same feed. */
function comparable(address: string): string {
  return (URL.canParse(address) ? new URL(address).href : address).replace(/\/$/, '').toLowerCase();
}

async function importFeed(db: Database, feed: ParsedPage<'rss'>, name: string): Promise<FeedImport> {
  const username = name.toLowerCase();
  const rows = await feedRows(db, feed.items);
  const { changes, gap } = await db.transaction(async (tx) => {
    await lockImportOf(tx, username);
    const [memberId] = (await ensureMembers(tx, [{ username }])) as [number];
    const gap = await noteFeed(tx, memberId, feed);
    const changes = await store(tx, memberId, rows);
    await touchCohortsOfMember(tx, memberId);
    return { changes, gap };
  });
  const none = { total: 0, new: 0, changed: 0, removed: 0 };
  const lists = feed.items.filter((item) => item.kind === 'list');
  return {
    summary: {
      member: username,
      source: 'rss',
      complete: false,
      ...changes,
      watchlist: none,
      lists: { ...none, total: lists.length },
      favorites: 0,
      unmatched: lists.map(({ title }) => ({
        file: 'rss',
        row: null,
        reason: `a feed does not hold the films of the list "${title}"`,
      })),
    },
    warnings: gap
      ? [
          ...feed.warnings,
          `The feed no longer reaches back to what was known of ${username}: there may be entries between that are missing. ` +
            'An account export or a full sync has them.',
        ]
      : feed.warnings,
  };
}

/** Notes up to where the feed is known now; tells whether something may be missing before it. */
async function noteFeed(tx: Transaction, memberId: number, feed: ParsedPage<'rss'>): Promise<boolean> {
  const known = await findFeed(tx, memberId);
  const { full_pass_at, export_at } = await readLooks(tx, memberId);
  const until = latest(known?.last_published_at ?? null, latest(full_pass_at, export_at));
  const gap = hasGap(feed, { guid: known?.last_guid ?? null, until });
  // Where films are read from their pages too, the next sync has to see the gap, to close it.
  if (gap && full_pass_at !== null) return gap;
  const { etag, last_modified } = known ?? { etag: null, last_modified: null };
  const state: FeedState = { ...nextState(feed.items, known), etag, last_modified, polled_at: new Date() };
  await saveFeed(tx, memberId, state);
  return gap;
}

/** Before anything is asked or stored; the database itself refuses them too. */
async function refuseForgotten(db: Database, member: string): Promise<void> {
  if ((await forgottenAmong(db, [member])).size > 0) throw new ForgottenMemberError();
}

/** Stores the entries, and compares the member's films before and after. */
async function store(tx: Transaction, memberId: number, rows: FeedRows) {
  const before = await readRatingsForUpdate(tx, memberId);
  const { films } = await storeFeedRows(tx, memberId, rows);
  const after = await readRatingsForUpdate(tx, memberId);
  const shelf = new Map<number, RatingInput>(
    after.filter((row) => films.has(row.film_id)).map((row) => [row.film_id, row]),
  );
  const known = before.filter((row) => films.has(row.film_id));
  const observedAt = new Date(Math.max(Date.now(), ...known.map((row) => row.observed_at.getTime())));
  return reconcile(known, shelf, { observedAt, whole: { ratings: true, likes: true, watched: true } }).changes;
}
