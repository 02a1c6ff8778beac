/** What an account export says, and what of it could not be read. */

/** A film as an export names it, by the code of its short link. */
export interface ExportFilm {
  lid: string;
  title: string;
  year: number | null;
}

export interface ExportRating {
  /** Half stars, 1 to 10. */
  rating: number;
  /** `YYYY-MM-DD`: when it was given. */
  rated_at: string | null;
}

export interface ExportList {
  /** The last part of its address. */
  slug: string;
  lid: string | null;
  title: string;
  items: { position: number; lid: string }[];
  whole: boolean;
}

/** Something that was not taken in. */
export interface Unmatched {
  file: string;
  /** Counted as a spreadsheet does: the header is row 1. Null = the whole file. */
  row: number | null;
  reason: string;
}

/** Films by lid. A section is null when its file is not in the export: then nothing is known about it. */
export interface ExportContents {
  username: string | null;
  /** When the export was made, if its name tells. */
  madeAt: Date | null;
  /** Whether every row of what was read could be read: only then does a missing row mean anything. */
  complete: boolean;
  films: Map<string, ExportFilm>;
  ratings: Map<string, ExportRating>;
  watched: Set<string> | null;
  liked: Set<string> | null;
  watchlist: Set<string> | null;
  /** Up to four, in order. */
  favorites: string[] | null;
  lists: ExportList[] | null;
  unmatched: Unmatched[];
}

/** A stranger's file can be wrong in every row; this many complaints are enough to see how. */
const MOST_COMPLAINTS = 1_000;

/** Collects what was left out, and whether that leaves a gap. */
export class Findings {
  readonly #unmatched: Unmatched[] = [];
  #more = 0;
  complete = true;

  /** Something that isn't needed to know what the member rated, liked, watched, listed. */
  note(file: string, row: number | null, reason: string): void {
    if (this.#unmatched.length < MOST_COMPLAINTS) this.#unmatched.push({ file, row, reason });
    else this.#more++;
  }

  /** Something whose absence could be taken for a removal. */
  gap(file: string, row: number | null, reason: string): void {
    this.note(file, row, reason);
    this.complete = false;
  }

  get unmatched(): Unmatched[] {
    const rest = this.#more === 0 ? [] : [{ file: '', row: null, reason: `and ${this.#more} more` }];
    return [...this.#unmatched, ...rest];
  }
}
