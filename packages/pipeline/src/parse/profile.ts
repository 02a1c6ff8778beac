/** A member's profile: names, favourite films, counts. */
import { CUT_OFF, collect } from './collect.ts';
import { cleanTextOf, parts } from './dom.ts';
import { markupChanged, tooOld } from './failure.ts';
import { bodyOf, keepCommon, metaOf, type Page, type SearchablePage, searchable } from './page.ts';
import { isPoster, readPosterIn } from './poster.ts';
import { hasWord, type SieveSpec } from './sieve.ts';
import { cleanText, memberName, parseCount, textOrNull, toPath } from './text.ts';
import type { FilmItem, PageContents } from './types.ts';

const FAVORITE = '#favourites li.favourite-production-poster-container';
const STATISTIC = 'h4.profile-statistic a .value';

export const PROFILE_SPEC: SieveSpec = {
  endsAtFooter: true,
  keep(name, attributes) {
    if (attributes.id === 'favourites') return 'tree';
    if (name === 'section' && hasWord(attributes.class, 'profile-header')) return 'tree';
    if (name === 'h4' && hasWord(attributes.class, 'profile-statistic')) return 'tree';
    return keepCommon(name, attributes);
  },
};

/** Reads a profile. Name and counts must be there; a profile without a part for favourites is not complete. */
export function readProfile(plain: Page): PageContents['profile'] {
  const page = searchable(plain);
  const { $ } = page;
  const username =
    $('.profile-header[data-person]').attr('data-person') ??
    bodyOf(page.document)['data-owner'] ??
    memberName(page.path);
  if (!username) throw markupChanged('body[data-owner]', "The profile doesn't say whose it is.");
  const counts = readCounts(page);
  if (Object.keys(counts).length === 0) throw markupChanged(STATISTIC, 'No count was found on the profile.');
  const { favorites, complete, warnings } = readFavorites(page);
  if (page.cutOff) warnings.push(CUT_OFF);
  const item = { username, display_name: readDisplayName(page), favorites, counts };
  return { item, next: null, total: null, complete: complete && !page.cutOff, warnings };
}

function readDisplayName({ $, document }: SearchablePage): string | null {
  for (const selector of [
    '.profile-header .displayname .label',
    '.profile-header .displayname',
    '.profile-header h1',
  ]) {
    const name = cleanText($(selector).first().text());
    if (name !== '') return name;
  }
  const title = textOrNull(metaOf(document, 'og:title'));
  return /^(.+)[’']s profile$/u.exec(title ?? '')?.[1] ?? null;
}

function readCounts({ $ }: SearchablePage): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const link of $('h4.profile-statistic a').toArray()) {
    const count = parseCount(cleanTextOf($(link).find('.value').get(0) ?? null));
    // What is counted stands in the link: /u/films/, /u/lists/, …; the year's films are counted from the diary.
    const name = /^\/[^/]+\/([a-z]+)\//u.exec(toPath(link.attribs.href) ?? '')?.[1];
    if (count === null || name === undefined) continue;
    counts[/\/(?:diary|year)\//u.test(link.attribs.href ?? '') ? 'this_year' : name] = count;
  }
  return counts;
}

function readFavorites(page: SearchablePage): { favorites: FilmItem[]; complete: boolean; warnings: string[] } {
  const [section] = parts(page.document, (part) => part.attribs.id === 'favourites');
  if (section === undefined) return { favorites: [], complete: false, warnings: ['The profile has no #favourites'] };
  const { $ } = page;
  const elements = $(section).find('li.favourite-production-poster-container').toArray();
  const posters = $(section)
    .find('*')
    .toArray()
    .filter((element) => isPoster(element.attribs)).length;
  if (elements.length === 0 && posters > 0) {
    throw markupChanged(FAVORITE, `There are ${posters} favourite films, but none of them in ${FAVORITE}.`);
  }
  const old = $(section).find('li.poster-container, [data-film-slug]').length;
  if (elements.length === 0 && old > 0) throw tooOld();
  const { items, skipped, warnings } = collect(elements, readPosterIn);
  return { favorites: items, complete: skipped === 0, warnings };
}
