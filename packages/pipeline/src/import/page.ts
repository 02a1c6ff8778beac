/**
 * Takes one page of Letterboxd that a person saved into the store. A page is a part of something: it adds and changes what it
 * shows, and what it doesn't show stays.
 */
import { histogramIsPlausible, isFilmography, listReference, nameKey } from '@cohort-almanac/core';
import {
  type Database,
  dateRatings,
  ensureMembers,
  type FilmDetails,
  ForgottenMemberError,
  forgottenAmong,
  lockImportOf,
  type Observation,
  type RatingInput,
  readLooks,
  readRatingsForUpdate,
  replaceFavorites,
  replaceRatings,
  resolveFilms,
  storeFilmDetails,
  storeLists,
  type Transaction,
  touchCohortsOfMember,
  upsertWatchlist,
} from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import { pageAddress } from '../parse/address.ts';
import { type DiaryItem, type FilmPageItem, type ParsedPage, type ParseKind, parsePage } from '../parse/index.ts';
import { filmSlug } from '../parse/text.ts';
import { filmIds, toRatings, toViewings } from '../store/sightings.ts';
import type { ImportSummary } from './export.ts';
import { importFeedText } from './feed.ts';
import { type Changes, type Pass, reconcile, type ShelfSection } from './reconcile.ts';

/** In the shape of an export's summary; a page is never complete. `films` and `members` count where a page is about those. */
export type PageSummary = Omit<ImportSummary, 'member' | 'source' | 'complete'> & {
  /** In lower case; null for pages that are nobody's. */
  member: string | null;
  source: 'pages' | 'rss';
  complete: false;
  kind: ParseKind;
  films: Changes;
  members: Changes;
};

export interface PageImport {
  summary: PageSummary;
  /** What the person should know: items that couldn't be read, further pages. */
  warnings: string[];
}

export interface PageFile {
  kind: ParseKind;
  text: string;
  /** Whose page it is, for pages that don't say so themselves. */
  member?: string;
  /** Where the page was, for pages that don't say so themselves. */
  url?: string;
  /** When the page was saved. */
  savedAt: Date;
}

/** Thrown for a page that can't be used, as the parser says it. */
export class PageError extends TaskError {
  constructor(
    readonly error: string,
    readonly selector: string | undefined,
    message: string,
  ) {
    super('markup_changed', message);
    this.name = 'PageError';
  }
}

const NONE: Changes = { total: 0, new: 0, changed: 0, removed: 0 };
type Found = Partial<Omit<PageSummary, 'kind' | 'source' | 'complete'>>;

/**
 * Imports a page, all of it or, when it throws, nothing. Rows observed after `savedAt` stay. The same page twice changes
 * nothing. Throws a PageError for a page that is not of that kind, a TaskError for one of which it can't be told whose or what
 * it is, and a ForgottenMemberError.
 */
export async function importPage(db: Database, file: PageFile): Promise<PageImport> {
  const { kind, text, member, url } = file;
  if (kind === 'rss') return importFeedPage(db, text, member);
  const result = parsePage(kind, text, url === undefined ? {} : { url });
  if (!result.ok) throw new PageError(result.error.error, result.error.selector, result.error.message);
  // The parser of a kind answers with a page of that kind.
  const page = result.page as Exclude<AnyPage, { kind: 'rss' }>;
  const observation: Observation = {
    source: 'pages',
    // A clock that runs ahead would make rows that nothing can change.
    observed_at: new Date(Math.min(file.savedAt.getTime(), Date.now())),
  };
  const found = await store(db, page, { ...file, observation });
  const warnings = [...page.warnings];
  if (page.next !== null) warnings.push(`There are further pages, from ${page.next} on: save and import them too.`);
  return { summary: { ...empty(kind), ...found }, warnings };
}

function empty(kind: ParseKind): PageSummary {
  const shelf = { ratings: NONE, likes: NONE, likes_only: NONE, watched: NONE };
  const rest = { watchlist: NONE, lists: NONE, films: NONE, members: NONE, favorites: 0, unmatched: [] };
  return { kind, member: null, source: 'pages', complete: false, ...shelf, ...rest };
}

type AnyPage = { [K in ParseKind]: ParsedPage<K> }[ParseKind];

interface Given extends PageFile {
  observation: Observation;
}

