/** A film page. The same fact stands in several places of it; each is read from the most reliable one that is there. */
import { splitFilmName, type TmdbType } from '@cohort-almanac/core';
import { CUT_OFF } from './collect.ts';
import { cleanTextOf, parts } from './dom.ts';
import { markupChanged, ParseFailure } from './failure.ts';
import { isHistogram, readHistogramSection, starsOrNull } from './histogram.ts';
import { type FilmJsonLd, isJsonLd, personSlug, readJsonLd } from './json-ld.ts';
import { keepCommon, metaOf, type Page, type SearchablePage, searchable } from './page.ts';
import { isPoster, readIdentity } from './poster.ts';
import { hasWord, type SieveSpec } from './sieve.ts';
import { cleanText, filmSlug, textOrNull } from './text.ts';
import type { FilmPageItem, HistogramItem, PageContents, PersonLink } from './types.ts';

// Until autumn 2025 the title was h1.filmtitle; since May 2026 the tabs are called tab-panel-….
const TITLE = 'h1.primaryname, h1.filmtitle';
const CREW = '#tab-crew, #tab-panel-crew';
const GENRES = '#tab-genres, #tab-panel-genres';
const FOOTER = 'p.text-footer';
const IDS = new Set(['tab-crew', 'tab-panel-crew', 'tab-genres', 'tab-panel-genres']);
const CLASSES = ['primaryname', 'filmtitle', 'releasedate', 'releaseyear', 'text-footer', 'creatorlist'];

export const FILM_SPEC: SieveSpec = {
  // The data for machines follows the footer.
  endsAtFooter: false,
  keep(name, attributes) {
    const { class: classes, id } = attributes;
    if (isPoster(attributes) || attributes['data-production-uid'] !== undefined) return 'tag';
    if (isJsonLd(name, attributes.type) || isHistogram(name, classes)) return 'tree';
    if (id !== undefined && IDS.has(id)) return 'tree';
    if (classes !== undefined && CLASSES.some((word) => hasWord(classes, word))) return 'tree';
    if (name === 'meta' && attributes.name === 'twitter:data2') return 'tag';
    if (name === 'input' && attributes.value?.startsWith('https://boxd.it/')) return 'tag';
    return keepCommon(name, attributes);
  },
};

export function readFilm(plain: Page): PageContents['film'] {
  const page = searchable(plain);
  const { $ } = page;
  const warnings: string[] = [];
  const scripts = parts(page.document, (part) => isJsonLd(part.name, part.attribs.type));
  const jsonLd = scripts.map(readJsonLd).find((found) => found !== null) ?? null;
  if (jsonLd === null) warnings.push('The page has no readable JSON-LD');
  const named = splitFilmName(textOrNull(metaOf(page.document, 'og:title')) ?? '');
  const heading = cleanTextOf($('h1.primaryname .name, h1.filmtitle .name').get(0) ?? $(TITLE).get(0) ?? null);
  if (heading === '') warnings.push(`${TITLE} not found`);
  const title = heading || jsonLd?.title || named.title;
  if (title === '') throw markupChanged(`${TITLE} .name`, 'The film page has no title.');
  const identity = readFilmIdentity(page, jsonLd);
  if ($(FOOTER).length === 0) {
    if (jsonLd === null) {
      const what = page.cutOff ? 'The page is cut off before' : 'The film page has neither';
      throw markupChanged(FOOTER, `${what} ${FOOTER} ${page.cutOff ? 'and' : 'nor'} JSON-LD.`);
    }
    warnings.push(`${FOOTER} not found: the running time and the links to IMDb and TMDB are unknown`);
  }
  const histogram = readInlineHistogram(page, warnings);
  if (page.cutOff) warnings.push(CUT_OFF);
  const item: FilmPageItem = {
    slug: identity.slug,
    title,
    year: readReleaseYear(page) ?? named.year ?? jsonLd?.year ?? null,
    lid: identity.lid,
    letterboxd_id: identity.letterboxd_id,
    ...readLinks(page),
    directors: jsonLd?.directors.length ? jsonLd.directors : readDirectors(page),
    genres: jsonLd?.genres.length ? jsonLd.genres : readGenres(page),
    ...readRating(page, jsonLd, histogram),
    histogram: histogram?.histogram ?? null,
    poster_url: jsonLd?.posterUrl ?? null,
  };
  return { item, next: null, total: null, complete: !page.cutOff, warnings };
}

