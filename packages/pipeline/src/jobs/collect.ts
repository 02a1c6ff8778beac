/** Collect: reads one member's profile, films, likes and watchlist, page by page. */
import {
  type Advance,
  countWatchlist,
  ensureMembers,
  findMember,
  holdLease,
  type Member,
  markPass,
  removeRatingsNotSeenSince,
  removeWatchlistNotSeenSince,
  replaceFavorites,
  saveCheckpoint,
  type Task,
  type Transaction,
  upsertRatings,
  upsertWatchlist,
} from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import type { FilmItem } from '../parse/index.ts';
import { type Counters, count } from '../sources/client.ts';
import type { Letterboxd } from '../sources/letterboxd.ts';
import { SOURCE_PATHS } from '../sources/paths.ts';
import { filmIds, toRatings } from '../store/sightings.ts';
import type { Attempt, JobContext } from './context.ts';
import { finishTask } from './finish.ts';

const SECTIONS = ['profile', 'films', 'likes', 'watchlist'] as const;
type Section = (typeof SECTIONS)[number];

interface Checkpoint {
  /** When the pass began: rows observed before that and not seen by it are gone, if it was complete. */
  began: string;
  /** `everything` reads all pages; `newest` stops at what is known, and so can't tell what was removed. */
  reach: 'everything' | 'newest';
  section: Section | 'end';
  /** The next page of the section; null = its first. */
  next: string | null;
  /** Whether the films and likes, or the watchlist, were read to their ends. */
  ratingsComplete: boolean;
  watchlistComplete: boolean;
}

export async function collect(context: JobContext, task: Task, attempt: Attempt): Promise<Advance> {
  const { letterboxd } = context.sources;
  const member = (await findMember(context.db, task.member_id!))!;
  if (!letterboxd) {
    attempt.warnings.push('Nothing was fetched: ALMANAC_SOURCE is "none". What was imported is used.');
    return finishTask(context, task, attempt);
  }
  const pass = new Pass(context, task, attempt, member, letterboxd, await begin(task, member, letterboxd, attempt));
  await pass.run();
  return pass.finish();
}

async function begin(task: Task, member: Member, letterboxd: Letterboxd, attempt: Attempt): Promise<Checkpoint> {
  if (task.checkpoint) return task.checkpoint as Checkpoint;
  // Only in the order of the ratings' dates do new ratings come first; otherwise a pass has to see every page.
  const everything =
    task.run_options.full === true ||
    member.full_pass_at === null ||
    !(await letterboxd.allowsNewestFirst(member.username, attempt));
  return {
    began: new Date().toISOString(),
    reach: everything ? 'everything' : 'newest',
    section: 'profile',
    next: null,
    ratingsComplete: everything,
    watchlistComplete: true,
  };
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
        case 'profile':
          await this.#profile();
          break;
        case 'films':
          await this.#ratings('films', this.#first().films, true);
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
        if (state.watchlistComplete) await removeWatchlistNotSeenSince(tx, member.member_id, began);
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
    if (!page.complete) state.ratingsComplete = false;
    const rows = toRatings(page.items, await this.#ids(page.items), watched);
    const observation = this.#observation();
    await this.#step(async (tx, counters) => {
      const written = await upsertRatings(tx, member.member_id, rows, observation);
      for (const [key, by] of Object.entries(written)) count(counters, `ratings_${key}`, by);
      const known = written.new + written.changed === 0;
      return state.reach === 'newest' && known ? null : page.next;
    });
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
    if (!page.complete) state.watchlistComplete = false;
    const ids = await this.#ids(page.items);
    const known = await countWatchlist(this.context.db, member.member_id);
    const observation = this.#observation();
    await this.#step(async (tx, counters) => {
      const written = await upsertWatchlist(tx, member.member_id, ids, observation);
      count(counters, 'watchlist_new', written.new);
      // The same films in the same number: the pages that follow have not changed either.
      const unchanged = state.reach === 'newest' && page.next !== null && written.new === 0 && page.total === known;
      if (unchanged) state.watchlistComplete = false;
      return unchanged ? null : page.next;
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
   * Stores a page together with how far the pass has got. `store` may end the section early by resolving to null.
   * Checkpoint and counters change only with the commit, so that a page that is tried again isn't counted twice.
   */
  async #step(store: (tx: Transaction, counters: Counters) => Promise<string | null>): Promise<void> {
    const { context, task, state, attempt } = this;
    const counters = { ...attempt.counters };
    const reached = await context.db.transaction(async (tx) => {
      await holdLease(tx, task);
      const next = await store(tx, counters);
      const after: Checkpoint = next === null ? { ...state, ...nextSection(state.section) } : { ...state, next };
      await saveCheckpoint(tx, task, after, counters);
      return after;
    });
    Object.assign(state, reached);
    Object.assign(attempt.counters, counters);
  }
}

function nextSection(section: Checkpoint['section']): Pick<Checkpoint, 'section' | 'next'> {
  const index = SECTIONS.indexOf(section as Section);
  return { section: SECTIONS[index + 1] ?? 'end', next: null };
}