async function store(db: Database, page: Exclude<AnyPage, { kind: 'rss' }>, given: Given): Promise<Found> {
  switch (page.kind) {
    case 'films':
    case 'likes': {
      const rows = toRatings(page.items, await filmIds(db, page.items), page.kind === 'films');
      // A likes page says nothing of who watched without rating.
      const whole = { ratings: true, likes: true, watched: page.kind === 'films' };
      return ofMember(db, given, (tx, id) => storeShelf(tx, id, rows, given.observation, whole));
    }
    case 'diary':
      return storeDiary(db, page.items, given);
    case 'watchlist': {
      const ids = await filmIds(db, page.items);
      return ofMember(db, given, async (tx, id) => {
        const { new: added } = await upsertWatchlist(tx, id, ids, given.observation);
        return { watchlist: { ...NONE, total: new Set(ids).size, new: added } };
      });
    }
    case 'profile': {
      const { username, display_name, favorites } = page.item;
      const ids = [...new Set(await filmIds(db, favorites))];
      return ofMember(db, { ...given, member: agreed(given.member, username) }, async (tx, id) => {
        await ensureMembers(tx, [{ username: username.toLowerCase(), display_name }]);
        const { last_pass_at } = await readLooks(tx, id);
        const newest = last_pass_at === null || last_pass_at <= given.observation.observed_at;
        if (page.complete && newest) await replaceFavorites(tx, id, ids);
        return { favorites: ids.length };
      });
    }
    case 'members':
      return storeMembers(db, page);
    case 'list':
    case 'person':
      return storeList(db, page, given);
    case 'film':
      return storeFilm(db, page.item, given.observation.observed_at);
    case 'histogram':
      return storeHistogram(db, page, given);
  }
}

/** A feed says of each entry when it was made, and is imported as any other feed. */
async function importFeedPage(db: Database, text: string, member: string | undefined): Promise<PageImport> {
  const parsed = parsePage('rss', text);
  if (!parsed.ok) throw new PageError(parsed.error.error, parsed.error.selector, parsed.error.message);
  const { summary, warnings } = await importFeedText(db, text, member ?? parsed.page.item.username);
  return { summary: { ...empty('rss'), ...summary }, warnings };
}

/** Runs `work` for the member whose page it is, in a transaction that no other import of them shares. */
async function ofMember(
  db: Database,
  { text, url, member }: Given,
  work: (tx: Transaction, memberId: number) => Promise<Found>,
): Promise<Found> {
  const username = agreed(member, pageAddress(text, url).owner);
  await refuseForgotten(db, [username]);
  return db.transaction(async (tx) => {
    await lockImportOf(tx, username);
    const [id] = (await ensureMembers(tx, [{ username }])) as [number];
    const found = await work(tx, id);
    await touchCohortsOfMember(tx, id);
    return { member: username, ...found };
  });
}

/** The name that was given and the one on the page must not contradict each other. */
function agreed(given: string | undefined, shown: string | null): string {
  const name = given ?? shown;
  if (name === null) throw new TaskError('not_found', 'The page does not say whose it is: add --member NAME.');
  if (shown !== null && shown.toLowerCase() !== name.toLowerCase()) {
    throw new TaskError('not_found', `This is a page of ${shown}, not of ${name}. Nothing was taken in.`);
  }
  return name.toLowerCase();
}

async function refuseForgotten(db: Database, names: readonly string[]): Promise<void> {
  if ((await forgottenAmong(db, names)).size > 0) throw new ForgottenMemberError();
}

/** Lays the films of a page over what is stored of them; other films are not touched. */
async function storeShelf(
  tx: Transaction,
  memberId: number,
  rows: readonly RatingInput[],
  observation: Observation,
  whole: Pass['whole'],
): Promise<Pick<PageSummary, ShelfSection>> {
  const shelf = new Map(rows.map((row) => [row.film_id, row]));
  const known = (await readRatingsForUpdate(tx, memberId)).filter((row) => shelf.has(row.film_id));
  const { write, changes } = reconcile(known, shelf, { observedAt: observation.observed_at, whole });
  await replaceRatings(tx, memberId, write, observation);
  return changes;
}

/**
 * A diary shows what was rated at a viewing, which need not be today's rating: it adds films that are not known, by their
 * newest viewing, and dates ratings that are.
 */
async function storeDiary(db: Database, items: readonly DiaryItem[], given: Given): Promise<Found> {
  const ids = await filmIds(db, items);
  const newestFirst = items
    .map((item, i) => ({ item, id: ids[i]! }))
    .sort((a, b) => b.item.watched_on.localeCompare(a.item.watched_on));
  return ofMember(db, given, async (tx, memberId) => {
    const stored = new Set((await readRatingsForUpdate(tx, memberId)).map((row) => row.film_id));
    const fresh = new Map<number, RatingInput>();
    for (const { item, id } of newestFirst) {
      if (stored.has(id) || fresh.has(id)) continue;
      const [row] = toRatings([item], [id], true);
      fresh.set(id, { ...row!, rated_at: item.rating === null ? null : item.watched_on });
    }
    const rows = [...fresh.values()];
    const whole = { ratings: false, likes: false, watched: false };
    const changes = await storeShelf(tx, memberId, rows, given.observation, whole);
    const dated = await dateRatings(tx, memberId, toViewings(items, ids));
    const films = new Map(items.map((item, i) => [ids[i]!, item]));
    const total = (has: (item: DiaryItem) => boolean) => [...films.values()].filter(has).length;
    return {
      ratings: { ...changes.ratings, total: total((item) => item.rating !== null), changed: dated },
      likes: { ...changes.likes, total: total((item) => item.liked) },
      likes_only: changes.likes_only,
      watched: { ...changes.watched, total: films.size },
    };
  });
}

