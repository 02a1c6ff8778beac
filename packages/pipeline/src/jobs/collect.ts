/** Collect: reads one member's feed or profile, films, diary, likes and watchlist, page by page. */
import {
  type Advance,
  claimMember,
  countWatchlist,
  dateRatings,
  ensureMembers,
  type FeedState,
  findFeed,
  findMember,
  findNewestViewings,
  holdLease,
  LeaseLostError,
  type Member,
  markPass,
  readsFeedAlone,
  removeRatingsNotSeenSince,
  removeWatchlistNotSeenSince,
  replaceFavorites,
  saveCheckpoint,
  saveFeed,
  saveNewestViewings,
  type Task,
  type Transaction,
  upsertRatings,
  upsertWatchlist,
} from '@cohort-almanac/db';
import { MAX_RETRIES, TaskError } from '../errors.ts';
import type { DiaryItem, FeedItem, FilmItem, ParsedPage } from '../parse/index.ts';
import { type Counters, count } from '../sources/client.ts';
import type { Letterboxd } from '../sources/letterboxd.ts';
import { SOURCE_PATHS } from '../sources/paths.ts';
import { feedRows, storeFeedRows } from '../sources/rss/entries.ts';
import { nextState, pollFeed } from '../sources/rss/poll.ts';
import { filmIds, toRatings, toViewings } from '../store/sightings.ts';
import type { Attempt, JobContext } from './context.ts';
import { finishTask } from './finish.ts';
import { beginningOf, type Checkpoint, type Counted, countPage, nextSection, reachOf } from './reach.ts';

/** Pages of a diary that a pass reads at most, unless it is asked to be full: five hundred viewings. */
const DIARY_PAGES = 10;

/** A member whom a run of another cohort read so lately is not read again: their ratings are there. */
const SHARED_MINUTES = 60;
/** How long to wait before looking again at a member who is just being read. */
const UNDER_WAY_MS = 2_000;

export async function collect(context: JobContext, task: Task, attempt: Attempt): Promise<Advance> {
  const { letterboxd } = context.sources;
  const member = await findMember(context.db, task.member_id!);
  // Forgotten since the task was claimed: the task went with the member.
  if (member === null) throw new LeaseLostError(task.id);
  if (!letterboxd) {
    attempt.warnings.push('Nothing was fetched: ALMANAC_SOURCE is "none". What was imported is used.');
    return finishTask(context, task, attempt);
  }
  const alone = await readsFeedAlone(context.db, task.cohort_id, member.member_id);
  if (!task.checkpoint) {
    const claim = await claimMember(context.db, task, { minutes: SHARED_MINUTES, insist: isAskedFor(task) });
    if (claim === 'under_way') {
      const message = `${member.username} is being read for another cohort.`;
      throw new TaskError('throttled', message, { retry: 'throttled', delayMs: UNDER_WAY_MS });
    }
    if (claim === 'shared') {
      count(attempt.counters, 'members_shared', 1);
      return finishTask(context, task, attempt);
    }
  }
  if (alone) attempt.counters.feeds_alone = 1;
  const pass = new Pass(
    context,
    task,
    attempt,
    member,
    letterboxd,
    await begin(task, member, letterboxd, attempt, alone),
  );
  await pass.run();
  return pass.finish();
}

/** How far a feed is known of which nobody reads what it has lost: asked for again whole, from its newest entry on. */
function beyondGap(items: readonly FeedItem[], known: FeedState | null): FeedState {
  return { ...nextState(items, known), etag: null, last_modified: null, polled_at: new Date() };
}

/** A full sync, and one of a single member, read what they were asked for. */
function isAskedFor({ run_options: { full, member_ids } }: Task): boolean {
  return full === true || member_ids !== undefined;
}

async function begin(
  task: Task,
  member: Member,
  letterboxd: Letterboxd,
  attempt: Attempt,
  alone: boolean,
): Promise<Checkpoint> {
  if (task.checkpoint) return task.checkpoint as Checkpoint;
  const began = new Date().toISOString();
  if (alone) return { began, ...beginningOf('feed_alone'), watchlistComplete: false };
  const reach = await reachOf(task, member, letterboxd, attempt);
  return { began, ...beginningOf(reach), watchlistComplete: true };
}

class Pass {
  constructor(
    readonly context: JobContext,
    readonly task: Task,
    readonly attempt: Attempt,
    readonly member: Member,
    readonly letterboxd: Letterboxd,
    readonly state: Checkpoint,
  ) {}

  async run(): Promise<void> {
    while (this.state.section !== 'end') {
      switch (this.state.section) {
        case 'feed':
          await this.#feed();
          break;
        case 'profile':
          await this.#profile();
          break;
        case 'films':
          await this.#ratings('films', this.#first().films, true);
          break;
        case 'diary':
          await this.#diary();
          break;
        case 'likes':
          await this.#ratings('likes', this.#first().likes, false);
          break;
        case 'watchlist':
          await this.#watchlist();
          break;
      }
    }
  }

