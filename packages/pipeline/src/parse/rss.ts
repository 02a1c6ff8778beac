/** `/u/rss/`: a member's feed of about the fifty newest diary entries, reviews and lists. RSS 2.0 with elements of the site's own. */
import { parseStars, toStars } from '@cohort-almanac/core';
import { type Document, DomHandler, type Element, isTag } from 'domhandler';
import { Parser } from 'htmlparser2';
import { CUT_OFF, collect, type Unreadable } from './collect.ts';
import { calendarDay } from './diary.ts';
import { markupChanged } from './failure.ts';
import { keepCommon, type PageSigns, readSigns } from './page.ts';
import { sieve } from './sieve.ts';
import { cleanText, memberName, toPath } from './text.ts';
import { FEED_ITEM_KINDS, type FeedItem, type PageContents } from './types.ts';

const CHANNEL = 'rss > channel';
const FEED_SIGNS: PageSigns = { title: '', bodyClass: undefined, challengeForm: false };

/** Opens a feed. What is not a feed is searched for the signs of a challenge or an error page, as any HTML page is. */
export function openFeed(text: string): { signs: PageSigns; read(): PageContents['rss'] } {
  const source = text.trimEnd();
  const document = parseXml(source);
  const rss = child(document, 'rss');
  const channel = rss && child(rss, 'channel');
  if (rss && channel) return { signs: FEED_SIGNS, read: () => readFeed(source, rss, channel) };
  const { document: html } = sieve(text, { endsAtFooter: true, keep: keepCommon });
  return {
    signs: readSigns(html),
    read() {
      throw markupChanged(CHANNEL, 'This is not an RSS feed.');
    },
  };
}

// A feed nests four levels deep. Beyond this it is hostile or broken: reading stops, as if it were cut off there.
const MAX_DEPTH = 64;

/** The tree of an XML text. The end of the text closes nothing: what is open then was cut off. */
function parseXml(source: string): Document {
  const tree = new DomHandler(undefined, { withStartIndices: true, withEndIndices: true });
  const onOpenTag = tree.onopentag.bind(tree);
  const onCloseTag = tree.onclosetag.bind(tree);
  let depth = 0;
  tree.onopentag = (name, attributes) => {
    depth += 1;
    if (depth > MAX_DEPTH) parser.pause();
    onOpenTag(name, attributes);
  };
  tree.onclosetag = () => {
    depth -= 1;
    onCloseTag();
  };
  const parser = new Parser(tree, { xmlMode: true });
  parser.write(source);
  return tree.root;
}

/** An empty channel is a positive sign of an empty feed, when it is whole and nothing in it looks like an entry. */
function readFeed(source: string, rss: Element, channel: Element): PageContents['rss'] {
  const cutOff = !isClosed(source, rss);
  const parts = channel.children.filter(isTag);
  const found = parts.filter((part) => part.name === 'item' && isClosed(source, part));
  const strays = parts.filter((part) => part.name !== 'item' && part.name !== 'image' && part.children.some(isTag));
  if (found.length === 0 && (cutOff || strays.length > 0)) {
    const what = cutOff ? 'The feed is cut off before its first item' : `There are entries, but no ${CHANNEL} > item`;
    throw markupChanged(`${CHANNEL} > item`, `${what}: this is not taken for an empty feed.`);
  }
  const header = fields(channel);
  const username = memberName(header.get('link'));
  if (username === null) throw markupChanged(`${CHANNEL} > link`, "The feed doesn't say whose it is.");
  const { items, skipped, warnings } = collect(found, readItem);
  if (strays.length > 0) warnings.push(`${strays.length} entries outside ${CHANNEL} > item were not read`);
  if (cutOff) warnings.push(CUT_OFF);
  return {
    item: { username, title: header.get('title') ?? '' },
    items,
    next: null,
    total: null,
    last_page: null,
    complete: !cutOff && skipped === 0 && strays.length === 0,
    warnings,
  };
}

type Fields = ReadonlyMap<string, string>;

function readItem(element: Element): FeedItem | Unreadable {
  const found = fields(element);
  const guid = found.get('guid') ?? '';
  const kind = FEED_ITEM_KINDS.find((one) => guid.startsWith(`letterboxd-${one}-`));
  if (kind === undefined) return { unreadable: 'item > guid' };
  const published = Date.parse(found.get('pubDate') ?? '');
  if (Number.isNaN(published)) return { unreadable: 'item > pubDate' };
  const published_at = new Date(published).toISOString();
  return kind === 'list'
    ? readListItem(found, { kind, guid, published_at })
    : readFilmItem(found, { kind, guid, published_at });
}