function readFilmIdentity(
  page: SearchablePage,
  jsonLd: FilmJsonLd | null,
): { slug: string; lid: string | null; letterboxd_id: number | null } {
  const { $ } = page;
  const posters = parts(page.document, (part) => isPoster(part.attribs)).flatMap(
    (poster) => readIdentity(poster) ?? [],
  );
  // The page also shows posters of similar films, so its own is the one whose slug is the page's.
  const slug = jsonLd?.slug ?? filmSlug(metaOf(page.document, 'og:url')) ?? filmSlug(page.path);
  if (slug === null)
    throw markupChanged('meta[property="og:url"]', "The film page doesn't say which film it is about.");
  const own = posters.find((poster) => poster.slug === slug);
  const shared = /^https:\/\/boxd\.it\/([a-z0-9]+)$/iu.exec(
    $('input[value^="https://boxd.it/"]').attr('value') ?? '',
  )?.[1];
  const uid = /^film:(\d+)$/u.exec($('[data-production-uid]').attr('data-production-uid') ?? '')?.[1];
  return {
    slug,
    lid: own?.lid ?? shared ?? null,
    letterboxd_id: own?.letterboxd_id ?? (uid === undefined ? null : Number(uid)),
  };
}

/** Only saved pages have it. One that is not understood is left out with a warning: the rest of the page is still good. */
function readInlineHistogram(page: SearchablePage, warnings: string[]): HistogramItem | null {
  try {
    const inline = readHistogramSection(page);
    warnings.push(...(inline?.warnings ?? []));
    return inline?.item ?? null;
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    warnings.push(`Histogram left out: ${error.message}`);
    return null;
  }
}

function readReleaseYear({ $ }: SearchablePage): number | null {
  const link = $('.releasedate a, .releaseyear a').get(0) ?? $('.releasedate, .releaseyear').get(0) ?? null;
  const year = /^\d{4}$/u.exec(cleanTextOf(link))?.[0];
  return year === undefined ? null : Number(year);
}

type Links = Pick<FilmPageItem, 'tmdb_type' | 'tmdb_id' | 'imdb_id' | 'runtime_minutes'>;

function readLinks({ $ }: SearchablePage): Links {
  const footer = $(FOOTER).first();
  const targets = footer
    .find('a')
    .toArray()
    .map((a) => a.attribs.href ?? '');
  const tmdb = firstMatch(targets, /themoviedb\.org\/(movie|tv)\/(\d+)/u);
  const imdb = firstMatch(targets, /imdb\.com\/title\/(tt\d+)/u);
  const minutes = /(?:^|\s)([\d,]+) mins?\b/u.exec(cleanTextOf(footer.get(0) ?? null))?.[1];
  return {
    ...(tmdb === null ? readBodyTmdb($('body').attr()) : { tmdb_type: tmdb[1] as TmdbType, tmdb_id: Number(tmdb[2]) }),
    imdb_id: imdb?.[1] ?? null,
    runtime_minutes: minutes === undefined ? null : Number(minutes.replaceAll(',', '')),
  };
}

/** Only the fallback: the page of a series can say `movie` here, with an empty id. */
function readBodyTmdb(body: Record<string, string> | undefined): Pick<Links, 'tmdb_type' | 'tmdb_id'> {
  const type = body?.['data-tmdb-type'];
  const id = body?.['data-tmdb-id'] ?? '';
  if ((type !== 'movie' && type !== 'tv') || !/^\d+$/u.test(id)) return { tmdb_type: null, tmdb_id: null };
  return { tmdb_type: type, tmdb_id: Number(id) };
}

function firstMatch(texts: readonly string[], pattern: RegExp): RegExpExecArray | null {
  for (const text of texts) {
    const found = pattern.exec(text);
    if (found) return found;
  }
  return null;
}

function readDirectors({ $ }: SearchablePage): PersonLink[] {
  // The tab names them all; the line under the title may end in "…".
  for (const place of [CREW, '.creatorlist']) {
    const links = $(place).find('a[href*="/director/"]').toArray();
    const people = links.flatMap((link) => {
      const name = textOrNull(cleanTextOf(link));
      return name === null ? [] : [{ name, slug: personSlug(link.attribs.href) }];
    });
    if (people.length > 0) return people;
  }
  return [];
}

function readGenres({ $ }: SearchablePage): string[] {
  const links = $(GENRES).find('a[href*="/films/genre/"]').toArray();
  return links.map((link) => cleanTextOf(link)).filter((genre) => genre !== '');
}

function readRating(
  { $ }: SearchablePage,
  jsonLd: FilmJsonLd | null,
  histogram: HistogramItem | null,
): Pick<FilmPageItem, 'average' | 'rating_count'> {
  const card = /^(\d(?:\.\d+)?) out of 5$/u.exec(cleanText($('meta[name="twitter:data2"]').attr('content') ?? ''))?.[1];
  return {
    average: jsonLd?.average ?? histogram?.average ?? starsOrNull(card),
    rating_count: jsonLd?.ratingCount ?? histogram?.rating_count ?? null,
  };
}