  finish(): Promise<Advance> {
    const { context, member, state, attempt } = this;
    const began = new Date(state.began);
    return finishTask(context, this.task, attempt, {
      store: async (tx) => {
        if (state.ratingsComplete) {
          count(attempt.counters, 'ratings_removed', await removeRatingsNotSeenSince(tx, member.member_id, began));
        }
        if (state.watchlistComplete) {
          count(attempt.counters, 'watchlist_removed', await removeWatchlistNotSeenSince(tx, member.member_id, began));
        }
        // A feed shows no favourites and no likes: it is no look at the member as a whole.
        if (state.reach === 'feed_alone') return;
        await markPass(tx, member.member_id, { full: state.ratingsComplete, at: began });
      },
    });
  }

  #first(): { films: string; likes: string } {
    const { username } = this.member;
    // A pass over everything knows the likes of rated films from the films pages; only the others are missing.
    return this.state.reach === 'everything'
      ? { films: SOURCE_PATHS.films(username), likes: SOURCE_PATHS.likesOnly(username) }
      : { films: SOURCE_PATHS.filmsByRatedDate(username), likes: SOURCE_PATHS.likes(username) };
  }

  /** What is new by the member's feed. When that can't be all, the pass goes on over everything. */
  async #feed(): Promise<void> {
    const { attempt, context, letterboxd, member, task } = this;
    const known = await findFeed(context.db, member.member_id);
    const poll = await pollFeed(letterboxd, member, known, attempt, { lastTry: task.attempts >= MAX_RETRIES });
    const alone = this.state.reach === 'feed_alone';
    if (poll.kind === 'unavailable' && alone) {
      attempt.warnings.push(`${poll.reason} Nothing else of ${member.username} is read.`);
      await this.#step(async () => null);
      return;
    }
    if (poll.kind === 'unavailable') {
      attempt.warnings.push(`${poll.reason} All films of ${member.username} are read instead.`);
      await this.#step(async () => beginningOf('everything'));
      return;
    }
    if (poll.kind === 'unchanged') {
      await this.#step(async (tx) => {
        await saveFeed(tx, member.member_id, poll.state);
        return null;
      });
      return;
    }
    attempt.warnings.push(...poll.warnings);
    const gap = poll.state === null && !alone;
    if (poll.state === null && alone) {
      attempt.warnings.push(
        `The feed of ${member.username} no longer reaches back to what was known. A newer export has what is missing.`,
      );
    }
    if (gap) {
      attempt.warnings.push(
        `The feed of ${member.username} no longer reaches back to what was known. All their films are read, to close the gap.`,
      );
    }
    const rows = await feedRows(context.db, poll.items);
    await this.#step(async (tx, counters) => {
      const { films, dated } = await storeFeedRows(tx, member.member_id, rows);
      for (const outcome of films.values()) count(counters, `ratings_${outcome}`);
      count(counters, 'ratings_dated', dated);
      if (poll.state !== null || alone)
        await saveFeed(tx, member.member_id, poll.state ?? beyondGap(poll.items, known));
      return gap ? beginningOf('everything') : null;
    });
  }

  async #profile(): Promise<void> {
    const { item, warnings, complete } = await this.letterboxd.page(
      'profile',
      SOURCE_PATHS.profile(this.member.username),
      this.attempt,
    );
    this.attempt.warnings.push(...warnings);
    const ids = await filmIds(this.context.db, item.favorites);
    await this.#step(async (tx) => {
      await ensureMembers(tx, [{ username: this.member.username, display_name: item.display_name }]);
      if (complete) await replaceFavorites(tx, this.member.member_id, [...new Set(ids)]);
      return null;
    });
  }

  async #ratings(kind: 'films' | 'likes', first: string, watched: boolean): Promise<void> {
    const { attempt, state, member } = this;
    const page = await this.letterboxd.page(kind, state.next ?? first, attempt);
    attempt.warnings.push(...page.warnings);
    const counted = this.#count(page, kind, state.ratingsComplete);
    if (!page.complete || counted === null) state.ratingsComplete = false;
    const rows = toRatings(page.items, await this.#ids(page.items), watched);
    const observation = this.#observation();
    await this.#step(async (tx, counters) => {
      const written = await upsertRatings(tx, member.member_id, rows, observation);
      for (const [key, by] of Object.entries(written)) count(counters, `ratings_${key}`, by);
      const known = written.new + written.changed === 0;
      const end = page.next === null || (state.reach !== 'everything' && known);
      return end ? null : { next: page.next, counted: counted ?? undefined };
    });
  }

  /** The items of this page and of those before it in its section; null once they are not what the site says they are. */
  #count(
    page: { items: readonly unknown[]; total: number | null; next: string | null },
    kind: 'films' | 'likes' | 'watchlist',
    complete: boolean,
  ): Counted | null {
    const { attempt, member, state } = this;
    const before = state.next === null ? null : (state.counted ?? null);
    // The likes of films without a rating stand under the count of all likes.
    const { counted, addsUp } = countPage(before, page, { partial: kind === 'likes' });
    if (addsUp || !complete) return counted;
    attempt.warnings.push(
      `The ${kind} of ${member.username} changed while they were read: what is missing is not taken for removed.`,
    );
    return null;
  }

  /**
   * Dates ratings that are stored already. It sees no film and removes none, so a pass is complete without it. Its pages are
   * stored ten at a time, or as far as they could be read.
   */
  async #diary(): Promise<void> {
    const { member, state } = this;
    const { entries, next, diary, complete, failure } = await this.#readDiary();
    if (diary.pages > (state.diary?.pages ?? 0)) {
      const viewings = toViewings(entries, await this.#ids(entries));
      await this.#step(async (tx, counters) => {
        count(counters, 'ratings_dated', await dateRatings(tx, member.member_id, viewings));
        if (next !== null) return { next, diary };
        // What comes after the place where a page was cut off is looked for again by the next pass.
        if (complete) await saveNewestViewings(tx, member.member_id, diary.newest, new Date(state.began));
        return null;
      });
    }
    if (failure === null) return;
    const { error } = failure;
    if (!(error instanceof TaskError) || error.kind !== 'robots' || error.retry !== 'never') throw error;
    this.attempt.warnings.push(`${error.message} New ratings of ${member.username} stay without a date.`);
    await this.#step(async () => null);
  }

  /** The next pages of the diary, at most ten: to its end, to what is known, or to the first one that fails. */
  async #readDiary() {
    const { attempt, context, letterboxd, member, state, task } = this;
    const full = task.run_options.full === true;
    const known = new Set(await findNewestViewings(context.db, member.member_id));
    const entries: DiaryItem[] = [];
    const diary = { newest: state.diary?.newest ?? [], pages: state.diary?.pages ?? 0 };
    let next: string | null = state.next ?? SOURCE_PATHS.diary(member.username);
    let complete = true;
    while (next !== null) {
      let page: ParsedPage<'diary'>;
      try {
        page = await letterboxd.page('diary', next, attempt);
      } catch (error) {
        return { entries, next, diary, complete, failure: { error } };
      }
      attempt.warnings.push(...page.warnings);
      entries.push(...page.items);
      if (diary.pages === 0) diary.newest = page.items.map((entry) => entry.viewing_id);
      diary.pages += 1;
      complete &&= page.complete;
      next = !full && page.items.some((entry) => known.has(entry.viewing_id)) ? null : page.next;
      if (diary.pages % DIARY_PAGES === 0) break;
    }
    if (!full && diary.pages >= DIARY_PAGES) next = null;
    return { entries, next, diary, complete, failure: null };
  }

  async #watchlist(): Promise<void> {
    const { attempt, state, member } = this;
    const path = state.next ?? SOURCE_PATHS.watchlist(member.username);
    const page = await this.#watchlistPage(path);
    if (page === null) {
      state.watchlistComplete = false;
      await this.#step(async () => null);
      return;
    }
    attempt.warnings.push(...page.warnings);
    const counted = this.#count(page, 'watchlist', state.watchlistComplete);
    if (!page.complete || counted === null) state.watchlistComplete = false;
    const ids = await this.#ids(page.items);
    const known = await countWatchlist(this.context.db, member.member_id);
    const observation = this.#observation();
    await this.#step(async (tx, counters) => {
      const written = await upsertWatchlist(tx, member.member_id, ids, observation);
      count(counters, 'watchlist_new', written.new);
      // The same films in the same number: the pages that follow have not changed either.
      const unchanged = state.reach !== 'everything' && page.next !== null && written.new === 0 && page.total === known;
      if (unchanged) state.watchlistComplete = false;
      return unchanged || page.next === null ? null : { next: page.next, counted: counted ?? undefined };
    });
  }

  async #watchlistPage(path: string) {
    try {
      return await this.letterboxd.page('watchlist', path, this.attempt, { ownerAnswers: true });
    } catch (error) {
      if (!(error instanceof TaskError) || error.kind !== 'private') throw error;
      this.attempt.warnings.push(`The watchlist of ${this.member.username} is private.`);
      return null;
    }
  }

  /** Never before the pass began, whatever this machine's clock says: it may be another worker that goes on. */
  #observation() {
    const observed_at = new Date(Math.max(Date.now(), Date.parse(this.state.began)));
    return { source: 'crawl' as const, observed_at };
  }

  #ids(items: readonly FilmItem[]): Promise<number[]> {
    return filmIds(this.context.db, items);
  }

  /**
   * Stores a page together with how far the pass has got. `store` resolves to the section's next page, to null when the
   * section is over, or to what else of the checkpoint changes.
   * Checkpoint and counters change only with the commit, so that a page that is tried again isn't counted twice.
   */
  async #step(
    store: (tx: Transaction, counters: Counters) => Promise<string | null | Partial<Checkpoint>>,
  ): Promise<void> {
    const { context, task, state, attempt } = this;
    const counters = { ...attempt.counters };
    const reached = await context.db.transaction(async (tx) => {
      await holdLease(tx, task);
      const next = (await store(tx, counters)) ?? nextSection(state);
      const after: Checkpoint = { ...state, ...(typeof next === 'string' ? { next } : next) };
      await saveCheckpoint(tx, task, after, counters);
      return after;
    });
    Object.assign(state, reached);
    Object.assign(attempt.counters, counters);
  }
}