type Heading = Pick<FeedItem, 'kind' | 'guid' | 'published_at'>;

function readListItem(found: Fields, { kind, guid, published_at }: Heading): FeedItem | Unreadable {
  const title = found.get('title') ?? '';
  if (title === '') return { unreadable: 'item > title' };
  return {
    kind,
    guid,
    title,
    year: null,
    rating: null,
    liked: false,
    rewatch: false,
    watched_on: null,
    tmdb_type: null,
    tmdb_id: null,
    slug: null,
    published_at,
  };
}

function readFilmItem(found: Fields, { kind, guid, published_at }: Heading): FeedItem | Unreadable {
  const title = found.get('letterboxd:filmTitle') ?? '';
  if (title === '') return { unreadable: 'item > letterboxd:filmTitle' };
  const slug = entrySlug(found.get('link'));
  const tmdb = readTmdb(found);
  if (slug === null && tmdb.tmdb_id === null) return { unreadable: 'item > link' };
  const stars = found.get('letterboxd:memberRating');
  const halfStars = stars === undefined ? null : parseStars(stars);
  if (stars !== undefined && halfStars === null) return { unreadable: 'item > letterboxd:memberRating' };
  // Unrated entries have it too, so an entry without it is not one that isn't liked.
  const liked = yesOrNo(found.get('letterboxd:memberLike'));
  if (liked === null) return { unreadable: 'item > letterboxd:memberLike' };
  // A review of a viewing without a date says nothing of rewatching.
  const rewatch = found.has('letterboxd:rewatch') ? yesOrNo(found.get('letterboxd:rewatch')) : false;
  if (rewatch === null) return { unreadable: 'item > letterboxd:rewatch' };
  const watched = found.get('letterboxd:watchedDate');
  const watched_on = watched === undefined ? null : calendarDay(watched);
  if (watched_on === null && (watched !== undefined || kind === 'watch')) {
    return { unreadable: 'item > letterboxd:watchedDate' };
  }
  const year = /^\d{4}$/u.exec(found.get('letterboxd:filmYear') ?? '')?.[0];
  return {
    kind,
    guid,
    title,
    year: year === undefined ? null : Number(year),
    rating: halfStars === null ? null : toStars(halfStars),
    liked,
    rewatch,
    watched_on,
    ...tmdb,
    slug,
    published_at,
  };
}

/** The slug in `/<user>/film/<slug>/` or, for a later entry of the same film, `/<user>/film/<slug>/2/`. */
function entrySlug(link: string | undefined): string | null {
  return /^\/[^/]+\/film\/([a-z0-9][a-z0-9_-]*)\/(?:\d+\/)?$/iu.exec(toPath(link) ?? '')?.[1] ?? null;
}

function readTmdb(found: Fields): Pick<FeedItem, 'tmdb_type' | 'tmdb_id'> {
  for (const [name, tmdb_type] of [
    ['tmdb:movieId', 'movie'],
    ['tmdb:tvId', 'tv'],
  ] as const) {
    const id = found.get(name);
    if (id !== undefined && /^[1-9]\d{0,9}$/u.test(id) && Number(id) <= 2_147_483_647) {
      return { tmdb_type, tmdb_id: Number(id) };
    }
  }
  return { tmdb_type: null, tmdb_id: null };
}

function yesOrNo(word: string | undefined): boolean | null {
  return word === 'Yes' ? true : word === 'No' ? false : null;
}

function child(of: Document | Element, name: string): Element | null {
  return of.children.filter(isTag).find((element) => element.name === name) ?? null;
}

/** The texts of an element's children, by their names; of two with one name the first counts. */
function fields(of: Element): Fields {
  const texts = new Map<string, string>();
  for (const element of of.children) {
    if (!isTag(element) || texts.has(element.name)) continue;
    texts.set(element.name, ownText(element));
  }
  return texts;
}

/** The text of an element itself, CDATA included; elements nested in it, however deep, are not looked into. */
function ownText(element: Element): string {
  let text = '';
  for (const node of element.children) {
    if (node.type === 'text') text += node.data;
    else if (node.type === 'cdata') for (const part of node.children) if (part.type === 'text') text += part.data;
  }
  return cleanText(text);
}

/** Whether the element has its own end tag: another's end, too, closes what is open inside it. */
function isClosed(source: string, { name, startIndex, endIndex }: Element): boolean {
  const ending = `</${name}>`;
  const end = (endIndex ?? 0) + 1;
  return end - ending.length > (startIndex ?? 0) && source.endsWith(ending, end);
}
