/**
 * Pure parsers: the text of a page in, its contents out. They do no I/O, hold no state and never throw on bad input; what a
 * page doesn't say is null, and a page that can't be believed is an error.
 */
import { judge } from './classify.ts';
import { ParseFailure } from './failure.ts';
import { FILM_SPEC, readFilm } from './film.ts';
import { GRID_SPEC, LIST_SPEC, readFilms, readLikes, readList, readPerson, readWatchlist } from './grids.ts';
import { HISTOGRAM_SPEC, readHistogram } from './histogram.ts';
import { MEMBERS_SPEC, readMembers } from './members.ts';
import { openPage, type Page, readSigns } from './page.ts';
import { PROFILE_SPEC, readProfile } from './profile.ts';
import { type SieveSpec, sieve } from './sieve.ts';
import type { PageContents, PageFacts, ParsedPage, ParseKind, ParseResult } from './types.ts';

export { classifyResponse } from './classify.ts';
export type * from './types.ts';

interface KindParser<K extends ParseKind> {
  spec: SieveSpec;
  read(page: Page): PageContents[K];
}

/** One entry a kind: which parts of the page matter, and what they say. */
const PARSERS: { readonly [K in ParseKind]: KindParser<K> } = {
  films: { spec: GRID_SPEC, read: readFilms },
  likes: { spec: GRID_SPEC, read: readLikes },
  watchlist: { spec: GRID_SPEC, read: readWatchlist },
  members: { spec: MEMBERS_SPEC, read: readMembers },
  list: { spec: LIST_SPEC, read: readList },
  profile: { spec: PROFILE_SPEC, read: readProfile },
  person: { spec: GRID_SPEC, read: readPerson },
  film: { spec: FILM_SPEC, read: readFilm },
  histogram: { spec: HISTOGRAM_SPEC, read: readHistogram },
};

/** The kinds of pages that can be parsed. */
export const PARSE_KINDS = Object.keys(PARSERS) as readonly ParseKind[];

export function isParseKind(value: string): value is ParseKind {
  return Object.hasOwn(PARSERS, value);
}

/**
 * Parses one page of the given kind.
 *
 * `markup_changed` names the selector that found nothing where something is due: zero items count as empty only when the page
 * says so itself. Up to a quarter of the items may be unreadable; they are skipped with a warning, and `complete` is false, as
 * it is for a page that was cut off. `blocked`, `not_found`, `private` and `forbidden` come from the answer (see
 * `classifyResponse`), `too_old` from posters of before August 2025.
 */
export function parsePage<K extends ParseKind>(kind: K, html: string, facts: PageFacts = {}): ParseResult<K> {
  const parser: KindParser<K> = PARSERS[kind];
  const sieved = sieve(html, parser.spec);
  const refusal = judge(kind, facts, readSigns(sieved.document));
  if (refusal !== null) return { ok: false, error: refusal };
  try {
    const page: ParsedPage<K> = { kind, ...parser.read(openPage(sieved, facts)) };
    return { ok: true, page };
  } catch (error) {
    if (error instanceof ParseFailure) return { ok: false, error: error.toError() };
    throw error;
  }
}
