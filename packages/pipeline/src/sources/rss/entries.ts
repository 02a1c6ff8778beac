/** From the entries of a feed to rows. */
import { toHalfStars } from '@cohort-almanac/core';
import {
  type Database,
  type DatedViewing,
  dateRatings,
  type FeedRating,
  type Outcome,
  resolveFeedFilms,
  type Transaction,
  upsertFeedRatings,
} from '@cohort-almanac/db';
import type { FeedItem } from '../../parse/index.ts';

/** A feed's entries, ready to be stored. */
export interface FeedRows {
  /**
   * Oldest entries first: each round has a film at most once, and its later entries come in later rounds, so that they are laid
   * over each other in the order in which they were made.
   */
  rounds: FeedRating[][];
  viewings: DatedViewing[];
}

/** What became of the films of a feed. */
export interface FeedOutcome {
  /** By film: `new` when it was not known, `changed` when any of its entries changed something. */
  films: Map<number, Outcome>;
  /** Ratings that were known, and got a date. */
  dated: number;
}

/** Finds (or makes) the films that a feed's entries are about. Lists are no films and are left out. */
export async function feedRows(db: Database, items: readonly FeedItem[], now = new Date()): Promise<FeedRows> {
  const entries = items
    .filter((item) => item.kind !== 'list')
    .sort((a, b) => Date.parse(a.published_at) - Date.parse(b.published_at));
  const ids = await resolveFeedFilms(db, entries);
  const rows = entries.map(
    (entry, i): FeedRating => ({
      film_id: ids[i]!,
      rating: entry.rating === null ? null : toHalfStars(entry.rating),
      liked: entry.liked,
      rated_at: entry.rating === null ? null : entry.watched_on,
      // Nothing can have been observed later than now; a wrong clock would make it unchangeable.
      observed_at: new Date(Math.min(Date.parse(entry.published_at), now.getTime())),
    }),
  );
  return {
    rounds: inRounds(rows),
    viewings: rows.flatMap(({ film_id, rating, rated_at }) =>
      rating === null || rated_at === null ? [] : [{ film_id, rating, watched_on: rated_at }],
    ),
  };
}

/** Splits rows so that no round has a film twice, each film's rows in their order. */
export function inRounds<T extends { film_id: number }>(rows: readonly T[]): T[][] {
  const rounds: T[][] = [];
  const used = new Map<number, number>();
  for (const row of rows) {
    const round = used.get(row.film_id) ?? 0;
    used.set(row.film_id, round + 1);
    rounds[round] ??= [];
    rounds[round].push(row);
  }
  return rounds;
}

/** Stores a feed's entries. What somebody observed later stays, and still gets the date of the viewing that it came from. */
export async function storeFeedRows(
  tx: Transaction,
  memberId: number,
  { rounds, viewings }: FeedRows,
): Promise<FeedOutcome> {
  const films = new Map<number, Outcome>();
  for (const round of rounds) {
    for (const [film, outcome] of await upsertFeedRatings(tx, memberId, round)) {
      const before = films.get(film);
      if (before === undefined || before === 'same') films.set(film, outcome);
    }
  }
  return { films, dated: await dateRatings(tx, memberId, viewings) };
}