/** The names of a page of members, so that their titles are known; whom a cohort follows is its definition's to say. */
async function storeMembers(db: Database, { items }: ParsedPage<'members'>): Promise<Found> {
  const named = items.map((item) => ({ ...item, username: item.username.toLowerCase() }));
  const forgotten = await forgottenAmong(
    db,
    named.map((item) => item.username),
  );
  const allowed = named.filter((item) => !forgotten.has(item.username));
  const total = allowed.length;
  await db.transaction((tx) => ensureMembers(tx, allowed));
  return { members: { ...NONE, total } };
}

async function storeList(
  db: Database,
  page: ParsedPage<'list'> | ParsedPage<'person'>,
  { text, url, observation }: Given,
): Promise<Found> {
  const { path: address } = pageAddress(text, url);
  const path =
    address === null ? null : listReference(address.replace(/\/page\/\d+\/?$/u, '/').replace(/\/by\/.*$/u, '/'));
  if (path === null) {
    throw new TaskError('not_found', 'The page does not say which list it is: add --url with its address.');
  }
  const owner = isFilmography(path) ? null : path.slice(0, path.indexOf('/'));
  if (owner !== null) await refuseForgotten(db, [owner]);
  const ids = await filmIds(db, page.items);
  const number = numberOf(page);
  const items = ids.map((film_id, i) => {
    const shown = 'item' in page ? page.items[i]!.position : null;
    return { film_id, position: shown ?? (number - 1) * LIST_PAGE + i + 1 };
  });
  const title = ('item' in page ? page.item.title : null) ?? path;
  // Only a list that stands on one page is known as a whole.
  const whole = number === 1 && page.next === null && page.complete;
  const changed = await db.transaction(async (tx) => {
    const ownerId = owner === null ? null : (await ensureMembers(tx, [{ username: owner }]))[0]!;
    return storeLists(tx, ownerId, [{ path, lid: null, title, items, whole }], { ...observation, complete: false });
  });
  return { member: owner, lists: { total: 1, ...changed } };
}

/** Films on a page of a list. */
const LIST_PAGE = 100;

/** Which page of a list it is: its address doesn't always say so, its links to the others do. */
function numberOf({ next, last_page }: Pick<ParsedPage<'list'>, 'next' | 'last_page'>): number {
  const following = /\/page\/(\d+)\/?$/u.exec(next ?? '')?.[1];
  return following === undefined ? (last_page ?? 1) : Number(following) - 1;
}

async function storeFilm(db: Database, item: FilmPageItem, at: Date): Promise<Found> {
  const { lid, letterboxd_id, slug, title, year } = item;
  const [film_id] = (await resolveFilms(db, [{ lid, letterboxd_id, slug, title, year }])) as [number];
  const details: FilmDetails = {
    film_id,
    ...(item.tmdb_id === null ? {} : { tmdb_type: item.tmdb_type, tmdb_id: item.tmdb_id, tmdb_confidence: null }),
    imdb_id: item.imdb_id,
    release_year: year,
    runtime_minutes: item.runtime_minutes,
    genres: item.genres.map((name) => ({ id: nameKey(name), name })),
    credits: item.directors.flatMap(({ name, slug: person }) =>
      person === null ? [] : [{ role: 'director' as const, person: { tmdb_id: null, slug: person, name } }],
    ),
    ...(item.histogram && item.rating_count !== null
      ? {
          histogram: {
            weighted_average: item.average,
            rating_count: item.rating_count,
            fans: null,
            counts: item.histogram,
            flagged: !histogramIsPlausible(item.histogram, item.rating_count),
          },
        }
      : {}),
    checked: item.histogram ? ['page', 'histogram'] : ['page'],
  };
  await db.transaction((tx) => storeFilmDetails(tx, [details], at));
  return { films: { ...NONE, total: 1 } };
}

async function storeHistogram(
  db: Database,
  { item }: ParsedPage<'histogram'>,
  { text, url, observation }: Given,
): Promise<Found> {
  const { path } = pageAddress(text, url);
  const slug = filmSlug(path) ?? /^\/csi\/film\/([a-z0-9-]+)\//iu.exec(path ?? '')?.[1] ?? null;
  if (slug === null) {
    throw new TaskError('not_found', 'The histogram does not say of which film it is: add --url with its address.');
  }
  const [film_id] = (await resolveFilms(db, [{ lid: null, letterboxd_id: null, slug, title: slug, year: null }])) as [
    number,
  ];
  const histogram = {
    weighted_average: item.average,
    rating_count: item.rating_count,
    fans: item.fans,
    counts: item.histogram,
    flagged: !histogramIsPlausible(item.histogram, item.rating_count),
  };
  const details: FilmDetails = { film_id, histogram, checked: ['histogram'] };
  await db.transaction((tx) => storeFilmDetails(tx, [details], observation.observed_at));
  return { films: { ...NONE, total: 1 } };
}
