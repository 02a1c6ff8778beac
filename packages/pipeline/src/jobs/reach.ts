/**
 * How much of a member's pages a pass reads, and how far it has got.
 *
 * That depends on what is known and on what robots.txt allows. The first pass reads `everything`. After that, a site
 * that lets us list films by the date of their rating is read from the `newest` down to what is known. Where that is
 * forbidden, as on the real site, the member's `feed` tells what is new, and the films are read from beginning to end only when
 * it can't: it has a gap, doesn't answer, or the last complete pass is a week old (a rating that was never logged is in no feed).
 */
import type { Member, Task } from '@cohort-almanac/db';
import type { Letterboxd } from '../sources/letterboxd.ts';
import type { Attempt } from './context.ts';

/** What each reach reads, in order. A feed has the dates of all that it tells, so it needs no diary. */
const SECTIONS = {
  everything: ['profile', 'films', 'diary', 'likes', 'watchlist'],
  newest: ['profile', 'films', 'diary', 'likes', 'watchlist'],
  feed: ['feed', 'profile', 'likes', 'watchlist'],
  feed_alone: ['feed'],
} as const;
/** `feed_alone`: of whoever joined by their own export and agreed to no more. */
type Reach = keyof typeof SECTIONS;
type Section = (typeof SECTIONS)[Reach][number];

/** Where films can't be listed by date, they are all read again after so many days. */
const FULL_PASS_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface Checkpoint {
  /** When the pass began: rows observed before that and not seen by it are gone, if it was complete. */
  began: string;
  /** `everything` reads all pages; the others stop at what is known, and so can't tell what was removed. */
  reach: Reach;
  section: Section | 'end';
  /** The next page of the section; null = its first. */
  next: string | null;
  /** Whether the films and likes, or the watchlist, were read to their ends. */
  ratingsComplete: boolean;
  watchlistComplete: boolean;
  /** What the pages of the section have shown so far. */
  counted?: Counted;
  /** Of the diary, once it is begun: the viewings on its first page, and the pages read. */
  diary?: { newest: string[]; pages: number };
}

/** Decides it, once, when the pass begins. */
export async function reachOf(task: Task, member: Member, letterboxd: Letterboxd, attempt: Attempt): Promise<Reach> {
  if (task.run_options.full === true || member.full_pass_at === null) return 'everything';
  // Only in the order of the ratings' dates do new ratings come first.
  if (await letterboxd.allowsNewestFirst(member.username, attempt)) return 'newest';
  return Date.now() - member.full_pass_at.getTime() > FULL_PASS_DAYS * DAY_MS ? 'everything' : 'feed';
}

/** The first steps of a reach; a pass over a feed that has a gap changes to them midway. */
export function beginningOf(reach: Reach): Pick<Checkpoint, 'reach' | 'section' | 'next' | 'ratingsComplete'> {
  return { reach, section: SECTIONS[reach][0], next: null, ratingsComplete: reach === 'everything' };
}

/** Where a pass goes on when a section is over. */
export function nextSection({ reach, section }: Checkpoint): Pick<Checkpoint, 'section' | 'next'> {
  const sections: readonly Checkpoint['section'][] = SECTIONS[reach];
  return { section: sections[sections.indexOf(section) + 1] ?? 'end', next: null };
}

/** The items of a section's pages so far, and how many its first page said there are. */
export interface Counted {
  items: number;
  total: number | null;
}

/**
 * Adds a page to those before it. Whatever is taken away while a member is read moves the films behind it one place up, and
 * one of them onto a page that was read already: nobody sees it, and it would pass for removed. The site's own count tells.
 * `addsUp` is false when that has changed, or when the last page is reached with another number of items.
 * @param partial the section shows only some of what the count is about: then it may just not change
 */
export function countPage(
  before: Counted | null,
  page: { items: readonly unknown[]; total: number | null; next: string | null },
  { partial }: { partial: boolean },
): { counted: Counted; addsUp: boolean } {
  const counted = { items: (before?.items ?? 0) + page.items.length, total: before?.total ?? page.total };
  const { items, total } = counted;
  const changed = total !== null && page.total !== null && page.total !== total;
  const short = !partial && page.next === null && total !== null && items !== total;
  return { counted, addsUp: !changed && !short };
}
