/** What an export changes in a member's films. Pure: rows in, rows out. */
import type { RatingInput, StoredRating } from '@cohort-almanac/db';

/** A member's films in an export, by film id. */
export type Shelf = ReadonlyMap<number, RatingInput>;

export interface Pass {
  observedAt: Date;
  /** When somebody last saw all films there were, if ever: an older export can't add one that is not stored. */
  allSeenAt?: Date | null;
  /**
   * Of which aspects the export holds everything, so that what it doesn't say isn't so. Of the others it only adds.
   */
  whole: { ratings: boolean; likes: boolean; watched: boolean };
}

export interface Changes {
  /** In the export. */
  total: number;
  new: number;
  changed: number;
  removed: number;
}

const SECTIONS = {
  ratings: (row: RatingInput | null) => row !== null && row.rating !== null,
  likes: (row: RatingInput | null) => row?.liked === true,
  likes_only: (row: RatingInput | null) => row?.liked === true && row.rating === null,
  watched: (row: RatingInput | null) => row?.watched === true,
} as const;
export type ShelfSection = keyof typeof SECTIONS;

export interface Reconciled {
  /** Rows to store as they are. */
  write: RatingInput[];
  /** Stored ratings that get nothing but a date. */
  date: RatingInput[];
  /** Films of which no aspect is left. */
  remove: number[];
  changes: Record<ShelfSection, Changes>;
}

/**
 * Lays an export over what is stored. A row that was observed later than the export stays; if it is the same rating without a
 * date, as crawls find it, it gets the export's. A film that the export doesn't name loses the aspects of which the export is
 * whole, and its row when none is left.
 */
export function reconcile(stored: readonly StoredRating[], shelf: Shelf, pass: Pass): Reconciled {
  const result: Reconciled = { write: [], date: [], remove: [], changes: countGiven(shelf) };
  const known = new Map(stored.map((row) => [row.film_id, row]));
  for (const film_id of new Set([...known.keys(), ...shelf.keys()])) {
    const old = known.get(film_id) ?? null;
    const given = shelf.get(film_id) ?? null;
    if (old === null && pass.allSeenAt && pass.allSeenAt > pass.observedAt) continue;
    if (old && old.observed_at > pass.observedAt) {
      if (given?.rated_at && old.rated_at === null && old.rating === given.rating) {
        result.date.push(given);
        result.changes.ratings.changed++;
      }
      continue;
    }
    const after = overlay(old, given ?? { film_id, rating: null, liked: false, watched: false, rated_at: null }, pass);
    count(result.changes, old, after);
    if (after === null) result.remove.push(film_id);
    else if (given !== null || differ(old, after)) result.write.push(after);
  }
  return result;
}

function overlay(old: RatingInput | null, given: RatingInput, { whole }: Pass): RatingInput | null {
  const rating = given.rating ?? (whole.ratings ? null : (old?.rating ?? null));
  const liked = given.liked || (!whole.likes && old?.liked === true);
  const watched = given.watched || (!whole.watched && old?.watched === true) || rating !== null;
  if (rating === null && !liked && !watched) return null;
  // A date belongs to the rating that it was given with.
  const unrated = rating === null && old !== null && old.rating !== null;
  const rated_at = unrated ? null : (given.rated_at ?? old?.rated_at ?? null);
  return { film_id: given.film_id, rating, liked, watched, rated_at };
}

function differ(a: RatingInput | null, b: RatingInput): boolean {
  return (
    a === null || a.rating !== b.rating || a.liked !== b.liked || a.watched !== b.watched || a.rated_at !== b.rated_at
  );
}

function countGiven(shelf: Shelf): Reconciled['changes'] {
  const none = (): Changes => ({ total: 0, new: 0, changed: 0, removed: 0 });
  const changes = { ratings: none(), likes: none(), likes_only: none(), watched: none() };
  for (const row of shelf.values()) {
    for (const section of sections) if (SECTIONS[section](row)) changes[section].total++;
  }
  return changes;
}

const sections = Object.keys(SECTIONS) as ShelfSection[];

function count(changes: Reconciled['changes'], old: RatingInput | null, after: RatingInput | null): void {
  for (const section of sections) {
    const [before, now] = [SECTIONS[section](old), SECTIONS[section](after)];
    if (now && !before) changes[section].new++;
    else if (before && !now) changes[section].removed++;
  }
  const rated = SECTIONS.ratings(old) && SECTIONS.ratings(after);
  if (rated && (old!.rating !== after!.rating || old!.rated_at !== after!.rated_at)) changes.ratings.changed++;
}
