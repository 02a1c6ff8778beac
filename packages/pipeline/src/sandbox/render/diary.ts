/** A member's diary, 50 entries a page, newest first; and the feed of the 50 newest. */
import { formatStars } from '@cohort-almanac/core';
import { type Answer, XML } from '../answer.ts';
import type { DiaryEntry, Shelf, Site } from '../site.ts';
import { escapeHtml, escapeXml } from '../text.ts';
import { emptyText, forbidden, memberNav, ownedBy, page } from './layout.ts';
import { NEWER_OLDER, PAGE_SIZES, pager, slice } from './paging.ts';
import { poster } from './poster.ts';

const FEED_LENGTH = 50;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_DATE = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' });

/** `/u/diary/`: `tr.diary-entry-row`. The world knows no rewatches and no reviews, so both are off in every row. */
export function diaryPage(site: Site, shelf: Shelf, number: number): Answer {
  const part = slice(shelf.diary(), number, PAGE_SIZES.diary);
  if (!part) return forbidden();
  const u = shelf.member.username;
  const table =
    part.total === 0
      ? emptyText(`${u} hasn’t logged any films yet.`)
      : `<table id="diary-table" class="table film-table"><thead><tr><th>Month</th><th>Day</th><th>Film</th><th>Released</th><th>Rating</th><th>Like</th><th>Rewatch</th><th>Review</th></tr></thead><tbody>
${part.items.map((entry) => diaryRow(u, entry)).join('')}</tbody></table>`;
  return page({
    title: `${shelf.member.display_name}’s film diary`,
    body: ownedBy('screen-member-child-page diary-page', u),
    content: `${memberNav(site, u)}
<section class="section overflow">
${table}
${pager(part, `/${u}/diary/`, NEWER_OLDER, true)}
</section>`,
  });
}

function diaryRow(u: string, entry: DiaryEntry): string {
  const { film, half_stars } = entry;
  const [year, month, day] = isoDay(entry.at).split('-') as [string, string, string];
  const rating =
    half_stars === null ? '' : `<span class="rating rated-${half_stars}">${formatStars(half_stars)}</span>`;
  const like = entry.liked
    ? '<span class="has-icon icon-16 large-liked icon-liked"><span class="icon"></span></span>'
    : '';
  return `<tr class="diary-entry-row viewing-poster-container" data-viewing-id="${entry.viewing_id}" data-object-id="viewing:${entry.viewing_id}" data-object-name="entry"><td class="col-monthdate"><div class="date"><a class="month" href="/${u}/diary/films/for/${year}/${month}/">${MONTHS[Number(month) - 1]}</a> <a class="year" href="/${u}/diary/films/for/${year}/">${year}</a></div></td><td class="col-daydate"><a class="daydate" href="/${u}/diary/films/for/${year}/${month}/${day}/">${day}</a></td><td class="col-production">${poster(film, u)}<header class="inline-production-masthead"><h2 class="name -primary"><a href="/${u}/film/${escapeHtml(film.slug)}/">${escapeHtml(film.title)}</a></h2></header></td><td class="col-releaseyear"><span>${film.year ?? ''}</span></td><td class="col-rating"><div class="rating-green">${rating}</div></td><td class="col-like">${like}</td><td class="col-rewatch icon-status-off"><span class="has-icon icon-16 icon-rewatch"><span class="icon"></span></span></td><td class="col-review icon-status-off"></td></tr>
`;
}

/** `/u/rss/`: the newest dated films. `origin` is where the site runs, because a feed's links are whole. */
export function rssFeed(shelf: Shelf, origin: string): Answer {
  const u = shelf.member.username;
  const name = escapeXml(shelf.member.display_name);
  const items = shelf
    .diary()
    .slice(0, FEED_LENGTH)
    .map((entry) => feedItem(shelf, entry, origin))
    .join('');
  const body = `<?xml version='1.0' encoding='utf-8'?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:letterboxd="https://letterboxd.com" xmlns:tmdb="https://themoviedb.org"><channel>
<title>Letterboxd - ${name}</title>
<link>${origin}/${u}/</link>
<description>Letterboxd - ${name}</description>
<atom:link rel="self" href="${origin}/${u}/rss/" type="application/rss+xml"/>
${items}</channel></rss>
`;
  return { status: 200, type: XML, body, headers: { 'cache-control': 'public, max-age=300' } };
}

function feedItem(shelf: Shelf, entry: DiaryEntry, origin: string): string {
  const { film, half_stars } = entry;
  const u = shelf.member.username;
  const title = escapeXml(film.title);
  const name = film.year === null ? title : `${title}, ${film.year}`;
  const tmdb = film.tmdb_type === 'tv' ? 'tmdb:tvId' : 'tmdb:movieId';
  return [
    `<item> <title>${name}${half_stars === null ? '' : ` - ${formatStars(half_stars)}`}</title>`,
    `<link>${origin}/${u}/film/${escapeXml(film.slug)}/</link>`,
    `<guid isPermaLink="false">letterboxd-watch-${entry.viewing_id}</guid>`,
    `<pubDate>${new Date(entry.at).toUTCString().replace('GMT', '+0000')}</pubDate>`,
    `<letterboxd:watchedDate>${isoDay(entry.at)}</letterboxd:watchedDate>`,
    '<letterboxd:rewatch>No</letterboxd:rewatch>',
    `<letterboxd:filmTitle>${title}</letterboxd:filmTitle>`,
    film.year === null ? '' : `<letterboxd:filmYear>${film.year}</letterboxd:filmYear>`,
    half_stars === null ? '' : `<letterboxd:memberRating>${(half_stars / 2).toFixed(1)}</letterboxd:memberRating>`,
    `<letterboxd:memberLike>${entry.liked ? 'Yes' : 'No'}</letterboxd:memberLike>`,
    film.tmdb_id === null ? '' : `<${tmdb}>${film.tmdb_id}</${tmdb}>`,
    `<description><![CDATA[ <p>Watched on ${LONG_DATE.format(entry.at)}.</p> ]]></description>`,
    `<dc:creator>${escapeXml(shelf.member.display_name)}</dc:creator> </item>\n`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** `YYYY-MM-DD` in UTC. */
function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
