/**
 * Pure parsers: the text of a page in, its contents out. They do no I/O, hold no state and never throw on bad input; what a
 * page doesn't say is null, and a page that can't be believed is an error.
 */
import { judge } from './classify.ts';
import { DIARY_SPEC, readDiary } from './diary.ts';
import { ParseFailure } from './failure.ts';
import { FILM_SPEC, readFilm } from './film.ts';
import { GRID_SPEC, LIST_SPEC, readFilms, readLikes, readList, readPerson, readWatchlist } from './grids.ts';
import { HISTOGRAM_SPEC, readHistogram } from './histogram.ts';
import { MEMBERS_SPEC, readMembers } from './members.ts';
import { openPage, type Page, type PageSigns, readSigns } from './page.ts';
import { PROFILE_SPEC, readProfile } from './profile.ts';
import { openFeed } from './rss.ts';
import { type SieveSpec, sieve } from './sieve.ts';
import type { PageContents, PageFacts, ParsedPage, ParseKind, ParseResult } from './types.ts';

export { classifyResponse } from './classify.ts';
export type * from './types.ts';

/** A page of which only the signs of not being the right one are known; `read` fails with a ParseFailure. */
interface Opened<K extends ParseKind> {
  signs: PageSigns;
  read(): PageContents[K];
}

type KindParser<K extends ParseKind> = (text: string, facts: PageFacts) => Opened<K>;

/** The parser of an HTML page: which of its parts matter, and what they say. */
function html<K extends ParseKind>(spec: SieveSpec, read: (page: Page) => PageContents[K]): KindParser<K> {
  return (text, facts) => {
    const sieved = sieve(text, spec);
    return { signs: readSigns(sieved.document), read: () => read(openPage(sieved, facts)) };
  };
}

/** One entry a kind. */
const PARSERS: { readonly [K in ParseKind]: KindParser<K> } = {
  films: html(GRID_SPEC, readFilms),
  likes: html(GRID_SPEC, readLikes),
  watchlist: html(GRID_SPEC, readWatchlist),
  members: html(MEMBERS_SPEC, readMembers),
  list: html(LIST_SPEC, readList),
  profile: html(PROFILE_SPEC, readProfile),
  diary: html(DIARY_SPEC, readDiary),
  person: html(GRID_SPEC, readPerson),
  film: html(FILM_SPEC, readFilm),
  histogram: html(HISTOGRAM_SPEC, readHistogram),
  rss: openFeed,
};

/** The kinds of pages that can be parsed. */
export const PARSE_KINDS = Object.keys(PARSERS) as readonly ParseKind[];

export function isParseKind(value: string): value is ParseKind {
  return Object.hasOwn(PARSERS, value);
}

/**
 * Parses one page of the given kind; `rss` is XML, all others are HTML.
 *
 * `markup_changed` names the selector that found nothing where something is due: zero items count as empty only when the page
 * says so itself. Up to a quarter of the items may be unreadable; they are skipped with a warning, and `complete` is false, as
 * it is for a page that was cut off. `blocked`, `not_found`, `private` and `forbidden` come from the answer (see
 * `classifyResponse`), `too_old` from posters of before August 2025.
 */
export function parsePage<K extends ParseKind>(kind: K, text: string, facts: PageFacts = {}): ParseResult<K> {
  const parser: KindParser<K> = PARSERS[kind];
  const opened = parser(text, facts);
  const refusal = judge(kind, facts, opened.signs);
  if (refusal !== null) return { ok: false, error: refusal };
  try {
    const page: ParsedPage<K> = { kind, ...opened.read() };
    return { ok: true, page };
  } catch (error) {
    if (error instanceof ParseFailure) return { ok: false, error: error.toError() };
    throw error;
  }
}
